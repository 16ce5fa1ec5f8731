"""Answers go into the threads of the Word files that came back, and those stay as they are."""

from __future__ import annotations

import datetime
from pathlib import Path, PurePosixPath

import pytest
from tests.word.ooxml import begin, comment, docx, end, p, r, refer

from kefu.diagnostics import OutputError
from kefu.review import Decision, Item, ItemKind, Place, Remark, Round, Sent, replying
from kefu.word import opened, read

DAY = datetime.date(2026, 11, 1)


def item(number: int, thread: str, *, answer: str = "", decision: Decision = Decision.OPEN) -> Item:
    place = Place(path=PurePosixPath("cases/01-a/case.md"), mark="", text="Ett ord", paragraph="Rubrik, 1")
    return Item(
        number=number, kind=ItemKind.COMMENT, place=place, words="ord", start=4, instead="", answer=answer,
        said=(Remark(who="SKR", when="2026-11-12T08:00:00Z", text="Stämmer det?"),), decision=decision,
        source="svar.docx", thread=thread,
    )  # fmt: skip


def round_of(*items: Item) -> Round:
    return Round(
        name="remiss", sent=Sent(document="a", edition="b", digest="c"), files=("svar.docx", "tyst.docx"), items=items
    )


ROUND = round_of(item(1, "0", answer="Ja."), item(2, "1", decision=Decision.REJECTED))


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    numbers = range(3)
    body = (p(*(begin(number) for number in numbers), r("ord"), *(end(n) + refer(n) for n in numbers)),)
    said = [comment(number, "Stämmer det?", para=f"0000000{number + 1}") for number in numbers]
    path = tmp_path / "svar.docx"
    path.write_bytes(docx(*body, comments=said))
    return path


def test_an_answer_is_what_is_written_or_what_became_of_the_item() -> None:
    decided = (Decision.ACCEPTED, Decision.APPLIED, Decision.REJECTED, Decision.OPEN)
    items = [item(n, str(n), decision=decision) for n, decision in enumerate(decided)]
    given = round_of(*items, item(9, "9", answer="Nej, se s. 3.", decision=Decision.REJECTED))
    assert replying.answers([given], "svar.docx") == {
        "0": "Infört.",
        "1": "Infört.",
        "2": "Inte infört.",
        "9": "Nej, se s. 3.",
    }
    assert replying.answers([given], "tyst.docx") == {}


def test_a_file_is_found_where_it_lies_or_is_asked_for(returned: Path, tmp_path: Path) -> None:
    assert replying.files_of([ROUND], [], [tmp_path / "x", tmp_path]) == {"svar.docx": returned}
    assert replying.files_of([ROUND], [returned], []) == {"svar.docx": returned}
    with pytest.raises(OutputError, match=r"svar\.docx”"):
        replying.files_of([ROUND], [], [tmp_path / "x"])


def test_answers_are_written_beside_the_file_and_are_the_same_bytes_again(returned: Path, tmp_path: Path) -> None:
    before, files = returned.read_bytes(), {"svar.docx": returned}
    (path,) = replying.written([ROUND], files, tmp_path, author="KEFU", date="2026-12-01T12:00:00Z")
    assert path == tmp_path / "svar-svar.docx"
    assert returned.read_bytes() == before
    found = read(opened(path)).comments
    replies = [(one.parent, one.text, one.by.name, one.by.date) for one in found if one.parent]
    assert replies == [
        ("0", "Ja.", "KEFU", "2026-12-01T12:00:00Z"),
        ("1", "Inte infört.", "KEFU", "2026-12-01T12:00:00Z"),
    ]
    (again,) = replying.written([ROUND], files, tmp_path / "ny", author="KEFU", date="2026-12-01T12:00:00Z")
    assert again.read_bytes() == path.read_bytes()


def test_no_file_that_came_back_is_written_over(returned: Path, tmp_path: Path) -> None:
    other = tmp_path / "svar-svar.docx"
    other.write_bytes(returned.read_bytes())
    files = {"svar.docx": returned, "svar-svar.docx": other}
    with pytest.raises(OutputError, match="came back"):
        replying.written([ROUND], files, tmp_path, author="KEFU", date="2026-12-01T12:00:00Z")


def test_a_file_without_the_comment_is_told(returned: Path, tmp_path: Path) -> None:
    given = round_of(item(1, "77", answer="Ja."))
    with pytest.raises(OutputError, match="77"):
        replying.written([given], {"svar.docx": returned}, tmp_path / "ut", author="KEFU", date="2026-12-01T12:00:00Z")
    assert not (tmp_path / "ut").exists()


def test_the_time_is_that_of_the_newest_remark_or_the_publications_day() -> None:
    assert replying.when([ROUND], DAY) == "2026-11-12T08:00:00Z"
    assert replying.when([ROUND], datetime.date(2026, 12, 24)) == "2026-12-24T12:00:00Z"
