"""What the documents of a project are made from, in one digest, by which a release knows its sources."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kefu.model import Project


def digest_of(project: Project) -> str:
    """Return a SHA-256 digest of everything that a project's documents are made from, except the program itself."""
    sources = {*project.sources, *(figure.script for figure in project.figures)}
    data = [str(figure.tables) for figure in project.figures] + [project.style]
    pictures = [f"{image.path} {hashlib.sha256(image.content).hexdigest()}" for image in project.images]
    pictures += [hashlib.sha256(content).hexdigest() for content in project.theme.brought]
    lines = sorted(f"{source.path} {source.digest}" for source in sources) + data + pictures
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
