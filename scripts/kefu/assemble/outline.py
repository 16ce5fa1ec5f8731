"""Select the parts of every document, put them in order, and number headings, figures, tables and exhibits."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words
from kefu.authored import DocumentKind
from kefu.figures import drawing_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.model import Case, Edition, Figure, Project, Text

NUMBERED_DEPTH: Final = 2
"""Headings are numbered down to this level; deeper ones have no numbers."""

REFS: Final = "refs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What a reference to a label says: a noun, and a number or, if it has none, a title."""

    noun: str
    number: str = ""
    title: str = ""


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


def outlines(project: Project) -> tuple[Outline, ...]:
    """Return the outline of every document of the project, edition by edition."""
    return tuple(
        _outline(project, edition, case) for edition in project.editions for case in _subjects(project, edition)
    )


def _subjects(project: Project, edition: Edition) -> tuple[Case | None, ...]:
    """Return the case that each document of an edition is about, or none, once, for the report."""
    match edition.description.document:
        case DocumentKind.REPORT:
            return (None,)
        case DocumentKind.CASE:
            return project.cases


def selected(project: Project, edition: Edition, case: Case | None) -> tuple[tree.Node, ...]:
    """Return the parts of a document in order, before anything in them is numbered.

    The document is that of a case or, without one, the report. Parts that the edition does not name are left out. A
    part is a div with the class `part` and a second class that says what it is.
    """
    figures = {figure.slug: figure for figure in project.figures}
    return tuple(_case_document(edition, case, figures) if case else _report(project, edition, figures))


def _outline(project: Project, edition: Edition, case: Case | None) -> Outline:
    numbering = _Numbering(project.cases, in_report=case is None)
    blocks = [numbering.number(part) for part in selected(project, edition, case)]
    drawings = [
        node["c"][2][0].removeprefix(DRAWING)
        for node in tree.walk(blocks)
        if node["t"] == "Image" and node["c"][2][0].startswith(DRAWING)
    ]
    return Outline(
        edition=edition,
        case=case,
        blocks=blocks,
        numbers=numbering.numbers,
        drawings=tuple(dict.fromkeys(drawings)),
    )


DRAWING: Final = "drawing:"
"""The prefix of a drawing's name; the two take the place of a picture file's path."""


def _label(case: Case) -> str:
    return f"case-{case.description.id}"


def _part(place: str, origin: str, blocks: list[tree.Node]) -> tree.Node:
    return tree.div(["", ["part", place], [["origin", origin]]], blocks)


def _report(project: Project, edition: Edition, figures: Mapping[str, Figure]) -> Iterator[tree.Node]:
    chapters = [_part(chapter.place, *_blocks(chapter.text, None, figures)) for chapter in project.chapters]
    back = sum(chapter.place == "back" for chapter in project.chapters)
    yield from chapters[: project.cases_after]
    for case in project.cases:
        title = tree.text(words.case_title(case.number, case.description.title))
        notice = tree.div(tree.attr(classes=["notice"]), [tree.para(tree.text(words.documents.DISCLAIMER))])
        heading = tree.header(1, tree.attr(_label(case)), title)
        yield _part("chapter", str(case.source.path), [heading, notice, *_parts(edition, case, figures, level=2)])
    yield from chapters[project.cases_after : len(chapters) - back]
    yield _references()
    yield from chapters[len(chapters) - back :]


def _case_document(edition: Edition, case: Case, figures: Mapping[str, Figure]) -> Iterator[tree.Node]:
    yield from _parts(edition, case, figures, level=1)
    yield _references()


def _references() -> tree.Node:
    heading = tree.header(1, tree.attr(), tree.text(words.documents.REFERENCES))
    return tree.div(tree.attr(classes=["part", "references"]), [heading, tree.div(tree.attr(REFS), [])])


def _parts(edition: Edition, case: Case, figures: Mapping[str, Figure], *, level: int) -> Iterator[tree.Node]:
    """Yield the parts that the edition names, in its order.

    Each begins with a heading of the given level, and its own headings are moved below it; if there is only one part,
    it has no such heading.
    """
    kinds = edition.description.parts
    for kind in kinds:
        text = case.part(kind).text
        origin, blocks = _blocks(text, case, figures)
        shift = level - 1
        if len(kinds) > 1:
            heading = tree.header(level, tree.attr(), tree.text(words.documents.PART_TITLES[kind]))
            blocks = [heading, *_shifted(blocks, shift + 1)]
        else:
            blocks = _shifted(blocks, shift)
        yield _part(kind, origin, blocks)


def _blocks(text: Text, case: Case | None, figures: Mapping[str, Figure]) -> tuple[str, list[tree.Node]]:
    """Return a text's path and its blocks, whose figures have been given drawings, captions and alternative texts."""

    def fill(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Figure":
            return None
        (image,) = (inner for inner in tree.walk(node["c"][2]) if inner["t"] == "Image")
        _, alt, (target, _) = image["c"]
        if not target.startswith("figure:"):
            return None
        figure = figures[target.removeprefix("figure:")]
        owner = case.description.id if case and figure.description.for_ == "case" else ""
        own_caption = tree.caption_of(node)
        own_alt = tree.plain(alt) if tree.plain(alt) != tree.plain(own_caption) else ""
        drawing = DRAWING + drawing_name(figure.slug, owner)
        picture = {"t": "Image", "c": [image["c"][0], tree.text(own_alt or figure.alts[owner]), [drawing, ""]]}
        return [tree.figure(node["c"][0], own_caption or json.loads(figure.captions[owner]), picture)]

    return str(text.source.path), tree.rewrite(json.loads(text.blocks), fill)


def _shifted(blocks: list[tree.Node], by: int) -> list[tree.Node]:
    def shift(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Header":
            return None
        level, attributes, inlines = node["c"]
        return [tree.header(level + by, attributes, inlines)]

    return tree.rewrite(blocks, shift)


class _Numbering:
    """Counts what is numbered in one document, part by part."""

    def __init__(self, cases: Sequence[Case], *, in_report: bool) -> None:
        self.numbers: dict[str, Number] = {}
        self._cases = {_label(case): case for case in cases}
        self._in_report = in_report
        self._counts: Counter[str] = Counter()
        self._sections = [0] * NUMBERED_DEPTH
        self._place = ""

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
        if self._place in ("front", "references") or level > NUMBERED_DEPTH:
            self._note(label, Number(noun=words.documents.UNNUMBERED_SECTION, title=tree.plain(inlines)))
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
        if label in self._cases:
            noun, number = words.documents.CASE.lower(), str(self._cases[label].number)
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
