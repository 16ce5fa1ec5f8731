"""Items: what counts as the same text, and how passages, blocks and footnotes are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.tags.items import Collector, Item, Kind, normalised, readable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uppdraget", "uppdra\N{SOFT HYPHEN}\nget"),
        ("Fall\N{NO-BREAK SPACE}1: Bron", "fall 1 bron"),
        ("ﬁnans", "finans"),
        ("å", "a\N{COMBINING RING ABOVE}"),
        ("18 400", "18\N{NARROW NO-BREAK SPACE}400"),
    ],
)
def test_the_same_words_are_equal_however_they_are_set(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), [("bron", "brön"), ("Fall 1", "Fall 2"), ("ja", "")])
def test_other_words_are_not_equal(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(st.text(), st.text())
def test_texts_can_be_compared_in_pieces(one: str, other: str) -> None:
    assert normalised(normalised(one) + normalised(other)) == normalised(f"{one} {other}")


@given(st.text())
def test_a_readable_text_is_one_line_with_the_same_words(text: str) -> None:
    assert normalised(readable(text)) == normalised(text)
    assert len(readable(text).splitlines()) <= 1


def test_an_alternative_text_is_compared_to_the_sign() -> None:
    assert Item(kind=Kind.FIGURE, text="−5").key != Item(kind=Kind.FIGURE, text="5").key
    assert Item(kind=Kind.TEXT, text="−5").key == Item(kind=Kind.TEXT, text="5").key


def test_a_block_is_one_text_whatever_pieces_it_is_written_in() -> None:
    collector = Collector("sv-SE")
    for piece in ("Bron ", "står ", "kvar."):
        collector.write(piece, "sv-SE")
    collector.end_block()
    collector.write("—", "sv-SE")
    collector.end_block()
    collector.write("Nästa.", "sv-SE")

    assert [(item.kind, item.text) for item in collector.items()] == [
        (Kind.TEXT, "Bron står kvar."),
        (Kind.TEXT, "Nästa."),
    ]


def test_a_passage_in_another_language_goes_over_blocks_and_signs() -> None:
    collector = Collector("sv-SE")
    collector.write("En ", "sv-SE")
    collector.write("good", "en")
    collector.write(" ", "sv-SE")
    collector.write("idea.", "EN")
    collector.end_block()
    collector.write("Again.", "en")
    collector.end_block()
    collector.write("Slut.", "sv-se")

    passages = [item for item in collector.items() if item.kind is Kind.LANGUAGE]

    assert [(item.text, item.detail) for item in passages] == [("good idea. Again.", "en")]


def test_a_footnote_is_no_running_text_and_what_is_in_it_counts() -> None:
    note = Collector("sv-SE")
    note.write("Se boken.", "sv-SE")
    note.end_block()
    note.add(Kind.LINK, "boken")
    collector = Collector("sv-SE")
    collector.write("Före ", "sv-SE")
    collector.footnote(note)
    collector.write("efter.", "sv-SE")

    assert [(item.kind, item.text) for item in collector.items()] == [
        (Kind.FOOTNOTE, "Se boken."),
        (Kind.LINK, "boken"),
        (Kind.TEXT, "Före efter."),
    ]
