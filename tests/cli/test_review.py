"""`kefu review --apply` shows what it would change, and writes both the text and the round; `--reply` answers."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from tests.cli.conftest import kefu, state
from tests.word.ooxml import begin, comment, docx, end, p, r, refer

from kefu.cli.outcome import ExitCode
from kefu.review import Decision, Item, ItemKind, Place, Remark, Round, Sent, read_rounds, save
from kefu.word import opened, read

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
