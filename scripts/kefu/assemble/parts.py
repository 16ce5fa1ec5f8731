"""The parts that a document consists of, in order, with figures complete and headings at their level."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from kefu import tree, words
from kefu.assemble.openers import Facts, Opener, box, facts_of, opener, opening
from kefu.authored import PartKind
from kefu.figures import drawing_name
from kefu.reading.citations import REFS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.model import Case, Chapter, Edition, Figure, Project

DRAWING: Final = "drawing:"
"""The prefix of a drawing's name; the two take the place of a picture file's path."""


class Shown(NamedTuple):
    """A figure that a text may show: its slug, its drawing's name, its caption in JSON, and its alternative text."""

    slug: str
    drawing: str
    caption: str
    alt: str


class Passage(NamedTuple):
    """A text of a part: its place or kind, its file, its blocks in JSON, and the figures that it may show.

    Its headings go down by `shift` levels. If it has a `title`, that is a heading of the level `shift`. Facts about its
    case come before its text.
    """

    place: str
    origin: str
    blocks: str
    figures: tuple[Shown, ...]
    shift: int = 0
    title: str = ""
    facts: Facts | None = None


class Piece(NamedTuple):
    """What one part of a document is made of, without being made yet, so that equal ones are made once.

    That is a passage, or a case in the report, with its opener and file, and a passage for each of its parts. A piece
    without passages and an opener is where the bibliography will be.
    """

    passages: tuple[Passage, ...] = ()
    opener: Opener | None = None
    origin: str = ""


def pieces(project: Project, edition: Edition, case: Case | None) -> tuple[Piece, ...]:
    """Return what the parts of a document are made of, in order: that of a case or, without one, of the report."""
    return tuple(_of_case(project, edition, case) if case else _of_report(project, edition))


def selected(project: Project, edition: Edition, case: Case | None) -> tuple[tree.Node, ...]:
    """Return the parts of a document in order, before anything in them is numbered.

    The document is that of a case or, without one, the report. Parts that the edition does not name are left out. A
    part is a div with the class `part` and a second class that says what it is.
    """
    return tuple(map(made, pieces(project, edition, case)))


def made(piece: Piece) -> tree.Node:
    """Return a part of a document."""
    parts = [*map(_passage, piece.passages)]
    if piece.opener:
        return _part("chapter", piece.origin, [*opening(piece.opener), *parts])
    if not parts:
        heading = tree.header(1, tree.attr(), tree.text(words.documents.REFERENCES))
        return tree.div(tree.attr(classes=["part", "references"]), [heading, tree.div(tree.attr(REFS), [])])
    return parts[0]


def _of_report(project: Project, edition: Edition) -> Iterator[Piece]:
    figures = {case: _shown(project.figures, case) for case in ("", *(case.description.id for case in project.cases))}
    chapters = [Piece((_chapter(chapter, figures[""]),)) for chapter in project.chapters]
    back = sum(chapter.place == "back" for chapter in project.chapters)
    yield from chapters[: project.cases_after]
    for case in project.cases:
        yield Piece(
            tuple(_parts(edition, case, figures[case.description.id], level=2)),
            opener(case, project.publication.themes),
            str(case.source.path),
        )
    yield from chapters[project.cases_after : len(chapters) - back]
    yield Piece()
    yield from chapters[len(chapters) - back :]


def _of_case(project: Project, edition: Edition, case: Case) -> Iterator[Piece]:
    for passage in _parts(edition, case, _shown(project.figures, case.description.id), level=1):
        told = facts_of(case, project.publication.themes) if passage.place == PartKind.CASE else None
        yield Piece((passage._replace(facts=told),))
    yield Piece()


def _chapter(chapter: Chapter, figures: tuple[Shown, ...]) -> Passage:
    text = chapter.text
    return Passage(chapter.place, str(text.source.path), text.blocks, _in(text.blocks, figures))


def _parts(edition: Edition, case: Case, figures: tuple[Shown, ...], *, level: int) -> Iterator[Passage]:
    """Yield the parts that the edition names, in its order.

    Each begins with a heading of the given level, and its own headings are moved below it; if there is only one part,
    it has no such heading.
    """
    kinds = edition.description.parts
    for kind in kinds:
        text = case.part(kind).text
        titled = len(kinds) > 1
        yield Passage(
            kind,
            str(text.source.path),
            text.blocks,
            _in(text.blocks, figures),
            level if titled else level - 1,
            words.documents.PART_TITLES[kind] if titled else "",
        )


def _shown(figures: Sequence[Figure], case: str) -> tuple[Shown, ...]:
    """Return the figures as the texts of a case show them or, without a case, those of the report."""
    shown = []
    for figure in figures:
        owner = case if figure.description.for_ == "case" else ""
        if owner in figure.captions:
            shown.append(
                Shown(figure.slug, drawing_name(figure.slug, owner), figure.captions[owner], figure.alts[owner])
            )
    return tuple(shown)


def _in(blocks: str, figures: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Return the figures that blocks name."""
    return tuple(figure for figure in figures if f'"figure:{figure.slug}"' in blocks)


def _part(place: str, origin: str, blocks: list[tree.Node]) -> tree.Node:
    return tree.div(["", ["part", place], [["origin", origin]]], blocks)


def _passage(passage: Passage) -> tree.Node:
    """Return a passage as a part, with drawings, captions and alternative texts in its figures."""
    figures = {f"figure:{figure.slug}": figure for figure in passage.figures}

    def complete(node: tree.Node) -> list[tree.Node] | None:
        match node["t"]:
            case "Header":
                level, attributes, inlines = node["c"]
                return [tree.header(level + passage.shift, attributes, inlines)]
            case "Figure":
                return _figure(node, figures)
        return None

    blocks = tree.rewrite(json.loads(passage.blocks), complete)
    if passage.facts:
        blocks = [box(passage.facts), *blocks]
    if passage.title:
        blocks = [tree.header(passage.shift, tree.attr(), tree.text(passage.title)), *blocks]
    return _part(passage.place, passage.origin, blocks)


def _figure(node: tree.Node, figures: Mapping[str, Shown]) -> list[tree.Node] | None:
    (image,) = (inner for inner in tree.walk(node["c"][2]) if inner["t"] == "Image")
    _, alt, (target, _) = image["c"]
    if target not in figures:
        return None
    figure = figures[target]
    own_caption = tree.caption_of(node)
    own_alt = tree.plain(alt) if tree.plain(alt) != tree.plain(own_caption) else ""
    picture = {"t": "Image", "c": [image["c"][0], tree.text(own_alt or figure.alt), [DRAWING + figure.drawing, ""]]}
    return [tree.figure(node["c"][0], own_caption or json.loads(figure.caption), picture)]
