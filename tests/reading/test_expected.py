"""What models expect, in words and as examples that they accept."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.authored import Authored, CaseDescription, FigureDescription, Publication
from kefu.model import Source
from kefu.reading.expected import expected, listed
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from kefu.reading.yaml import YamlPath


@pytest.mark.parametrize("model", [Publication, CaseDescription, FigureDescription])
def test_the_example_of_a_whole_file_is_accepted(model: type[Authored]) -> None:
    source = Source(path=PurePosixPath("a.yaml"), text=expected(model).example, digest="")
    assert isinstance(model.model_validate(parse_yaml(source).value), model)


@pytest.mark.parametrize(
    ("model", "path", "words", "example"),
    [
        (Publication, ("title",), "be text", "…"),
        (Publication, ("language",), "be “sv-SE”", "sv-SE"),
        (Publication, ("authors",), "be a list", "[…]"),
        (Publication, ("authors", 2), "be text", "…"),
        (Publication, ("date",), "be a date", "2026-12-01"),
        (Publication, ("url",), "be text", "https://example.org/rapport/"),
        (Publication, ("series",), "be a group of keys, with “name”", "{name: …}"),
        (Publication, ("identifiers",), "be a group of keys", "{isbn: {pdf: …}}"),
        (Publication, ("identifiers", "isbn", "pdf"), "be text", "…"),
        (Publication, ("themes",), "be a group of keys", "{ny-ordforande: …}"),
        (Publication, ("editions", "x", "type-size"), "be a number from 8 to 30", "11.5"),
        (Publication, ("editions", "x", "formats", 0), "be “pdf”, “html”, “epub” or “docx”", "pdf"),
        (Publication, ("editions", "x", "visibility"), "be “public” or “restricted”", "public"),
        (CaseDescription, ("themes", "trust"), "be a whole number from 1 to 3", "1"),
        (CaseDescription, ("fictional",), "be true or false", "true"),
        (CaseDescription, ("status-date",), "be a date", "2026-12-01"),
        (CaseDescription, ("actors", 0, "id"), "be text", "ny-ordforande"),
    ],
    ids=str,
)
def test_what_is_expected_at_a_path_is_said_in_words_and_shown(
    model: type[Authored], path: YamlPath, words: str, example: str
) -> None:
    found = expected(model)
    for step in path:
        found = found.inner(step)
    assert (found.words, found.example) == (words, example)


def test_keys_are_known_where_some_can_be_given_and_described_where_others_can() -> None:
    publication = expected(Publication)
    assert publication.inner("publisher").keys == ("name", "short-name")
    assert publication.inner("themes").keys == ()
    assert publication.inner("themes").key.example == "ny-ordforande"
    assert publication.inner("identifiers").inner("isbn").key.values == ("pdf", "html", "epub", "docx")


def test_of_a_path_that_leads_nowhere_nothing_is_known() -> None:
    nowhere = expected(Publication).inner("titel").inner(0).inner("x")
    assert (nowhere.keys, nowhere.values, nowhere.example) == ((), (), "…")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert listed(["a"]) == "“a”"
    assert listed(["a", "b"], last="and") == "“a” and “b”"
    assert listed(["a", "b", "c"]) == "“a”, “b” or “c”"
