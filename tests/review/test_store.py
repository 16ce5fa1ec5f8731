"""Rounds are kept as files that people answer in, and read again as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.yaml import parse_yaml
from kefu.reading.yaml_writing import written
from kefu.review.items import Decision, Item, ItemKind, Place, Remark, Round, Sent
from kefu.review.store import _round, _value, location_of, path_of, read_rounds, save

if TYPE_CHECKING:
    from pathlib import Path

SENT = Sent(document="cases/02-bron", edition="student", digest="0" * 64)
PLACE = Place(path=PurePosixPath("cases/02-bron/case.md"), mark="_kefub", text="Bron är stängd.", paragraph="“Bron”")
ITEM = Item(
    number=1,
    kind=ItemKind.COMMENT,
    place=PLACE,
    words="stängd",
    start=8,
    instead="",
    said=(Remark(who="AE", when="2026-11-12T09:30:00Z", text="Stämmer det?\nSedan när?"),),
    resolved=True,
    source="svar.docx",
    thread="7",
)
ROUND = Round(name="svar", sent=SENT, files=("svar.docx",), items=(ITEM,))


def test_a_round_is_kept_as_people_read_it(tmp_path: Path) -> None:
    save(tmp_path, ROUND)

    assert (tmp_path / path_of("svar")).read_text(encoding="utf-8").split("items:\n")[1] == (
        "- number: 1\n  kind: comment\n  answer: ''\n  decision: open\n  said:\n  - who: AE\n"
        "    when: '2026-11-12T09:30:00Z'\n    text: |-\n      Stämmer det?\n      Sedan när?\n"
        "  resolved: true\n  words: stängd\n  place:\n    path: cases/02-bron/case.md\n    mark: _kefub\n"
        "    text: Bron är stängd.\n    paragraph: “Bron”\n  start: 8\n  file: svar.docx\n  comment: '7'\n"
    )
    assert read_rounds(tmp_path) == (ROUND,)


def test_what_somebody_has_written_in_the_file_stays(tmp_path: Path) -> None:
    save(tmp_path, ROUND)
    path = tmp_path / path_of("svar")
    own = (
        path.read_text(encoding="utf-8")
        .replace("answer: ''", "answer: Ja, sedan maj.  # fråga Bo")
        .replace("open", "accepted")
    )
    path.write_text(own, encoding="utf-8")

    (answered,) = read_rounds(tmp_path)
    save(tmp_path, replace(answered, items=(*answered.items, replace(ITEM, number=2))))

    assert answered.items[0].answer == "Ja, sedan maj."
    assert answered.items[0].decision is Decision.ACCEPTED
    assert path.read_text(encoding="utf-8").startswith(own)
    assert len(read_rounds(tmp_path)[0].items) == 2


def test_there_may_be_no_round_and_other_files(tmp_path: Path) -> None:
    assert read_rounds(tmp_path) == ()
    (tmp_path / "review").mkdir()
    (tmp_path / "review/README.md").write_text("Hej", encoding="utf-8")
    assert read_rounds(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("decision: open", "decision: maybe", "review/svar.yaml:13:13: error[value-is-known]"),
        ("  start: 8", "  begin: 8", "review/svar.yaml:27:3: error[key-is-known]"),
        ("kind: comment", "kind: comment: x", "review/svar.yaml:11:16: error[yaml-is-readable]"),
        ("number: 2", "number: 1", "review/svar.yaml:30:11: error[review-item-has-its-number]"),
    ],
)
def test_mistakes_are_told_at_their_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    save(tmp_path, replace(ROUND, items=(ITEM, replace(ITEM, number=2))))
    path = tmp_path / path_of("svar")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BuildError) as raised:
        read_rounds(tmp_path)

    assert str(raised.value).startswith(expected)


def test_an_item_is_found_in_its_file(tmp_path: Path) -> None:
    save(tmp_path, replace(ROUND, items=(ITEM, replace(ITEM, number=5))))

    assert str(location_of(tmp_path, "svar", replace(ITEM, number=5))) == "review/svar.yaml:30:3"


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t:#-\"'"), max_size=30)
places = st.builds(
    Place,
    path=st.sampled_from((PurePosixPath(), PurePosixPath("cases/1/case.md"))), mark=texts, text=texts, paragraph=texts,
)  # fmt: skip
items = st.builds(
    Item,
    number=st.integers(1, 99), kind=st.sampled_from(ItemKind), place=places, words=texts, start=st.integers(0, 99),
    instead=texts, said=st.lists(st.builds(Remark, who=texts, when=texts, text=texts), max_size=2).map(tuple),
    resolved=st.booleans(), answer=texts.map(str.strip), decision=st.sampled_from(Decision), source=texts, thread=texts,
    to=st.none() | places, what=texts,
)  # fmt: skip


@given(st.lists(items, max_size=3, unique_by=lambda item: item.number), st.lists(texts, max_size=2))
def test_a_round_trip_loses_nothing(found: list[Item], files: list[str]) -> None:
    one = Round(name="a", sent=SENT, files=tuple(files), items=tuple(found))
    text = written(path_of("a"), _value(one))

    assert _round("a", parse_yaml(Source(path=path_of("a"), text=text, digest=""))) == one
