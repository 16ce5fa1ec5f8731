"""No text is markup to any writer: signs at every beginning, in every kind of block, are said by every format."""

from __future__ import annotations

import io
import re
import string
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader
from tests.conftest import DRAWING
from tests.readers import READERS

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.readers.pdf import read_structure
from kefu.check.tags import tags
from kefu.engines.pandoc import PandocEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.model import Document, Project

pytestmark = pytest.mark.slow

SIGNS: Final = (
    *string.punctuation,
    *("1.", "12)", "(1)", "a.", "iv)", "#.", "(@)", "==", "//", "/*", "*/", "--", "---", "...", "-?", "-5", "‘x’"),
    *('"x"', "'x'", "*x*", "_x_", "`x`", "$x$", "#x", "@x", "<x>", "[x]", "{x}", "x:", "^x^", "~x~", ":::"),
    *(r"\\", r"\u{41}", "https://example.org/a//b", "&amp;", "<!--x-->", "10\N{NO-BREAK SPACE}000"),
)
"""What some writer, or a program behind it, could take for the beginning of something else."""


Words = list[tree.Node]


def plain(words: Words) -> list[tree.Node]:
    return [{"t": "Plain", "c": words}]


def bullets(items: list[list[tree.Node]]) -> list[tree.Node]:
    return [{"t": "BulletList", "c": items}]


def table(heads: list[Words], cells: list[Words], caption: Words) -> tree.Node:
    def row(words: Words) -> list[Any]:
        return [tree.attr(), [[tree.attr(), {"t": "AlignDefault"}, 1, 1, plain(words)]]]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]]
    body = [[tree.attr(), 0, [], [*map(row, cells)]]]
    head, foot = [tree.attr(), [*map(row, heads)]], [tree.attr(), []]
    return tree.with_caption({"t": "Table", "c": [tree.attr(), [None, []], columns, head, body, foot]}, caption)


def noted(blocks: list[tree.Node]) -> list[tree.Node]:
    return [tree.para([*tree.text("Ord"), {"t": "Note", "c": blocks}])]


def box(name: str, blocks: list[tree.Node]) -> tree.Node:
    return tree.div(tree.attr(classes=[name]), blocks)


def inside(kind: str) -> Callable[[list[Words]], list[tree.Node]]:
    return lambda every: [tree.para([{"t": kind, "c": words}]) for words in every]


NUMBERS: Final = [1, {"t": "Decimal"}, {"t": "Period"}]
TEXT: Final = tree.text("Text")
FLAT: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="4"><path d="M0 0H400V4H0Z"/></svg>'

BLOCKS: Final[Mapping[str, Callable[[list[Words]], list[tree.Node]]]] = {
    "paragraph": lambda every: [tree.para(words) for words in every],
    "heading": lambda every: [tree.header(2, tree.attr(), words) for words in every],
    "item": lambda every: bullets([plain(words) for words in every]),
    "next item": lambda every: bullets([[*plain(words), *plain(words)] for words in every]),
    "numbered item": lambda every: [{"t": "OrderedList", "c": [NUMBERS, [plain(words) for words in every]]}],
    "heading in an item": lambda every: bullets([[tree.header(2, tree.attr(), words)] for words in every]),
    "item in an item": lambda every: bullets([bullets([[tree.para(words), tree.para(words)]]) for words in every]),
    "term": lambda every: [{"t": "DefinitionList", "c": [[words, [plain(TEXT)]] for words in every]}],
    "definition": lambda every: [
        {"t": "DefinitionList", "c": [[TEXT, [plain(words), plain(words)]] for words in every]}
    ],
    "line": lambda every: [{"t": "LineBlock", "c": every}],
    "quotation": lambda every: [{"t": "BlockQuote", "c": [tree.para(words)]} for words in every],
    "exhibit": lambda every: [
        box("exhibit", [box("exhibit-title", [tree.para(words)]), *plain(words)]) for words in every
    ],
    "pull quote": lambda every: [box("pullquote", [tree.para(words)]) for words in every],
    "passage in another language": lambda every: [
        tree.div(tree.attr(lang="en"), [tree.para(words)]) for words in every
    ],
    "cell": lambda every: [table(every, every, [])],
    "caption of a table": lambda every: [table([TEXT], [TEXT], words) for words in every],
    "caption of a figure": lambda every: [
        tree.figure(tree.attr(), words, tree.image("a.svg", "En ruta.")) for words in every
    ],
    "footnote": lambda every: [note for words in every for note in noted([tree.para(words), tree.para(words)])],
    "item in a footnote": lambda every: noted(bullets([plain(words) for words in every])),
    "link": lambda every: [tree.para([tree.link("https://example.org", words)]) for words in every],
    "words in another language": lambda every: [tree.para([tree.span(tree.attr(lang="en"), words)]) for words in every],
    "after emphasis": lambda every: [tree.para([{"t": "Emph", "c": TEXT}, *words]) for words in every],
    **{kind: inside(kind) for kind in ("Strong", "Strikeout", "Superscript")},
    "lists without a text between them": lambda every: [one for words in every for one in bullets([plain(words)])],
}
"""Every kind of block and passage, as a function of the words of several."""


class Passages:
    """Makes passages that begin with a sign, and have it again after a place where a line may end, or does."""

    def __init__(self) -> None:
        self._numbers = count(10000)
        self.pieces: list[str] = []

    def of(self, sign: str) -> Words:
        end = {"t": "LineBreak" if len(self.pieces) % 4 else "SoftBreak"}
        return [*self._piece(sign), end, *self._piece(sign)]

    def _piece(self, sign: str) -> Words:
        self.pieces.append(f"{sign} k{next(self._numbers)}k")
        return tree.text(self.pieces[-1])


@pytest.fixture(scope="module")
def passages() -> Passages:
    return Passages()


@pytest.fixture(scope="module")
def document(project: Project, passages: Passages) -> Document:
    everything = outlines(project)
    chosen = [one for one in everything if (one.edition.name, one.name) == ("student", "cases/02-bron")]
    drawn = {name: DRAWING for one in chosen for name in one.drawings}
    (made,) = assemble(project, chosen, everything, drawn, project.publication.date, jobs=1)
    blocks = [one for block in BLOCKS.values() for one in block([passages.of(sign) for sign in SIGNS])]
    first = tree.header(1, tree.attr(), TEXT)
    part = tree.div(["", ["part", "case"], [["origin", "cases/02-bron/case.md"]]], [first, *blocks])
    return replace(made, tree=tree.document([part]), assets=(replace(made.assets[0], name="a.svg", content=FLAT),))


@pytest.fixture(scope="module")
def files(document: Document) -> Mapping[Format, bytes]:
    return {format_: PandocEngine().render(document, format_).content for format_ in Format}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def of_pdf(content: bytes) -> tuple[list[str], str]:
    """Return what another reader than ours finds on the pages."""
    return [], "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


READ: Final = {**READERS, Format.PDF: of_pdf}


@pytest.mark.parametrize("format_", Format)
def test_every_format_says_what_the_tree_says(
    files: Mapping[Format, bytes], passages: Passages, format_: Format
) -> None:
    said = squeezed(READ[format_](files[format_])[1])

    assert [piece for piece in passages.pieces if squeezed(piece) not in said] == []


def test_nothing_becomes_a_list_or_a_heading_that_is_none(document: Document, files: Mapping[Format, bytes]) -> None:
    assert tags(document, read_structure(files[Format.PDF]), PurePosixPath("a.pdf")) == ()


def test_what_stands_around_a_text_is_no_markup_either(document: Document) -> None:
    written = ("- 5 k1k *x*", "1. k2k $x$ #x @x", "= k3k _x_ `x`")
    heading, subtitle, publisher = written
    metadata = replace(document.metadata, heading=heading, subtitle=subtitle, publisher=publisher)
    around = replace(document, metadata=metadata, tree=tree.document([tree.para(TEXT)]))

    for format_, read in READ.items():
        said = squeezed(read(PandocEngine().render(around, format_).content)[1])
        assert [text for text in written if squeezed(text) not in said] == [], format_
