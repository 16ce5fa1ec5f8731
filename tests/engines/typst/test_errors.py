"""What Typst reports is told at the source whose text it is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest

from kefu.assemble import assemble, outlines
from kefu.diagnostics import Location
from kefu.engines.typst.errors import explain
from kefu.model import Asset
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from kefu.model import Document, Project

PUBLICATION: Final = Location(path=PurePosixPath("report/publication.yaml"))


@pytest.fixture
def document(project: Project) -> Document:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, b"")
    (made,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    return made


REPORT_OF_TYPST: Final = """\
error: unknown variable: ett
  ┌─ document.typ:5:1
  │
5 │ #ett
  │  ^^^
  │
  = hint: first hint
  = hint: second hint

warning: two is odd
  ┌─ document.typ:8:1
  │
8 │ #two
  │  ^^^

error: page is broken
  ┌─ publication.typ:3:1
"""
TEXT: Final = """\
#import "publication.typ": *
// origin: cases/01-skolan/case.md

Ord.
#ett
// origin: cases/01-skolan/questions.md
Fråga.
#two
"""


def test_each_problem_of_a_report_is_explained_where_it_stands(document: Document) -> None:
    error, warning, template = explain(REPORT_OF_TYPST, TEXT, document)

    assert (str(error.location), error.severity) == ("cases/01-skolan/case.md", Severity.ERROR)
    assert error.hints == ("first hint", "second hint")
    assert error.passage.startswith("#ett")
    assert (str(warning.location), warning.severity) == ("cases/01-skolan/questions.md", Severity.WARNING)
    assert warning.hints == ()
    assert template.location == PUBLICATION
    assert all(document.metadata.title in problem.message for problem in (error, warning, template))


CALLED: Final = """\
error: file not found (searched at /tmp/kefu-1a2b/saknas.png)
   ┌─ ../../tmp/kefu-1a2b/publication.typ:21:36
   │
21 │ #let picture(path, alt: "") = image(path, alt: alt, width: 100%)
   │                                     ^^^^

help: while calling `picture`
  ┌─ ../../tmp/kefu-1a2b/document.typ:8:1
  │
8 │ #two
  │  ^^^
"""


def test_a_problem_in_the_template_is_explained_where_the_text_calls_it_and_without_the_folder_of_the_rendering(
    document: Document,
) -> None:
    (problem,) = explain(CALLED, TEXT, document)

    assert str(problem.location) == "cases/01-skolan/questions.md"
    assert problem.passage == "#two"
    assert problem.message == f"file not found (searched at saknas.png) (in {document.metadata.title})"


def test_a_report_of_an_unknown_form_is_passed_on_as_it_is(document: Document) -> None:
    (problem,) = explain("something went wrong", TEXT, document)

    assert problem.severity is Severity.ERROR
    assert "something went wrong" in problem.message
    assert problem.location == PUBLICATION


def test_a_picture_that_cannot_be_drawn_is_told_where_its_author_can_do_something(document: Document) -> None:
    place = Location(path=PurePosixPath("cases/01-skolan/case.md"), line=9, column=12)
    shown = replace(document, assets=(Asset(name="a%2Fb.png", content=b"", original=b"", place=place),))
    report = """\
error: failed to decode image
   ┌─ publication.typ:25:48

help: error occurred in this call of function `picture`
  ┌─ document.typ:2:0
"""
    (problem,) = explain(report, '// origin: report/x.md\n#figure([#picture("a%2Fb.png", alt: "B")])\n', shown)

    assert (problem.rule.name, problem.location) == ("picture-is-readable", place)
    assert "failed to decode image" in problem.message
