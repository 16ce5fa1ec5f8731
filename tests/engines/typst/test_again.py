"""A PDF that is made again looks like one that is made from nothing, and only what has changed is written anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.readers import of_pdf

from kefu.authored import Format
from kefu.engines.pandoc import PANDOC, WRITERS
from kefu.engines.typst import Press
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kefu.model import Document


class Writing:
    """Writes Typst as the engine does, and counts the parts."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def __call__(self, documents: Sequence[str]) -> list[str]:
        self.counts.append(len(documents))
        return markup.write_each(documents, WRITERS[Format.PDF], jobs=1)


@pytest.mark.slow
def test_a_document_is_typeset_as_it_changes_like_one_that_is_new(
    tmp_path: Path, books: Mapping[str, Document]
) -> None:
    writing = Writing()
    press = Press(tmp_path / "press", writing)
    before = books["report report"]
    after = replace(before, tree=before.tree.replace("Mötet", "Samtalet", 1))
    assert after != before

    for document in (before, after, before):
        made = press.typeset(document)
        assert made
        assert of_pdf(made.content) == of_pdf(PANDOC.render(document, Format.PDF).content)

    first, *others = writing.counts
    assert first > 2
    assert others == [1, 1]


@pytest.mark.slow
def test_what_is_not_shown_any_more_is_not_there_any_more(tmp_path: Path, books: Mapping[str, Document]) -> None:
    folder = tmp_path / "press"
    press = Press(folder, Writing())
    press.typeset(books["report report"])
    press.typeset(books["cases/01-skolan student"])

    shown = {asset.name for asset in books["cases/01-skolan student"].assets}
    assert {path.name for path in folder.glob("*.svg")} == shown
    assert len([*folder.glob("part-*.typ")]) == 2


def test_what_is_wrong_with_a_document_is_not_told(tmp_path: Path, books: Mapping[str, Document]) -> None:
    press = Press(tmp_path / "press", lambda documents: ["#nothing-of-that-name()" for _ in documents])

    assert press.typeset(books["cases/01-skolan student"]) is None
