"""Entries of a bibliography → works as the list of references shows them, however a program has written them."""

from kefu.literature.dates import FIRST_YEAR, is_undated, state_of
from kefu.literature.identifiers import bare_doi, isbns, issns, web_address
from kefu.literature.kinds import ALIASES, KINDS, kind_of
from kefu.literature.names import NAMES, doubt, surname, surnames
from kefu.literature.normal import SHOWN, Work, circular, is_citable, parents, shown_as, works, written
from kefu.literature.quiet import lost
from kefu.literature.tex import plain

__all__ = [
    "ALIASES",
    "FIRST_YEAR",
    "KINDS",
    "NAMES",
    "SHOWN",
    "Work",
    "bare_doi",
    "circular",
    "doubt",
    "is_citable",
    "is_undated",
    "isbns",
    "issns",
    "kind_of",
    "lost",
    "parents",
    "plain",
    "shown_as",
    "state_of",
    "surname",
    "surnames",
    "web_address",
    "works",
    "written",
]
