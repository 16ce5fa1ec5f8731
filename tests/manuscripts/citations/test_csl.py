"""Citations in the JSON of CSL."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.manuscripts.citations.fields import book, csl, item

from kefu.manuscripts.citations import Name
from kefu.manuscripts.citations.csl import UnreadError, date, described, references


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"date-parts": [[2019]]}, "2019"),
        ({"date-parts": [["2019", "3", 4]]}, "2019-03-04"),
        ({"date-parts": [[2019, 3], [2019, 5]]}, "2019-03/2019-05"),
        ({"date-parts": [[2019, 21]]}, "2019"),
        ({"date-parts": [[2019, 3, 0]]}, "2019-03"),
        ({"date-parts": [[]], "literal": "u.å."}, "u.å."),
        ({"date-parts": [[None]]}, ""),
        ({"raw": "mars 2019"}, "mars 2019"),
        ("2019-03-04", "2019-03-04"),
        (2019, "2019"),
        (True, ""),
        (None, ""),
        ([2019], ""),
    ],
)
def test_dates(value: Any, said: str) -> None:
    assert date(value) == said


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"family": "Ek", "given": "Cia"}, Name(family="Ek", given="Cia")),
        ({"family": "Ås", "non-dropping-particle": "von"}, Name(family="Ås", particle="von")),
        ({"family": "Ek", "given": "C.", "suffix": "Jr."}, Name(family="Ek", given="C.", suffix="Jr.")),
        ({"literal": "Rådet för samtal"}, Name(family="Rådet för samtal")),
        ({"given": "Rådet"}, Name(family="Rådet")),
    ],
)
def test_names(given: dict[str, str], name: Name) -> None:
    assert described({"author": [given, {}, "Al"]}).names == {"author": (name,)}


def test_a_work_has_its_texts_and_nothing_else() -> None:
    given = {"id": 3, "type": "book", "title": " En\n titel ", "volume": 3, "x": {"a": 1}, "y": None, "z": True}
    work = described(given)

    assert (work.kind, work.fields, work.names, work.dates) == ("book", {"title": "En titel", "volume": "3"}, {}, {})


def test_a_citation_says_how_each_work_is_cited() -> None:
    first = item(book(), locator="3", label="chapter", prefix="se ", suffix=", passim", suppress_author=1)
    second = item(book("Annan"), author_in_text=True)

    one, two = references(f"ADDIN CSL_CITATION {csl(first, second)} slut")

    assert (one.locator, one.prefix, one.suffix, one.without_author) == ("kap. 3", "se", ", passim", True)
    assert (one.in_text, two.in_text, two.without_author) == (False, True, False)
    assert two.work.fields["title"] == "Annan"


def test_the_first_author_of_a_composite_citation_is_in_the_text() -> None:
    found = references(csl(item(book()), item(book()), mode="composite"))

    assert [one.in_text for one in found] == [True, False]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 10_000 + "{", "{}", '{"citationItems": []}', '{"citationItems": [1]}', '{"citationItems": [{}]}'],
)
def test_what_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UnreadError):
        references(text)


def test_deep_json_is_damaged() -> None:
    with pytest.raises(UnreadError, match="damaged"):
        references('{"a":' + "[" * 100_000)


def test_programs_that_call_the_work_an_item_are_read() -> None:
    assert references(json.dumps({"citationItems": [{"item": book()}]}))[0].work.year == "2019"
