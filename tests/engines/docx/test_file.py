"""Word files: what python-docx and the standard's own order of elements say, and LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import io
import itertools
import posixpath
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import docx as python_docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from PIL import Image
from pypdf import PdfReader

from kefu import tree, words
from kefu.diagnostics import BuildError
from kefu.engines import docx
from kefu.engines.pandoc import by_pandoc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docx.document import Document as Word

    from kefu.model import Document

render: Final = partial(docx.render, convert=by_pandoc)
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
EMU: Final = 914_400
"""English Metric Units in an inch."""

PARAGRAPH_ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
    "rPr",
)  # fmt: skip
RUN_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish", "color", "spacing", "sz",
    "szCs", "highlight", "u", "shd", "vertAlign", "rtl", "lang",
)  # fmt: skip
"""ISO/IEC 29500-1, clauses 17.3.1.26 and 17.3.2.28; Word calls a file damaged whose elements stand in another order."""


def members_of(document: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render(document).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(document: Document) -> Word:
    return python_docx.Document(io.BytesIO(render(document).content))


def xml(members: Mapping[str, bytes], name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(members[name])  # noqa: S314 - our own


def plain(nodes: list[tree.Node]) -> str:
    return " ".join(tree.plain(nodes).split())


def clean(text: str) -> str:
    return " ".join(text.split())


def of_style(word: Word, *names: str) -> list[str]:
    return [clean(p.text) for p in word.paragraphs if p.style is not None and p.style.name in names]


def value(element: ET.Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def paragraphs(root: ET.Element, style: str) -> list[ET.Element]:
    return [p for p in root.iter(f"{W}p") if value(p.find(f"{W}pPr/{W}pStyle")) == style]


def words_of(element: ET.Element) -> str:
    return clean("".join(t.text or "" for t in element.iter(f"{W}t")))


@pytest.fixture(scope="session")
def report(books: Mapping[str, Document]) -> Word:
    return read(books["report report"])


@pytest.fixture(scope="session")
def rich_members(rich: Document) -> Mapping[str, bytes]:
    return members_of(rich)


@pytest.fixture(scope="session")
def rich_text(rich_members: Mapping[str, bytes]) -> ET.Element:
    return xml(rich_members)


def test_headings_captions_and_references_are_those_of_the_document(
    report: Word, books: Mapping[str, Document]
) -> None:
    nodes = tree.walk(tree.blocks(books["report report"].tree))
    headings = [
        (int(p.style.name[-1]), clean(p.text))
        for p in report.paragraphs
        if p.style is not None and p.style.name and re.fullmatch(r"Heading \d", p.style.name)
    ]
    captions = {
        kind: [plain(tree.caption_of(node)) for node in nodes if node["t"] == kind] for kind in ("Figure", "Table")
    }
    entries = [plain(node["c"][1]) for node in nodes if "csl-entry" in tree.attributes_of(node)[1]]

    assert headings == [(n["c"][0], plain(n["c"][2])) for n in nodes if n["t"] == "Header"]
    assert of_style(report, "Image Caption") == captions["Figure"]
    assert of_style(report, "Table Caption") == captions["Table"]
    assert of_style(report, "Bibliography") == entries
    assert len(entries) > 1


def test_every_word_of_the_document_is_in_the_file(
    rich_members: Mapping[str, bytes], rich_text: ET.Element, rich: Document
) -> None:
    alts = [drawing.get("descr", "") for drawing in rich_text.iter(f"{WP}docPr")]
    shown = " ".join([words_of(rich_text), words_of(xml(rich_members, "word/footnotes.xml")), *alts])
    pieces = [
        piece
        for node in tree.walk(tree.blocks(rich.tree))
        if node["t"] in {"Para", "Plain", "Header"}
        for piece in re.split(r"\W+", plain(node["c"][-1] if node["t"] == "Header" else node["c"]))
    ]

    assert {"Notens", "djupt", "Underlag"} <= {*pieces}
    assert [piece for piece in pieces if piece not in shown] == []


def test_the_cover_and_the_imprint_say_what_the_document_says(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan student"]
    word = read(document)
    imprint = of_style(word, "Tryckort")

    assert of_style(word, "Title") == [document.metadata.heading]
    assert of_style(word, "Subtitle") == [document.metadata.subtitle]
    assert of_style(word, "Tryckortsnotis") == [*document.metadata.notices]
    assert imprint == [clean(f"{label} {text}") for label, text in words.labelled(document.metadata.imprint)]
    assert word.paragraphs[-1].style is not None
    assert word.paragraphs[-1].style.name == "Tryckort"


def test_exhibits_quotes_and_notices_have_styles_of_their_own(books: Mapping[str, Document], rich: Document) -> None:
    report, word = read(books["report report"]), read(rich)

    assert of_style(word, "Underlagsrubrik") == ["Underlag 9. Ett mejl", "Underlag 1. Mejl från Bo"]
    assert {"Hej.", "Slut.", "Utan rubrik.", "Hej Anna. Jag vill ha besked om skolan."} <= {*of_style(word, "Underlag")}
    assert of_style(word, "Underlagslista") == ["tredje", "djupt", "fjärde"]
    assert of_style(word, "Quote") == ["”Ett ord.”"]
    assert len(of_style(report, "Notis")) == 2
    assert of_style(report, "Quote") == ["”En mening ur texten.”"]


def test_styles_that_are_used_exist_and_those_of_word_have_its_names(
    rich_members: Mapping[str, bytes], rich: Document
) -> None:
    used = {
        value(element)
        for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for element in xml(rich_members, name).iter(f"{W}{tag}")
    }
    styles = {style.get(f"{W}styleId"): style for style in xml(rich_members, "word/styles.xml").iter(f"{W}style")}
    own = {value(style.find(f"{W}name")) for style in styles.values() if style.get(f"{W}customStyle")}

    assert used <= set(styles)
    assert {value(style.find(f"{W}{tag}")) for style in styles.values() for tag in ("basedOn", "next")} <= {"", *styles}
    assert {"Underlag", "Underlagsrubrik", "Notis", "Tabelltext"} <= own
    assert not {"Title", "heading 1", "Quote", "caption", "footnote text", "Hyperlink"} & own
    names = {style.name for style in read(rich).styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
    assert {"Title", "Subtitle", "Heading 4", "Body Text", "First Paragraph", "Block Text", "Caption"} <= names


def test_properties_stand_in_the_order_that_word_insists_on(rich_members: Mapping[str, bytes]) -> None:
    for name, content in rich_members.items():
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name:
            root = ET.fromstring(content)  # noqa: S314 - our own
            for tag, order in (("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)):
                for properties in root.iter(f"{W}{tag}"):
                    found = [child.tag.removeprefix(W) for child in properties]
                    assert found == sorted(set(found), key=order.index), f"{name}: {found}"


def test_tables_repeat_their_header_and_fill_the_width_of_the_text(rich_text: ET.Element) -> None:
    tables = list(rich_text.iter(f"{W}tbl"))

    assert len(tables) == 2
    for table in tables:
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert [row for row in rest if row.find(f"{W}trPr/{W}tblHeader") is not None] == []
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))
        assert {value(p.find(f"{W}pPr/{W}pStyle")) for p in first.iter(f"{W}p")} == {"Tabellhuvud"}
        assert abs(sum(int(value(column, "w")) for column in table.iter(f"{W}gridCol")) - 7767) < 5
        assert value(table.find(f"{W}tblPr/{W}tblLook"), "firstRow") == "1"


def test_figures_have_alternative_texts_and_the_resolution_of_print(books: Mapping[str, Document]) -> None:
    document = books["report report"]
    images = [node for node in tree.walk(tree.blocks(document.tree)) if node["t"] == "Image"]
    members = members_of(document)
    drawings = list(xml(members).iter(f"{WP}inline"))
    related = {r.get("Id"): r.get("Target", "") for r in xml(members, "word/_rels/document.xml.rels").iter(RELATION)}

    assert [clean(d.find(f"{WP}docPr").get("descr", "")) for d in drawings] == [plain(i["c"][1]) for i in images]  # type: ignore[union-attr]  # the schema has one
    for drawing in drawings:
        extent = drawing.find(f"{WP}extent")
        assert extent is not None
        (blip,) = [e for e in drawing.iter() if e.tag.endswith("}blip")]
        with Image.open(io.BytesIO(members[f"word/{related[blip.get(f'{R}embed')]}"])) as picture:
            assert picture.format == "PNG"
            assert round(picture.width / (int(extent.get("cx", "")) / EMU)) == 300
            assert abs(picture.width / picture.height - int(extent.get("cx", "")) / int(extent.get("cy", ""))) < 0.01
        assert {drawing.get(side) for side in ("distT", "distB", "distL", "distR")} == {"0"}


def test_a_figure_stays_with_its_caption_and_a_table_with_its_own(rich_members: Mapping[str, bytes]) -> None:
    styles = {s.get(f"{W}styleId"): s for s in xml(rich_members, "word/styles.xml").iter(f"{W}style")}

    for name in ("CaptionedFigure", "TableCaption", "Underlagsrubrik", "Heading1"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None


def test_numbers_that_must_be_unique_are(rich_text: ET.Element) -> None:
    drawings = [drawing.get("id") for drawing in rich_text.iter(f"{WP}docPr")]
    starts = [value(mark, "id") for mark in rich_text.iter(f"{W}bookmarkStart")]
    names = [value(mark, "name") for mark in rich_text.iter(f"{W}bookmarkStart")]

    assert len(drawings) == len(set(drawings)) == 2
    assert len(starts) == len(set(starts)) == len(set(names)) > 10
    assert sorted(starts) == sorted(value(mark, "id") for mark in rich_text.iter(f"{W}bookmarkEnd"))
    assert max(map(len, names)) <= 40


def test_links_inside_lead_to_bookmarks(books: Mapping[str, Document], rich_text: ET.Element) -> None:
    for root in (rich_text, xml(members_of(books["report report"]))):
        anchors = {value(link, "anchor") for link in root.iter(f"{W}hyperlink")} - {""}
        assert len(anchors) > 2
        assert anchors <= {value(mark, "name") for mark in root.iter(f"{W}bookmarkStart")}


def test_every_part_is_well_formed_has_a_type_and_is_related(rich_members: Mapping[str, bytes]) -> None:
    types = xml(rich_members, "[Content_Types].xml")
    named = {element.get("PartName", "").lstrip("/") for element in types} - {""}
    suffixes = {element.get("Extension") for element in types} - {None}
    reached = set()
    for name in [n for n in rich_members if n.endswith(".rels")]:
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in xml(rich_members, name).iter(RELATION):
            if relation.get("TargetMode") != "External":
                reached.add(posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))))

    assert named <= set(rich_members)
    assert reached <= set(rich_members)
    parts = {n for n in rich_members if not n.endswith(".rels") and n != "[Content_Types].xml"}
    assert reached == parts
    assert all(n in named or n.rpartition(".")[2] in suffixes for n in rich_members if n != "[Content_Types].xml")
    for name, content in rich_members.items():
        if not name.endswith(".png"):
            ET.fromstring(content)  # noqa: S314 - our own


def test_footnotes_are_footnotes(rich_members: Mapping[str, bytes], rich_text: ET.Element) -> None:
    notes = {value(note, "id"): words_of(note) for note in xml(rich_members, "word/footnotes.xml")}
    references = [value(reference, "id") for reference in rich_text.iter(f"{W}footnoteReference")]

    assert ["Notens andra stycke." in notes[number] for number in references] == [True, False, False]
    assert "Ett citat" in notes[references[1]]


def test_lists_are_lists_with_their_numbers(rich_members: Mapping[str, bytes], rich_text: ET.Element) -> None:
    numbering = xml(rich_members, "word/numbering.xml")
    abstract = {value(a, "abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
    numbers = {value(n, "numId"): value(n.find(f"{W}abstractNumId")) for n in numbering.iter(f"{W}num")}

    def form(text: str) -> tuple[str, str]:
        (item,) = [p for p in rich_text.iter(f"{W}p") if words_of(p) == text]
        level = value(item.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        levels = abstract[numbers[value(item.find(f"{W}pPr/{W}numPr/{W}numId"))]]
        (own,) = [one for one in levels.iter(f"{W}lvl") if value(one, "ilvl") == level]
        return level, value(own.find(f"{W}numFmt"))

    assert [form(text) for text in ("tredje", "djupt", "ett", "två ett")] == [
        *(("0", "lowerLetter"), ("1", "bullet"), ("0", "decimal"), ("1", "lowerRoman"))
    ]


def test_passages_have_their_language(rich_members: Mapping[str, bytes], rich_text: ET.Element) -> None:
    spoken = {
        words_of(run): value(run.find(f"{W}rPr/{W}lang"))
        for run in rich_text.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}lang") is not None
    }
    defaults = xml(rich_members, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert {"About", "English words", "English"} <= set(spoken)
    assert set(spoken.values()) == {"en"}
    assert value(defaults) == "sv-SE"
    assert value(xml(rich_members, "word/settings.xml").find(f"{W}themeFontLang")) == "sv-SE"


def test_core_properties_are_the_documents_own(books: Mapping[str, Document]) -> None:
    document = books["report report"]
    properties = read(document).core_properties

    assert properties.title == document.metadata.title
    assert properties.author == "PROV"
    assert properties.comments == document.metadata.description
    assert properties.keywords == "prov"
    assert properties.language == "sv-SE"
    assert properties.created is not None
    assert properties.created == properties.modified
    assert properties.created.isoformat() == "2026-03-01T12:00:00+00:00"
    assert (properties.last_modified_by, properties.category, properties.revision) == ("", "", 0)


def test_nothing_is_left_of_the_build_or_its_tools(rich_members: Mapping[str, bytes]) -> None:
    everything = b"".join(rich_members.values())

    assert not re.search(rb"hemlig|origin|\.svg|\.md\b|Template|rsid|pandoc", everything)
    assert not {"docProps/app.xml", "word/comments.xml"} & set(rich_members)


@pytest.mark.parametrize("name", ["cases/01-skolan teacher", "cases/01-skolan student"])
def test_every_page_says_that_it_is_restricted_and_has_its_number(name: str, books: Mapping[str, Document]) -> None:
    document = books[name]
    (section,) = read(document).sections
    headers = [section.header, section.first_page_header]
    said = [document.metadata.banner in clean(" ".join(p.text for p in header.paragraphs)) for header in headers]

    assert section.different_first_page_header_footer
    assert said == [True, True]
    assert bool(document.metadata.banner) == ("teacher" in name)
    for part in ("word/footer1.xml", "word/footer2.xml"):
        assert "PAGE" in "".join(xml(members_of(document), part).itertext())


def test_the_page_is_a4_with_room_for_137_millimetres_of_text(report: Word) -> None:
    (section,) = report.sections
    width, height = section.page_width, section.page_height
    assert width is not None
    assert height is not None
    assert section.left_margin is not None
    assert section.right_margin is not None

    assert (round(width.mm), round(height.mm)) == (210, 297)
    assert round(width.mm - section.left_margin.mm - section.right_margin.mm) == 137


def test_the_contents_of_a_report_name_chapters_and_sections_but_no_scenes(
    report: Word, books: Mapping[str, Document]
) -> None:
    root = xml(members_of(books["report report"]))

    assert of_style(report, "toc 1")[:3] == ["Förord", "1 Inledning", "Fall 1 Skolan"]
    assert of_style(report, "toc 2") == ["1.1 Syfte", "A.1 Om rollerna"]
    begins = [value(mark, "fldCharType") for mark in root.iter(f"{W}fldChar")]
    assert begins == ["begin", "separate", "end"]
    assert not of_style(read(books["cases/01-skolan student"]), "TOC Heading")


def test_parts_begin_pages_but_the_first_of_a_handout_and_its_references_do_not(books: Mapping[str, Document]) -> None:
    def broken(name: str) -> list[tuple[str, bool]]:
        root = xml(members_of(books[name]))
        return [(words_of(p), p.find(f"{W}pPr/{W}pageBreakBefore") is not None) for p in paragraphs(root, "Heading1")]

    assert all(page for _, page in broken("report report"))
    assert [page for _, page in broken("cases/01-skolan teacher")] == [False, True, True, True, False]


def test_titles_that_do_not_fit_beside_each_other_stand_above_each_other(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan teacher"]
    long = replace(document, metadata=replace(document.metadata, heading="Ett långt namn " * 6))
    root = xml(members_of(long), "word/header1.xml")

    assert len(list(root.iter(f"{W}br"))) == 1
    assert not list(xml(members_of(document), "word/header1.xml").iter(f"{W}br"))


def test_metadata_are_escaped(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan student"]
    title = "</w:p> & <b>\"'"
    metadata = replace(document.metadata, title=title, heading=title, edition=title, description=title)
    word = read(replace(document, metadata=metadata))

    assert word.core_properties.title == word.core_properties.comments == title
    assert of_style(word, "Title") == [title]


def test_boxes_that_follow_each_other_are_two(rich_text: ET.Element) -> None:
    styles = [value(p.find(f"{W}pPr/{W}pStyle")) for p in rich_text.iter(f"{W}p")]

    assert styles[styles.index("Mellanrum") - 1] == styles[styles.index("Mellanrum") + 1] == "Underlag"
    assert styles.count("Mellanrum") == styles.count("Avdelare") == 1


def test_no_item_of_a_box_leaves_a_gap_before_text_with_another_indent(rich_text: ET.Element) -> None:
    def depth(paragraph: ET.Element) -> int:
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        return -1 if level is None else int(value(level))

    boxes = {"Underlag", "Underlagsrubrik", "Underlagslista"}
    met = 0
    for one, after in itertools.pairwise(rich_text.iter(f"{W}p")):
        if {value(p.find(f"{W}pPr/{W}pStyle")) for p in (one, after)} <= boxes and depth(one) != depth(after):
            assert value(one.find(f"{W}pPr/{W}spacing"), "after") == "0"
            met += 1
    assert met == 4


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_another_place_and_time_zone(
    rich: Document, digests_elsewhere: Callable[[str, Document], set[bytes]]
) -> None:
    here = hashlib.sha256(render(rich).content).hexdigest().encode()

    assert digests_elsewhere("docx", rich) == {here}


def test_a_picture_that_cannot_be_drawn_is_told_at_its_place(books: Mapping[str, Document]) -> None:
    document = books["cases/01-skolan student"]
    broken = replace(document, assets=tuple(replace(a, content=b'<p width="9" height="9"/>') for a in document.assets))

    with pytest.raises(BuildError) as caught:
        render(broken)

    (problem,) = caught.value.diagnostics
    assert problem.rule.name == "picture-is-readable"
    assert problem.location == document.assets[0].place


@pytest.mark.parametrize("name", ["report report", "rich"])
def test_libreoffice_opens_the_file_and_shows_it(
    name: str, books: Mapping[str, Document], rich: Document, soffice: str, tmp_path: Path
) -> None:
    document = rich if name == "rich" else books[name]
    path = tmp_path / "file.docx"
    path.write_bytes(render(document).content)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    reader = PdfReader(tmp_path / "file.pdf")
    text = clean(" ".join(page.extract_text() for page in reader.pages))
    headings: list[Any] = [n["c"][2] for n in tree.walk(tree.blocks(document.tree)) if n["t"] == "Header"]

    assert [plain(h) for h in headings if re.sub(r"\W", "", plain(h)) not in re.sub(r"\W", "", text)] == []
    assert text.count(document.metadata.banner) >= len(reader.pages)
