"""The values that a build passes along cannot be changed, and hold nothing that they should not."""

from __future__ import annotations

import dataclasses
import datetime
import inspect
import typing
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

import pytest

from kefu import authored, imprint, model
from kefu.authored import (
    CaseDescription,
    EditionDescription,
    PartKind,
    Visibility,
)
from kefu.diagnostics import Location
from kefu.front import Front
from kefu.imprint import Rights
from kefu.model import Case, Edition, Part, Source, Text
from kefu.theme import Theme

CLASSES: Final = [
    value for _, value in inspect.getmembers(model, inspect.isclass) if value.__module__ == model.__name__
]
VALUES: Final = [value for value in CLASSES if dataclasses.is_dataclass(value)]
NAMES: Final[dict[str, Any]] = {
    "PurePosixPath": PurePosixPath,
    "Mapping": Mapping,
    "datetime": datetime,
    "Location": Location,
    "Theme": Theme,
    "Front": Front,
}

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


def case_in(folder: str, kinds: tuple[PartKind, ...] = (), words: int = 0) -> Case:
    source = Source(path=PurePosixPath("cases", folder, "case.yaml"), text="", digest="")
    return Case(
        number=int(folder.partition("-")[0]),
        source=source,
        description=CaseDescription.model_validate(CASE),
        parts=tuple(Part(kind=kind, text=Text(source=source, blocks="[]", words=words)) for kind in kinds),
    )


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_can_never_change_and_is_made_by_naming_its_fields(value: Any) -> None:
    assert value.__dataclass_params__.frozen
    assert all(field.kw_only for field in dataclasses.fields(value))
    assert "__slots__" in vars(value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_a_value_holds_tuples_and_mappings_and_nothing_that_grows(value: Any) -> None:
    hints = typing.get_type_hints(value, {**NAMES, **vars(authored), **vars(imprint), **vars(model)})
    for hint in hints.values():
        assert typing.get_origin(hint) not in {list, dict, set}, hint
        assert hint not in {list, dict, set, bytearray}, hint


@pytest.mark.parametrize("visibility", Visibility)
def test_an_edition_is_restricted_when_it_says_so(visibility: Visibility) -> None:
    description = EditionDescription.model_validate(EDITION | {"visibility": visibility})
    assert Edition(name="prov", description=description, rights=Rights(licence=None, terms="")).restricted == (
        visibility is Visibility.RESTRICTED
    )


@pytest.mark.parametrize("numeral", ["03", "11", "003", "0100"])
def test_a_case_is_named_as_its_folder_is(numeral: str) -> None:
    case = case_in(f"{numeral}-ny-bro")
    assert (case.id, case.numeral) == (f"{numeral}-ny-bro", numeral)


def test_a_case_gives_the_part_that_it_has_and_no_other() -> None:
    case = case_in("01-ny-bro", (PartKind.CASE, PartKind.EPILOGUE))
    assert case.part(PartKind.EPILOGUE) is case.parts[1]
    with pytest.raises(KeyError):
        case.part(PartKind.QUESTIONS)


@pytest.mark.parametrize(("words", "minutes"), [(0, 5), (1000, 5), (1001, 10), (2000, 10), (2001, 15)])
def test_a_case_takes_as_long_to_read_as_its_description_is_long(words: int, minutes: int) -> None:
    assert case_in("01-ny-bro", (PartKind.CASE,), words).reading_minutes == minutes
