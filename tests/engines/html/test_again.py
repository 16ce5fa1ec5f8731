"""A web page that is made again says what an engine's says, and only sections that have changed are written anew."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kefu import tree
from kefu.authored import Format
from kefu.engines.html import Pages
from kefu.engines.pandoc import PANDOC
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.model import Document

NOTE = {"t": "Note", "c": [tree.para(tree.text("Sist."))]}


def test_a_page_is_the_engines_but_for_white_space_and_changed_sections_alone_are_written(
    books: Mapping[str, Document],
) -> None:
    asked: list[int] = []

    def write(texts: Sequence[str]) -> Sequence[str]:
        asked.append(len(texts))
        return markup.write_each(texts, "html5", jobs=1)

    pages = Pages(write)
    for document in (books["report report"], books["report report"], with_more(books["report report"])):
        made, plain = pages.render(document), PANDOC.render(document, Format.HTML)
        assert without_space(made.content) == without_space(plain.content)
        assert (made.warnings, made.assets) == (plain.warnings, plain.assets)

    assert len(asked) == 2
    assert asked[0] > 4
    assert asked[1] <= 2  # the last section, which is followed by the notes


def with_more(document: Document) -> Document:
    more = tree.para([*tree.text("Ett stycke till."), NOTE])
    return replace(document, tree=tree.document([*tree.blocks(document.tree), more]))


without_space = partial(re.sub, rb"\s+", b"")
