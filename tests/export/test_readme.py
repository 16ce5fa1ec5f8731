"""The README of an export says what it is, who may read it, what it was made from, and what there is to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.export.conftest import text_of

from kefu import __version__, words
from kefu.export.settings import BIBLIOGRAPHY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.export.files import Export
    from kefu.model import Project


@pytest.fixture
def said(exports: Mapping[str, Export]) -> Mapping[str, str]:
    return {name: text_of(export, "README.md") for name, export in exports.items()}


def test_it_says_what_it_was_made_from_and_with(said: Mapping[str, str], project: Project) -> None:
    for text in said.values():
        assert project.publication.title in text.splitlines()[0]
        assert __version__ in text
        assert words.date(project.publication.date) in text


def test_only_an_edition_for_teachers_says_that_students_may_not_have_it(said: Mapping[str, str]) -> None:
    assert [name for name, text in said.items() if "får inte lämnas till studenter" in text] == ["teacher"]


def test_its_table_names_the_files_that_there_are(said: Mapping[str, str]) -> None:
    assert "| `01-skolan.qmd` | Skolan |" in said["student"]
    assert "| `02-bron.qmd` | Bron |" in said["student"]
    assert "| `01-skolan.qmd` … `02-bron.qmd` |" in said["report"]
    assert "`index.qmd`" in said["report"]
    assert "`index.qmd`" not in said["student"]


def test_literature_is_named_where_there_is_any(said: Mapping[str, str]) -> None:
    assert f"| `{BIBLIOGRAPHY}`, " in said["report"]
    assert f"| `{BIBLIOGRAPHY}`, " not in said["student"]
    assert f"`{BIBLIOGRAPHY}`" in said["student"], "what to do to cite something"
