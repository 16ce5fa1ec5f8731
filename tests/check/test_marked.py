"""A name in a Word file that looks like a mark of a paragraph and is none is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import Wanted
from kefu.check.marked import own_marks
from kefu.check.readers.channels import Channel
from kefu.engines.pandoc import PANDOC
from kefu.marks import paragraphs
from kefu.rules.leaks import MARKS_ARE_THE_DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.model import Document, Project

PATH = PurePosixPath("public/cases/01-skolan/fall.docx")
FORGED = "_kefu" + "b" * 30


@pytest.fixture(scope="module")
def document(project: Project) -> Document:
    everything = outlines(project)
    chosen = [one for one in everything if one.name == "cases/01-skolan" and one.edition.name == "student"]
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    (made,) = assemble(project, chosen, everything, drawings, project.publication.date, jobs=1)
    return made


def told(document: Document, *values: str, name: str = "DOCX attribute") -> Sequence[str]:
    channel = Channel(name=name, place="word/document.xml, attributes", text="\n".join(values))
    return [found.message.partition("”")[0].lstrip("“") for found in own_marks(PATH, [channel], document)]


def test_the_marks_of_the_document_are_known_and_others_are_told_once(document: Document) -> None:
    own = [each.mark for each in paragraphs(tree.blocks(document.tree))]
    longer = f"{own[0]}b"

    assert told(document, "1", *own, "fig-skolan") == []
    assert told(document, own[0], FORGED, longer, own[1].upper(), FORGED) == [FORGED, longer, own[1].upper()]
    assert told(document, "_kefu" + "x" * 500) == ["_kefu" + "x" * 55]


def test_what_no_bookmark_is_named_is_no_mark(document: Document) -> None:
    assert told(document, FORGED, name="DOCX text") == []


def test_a_forged_mark_in_a_finished_file_is_told(document: Document) -> None:
    content = PANDOC.render(document, Format.DOCX).content
    first = next(iter(paragraphs(tree.blocks(document.tree)))).mark
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as forged:
        for name in archive.namelist():
            forged.writestr(name, archive.read(name).replace(first.encode(), FORGED.encode()))

    def rules(content: bytes) -> list[str]:
        wanted = Wanted(excluded=(), included=())
        task = Task(path=PATH, content=content, wanted=wanted, document=document, allowed=frozenset(), names=None)
        return [found.rule.name for found in examine(task).findings]

    assert rules(content) == []
    assert rules(buffer.getvalue()) == [MARKS_ARE_THE_DOCUMENTS.name]
