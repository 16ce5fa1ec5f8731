"""Number the headings, figures, tables and exhibits of every document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kefu import tree, words
from kefu.assemble.openers import label
from kefu.assemble.parts import DRAWING, Piece, made, pieces
from kefu.authored import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Case, Edition, Project

NUMBERED_DEPTH: Final = 2
"""Headings of chapters are numbered down to this level; deeper ones, and those of cases, have no numbers."""

NUMBERED: Final = ("body", "back")
"""The places of parts with numbered headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What a reference to a label says: a noun, and a number or, if it has none, a title.

    `case` is the label of the case that it is in, if its title alone may not tell which case that is.
    """

    noun: str
    number: str = ""
    title: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document before its references are resolved: its blocks in order, with the number of every label in it.

    `case` is `None` for the report. `drawings` holds the names of the drawings that the document shows.
    """

    edition: Edition
    case: Case | None
    blocks: list[tree.Node]
    numbers: Mapping[str, Number]
    drawings: tuple[str, ...]

    @property
    def name(self) -> str:
        """The document's folder among the artifacts."""
        return f"cases/{self.case.id}" if self.case else "report"


def outlines(project: Project, numbered: Numbered | None = None) -> tuple[Outline, ...]:
    """Return the outline of every document of the project, edition by edition.

    Parts that have been `numbered` before are not numbered again, and new ones are added to them.
    """
    known: Numbered = {} if numbered is None else numbered
    return tuple(
        _outline(project, edition, case, known) for edition in project.editions for case in _subjects(project, edition)
    )


def _subjects(project: Project, edition: Edition) -> tuple[Case | None, ...]:
    """Return the case that each document of an edition is about, or none, once, for the report."""
    match edition.description.document:
        case DocumentKind.REPORT:
            return (None,)
        case DocumentKind.CASE:
            return project.cases


def _outline(project: Project, edition: Edition, case: Case | None, numbered: Numbered) -> Outline:
    known = tuple((label(each), each.number) for each in project.cases)
    start = _Start()
    blocks, numbers, drawings = [], dict[str, Number](), list[str]()
    for piece in pieces(project, edition, case):
        key = (piece, start, known, case is None)
        if key not in numbered:
            numbered[key] = _number(*key)
        part = numbered[key]
        blocks.append(part.block)
        numbers |= part.numbers
        drawings += part.drawings
        start = part.end
    return Outline(edition=edition, case=case, blocks=blocks, numbers=numbers, drawings=tuple(dict.fromkeys(drawings)))


class _Start(NamedTuple):
    """What has been counted where a part begins: things by kind, sections by level, and the place before it."""

    counts: tuple[tuple[str, int], ...] = ()
    sections: tuple[int, ...] = (0,) * NUMBERED_DEPTH
    place: str = ""


_Key = tuple[Piece, _Start, tuple[tuple[str, int], ...], bool]
"""A piece, where it begins, the numbers of the cases by label, and whether it is in the report."""


class _Part(NamedTuple):
    """A numbered part, the numbers of the labels in it, its drawings, and what has been counted where it ends."""

    block: tree.Node
    numbers: Mapping[str, Number]
    drawings: tuple[str, ...]
    end: _Start


Numbered = dict[_Key, _Part]
"""Parts that have been numbered. Whoever makes outlines again and again keeps them, since most stay the same."""


def _number(piece: Piece, start: _Start, cases: tuple[tuple[str, int], ...], in_report: bool) -> _Part:
    numbering = _Numbering(dict(cases), start, in_report=in_report)
    block = numbering.number(made(piece))
    images = (node["c"][2][0] for node in tree.walk([block]) if node["t"] == "Image")
    return _Part(
        block=block,
        numbers=numbering.numbers,
        drawings=tuple(image.removeprefix(DRAWING) for image in images if image.startswith(DRAWING)),
        end=numbering.end,
    )


class _Numbering:
    """Counts what is numbered in a part of a document."""

    def __init__(self, cases: Mapping[str, int], start: _Start, *, in_report: bool) -> None:
        self.numbers: dict[str, Number] = {}
        self._cases = cases
        self._in_report = in_report
        self._counts: Counter[str] = Counter(dict(start.counts))
        self._sections = [*start.sections]
        self._place = start.place
        self._case = ""

    @property
    def end(self) -> _Start:
        """What has been counted so far."""
        return _Start(tuple(sorted(self._counts.items())), tuple(self._sections), self._place)

    def number(self, part: tree.Node) -> tree.Node:
        """Return a part with numbers in its headings, captions and exhibits, and record the number of each label."""
        attributes, blocks = part["c"]
        place = attributes[1][1]
        if place == "back" and self._place != "back":
            self._sections = [0] * NUMBERED_DEPTH
        self._place = place
        return tree.div(attributes, self._numbered(blocks))

    def _numbered(self, content: Any) -> Any:
        """Return nodes, or whatever contains nodes, with everything in them numbered in reading order."""
        if isinstance(content, list):
            return [self._numbered(item) for item in content]
        if not isinstance(content, dict):
            return content
        counted = {"Header": self._header, "Figure": self._figure, "Table": self._table, "Div": self._div}
        count = counted.get(content.get("t", ""))
        return count(content) if count else {key: self._numbered(value) for key, value in content.items()}

    def _figure(self, block: tree.Node) -> tree.Node:
        attributes, _, body = block["c"]
        caption = self._caption(attributes[0], "fig", tree.caption_of(block))
        return {"t": "Figure", "c": [attributes, [None, [{"t": "Plain", "c": caption}]], body]}

    def _table(self, block: tree.Node) -> tree.Node:
        label = block["c"][0][0]
        return tree.with_caption(block, self._caption(label, "tbl", tree.caption_of(block))) if label else block

    def _header(self, block: tree.Node) -> tree.Node:
        level, attributes, inlines = block["c"]
        label = attributes[0]
        if label in self._cases:
            self._case = label
            self._note(label, Number(noun=words.documents.CASE.lower(), number=str(self._cases[label])))
            return tree.header(level, attributes, inlines)
        if self._place not in NUMBERED or level > NUMBERED_DEPTH:
            title = tree.plain(inlines)
            self._note(label, Number(noun=words.documents.UNNUMBERED_SECTION, title=title, case=self._case))
            return tree.header(level, attributes, inlines)
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * NUMBERED_DEPTH
        steps = [str(step) for step in self._sections[:level]]
        if self._place == "back":
            steps[0] = chr(ord("A") + self._sections[0] - 1)
        number = mark = ".".join(steps)
        noun = words.documents.CHAPTER if self._in_report and level == 1 else words.documents.SECTION
        if self._place == "back" and level == 1:
            noun = words.documents.APPENDIX.lower()
            mark = f"{words.documents.APPENDIX}{words.NBSP}{number}"
        self._note(label, Number(noun=noun, number=number))
        span = tree.span(tree.attr(classes=["number"]), tree.text(mark))
        return tree.header(level, attributes, [span, {"t": "Space"}, *inlines])

    def _caption(self, label: str, kind: str, caption: list[tree.Node]) -> list[tree.Node]:
        return [self._mark(label, kind), {"t": "Space"}, *caption]

    def _mark(self, label: str, kind: str) -> tree.Node:
        """Count one more of a kind and return what readers see before its caption: “Figur 3.”."""
        self._counts[kind] += 1
        number = str(self._counts[kind])
        noun = words.documents.NOUNS[kind]
        self._note(label, Number(noun=noun, number=number))
        return tree.strong(tree.text(f"{words.capitalise(noun)}{words.NBSP}{number}."))

    def _div(self, block: tree.Node) -> tree.Node:
        (label, classes, pairs), content = block["c"]
        if "exhibit" not in classes:
            return tree.div([label, classes, pairs], self._numbered(content))
        title = tree.div(
            tree.attr(classes=["exhibit-title"]),
            [tree.para([self._mark(label, "exh"), {"t": "Space"}, *tree.text(dict(pairs)["title"])])],
        )
        rest = [pair for pair in pairs if pair[0] != "title"]
        return tree.div([label, classes, rest], [title, *self._numbered(content)])

    def _note(self, label: str, number: Number) -> None:
        if label:
            self.numbers[label] = number
