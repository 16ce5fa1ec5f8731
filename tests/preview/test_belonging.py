"""A file belongs to the documents that show it, as far as its place tells."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.preview.belonging import belongs

if TYPE_CHECKING:
    from kefu.model import Project


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("cases/01-skolan/case.md", {"report ", "student 01", "teacher 01"}),
        ("cases/01-skolan/questions.md", {"student 01", "teacher 01"}),
        ("cases/01-skolan/epilogue.md", {"teacher 01"}),
        ("cases/01-skolan/case.yaml", {"report ", "student 01", "teacher 01"}),
        ("cases/01-skolan/karta.png", {"report ", "student 01", "teacher 01"}),
        ("report/analys.md", {"report "}),
        ("report/publication.yaml", {"report ", "student 01", "student 02", "teacher 01", "teacher 02"}),
        ("bibliography/references.bib", {"report ", "student 01", "student 02", "teacher 01", "teacher 02"}),
        ("cases", {"report ", "student 01", "student 02", "teacher 01", "teacher 02"}),
    ],
)
def test_a_file_belongs_to_the_documents_that_show_it(project: Project, path: str, owners: set[str]) -> None:
    editions = {edition.name: edition for edition in project.editions}
    documents = [("report", "")] + [(name, id_) for name in ("student", "teacher") for id_ in ("01-skolan", "02-bron")]

    found = {f"{name} {id_[:2]}" for name, id_ in documents if belongs(PurePosixPath(path), editions[name], id_)}

    assert found == owners
