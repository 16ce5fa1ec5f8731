"""Documents are assembled one by one, as a build assembles them all, and figures are drawn once."""

from __future__ import annotations

import datetime
import json
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.drawing.writing import Easel

from kefu.assemble import assemble, outlines
from kefu.cache import open_store
from kefu.figures import draw, drawings_by_name
from kefu.preview.assembling import Assembler, assembled
from kefu.tree import attr, header, para, text

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Document, Project
    from kefu.tree import Node


@pytest.mark.slow
def test_a_document_is_as_in_a_build(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    easels: list[Easel] = []

    def opened(_jobs: int) -> nullcontext[Easel]:
        easels.append(Easel())
        return nullcontext(easels[-1])

    monkeypatch.setattr("kefu.preview.assembling.open_studio", opened)
    store = open_store(tmp_path / "cache")
    everything = outlines(project)
    date = datetime.date(2026, 12, 24)
    drawn = draw(project, [name for one in everything for name in one.drawings], Easel().draw)
    built = assemble(project, everything, everything, drawings_by_name(drawn), date, jobs=1)

    assert tuple(assembled(one, project, everything, date, store)[0] for one in everything) == built

    count = len(easels)
    assembled(everything[0], project, everything, date, store)
    assert len(easels) == count
    assert assembled(everything[0], project, everything, None, store)[0].metadata.date == project.publication.date


@pytest.mark.slow
def test_a_document_is_assembled_again_only_if_something_in_it_has_changed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kefu.preview.assembling.open_studio", lambda _jobs: nullcontext(Easel()))
    store, numbered = open_store(tmp_path / "cache"), dict[Any, Any]()
    assembler = Assembler(None)

    def tried(project: Project) -> list[Document | None]:
        everything = outlines(project, numbered)
        return [assembler.tried(one, project, everything, store)[0] for one in everything]

    def with_text(project: Project, blocks: list[Node]) -> Project:
        (case, *others) = project.cases
        (part, *parts) = case.parts
        more = json.dumps([*json.loads(part.text.blocks), *blocks])
        changed = replace(case, parts=(replace(part, text=replace(part.text, blocks=more)), *parts))
        return replace(project, cases=(changed, *others))

    def same(before: list[Document | None], after: list[Document | None]) -> list[bool]:
        return [one is other for one, other in zip(before, after, strict=True)]

    first = tried(project)
    assert all(first)
    assert all(same(first, tried(replace(project))))
    longer = tried(with_text(project, [para(text("Ett stycke till."))]))
    assert same(first, longer) == [False, False, True, False, True], "the report, and the editions of that case"
    numbers = tried(with_text(project, [header(1, attr("sec-skolan-till"), text("Till"))]))
    assert not any(same(longer, numbers)), "others may refer to its number"
    assert all(same(numbers, tried(with_text(project, [header(1, attr("sec-skolan-till"), text("Till"))]))))
    titled = replace(project, publication=project.publication.model_copy(update={"title": "Ny titel"}))
    assert not any(same(first, tried(titled)))


def test_documents_of_cases_that_have_gone_are_forgotten(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("kefu.preview.assembling.assembled", fail)
    assembler, store, everything = Assembler(None), open_store(tmp_path / "cache"), outlines(project)
    for one in everything:
        assembler.tried(one, project, everything, store)
    fewer = replace(project, cases=project.cases[:1])
    left = outlines(fewer)
    assembler.tried(left[0], fewer, left, store)

    assert len(assembler._made) == len(left) < len(everything)  # noqa: SLF001 - seen from outside only by its size


def test_a_document_that_could_not_be_assembled_is_tried_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembler, everything = Assembler(None), outlines(project)
    count = []

    def fail(*_given: object) -> None:
        count.append(1)
        raise ValueError("no")

    monkeypatch.setattr("kefu.preview.assembling.assembled", fail)
    for number in (1, 2):
        document, (found,) = assembler.tried(everything[0], project, everything, open_store(tmp_path / "cache"))
        assert (document, len(count)) == (None, number)
        assert "no" in found.message
