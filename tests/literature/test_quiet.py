"""Fields whose values no reference shows."""

from __future__ import annotations

from pathlib import PurePosixPath

from kefu.literature.normal import works
from kefu.literature.quiet import lost
from kefu.model import Source
from kefu.reading.bibtex import parse_bibtex


def test_only_what_somebody_wrote_to_be_read_is_missed() -> None:
    text = """@book{a, title = {x}, abstract = {x}, date-added = {x}, mendeley-groups = {x}, userd = {x},
      tppubtype = {x},
      adress = {x}, afterword = {x}, part = {}, hemlighet = {x}}"""
    (work,) = works(parse_bibtex(Source(path=PurePosixPath("a.bib"), text=text, digest="")).entries)
    assert [*lost(work)] == [("adress", "address"), ("afterword", ""), ("hemlighet", "")]
