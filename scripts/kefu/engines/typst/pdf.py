"""PDF: a document's tree, reshaped so that it becomes good Typst, and the template with which Typst typesets it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kefu import tree, words
from kefu.authored import Format, PartKind
from kefu.barcode import modules
from kefu.diagnostics import BuildError
from kefu.engines.conversion import BODY, Conversion
from kefu.engines.typst import code
from kefu.engines.typst.code import quoted
from kefu.engines.typst.endings import ATTEMPT, attempt
from kefu.engines.typst.errors import ORIGIN
from kefu.engines.typst.flow import together, with_room
from kefu.engines.typst.raster import rasterised
from kefu.engines.typst.rights import with_rights
from kefu.engines.typst.tables import Room, table, turned
from kefu.imprint import ImprintTerm
from kefu.layout import PUBLICATION
from kefu.pictures import size_of, width_on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.engines import Rendered
    from kefu.engines.conversion import Convert
    from kefu.front import Front, Shown
    from kefu.model import Document, Metadata
    from kefu.theme import Theme

TEMPLATE: Final = Path(__file__).with_name("publication.typ")
BESIDE: Final = ("look.typ", "cover.typ")
"""The files that the template imports."""

SETTINGS: Final = "metadata.json"
THEME_FILE: Final = "theme.json"
FRONT: Final = "front"
LOGO: Final = "logo"
"""The names of the pictures around the text, without their suffixes. No picture in a text has such a name."""

AROUND: Final = f"""\
#import "{TEMPLATE.name}": *
#show: publication.with(..json("{SETTINGS}"))
{BODY}
"""


def render(document: Document, convert: Convert) -> Rendered:
    """Return the document as a PDF that conforms to PDF/UA-1 and PDF/A-2a; see `Engine.render`."""
    conversion = Conversion(
        document=document,
        format=Format.PDF,
        blocks=shaped(tree.blocks(document.tree), document),
        files=files_of(document),
        template=AROUND,
    )
    try:
        typeset = convert(conversion)
    except BuildError as error:
        if any(found.location.path == PUBLICATION and not found.minor for found in error.diagnostics):
            _draw_alone(document)
        raise
    return replace(typeset, content=with_rights(typeset.content, document.edition.rights))


def shaped(blocks: list[tree.Node], document: Document) -> list[tree.Node]:
    """Return blocks of a document as they are to be written in Typst; what becomes of a part depends on no other."""
    sizes = {asset.name: size_of(asset.content) for asset in document.assets}
    measures = document.theme.measures

    def fitted(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Image":
            return None
        width = width_on_page(sizes[node["c"][2][0]], measures, tree.share_of(node)) / measures.text_width
        return [{"t": "Image", "c": [tree.attr(width=f"{width:%}"), *node["c"][1:]]}]

    edition = document.edition.description
    made = tree.rewrite(blocks, fitted)
    if PartKind.TEACHING_NOTE not in edition.parts:  # teachers have answers, and do not write in the same places
        made = [*map(with_room, made)]
    return for_typst(made, Room.of(document.theme, edition.type_size))


def files_of(document: Document) -> dict[str, bytes]:
    """Return what a document's Typst source reads, by name: the template with its files, and pictures."""
    return {**template_files(document), **{asset.name: asset.content for asset in document.assets}}


def _draw_alone(document: Document) -> None:
    """Draw each picture of a document alone; raises `BuildError` at the place of one that cannot be drawn."""
    for asset in document.assets:
        rasterised(asset, document.theme.measures)


def template_files(document: Document, *, bleed: float = 0) -> dict[str, bytes]:
    """Return the template and the files that it reads, by name.

    `bleed` is how far covers reach beyond the page, in millimetres, where a printer trims it.
    """
    read = {SETTINGS: {**_settings(document), "bleed": bleed}, THEME_FILE: _look(document.theme)}
    front, logo = document.front, document.theme.logo
    return {
        **{name: TEMPLATE.with_name(name).read_bytes() for name in (TEMPLATE.name, *BESIDE)},
        **{name: json.dumps(data, ensure_ascii=False).encode() for name, data in read.items()},
        ATTEMPT: attempt({}, still=False),
        **({_file(FRONT, front): front.content} if front else {}),
        **({_file(LOGO, logo): logo.content} if logo else {}),
    }


def _file(name: str, shown: Front | Shown) -> str:
    return f"{name}{shown.suffix}"


def _look(theme: Theme) -> dict[str, Any]:
    """Return what the template reads of a theme."""
    page = {"page_width": theme.measures.page_width, "page_height": theme.measures.page_height}
    return {
        "light": asdict(theme.light),
        "type": asdict(theme.type),
        "measures": {**asdict(theme.measures), **page},
    }


def _settings(document: Document) -> dict[str, Any]:
    """Return the arguments of the template's `publication` function, by parameter name."""
    metadata, front, logo = document.metadata, document.front, document.theme.logo
    return {
        "front": _front(front) if front else None,
        "logo": _picture(LOGO, logo) if logo else None,
        "back": _back(metadata) if document.theme.cover.pattern else None,
        "kind": document.kind,
        "type-size": document.edition.description.type_size,
        "title": metadata.title,
        "heading": metadata.heading,
        "subtitle": metadata.subtitle,
        "eyebrow": metadata.eyebrow,
        "edition": metadata.edition,
        "authors": metadata.authors,
        "publisher": metadata.publisher,
        "commissioner": metadata.commissioner,
        "language": metadata.language,
        "description": metadata.description,
        "keywords": metadata.keywords,
        "date": [metadata.date.year, metadata.date.month, metadata.date.day],
        "date-in-words": words.date(metadata.date),
        "imprint-title": words.imprint.TITLE,
        "imprint": words.labelled(metadata.imprint),
        "notices": metadata.notices,
        "banner": metadata.banner,
        "contents-title": words.documents.CONTENTS,
        "references-title": words.documents.REFERENCES,
    }


def _front(front: Front) -> dict[str, Any]:
    told = {"ground": front.ground, "on-ground": front.on_ground, "drawn": front.drawn}
    return {**_picture(FRONT, front), **told}


def _picture(name: str, shown: Front | Shown) -> dict[str, str]:
    return {"file": _file(name, shown), "alt": shown.alt}


def _back(metadata: Metadata) -> dict[str, str]:
    """Return what stands on the back cover."""
    isbn = metadata.told(ImprintTerm.ISBN, Format.PDF)
    return {
        "title": metadata.heading,
        "text": metadata.description,
        "isbn": f"{words.imprint.LABELS[ImprintTerm.ISBN]} {isbn}" if isbn else "",
        "bars": modules(isbn),
    }


def for_typst(blocks: list[tree.Node], room: Room) -> list[tree.Node]:
    """Return the blocks with everything that pandoc's Typst writer cannot express written as Typst.

    That is all text, alternative texts, boxes, languages, heading numbers, what stays together on a page, and tables
    that fit into the room for them.
    """

    def read_as_text(node: tree.Node) -> list[tree.Node] | None:
        match node["t"]:
            case "Image":
                return _image(node)
            case "Table":
                return table(node, room)
        return None

    def form(node: tree.Node) -> list[tree.Node] | None:
        own = FORMS.get(node["t"])
        return own(node) if own else None

    return tree.rewrite(tree.rewrite(code.apart(together(turned(blocks, room))), read_as_text), form)


def _image(node: tree.Node) -> list[tree.Node]:
    _, alt, (target, _) = node["c"]
    told = f"{quoted(target)}, alt: {quoted(tree.plain(alt))}, width: {tree.share_of(node):.4%}"
    return [tree.raw_inline("typst", f"#picture({told})")]


def _span(node: tree.Node) -> list[tree.Node] | None:
    (_, classes, pairs), inlines = node["c"]
    language = dict(pairs).get("lang")
    if language:
        return _around("inline", f"#foreign({_language(language)})[", inlines, "]")
    for name in ("case-number", "number"):
        if name in classes:
            return _around("inline", f"#{name}[", inlines, "]")
    return None


def _div(node: tree.Node) -> list[tree.Node] | None:
    (identifier, classes, pairs), content = node["c"]
    attributes = dict(pairs)
    label = f"] <{identifier}>" if identifier else "]"
    if "part" in classes:
        if "chapter" in classes:
            # The table of contents of a report lists a case, but not the scenes in it.
            outlined, scenes = content[:1], content[1:]
            content = [*outlined, _headings(outlined=False), *scenes, _headings(outlined=True)]
        origin = attributes.get("origin", "")
        begin = tree.raw_block("typst", f"{ORIGIN}{origin}\n#part({quoted(origin)})[")
        return [begin, *content, tree.raw_block("typst", "]")]
    if "lang" in attributes:
        return _around("block", f"#foreign({_language(attributes['lang'])})[", content, "]")
    for name in ("dilemma", "exhibit", "exhibit-title", "facts", "notice", "pullquote"):
        if name in classes:
            return _around("block", f"#{name}[", content, label)
    if identifier == "refs":
        return _around("block", "#references[", content, "]")
    return None


FORMS: Final[Mapping[str, Callable[[tree.Node], list[tree.Node] | None]]] = {
    "Str": code.words,
    "Code": code.raw,
    "CodeBlock": code.raw,
    "Header": code.heading,
    "DefinitionList": code.terms,
    **dict.fromkeys(code.DRAWN, code.lined),
    "Span": _span,
    "Div": _div,
}


def _headings(*, outlined: bool) -> tree.Node:
    return tree.raw_block("typst", f"#set heading(outlined: {str(outlined).lower()}, bookmarked: true)")


def _around(what: str, before: str, nodes: list[tree.Node], after: str) -> list[tree.Node]:
    raw = tree.raw_inline if what == "inline" else tree.raw_block
    return [raw("typst", before), *nodes, raw("typst", after)]


def _language(tag: str) -> str:
    """Return the arguments of Typst's `text` for an IETF language tag, which may name a region."""
    language, _, region = tag.partition("-")
    return f"lang: {quoted(language)}, region: {quoted(region) if region else 'none'}"
