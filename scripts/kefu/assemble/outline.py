"""Select the parts of every document, put them in order, and number what is numbered."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words
from kefu.authored import DocumentKind
from kefu.figures import drawing_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.model import Case, Edition, Figure, Project, Text

NUMBERED_DEPTH: Final = 2
"""Headings of level 1 and 2 have numbers; deeper ones do not."""

REFS: Final = "refs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """What a reference to a label says: a noun, and a number or, for what has none, a title."""

    noun: str
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document before its references are resolved: its blocks in order, with the number of every label in it.

    `case` is none for the report. `drawings` names the drawings that it shows.
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
    """Return the parts of a document in their order, before anything in them is numbered.

    The document is that of a case or, without one, the report. What the edition does not name is not there. A part is
    a div of class `part`, and of the class that says what it is.
    """
    figures = {figure.slug: figure for figure in project.figures}
    return tuple(_case_document(edition, case, figures) if case else _report(project, edition, figures))


def _outline(project: Project, edition: Edition, case: Case | None) -> Outline:
    numbering = _Numbering(in_report=case is None)
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
"""Before the name of a drawing, where a picture file has its path."""


def _part(place: str, origin: str, blocks: list[tree.Node]) -> tree.Node:
    return tree.div(["", ["part", place], [["origin", origin]]], blocks)


def _report(project: Project, edition: Edition, figures: Mapping[str, Figure]) -> Iterator[tree.Node]:
    chapters = [_part(chapter.place, *_blocks(chapter.text, None, figures)) for chapter in project.chapters]
    back = sum(chapter.place == "back" for chapter in project.chapters)
    yield from chapters[: project.cases_after]
    for case in project.cases:
        title = tree.text(words.case_title(case.number, case.description.title))
        notice = tree.div(tree.attr(classes=["notice"]), [tree.para(tree.text(words.DISCLAIMER))])
        heading = tree.header(1, tree.attr(f"case-{case.description.id}"), title)
        yield _part("chapter", str(case.source.path), [heading, notice, *_parts(edition, case, figures, level=2)])
    yield from chapters[project.cases_after : len(chapters) - back]
    yield _references()
    yield from chapters[len(chapters) - back :]


def _case_document(edition: Edition, case: Case, figures: Mapping[str, Figure]) -> Iterator[tree.Node]:
    yield from _parts(edition, case, figures, level=1)
    yield _references()


def _references() -> tree.Node:
    heading = tree.header(1, tree.attr(), tree.text(words.REFERENCES))
    return tree.div(tree.attr(classes=["part", "references"]), [heading, tree.div(tree.attr(REFS), [])])


def _parts(edition: Edition, case: Case, figures: Mapping[str, Figure], *, level: int) -> Iterator[tree.Node]:
    """Yield the parts that the edition names, in its order.

    Each begins with a heading of the given level, its own headings below it; a single part has none.
    """
    kinds = edition.description.parts
    for kind in kinds:
        text = case.part(kind).text
        origin, blocks = _blocks(text, case, figures)
        shift = level - 1
        if len(kinds) > 1:
            heading = tree.header(level, tree.attr(), tree.text(words.PART_TITLES[kind]))
            blocks = [heading, *_shifted(blocks, shift + 1)]
        else:
            blocks = _shifted(blocks, shift)
        yield _part(kind, origin, blocks)


def _blocks(text: Text, case: Case | None, figures: Mapping[str, Figure]) -> tuple[str, list[tree.Node]]:
    """Return a text's path and blocks, its figures with their drawing, caption and alternative text."""

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
        picture = tree.image(drawing, own_alt or figure.alts[owner])
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
    """Counts through one document, part by part."""

    def __init__(self, *, in_report: bool) -> None:
        self.numbers: dict[str, Number] = {}
        self._in_report = in_report
        self._counts: Counter[str] = Counter()
        self._sections = [0] * NUMBERED_DEPTH
        self._place = ""

    def number(self, part: tree.Node) -> tree.Node:
        """Return a part with numbers in its headings, captions and exhibits, and note the number of each label."""
        attributes, blocks = part["c"]
        place = attributes[1][1]
        if place == "back" and self._place != "back":
            self._sections = [0] * NUMBERED_DEPTH
        self._place = place
        return tree.div(attributes, self._numbered(blocks))

    def _numbered(self, content: Any) -> Any:
        """Return nodes, or whatever holds nodes, with what is in them numbered in reading order."""
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
        title = tree.plain(inlines)
        if self._place in ("front", "references") or level > NUMBERED_DEPTH:
            self._note(label, Number(noun="avsnittet", title=title))
            return tree.header(level, attributes, inlines)
        self._sections[level - 1] += 1
        self._sections[level:] = [0] * (NUMBERED_DEPTH - level)
        steps = [str(step) for step in self._sections[:level]]
        if self._place == "back":
            steps[0] = chr(ord("A") + self._sections[0] - 1)
        number = ".".join(steps)
        noun = "kapitel" if self._in_report else "avsnitt"
        if level > 1:
            noun = "avsnitt"
        elif self._place == "back":
            noun = words.APPENDIX.lower()
            number = f"{words.APPENDIX}{words.NBSP}{number}"
        self._note(label, Number(noun=noun, number=number.removeprefix(f"{words.APPENDIX}{words.NBSP}")))
        if label.startswith("case-"):
            self.numbers[label] = Number(
                noun=words.CASE.lower(), number=title.partition(":")[0].partition(words.NBSP)[2]
            )
        mark = tree.span(tree.attr(classes=["number"]), tree.text(number))
        return tree.header(level, attributes, [mark, {"t": "Space"}, *inlines])

    def _caption(self, label: str, kind: str, caption: list[tree.Node]) -> list[tree.Node]:
        return [self._mark(label, kind), {"t": "Space"}, *caption]

    def _mark(self, label: str, kind: str) -> tree.Node:
        """Count one more of a kind and return the words that name it: “Figur 3.”."""
        self._counts[kind] += 1
        number = str(self._counts[kind])
        noun = words.LABELS[kind]
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
