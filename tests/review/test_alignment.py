"""Each character of a paragraph is found where it is written, whatever stands around it."""

from __future__ import annotations

import json

import pytest

from kefu.reading import markup
from kefu.review.alignment import alignments, as_sent, units


def units_of(text: str) -> tuple[str, ...]:
    (blocks,) = markup.read([text], jobs=1)
    return units(json.loads(blocks)[0]["c"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ett **fett** och *kursivt*\nord[^1], [språk]{lang=en} och [länk](http://a.se/(b)).\n\n[^1]: Not.\n", ""),
        ("Se [@svara, s. 12] och\n@fig-x.", "Se [@svara, s. 12] och @fig-x."),
        ("Fem \\* tre, 12\\ % &amp; `a*b`^[En not.] till", "Fem * tre, 12\u00a0% & a*b till"),
        ("Ett <!-- dolt --> ord", "Ett ord"),
    ],
)
def test_units_are_written_where_they_are_said(text: str, said: str) -> None:
    found = units_of(text)
    (alignment, *_) = alignments(text, found)
    assert not said or "".join(found) == said
    assert len(alignment.spans) == len(found) == len(alignment.skipped) - 1
    for unit, (start, end) in zip(found, alignment.spans, strict=True):
        written = text[start:end]
        assert written in {unit, f"\\{unit}", "\\ ", "&amp;"} or written.split() == unit.split()


def test_the_mark_of_a_note_is_known_from_markup() -> None:
    (alignment,) = alignments("**a**[^1]b", units_of("**a**[^1]b\n\n[^1]: x"))
    assert [[one.note for one in gap] for gap in alignment.skipped] == [[], [False, False, True], []]


def test_what_is_not_there_is_found_nowhere() -> None:
    assert [*alignments("Ett ord", "Två")] == []
    assert [*alignments("Ett ord", "")] == []


def test_places_in_what_was_sent_lead_to_places_in_what_is_written() -> None:
    said = ("S", "e", " ", "[@a]", " ", "[", "n", "u", "]")
    assert as_sent("Se (A) [nu]", said) == (0, 1, 2, 3, None, None, 4, 5, 6, 7, 8, 9)
    assert as_sent("Se\u00a0(A) [nu]", said) is not None
    assert as_sent("Se (A) [då]", said) is None
    assert as_sent("Se  [nu]", said) is None


def test_a_place_that_may_be_in_a_citation_leads_nowhere() -> None:
    said = ("[@a]", " ", "o", " ", "[@b]")
    places = as_sent("A o B o C", said)
    assert places is not None
    assert places[1:8] == (None,) * 7
    assert (places[0], places[-1]) == (0, 5)
