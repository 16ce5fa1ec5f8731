"""What tests of imports share: a manuscript made by hand, as a file, and what an import would write of it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from tests.word.ooxml import STYLES, docx, note, p, r, root

from kefu.authored import PartKind
from kefu.manuscripts import case, chapter, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.manuscripts import Plan

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ALL: Final = {"*": PartKind.CASE, "": PartKind.CASE}
"""Everything that cannot be told is the case itself."""

MORE_STYLES: Final = STYLES + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
    for name, shown in {"Title": "Title", "Beskrivning": "caption", "Citat": "Quote"}.items()
)
BOLD: Final = "<w:b/>"
TITLE: Final = p(r("Badhuset"), style="Title")
NUMBERING: Final = root(
    "w:numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
ITEM: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def png() -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    head = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def picture(alt: str = "") -> str:
    """Return a run with a picture, the fourth relationship of the file."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1000000"/>'
        f'<wp:docPr id="1" name="Bild 1" descr="{alt}"/><a:graphic><a:graphicData uri="x">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="rId4"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def word(*body: str, footnotes: tuple[str, ...] = (note(9, p()),), **given: object) -> bytes:
    """Return a Word file with styles for titles, captions and quotations, a numbering, and a picture."""
    links = [(f"{OFFICE}numbering", "numbering.xml", "Internal"), (f"{OFFICE}image", "media/image1.png", "Internal")]
    parts = {"word/numbering.xml": NUMBERING, "word/media/image1.png": png()}
    return docx(*body, styles=MORE_STYLES, footnotes=footnotes, parts=parts, links=links, **given)  # type: ignore[arg-type]  # they are those of `docx`


def planned(
    folder: Path,
    content: bytes,
    *,
    parts: Mapping[str, PartKind] = ALL,
    title: str = "",
    name: str = "manus.docx",
    accept: bool = True,
    as_chapter: bool = False,
) -> Plan:
    """Return what an import of a file would write into a project."""
    path = folder / name
    path.write_bytes(content)
    given = read(path, lambda _: accept)
    return chapter(folder, name, given, title) if as_chapter else case(folder, name, given, title, parts)


def text(plan: Plan, part: str = "case.md") -> str:
    """Return the text of a part."""
    return next(written.text for path, written in plan.texts.items() if path.name == part)


def said(plan: Plan) -> str:
    """Return the report, a line for each."""
    return "\n".join(map(str, plan.lines))
