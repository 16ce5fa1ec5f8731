"""What people write in YAML, as values that cannot be changed and hold nothing that they should not."""

from __future__ import annotations

import datetime
import inspect
from typing import Any, Final

import pytest
from pydantic import BaseModel, ValidationError

from kefu.authored import (
    Acceptance,
    Authored,
    CaseDescription,
    DocumentKind,
    EditionDescription,
    FigureDescription,
    Format,
    PartKind,
    Publication,
    descriptions,
)

AUTHORED: Final = [
    value
    for _, value in inspect.getmembers(descriptions, inspect.isclass)
    if issubclass(value, BaseModel) and value not in {Authored, BaseModel}
]

EDITION: Final[dict[str, Any]] = {
    "title": "Studentutgåva",
    "document": "case",
    "parts": ["case", "questions"],
    "visibility": "public",
}
CASE: Final[dict[str, Any]] = {
    "id": "ny-bro",
    "title": "En ny bro",
    "dilemma": "Ska bron byggas?",
    "synopsis": "Ett fall.",
    "status": "draft",
    "fictional": True,
    "organisation": {"name": "Ek", "type": "region", "governance": "minority", "description": "Liten"},
    "roles": ["regiondirektör"],
    "themes": {"roles": 3},
    "actors": [{"id": "anna", "name": "Anna", "role": "direktör", "side": "administration"}],
    "timeline": [{"date": "2025-01-01", "event": "Början"}],
}
FIGURE: Final[dict[str, Any]] = {"caption": "Text.", "alt": "Bild.", "source": "egen."}


@pytest.mark.parametrize("kind", AUTHORED, ids=lambda kind: kind.__name__)
def test_what_is_authored_is_frozen_and_knows_all_its_keys(kind: type[BaseModel]) -> None:
    assert kind.model_config["frozen"] is True
    assert kind.model_config["extra"] == "forbid"
    for field in kind.model_fields.values():
        assert "_" not in str(field.alias)
        assert str(field.alias) == str(field.alias).lower()


def test_a_description_cannot_be_changed() -> None:
    edition = EditionDescription.model_validate(EDITION)
    with pytest.raises(ValidationError, match="frozen"):
        edition.title = "Annan"


def test_keys_are_written_with_hyphens_and_never_as_in_python() -> None:
    assert EditionDescription.model_validate(EDITION | {"file-name": "a", "type-size": 16}).type_size == 16
    for key in ("file_name", "type_size", "fileName"):
        with pytest.raises(ValidationError, match="Extra inputs"):
            EditionDescription.model_validate(EDITION | {key: "16"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("document", "poster"),
        ("parts", []),
        ("parts", ["solution"]),
        ("parts", "case"),
        ("visibility", "secret"),
        ("formats", []),
        ("formats", ["docx2"]),
        ("file-name", "Å.pdf"),
        ("file-name", "../a"),
        ("type-size", 4),
        ("type-size", 60),
        ("title", "  "),
        ("audience", "alla"),
    ],
)
def test_an_edition_with_a_value_that_is_unknown_or_makes_no_sense_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        EditionDescription.model_validate(EDITION | {key: value})
    assert {error["loc"][0] for error in caught.value.errors()} == {key}


@pytest.mark.parametrize("key", EDITION)
def test_an_edition_needs_each_of_its_keys(key: str) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        EditionDescription.model_validate({name: value for name, value in EDITION.items() if name != key})


def test_an_edition_is_a_pdf_in_type_of_the_usual_size_unless_it_says_more() -> None:
    edition = EditionDescription.model_validate(EDITION)
    assert (edition.formats, edition.type_size, edition.file_name) == ((Format.PDF,), 11.5, None)
    assert edition.document is DocumentKind.CASE
    assert edition.parts == (PartKind.CASE, PartKind.QUESTIONS)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "klar"),
        ("status-date", "2026-11-31"),
        ("status-role", " "),
        ("allowed", [{"what": "Lund"}]),
        ("allowed", [{"what": "Lund", "reason": " "}]),
        ("allowed", ["Lund"]),
        ("fictional", None),
        ("roles", []),
        ("themes", {}),
        ("themes", {"roles": 0}),
        ("themes", {"roles": 4}),
        ("themes", {"Roles": 1}),
        ("actors", []),
        ("actors", [CASE["actors"][0] | {"side": "media"}]),
        ("timeline", []),
        ("timeline", [{"date": "2025-13-01", "event": "Början"}]),
        ("timeline", [{"date": "2025-01-01", "event": "x" * 71}]),
        ("relations", [{"from": "anna", "to": "bo", "text": "x" * 71}]),
        ("organisation", CASE["organisation"] | {"type": "stat"}),
        ("id", "Ny bro"),
        ("author", "Anna"),
    ],
)
def test_a_case_with_a_value_that_is_unknown_or_makes_no_sense_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        CaseDescription.model_validate(CASE | {key: value})
    assert {error["loc"][0] for error in caught.value.errors()} == {key}


def test_a_case_is_read_as_it_is_written() -> None:
    relation = {"from": "anna", "to": "anna", "text": " tvekar "}
    case = CaseDescription.model_validate(CASE | {"relations": [relation]})
    assert (case.relations[0].from_, case.relations[0].to, case.relations[0].text) == ("anna", "anna", "tvekar")
    assert case.timeline[0].date == datetime.date(2025, 1, 1)
    assert case.actors[0].protagonist is False
    assert case.keywords == ()


def test_an_acceptance_names_a_file_and_perhaps_a_line_of_it() -> None:
    written = {"rule": "figure-is-referenced", "reason": "Figuren är ett omslag."}
    accepted = [
        Acceptance.model_validate(written | {"place": place})
        for place in ("cases/01-x/case.md:12", " public/report/kefu-rapport.pdf ")
    ]
    assert [(str(value.path), value.line) for value in accepted] == [
        ("cases/01-x/case.md", 12),
        ("public/report/kefu-rapport.pdf", None),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rule", "Figure is referenced"),
        ("place", ""),
        ("place", ":12"),
        ("place", "a.md:"),
        ("place", "a.md:0"),
        ("place", "a.md:12:3:4"),
        ("place", "a.md:tolv"),
        ("place", "a.md:" + "9" * 5000),
        ("reason", " "),
        ("severity", "warning"),
    ],
)
def test_an_acceptance_that_is_vague_is_refused(key: str, value: str) -> None:
    written = {"rule": "figure-is-referenced", "place": "a.md", "reason": "Figuren är ett omslag."}
    with pytest.raises(ValidationError) as caught:
        Acceptance.model_validate(written | {key: value})
    assert {error["loc"][0] for error in caught.value.errors()} == {key}


def test_a_figure_is_drawn_for_the_project_unless_it_is_for_each_case() -> None:
    assert FigureDescription.model_validate(FIGURE).for_ == "project"
    assert FigureDescription.model_validate(FIGURE | {"for": "case"}).for_ == "case"
    with pytest.raises(ValidationError):
        FigureDescription.model_validate(FIGURE | {"for": "chapter"})


@pytest.mark.parametrize("key", ["caption", "alt", "source"])
@pytest.mark.parametrize("value", [None, "", " \n"], ids=["missing", "empty", "blank"])
def test_a_figure_needs_what_a_reader_gets_beside_the_drawing(key: str, value: str | None) -> None:
    written = {name: text for name, text in FIGURE.items() if name != key}
    with pytest.raises(ValidationError):
        FigureDescription.model_validate(written if value is None else written | {key: value})


def test_a_publication_needs_an_edition_and_a_chapter() -> None:
    needed = {name for name, field in Publication.model_fields.items() if field.is_required()}
    assert {"title", "publisher", "date", "chapters", "editions", "bibliography"} <= needed
    with pytest.raises(ValidationError) as caught:
        Publication.model_validate({"editions": {}, "chapters": {"body": []}})
    found = {error["loc"]: error["type"] for error in caught.value.errors()}
    assert found["editions",] == "too_short"
    assert found["chapters", "body"] == "too_short"
