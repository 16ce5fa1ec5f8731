"""Documents become files side by side, and what is wrong with them is told where it was written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import DRAWING

from kefu import rendering
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.diagnostics import BuildError
from kefu.engines import Rendered
from kefu.engines.typst import undrawable
from kefu.load import load
from kefu.processes.workers import TooMuchError, workers
from kefu.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kefu.model import Asset, Document, Project
    from kefu.theme import Measures


def test_every_text_that_documents_are_made_of_can_be_located_in(project: Project, small: Path) -> None:
    texts = {path.relative_to(small).as_posix() for path in small.glob("*/**/*.md")}
    descriptions = {path.relative_to(small).as_posix() for path in small.glob("cases/*/case.yaml")}

    assert {str(source.path) for source in project.sources} >= texts | descriptions


class Endless:
    """An engine that never comes to the end of case 2."""

    name: Final = "endless"

    def render(self, document: Document, format_: Format) -> Rendered:
        if document.name.startswith("cases/02"):
            time.sleep(600)
        return Rendered(content=f"{document.name} {format_}".encode())


def documents_of(small: Path) -> tuple[Project, list[Document]]:
    path = small / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8").replace("visibility: public}", "visibility: public, formats: [docx]}")
    path.write_text(text, encoding="utf-8")
    project = load(small, jobs=1).project
    chosen = [outline for outline in outlines(project) if outline.edition.name == "student"]
    drawings = {name: DRAWING for outline in chosen for name in outline.drawings}
    return project, [*assemble(project, chosen, outlines(project), drawings, project.publication.date, jobs=1)]


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_told_at_its_text(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, documents = documents_of(small)
    monkeypatch.setattr(rendering, "seconds_for", lambda _document: 3)
    begin = time.monotonic()

    with workers(2) as pool, pytest.raises(BuildError) as told:
        render(documents, project, Endless(), pool, lambda _made: None)

    (problem,) = told.value.diagnostics
    assert str(problem.location) == "cases/02-bron/case.md:1"
    assert problem.rule.name == "document-is-not-too-large"
    assert "Studentutgåva takes more time or memory as DOCX than it may" in problem.message
    assert time.monotonic() - begin < 60


@pytest.mark.parametrize(("failure", "said"), [(TooMuchError, "takes more time or memory"), (None, "no colour")])
def test_a_picture_that_takes_too_much_is_told_where_a_text_shows_it(
    small: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception] | None, said: str
) -> None:
    _, documents = documents_of(small)
    document = next(one for one in documents if one.assets)

    def drawing(_seconds: float, _function: Callable[..., bytes], asset: Asset, _measures: Measures) -> bytes:
        if failure:
            raise failure
        raise BuildError([undrawable(asset, "no colour")])

    monkeypatch.setattr(rendering, "alone", drawing)
    found = rendering.too_large(document, Format.PDF)  # no document is too large for a machine

    assert found.rule.name == "picture-is-readable"
    assert found.location == document.assets[0].place
    assert said in found.message
