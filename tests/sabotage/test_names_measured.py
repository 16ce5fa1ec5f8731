"""The share of spellings that is found, as the documentation tells it, does not become smaller."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest
from tests.benchmarks.bench_names import FORMS, forms_found, names
from tests.conftest import REPOSITORY

EVERY: Final = 12
"""As every name takes a while, one of so many is measured."""


def test_the_names_are_as_many_as_is_said_and_differ() -> None:
    assert len({name.real for name in names()}) == 500
    assert len(FORMS) == 40
    assert "500 invented Swedish names" in (REPOSITORY / "docs" / "gate.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_almost_all_spellings_are_found() -> None:
    chosen = names()[::EVERY]
    found = Counter(form for name in chosen for form in forms_found(name))

    assert sum(found.values()) > 0.96 * len(chosen) * len(FORMS)
    assert {form for form in FORMS if found[form] < 0.85 * len(chosen)} <= {"bearing word, small letters"}
