"""A PDF is made again in the same folder, and by the engine if anything is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.diagnostics import BuildError
from kefu.preview.typesetting import typeset

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Document, Project

pytestmark = pytest.mark.slow


@pytest.fixture
def document(project: Project) -> Document:
    everything = outlines(project)
    chosen = [one for one in everything if one.case][:1]
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    return assemble(project, chosen, everything, drawings, project.publication.date, jobs=1)[0]


def test_a_document_has_a_folder_of_its_own(document: Document, tmp_path: Path) -> None:
    first = typeset(document, tmp_path / "a").content

    assert first.startswith(b"%PDF")
    assert typeset(document, tmp_path / "a").content == first
    assert (tmp_path / "a" / "document.typ").is_file()


def test_what_is_wrong_is_told_as_in_a_build(document: Document, tmp_path: Path) -> None:
    broken = replace(document, tree=tree.document([tree.raw_block("typst", "#nothing-of-that-name()")]))

    with pytest.raises(BuildError):
        typeset(broken, tmp_path / "a")
