"""One document in every format has the same headings, captions, numbers, references and literature, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.drawing.writing import Easel
from tests.readers import READERS, headings_of, said_in

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.leaks.canaries import squeezed
from kefu.engines.pandoc import PandocEngine
from kefu.figures import draw, drawings_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document, Project

READ: Final = tuple(Format)
CHOSEN: Final = (("report", "report"), ("student", "cases/01-skolan"))


@pytest.fixture(scope="module", params=CHOSEN, ids=lambda chosen: chosen[0])
def document(project: Project, request: pytest.FixtureRequest) -> Document:
    everything = outlines(project)
    drawn = drawings_by_name(draw(project, (name for one in everything for name in one.drawings), Easel().draw))
    documents = assemble(project, everything, everything, drawn, project.publication.date, jobs=1)
    return next(one for one in documents if (one.edition.name, one.name) == request.param)


@pytest.fixture(scope="module")
def files(document: Document) -> Mapping[Format, bytes]:
    return {format_: PandocEngine().render(document, format_).content for format_ in READ}


@pytest.mark.parametrize("format_", READ)
def test_headings_have_the_same_numbers_words_and_order(
    document: Document, files: Mapping[Format, bytes], format_: Format
) -> None:
    wanted = headings_of(document)
    headings, _ = READERS[format_](files[format_])
    found = [heading for heading in map(squeezed, headings) if heading in wanted]
    assert wanted
    assert found == wanted


@pytest.mark.parametrize("format_", READ)
def test_captions_alternative_texts_references_and_literature_are_there_and_in_order(
    document: Document, files: Mapping[Format, bytes], format_: Format
) -> None:
    _, text = READERS[format_](files[format_])
    letters = squeezed(text)
    said = said_in(document)
    for wanted in said.values():
        assert [one for one in wanted if one not in letters] == []
    assert said["captions"]
    for wanted in (said["captions"], said["literature"]):
        places = [letters.find(one) for one in wanted if one]
        assert places == sorted(places)
