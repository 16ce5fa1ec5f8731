"""A passage of a teaching note in another source excuses a leak only where it is printed, and is told there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import copy_project
from tests.sabotage.source_plants import CASE, LITERATURE, PLANTS

from kefu.check.leaks.scope import passages, scope_of
from kefu.check.leaks.sharing import WORDS, shared
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sabotage.source_plants import SourcePlant

NOTE: Final = "cases/01-skolan/teaching-note.md"
FIRST, SECOND, THIRD = (
    ("ba", "de", "fi", "go", "hu", "ji", "lo", "na", "re", "vy"),
    ("ka", "le", "mi", "no", "py", "rå", "sä", "tö"),
    "cdfghjklmn",
)


def passage(number: int) -> str:
    """Return a sentence that has no word in common with any other."""
    stem = FIRST[number // len(SECOND)] + SECOND[number % len(SECOND)]
    return " ".join(f"{stem}{letter}a" for letter in THIRD).capitalize() + "."


@dataclass(frozen=True, kw_only=True)
class Sabotaged:
    """The words that the first case's handout may not show, and the places of what was told as pasted."""

    excluded: str
    told: tuple[str, ...]


@pytest.fixture(scope="module")
def sabotaged(tmp_path_factory: pytest.TempPathFactory) -> Sabotaged:
    """Return what is known of a project with all plants in it."""
    root = copy_project("small", tmp_path_factory.mktemp("sources") / "small")
    _append(root / CASE, "Läs mer hos [@svara2001; @skl2010; @skl2012; @skl2014].")
    for year in (2010, 2012, 2016):
        work = f"@book{{skl{year},\n  author = {{SKL}},\n  title = {{Handbok}},\n  year = {{{year}}},\n}}"
        _append(root / LITERATURE, work)
    for number, plant in enumerate(PLANTS):
        path = root / plant.path
        path.write_text(plant.put(path.read_text(encoding="utf-8"), passage(number)), encoding="utf-8")
        _append(root / NOTE, passage(number))
    project = load(root, jobs=1).project
    (edition,) = (edition for edition in project.editions if edition.name == "student")
    scope = scope_of(passages(project), project, edition, project.cases[0])
    return Sabotaged(
        excluded="\n".join(canary.words for canary in scope.excluded if str(canary.origin) == NOTE),
        told=tuple(map(str, shared(project, minor=True))),
    )


def _append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(("number", "plant"), [*enumerate(PLANTS)], ids=map(str, PLANTS))
def test_a_passage_excuses_a_leak_only_where_it_is_printed(
    sabotaged: Sabotaged, number: int, plant: SourcePlant
) -> None:
    first = " ".join(passage(number).split()[:5])

    assert (first in sabotaged.excluded) != plant.excuses


@pytest.mark.parametrize(("number", "plant"), [*enumerate(PLANTS)], ids=map(str, PLANTS))
def test_a_passage_that_everybody_can_read_is_told_at_both_places(
    sabotaged: Sabotaged, number: int, plant: SourcePlant
) -> None:
    start = " ".join(passage(number).split()[:WORDS]).casefold()
    told = [finding for finding in sabotaged.told if start in finding.replace(". ", " ").casefold()]
    places = {finding.partition(":")[0] for finding in told}

    assert places == ({plant.path, NOTE} if plant.pasted else set())
    assert all(finding.partition(": warning")[0].count(":") == 2 for finding in told if ".csv:" not in finding)
