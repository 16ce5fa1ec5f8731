"""The project is read with what is wrong with it, and contents alone say whether it has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.preview.conftest import edit

from kefu.cache import NOTHING_KEPT
from kefu.preview import sources
from kefu.preview.sources import NO_CONTENTS, Choice, is_as_read, read_project, twice

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kefu.preview.sources import Read


EVERYTHING = Choice()


def read(root: Path, choice: Choice = EVERYTHING, earlier: Read | None = None) -> Read:
    return read_project(root, choice, earlier.contents if earlier else NO_CONTENTS, store=NOTHING_KEPT, numbered={})


def test_a_project_is_read_with_what_was_chosen_of_it(small: Path) -> None:
    whole, some = read(small), read(small, Choice(editions=("student",), cases=("2",)))

    assert whole.project
    assert [len(whole.chosen), len(some.chosen), len(some.everything)] == [5, 1, 5]
    assert "cases/01-skolan/case.md" in whole.contents.files


def test_contents_count_and_times_do_not(small: Path) -> None:
    before = read(small)
    os.utime(small / "report/analys.md", (1, 1))
    (small / "dist").mkdir()
    assert is_as_read(small, before.contents)

    edit(small / "report/analys.md", "\n", "\n\n\n")
    assert not is_as_read(small, before.contents)
    after = read(small, earlier=before)
    assert [str(path) for path in after.contents.differences(before.contents)] == ["report/analys.md"]

    (small / "cases/01-skolan/ny.png").touch()
    assert not is_as_read(small, after.contents)


def test_what_is_not_read_because_of_an_error_matters_nevertheless(small: Path) -> None:
    before = read(small)
    (small / "report/publication.yaml").write_text("title: [", encoding="utf-8")
    broken = read(small, earlier=before)

    assert broken.project is None
    assert broken.found
    assert broken.contents.files.keys() == before.contents.files.keys()

    edit(small / "cases/01-skolan/case.md", "Anna", "Anne")
    assert not is_as_read(small, broken.contents)


def test_a_file_that_is_gone_is_a_difference(small: Path) -> None:
    before = read(small)
    (small / "cases/01-skolan/case.md").unlink()
    after = read(small, earlier=before)

    assert after.found
    assert [str(path) for path in after.contents.differences(before.contents)] == ["cases/01-skolan/case.md"]


def test_a_choice_that_is_not_there_is_a_problem(small: Path) -> None:
    (problem,) = read(small, Choice(cases=("9",))).found

    assert "there is no case “9”" in problem.message


def test_errors_of_the_bibliography_are_those_of_a_build(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(small)
    monkeypatch.setattr(sources, "literature", lambda _project: [*whole.found, sources.unforeseen(OSError("nej"))])

    found = read(small)
    assert found.project is None
    assert any("nej" in problem.message for problem in found.found)


def test_a_mistake_of_the_program_is_told_and_ends_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_given: object, **_options: object) -> None:
        raise ZeroDivisionError("oj")

    monkeypatch.setattr(sources, "load", fail)

    assert "oj" in read(small).found[0].message
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_program_that_is_ended_from_outside_is_called_again() -> None:
    calls: list[int] = []

    def fail_once() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("pandoc failed")
        return 7

    assert twice(fail_once) == 7
