"""A release knows its sources by a digest of everything that its documents are made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kefu.front import Shown
from kefu.provenance import digest_of

if TYPE_CHECKING:
    from kefu.model import Project


@pytest.mark.parametrize("what", ["style", "source", "script", "logo"])
def test_whatever_documents_are_made_from_changes_the_digest(project: Project, what: str) -> None:
    (first, *others), (figure, *figures) = project.sources, project.figures
    changed = {
        "style": replace(project, style=f"{project.style} "),
        "source": replace(project, sources=(replace(first, digest="0"), *others)),
        "script": replace(project, figures=(replace(figure, script=replace(figure.script, digest="0")), *figures)),
        "logo": replace(project, theme=replace(project.theme, logo=Shown(content=b"<svg/>", suffix="svg", alt="A"))),
    }[what]

    assert digest_of(changed) != digest_of(project) == digest_of(replace(project))
