"""Identity numbers, telephone numbers and e-mail addresses.

The identity numbers are the authorities' own examples, or end as those that are kept for tests (238, 239, 980 to 999).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from kefu.check.people.personal_data import DatumKind, personal_data


def found(text: str) -> list[tuple[str, DatumKind]]:
    return [(text[datum.start : datum.end], datum.kind) for datum in personal_data(text)]


@pytest.mark.parametrize(
    "number",
    [
        "811228-9874", "8112289874", "19811228-9874", "198112289874", "811228+9874", "811228–9874", "811228‑9874",
        "811228 9874", "811228 - 9874", "19121212-1212", "701063-2391", "19701063-2391", "851228-9854",
        "701061-2385", "000229-2381", "19840229-2380",
    ],
)  # fmt: skip
def test_an_identity_number_is_found(number: str) -> None:
    assert found(f"Hon ({number}) svarade. Nr:{number}.") == [(number, DatumKind.IDENTITY_NUMBER)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "811228-9875",
        "811328-9874",
        "810230-9870",
        "556016-0680",
        "1811228-98741",
        "2026-05-28",
        "KS 2026/811228",
        "701092-2391",
        "811328-2381",
        "810431-2387",
        "700691-2385",
        "19000229-2381",
        "20010229-2380",
    ],
)
def test_a_number_that_identifies_nobody_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "046-222 00 00", "046-12 34 56", "08-123 456 78", "08-12 34 56 78", "08 123 45 67", "(046) 12 34 56",
        "0911-123 45", "070-123 45 67", "070 123 45 67", "0701234567", "070-1234567", "+46 70 123 45 67",
        "+46701234567", "+46 (0)46-12 34 56", "0046 8 123 456 78", "070\u00a0123\u00a045\u00a067", "040-628 05 00",
        "070-174 06 04", "073-123-45-67", "08/123 45 67",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found(number: str) -> None:
    assert found(f"Ring {number}, eller tel:{number}.") == [(number, DatumKind.PHONE_NUMBER)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 05", "070-174 06 99", "+46 70 174 06 50", "031-390 06 00", "040-628 04 49", "08-465 004 99",
        "0980-319 250",
    ],
)  # fmt: skip
def test_a_number_that_is_kept_for_fiction_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("area", "first", "last"),
    [
        ("031", 3900600, 3900699),
        ("040", 6280400, 6280499),
        ("070", 1740605, 1740699),
        ("08", 46500400, 46500499),
        ("0980", 319200, 319299),
    ],
)
def test_the_numbers_kept_for_fiction_are_those_from_the_first_to_the_last(area: str, first: int, last: int) -> None:
    assert [bool(found(f"{area}-{number}")) for number in (first - 1, first, last, last + 1)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2019–2023", "kl. 08.30–12.00", "kl. 08 2026-05-28", "12 300 000 kronor", "−148 +3 +3", "0,5 miljoner",
        "978-91-7164-145-8", "10.1111/0033-3352.00020", "0123456789", "01-02-2026", "08 10 15 20 25", "112 och 1177",
        "-0.125 0.0625", "000 123 45 67", "#0701234", "1 0 11 12 13",
    ],
)  # fmt: skip
def test_a_number_of_another_kind_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "anna.qvist@kommun.se", "Anna-Karin_Q+x@post.sub.region.se", "åsa@sjövalla.se", "anna.qvist (at) kommun.se",
        "anna.qvist[snabel-a]kommun.se", "anna@notexample.org", "anna@example.org.se", "0701234567@kommun.se",
    ],
)  # fmt: skip
def test_an_address_is_found(address: str) -> None:
    assert found(f"Skriv till <{address}>.") == [(address, DatumKind.EMAIL_ADDRESS)]


@pytest.mark.parametrize(
    "text",
    [
        "kontakt@kefu.example",
        "a@example.org",
        "a@x.example.com",
        "a@EXAMPLE.se",
        "[@svara2001, s. 12]",
        "@fig-a.b",
        "a @ b.se",
    ],
)
def test_an_address_that_is_nobodys_is_not_found(text: str) -> None:
    assert found(text) == []


def test_a_datum_does_not_hold_what_it_found() -> None:
    assert "811228" not in repr(personal_data("811228-9874"))


@given(st.text(alphabet="0123456789-+ ()/@.\nae", max_size=80))
def test_data_are_in_order_and_apart(text: str) -> None:
    data = personal_data(text)

    assert all(0 <= datum.start < datum.end <= len(text) for datum in data)
    assert all(one.end <= other.start for one, other in pairwise(data))


def test_the_repositorys_manuscript_holds_no_personal_data() -> None:
    files = [*sorted((REPOSITORY / "cases").glob("*/*.*")), *sorted((REPOSITORY / "report").glob("*.*"))]

    assert len(files) >= 70
    assert [
        (file.name, found(file.read_text(encoding="utf-8"))) for file in files if found(file.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "10.1016/0304-4076(91)90019-8",
        "https://doi.org/10.1016/0304-4076(91)90019-8",
        "ISSN 0304-4076",
        "issn = {0304-4076, 0706-1234}",
    ],
)
def test_identifiers_of_works_are_no_telephone_numbers(text: str) -> None:
    assert personal_data(text) == ()
    assert personal_data(f"{text} 070-123 45 67")
