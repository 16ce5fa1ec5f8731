"""Documents become files side by side, and what is wrong with them is told where it was written."""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests import invented
from tests.conftest import DRAWING

from kefu import rendering
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.engines import Rendered
from kefu.engines.typst import undrawable
from kefu.load import load
from kefu.processes.workers import TooMuchError, workers
from kefu.rendering import located, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kefu.model import Asset, Document, Project
    from kefu.theme import Measures


PARTY: Final = "\N{PARTY POPPER}"
"""A sign that stands in no source."""


def problem(path: str, passage: str, line: int | None = None) -> Diagnostic:
    location = Location(path=PurePosixPath(path), line=line)
    return Diagnostic(rule=invented.rule("rule"), location=location, message="message", passage=passage)


@pytest.mark.parametrize(
    ("path", "passage", "place"),
    [
        ("cases/01-skolan/case.md", "Nu skulle hon svara", "cases/01-skolan/case.md:20:43"),
        ("cases/01-skolan/case.md", "*Anna* såg\npå klockan", "cases/01-skolan/case.md:3:1"),
        ("cases/01-skolan/case.yaml", "Ett fall om skolan", "cases/01-skolan/case.yaml:4:11"),
        ("report/analys.md", "This passage", "report/analys.md:10:1"),
        ("report/analys.md", PARTY, "report/analys.md"),
        ("nowhere.md", "Ord", "nowhere.md"),
    ],
    ids=["words", "over lines", "in YAML", "chapter", "not there", "no source"],
)
def test_a_passage_is_located_in_its_source(project: Project, path: str, passage: str, place: str) -> None:
    (diagnostic,) = located([problem(path, passage)], project)

    assert str(diagnostic.location) == place


def test_a_place_that_is_known_stays(project: Project) -> None:
    known = problem("cases/01-skolan/case.md", "Nu skulle hon svara", line=2)

    assert located([known], project) == (known,)


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
