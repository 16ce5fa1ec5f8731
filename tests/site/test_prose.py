"""What the site puts together is Swedish as an editor writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.authored import EditionDescription
from kefu.site import prose

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("octets", "words"),
    [(0, "1 kB"), (999, "1 kB"), (304_769, "305 kB"), (999_499, "999 kB"), (999_500, "1,0 MB"), (3_385_640, "3,4 MB")],
)
def test_a_size_is_written_with_its_unit_and_a_comma(octets: int, words: str) -> None:
    assert prose.size(octets) == words.replace(" ", NBSP)


@given(st.integers(min_value=0, max_value=10**12))
def test_no_size_has_a_decimal_point_or_a_space_that_breaks(octets: int) -> None:
    assert not set(prose.size(octets)) & set(". ")


def test_one_page_is_no_pages() -> None:
    assert prose.pages(1) == f"1{NBSP}sida"
    assert prose.pages(11) == f"11{NBSP}sidor"


def edition(**values: object) -> EditionDescription:
    return EditionDescription.model_validate(
        {"title": "En utgåva", "document": "case", "visibility": "public"} | values
    )


def test_an_edition_is_described_by_what_is_in_it() -> None:
    student = edition(parts=["case", "questions"])

    assert prose.contents(student) == "Fallbeskrivningen och diskussionsfrågor"
    assert prose.audience(student) == "För kurser på högskolenivå"
    assert prose.audience(edition(parts=["case"])) == ""
    assert prose.audience(edition(parts=["case", "epilogue"], visibility="restricted")).startswith("Bara för lärare")
    assert prose.contents(edition(document="report", parts=["case"])) == "Hela rapporten med alla fallbeskrivningar"


def test_uses_are_those_of_all_the_editions_together() -> None:
    both = [edition(parts=["case", "conversation"]), edition(parts=["case", "questions"])]

    assert prose.uses(both) == "kurser på högskolenivå och samtal i ledarprogram"
    assert prose.uses([edition(parts=["case"])]) == ""
