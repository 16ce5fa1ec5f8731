"""What an imprint states has a label for its readers, and stays as it was made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kefu import words
from kefu.authored import Format
from kefu.imprint import ImprintEntry, ImprintTerm


def test_every_term_has_a_label_of_its_own() -> None:
    assert words.imprint.LABELS.keys() == set(ImprintTerm)
    assert len({*words.imprint.LABELS.values()}) == len(ImprintTerm)


def test_an_entry_stays_as_it_was_made() -> None:
    entry = ImprintEntry(term=ImprintTerm.ISBN, text="978-91-0000-000-4", format=Format.PDF)
    with pytest.raises(FrozenInstanceError):
        entry.text = "1"  # type: ignore[misc]  # that it cannot be set is what is tested
