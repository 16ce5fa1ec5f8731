"""`kefu fix` shows what it would correct, and writes it only where somebody has said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import change, kefu, state

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

WRONG, RIGHT = "den 1995-2000", "den 1995–2000"


def with_a_mistake(root: Path) -> Path:
    path = root / "report" / "inledning.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nEtt {WRONG}.\n", encoding="utf-8")
    return path


def test_where_nobody_can_be_asked_the_difference_is_shown_and_nothing_is_written(small: Path) -> None:
    with_a_mistake(small)
    before = state(small)

    said = kefu("fix", cwd=small / "cases")

    assert said.returncode == ExitCode.DONE
    assert f"-Ett {WRONG}.\n+Ett {RIGHT}.\n" in said.stdout
    assert said.stdout.endswith("nothing was written; run “kefu fix --yes” to make these changes\n")
    assert state(small) == before


def test_what_was_agreed_to_is_written_and_then_there_is_nothing_to_correct(small: Path) -> None:
    path = with_a_mistake(small)

    said = kefu("fix", "--yes", cwd=small)

    assert said.returncode == ExitCode.DONE
    assert f"+Ett {RIGHT}.\n" in said.stdout
    assert said.stdout.endswith("corrected 1 file\n")
    assert path.read_text(encoding="utf-8").endswith(f"Ett {RIGHT}.\n")
    assert kefu("fix", cwd=small).stdout == "nothing to correct\n"


def test_a_source_that_cannot_be_read_is_reported_and_nothing_is_written(small: Path) -> None:
    with_a_mistake(small)
    change(small / "cases" / "02-bron" / "case.yaml", "title: Bron", "title: [")
    before = state(small)

    said = kefu("fix", "--yes", cwd=small)

    assert said.returncode == ExitCode.SOURCES
    assert "cases/02-bron/case.yaml" in said.stderr
    assert said.stderr.endswith("1 error; nothing was written\n")
    assert state(small) == before
