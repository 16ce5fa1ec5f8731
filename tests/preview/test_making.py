"""Files are made once for each revision; the last one that could be made stays, and what was wrong is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import DRAWING
from tests.preview.conftest import CASE, HandsHere

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.engines import Rendered
from kefu.layout import PUBLICATION
from kefu.preview import making as module
from kefu.preview.editor import Editor
from kefu.preview.making import Maker, UnmadeError
from kefu.preview.state import Entry, entry_of
from kefu.processes.workers import TooMuchError
from kefu.rules.engines import TYPST_COMPILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Project


class Typesetter:
    """Makes files of the number of times that it was asked, or raises what it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None

    def __call__(self, *_given: object) -> Rendered:
        self.count += 1
        if self.error:
            raise self.error
        return Rendered(content=str(self.count).encode())


@pytest.fixture
def typesetter(monkeypatch: pytest.MonkeyPatch) -> Typesetter:
    made = Typesetter()
    monkeypatch.setattr(module, "Hands", HandsHere)
    monkeypatch.setattr(module, "typeset", made)
    return made


@pytest.fixture
def maker(typesetter: Typesetter) -> Iterator[Maker]:  # noqa: ARG001 - it is put in the place of another
    made = Maker(Editor(root=Path("/texter")))
    yield made
    made.close()


@pytest.fixture(scope="module")
def entry(project: Project) -> Entry:
    everything = outlines(project)
    (outline,) = [one for one in everything if one.case and one.edition.name == "student" and one.case.number == 1]
    drawings = dict.fromkeys(outline.drawings, DRAWING)
    (document,) = assemble(project, [outline], everything, drawings, project.publication.date, jobs=1)
    return replace(entry_of(outline, "Rapport"), document=document, revision="1")


def error(message: str) -> BuildError:
    return BuildError([Diagnostic(rule=TYPST_COMPILES, location=Location(path=PUBLICATION), message=message)])


def test_a_file_is_made_once_for_each_revision(
    maker: Maker, typesetter: Typesetter, entry: Entry, project: Project
) -> None:
    for revision, content in (("1", b"1"), ("1", b"1"), ("2", b"2"), ("2", b"2")):
        assert maker.file(replace(entry, revision=revision), project, Format.PDF) == content
    assert typesetter.count == 2


def test_the_last_file_stays_while_no_other_can_be_made(
    maker: Maker, typesetter: Typesetter, entry: Entry, project: Project
) -> None:
    maker.file(entry, project, Format.PDF)
    typesetter.error = error("nej")
    later = replace(entry, revision="2")

    assert maker.file(later, project, Format.PDF) == b"1"
    assert maker.file(later, project, Format.PDF) == b"1"
    assert typesetter.count == 2, "what failed is not tried again"
    assert maker.failed(later)
    assert [found.message for found in maker.found(later)] == ["nej"]
    assert not maker.failed(entry)
    assert [*maker.found(replace(entry, revision="3"))] == []


@pytest.mark.parametrize("what", [error("nej"), TooMuchError(), ZeroDivisionError("nej")])
def test_without_an_earlier_file_there_is_none(
    maker: Maker,
    typesetter: Typesetter,
    entry: Entry,
    project: Project,
    what: Exception,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "too_large", lambda *_given: error("nej").diagnostics[0])
    typesetter.error = what

    for _ in range(2):
        with pytest.raises(UnmadeError, match="nej"):
            maker.file(entry, project, Format.PDF)


def test_a_page_stays_while_no_other_can_be_made(
    maker: Maker, entry: Entry, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> Any:
        raise error("nej")

    made = maker.page(entry, project)
    monkeypatch.setattr(module, "page", fail)
    later = replace(entry, revision="2")

    assert maker.page(entry, project) is made
    assert maker.page(later, project) is made
    assert maker.failed(later)
    assert maker.last_page(CASE) is made

    maker.forget([])
    assert maker.last_page(CASE) is None
    with pytest.raises(UnmadeError):
        maker.page(later, project)


def test_not_all_files_are_kept(
    maker: Maker, typesetter: Typesetter, entry: Entry, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FILES", 2)
    names = ["a", "b", "c", "b", "c", "a"]
    for name in names:
        maker.file(replace(entry, id=name), project, Format.PDF)

    assert typesetter.count == 4


@pytest.mark.parametrize("what", [TooMuchError(), EOFError()])
def test_after_the_end_nothing_is_said_of_what_was_going_on(
    maker: Maker,
    typesetter: Typesetter,
    entry: Entry,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: Exception,
) -> None:
    monkeypatch.setattr(module, "too_large", lambda *_given: pytest.fail("it would start processes"))
    typesetter.error = what
    maker.close()

    with pytest.raises(UnmadeError):
        maker.file(entry, project, Format.PDF)
    assert capsys.readouterr().err == ""
