"""`kefu review` shows what came back at its place, keeps it, and others tell what is open."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from tests.cli.conftest import change, kefu, state
from tests.review.documents import assembled, of_document
from tests.review.test_returning import edited
from tests.word.ooxml import begin, comment, docx, end, p, r, refer

from kefu.cli.outcome import ExitCode
from kefu.review import Decision, Item, ItemKind, Place, Remark, Round, Sent, read_rounds, save
from kefu.word import opened, read


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


PATH = PurePosixPath("report/inledning.md")


def given(root: Path) -> None:
    """Put a sentence into a chapter, a round about it into `review/`, and the file that came back beside it."""
    with (root / PATH).open("a", encoding="utf-8") as file:
        file.write("\nEn **viktig** mening.\n")
    place = Place(path=PATH, mark="", text="En viktig mening.", paragraph="Inledning, 9")
    said = (Remark(who="SKR", when="2026-11-12T08:00:00Z", text="Stämmer det?"),)
    change = Item(
        number=1, kind=ItemKind.REPLACEMENT, place=place, words="mening", start=10, instead="sats", said=said,
        decision=Decision.ACCEPTED, source="svar.docx",
    )  # fmt: skip
    asked = Item(
        number=2, kind=ItemKind.COMMENT, place=place, words="viktig", start=3, instead="", said=said, answer="Ja.",
        source="svar.docx", thread="0",
    )  # fmt: skip
    sent = Sent(document="report", edition="report", digest="d" * 64)
    save(root, Round(name="remiss", sent=sent, files=("svar.docx",), items=(change, asked)))
    body = p(begin(0), r("En viktig mening."), end(0), refer(0))
    (root / "svar.docx").write_bytes(docx(body, comments=[comment(0, "Stämmer det?", para="0000000A")]))


@pytest.mark.slow
def test_changes_are_shown_then_made_and_comments_answered(small: Path) -> None:
    given(small)
    before = state(small)
    shown = kefu("review", "--apply", cwd=small)
    assert shown.returncode == ExitCode.DONE
    assert "-En **viktig** mening.\n+En **viktig** sats.\n" in shown.stdout
    assert "nothing was written" in shown.stdout
    assert state(small) == before

    done = kefu("review", "--apply", "remiss/1", "--yes", cwd=small)
    assert done.stdout.endswith("applied 1 change\n")
    assert (small / PATH).read_text(encoding="utf-8").endswith("En **viktig** sats.\n")
    assert read_rounds(small)[0].items[0].decision is Decision.APPLIED
    assert kefu("review", "--apply", cwd=small).stdout == "nothing to apply\n"

    replied = kefu("review", "--reply", "--out", "ut", "--date", "2026-12-01", cwd=small)
    assert replied.returncode == ExitCode.DONE, replied.stderr
    (_, answer) = read(opened(small / "ut" / "svar-svar.docx")).comments
    assert (answer.text, answer.parent, answer.by.date) == ("Ja.", "0", "2026-12-01T12:00:00Z")


@pytest.mark.slow
def test_an_item_that_there_is_not_is_told(small: Path) -> None:
    given(small)
    said = kefu("review", "--apply", "7", cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert "there is no item" in said.stderr
