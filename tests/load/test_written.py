"""Every text of a project is known for what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.load.cases import read_cases
from kefu.load.figures import Caption, captions_of, read_figures
from kefu.load.problems import Problems
from kefu.load.publication import read_front
from kefu.load.texts import inspect
from kefu.load.written import InCase, Read, written_texts

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.load.written import Written


def shown(text: Written) -> str:
    match text.role:
        case InCase(case=case, kind=kind):
            return f"{case.description.id} {kind}"
        case Caption(figure=figure, case_id=case_id):
            return f"{figure.slug} {case_id}".strip()
        case place:
            return f"{place} {text.source.path.name}"


def test_texts_come_in_the_order_of_the_report_the_cases_and_the_figures(small: Path) -> None:
    problems = Problems()
    front = read_front(small, problems)
    assert front
    described = read_cases(small, front.needed, problems)
    captions = captions_of(read_figures(small, problems), described, front.publication.themes)
    assert [shown(text) for text in written_texts(front, described, captions)] == [
        *("front forord.md", "body inledning.md", "body analys.md", "back bilaga.md"),
        *(f"skolan {kind}" for kind in ("case", "questions", "teaching-note", "epilogue")),
        *(f"bron {kind}" for kind in ("case", "questions", "teaching-note", "epilogue")),
        *("bars", "events skolan", "events bron"),
    ]
    assert [shown(text) for text in written_texts(None, described[:1], ())][:1] == ["skolan case"]


def test_a_part_alone_belongs_to_a_case_and_is_of_a_kind(small: Path) -> None:
    problems = Problems()
    (described, _) = read_cases(small, {}, problems)
    (part, *_) = written_texts(None, [described], ())
    read = Read(role=part.role, inspected=inspect(part.source, [], problems))
    assert (read.case, read.kind) == (described, "case")
    chapter = Read(role="front", inspected=read.inspected)
    assert (chapter.case, chapter.kind) == (None, None)
