"""DOCX, EPUB and other archives, as pandoc writes them."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image, PngImagePlugin

from kefu.check.readers import read
from kefu.check.readers.channels import Reading
from kefu.check.readers.limits import Budget
from kefu.check.readers.package import form_of, read_package

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSAGE = "Den hemliga meningen står här på sin plats"
ADDRESS = PASSAGE.replace(" ", "%20").replace("å", "%C3%A5")
AUTHOR = f'w:id="9" w:author="{PASSAGE}" w:date="2024-01-01T00:00:00Z"'


def found(reading: Reading) -> set[str]:
    return {channel.name for channel in reading.channels if PASSAGE in channel.text and not channel.rearranged}


def texts(reading: Reading, name: str) -> str:
    return "\n".join(channel.text for channel in reading.channels if channel.name == name)


def planted(archive: bytes, member: str, mark: str, inner: str) -> bytes:
    """Return an archive with a passage before a mark of a member; a member that is not there is the passage alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), member)):
            content = old.read(name) if name in old.namelist() else b""
            if name == member:
                assert mark.encode() in content
                head, _, tail = content.rpartition(mark.encode()) if mark else (b"", b"", b"")
                content = head + inner.encode() + mark.encode() + tail
            new.writestr(name, content)
    return packed.getvalue()


def picture() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", PASSAGE)
    packed = io.BytesIO()
    Image.new("RGB", (2, 2)).save(packed, "PNG", pnginfo=info)
    return packed.getvalue()


BODY = ("word/document.xml", "</w:body>")
BOX = f"<w:pict><w:txbxContent><w:p><w:r><w:t>{PASSAGE}</w:t></w:r></w:p></w:txbxContent></w:pict>"
REPLACED = (
    f"<w:r><w:t>{PASSAGE[:11]}</w:t></w:r><w:ins w:id='9'><w:r><w:t> nya</w:t></w:r></w:ins><w:del w:id='8'><w:r>"
    f"<w:delText>{PASSAGE[11:20]}</w:delText></w:r></w:del><w:r><w:t>{PASSAGE[20:]}</w:t></w:r>"
)
IN_DOCX = [
    (*BODY, f"<w:p><w:r><w:t>{PASSAGE}</w:t></w:r></w:p>", {"DOCX text"}),
    (*BODY, f"<w:p><w:r><w:t>{PASSAGE[:9]}</w:t></w:r><w:r><w:t>{PASSAGE[9:]}</w:t></w:r></w:p>", {"DOCX text"}),
    (*BODY, f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{PASSAGE}</w:t></w:r></w:p>", {"DOCX text"}),
    (*BODY, f"<w:p><w:r><w:instrText>{PASSAGE}</w:instrText></w:r></w:p>", {"DOCX text"}),
    (*BODY, f"<w:p><w:r>{BOX}</w:r></w:p>", {"DOCX text"}),
    (*BODY, f"<w:p><w:r><w:other>{PASSAGE}</w:other></w:r></w:p>", {"DOCX text"}),
    (*BODY, f'<w:p><w:ins w:id="9"><w:r><w:t>{PASSAGE}</w:t></w:r></w:ins></w:p>',
     {"DOCX text", "DOCX tracked change"}),
    (*BODY, f'<w:p><w:del w:id="9"><w:r><w:delText>{PASSAGE}</w:delText></w:r></w:del></w:p>',
     {"DOCX text", "DOCX tracked change"}),
    (*BODY, f"<w:p>{REPLACED}</w:p>", {"DOCX tracked change"}),
    (*BODY, f"<w:p><w:moveFrom w:id='9'><w:r><w:t>{PASSAGE}</w:t></w:r></w:moveFrom></w:p>",
     {"DOCX text", "DOCX tracked change"}),
    (*BODY, f"<w:p><w:r><w:rPr><w:rPrChange {AUTHOR}/></w:rPr></w:r></w:p>", {"DOCX attribute", "DOCX tracked change"}),
    (*BODY, f'<w:p><w:bookmarkStart w:id="9" w:name="{PASSAGE}"/></w:p>', {"DOCX attribute"}),
    (*BODY, f'<w:p><w:r><w:drawing descr="{PASSAGE}"/></w:r></w:p>', {"DOCX attribute"}),
    (*BODY, f"<!-- {PASSAGE} -->", {"DOCX XML comment"}),
    (*BODY, f"<?note {PASSAGE}?>", {"DOCX XML comment"}),
    ("word/footnotes.xml", "</w:footnotes>", f"<w:footnote><w:p><w:r><w:t>{PASSAGE}</w:t></w:r></w:p></w:footnote>",
     {"DOCX text"}),
    ("word/comments.xml", "</w:comments>", f"<w:comment><w:p><w:r><w:t>{PASSAGE}</w:t></w:r></w:p></w:comment>",
     {"DOCX comment"}),
    ("word/comments.xml", "</w:comments>", f"<w:comment {AUTHOR}/>", {"DOCX comment", "DOCX attribute"}),
    ("docProps/core.xml", "</cp:coreProperties>", f"<dc:subject>{PASSAGE}</dc:subject>", {"DOCX property"}),
    ("docProps/app.xml", "</Properties>", f"<Company>{PASSAGE}</Company>", {"DOCX property"}),
    ("docProps/custom.xml", "", f'<Properties><property name="x"><v>{PASSAGE}</v></property></Properties>',
     {"DOCX property"}),
    ("docProps/custom.xml", "", f'<Properties><property name="{PASSAGE}"/></Properties>',
     {"DOCX property", "DOCX attribute"}),
    ("docProps/app.xml", "</Properties>", f"<Company x='{PASSAGE}'/>", {"DOCX property", "DOCX attribute"}),
    ("customXml/item1.xml", "", f"<x>{PASSAGE}</x>", {"DOCX property"}),
    ("customXml/item1.xml", "", f"<x>{PASSAGE[:9]}<b>{PASSAGE[9:]}</b></x>", {"DOCX property"}),
    ("word/settings.xml", "</w:settings>", f'<w:docVars><w:docVar w:name="x" w:val="{PASSAGE}"/></w:docVars>',
     {"DOCX property", "DOCX attribute"}),
    ("word/_rels/document.xml.rels", "</Relationships>",
     f'<Relationship Id="rId99" Type="x" Target="https://example.org/{ADDRESS}" TargetMode="External"/>',
     {"DOCX attribute", "DOCX action"}),
    ("word/media/b.svg", "", f"<svg><title>{PASSAGE}</title></svg>", {"DOCX media"}),
    ("word/embeddings/a.txt", "", PASSAGE, {"DOCX media"}),
    (f"word/media/{PASSAGE}.txt", "", "x", {"DOCX media", "DOCX listing"}),
]  # fmt: skip
IN_EPUB = [
    ("EPUB/text/ch001.xhtml", "</body>", f"<p>{PASSAGE}</p>", {"EPUB text"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<p>{PASSAGE[:9]}<em>{PASSAGE[9:]}</em></p>", {"EPUB text"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<p>{PASSAGE.replace('å', '&aring;')}</p>", {"EPUB text"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<svg><title>{PASSAGE}</title></svg>", {"EPUB text"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<script>{PASSAGE}</script>", {"EPUB script"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<style>{PASSAGE}</style>", {"EPUB style"}),
    ("EPUB/text/ch001.xhtml", "</body>", f'<img alt="{PASSAGE.replace("å", "&aring;")}"/>', {"EPUB attribute"}),
    ("EPUB/text/ch001.xhtml", "</head>", f'<meta name="x" content="{PASSAGE}"/>', {"EPUB attribute"}),
    ("EPUB/text/ch001.xhtml", "</body>", f"<!-- {PASSAGE} -->", {"EPUB XML comment"}),
    ("EPUB/nav.xhtml", "</body>", f"<p>{PASSAGE}</p>", {"EPUB text"}),
    ("EPUB/toc.ncx", "</ncx>", f"<text>{PASSAGE}</text>", {"EPUB text"}),
    ("EPUB/content.opf", "</metadata>", f"<dc:description>{PASSAGE}</dc:description>", {"EPUB property"}),
    ("EPUB/content.opf", "</metadata>", f'<meta name="x" content="{PASSAGE}"/>', {"EPUB property", "EPUB attribute"}),
    ("EPUB/media/b.svg", "", f"<svg><desc>{PASSAGE}</desc></svg>", {"EPUB media"}),
    ("EPUB/styles/b.css", "", f"/* {PASSAGE} */", {"EPUB media"}),
    (f"EPUB/{PASSAGE}.txt", "", "x", {"EPUB media", "EPUB listing"}),
]  # fmt: skip


@pytest.mark.parametrize(("member", "mark", "inner", "channels"), IN_DOCX)
def test_everything_in_a_docx_is_read(
    member: str, mark: str, inner: str, channels: set[str], written: Mapping[str, bytes]
) -> None:
    reading = read("a.docx", planted(written["docx"], member, mark, inner))

    assert found(reading) == channels
    assert not reading.problems


@pytest.mark.parametrize(("member", "mark", "inner", "channels"), IN_EPUB)
def test_everything_in_an_epub_is_read(
    member: str, mark: str, inner: str, channels: set[str], written: Mapping[str, bytes]
) -> None:
    reading = read("a.epub", planted(written["epub"], member, mark, inner))

    assert found(reading) == channels
    assert not reading.problems


@pytest.mark.parametrize("form", ["docx", "epub"])
def test_the_metadata_of_a_picture_and_the_comment_of_an_archive_are_read(
    form: str, written: Mapping[str, bytes]
) -> None:
    packed = io.BytesIO(written[form])
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/media/x.png", picture())
    assert found(read(f"a.{form}", packed.getvalue())) == {f"{form.upper()} media"}

    packed = io.BytesIO(written[form])
    with zipfile.ZipFile(packed, "a") as archive:
        archive.comment = PASSAGE.encode()
    reading = read(f"a.{form}", packed.getvalue())
    assert found(reading) == {f"{form.upper()} listing"}
    assert not reading.problems


def test_what_pandoc_writes_is_read(written: Mapping[str, bytes]) -> None:
    docx, epub = read("a.docx", written["docx"]), read("a.epub", written["epub"])

    assert not docx.problems
    assert not epub.problems
    for reading, form in ((docx, "DOCX"), (epub, "EPUB")):
        for passage in ("Mötet i Granhult", "Hon gick hem över ån.", "En fotnot.", "Bildtext", "två", "Tabelltext"):
            assert passage in texts(reading, f"{form} text")
        assert "Vad bilden visar" in texts(reading, f"{form} attribute")
        assert "Ada Påhittad" in texts(reading, f"{form} property")
        assert "image" in texts(reading, f"{form} listing") or "media" in texts(reading, f"{form} listing")
    assert "En kommentar" in texts(docx, "DOCX comment")
    assert "Bo Granskare" in texts(docx, "DOCX comment")


def test_a_text_is_read_as_it_was_before_its_changes_and_as_it_is_after_them(written: Mapping[str, bytes]) -> None:
    reading = read("a.docx", planted(written["docx"], *BODY, f"<w:p>{REPLACED}</w:p>"))
    changed = {channel.place: channel.text for channel in reading.channels if channel.name == "DOCX tracked change"}

    assert PASSAGE in changed["word/document.xml, before the changes"]
    assert f"{PASSAGE[:11]} nya{PASSAGE[20:]}" in changed["word/document.xml, after the changes"]


def test_the_members_of_another_archive_have_the_channels_of_what_they_are(written: Mapping[str, bytes]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("fall/a.docx", planted(written["docx"], *IN_DOCX[0][:3]))
        archive.writestr("fall/b.html", f"<p title='{PASSAGE}'>")
    reading = read("a.zip", packed.getvalue())

    assert found(reading) == {"DOCX text", "HTML attribute"}
    assert {c.place for c in reading.channels if c.name == "DOCX text"} >= {"fall/a.docx › word/document.xml"}
    assert not reading.problems


def test_a_package_is_known_by_what_is_in_it(written: Mapping[str, bytes]) -> None:
    assert [form_of(written[form]) for form in ("docx", "epub")] == ["DOCX", "EPUB"]
    for members, form in (
        (["word/document.xml"], "DOCX"),
        (["[Content_Types].xml", "word/other.xml"], "DOCX"),
        (["[Content_Types].xml", "xl/workbook.xml"], "ZIP"),
        (["word/other.xml"], "ZIP"),
    ):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for member in members:
                archive.writestr(member, b"<a/>")
        assert form_of(packed.getvalue()) == form
    assert form_of(b"PK\5\6" + bytes(18)) == "ZIP"
    assert form_of(b"PK\3\4") == "ZIP"


def test_a_large_docx_is_read_quickly(written: Mapping[str, bytes]) -> None:
    paragraph = "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>Ett ord och ett till på en rad.</w:t></w:r></w:p>"
    large = planted(written["docx"], *BODY, paragraph * 10_000)
    begin = time.process_time()

    assert not read("a.docx", large).problems
    assert time.process_time() - begin < 1.5


@pytest.mark.parametrize(
    ("extension", "member", "content"),
    [
        ("epub", "EPUB/a.js", "x()"),
        ("epub", "EPUB/a.css", "@\\69mport 'https://x.example/a.css';"),
        ("epub", "EPUB/b.opf", "<item href='https://x.example/a.mp3'/>"),
        ("epub", "EPUB/b.opf", "<item href='a.xhtml' properties='scripted'/>"),
        ("epub", "EPUB/b.opf", "<item href='a' media-type='text/javascript'/>"),
        ("docx", "word/a.xml", "<p><r><instrText>DDEAUTO cmd x</instrText></r></p>"),
        ("docx", "word/a.xml", "<fldSimple instr='INCLUDEPICTURE https://x.example/a.png'/>"),
        ("docx", "word/a.xml", "<entryMacro val='x'/>"),
        ("docx", "word/a.xml", "<imagedata src='https://x.example/a.png'/>"),
        ("docx", "word/settings9.xml", "<settings><mailMerge/></settings>"),
        ("docx", "word/_rels/a.rels", "<Relationship Type='/relationships/image' Target='https://x.example/a.png'/>"),
    ],
)
def test_what_a_package_would_run_or_load_is_told(
    written: Mapping[str, bytes], extension: str, member: str, content: str
) -> None:
    packed = io.BytesIO(written[extension])
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(member, content)

    told = {channel.name for channel in read(f"a.{extension}", packed.getvalue()).channels}
    assert f"{extension.upper()} action" in told
    assert f"{extension.upper()} action" not in found(read(f"a.{extension}", written[extension]))


def test_what_only_reads_like_a_field_is_none(written: Mapping[str, bytes]) -> None:
    said = "<w:p><w:r><w:t>DDEAUTO cmd x</w:t></w:r></w:p>"
    told = {channel.name for channel in read("a.docx", planted(written["docx"], *BODY, said)).channels}
    assert "DOCX action" not in told


def too_much(budget: Budget, *members: tuple[str, bytes]) -> list[str]:
    """Return the names of the members of a book that are too much for a budget."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    reading = read_package("a.epub", packed.getvalue(), "EPUB", lambda _name, _content: Reading(channels=()), budget)
    assert all("cannot be read in full" in problem for problem in reading.problems)
    return [problem.split("”")[0].removeprefix("“") for problem in reading.problems]


def test_a_member_that_is_too_large_hides_no_others_unless_nothing_is_left() -> None:
    large, small = bytes((32 << 20) + 1), b"<a/>"

    assert too_much(Budget(), ("a.xhtml", large), ("b.xhtml", small), ("c.xhtml", large)) == ["a.xhtml", "c.xhtml"]
    assert too_much(Budget(total=32 << 20), ("a.xhtml", large), ("b.xhtml", small)) == ["a.xhtml"]
    assert too_much(Budget(total=32 << 20), ("a.xhtml", large), ("b.xhtml", large)) == ["a.xhtml", "b.xhtml"]
    assert too_much(Budget(members=1), ("a.xhtml", small), ("b.xhtml", large), ("c.xhtml", small)) == [
        "b.xhtml",
        "c.xhtml",
    ]
    assert too_much(Budget(members=1), ("a.xhtml", small), ("b.xhtml", small), ("c.xhtml", small)) == ["b.xhtml"]
    assert too_much(Budget(total=6), ("a.xhtml", small), ("b.xhtml", small), ("c.xhtml", small)) == ["b.xhtml"]


def test_a_folder_in_an_archive_is_no_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mapp/", b"")
        archive.writestr("annan/", PASSAGE.encode())
    reading = read("a.zip", packed.getvalue())

    assert [channel.place for channel in reading.channels if channel.name == "file name"] == ["a.zip", "annan/"]
    assert found(reading) == {"text text"}


@pytest.mark.parametrize(("file", "member"), [("a.docx", "word/document.xml"), ("a.epub", "EPUB/package.opf")])
def test_elements_that_are_too_deep_are_one_problem_that_is_told(file: str, member: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, f"<?xml version='1.0'?>{'<a>' * 100_000}x{'</a>' * 100_000}")

    told = [problem for problem in read(file, written.getvalue()).problems if member in problem]

    assert told == [f"“{member}” cannot be read in full: its elements are more than 1000 levels deep"]
