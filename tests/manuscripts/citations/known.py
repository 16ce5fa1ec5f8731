"""A small bibliography of invented works."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from kefu.literature import Work, works
from kefu.manuscripts.citations.shelf import Shelf
from kefu.model import Source
from kefu.reading.bibtex import parse_bibtex


def known(text: str) -> tuple[Work, ...]:
    """Return the works of a bibliography."""
    return tuple(works(parse_bibtex(Source(path=PurePosixPath("a.bib"), text=text, digest="")).entries))


WORKS: Final = known("""
@book{ek2019, author = {Ek, Cia}, title = {Samtal för alla}, subtitle = {En handbok}, isbn = {978-91-7164-145-8},
  year = {2019}}
@article{ekalm2020, author = {Ek, C. and Alm, B.}, title = {Budget i blåst}, journal = {Tidskriften},
  doi = {10.1234/ABC}, year = {2020}}
@book{dal2001, author = {Dal, E.}, title = {Ett}, year = {2001}}
@book{dal2001b, author = {Dal, E.}, title = {Två}, year = {2001}}
@book{as2003, author = {von Ås, Gun}, title = {Tre}, year = {2003}}
@book{as2004, author = {von Ås, Gun}, title = {Fyra}, year = {2004}}
@report{vasteras2017, author = {{Västerås stad}}, title = {Plan}, institution = {Staden}, year = {2017}}
@report{sou2018_99, author = {{Samtalsutredningen}}, title = {Samtal}, number = {SOU 2018:99}, year = {2018}}
@incollection{fors2005, author = {Fors, Gun}, title = {Del}, booktitle = {Helhet}, isbn = {978-91-85831-62-3},
  year = {2005}}
@book{utan, editor = {Holm, Ida}, title = {Odaterad}, year = {u.å.}}
""")
SHELF: Final = Shelf(works=WORKS)
