"""The texts of an export and what is in each: the report as chapters, or one text for each case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from kefu import tree, words
from kefu.assemble import NUMBERED, Reference, as_written, link, metadata_of, rewritten, selected
from kefu.authored import DocumentKind
from kefu.load import REFERENCE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kefu.assemble import Outline
    from kefu.model import Case, Edition, Metadata, Project

Place = Literal["index", "front", "body", "chapter", "references", "back", "document"]

INDEX: Final = "index"
"""The name of a book's first text. Source: https://quarto.org/docs/books/book-structure.html."""

REFERENCES: Final = "references"

TAKEN: Final = frozenset({INDEX, REFERENCES, "readme"})
"""Names that no chapter can have; Quarto never renders a text named README."""

ADDRESS: Final = re.compile(r"https?://[^\s,]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportText:
    """One text of an export: the name of its file without extension, its place in the whole, and its blocks.

    The blocks have Quarto's cross-references, and nothing in them is numbered. `case` is the case that the text is
    about, if any, and `metadata` belongs to a text that is a document. `shows` holds the sources of the case parts that
    the text contains.
    """

    name: str
    place: Place
    case: Case | None
    metadata: Metadata | None
    blocks: list[tree.Node]
    shows: frozenset[PurePosixPath]

    @property
    def cited(self) -> frozenset[str]:
        """The keys of the literature that the text cites."""
        return _cited(self.blocks)


def texts(
    project: Project, edition: Edition, everything: Sequence[Outline], date: datetime.date
) -> tuple[ExportText, ...]:
    """Return the texts of an edition, published on a date, in order.

    The report is an index, a text for each chapter and each case, and the bibliography. An edition of the cases has
    one text for each of them. `everything` holds the outlines of all documents, for references to other documents.
    """
    outlines = [outline for outline in everything if outline.edition == edition]
    match edition.description.document:
        case DocumentKind.REPORT:
            return tuple(text for outline in outlines for text in _book(project, outline, everything, date))
        case DocumentKind.CASE:
            return tuple(_document(project, outline, everything, date) for outline in outlines)


def _book(project: Project, outline: Outline, everything: Sequence[Outline], date: datetime.date) -> list[ExportText]:
    metadata = metadata_of(project, outline.edition, None, date)
    imprint = [*_unnumbered([tree.header(1, tree.attr(), tree.text(words.imprint.TITLE))]), *_notices(metadata)]
    made = [_text(INDEX, "index", [*imprint, _imprint(metadata)])]
    taken = set(TAKEN)
    for part in _parts(project, outline, everything):
        _, (_, place, *_), pairs = tree.attributes_of(part)
        origin = PurePosixPath(dict(pairs).get("origin", ""))
        case = next((case for case in project.cases if case.source.path == origin), None)
        if place == REFERENCES:
            made.append(_text(REFERENCES, place, _unnumbered([part])))
        else:
            name = _free(case.id if case else origin.stem, taken)
            made.append(_text(name, place, [part] if place in NUMBERED else _unnumbered([part]), case))
    cites = any(text.cited for text in made)
    return [text for text in made if cites or text.place != REFERENCES]


def _document(project: Project, outline: Outline, everything: Sequence[Outline], date: datetime.date) -> ExportText:
    """Return the text of a case: its notices to all readers, its parts, its bibliography and its imprint.

    Headings begin at level 2, as Quarto expects below a title.
    """
    metadata = metadata_of(project, outline.edition, outline.case, date)
    parts = _parts(project, outline, everything)
    cites = bool(_cited(parts))
    body = [part for part in parts if cites or REFERENCES not in tree.attributes_of(part)[1]]
    heading = tree.header(1, tree.attr(), tree.text(words.imprint.TITLE))
    blocks = [*_notices(metadata), *_deeper(_unnumbered([*body, heading])), _imprint(metadata)]
    name = outline.case.id if outline.case else ""
    return _text(name, "document", blocks, outline.case, metadata)


def _parts(project: Project, outline: Outline, everything: Sequence[Outline]) -> list[tree.Node]:
    chosen = [*selected(project, outline.edition, outline.case)]
    return as_written(rewritten(chosen, project, outline, everything, native), project.references, marked=False)


def native(reference: Reference) -> list[tree.Node]:
    """Return a cross-reference that Quarto resolves itself, or a link if there is no number to show.

    Quarto has no capitalised form for sections, so a word begins the sentence and just the number follows.
    Source: https://quarto.org/docs/authoring/cross-references.html.
    """
    kind = reference.label.partition("-")[0]
    if kind == "case" or not reference.number.number:
        return link(reference)
    if reference.bare:
        return [_cite(reference.label, "SuppressAuthor")]
    if kind != "sec":
        return [_cite(words.capitalise(reference.label) if reference.capital else reference.label, "AuthorInText")]
    if reference.capital:
        noun = tree.text(f"{words.capitalise(reference.number.noun)}{words.NBSP}")
        return [*noun, _cite(reference.label, "SuppressAuthor")]
    return [_cite(reference.label, "AuthorInText")]


def _cite(key: str, mode: str) -> tree.Node:
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], tree.text(f"@{key}")]}


def _cited(blocks: list[tree.Node]) -> frozenset[str]:
    return frozenset(key for key in tree.cited(tree.walk(blocks)) if not REFERENCE.match(key))


def _text(
    name: str,
    place: Place,
    blocks: list[tree.Node],
    case: Case | None = None,
    metadata: Metadata | None = None,
) -> ExportText:
    origins = {
        dict(pairs)["origin"]
        for node in tree.walk(blocks)
        if node["t"] == "Div"
        for _, classes, pairs in [node["c"][0]]
        if "part" in classes and "origin" in dict(pairs)
    }
    shows = (
        frozenset(part.text.source.path for part in case.parts if str(part.text.source.path) in origins)
        if case
        else frozenset()
    )
    return ExportText(name=name, place=place, case=case, metadata=metadata, blocks=_without_parts(blocks), shows=shows)


def _free(name: str, taken: set[str]) -> str:
    """Return a file name that no other text has, even with different capitalisation, and record it."""
    name = name.lstrip("._") or "text"
    free, count = name, 1
    while free.lower() in taken:
        count += 1
        free = f"{name}-{count}"
    taken.add(free.lower())
    return free


def _without_parts(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks without the parts around them, and without the names of the files that they come from."""

    def unwrap(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Div":
            return None
        (label, classes, pairs), content = node["c"]
        rest = [pair for pair in pairs if pair[0] != "origin"]
        return list(content) if "part" in classes else [tree.div([label, classes, rest], content)]

    return tree.rewrite(blocks, unwrap)


def _unnumbered(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks whose headings Quarto does not number."""

    def mark(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Header":
            return None
        level, (identifier, classes, pairs), inlines = node["c"]
        return [tree.header(level, [identifier, [*classes, "unnumbered"], pairs], _with_case_number(inlines))]

    return tree.rewrite(blocks, mark)


def _with_case_number(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return the words of a heading; if it is a case's, the number before its title is a part of them."""
    first, *rest = inlines
    return [*tree.text(f"{tree.plain([first])}:"), *rest] if "case-number" in tree.attributes_of(first)[1] else inlines


def _deeper(blocks: list[tree.Node]) -> list[tree.Node]:
    def shift(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Header":
            return None
        level, attributes, inlines = node["c"]
        return [tree.header(level + 1, attributes, inlines)]

    return tree.rewrite(blocks, shift)


def _notices(metadata: Metadata) -> list[tree.Node]:
    """Return what all readers of a document are told before they read it."""
    banner = [tree.para([tree.strong(tree.text(metadata.banner))])] if metadata.banner else []
    told = [*banner, *(tree.para(tree.text(notice)) for notice in metadata.notices)]
    return [tree.div(tree.attr(classes=["notice"]), told)] if told else []


def _imprint(metadata: Metadata) -> tree.Node:
    rows = words.labelled(metadata.imprint)
    terms = [[tree.text(label), [[{"t": "Plain", "c": _linked(told)}]]] for label, told in rows]
    return {"t": "DefinitionList", "c": terms}


def _linked(text: str) -> list[tree.Node]:
    """Return a text as inlines, with its web and e-mail addresses turned into links."""
    inlines: list[tree.Node] = []
    end = 0
    for match in ADDRESS.finditer(text):
        scheme = "mailto:" if "@" in match[0] and "//" not in match[0] else ""
        inlines += [*tree.text(text[end : match.start()]), tree.link(f"{scheme}{match[0]}", tree.text(match[0]))]
        end = match.end()
    return [*inlines, *tree.text(text[end:])]
