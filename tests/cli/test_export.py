"""`kefu export` as a user meets it: a process with arguments, output, files and an exit code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import kefu, started

from kefu.check.leaks import scope
from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


def test_an_export_says_what_it_wrote_and_what_comes_next(small: Path, tmp_path: Path) -> None:
    said = started("export", "quarto", tmp_path / "ut", cwd=small / "cases")

    assert said.returncode == ExitCode.DONE, said.stderr
    assert said.stdout == f"exported 26 files to {tmp_path / 'ut'}: run “quarto render {tmp_path / 'ut'}”\n"
    assert said.stderr.splitlines() == ["reading …", "drawing …", "writing …", "checking …"]
    assert (tmp_path / "ut" / "_quarto.yml").is_file()


def test_the_command_that_comes_next_can_be_pasted_when_the_folder_has_a_space(small: Path, tmp_path: Path) -> None:
    said = kefu("export", "quarto", "min bok", "--root", small, cwd=tmp_path)

    assert said.stdout == "exported 26 files to min bok: run “quarto render 'min bok'”\n"


def test_an_edition_is_chosen_and_nothing_said_when_quiet(small: Path, tmp_path: Path) -> None:
    said = kefu("export", "quarto", "ut", "--root", small, "-e", "teacher", "-j", "1", "-q", cwd=tmp_path)

    assert (said.returncode, said.stdout, said.stderr) == (ExitCode.DONE, "", "")
    assert "får inte lämnas till studenter" in (tmp_path / "ut" / "README.md").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_else_is_one_clear_problem_of_the_output(small: Path, tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "mina.txt").write_text("mina", encoding="utf-8")

    said = kefu("export", "quarto", tmp_path / "ut", "--quiet", cwd=small)

    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr == (
        f"error: “{tmp_path / 'ut'}” holds something other than a kefu export, and an export would replace it; "
        "choose another folder, or empty this one first\n"
    )
    assert [path.name for path in (tmp_path / "ut").iterdir()] == ["mina.txt"]


def test_an_export_never_takes_the_place_of_another_editions(small: Path, tmp_path: Path) -> None:
    assert kefu("export", "quarto", tmp_path / "ut", "-q", "--edition", "student", cwd=small).returncode == 0

    said = kefu("export", "quarto", tmp_path / "ut", "-q", "--edition", "teacher", cwd=small)

    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr == (
        f"error: “{tmp_path / 'ut'}” holds an export of the edition “student”, and one of “teacher” would replace it; "
        "choose another folder, or remove that one first\n"
    )
    assert "Studentutgåva" in (tmp_path / "ut" / "01-skolan.qmd").read_text(encoding="utf-8")


def test_a_leak_is_a_finding_and_nothing_is_exported(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "report" / "analys.md").write_text(
        "# Analys {#sec-analys}\n\nEpilogmarkör skolan delta. Det gick som det gick.\n", encoding="utf-8"
    )
    shown = scope._shown  # noqa: SLF001 - what public texts say is left out of what they may say

    monkeypatch.setattr(scope, "_shown", lambda project: (one for one in shown(project) if one[0] != "chapters"))

    said = kefu("export", "quarto", tmp_path / "ut", "-q", cwd=small)

    assert said.returncode == ExitCode.FINDINGS
    assert said.stderr.startswith("analys.qmd: error[excluded-part-is-absent]: text text, analys.qmd: ")
    assert re.search(r"^\d+ errors?; nothing was exported$", said.stderr, re.MULTILINE)
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ("ut --edition elev", ExitCode.USAGE, "there is no edition “elev”; the editions are report, student, teacher"),
        ("", ExitCode.USAGE, "Missing argument 'DIR'"),
        ("ut --root ut", ExitCode.USAGE, "there is no project in “ut”"),
        ("report/ut", ExitCode.OUTPUT, "is among the project's sources"),
        (".", ExitCode.OUTPUT, "holds something other than a kefu export"),
        ("report/publication.yaml/djupare", ExitCode.OUTPUT, "is a file, so “djupare” cannot be put in it"),
    ],
    ids=lambda value: value if isinstance(value, str) and "“" not in value else "",
)
def test_what_cannot_be_done_is_told_and_nothing_written(
    small: Path, arguments: str, code: ExitCode, told: str
) -> None:
    before = sorted(small.rglob("*"))

    said = kefu("export", "quarto", *arguments.split(), cwd=small)

    assert said.returncode == code
    assert told in said.stderr
    assert "Traceback" not in said.stderr
    assert sorted(small.rglob("*")) == before


def test_errors_in_the_sources_are_those_of_a_build(small: Path, tmp_path: Path) -> None:
    path = small / "cases/01-skolan/teaching-note.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[@svara2001]", "[@svara2011]"), encoding="utf-8")

    said = kefu("export", "quarto", tmp_path / "ut", "-q", cwd=small)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.splitlines()[-1] == "1 error; nothing was exported"


@pytest.mark.parametrize("command", [("export",), ("export", "quarto")], ids=" ".join)
def test_help_mentions_what_there_is(tmp_path: Path, command: tuple[str, ...]) -> None:
    said = kefu(*command, "--help", cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    mentioned = (
        ("quarto",) if len(command) == 1 else ("DIR", "--edition", "--root", "--jobs", "--pseudonyms", "--quiet")
    )
    assert all(word in said.stdout for word in mentioned)


def test_covers_are_written_for_a_printer(small: Path, tmp_path: Path) -> None:
    said = kefu("export", "covers", "ut", "--root", small, "--bleed", "5", "-j", "1", cwd=tmp_path)

    assert (said.returncode, said.stdout) == (ExitCode.DONE, "exported 2 files to ut\n"), said.stderr
    assert b"/BleedBox" in (tmp_path / "ut" / "prov-rapport-omslag.pdf").read_bytes()

    wrong = kefu("export", "covers", "ut", "--root", small, "--bleed", "0", cwd=tmp_path)
    assert wrong.returncode == ExitCode.USAGE
