"""The kinds of works that BibLaTeX knows, with what each needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLE: Final = ("title",)
_YEAR: Final = ("year", "date")
_AUTHOR: Final = ("author", "editor", "institution", "organization")
_CREATOR: Final = ("author", "editor", "translator", "institution", "organization")
_BOOK: Final = ("booktitle", "maintitle")
_ISSUER: Final = ("institution", "organization", "school", "publisher", "series", "number")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: the fields that it needs, each followed by the fields that may stand instead.

    `within` says that it is part of another work, to which its ISBN belongs.
    """

    needs: tuple[tuple[str, ...], ...]
    within: bool


KINDS: Final[Mapping[str, Kind]] = {
    "article": Kind((_CREATOR, _TITLE, ("journaltitle", "journal"), _YEAR), within=False),
    "book": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "mvbook": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "inbook": Kind((_CREATOR, _TITLE, _YEAR), within=True),
    "booklet": Kind((_AUTHOR, _TITLE, _YEAR), within=False),
    "collection": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "mvcollection": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "incollection": Kind((_CREATOR, _TITLE, _BOOK, _YEAR), within=True),
    "reference": Kind((_CREATOR, _TITLE, _YEAR), within=False),
    "inreference": Kind((_TITLE, _BOOK, _YEAR), within=True),
    "proceedings": Kind((_TITLE, _YEAR), within=False),
    "inproceedings": Kind((_CREATOR, _TITLE, (*_BOOK, "eventtitle"), _YEAR), within=True),
    "manual": Kind((_TITLE, _YEAR), within=False),
    "periodical": Kind((_TITLE, _YEAR), within=False),
    "report": Kind((_AUTHOR, _TITLE, _ISSUER, _YEAR), within=False),
    "thesis": Kind((("author",), _TITLE, _ISSUER, _YEAR), within=False),
    "unpublished": Kind((_AUTHOR, _TITLE), within=False),
    "online": Kind((_TITLE, ("url", "doi", "eprint", "howpublished")), within=False),
    "dataset": Kind((_AUTHOR, _TITLE, _YEAR), within=False),
    "software": Kind((_TITLE,), within=False),
    "misc": Kind((_TITLE,), within=False),
    "letter": Kind((_TITLE,), within=False),
    "video": Kind((_TITLE,), within=False),
    "audio": Kind((_TITLE,), within=False),
    "legislation": Kind((_TITLE,), within=False),
    "jurisdiction": Kind((_TITLE,), within=False),
    "legal": Kind((_TITLE,), within=False),
    "standard": Kind((_TITLE,), within=False),
    "xdata": Kind((), within=False),
    "set": Kind((), within=False),
}
"""What each kind of work needs.

From the BibLaTeX manual, section 2.1.1 (and 2.1.3 for law), and the constraints of its data model (blx-dm.def), with
these exceptions: an editor or an organisation may take the place of an author; a part of a book needs no editor; a
part that BibTeX knows by its chapter or pages (`@inbook`) needs no title of the book; a report or thesis needs no type,
and its series or number, such as “SOU 2018:38”, may take the place of its issuer, as Swedish reports are known by it;
works often without an author or a year (a web page, a law) need neither, since the citation style itself writes “u.å.”.
"""

ALIASES: Final[Mapping[str, str]] = {
    "conference": "inproceedings",
    "electronic": "online",
    "www": "online",
    "webpage": "online",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "review": "article",
    "newspaper": "article",
    "magazine": "article",
    "mvproceedings": "proceedings",
    "mvreference": "reference",
    "movie": "video",
    "performance": "misc",
    "music": "audio",
    "podcast": "audio",
    "personalcommunication": "letter",
    "artwork": "misc",
    "image": "misc",
    "patent": "misc",
    "generic": "misc",
    "bachelorthesis": "thesis",
    "bachelorsthesis": "thesis",
    "licentiatethesis": "thesis",
    "data": "dataset",
    "computer_program": "software",
    "commentary": "misc",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
}
"""Other names of kinds, in BibLaTeX (the manual, 2.1.1 to 2.1.3) and in programs for references."""


def kind_of(name: str) -> str:
    """Return the kind that a word after `@` names; an unknown one is `misc`."""
    name = ALIASES.get(name, name)
    return name if name in KINDS else "misc"
