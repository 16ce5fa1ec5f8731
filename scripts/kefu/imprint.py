"""The imprint: what a document states about who is behind it, and its permanent marks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kefu.authored import Format, Licence


class ImprintTerm(StrEnum):
    """What an entry of an imprint states."""

    EDITION = "edition"
    AUTHORS = "authors"
    PUBLISHER = "publisher"
    COMMISSIONER = "commissioner"
    DATE = "date"
    SERIES = "series"
    ISBN = "isbn"
    ISSN = "issn"
    DOI = "doi"
    PART_OF = "part-of"
    LICENCE = "licence"
    TERMS = "terms"
    FONTS = "fonts"
    CONTACT = "contact"
    CITE = "cite"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintEntry:
    """One entry of an imprint, without the label that is shown with it.

    `format` is the format whose ISBN this is; every other entry holds for all formats.
    """

    term: ImprintTerm
    text: str
    format: Format | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What readers may do with a document: a licence, terms in words, or both."""

    licence: Licence | None
    terms: str

    def __str__(self) -> str:
        return ". ".join(filter(None, (str(self.licence or ""), self.terms)))
