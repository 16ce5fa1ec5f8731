"""A value is changed in the style in which it is written, and no other value changes."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading.edits import edited
from kefu.review.described import Described
from kefu.review.markdown import UnclearError, Wanted

TEXT = """title: 'Det''s en titel: ja'
synopsis: >-
  En lång
  rad här.
name: "Ett \\"ord\\""
short: Titel
events: [{event: Mötet, date: 2022-01-01}, {event: Samma}, {event: Samma}]
"""


def wanted(sent: str, words: str, instead: str) -> Wanted:
    return Wanted(text=sent, mark="", start=sent.index(words), words=words, instead=instead)


@pytest.mark.parametrize(
    ("sent", "words", "instead", "before", "after"),
    [
        ("Det's en titel: ja", "ja", "nej 'x'", "ja'", "nej ''x'''"),
        ("En lång rad här.", "lång rad", "kort mening", "lång\n  rad", "kort\n  mening"),
        ('Ett "ord"', "ord", 'stort "ord', "ord", 'stort \\"ord'),
        ("Titel", "Titel", "Ny titel", "Titel", "Ny titel"),
        ("Mötet", "Mötet", "Möte", "Mötet", "Möte"),
    ],
)
def test_a_value_is_changed_as_it_is_written(sent: str, words: str, instead: str, before: str, after: str) -> None:
    described = Described(Source(path=PurePosixPath("case.yaml"), text=TEXT, digest=""))
    change = wanted(sent, words, instead)
    at = described.place(change)
    assert at is not None
    assert TEXT[at:].lstrip("'\">-\n ")[:2] == sent[:2]
    described.change(change)
    assert edited(TEXT, described.edits) == TEXT.replace(before, after, 1)


@pytest.mark.parametrize(
    ("sent", "words", "instead", "reason"),
    [
        ("Titel", "Titel", "Ti: # x", "nothing else changes"),
        ("Samma", "Samma", "x", "several values"),
        ("Annat", "Annat", "x", "nothing in the file"),
    ],
)
def test_what_cannot_be_changed_is_told(sent: str, words: str, instead: str, reason: str) -> None:
    described = Described(Source(path=PurePosixPath("case.yaml"), text=TEXT, digest=""))
    with pytest.raises(UnclearError, match=reason):
        described.change(wanted(sent, words, instead))
    assert described.edits == ()
