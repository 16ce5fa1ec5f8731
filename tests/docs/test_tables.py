"""Tables in the documentation say what the code says, and examples in YAML are valid."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY
from tests.manual import NAMES, WRITING, Page, page, table, tables

from kefu.authored import (
    Acceptance,
    Allowance,
    Authored,
    CaseDescription,
    EditionDescription,
    FigureDescription,
    Format,
    Identifiers,
    PartKind,
    Publication,
    Reviewing,
    Series,
    Status,
    ThemeDescription,
    Visibility,
)
from kefu.check.people import RegistryFile
from kefu.layout import PUBLICATION
from kefu.model import Source
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REFERENCE: Final = "docs/reference.md"


def keys_of(model: type[Authored]) -> set[str]:
    return {str(field.alias or name) for name, field in model.model_fields.items()}


def keys_in_tables(here: Page) -> set[str]:
    """Return every word in the first cells of a page's tables."""
    return {word for rows in tables(here) for row in rows for word in re.findall(r"[\w-]+", row[0])}


@pytest.mark.parametrize(
    ("name", "model", "missing"),
    [
        (REFERENCE, Publication, set()),
        (REFERENCE, FigureDescription, set()),
        (WRITING, CaseDescription, {"id", "allowed", "status-date", "status-role"}),
    ],
)
def test_every_key_that_people_can_write_is_in_a_table(name: str, model: type[Authored], missing: set[str]) -> None:
    assert keys_of(model) - keys_in_tables(page(name)) == missing


@pytest.mark.parametrize("key", ["allowed", "status-date", "status-role"])
def test_other_keys_are_mentioned_elsewhere_on_the_page(key: str) -> None:
    here = page(WRITING)

    assert key in here.spans or f"{key}:" in here.code("yaml")


def test_the_editions_are_those_of_the_publication() -> None:
    publication = validate(Publication, parse_yaml(read(REPOSITORY, PUBLICATION)))
    written = [
        (name, one.document, ", ".join(one.parts), one.visibility, ", ".join(one.formats))
        for name, one in publication.editions.items()
    ]

    assert [tuple(row) for row in table(page(REFERENCE), "report")] == written


def test_the_formats_are_complete() -> None:
    assert [row[0] for row in table(page(REFERENCE), "pdf")] == [*Format]


def test_the_parts_are_complete_and_say_who_reads_them() -> None:
    rows = table(page(WRITING), "case.md")

    assert [row[0] for row in rows] == [f"{kind}.md" for kind in PartKind]
    assert [row[2] == "bara lärare" for row in rows] == [kind.visibility is Visibility.RESTRICTED for kind in PartKind]


def test_the_states_of_a_case_are_complete() -> None:
    assert [row[0] for row in table(page("docs/publicera.md"), "draft")] == [*Status]


MODELS: Final[Mapping[str, type[Authored]]] = {
    "accepted": Acceptance,
    "allowed": Allowance,
    "series": Series,
    "identifiers": Identifiers,
    "large-print": EditionDescription,
    "review": Reviewing,
    "theme": ThemeDescription,
}
"""What the values under the keys of examples are."""

SIMPLE: Final = {"status", "status-date", "status-role"}
TRIED: Final = {"actors", "relations", "timeline"}
"""The keys of the example that `test_writing` builds."""

REGISTRY: Final = {"persons", "places", "organisations", "workplaces"}


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_yaml_are_valid(name: str, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    for language, code in page(name).blocks:
        if language == "yaml":
            source = Source(path=PurePosixPath("example.yaml"), text=code, digest="")
            example = parse_yaml(source).value
            for key in example.keys() - SIMPLE - REGISTRY - TRIED:
                values = example[key] if isinstance(example[key], list) else [example[key]]
                assert all(MODELS[key].model_validate(value) for value in values)
            if example.keys() & REGISTRY:
                (tmp_path / "register.yaml").write_text(code, encoding="utf-8")
                RegistryFile(path=tmp_path / "register.yaml", root=tmp_path / "project").load()
