"""Words before a year that are no authors: places, times of the year, and the names of laws.

“(Malmö 2018)”, “(Hösten 2001)” and “(Skollagen 2010:800)” look as citations do.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kefu.check.people import municipalities, regions, surnames_of_places
from kefu.manuscripts.citations.matching import folded

_OTHER: Final = (
    "Sverige", "Norge", "Danmark", "Finland", "Island", "Norden", "Europa", "EU", "USA", "Storbritannien", "Tyskland",
    "Oslo", "Köpenhamn", "Helsingfors", "Bryssel", "Visby", "London", "Paris", "New York", "Almedalen",
)  # fmt: skip
_TIMES: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "våren", "sommaren", "hösten", "vintern", "år", "året", "åren", "årsskiftet", "valet", "valåret",
    "vår", "sommar", "höst", "vinter", "jul", "mandatperioden", "sedan", "från", "före", "efter", "mellan", "till",
    "omkring", "kring", "runt", "januari till", "uppdaterad", "publicerad", "hämtad", "version", "copyright",
    "tabell", "figur", "bilaga", "avsnitt", "kapitel",
)  # fmt: skip
_LAW: Final = re.compile(
    r"(?:SFS|\w*(?:lag|lagen|lagar|lagarna|balk|balken|förordning|förordningen|direktiv|direktivet|föreskrifter|stadga))",
    re.IGNORECASE,
)


def is_place_or_time(words: str) -> bool:
    """Return whether words are the name of a place or a time of the year, in the genitive or not.

    Municipalities whose names are borne as surnames, such as Lund, are not taken for places.
    """
    said = folded(words)
    return said in _known() or (said.endswith("s") and said[:-1] in _known())


def is_law(words: str, after: str) -> bool:
    """Return whether words and what stands after the colon behind a year are the name and the number of a law."""
    return after.strip().isdigit() and bool(_LAW.fullmatch(words.rsplit(maxsplit=1)[-1] if words.split() else ""))


@cache
def _known() -> frozenset[str]:
    places = {*municipalities(), *regions(), *_OTHER} - {*surnames_of_places()}
    return frozenset(map(folded, (*places, *_TIMES)))
