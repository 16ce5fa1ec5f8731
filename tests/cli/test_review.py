"""`kefu review` shows what came back at its place, keeps it, and others tell what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import change, kefu
from tests.review.documents import assembled, of_document
from tests.review.test_returning import edited
from tests.word.ooxml import comment

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(small: Path) -> Path:
    """Return a folder with a project, and with a file that was sent and one that came back."""
    document = assembled(small, "cases/01-skolan")
    (small.parent / "sent.docx").write_bytes(of_document(document))
    back = of_document(document, edited, comments=(comment(0, "Stämmer \u202esiffran?"),))
    (small.parent / "skr.docx").write_bytes(back)
    return small


def test_what_came_back_is_shown_kept_and_told_until_it_is_answered(files: Path) -> None:
    said = kefu("review", "../skr.docx", "--sent", "../sent.docx", "--name", "omgang", cwd=files)

    assert said.returncode == ExitCode.DONE, said.stderr
    assert said.stdout.splitlines() == [
        "cases/01-skolan/case.md:3:13  [AB, 12 nov] “Stämmer �siffran?” at “klockan”  #1",
        "cases/01-skolan/case.md:20:57  [A, 12 nov] “svara” → “tiga”  #2",
        "1 comment and 1 change came back; 2 items in review/omgang.yaml, 2 of them new; 2 open",
    ]

    change(files / "review/omgang.yaml", "answer: ''", "answer: Ja.")
    listed = kefu("list", "--review", cwd=files)

    assert listed.returncode == ExitCode.DONE, listed.stderr
    assert listed.stdout.splitlines() == [
        "review/omgang.yaml: 1 open item of 2",
        "cases/01-skolan/case.md:20:57  [A, 12 nov] “svara” → “tiga”  #2",
    ]

    told = kefu("check", "--release", cwd=files)
    plain = kefu("check", cwd=files)

    assert "warning[review-is-answered]: 1 open item about “cases/01-skolan/case.md”: 2" in told.stdout
    assert "error[case-is-approved]" in told.stdout
    assert "review-is-answered" not in plain.stdout

    change(files / "cases/01-skolan/case.yaml", "status: review", "status: approved")

    assert "error[review-is-answered]" in kefu("check", cwd=files).stdout
    refused = kefu("build", "--case", "01", cwd=files)
    assert refused.returncode == ExitCode.SOURCES
    assert "error[review-is-answered]" in refused.stderr


def test_a_file_that_is_no_word_file_is_one_diagnostic_and_nothing_is_written(files: Path) -> None:
    (files.parent / "skr.docx").write_bytes(b"%PDF-1.7")

    said = kefu("review", "../skr.docx", cwd=files)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.count("error[") == 1
    assert said.stderr.splitlines()[-1] == "1 error; nothing was written"
    assert not (files / "review").exists()


def test_a_name_must_be_one_of_a_file(files: Path) -> None:
    said = kefu("review", "../skr.docx", "--name", "../x", cwd=files)

    assert said.returncode == ExitCode.USAGE
    assert not (files / "review").exists()


def test_without_a_round_that_is_said(small: Path) -> None:
    assert kefu("list", "--review", cwd=small).stdout.startswith("there is no round of review")


def test_a_file_that_is_not_there_is_one_diagnostic(small: Path) -> None:
    said = kefu("review", "../borta.docx", cwd=small)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.startswith("borta.docx: error[file-is-readable]: the file cannot be read")
