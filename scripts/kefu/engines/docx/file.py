"""DOCX: an engine writes the text, using the styles and pages of a reference document made here for each file.

A handout begins with its title and its text, so that a teacher who adapts it has no pages to remove first; its imprint
comes last. A report begins as its PDF does: cover, imprint, table of contents.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.authored import Format
from kefu.engines import Rendered
from kefu.engines.conversion import Conversion
from kefu.engines.docx.body import body
from kefu.engines.docx.marks import marked
from kefu.engines.docx.parts import parts, reference
from kefu.engines.docx.styles import LIST_INDENT
from kefu.engines.docx.text import finished
from kefu.engines.packages import archived, prepared
from kefu.engines.typst import rasterised
from kefu.pictures import size_of

if TYPE_CHECKING:
    from kefu.engines.conversion import Convert
    from kefu.model import Document

LEFT_OUT: Final = ("docProps/app.xml", "word/comments.xml", "word/webSettings.xml")
"""Parts that pandoc always writes and that say nothing about this document."""

INDENT: Final = re.compile(r'<w:ind w:left="(\d+)" w:hanging="360" ?/>')
STEP: Final = 720
"""How much further pandoc indents each level of a list, in twentieths of a point."""


def render(document: Document, convert: Convert) -> Rendered:
    """Return the document as a Word file; raises `BuildError` if a picture cannot be drawn."""
    text = prepared(marked(document))
    pictures = {name: rasterised(asset, document.theme.measures) for name, asset in text.pictures.items()}
    files = {_pixels(name): content for name, content in pictures.items()}
    sizes = {name: size_of(asset.content) for name, asset in text.pictures.items()}
    blocks = tree.rewrite(body(document, text.blocks, sizes), _to_pixels)
    written = convert(
        Conversion(document=document, format=Format.DOCX, blocks=blocks, files=files, reference=reference(document))
    )
    with zipfile.ZipFile(io.BytesIO(written.content)) as package:
        members = {name: package.read(name) for name in package.namelist() if name not in LEFT_OUT}
    members |= parts(document)
    members |= finished(members, document)
    members["word/numbering.xml"] = _indented(members["word/numbering.xml"])
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        members[name] = _without_left_out(members[name])
    order = sorted(members, key=lambda name: (name != "[Content_Types].xml", name))
    return Rendered(content=archived({name: members[name] for name in order}), warnings=written.warnings)


def _pixels(name: str) -> str:
    return re.sub(r"\.svg$", ".png", name)


def _to_pixels(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] != "Image":
        return None
    attributes, alt, (name, title) = node["c"]
    return [{"t": "Image", "c": [attributes, alt, [_pixels(name), title]]}]


def _indented(numbering: bytes) -> bytes:
    """Return the part that defines lists, with indents that suit the width of the text."""

    def indented(match: re.Match[str]) -> str:
        level = int(match[1]) // STEP
        return f'<w:ind w:left="{level * LIST_INDENT}" w:hanging="{LIST_INDENT}"/>'

    return INDENT.sub(indented, numbering.decode()).encode()


def _without_left_out(xml: bytes) -> bytes:
    """Return content types or relationships without those of the parts that are left out."""
    names = "|".join(re.escape(name.rpartition("/")[2]) for name in LEFT_OUT)
    return re.sub(rf'<(?:Relationship|Override)\b[^>]*"(?:[^"]*/)?(?:{names})"[^>]*/>', "", xml.decode()).encode()
