"""What tests of assembled documents share: variants of the small project, and a reader's view of a document."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import PROJECTS, REPOSITORY

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import EditionDescription
from kefu.imprint import Rights
from kefu.load import load
from kefu.model import Edition
from kefu.words import NBSP

if TYPE_CHECKING:
    from kefu.model import Document, Project

SMALL = PROJECTS / "small"

Edit = str | bytes | Callable[[str], str]
"""A file's new content, or what makes its text from the old one."""

Variant = Callable[[Mapping[str, Edit]], "Project"]
Assembled = Callable[["Project"], Mapping[str, "View"]]
WithEditions = Callable[["Project", Mapping[str, Mapping[str, Any]]], "Project"]


def svg_of(marker: str) -> bytes:
    """Return a drawing with a marker in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="{marker}"/></svg>'.encode()


@dataclass(frozen=True)
class View:
    """What a reader sees in a document. No-break spaces are shown as spaces, except in `exact`."""

    document: Document

    @property
    def blocks(self) -> list[tree.Node]:
        return tree.blocks(self.document.tree)

    @property
    def exact(self) -> str:
        return tree.plain(self.blocks)

    @property
    def text(self) -> str:
        return self.exact.replace(NBSP, " ")

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [
            (node["c"][0], tree.plain([node]).replace(NBSP, " "))
            for node in tree.walk(self.blocks)
            if node["t"] == "Header"
        ]

    @property
    def captions(self) -> list[str]:
        """The captions of figures and tables and the titles of exhibits, in reading order."""
        found = []
        for node in tree.walk(self.blocks):
            if node["t"] in {"Figure", "Table"}:
                found.append(tree.plain(tree.caption_of(node)))
            elif node["t"] == "Div" and "exhibit-title" in node["c"][0][1]:
                found.append(tree.plain(node["c"][1]))
        return [caption.replace(NBSP, " ") for caption in found]

    @property
    def origins(self) -> list[str]:
        """The source of every part, in reading order."""
        divs = [node["c"][0] for node in tree.walk(self.blocks) if node["t"] == "Div"]
        pairs = [dict(pairs) for _, classes, pairs in divs if "part" in classes]
        return [pair["origin"] for pair in pairs if "origin" in pair]

    @property
    def labels(self) -> set[str]:
        return {str(tree.attributes_of(node)[0]) for node in tree.walk(self.blocks)} - {""}

    @property
    def bibliography(self) -> list[str]:
        """The keys of the works in the list of references, in its order."""
        identifiers = [str(tree.attributes_of(node)[0]) for node in tree.walk(self.blocks) if node["t"] == "Div"]
        return [name.removeprefix("ref-") for name in identifiers if name.startswith("ref-")]

    def paragraph(self, beginning: str) -> tuple[str, list[tuple[str, str]]]:
        """Return the text of the only paragraph that begins so, without the beginning, and its links."""
        (found,) = (
            node for node in tree.walk(self.blocks) if node["t"] == "Para" and tree.plain([node]).startswith(beginning)
        )
        links = [
            (tree.plain(node["c"][1]).replace(NBSP, " "), node["c"][2][0])
            for node in tree.walk(found)
            if node["t"] == "Link"
        ]
        return tree.plain([found]).removeprefix(beginning).strip().replace(NBSP, " "), links


@pytest.fixture(scope="session")
def variant(tmp_path_factory: pytest.TempPathFactory) -> Variant:
    """Return a function that loads the small project with some of its files changed or added."""

    def make(edits: Mapping[str, Edit]) -> Project:
        root = tmp_path_factory.mktemp("variant") / "small"
        shutil.copytree(SMALL, root)
        shutil.copyfile(REPOSITORY / "bibliography" / "kefu.csl", root / "bibliography" / "kefu.csl")
        for name, edit in edits.items():
            path = root / name
            path.parent.mkdir(exist_ok=True)
            if isinstance(edit, bytes):
                path.write_bytes(edit)
            else:
                text = edit if isinstance(edit, str) else edit(path.read_text(encoding="utf-8"))
                path.write_text(text, encoding="utf-8")
        return load(root, jobs=1).project

    return make


@pytest.fixture(scope="session")
def with_editions() -> WithEditions:
    """Return a function that gives a project other editions, each told by its keys; titles come from names."""

    def make(project: Project, editions: Mapping[str, Mapping[str, Any]]) -> Project:
        described = [
            Edition(
                name=name,
                description=EditionDescription.model_validate({"title": name, **keys}),
                rights=Rights(licence=None, terms="Villkoren."),
            )
            for name, keys in editions.items()
        ]
        return replace(project, editions=tuple(described))

    return make


@pytest.fixture(scope="session")
def assembled() -> Assembled:
    """Return a function that assembles every document of a project, by edition and name: `student/cases/02-bron`.

    In the place of a drawing stands a picture with its name.
    """

    def make(project: Project) -> Mapping[str, View]:
        everything = outlines(project)
        drawings = {name: svg_of(name) for outline in everything for name in outline.drawings}
        documents = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
        return {f"{document.edition.name}/{document.name}": View(document) for document in documents}

    return make


@pytest.fixture(scope="session")
def documents(project: Project, assembled: Assembled) -> Mapping[str, View]:
    """Return every document of the small project."""
    return assembled(project)
