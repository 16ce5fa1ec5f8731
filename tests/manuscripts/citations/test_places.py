"""Places in works, in Swedish."""

from __future__ import annotations

import pytest

from kefu.manuscripts.citations.places import LABELS, place


@pytest.mark.parametrize(
    ("value", "label", "said"),
    [
        ("12", "", "s. 12"),
        ("12-14", "page", "s. 12–14"),
        ("12 -- 14", "page", "s. 12–14"),
        ("12, 15", "page", "s. 12, 15"),
        ("xii", "page", "s. xii"),
        ("p. 12", "page", "s. 12"),
        ("pp.12‑14", "page", "s. 12–14"),
        ("s. 12", "page", "s. 12"),
        ("s 12", "", "s. 12"),
        ("sid. 3", "", "s. 3"),
        ("3", "chapter", "kap. 3"),
        ("3", "Chapter ", "kap. 3"),
        ("4", "section", "avsnitt 4"),
        ("00:12:30", "timestamp", "00:12:30"),
        ("2 kap. 3 §", "", "2 kap. 3 §"),
        ("3 a §", "page", "3 a §"),
        ("ordet", "sub verbo", "ordet"),
        ("inledningen", "page", "inledningen"),
        ("5", "okänt", "okänt 5"),
        (" , ", "page", ""),
        ("", "chapter", ""),
    ],
)
def test_a_place_has_its_word(value: str, label: str, said: str) -> None:
    assert place(value, label) == said


def test_labels_are_written_as_programs_write_them() -> None:
    assert {label for label in LABELS if label != label.strip().lower()} == set()
