"""Passages in every channel of DOCX, EPUB and other archives."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from PIL import Image, PngImagePlugin
from tests.sabotage.planting import Plant, before, member, repacked, text_file

from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable


def inside(name: str, put: Callable[[bytes, str], bytes]) -> Callable[[bytes, str], bytes]:
    """Return a plant in a member of an archive; one that is not there is made, an empty root gets an end tag."""

    def planted(content: bytes, passage: str) -> bytes:
        given = re.sub(rb"<([\w:]+)([^<>]*)/>\s*\Z", rb"<\1\2></\1>", member(content, name))
        return repacked(content, {name: put(given, passage)})

    return planted


def made(written: Callable[[str], str]) -> Callable[[bytes, str], bytes]:
    """Return a plant that is a whole file."""
    return lambda _content, passage: written(passage).encode()


def titled_picture(_content: bytes, passage: str) -> bytes:
    """Return a PNG with a title."""
    information = PngImagePlugin.PngInfo()
    information.add_itxt("Title", passage)
    packed = io.BytesIO()
    Image.new("RGB", (2, 2)).save(packed, "PNG", pnginfo=information)
    return packed.getvalue()


def commented(content: bytes, passage: str) -> bytes:
    """Return an archive with a comment."""
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.comment = passage.encode()
    return packed.getvalue()


def added(name: Callable[[str], str]) -> Callable[[bytes, str], bytes]:
    """Return a plant in the name of a member."""
    return lambda content, passage: repacked(content, {name(passage): b"x"})


def lost(content: bytes, passage: str) -> bytes:
    """Return an archive with a member that its directory does not list any more."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        names = whole.namelist()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("planted.txt", passage)
        del archive.NameToInfo["planted.txt"], archive.filelist[0]
        for name in names:
            archive.writestr(name, member(content, name))
    return packed.getvalue()


BODY: Final = "word/document.xml"
CHANGED: Final = 'w:id="9" w:author="Redaktör" w:date="2026-01-01T00:00:00Z"'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _in_body(written: Callable[[str], str]) -> Callable[[bytes, str], bytes]:
    return inside(BODY, before("</w:body>", written))


def replaced(passage: str) -> str:
    """Return a paragraph that says a passage only as it was before a change in the middle of its words."""
    cut = len(passage) // 2
    return (
        f"<w:p>{''.join(run(letter) + _inserted(letter) for letter in passage[:cut])}"
        f"<w:del {CHANGED}><w:r><w:delText>{passage[cut:]}</w:delText></w:r></w:del></w:p>"
    )


def _inserted(letter: str) -> str:
    return f"<w:ins {CHANGED}>{run('zz')}</w:ins>" if letter == " " else ""


def _docx(channel: str, what: str, put: Callable[[bytes, str], bytes], *also: str, unread: bool = False) -> Plant:
    return Plant(
        kind=Kind.DOCX,
        what=what,
        channel=f"DOCX {channel}",
        put=put,
        also=frozenset(f"DOCX {a}" for a in also),
        unread=unread,
    )


def _epub(channel: str, what: str, put: Callable[[bytes, str], bytes], *also: str, unread: bool = False) -> Plant:
    return Plant(
        kind=Kind.EPUB,
        what=what,
        channel=f"EPUB {channel}",
        put=put,
        also=frozenset(f"EPUB {a}" for a in also),
        unread=unread,
    )


PAGE: Final = "EPUB/text/ch001.xhtml"


def _on_page(written: Callable[[str], str]) -> Callable[[bytes, str], bytes]:
    return inside(PAGE, before("</body>", written))


DOCX: Final = (
    _docx("text", "paragraph", _in_body(lambda p: f"<w:p>{run(p)}</w:p>")),
    _docx("text", "split over runs", _in_body(lambda p: f"<w:p>{run(p[:3])}{run(p[3:9])}{run(p[9:])}</w:p>")),
    _docx("text", "hidden text", _in_body(
        lambda p: f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{p}</w:t></w:r></w:p>")),
    _docx("text", "field code", _in_body(lambda p: f"<w:p><w:r><w:instrText>{p}</w:instrText></w:r></w:p>")),
    _docx("text", "footnote", inside("word/footnotes.xml", before(
        "</w:footnotes>", lambda p: f"<w:footnote><w:p>{run(p)}</w:p></w:footnote>"))),
    _docx("text", "header", inside("word/header9.xml", made(
        lambda p: f'<w:hdr xmlns:w="w"><w:p>{run(p)}</w:p></w:hdr>'))),
    _docx("comment", "comment", inside("word/comments.xml", before(
        "</w:comments>", lambda p: f'<w:comment w:id="9"><w:p>{run(p)}</w:p></w:comment>'))),
    _docx("tracked change", "insertion", _in_body(lambda p: f"<w:p><w:ins {CHANGED}>{run(p)}</w:ins></w:p>"), "text"),
    _docx("tracked change", "deletion", _in_body(
        lambda p: f"<w:p><w:del {CHANGED}><w:r><w:delText>{p}</w:delText></w:r></w:del></w:p>"), "text"),
    _docx("tracked change", "text before a change", _in_body(replaced), "text"),
    _docx("property", "core property", inside("docProps/core.xml", before(
        "</cp:coreProperties>", lambda p: f"<cp:category>{p}</cp:category>"))),
    _docx("property", "custom property", inside("docProps/custom.xml", before(
        "</Properties>", lambda p: f'<property name="x" pid="9"><vt:lpwstr>{p}</vt:lpwstr></property>'))),
    _docx("property", "company", inside("docProps/app.xml", before(
        "</Properties>", lambda p: f"<Company>{p}</Company>"))),
    _docx("property", "custom XML", inside("customXml/item1.xml", made(lambda p: f"<x>{p}</x>"))),
    _docx("attribute", "alternative text", _in_body(
        lambda p: f'<w:p><w:r><w:drawing><docPr descr="{p}"/></w:drawing></w:r></w:p>')),
    _docx("attribute", "bookmark", _in_body(lambda p: f'<w:p><w:bookmarkStart w:id="9" w:name="{p}"/></w:p>')),
    _docx("action", "template from elsewhere", inside("word/_rels/document.xml.rels", before(
        "</Relationships>", lambda p: f'<Relationship Id="x9" TargetMode="External" Target="https://x.example/{p}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>')), "attribute"),
    _docx("XML comment", "comment in XML", _in_body(lambda p: f"<!-- {p} -->")),
    _docx("media", "title of a picture", inside("word/media/x.png", titled_picture)),
    _docx("media", "SVG", inside("word/media/x.svg", made(lambda p: f"<svg><desc>{p}</desc></svg>"))),
    _docx("listing", "name of a member", added(lambda p: f"word/media/{text_file(p)}"), "media"),
    _docx("listing", "comment of the archive", commented),
    _docx("source", "part that is not well-formed", inside("word/x.xml", made(lambda p: f"<x>{p}<</x>")),
          unread=True),
)  # fmt: skip
EPUB: Final = (
    _epub("text", "paragraph", _on_page(lambda p: f"<p>{p[:9]}<em>{p[9:]}</em></p>")),
    _epub("text", "table of contents", inside("EPUB/nav.xhtml", before("</body>", lambda p: f"<p>{p}</p>"))),
    _epub("text", "SVG", _on_page(lambda p: f"<svg><title>{p}</title></svg>")),
    _epub("property", "description", inside("EPUB/content.opf", before(
        "</metadata>", lambda p: f"<dc:description>{p}</dc:description>"))),
    _epub("property", "meta", inside("EPUB/content.opf", before(
        "</metadata>", lambda p: f'<meta property="x">{p}</meta>'))),
    _epub("attribute", "alternative text", _on_page(lambda p: f'<img alt="{p}" src="x"/>')),
    _epub("action", "event", _on_page(lambda p: f'<p onclick="alert(\'{p}\')">x</p>'), "attribute"),
    _epub("XML comment", "comment", _on_page(lambda p: f"<!-- {p} -->")),
    _epub("script", "script", _on_page(lambda p: f"<script>var note = '{p}'</script>")),
    _epub("style", "style sheet in a page", _on_page(lambda p: f"<style>a::after {{ content: '{p}' }}</style>")),
    _epub("media", "style sheet", inside("EPUB/styles/x.css", made(lambda p: f"/* {p} */"))),
    _epub("media", "title of a picture", inside("EPUB/media/x.png", titled_picture)),
    _epub("listing", "name of a member", added(lambda p: f"EPUB/{text_file(p)}"), "media"),
    _epub("listing", "comment of the archive", commented),
    _epub("source", "part that is not well-formed", inside("EPUB/text/x.xhtml", made(lambda p: f"<x>{p}<</x>")),
          unread=True),
)  # fmt: skip
ZIP: Final = (
    Plant(kind=Kind.ZIP, what="name of a member", channel="ZIP listing", put=added(text_file),
          also=frozenset({"file name"})),
    Plant(kind=Kind.ZIP, what="comment of the archive", channel="ZIP listing", put=commented),
    Plant(kind=Kind.ZIP, what="deleted member", channel="text text", put=lost, unread=True),
    Plant(kind=Kind.ZIP, what="text file in it", channel="text text",
          put=lambda content, passage: repacked(content, {"x.txt": passage.encode()})),
)  # fmt: skip
PLANTS: Final = (*DOCX, *EPUB, *ZIP)
