"""Problems are told at the line and column of their passage, in whichever source that stands."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests import invented

from kefu.diagnostics import Diagnostic, Location
from kefu.reading.locating import located

if TYPE_CHECKING:
    from kefu.model import Project

PARTY: Final = "\N{PARTY POPPER}"
"""A sign that stands in no source."""


def problem(path: str, passage: str, line: int | None = None) -> Diagnostic:
    location = Location(path=PurePosixPath(path), line=line)
    return Diagnostic(rule=invented.rule("rule"), location=location, message="message", passage=passage)


@pytest.mark.parametrize(
    ("path", "passage", "place"),
    [
        ("cases/01-skolan/case.md", "Nu skulle hon svara", "cases/01-skolan/case.md:20:43"),
        ("cases/01-skolan/case.md", "*Anna* såg\npå klockan", "cases/01-skolan/case.md:3:1"),
        ("cases/01-skolan/case.yaml", "Ett fall om skolan", "cases/01-skolan/case.yaml:4:11"),
        ("report/analys.md", "This passage", "report/analys.md:10:1"),
        ("report/analys.md", PARTY, "report/analys.md"),
        ("nowhere.md", "Ord", "nowhere.md"),
    ],
    ids=["words", "over lines", "in YAML", "chapter", "not there", "no source"],
)
def test_a_passage_is_located_in_its_source(project: Project, path: str, passage: str, place: str) -> None:
    (diagnostic,) = located([problem(path, passage)], project)

    assert str(diagnostic.location) == place


def test_a_place_that_is_known_stays(project: Project) -> None:
    known = problem("cases/01-skolan/case.md", "Nu skulle hon svara", line=2)

    assert located([known], project) == (known,)
