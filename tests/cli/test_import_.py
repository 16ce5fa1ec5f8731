"""`kefu import` takes over a manuscript, or says what it needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import kefu
from tests.manuscripts.imports import TITLE, word
from tests.word.ooxml import ins, p, r

from kefu import tree
from kefu.cli.import_ import Changes, _decision
from kefu.cli.outcome import ExitCode
from kefu.manuscripts import read

if TYPE_CHECKING:
    from pathlib import Path

CASE = p(r("Fallbeskrivning"), style="Rubrik1") + p(r("Sara Lind kom."))
OTHER = p(r("Efteråt"), style="Rubrik1") + p(r("HEMLIGT"))


def test_a_manuscript_becomes_a_case_and_the_report_is_printed_and_written(small: Path) -> None:
    (small.parent / "manus.docx").write_bytes(word(TITLE, CASE))

    done = kefu("import", "../manus.docx", "--report", "../report.txt", cwd=small)

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "taken over: case.md: 1 paragraph" in done.stdout
    assert "created cases/03-badhuset" in done.stdout
    assert (small.parent / "report.txt").read_text(encoding="utf-8") in done.stdout
    assert kefu("import", "../manus.docx", cwd=small).returncode == ExitCode.OUTPUT


def test_text_whose_readers_are_not_known_is_an_error_until_it_is_said(small: Path) -> None:
    (small / "manus.docx").write_bytes(word(TITLE, CASE, OTHER))

    asked = kefu("import", "manus.docx", cwd=small)

    assert asked.returncode == ExitCode.SOURCES
    assert "error[audience-is-told]" in asked.stderr
    assert '--parts "Efteråt=teaching-note"' in asked.stderr
    assert not (small / "cases/03-badhuset").exists()
    assert kefu("import", "manus.docx", "--parts", "Efteråt=epilogue", cwd=small).returncode == ExitCode.DONE
    assert (small / "cases/03-badhuset/epilogue.md").read_text(encoding="utf-8") == "# Efteråt\n\nHEMLIGT\n"


def test_tracked_changes_are_decided_on(small: Path) -> None:
    (small / "manus.docx").write_bytes(word(TITLE, CASE, p(ins(r("Nytt.")))))

    asked = kefu("import", "manus.docx", cwd=small)

    assert asked.returncode == ExitCode.SOURCES
    assert "error[changes-are-decided]" in asked.stderr
    assert kefu("import", "manus.docx", "--changes", "reject", cwd=small).returncode == ExitCode.DONE
    assert "Nytt" not in (small / "cases/03-badhuset/case.md").read_text(encoding="utf-8")


def test_what_is_no_part_is_a_mistake_of_the_command(small: Path) -> None:
    (small / "manus.docx").write_bytes(word(TITLE, CASE))

    assert kefu("import", "manus.docx", "--parts", "Efteråt=lärare", cwd=small).returncode == ExitCode.USAGE


def test_real_names_are_searched_for_and_nothing_is_written_if_one_is_found(small: Path) -> None:
    (small.parent / "manus.docx").write_bytes(word(TITLE, CASE))
    registry = small.parent / "names.yaml"
    registry.write_text("persons:\n  - {real: Sara Lind, invented: Eva Berg}\n", encoding="utf-8")

    found = kefu("import", "../manus.docx", "--pseudonyms", registry, cwd=small)

    assert found.returncode == ExitCode.SOURCES
    assert "(in the manuscript: paragraph 1 under “Fallbeskrivning”)" in found.stderr
    assert "Sara Lind" not in found.stderr + found.stdout
    assert not (small / "cases/03-badhuset").exists()


@pytest.mark.parametrize("accepts", [True, False])
def test_somebody_at_a_terminal_is_asked_about_each_change_with_who_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, accepts: bool
) -> None:
    asked: list[str] = []

    def confirm(text: str, *, default: bool) -> bool:
        asked.append(text)
        return accepts and default

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    (tmp_path / "manus.docx").write_bytes(word(TITLE, p(r("Sara "), ins(r("kom")), ins(r(" snart")), r("."))))

    found = read(tmp_path / "manus.docx", _decision(tmp_path / "manus.docx", Changes.ASK))

    assert asked == ["accept insertion by Anna: “kom snart”"]
    assert ("kom snart" in tree.plain(found.blocks)) == accepts
