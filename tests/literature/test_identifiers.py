"""Identifiers and addresses as they are shown."""

from __future__ import annotations

import pytest

from kefu.literature.identifiers import bare_doi, isbns, issns, web_address


@pytest.mark.parametrize(
    "doi",
    [
        "10.5334/bdb",
        "https://doi.org/10.5334/bdb",
        "http://dx.doi.org/10.5334/bdb",
        "doi:10.5334/bdb",
        "DOI: 10.5334/bdb",
    ],
)
def test_a_doi_stands_bare(doi: str) -> None:
    assert bare_doi(doi) == "10.5334/bdb"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("9789185831623", ("9789185831623",)),
        ("978-91-85831-62-3, 91-7164-145-8", ("978-91-85831-62-3", "91-7164-145-8")),
        ("ISBN: 978-91-85831-62-3 (inb.)", ("978-91-85831-62-3",)),
        ("0304-4076", ()),
        ("oj", ("OJ",)),
        ("", ()),
    ],
)
def test_each_isbn_is_found(value: str, found: tuple[str, ...]) -> None:
    assert isbns(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("10860266", ("1086-0266",)),
        ("1864-9335, 2151-2590", ("1864-9335", "2151-2590")),
        ("2434-561x (online)", ("2434-561X",)),
        ("oj", ("OJ",)),
    ],
)
def test_each_issn_is_found(value: str, found: tuple[str, ...]) -> None:
    assert issns(value) == found


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("\\url{https://example.org/a\\_b}", "https://example.org/a_b"),
        ("https://example.org/a{\\_}b{\\%}20c", "https://example.org/a_b%20c"),
        ("https://example.org/$\\sim$bo", "https://example.org/~bo"),
        ("Hämtad från https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a(b)", "https://example.org/a(b)"),
        ("https://example.org/a https://example.org/b", "https://example.org/a"),
        ("www.example.org", ""),
    ],
)
def test_an_address_is_found(value: str, address: str) -> None:
    assert web_address(value) == address
