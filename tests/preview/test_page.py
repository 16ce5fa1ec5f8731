"""A web page of a preview is the page of a build with a banner, places, and a script of the preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DRAWING

from kefu.assemble import assemble, outlines
from kefu.engines.pandoc import pages
from kefu.preview.editor import Editor
from kefu.preview.page import page, previewed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document, Project


@pytest.fixture(scope="module")
def documents(project: Project) -> Mapping[str, Document]:
    everything = outlines(project)
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    made = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    return {f"{document.edition.name} {document.name}": document for document in made}


def test_a_banner_stands_beside_the_one_of_the_edition(documents: Mapping[str, Document]) -> None:
    teacher, student = (previewed(documents[f"{name} cases/01-skolan"]) for name in ("teacher", "student"))

    assert student.metadata.banner == "Förhandsvisning"
    assert teacher.metadata.banner == "Förhandsvisning · Lärarutgåva – får inte lämnas till studenter"


@pytest.mark.parametrize("name", ["report report", "student cases/01-skolan"])
def test_a_page_has_what_the_page_of_a_build_has(
    documents: Mapping[str, Document], project: Project, name: str
) -> None:
    sources = {source.path: source for source in project.sources}
    made = page(documents[name], "1", sources, Editor(root=Path("/texter")), pages())

    text = made.content.decode()
    assert made.revision == "1"
    assert set(made.pictures) == {asset.name for asset in documents[name].assets}
    assert "<!--" not in text
    assert text.count('href="../../../assets/kefu.css"') == 1
    assert 0 < text.count(" data-source=") <= len(made.places)
    assert 'data-editor="vscode://file/texter/cases/01-skolan/case.md:' in text
    assert text.index('content="noindex"') < text.index("</head>")
    assert len({place.location for place in made.places}) > 10
