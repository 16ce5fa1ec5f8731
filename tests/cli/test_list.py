"""`kefu list` shows what there is, how long it is, and how it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.conftest import change, kefu, rows

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_the_list_shows_lengths_editions_and_status(built: Path) -> None:
    change(built / "cases/02-bron/case.yaml", "status: review", "status: approved")
    change(built / "cases/02-bron/case.yaml", "title: Bron", 'title: "Bron [red] :bridge:"')
    (built / "cases/01-skolan/conversation.md").write_text("Två ord.\n", encoding="utf-8")

    said = kefu("list", cwd=built)

    assert said.returncode == ExitCode.DONE
    assert rows(said.stdout) == [
        ["01", "Skolan", "45 · 18", "16 · 10", "2 · 2", "20 · 11", "8 · 16", "student, teacher", "review"],
        ["02", "Bron [red] :bridge:", "45 · 18", "16 · 10", "–", "20 · 11", "8 · 16", "student, teacher", "approved"],
        ["report/forord.md", "6 · 45"],
        ["report/inledning.md", "41 · 7"],
        ["report/analys.md", "17 · 18"],
        ["report/bilaga.md", "10 · 2"],
    ]
    head = next(line for line in said.stdout.splitlines() if "title" in line)
    assert re.findall(r"[\w-]+", head) == [
        *("case", "title", "case", "questions", "conversation", "teaching-note", "epilogue", "editions", "status"),
    ]
    assert said.stdout.splitlines()[-1].startswith("lengths are words · LIX; ")


def test_the_list_of_a_project_with_errors_shows_them(built: Path) -> None:
    change(built / "cases/02-bron/case.yaml", "status: review", "status: klart")

    said = kefu("list", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.startswith("cases/02-bron/case.yaml:5:9: error[value-is-known]: “status” is the text “klart”")
