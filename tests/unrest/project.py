"""A small but complete project to be edited, in which a build from nothing is cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import copy_project
from tests.unrest.edits import with_branches

if TYPE_CHECKING:
    import random
    from pathlib import Path


def prepared(folder: Path, chance: random.Random) -> Path:
    """Make the project in a folder, with web pages of all that is public, and another branch."""
    root = copy_project("small", folder / "project")
    path = root / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("visibility: public", "formats: [pdf, html], visibility: public")
    path.write_text(text, encoding="utf-8")
    with_branches(root, chance)
    return root
