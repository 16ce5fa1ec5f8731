"""The imprint: its title and the labels of its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.imprint import ImprintTerm

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE: Final = "Tryckort och utgivning"
RIGHTS: Final = "Licens och villkor"
"""The name of the property of a file that says what its readers may do."""

LABELS: Final[Mapping[ImprintTerm, str]] = {
    ImprintTerm.EDITION: "Utgåva",
    ImprintTerm.AUTHORS: "Författare",
    ImprintTerm.PUBLISHER: "Utgivare",
    ImprintTerm.COMMISSIONER: "Uppdragsgivare",
    ImprintTerm.DATE: "Utgiven",
    ImprintTerm.SERIES: "Serie",
    ImprintTerm.ISBN: "ISBN",
    ImprintTerm.ISSN: "ISSN",
    ImprintTerm.DOI: "DOI",
    ImprintTerm.PART_OF: "Ingår i",
    ImprintTerm.LICENCE: "Licens",
    ImprintTerm.TERMS: "Villkor",
    ImprintTerm.FONTS: "Typsnitt",
    ImprintTerm.CONTACT: "Kontakt",
    ImprintTerm.CITE: "Så här hänvisar du",
}
