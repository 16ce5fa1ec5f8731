"""What tests of the export share: the exports of the small project, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.conftest import copy_project
from tests.drawing.writing import Easel
from tests.here import Here

from kefu.assemble import outlines
from kefu.export.files import Export, export_of
from kefu.figures import draw, drawings_by_name
from kefu.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.model import Project

Change = Callable[[str], str]
Exported = Callable[["Project", str], Export]
Changed = Callable[["Mapping[str, str | Change]"], "Project"]


def text_of(export: Export, path: str) -> str:
    """Return the text of a file of an export."""
    (found,) = (file.content.decode() for file in export.files if str(file.path) == path)
    return found


def export_with(project: Project, name: str, drawings: Mapping[str, bytes]) -> Export:
    """Return the export of an edition of a project, with drawings by name."""
    edition = next(edition for edition in project.editions if edition.name == name)
    return export_of(project, edition, outlines(project), drawings, project.publication.date, pool=Here(), jobs=1)


@pytest.fixture(scope="session")
def exported() -> Exported:
    """Return what exports an edition of a project, and draws its figures."""

    def export(project: Project, name: str) -> Export:
        names = [drawing for outline in outlines(project) for drawing in outline.drawings]
        return export_with(project, name, drawings_by_name(draw(project, names, Easel().draw)))

    return export


@pytest.fixture(scope="session")
def exports(project: Project, exported: Exported) -> Mapping[str, Export]:
    """Return the exports of all editions of the small project, by edition."""
    return {edition.name: exported(project, edition.name) for edition in project.editions}


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Return what loads the small project with some files changed: given whole, or by what makes them of the old."""

    def load_changed(changes: Mapping[str, str | Change]) -> Project:
        root = copy_project("small", tmp_path / "changed")
        for name, change in changes.items():
            path = root / name
            text = change if isinstance(change, str) else change(path.read_text(encoding="utf-8"))
            path.write_text(text, encoding="utf-8")
        return load(root, jobs=1).project

    return load_changed
