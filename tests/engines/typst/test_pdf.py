"""The default engine: what the PDFs say and how they say it, read back with an independent reader."""

from __future__ import annotations

import datetime
import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, NullObject

from kefu import tree, words
from kefu.assemble import assemble, outlines
from kefu.authored import DocumentKind, Format
from kefu.diagnostics import BuildError, Location
from kefu.engines.pandoc import PandocEngine
from kefu.engines.typst.pdf import for_typst, shaped
from kefu.engines.typst.tables import Room
from kefu.reading import markup
from kefu.rules.rule import Severity
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pypdf import PageObject

    from kefu.engines import Rendered
    from kefu.model import Document, Project

PICTURE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80"><path d="M0 0H400V80H0Z"/></svg>'
NBSP: Final = "\N{NO-BREAK SPACE}"
PARTY: Final = "\N{PARTY POPPER}"
"""A sign that none of the documents' fonts has."""

ROOM: Final = Room.of(THEME, 11)
PUBLICATION: Final = Location(path=PurePosixPath("report/publication.yaml"))


def render(document: Document) -> Rendered:
    return PandocEngine().render(document, Format.PDF)


def parsed(markdown: str) -> list[tree.Node]:
    """Return the blocks of a Markdown text as the loader parses it."""
    (blocks,) = markup.read([markdown], jobs=1)
    found: list[tree.Node] = json.loads(blocks)
    return found


def part(blocks: list[tree.Node], *, kind: str = "case", origin: str = "cases/01-skolan/case.md") -> tree.Node:
    return tree.div(["", ["part", kind], [["origin", origin]]], blocks)


def typst_of(blocks: list[tree.Node]) -> str:
    return markup.write(tree.document(for_typst(blocks, ROOM)), "typst-citations")


def text_of(content: bytes) -> str:
    """Return the words of all pages, with one space between any two."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@dataclass(frozen=True)
class Element:
    """An element of a PDF's structure tree; a text that it does not have is empty."""

    tag: str
    title: str
    alt: str
    language: str


def structure(reader: PdfReader) -> list[Element]:
    """Return the elements of a PDF's structure tree in reading order."""

    def walk(node: object) -> Iterator[Element]:
        if isinstance(node, ArrayObject):
            for item in node:
                yield from walk(item.get_object())
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield Element(
                tag=str(node["/S"]).removeprefix("/"),
                title=str(node.get("/T", "")),
                alt=str(node.get("/Alt", "")),
                language=str(node.get("/Lang", "")),
            )
            yield from walk(node.get("/K", NullObject()).get_object())

    return [*walk(dictionary(catalogue(reader)["/StructTreeRoot"])["/K"].get_object())]


def drawing_of(page: PageObject) -> bytes:
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data()


def tags(elements: Iterable[Element], *wanted: str) -> list[str]:
    return [element.tag for element in elements if element.tag in wanted]


def dictionary(item: Any) -> Any:
    found = item.get_object()
    assert isinstance(found, DictionaryObject)
    return found


def catalogue(reader: PdfReader) -> Any:
    return dictionary(reader.trailer["/Root"])


def entries(reader: PdfReader, outline: Any = None, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    """Yield the depth, title and page (from 0) of each bookmark, in order."""
    for item in reader.outline if outline is None else outline:
        if isinstance(item, Destination):
            page = reader.get_destination_page_number(item)
            assert page is not None
            yield depth, str(item.title).replace(NBSP, " "), page
        else:
            yield from entries(reader, item, depth + 1)


@pytest.fixture(scope="session")
def documents(project: Project) -> Mapping[str, Document]:
    """Return all documents of the small project by folder and edition, every drawing a black box."""
    everything = outlines(project)
    drawings = {name: PICTURE for outline in everything for name in outline.drawings}
    made = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    return {f"{document.name} {document.edition.name}": document for document in made}


@pytest.fixture(scope="session")
def report(documents: Mapping[str, Document]) -> Rendered:
    return render(documents["report report"])


@pytest.fixture
def reader(report: Rendered) -> PdfReader:
    return PdfReader(io.BytesIO(report.content))


@pytest.fixture(scope="session")
def teacher(documents: Mapping[str, Document]) -> Rendered:
    return render(documents["cases/01-skolan teacher"])


@pytest.fixture(scope="session")
def with_body(documents: Mapping[str, Document]) -> Callable[..., Document]:
    """Return a function that gives a student's document of the case another body."""
    document = documents["cases/01-skolan student"]
    return lambda *blocks: replace(document, tree=tree.document([*blocks]))


def test_a_sound_document_gives_no_warning(report: Rendered, teacher: Rendered) -> None:
    assert report.warnings == ()
    assert teacher.warnings == ()


def test_the_same_document_gives_the_same_bytes(documents: Mapping[str, Document], teacher: Rendered) -> None:
    assert render(documents["cases/01-skolan teacher"]) == teacher


def test_bookmarks_name_the_headings_in_order(reader: PdfReader) -> None:
    assert [(depth, title) for depth, title, _ in entries(reader)] == [
        (0, "Förord"),
        (0, "1 Inledning"),
        (1, "1.1 Syfte"),
        (0, "Fall 1 Skolan"),
        (1, "Mötet om skolan"),
        (1, "Beslutet om skolan"),
        (0, "Fall 2 Bron"),
        (1, "Mötet om bron"),
        (1, "Beslutet om bron"),
        (0, "2 Analys"),
        (0, "Referenser"),
        (0, "Bilaga A Frågor till läsaren"),
        (1, "A.1 Om rollerna"),
    ]


def test_every_chapter_of_the_report_begins_a_page_after_cover_imprint_and_contents(reader: PdfReader) -> None:
    chapters = [page for depth, _, page in entries(reader) if depth == 0]

    assert chapters == [3, 4, 5, 6, 7, 8, 9]
    assert len(reader.pages) == 10


def test_contents_name_a_case_but_not_its_scenes(reader: PdfReader) -> None:
    contents = reader.pages[2].extract_text().replace(NBSP, " ")

    assert "Fall 1 Skolan" in contents
    assert "1.1" in contents
    assert "Mötet om skolan" not in contents


def test_the_catalogue_says_what_readers_and_screen_readers_need(reader: PdfReader) -> None:
    root = catalogue(reader)

    assert dictionary(root["/MarkInfo"])["/Marked"].value
    assert root["/Lang"] == "sv-SE"
    assert dictionary(root["/ViewerPreferences"])["/DisplayDocTitle"].value


def test_properties_come_from_the_project(reader: PdfReader) -> None:
    properties = reader.metadata

    assert properties is not None
    assert properties.title == "En liten rapport. Två fall – Rapport"
    assert properties.author == "PROV"
    assert properties.subject == "En rapport för prov."
    assert properties.keywords == "prov"
    noon = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    assert properties.creation_date == noon
    assert properties.modification_date == noon


def test_several_authors_and_keywords_are_all_named(documents: Mapping[str, Document]) -> None:
    document = documents["cases/02-bron student"]
    metadata = replace(document.metadata, authors=("Åsa Ek", "Bo Al"), keywords=("bro", "ö"))

    properties = PdfReader(io.BytesIO(render(replace(document, metadata=metadata)).content)).metadata

    assert properties is not None
    assert re.split(r"[,;] ", str(properties.author)) == ["Åsa Ek", "Bo Al"]
    assert re.split(r"[,;] ", str(properties.keywords)) == ["bro", "ö"]


def test_xmp_claims_pdf_ua_1_and_pdf_a_2a(reader: PdfReader) -> None:
    xmp = catalogue(reader)["/Metadata"].get_object().get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def fonts_in(item: Any, seen: set[int]) -> Iterator[DictionaryObject]:
    """Yield every font that can be reached from an object."""
    found = item.get_object()
    if id(found) in seen:
        return
    seen.add(id(found))
    if isinstance(found, ArrayObject):
        for inner in found:
            yield from fonts_in(inner, seen)
    elif isinstance(found, DictionaryObject):
        if found.get("/Type") == "/Font":
            yield found
        for key, inner in found.items():
            if key not in ("/Parent", "/P"):
                yield from fonts_in(inner, seen)


def test_every_font_is_embedded_and_one_of_ours(reader: PdfReader) -> None:
    seen: set[int] = set()
    fonts = [font for page in reader.pages for font in fonts_in(page.get("/Resources"), seen)]
    simple = [font for font in fonts if str(font["/Subtype"]) != "/Type0"]

    assert simple
    for font in simple:
        descriptor = dictionary(font["/FontDescriptor"])
        assert descriptor.keys() & {"/FontFile", "/FontFile2", "/FontFile3"}
        assert "SourceSerifPro" in str(font["/BaseFont"]) or "SourceSansPro" in str(font["/BaseFont"])


def test_figures_have_the_alternative_texts_of_the_document(
    reader: PdfReader, documents: Mapping[str, Document]
) -> None:
    images = [node for node in tree.walk(tree.blocks(documents["report report"].tree)) if node["t"] == "Image"]
    alts = [tree.plain(image["c"][1]) for image in images]

    assert len(alts) == 3
    assert alts[0] == "Två liggande staplar, den andra dubbelt så lång som den första."
    assert [element.alt for element in structure(reader) if element.tag == "Figure"] == alts


def test_headings_have_tags_of_their_level_and_titles(reader: PdfReader) -> None:
    headings = [(e.tag, e.title.replace(NBSP, " ")) for e in structure(reader) if re.fullmatch("H[1-6]", e.tag)]
    titles = [(f"H{depth + 1}", title) for depth, title, _ in entries(reader)]

    assert [heading for heading in headings if heading[1] != "Innehåll"] == titles


def test_a_table_has_header_cells_and_a_caption(with_body: Callable[..., Document]) -> None:
    table = parsed("| Post | Kronor |\n|:---|---:|\n| Lön | 10 |\n| Hyra | 20 |\n\n: Kostnader {#tbl-k}\n")

    elements = structure(PdfReader(io.BytesIO(render(with_body(part(table))).content)))
    inside = elements[[element.tag for element in elements].index("Table") :]

    assert tags(inside, "Caption", "THead", "TBody", "TR", "TH", "TD") == [
        *("Caption", "THead", "TR", "TH", "TH"),
        *("TBody", "TR", "TD", "TD", "TR", "TD", "TD"),
    ]


@pytest.mark.parametrize(("size", "whole"), [(11, ["Miljö- och byggnadsnämnden"]), (14, [])])
def test_no_word_of_a_table_is_broken_where_all_have_room(
    with_body: Callable[..., Document], size: int, whole: list[str]
) -> None:
    table = parsed(
        "| Post | Budget 2022 | Avvikelse enligt nämnderna | Avvikelse enligt avdelningen |\n|:---|---:|---:|---:|\n"
        "| Miljö- och byggnadsnämnden | −17 | +3 | +19 |\n| Kultur- och fritidsnämnden | −86 | 0 | −1 |\n"
        "| Skatteintäkter och generella statsbidrag | +2\N{NO-BREAK SPACE}215 | +4 | +4 |\n"
    )
    document = with_body(part(table))
    description = document.edition.description.model_copy(update={"type_size": size})
    document = replace(document, edition=replace(document.edition, description=description))

    said = PdfReader(io.BytesIO(render(document).content)).pages[-1].extract_text()
    assert [word for word in re.findall(r"[^\W\d]{4,}", tree.plain([table])) if word not in said] == []
    assert [text for text in whole if text not in said] == []


@pytest.mark.parametrize("kind", ["case", "questions"])
@pytest.mark.parametrize("markdown", ["- ett\n- två\n", "1. ett\n2. två\n"], ids=["bullets", "numbers"])
def test_a_list_has_the_tags_of_a_list(with_body: Callable[..., Document], kind: str, markdown: str) -> None:
    elements = structure(PdfReader(io.BytesIO(render(with_body(part(parsed(markdown), kind=kind))).content)))

    assert tags(elements, "L", "LI", "Lbl", "LBody") == ["L", *("LI", "Lbl", "LBody") * 2]


def test_a_footnote_is_tagged_as_a_note(reader: PdfReader) -> None:
    assert tags(structure(reader), "Note") == ["Note"]


@pytest.mark.parametrize("language", ["en", "en-GB", "de"])
@pytest.mark.parametrize(
    "markdown",
    ["::: {{lang={}}}\nA foreign passage.\n:::\n", "Ett ord: [a foreign passage]{{lang={}}}.\n"],
    ids=["block", "words"],
)
def test_a_passage_has_the_language_that_its_author_gave_it(
    with_body: Callable[..., Document], markdown: str, language: str
) -> None:
    content = render(with_body(part(parsed(markdown.format(language))))).content
    reader = PdfReader(io.BytesIO(content))
    marked = re.findall(rb"/Lang\s*\((.*?)\)", b"".join(drawing_of(page) for page in reader.pages))
    languages = {element.language for element in structure(reader)} | {language.decode() for language in marked}

    assert languages - {"", "sv", "sv-SE"} == {language}


@pytest.mark.parametrize(
    "markdown",
    [
        "Före.\n\n* * *\n\nEfter.",
        "> Ett citat.\n>\n> - med en lista",
        "| en rad\n|   och en rad till",
        "Ord\n:   förklaring\n\nAnnat ord\n:   annan förklaring",
        "~~struket~~ H~2~O x^2^ [liten]{lang=en} **fet *kursiv***",
        "- [ ] att göra\n- [x] gjort",
        "(@) ett\n(@) två",
        "a) ett\nb) två",
        "4. fyra\n5. fem",
        "- ett\n\n    1. ett ett\n\n        - djupt\n\n- två",
        "    kod # $x$",
        "```python\nx = 1  # kod\n```",
        "En rad\\\nbruten.",
        "Se <https://example.org/a_b?c=d&e=f#g> och [dit](mailto:a@example.org).",
        "Ord.[^1]\n\n[^1]: Not med [länk](https://example.org).\n\n    Andra stycket.",
        "# Ett\n\n## Två\n\n### Tre\n\n#### Fyra\n\n##### Fem\n\nOrd.",
        "+-----+-----+\n| A   | B   |\n+=====+=====+\n| ett | två |\n+-----+-----+\n|  tre      |\n+-----------+",
        '::: {.exhibit #exh-a title="T"}\n- ett\n\n::: {.pullquote}\nOrd.\n:::\n:::',
    ],
    ids=[
        *(
            "scene break",
            "quotation",
            "lines",
            "definitions",
            "styles",
            "tasks",
            "examples",
            "letters",
            "start",
            "nested",
        ),
        *("code", "coloured code", "line break", "links", "footnote", "deep headings", "spans of cells", "boxes"),
    ],
)
def test_markdown_can_be_set(with_body: Callable[..., Document], markdown: str) -> None:
    assert render(with_body(part(parsed(markdown)))).warnings == ()


def test_internal_links_lead_to_the_page_that_they_name(reader: PdfReader) -> None:
    """`avsnitt 1.1` on the page of chapter 1 leads to itself, `fall 2` to the second case."""
    pages = {title: page for _, title, page in entries(reader)}
    named = {name: reader.get_destination_page_number(target) for name, target in reader.named_destinations.items()}
    links = [
        dictionary(annotation)
        for annotation in reader.pages[pages["1 Inledning"]].annotations or ()
        if dictionary(annotation)["/Subtype"] == "/Link"
    ]
    targets = [str(link["/Dest"]) for link in links if isinstance(link.get("/Dest"), str)]

    assert named["sec-syfte"] == pages["1.1 Syfte"]
    assert named["case-bron"] == pages["Fall 2 Bron"]
    assert {"sec-syfte", "case-bron", "sec-bilaga", "sec-forord"} <= set(targets)
    assert all("/Contents" in link for link in links)


def test_the_pages_say_what_the_sources_say(report: Rendered) -> None:
    text = text_of(report.content)

    for passage in (
        "Vi bygger på Svara (1985) och på andra (Svara 2001, s. 12). Se avsnitt 1.1 och fall 2.",
        "Figur 1. Staplar över antalet. Källa: efter Svara (2001).",
        "Tabell 1. Fallen i rapporten Fall Antal fall 1 1 fall 2 2",
        "Underlag 1. Mejl från Bo Hej Anna. Jag vill ha besked om skolan.",
        "Jämför figur 2 med 3, och läs underlag 1. ”En mening ur texten.” This passage is in English.",
    ):
        assert passage in text


def test_an_edition_has_its_parts_in_order(teacher: Rendered) -> None:
    text = text_of(teacher.content).replace("\N{SOFT HYPHEN} ", "")
    markers = ("Fallmarkör", "Frågemarkör", "Handledningsmarkör", "Epilogmarkör", "Referenser")
    places = [text.index(marker) for marker in markers]

    assert places == sorted(places)
    assert "Vad skulle du göra?" in text


def test_the_references_of_a_case_follow_its_text_whatever_they_are_called(
    documents: Mapping[str, Document], teacher: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = documents["cases/02-bron teacher"]
    monkeypatch.setattr(words.documents, "REFERENCES", "Litteratur")
    renamed = render(replace(document, tree=document.tree.replace('"Referenser"', '"Litteratur"'))).content

    assert "Litteratur" in text_of(renamed)
    assert "Referenser" not in text_of(renamed)
    assert len(PdfReader(io.BytesIO(renamed)).pages) == len(PdfReader(io.BytesIO(teacher.content)).pages)


def test_every_page_of_a_restricted_edition_says_so(teacher: Rendered) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(teacher.content)).pages]

    assert [index for index, text in enumerate(pages) if "får inte lämnas till studenter" not in text] == []


@pytest.mark.parametrize("type_size", [11, 16])
def test_a_long_banner_stands_whole_on_every_page_beside_a_long_title(
    type_size: float, documents: Mapping[str, Document]
) -> None:
    document = documents["report report"]
    banner = "UTKAST · Lärarutgåva – får inte lämnas till studenter"
    heading = "Kommundirektören, ordföranden och den nedlagda skolan"
    edition = document.edition.description.model_copy(update={"type_size": type_size})
    changed = replace(
        document,
        kind=DocumentKind.CASE,
        metadata=replace(document.metadata, banner=banner, heading=heading),
        edition=replace(document.edition, description=edition),
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render(changed).content)).pages]

    assert [index for index, text in enumerate(pages) if banner not in text.splitlines()] == []
    assert all(heading in text.splitlines() for text in pages[2:]), "nor does it break the title"


AS_WRITTEN: Final = {
    "apostrophe": "KEFU’s",
    "single quotes": "‘ord’",
    "double quotes": "”ord”",
    "straight quotes": "\"ord\" och 'ord'",
    "two hyphens": "a--b",
    "three hyphens": "a---b",
    "many hyphens": "a-----b",
    "dashes": "a–b—c",
    "minus sign": "−5",
    "three dots": "och...",
    "six dots": "och......",
    "ellipsis": "och…",
    "hash": r"\#let x = 1",
    "dollar": r"5 $ och 6 $",
    "at": r"namn\@example.org",
    "asterisks": r"\*a\*",
    "underscores": r"\_a\_ och a_b_c",
    "backslash": r"a\\b",
    "backslash before a letter": r"\\u{41}",
    "comment": "a // b /* c */",
    "angle brackets": r"\<a>",
    "square brackets": r"\[a\] och a\]",
    "braces": "{a}",
    "tilde": r"a\~b",
    "backtick": r"\`a\`",
    "caret": r"a\^b\^",
    "equals at the start": "= a",
    "plus at the start": r"\+ a",
    "hyphen at the start": r"\- a",
    "slash at the start": "/ a: b",
    "number at the start": r"12\. a",
    "colon": "a::b",
    "hyphen and question mark": "a-?b",
    "hyphen before a digit": "-5",
    "hyphens in words": "kommun- och regionchef",
    "URL": "www.example.org/a//b",
    "Swedish letters": "ÅÄÖ åäö é ü",
    "section sign": "7 kap. 1 §",
    "non-breaking space": f"1{NBSP}000",
    "code": "`a--b 'c' ... \\d #e`",
}


@pytest.fixture(scope="session")
def printed(with_body: Callable[..., Document]) -> str:
    """Return the text of a document that has one paragraph for each passage."""
    paragraphs = [f"«{name}» {passage} «slut»" for name, passage in AS_WRITTEN.items()]
    starts = [block for passage in AS_WRITTEN.values() for block in parsed(passage)]
    return text_of(render(with_body(part([*parsed("\n\n".join(paragraphs)), *starts]))).content)


@pytest.mark.parametrize(("name", "passage"), AS_WRITTEN.items(), ids=AS_WRITTEN)
def test_signs_are_printed_as_they_are_written(printed: str, name: str, passage: str) -> None:
    written = re.sub(r"\\(.)", r"\1", passage) if "`" not in passage[:1] else passage.strip("`")
    found = re.search(rf"«{name}» (.*?) «slut»", printed)

    assert found
    assert found[1] == written.replace(NBSP, " ")


@pytest.mark.parametrize("passage", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_a_paragraph_that_begins_with_signs_is_a_paragraph(passage: str) -> None:
    (block,) = for_typst(parsed(passage), ROOM)

    assert block["t"] == "Para"
    assert not re.match(r"([=+/-]|\d+\.) ", typst_of([block]))


@pytest.mark.parametrize(
    "alt",
    ['En skylt: "Stopp"', r"C:\bild\ny", 'Slutar med \\"', "#let x = 1 // $y$", "[a] <b> *c*", "ett -- två ... ’tre’"],
    ids=["quotes", "backslashes", "both", "code", "brackets", "shorthand"],
)
def test_an_alternative_text_is_kept_to_the_letter(with_body: Callable[..., Document], alt: str) -> None:
    figure = tree.figure(tree.attr("fig-a"), tree.text("Bildtext."), tree.image("a.svg", alt))
    document = with_body(part([figure]))
    document = replace(document, assets=(replace(document.assets[0], name="a.svg", content=PICTURE),))

    elements = structure(PdfReader(io.BytesIO(render(document).content)))

    assert [element.alt for element in elements if element.tag == "Figure"] == [alt]


def test_a_picture_fills_the_width_and_has_its_alternative_text() -> None:
    code = typst_of([tree.para([tree.image('a"b.svg', 'ett "citat"')])])

    assert code.strip() == r'#picture("a\"b.svg", alt: "ett \"citat\"", width: 100.0000%)'


def test_a_picture_has_its_share_of_the_width() -> None:
    image = {"t": "Image", "c": [tree.attr(width="40%"), tree.text("Alt"), ["a.svg", ""]]}

    assert "width: 40.0000%" in typst_of([tree.para([image])])


def test_an_exhibit_is_a_box_with_a_label_and_a_title() -> None:
    title = tree.div(tree.attr(classes=["exhibit-title"]), [tree.para(tree.text("Underlag 1. Mejl"))])
    exhibit = tree.div(["exh-mejl", ["exhibit"], []], [title, tree.para(tree.text("Hej."))])

    lines = [line for line in typst_of([exhibit]).splitlines() if line]

    assert lines == ["#exhibit[", "#exhibit-title[", r"Underlag 1\. Mejl", "]", r"Hej\.", "] <exh-mejl>"]


@pytest.mark.parametrize(
    ("classes", "attributes", "begin"),
    [(["pullquote"], [], "#pullquote["), (["notice"], [], "#notice[")],
    ids=["pullquote", "notice"],
)
def test_a_box_is_what_the_template_calls_it(classes: list[str], attributes: list[Any], begin: str) -> None:
    lines = typst_of([tree.div(["", classes, attributes], [tree.para(tree.text("Ord."))])]).split()

    assert lines == [begin, r"Ord\.", "]"]


def test_a_part_says_where_it_comes_from() -> None:
    code = typst_of([part([tree.para(tree.text("Ord."))], origin="cases/02-bron/epilogue.md")])

    assert "// origin: cases/02-bron/epilogue.md\n" in code


def test_students_have_room_for_answers_and_teachers_who_have_the_answers_do_not(
    documents: Mapping[str, Document],
) -> None:
    questions = part(parsed("Inledning.\n\n1. Ett?\n2. Två?\n3. Tre?\n"), kind="questions")
    written = {
        name: markup.write(tree.document(shaped([questions], documents[f"cases/01-skolan {name}"])), "typst-citations")
        for name in ("student", "teacher")
    }

    assert {name: text.count("#question[") for name, text in written.items()} == {"student": 3, "teacher": 0}


def test_a_page_is_called_what_is_printed_on_it(reader: PdfReader) -> None:
    assert reader.page_labels[:3] == ["i", "ii", "1"]
    for label, page in zip(reader.page_labels[2:], reader.pages[2:], strict=True):
        assert page.extract_text().split()[-1] == label


def test_the_tree_that_is_given_is_left_as_it_is(documents: Mapping[str, Document]) -> None:
    blocks = tree.blocks(documents["cases/01-skolan teacher"].tree)

    for_typst(blocks, ROOM)

    assert blocks == tree.blocks(documents["cases/01-skolan teacher"].tree)


def problems(document: Document) -> BuildError:
    with pytest.raises(BuildError) as caught:
        render(document)
    return caught.value


@pytest.mark.parametrize("sign", [PARTY, "\b"], ids=["emoji", "control character"])
def test_a_sign_without_a_glyph_is_an_error_that_names_its_source(
    with_body: Callable[..., Document], sign: str
) -> None:
    document = with_body(
        part(parsed("Ord."), origin="cases/01-skolan/case.md"),
        part(parsed(f"Ord {sign} ord."), origin="cases/01-skolan/questions.md"),
        part(parsed("Ord."), origin="cases/01-skolan/epilogue.md"),
    )

    (diagnostic,) = problems(document).diagnostics

    assert diagnostic.rule.name == "pdf-is-conforming"
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.location == Location(path=PurePosixPath("cases/01-skolan/questions.md"))
    assert diagnostic.passage == sign
    assert (sign if sign.isprintable() else r"\u{8}") in diagnostic.message
    assert document.metadata.title in diagnostic.message
    assert diagnostic.hints


def test_a_sign_without_a_glyph_in_the_metadata_is_reported_at_the_publication(
    documents: Mapping[str, Document],
) -> None:
    document = documents["report report"]
    metadata = replace(document.metadata, subtitle=f"Två fall {PARTY}")

    (diagnostic,) = problems(replace(document, metadata=metadata)).diagnostics

    assert diagnostic.location == PUBLICATION


def test_code_that_typst_cannot_compile_is_an_error_that_names_its_source(with_body: Callable[..., Document]) -> None:
    document = with_body(part([*parsed("Före felet."), tree.raw_block("typst", "#unknown[Felet]")]))

    (diagnostic,) = problems(document).diagnostics

    assert diagnostic.rule.name == "typst-compiles"
    assert "unknown variable: unknown" in diagnostic.message
    assert diagnostic.location == Location(path=PurePosixPath("cases/01-skolan/case.md"))
    assert "Felet" in diagnostic.passage


def test_a_warning_of_typst_is_a_warning_that_names_its_source(with_body: Callable[..., Document]) -> None:
    odd = tree.raw_block("typst", '#text(font: ("Nowhere", "Source Serif Pro"))[Udda]')

    (warning,) = render(with_body(part([odd]))).warnings

    assert warning.severity is Severity.WARNING
    assert "nowhere" in warning.message.lower()
    assert warning.location == Location(path=PurePosixPath("cases/01-skolan/case.md"))
