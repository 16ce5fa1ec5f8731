"""Random projects are built or told what is wrong with them, always alike, and never in a traceback."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests import invented
from tests.fuzz import campaign, trying
from tests.fuzz.markdown import BLOCKS, INLINES
from tests.fuzz.projects import project_of
from tests.fuzz.trying import EVERYTHING, WEB, Tried, tried

from kefu.cache import NOTHING_KEPT, open_store
from kefu.diagnostics import BuildError, Diagnostic, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.authored import Format
    from kefu.cache import Store

SEEDS: Final = range(1000, 1008)
WHOLE: Final = (1008,)
"""A project that is built in all formats."""


@pytest.mark.usefixtures("here")
@pytest.mark.slow
def test_random_projects_end_in_findings_that_authors_can_act_on(tmp_path: Path) -> None:
    store = open_store(tmp_path / "cache")
    found = [tried(seed, WEB, tmp_path / "project", store=store, twice=seed == SEEDS[-1]) for seed in SEEDS]
    found += [tried(seed, EVERYTHING, tmp_path / "project", store=store) for seed in WHOLE]

    assert [f"{one.seed}: {fault}" for one in found for fault in one.faults] == []
    assert any(one.built for one in found)
    assert len({rule for one in found for rule in one.rules}) > 9


def test_a_seed_always_gives_the_same_project_and_another_gives_another() -> None:
    assert project_of(1, WEB) == project_of(1, WEB)
    assert project_of(1, WEB) != project_of(2, WEB)


def test_projects_have_everything_that_authors_can_write() -> None:
    written = [project_of(seed, EVERYTHING) for seed in range(60)]
    texts = "\n".join(
        content.decode("utf-8", "replace") for files in written for path, content in files.items() if path[-3:] == ".md"
    )
    wanted = (
        "@Fig-",
        "[-@",
        "^[",
        "[^",
        ".exhibit",
        ".pullquote",
        "lang=en}",
        "\n> ",
        "\n:   ",
        "\n| ",
        "+---",
        "```",
        "figure:bars",
    )
    assert [piece for piece in wanted if piece not in texts] == []
    assert len({path.rpartition("/")[2] for files in written for path in files}) > 15
    assert len(BLOCKS) > 15
    assert len(INLINES) > 15


@pytest.mark.parametrize(
    ("place", "message", "fault"),
    [
        (Location(path=PurePosixPath("a.md"), line=1), "right", ""),
        (Location(path=PurePosixPath("a.md")), "right", "has no line"),
        (Location(path=PurePosixPath("dist/a.pdf"), line=1), "right", "is at no source"),
        (Location(path=PurePosixPath("a.md"), line=1), "<_io.BytesIO object at 0x7f00>", "says what nobody can read"),
    ],
)
def test_a_finding_that_nobody_can_act_on_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Location, message: str, fault: str
) -> None:
    def failing(_root: Path, _out: Path, *, store: Store) -> None:
        assert store is NOTHING_KEPT
        raise BuildError([Diagnostic(rule=invented.rule("rule"), location=place, message=message)])

    monkeypatch.setattr(trying, "build", failing)
    monkeypatch.setattr(trying, "project_of", lambda _seed, _formats: {"a.md": b"ord"})

    one = tried(1, WEB, tmp_path / "project")

    assert [told.partition(":")[0] for told in one.faults] == ([fault] if fault else [])
    assert one.rules == ("rule",)


def test_a_traceback_and_a_difference_are_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: Iterator[Exception] = iter((ZeroDivisionError("x"), BuildError([]), ZeroDivisionError("y")))

    def failing(_root: Path, _out: Path, *, store: Store) -> None:
        assert store is NOTHING_KEPT
        raise next(answers)

    monkeypatch.setattr(trying, "build", failing)

    assert "ZeroDivisionError: x" in tried(1, WEB, tmp_path / "project").faults[0]
    assert "differs when it is built from nothing" in tried(1, WEB, tmp_path / "project", twice=True).faults[0]


def test_sums_say_what_came_of_the_projects(capsys: pytest.CaptureFixture[str]) -> None:
    count = campaign.Count()
    count.add(Tried(seed=7, built=True, seconds=2, rules=("a", "a"), faults=()))
    count.add(Tried(seed=8, built=False, seconds=3.26, rules=("b",), faults=("hangs",)))
    count.tell()

    assert count.rules == Counter(a=2, b=1)
    assert capsys.readouterr().out == (
        "seed 8: hangs\n2 projects, 1 of them built, 1 with faults; slowest: seed 8, 3.3 s\n"
    )


def test_some_projects_are_built_in_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, tuple[Format, ...], bool]] = []

    def note(seed: int, formats: tuple[Format, ...], _folder: Path, *, store: Store, twice: bool) -> None:
        assert store is NOTHING_KEPT
        asked.append((seed, formats, twice))

    monkeypatch.setattr(campaign, "tried", note)

    for seed in (10, 11, 14):
        campaign.try_one(seed, Path(), NOTHING_KEPT)

    assert asked == [(10, EVERYTHING, False), (11, WEB, False), (14, WEB, True)]
