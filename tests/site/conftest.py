"""What tests of the site share: the small project with the files that a release of it could have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.site.catalogue import Entry

if TYPE_CHECKING:
    from kefu.model import Project

FORMATS = ("pdf", "html", "docx", "epub")


@pytest.fixture
def entries() -> tuple[Entry, ...]:
    """Return every public file of the small project, in every format."""
    works = [("report", "report", "report/prov-rapport")]
    works += [(case, "student", f"cases/{case}/fall-{case}-studentutgava") for case in ("01-skolan", "02-bron")]
    return tuple(
        Entry(
            path=PurePosixPath("public", f"{path}.{format_}"),
            sha256=f"{number:064x}",
            size=123_456 * (number + 1),
            pages=number + 2 if format_ == "pdf" else None,
            document=document,
            edition=edition,
            title=document,
        )
        for number, (document, edition, path) in enumerate(works)
        for format_ in FORMATS
    )


@pytest.fixture
def published(project: Project) -> Project:
    """Return the small project with the address of its site."""
    return replace(project, publication=project.publication.model_copy(update={"url": "https://prov.example/fall/"}))
