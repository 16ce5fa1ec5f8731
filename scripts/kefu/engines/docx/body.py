"""A document's blocks, reshaped so that pandoc's DOCX writer makes a Word file with real styles of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.authored import DocumentKind
from kefu.engines.docx.marks import MARK
from kefu.engines.docx.styles import id_of
from kefu.engines.html import ADDRESS
from kefu.pictures import width_on_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document, Metadata
    from kefu.pictures import Size
    from kefu.theme import Measures

STYLES: Final[Mapping[str, str]] = {
    "dilemma": words.styles.DILEMMA,
    "pullquote": "Quote",
    "notice": words.styles.NOTICE,
    "csl-entry": "Bibliography",
}
"""The names of the styles for boxes, by class."""

CONTENTS: Final = r'TOC \o "1-2" \n \h \z \u'
"""Headings of level 1 and 2 as links, without page numbers, which nobody knows before the pages are laid out."""


def body(document: Document, blocks: list[tree.Node], sizes: Mapping[str, Size]) -> list[tree.Node]:
    """Return a document's front matter, its blocks, prepared as in `packages`, and in a case its imprint.

    `sizes` holds the width and height of each picture in pixels, by name.
    """
    measures = document.theme.measures
    text = tree.rewrite(_with_styles(blocks), lambda node: _formed(node, sizes, measures))
    imprint = _imprint(document.metadata)
    match document.kind:
        case DocumentKind.REPORT:
            return [*_title(document.metadata), *imprint, *_contents(blocks), *text]
        case DocumentKind.CASE:
            return [*_title(document.metadata), *text, *imprint]


def styled(style: str, content: list[tree.Node]) -> tree.Node:
    """Return blocks with a style for their paragraphs."""
    return tree.div(["", [], [["custom-style", style]]], content)


def _with_styles(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the blocks with the boxes among them, outermost first, turned into paragraphs with a style."""
    made: list[tree.Node] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before is not None and _is_exhibit(before) and _is_exhibit(block):
            made.append(_empty(words.styles.GAP))  # otherwise the two would become one box
        made.append(_with_style(block))
    return made


def _is_exhibit(block: tree.Node) -> bool:
    return "exhibit" in tree.attributes_of(block)[1]


def _empty(style: str) -> tree.Node:
    return tree.raw_block("openxml", f'<w:p><w:pPr><w:pStyle w:val="{id_of(style)}"/></w:pPr></w:p>')


def _with_style(block: tree.Node) -> tree.Node:
    if block["t"] != "Div":
        return block
    (identifier, classes, pairs), content = block["c"]
    if "exhibit" in classes:
        return tree.div(
            [identifier, [], [*pairs, ["custom-style", words.styles.EXHIBIT]]],
            [_in_exhibit(inner) for inner in content],
        )
    if "facts" in classes:
        return styled(words.styles.FACTS, [_fact(*row) for terms in content for row in terms["c"]])
    style = next((STYLES[name] for name in classes if name in STYLES), "")
    return tree.div([identifier, [], [*pairs, *([["custom-style", style]] if style else [])]], _with_styles(content))


def _fact(term: list[tree.Node], told: list[list[tree.Node]]) -> tree.Node:
    return tree.para(
        [tree.strong(term), _tab(), *(inline for blocks in told for block in blocks for inline in block["c"])]
    )


def _in_exhibit(block: tree.Node) -> tree.Node:
    if "exhibit-title" in tree.attributes_of(block)[1]:
        return styled(words.styles.EXHIBIT_TITLE, block["c"][1])
    if block["t"] == "BulletList":
        return {"t": "BulletList", "c": [_item(item) for item in block["c"]]}
    if block["t"] == "OrderedList":
        numbering, items = block["c"]
        return {"t": "OrderedList", "c": [numbering, [_item(item) for item in items]]}
    return _with_style(block)


def _item(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return an item whose paragraphs have a style; pandoc gives paragraphs of a tight list a style of its own."""
    inner = [tree.para(block["c"]) if block["t"] == "Plain" else _in_exhibit(block) for block in blocks]
    return [styled(words.styles.EXHIBIT_LIST, inner)]


def _formed(node: tree.Node, sizes: Mapping[str, Size], measures: Measures) -> list[tree.Node] | None:
    match node["t"]:
        case "Image":
            (_, _, pairs), alt, (name, _) = node["c"]
            width = width_on_page(sizes[name], measures, tree.share_of(node))
            title = dict(pairs).get(MARK, "")  # `text` makes a bookmark of it
            return [{"t": "Image", "c": [tree.attr(width=f"{width:.1f}mm"), alt, [name, title]]}]
        case "Table":
            # The widths that pandoc guesses from the dashes in the source would break words; `tables` sets better ones.
            attributes, caption, columns, *rows = node["c"]
            free = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
            return [{"t": "Table", "c": [attributes, caption, free, *rows]}]
        case "HorizontalRule":
            return [_empty(words.styles.DIVIDER)]
        case "Span" if "number" in node["c"][0][1]:
            inlines: list[tree.Node] = node["c"][1]
            return inlines
    return None


def _title(metadata: Metadata) -> list[tree.Node]:
    """Return the text of the cover; in a handout, the text of the case begins right below it."""
    edition = [
        tree.strong(tree.text(metadata.edition)),
        _tab(),
        *tree.text(words.date(metadata.date)),
    ]
    return [
        styled(words.styles.PUBLISHER, [tree.para(tree.text(metadata.publisher))]),
        styled(words.styles.EYEBROW, [tree.para(tree.text(metadata.eyebrow))]),
        styled("Title", [tree.para(tree.text(metadata.heading))]),
        styled("Subtitle", [tree.para(tree.text(metadata.subtitle))]),
        styled(words.styles.EDITION, [tree.para(edition)]),
        *([styled(words.styles.WARNING, [tree.para(tree.text(metadata.banner))])] if metadata.banner else []),
    ]


def _imprint(metadata: Metadata) -> list[tree.Node]:
    entries = [
        tree.para([tree.strong(tree.text(label)), _tab(), *_with_links(text)])
        for label, text in words.labelled(metadata.imprint)
    ]
    return [
        styled(words.styles.IMPRINT_TITLE, [tree.para(tree.text(words.imprint.TITLE))]),
        *(styled(words.styles.IMPRINT_NOTICE, [tree.para(tree.text(notice))]) for notice in metadata.notices),
        styled(words.styles.IMPRINT, entries),
    ]


def _with_links(text: str) -> list[tree.Node]:
    """Return a text with its web and e-mail addresses turned into links."""
    made: list[tree.Node] = []
    end = 0
    for match in ADDRESS.finditer(text):
        scheme = "" if match["url"] else "mailto:"
        made += [*tree.text(text[end : match.start()]), tree.link(scheme + match[0], tree.text(match[0]))]
        end = match.end()
    return [*made, *tree.text(text[end:])]


def _tab() -> tree.Node:
    return tree.raw_inline("openxml", "<w:r><w:tab/></w:r>")


def _contents(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the table of contents: a field that Word can update, with links to the headings as they are now.

    As in the PDF, it lists each case, but not the scenes in it.
    """
    listed: list[tuple[int, str, list[tree.Node]]] = []
    in_case = False
    for level, (identifier, kinds, _), inlines in (n["c"] for n in tree.walk(blocks) if n["t"] == "Header"):
        if level == 1:
            in_case = "chapter" in kinds
        if level == 1 or (level == 2 and not in_case):  # noqa: PLR2004 - the two levels of the field
            listed.append((level, identifier, inlines))
    entries = [[tree.link(f"#{identifier}", tree.rewrite(inlines, _for_contents))] for _, identifier, inlines in listed]
    if not entries:
        return []
    begin, end = _field_ends()
    entries[0] = [begin, *entries[0]]
    entries[-1] = [*entries[-1], end]
    return [
        styled("TOC Heading", [tree.para(tree.text(words.documents.CONTENTS))]),
        *(styled(f"toc {level}", [tree.para(inlines)]) for (level, _, _), inlines in zip(listed, entries, strict=True)),
    ]


def _for_contents(node: tree.Node) -> list[tree.Node] | None:
    """Remove from a heading what a link cannot contain, and its mark."""
    if node["t"] in {"Note", "RawInline"}:
        return []
    inner: list[tree.Node] | None = node["c"][1] if node["t"] == "Link" else None
    return inner


def _field_ends() -> tuple[tree.Node, tree.Node]:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {CONTENTS} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return tree.raw_inline("openxml", begin), tree.raw_inline("openxml", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
