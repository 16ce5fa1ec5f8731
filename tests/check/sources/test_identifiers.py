"""DOI, ISBN and ISSN."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.check.sources.identifiers import doi_fault, identifiers, isbn_fault, issn_fault, whole_isbn
from kefu.diagnostics import BuildError
from kefu.literature import bare_doi
from kefu.model import Source

DIGITS = "0123456789"
BODIES = st.text(DIGITS, min_size=9, max_size=9)


def the_one(candidates: list[str]) -> str:
    """Return the one candidate that is a valid ISBN."""
    (valid,) = (candidate for candidate in candidates if not isbn_fault(candidate))
    return valid


@pytest.mark.parametrize(
    "isbn",
    ["978-91-85831-62-3", "978 1 914481 56 7", "9780765627766", "978-0765627766", "0-306-40615-2", "0-8044-2957-X"],
)
def test_numbers_of_books_are_accepted(isbn: str) -> None:
    assert isbn_fault(isbn) is None


@pytest.mark.parametrize(
    ("isbn", "message"),
    [
        ("978-91-85831-62-4", "the check digit"),
        ("0-8044-2957-0", "the check digit"),
        ("978-91-85831-26-3", "the check digit"),
        ("978918583162X", "the check digit"),
        ("977-91-85831-62-3", "is not a valid ISBN"),
        ("979-0-2600-0043-8", "printed music"),
        ("978-91-85831-62", "is not a valid ISBN"),
        ("978-91-85831-62-33", "is not a valid ISBN"),
        ("978-91-85831--62-3", "is not a valid ISBN"),
        ("-978-91-85831-62-3", "is not a valid ISBN"),
        ("978-91-85831-62-3-", "is not a valid ISBN"),
        ("978–91–85831–62–3", "is not a valid ISBN"),
        ("ISBN 978-91-85831-62-3", "is not a valid ISBN"),
        ("978-91-85831-62-3 (inb.)", "is not a valid ISBN"),
        ("978-91-85831-62-3\n", "is not a valid ISBN"),
        ("٩٧٨٩١٨٥٨٣١٦٢٣", "is not a valid ISBN"),
        ("", "is not a valid ISBN"),
    ],
)
def test_an_isbn_with_a_fault_is_told(isbn: str, message: str) -> None:
    fault = isbn_fault(isbn)
    assert fault is not None
    assert message in fault.message
    assert fault.hint


@settings(derandomize=True, deadline=None)
@given(st.sampled_from(("978", "9791", "9798")), st.text(DIGITS, min_size=9, max_size=9), st.data())
def test_one_check_digit_makes_an_isbn_of_twelve_digits_and_any_other_digit_breaks_it(
    prefix: str, body: str, data: st.DataObject
) -> None:
    twelve = (prefix + body)[:12]
    isbn = the_one([twelve + digit for digit in DIGITS])
    place = data.draw(st.integers(3, 12))
    other = data.draw(st.sampled_from(DIGITS.replace(isbn[place], "")))
    assert isbn_fault(f"{isbn[:place]}{other}{isbn[place + 1 :]}")


@settings(derandomize=True, deadline=None)
@given(BODIES, st.data())
def test_one_check_digit_makes_an_isbn_of_nine_digits_and_any_other_digit_or_order_breaks_it(
    body: str, data: st.DataObject
) -> None:
    isbn = the_one([body + digit for digit in f"{DIGITS}X"])
    place = data.draw(st.integers(0, 8))
    other = data.draw(st.sampled_from(DIGITS.replace(isbn[place], "")))
    assert isbn_fault(f"{isbn[:place]}{other}{isbn[place + 1 :]}")
    swapped = isbn[:place] + isbn[place + 1] + isbn[place] + isbn[place + 2 :]
    assert "X" in swapped[:-1] or bool(isbn_fault(swapped)) == (swapped != isbn)


@settings(derandomize=True, deadline=None)
@given(BODIES, st.lists(st.sampled_from((0, 1, 2, 3, 4, 5, 6, 7, 8)), max_size=4, unique=True))
def test_a_book_has_one_number_however_it_is_written(body: str, gaps: list[int]) -> None:
    thirteen = the_one([f"978{body}{digit}" for digit in DIGITS])
    ten = the_one([body + digit for digit in f"{DIGITS}X"])
    hyphened = "".join(f"{character}-" if index in gaps else character for index, character in enumerate(ten))
    assert whole_isbn(ten) == whole_isbn(hyphened) == whole_isbn(f"978-{thirteen[3:]}") == thirteen


@pytest.mark.parametrize("issn", ["0378-5955", "1234-5679", "2434-561X"])
def test_numbers_of_series_are_accepted(issn: str) -> None:
    assert issn_fault(issn) is None


@pytest.mark.parametrize("issn", ["0378-5954", "03785955", "0378–5955", "0378-595", "X378-5955", "0378-5955 ", ""])
def test_an_issn_with_a_fault_is_told(issn: str) -> None:
    fault = issn_fault(issn)
    assert fault is not None
    assert issn in fault.message


@settings(derandomize=True, deadline=None)
@given(st.text(DIGITS, min_size=7, max_size=7), st.data())
def test_one_check_digit_makes_an_issn_and_any_other_digit_breaks_it(body: str, data: st.DataObject) -> None:
    head = f"{body[:4]}-{body[4:]}"
    (issn,) = (head + digit for digit in f"{DIGITS}X" if not issn_fault(head + digit))
    place = data.draw(st.sampled_from((0, 1, 2, 3, 5, 6, 7)))
    other = data.draw(st.sampled_from(DIGITS.replace(issn[place], "")))
    assert issn_fault(f"{issn[:place]}{other}{issn[place + 1 :]}")


@pytest.mark.parametrize(
    "doi",
    [
        "10.1007/978-3-031-60069-2_8",
        "10.58235/sjpa.v28i3.15010",
        "10.1002/(SICI)1099-0771(199906)12:2<109::AID-BDM317>3.0.CO;2-B",
        "10.1000.10/åäö",
    ],
)
def test_bare_dois_are_accepted(doi: str) -> None:
    assert doi_fault(doi) is None


@pytest.mark.parametrize("before", ["https://doi.org/", "http://dx.doi.org/", "doi.org/", "doi:", "DOI: ", " "])
def test_a_doi_is_given_without_the_address_of_its_resolver(before: str) -> None:
    fault = doi_fault(f"{before}10.5334/bdb")
    assert fault is not None
    assert "“10.5334/bdb”" in fault.hint
    assert bare_doi(f"{before}10.5334/bdb") == "10.5334/bdb"


@pytest.mark.parametrize(
    "doi",
    [
        "", "bdb", "10.5334", "10.5334/", "10.53/bdb", "11.5334/bdb", "10.5334/b db", "10.5334\\_b/b", "10.5334/b\\_b",
        "10.5334/{b}", "10.5334/b\u00adb", "10.5334/b.", "10.5334/b,", "10.5334/b\x00", "https://example.org/10.5334/bdb",
    ],
)  # fmt: skip
def test_a_doi_with_a_fault_is_told(doi: str) -> None:
    fault = doi_fault(doi)
    assert fault is not None
    assert fault.hint


@pytest.mark.parametrize("sign", [".", ",", ";", ":"])
def test_a_sign_that_a_doi_ends_with_is_named(sign: str) -> None:
    fault = doi_fault(f"10.5334/bdb{sign}")
    assert fault is not None
    assert fault.message == f"the DOI “10.5334/bdb{sign}” ends with “{sign}”"


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_an_identifier_or_has_a_fault(text: str) -> None:
    for find in (doi_fault, isbn_fault, issn_fault):
        fault = find(text)
        assert fault is None or (fault.message and fault.hint)


PUBLICATION = """\
title: x
subtitle: x
language: sv-SE
publisher: {name: x, short-name: x}
commissioner: {name: x, short-name: x}
authors: [x]
place: x
date: 2026-03-01
description: x
series: {name: x, issn: SERIES}
identifiers:
  isbn: {pdf: BOOK}
  doi: NAME
licence: {name: x, url: https://example.org/}
contact: {name: x, email: x@example.org}
themes: {}
chapters: {body: [x]}
bibliography: {references: x, style: x}
editions: {report: {title: x, document: report, parts: [case], visibility: public}}
"""


def publication(isbn: str, doi: str, issn: str) -> Source:
    text = PUBLICATION.replace("BOOK", isbn).replace("NAME", doi).replace("SERIES", issn)
    return Source(path=PurePosixPath("report/publication.yaml"), text=text, digest="")


def test_the_publications_own_identifiers_are_checked_at_their_places() -> None:
    found = identifiers(publication("978-91-85831-62-4", "https://doi.org/10.5334/bdb", '"03785955"'))
    assert [f"{problem.location} {problem.rule}" for problem in found] == [
        "report/publication.yaml:10:25 issn-is-valid",
        "report/publication.yaml:12:15 isbn-is-valid",
        "report/publication.yaml:13:8 doi-is-valid",
    ]


def test_valid_identifiers_are_no_problem_and_neither_is_their_absence() -> None:
    whole = publication("978-91-85831-62-3", "10.5334/bdb", "0378-5955")
    without = "".join(
        line
        for line in whole.text.splitlines(keepends=True)
        if not line.startswith(("series", "identifiers", "  isbn", "  doi"))
    )
    assert identifiers(whole) == ()
    assert identifiers(Source(path=whole.path, text=without, digest="")) == ()


@pytest.mark.parametrize("text", ["", "identifiers: {isbn: x}", "identifiers: [", "- x"])
def test_what_is_no_publication_is_told(text: str) -> None:
    with pytest.raises(BuildError):
        identifiers(Source(path=PurePosixPath("report/publication.yaml"), text=text, digest=""))
