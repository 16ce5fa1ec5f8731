from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers.pdf.objects import Unreadable
from kefu.check.readers.pdf.tag_tree import read_structure
from kefu.check.readers.pdf.text import page_texts
from kefu.check.readers.structure import Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kefu.check.readers.structure import Structure

SOURCE = """
#set document(title: "Ett fall")
#set text(lang: "sv", region: "SE")
= Ett fall
Skolan i Sjövik. #footnote[Noten.] #text(lang: "en")[A school.]
== Planen
#figure(rect[Bild], alt: "En plan över skolan", caption: [Planen])
#table(columns: 2, table.header[År][Elever], [2024], table.cell(rowspan: 2)[312], [2025])
- Ett
- Två
#pagebreak()
#link("https://example.org/")[Protokollet] finns.
"""


@pytest.fixture(scope="module")
def base() -> bytes:
    return bytes(typst.compile(SOURCE.encode(), ignore_system_fonts=True, pdf_standards=["ua-1", "a-2a"]))


def changed(base: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(base)) as pdf:
        change(pdf)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


def walk(elements: tuple[Element | str, ...]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Element):
            yield element
            yield from walk(element.children)


def roles(content: bytes, role: str) -> list[Element]:
    return [element for element in walk(read_structure(content).elements) if element.role == role]


def text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else text(child) for child in element.children)


def test_what_the_file_declares(base: bytes) -> None:
    structure = read_structure(base)

    assert structure.title == "Ett fall"
    assert structure.displays_title
    assert structure.language == "sv-SE"
    assert structure.marked
    assert structure.pdf_ua == "1"
    assert structure.pdf_a == "2A"
    assert structure.unembedded == ()
    assert structure.information_title == "Ett fall"
    assert structure.bookmarked
    assert not structure.suspect
    assert (structure.unmapped, structure.extras, structure.faults) == ((), (), ())


def test_what_the_file_does_not_declare() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String("Titel")))
        written = io.BytesIO()
        pdf.save(written)

    structure = read_structure(written.getvalue())

    assert (structure.title, structure.information_title) == ("", "Titel")
    assert not structure.displays_title
    assert not structure.marked
    assert not structure.bookmarked
    assert (structure.language, structure.pdf_ua, structure.pdf_a) == ("", "", "")
    assert structure.elements == ()


def test_headings_in_reading_order_with_page_and_text(base: bytes) -> None:
    headings = [
        (each.role, text(each), each.page) for each in walk(read_structure(base).elements) if each.role[0] == "H"
    ]

    assert headings == [("H1", "Ett fall", 1), ("H2", "Planen", 1)]


def test_figures_have_their_alternative_text(base: bytes) -> None:
    assert [figure.alt for figure in roles(base, "Figure")] == ["En plan över skolan"]


def test_cells_have_their_attributes(base: bytes) -> None:
    assert [(text(cell).strip(), cell.attributes["Scope"]) for cell in roles(base, "TH")] == [
        ("År", "Column"),
        ("Elever", "Column"),
    ]
    assert [cell.attributes.get("RowSpan", "1") for cell in roles(base, "TD")] == ["1", "2", "1"]


def test_passages_have_their_language(base: bytes) -> None:
    content = changed(base, lambda pdf: pdf.Root.StructTreeRoot.K[0].K[0].__setattr__("Lang", String("en")))

    assert roles(content, "H1")[0].language == "en"


def test_lists_notes_and_links_are_elements(base: bytes) -> None:
    assert [text(item).strip() for item in roles(base, "LBody")] == ["Ett", "Två"]
    assert "Noten." in text(roles(base, "Note")[0])
    assert [(text(link).strip(), link.page) for link in roles(base, "Link")] == [("1", 1), ("1", 1), ("Protokollet", 2)]


def test_roles_are_mapped_to_standard_ones(base: bytes) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.StructTreeRoot
        tree.RoleMap = Dictionary(Rubrik=Name("/Överrubrik"), Loop=Name.Loop)
        tree.RoleMap["/Överrubrik"] = Name.H1
        tree.K[0].K[0].S = Name.Rubrik
        tree.K[0].K[1].S = Name.Loop

    elements = [*walk(read_structure(changed(base, rename)).elements)]

    assert [text(each) for each in elements if each.role == "H1"] == ["Ett fall"]
    assert sum(each.role == "Loop" for each in elements) == 1


def test_attributes_come_from_classes_too(base: bytes) -> None:
    def classify(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.StructTreeRoot
        tree.ClassMap = Dictionary(Ruta=Array([Dictionary(O=Name.Table, Scope=Name.Row, ColSpan=2)]))
        element = tree.K[0].K[0]
        element.C = Name.Ruta
        element.A = Array([Dictionary(O=Name.Table, Scope=Name.Column, Headers=Array([String("a"), String("b")])), 0])

    (heading,) = roles(changed(base, classify), "H1")

    assert heading.attributes == {"Scope": "Column", "ColSpan": "2", "Headers": "a b"}


def test_texts_for_machines_are_read(base: bytes) -> None:
    def describe(pdf: pikepdf.Pdf) -> None:
        element = pdf.Root.StructTreeRoot.K[0].K[0]
        element.ActualText = String("Ett helt fall")
        element.E = String("utläst")
        element.T = String("Titel på rubriken")

    (heading,) = roles(changed(base, describe), "H1")

    assert (heading.actual_text, heading.expansion, heading.title) == ("Ett helt fall", "utläst", "Titel på rubriken")


def test_text_of_marked_content_in_a_form_is_read(base: bytes) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1].obj
        content = page.Contents
        form = pdf.make_stream(content.read_bytes(), Subtype=Name.Form, BBox=page.MediaBox)
        form.Resources = page.Resources
        form = pdf.make_indirect(form)
        page.Resources = Dictionary(XObject=Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        for element in pdf.objects:
            if isinstance(element, Dictionary) and element.get("/Pg") == page and "/S" in element:
                kids = element.K if isinstance(element.K, Array) else [element.K]
                element.K = Array(
                    kid if isinstance(kid, Dictionary) else Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=kid)
                    for kid in kids
                )

    assert [text(link).strip() for link in roles(changed(base, move), "Link")] == ["1", "1", "Protokollet"]


def test_fonts_that_are_not_embedded_are_named(base: bytes) -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        for descriptor in [each for each in pdf.objects if isinstance(each, Dictionary) and "/FontFile3" in each]:
            del descriptor["/FontFile3"]

    assert read_structure(changed(base, strip)).unembedded


def test_lines_of_one_marked_content_are_apart() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F 9 Tf 9 90 Td (ett) Tj 0 -12 Td (fall) Tj ET EMC")
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page, K=0))
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
        written = io.BytesIO()
        pdf.save(written)

    (found,) = read_structure(written.getvalue()).elements
    assert found == Element(role="P", page=1, children=("ett\nfall",), lines=((1, 90.0), (1, 78.0)))


def suspect(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def test_tags_that_may_be_wrong_are_told(base: bytes) -> None:
    assert read_structure(changed(base, suspect)).suspect


def unmap(pdf: pikepdf.Pdf) -> None:
    for font in [each for each in pdf.objects if isinstance(each, Dictionary) and "/CIDToGIDMap" in each]:
        del font["/CIDToGIDMap"]
    for font in [each for each in pdf.objects if isinstance(each, Dictionary) and "/CIDSystemInfo" in each]:
        font.Subtype = Name.CIDFontType2


def test_fonts_that_do_not_say_which_glyph_is_which_are_named(base: bytes) -> None:
    assert read_structure(changed(base, unmap)).unmapped


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.csv"] = pikepdf.AttachedFileSpec(pdf, b"a;b", description="Data")


def refer(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Ref = Dictionary(F=String("annan.pdf"), Page=0)
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)


@pytest.mark.parametrize(
    ("add", "extra"),
    [
        (lambda pdf: pdf.Root.__setattr__("AcroForm", Dictionary(Fields=Array([]))), "form fields"),
        (lambda pdf: pdf.Root.__setattr__("OCProperties", Dictionary(OCGs=Array([]))), "layers"),
        (attach, "attached files"),
        (lambda pdf: pdf.Root.__setattr__("AF", Array([])), "attached files"),
        (refer, "content of other files"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_in_a_file_beside_its_pages_is_named(
    base: bytes, add: Callable[[pikepdf.Pdf], None], extra: str
) -> None:
    assert read_structure(changed(base, add)).extras == (extra,)


def first(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K[0].K[0]


def share(pdf: pikepdf.Pdf) -> None:
    other = pdf.Root.StructTreeRoot.K[0].K[1]
    other.K = Array([*other.K, *first(pdf).K])


def estrange(pdf: pikepdf.Pdf) -> None:
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/S") == "/TD":
            del element["/P"]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda pdf: first(pdf).__delitem__("/P"), "an element does not name its parent"),
        (estrange, "an element does not name its parent (3 times)"),
        (
            lambda pdf: first(pdf).__setattr__("Pg", pdf.make_indirect(Dictionary(Type=Name.Page))),
            "an element refers to a page that is not in the file",
        ),
        (share, "two elements claim the same content"),
        (lambda pdf: first(pdf).__setattr__("S", Name.Rubrik), "the type “Rubrik” does not map to a standard type"),
        (
            lambda pdf: pdf.Root.StructTreeRoot.RoleMap.__setattr__("Rubrik", Name.Rubrik),
            "the type “Rubrik” does not map to a standard type",
        ),
        (
            lambda pdf: pdf.Root.StructTreeRoot.RoleMap.__setattr__("P", Name.H1),
            "the standard type “P” is remapped",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_tree_that_breaks_a_rule_is_told_of(base: bytes, damage: Callable[[pikepdf.Pdf], None], fault: str) -> None:
    def with_roles(pdf: pikepdf.Pdf) -> None:
        if "/RoleMap" not in pdf.Root.StructTreeRoot:
            pdf.Root.StructTreeRoot.RoleMap = Dictionary()
        damage(pdf)

    assert read_structure(changed(base, with_roles)).faults == (fault,)


def deep(pdf: pikepdf.Pdf) -> None:
    element = pdf.make_indirect(Dictionary(S=Name.P))
    for _ in range(400):
        element = pdf.make_indirect(Dictionary(S=Name.Div, K=element))
    pdf.Root.StructTreeRoot.K = element


def cyclic(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K.append(pdf.Root.StructTreeRoot.K[0])


@pytest.mark.parametrize("knot", [deep, cyclic])
def test_a_tree_that_is_none_is_refused(base: bytes, knot: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises(Unreadable, match="structure tree"):
        read_structure(changed(base, knot))


@pytest.mark.parametrize("part", range(1, 10))
def test_a_truncated_file_is_refused(base: bytes, part: int) -> None:
    with pytest.raises(Unreadable):
        read_structure(base[: len(base) * part // 10])


def test_a_file_that_cannot_be_read_in_full_is_refused(base: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = pdf.make_stream(b"x", Filter=Name.Unknown)

    with pytest.raises(Unreadable, match="cannot be decoded"):
        read_structure(changed(base, plant))
    first = page_texts(base)[0]
    monkeypatch.setattr("kefu.check.readers.pdf.tag_tree.page_texts", lambda _: (first, None))
    with pytest.raises(Unreadable, match="page 2 cannot be read"):
        read_structure(base)


def drawn(*texts: str, language: str = "") -> bytes:
    """Return content with texts below each other, which are marked with numbers; the last may have a language."""
    content = ""
    for number, text in enumerate(texts):
        marked = f"/MCID {number}" + (f" /Lang ({language})" if language and text == texts[-1] else "")
        content += f"/P <<{marked}>> BDC BT /F 9 Tf 9 {90 - 20 * number} Td ({text}) Tj ET EMC "
    return content.encode()


def tagged(tree: Callable[[pikepdf.Pdf], Any], *pages: bytes, **root: Any) -> Structure:
    """Return what a file says about itself whose pages have contents, and whose elements a function makes."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for content in pages or (b"",):
            page = pdf.add_blank_page().obj
            page.Resources = Dictionary(Font=Dictionary(F=font))
            page.Contents = pdf.make_stream(content)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **root))
        pdf.Root.StructTreeRoot.K = tree(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return read_structure(written.getvalue())


def element(role: str, kids: Any = None, **more: Any) -> pikepdf.Object:
    made = Dictionary(S=Name(f"/{role}"), P=Dictionary(S=Name.Document), **more)
    if kids is not None:
        made.K = Array(kids) if isinstance(kids, list) else kids
    return made


def outline(elements: Sequence[Element | str]) -> list[Any]:
    """Return elements as lists: role, page and children."""
    return [each if isinstance(each, str) else [each.role, each.page, *outline(each.children)] for each in elements]


def test_an_element_is_on_its_page_or_on_that_of_what_is_around_or_in_it() -> None:
    def tree(pdf: pikepdf.Pdf) -> Any:
        first, second = (page.obj for page in pdf.pages)
        return Array(
            [
                element("P", 0, Pg=second),
                element("Sect", [element("P", [0]), element("P", Dictionary(MCID=1, Pg=second))], Pg=first),
                element("Sect", [element("Div", [element("P", [2], Pg=second)]), element("P", [element("Span")])]),
                element("P", [0]),
            ]
        )

    found = tagged(tree, drawn("ett"), drawn("tva", "tre", "fyra"))
    assert outline(found.elements) == [
        ["P", 2, "tva"],
        ["Sect", 1, ["P", 1, "ett"], ["P", 1, "tre"]],
        ["Sect", 2, ["Div", 2, ["P", 2, "fyra"]], ["P", None, ["Span", None]]],
        ["P", None, ""],
    ]
    assert found.faults == ()


def test_what_is_no_element_and_no_content_is_left_out() -> None:
    kids = [True, String("x"), Dictionary(X=1), Dictionary(MCID=String("0")), 7, element("Span")]
    found = tagged(lambda _: element("P", kids), drawn("ett"))

    assert outline(found.elements) == [["P", None, "", ["Span", None]]]
    assert tagged(lambda _: Array([3, element("P")])).elements == (Element(role="P", page=None),)


def test_a_passage_in_another_language_is_an_element() -> None:
    def tree(pdf: pikepdf.Pdf) -> Any:
        return element("P", [0, 1], Pg=pdf.pages[0].obj)

    found = tagged(tree, drawn("ett", "one", language="en"))
    (paragraph,) = found.elements
    assert paragraph.children == ("ett", Element(role="Span", page=1, language="en", children=("one",)))
    assert [page for page, _ in paragraph.lines] == [1, 1]


def test_each_kind_of_mistake_in_a_tree_is_counted() -> None:
    def tree(pdf: pikepdf.Pdf) -> Any:
        page, lost = pdf.pages[0].obj, pdf.make_indirect(Dictionary(Type=Name.Page))
        orphans = [Dictionary(S=Name.P) for _ in range(2)]
        claims = [element("P", [0], Pg=page) for _ in range(3)]
        return Array([*orphans, *claims, *(element("Rubrik", Pg=lost) for _ in range(2)), element("P", [9], Pg=page)])

    assert set(tagged(tree, drawn("ett")).faults) == {
        "an element does not name its parent (2 times)",
        "an element refers to a page that is not in the file (2 times)",
        "the type “Rubrik” does not map to a standard type (2 times)",
        "two elements claim the same content (2 times)",
    }


def test_roles_are_followed_to_the_first_standard_one() -> None:
    roles = Dictionary(Rubrik=Name.Mellan, Mellan=Name.H2, H2=Name.H2, Ring=Name.Ring2, Ring2=Name.Ring, P=Name.Rubrik)
    found = tagged(lambda _: Array([element("Rubrik"), element("H2"), element("P")]), RoleMap=roles)

    assert [each.role for each in found.elements] == ["H2", "H2", "P"]
    assert set(found.faults) == {
        "the type “Ring” does not map to a standard type",
        "the type “Ring2” does not map to a standard type",
        "the standard type “P” is remapped",
    }


def test_a_tree_may_be_two_hundred_levels_deep() -> None:
    def tree(levels: int) -> Any:
        inner = element("P")
        for _ in range(levels - 1):
            inner = element("Div", inner)
        return inner

    assert tagged(lambda _: tree(200)).elements
    with pytest.raises(Unreadable, match="more than 200 levels"):
        tagged(lambda _: tree(201))


def test_attributes_are_read_as_they_are_written() -> None:
    classes = Dictionary(
        A=Dictionary(O=Name.Table, Scope=Name.Row), B=Array([Dictionary(O=Name.List, Summary=String("x"))])
    )
    own = Dictionary(O=Name.Layout, Placement=Name.Block, Width=5, BBox=Array([0, 1.5]), On=True)
    found = tagged(
        lambda _: Array(
            [element("P", C=Array([Name.A, 0, Name.B]), A=own), element("P", C=Name.Unknown), element("P")]
        ),
        ClassMap=classes,
    )

    assert [each.attributes for each in found.elements] == [
        {"Scope": "Row", "Summary": "x", "Placement": "Block", "Width": "5", "BBox": "0 1.5", "On": "True"},
        {},
        {},
    ]


@pytest.mark.parametrize(
    ("font", "unembedded", "unmapped"),
    [
        (Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Plain), ("Plain",), ()),
        (Dictionary(Type=Name.Font, Subtype=Name.TrueType), ("a font without a name",), ()),
        (Dictionary(Type=Name.Font, Subtype=Name.Type3, BaseFont=Name.Plain), (), ()),
        (Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Plain), (), ()),
        (Dictionary(Type=Name.Font, BaseFont=Name.Plain), (), ()),
        (Dictionary(Subtype=Name.TrueType, BaseFont=Name.Plain), (), ()),
        (Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2), ("a font without a name",), ("a font without a name",)),
        (Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Plain, CIDToGIDMap=Name.Identity),
         ("Plain",), ()),
        (Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Plain), ("Plain",), ()),
    ],
)  # fmt: skip
def test_fonts_are_named_that_are_not_in_the_file_or_do_not_say_which_glyph_is_which(
    font: Dictionary, unembedded: tuple[str, ...], unmapped: tuple[str, ...]
) -> None:
    def tree(pdf: pikepdf.Pdf) -> Any:
        pdf.pages[0].obj.Resources = Dictionary()
        pdf.Root.Planted = Array([pdf.make_indirect(font)])
        return element("P")

    found = tagged(tree)
    assert (found.unembedded, found.unmapped) == (unembedded, unmapped)


@pytest.mark.parametrize("file", ["FontFile", "FontFile2", "FontFile3"])
def test_a_font_may_be_in_the_file_in_three_ways(file: str) -> None:
    def tree(pdf: pikepdf.Pdf) -> Any:
        pdf.pages[0].obj.Resources = Dictionary()
        descriptor = Dictionary({f"/{file}": pdf.make_indirect(pdf.make_stream(b"x"))})
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Plain, FontDescriptor=descriptor)
        pdf.Root.Planted = Array([pdf.make_indirect(font)])
        return element("P")

    assert tagged(tree).unembedded == ()


def test_a_part_of_a_standard_is_declared_together_with_its_level() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        level = b"<a xmlns:b='http://www.aiim.org/pdfa/ns/id/' b:conformance='A'/>"
        pdf.Root.Metadata = pdf.make_stream(level, Type=Name.Metadata, Subtype=Name.XML)
        written = io.BytesIO()
        pdf.save(written)

    assert read_structure(written.getvalue()).pdf_a == ""


def test_content_of_a_page_and_of_forms_is_claimed_once_each() -> None:
    def tree(pdf: pikepdf.Pdf, *, forms: bool) -> Any:
        page = pdf.pages[0].obj
        drawn_there = [pdf.make_indirect(pdf.make_stream(b"q Q", Subtype=Name.Form)) for _ in range(2)]
        places: list[dict[str, Any]] = [{"Stm": form} for form in drawn_there] if forms else [{}]
        claims = [element("P", Dictionary(Type=Name.MCR, Pg=page, MCID=0, **place)) for place in places]
        return Array([*claims, element("P", [0], Pg=page)])

    assert tagged(lambda pdf: tree(pdf, forms=True), drawn("ett")).faults == ()
    assert tagged(lambda pdf: tree(pdf, forms=False), drawn("ett")).faults == ("two elements claim the same content",)
