"""A hyphen between numbers becomes the dash of a range where it surely is one."""

from __future__ import annotations

import pytest
from tests.check.sources.typography.conftest import found, left, put_right


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("range-has-en-dash", "åren 1995-2000 och 1995 - 2000", "åren 1995–2000 och 1995–2000"),
        ("range-has-en-dash", "åren 1995 – 2000 gick", "åren 1995–2000 gick"),
        ("range-has-en-dash", "läsåret 2024-25", "läsåret 2024–25"),
        ("range-has-en-dash", "mandatet 2009-13", "mandatet 2009–13"),
        ("range-has-en-dash", "s.\u00a012-14 och s.\u00a0112-14", "s.~12–14 och s.~112–14"),
        ("range-has-en-dash", "kl.\u00a008.00-09.00, kl 8-17", "kl.~08.00–09.00, kl 8–17"),
        ("range-has-en-dash", "s.\u00a012 – 14 visar", "s.~12–14 visar"),
        ("range-has-en-dash", "kl.\u00a08 – 10 är", "kl.~8–10 är"),
        ("range-has-en-dash", "kl.\u00a008-10, 08.30-08.45 och 0-5 år", "kl.~08–10, 08.30–08.45 och 0–5 år"),
        ("range-has-en-dash", "7\u00a0kap.\u00a01-3\u00a0§§", "7~kap.~1–3~§§"),
        ("range-has-en-dash", "3-5 elever, 100-150 elever", "3–5 elever, 100–150 elever"),
        ("range-has-en-dash", "1,5-2,5 och 10\u00a0000--12\u00a0000", "1,5–2,5 och 10~000–12~000"),
        (
            "range-has-en-dash",
            "mars-april, måndag-fredag, 28\u00a0mars-3\u00a0april",
            "mars–april, måndag–fredag, 28~mars–3~april",
        ),
    ],
)
def test_a_mistake_is_told_by_its_rule_and_put_right(rule: str, wrong: str, right: str) -> None:
    put_right(rule, wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "KS 2024/123-5, Dnr KS 2024-25, SFS\u00a02018:1937, ISO 19005-2, 2022-07-06, budget 2024-11",
        "tfn 040-12 34 56, 0413-123 45, +46 40 12 34 56, 223 62 Lund, 640412-1234",
        "ISBN 978-91-7164-649-1, ISSN 1234-5678, doi:10.1000/12-14",
        "Det slutade 3-2. 5 - 3 är 2. 1-2-3. Version 2.1, klockan 08.00, Boeing 737-800, 100-årig",
        "Bäst var 2021 – 2022 blev sämre.",
        "ärende 3-5 och modell 100-150 elever, 05-10 elever, 12-12 elever, år 2001-9999, Boeing 5-150, 5-15000",
        "3 - 5 elever och 3 – 5 elever",
        "ledningen 2011-12, 2015-15, 2020-13, 2015-14",
    ],
)
def test_what_is_right_or_unclear_is_left(text: str) -> None:
    left(text)


def test_a_range_of_months_or_days_is_told_by_how_it_begins() -> None:
    assert [diagnostic.hints for diagnostic in found("mars-april, måndag-fredag")] == [
        ("write “mars–…”",),
        ("write “måndag–…”",),
    ]
