"""SVG and other XML."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers import read
from kefu.check.readers.channels import Reading
from kefu.check.readers.limits import Budget
from kefu.check.readers.xml import Dialect, form_of_root, read_xml

PASSAGE = "Den hemliga meningen står här på sin plats"
PACKED = base64.b64encode(f"<svg><text>{PASSAGE}</text></svg>".encode()).decode()
DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def found(reading: Reading) -> set[str]:
    return {channel.name for channel in reading.channels if PASSAGE in channel.text}


@pytest.mark.parametrize(
    ("inner", "channel"),
    [
        (f"<text>{PASSAGE}</text>", "SVG text"),
        (f"<text>{PASSAGE[:9]}<tspan>{PASSAGE[9:]}</tspan></text>", "SVG text"),
        (f"<text>{PASSAGE[:11]}<tspan>{PASSAGE[12:]}</tspan></text>", "SVG text"),
        (f"<text><![CDATA[{PASSAGE}]]></text>", "SVG text"),
        (f"<text>{PASSAGE.replace(' ', '&#32;').replace('å', '&aring;')}</text>", "SVG text"),
        (f"<foreignObject><p>{PASSAGE}</p></foreignObject>", "SVG text"),
        (f"<title>{PASSAGE}</title>", "SVG description"),
        (f"<g><desc>{PASSAGE}</desc></g>", "SVG description"),
        (f"<metadata><x:RDF><title>{PASSAGE}</title></x:RDF></metadata>", "SVG metadata"),
        (f"<style>a {{ content: '{PASSAGE}' }}</style>", "SVG style"),
        (f"<style>a {{ content: '{PASSAGE.replace('å', chr(92) + 'e5 ')}' }}</style>", "SVG style"),
        (f"<script>var a = '{PASSAGE}'</script>", "SVG script"),
        (f"<!-- {PASSAGE} -->", "SVG comment"),
        (f"<?note {PASSAGE}?>", "SVG comment"),
        (f"<g aria-label='{PASSAGE}'/>", "SVG attribute"),
        (f"<a href='#{PASSAGE.replace(' ', '%20').replace('å', '%C3%A5')}'/>", "SVG attribute"),
        (f"<image href='data:image/svg+xml;base64,{PACKED}'/>", "SVG text"),
    ],
)
def test_everything_in_a_picture_is_read(inner: str, channel: str) -> None:
    picture = (
        f'<?xml version="1.0" encoding="utf-8"?>\n{DOCTYPE}\n<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    )
    reading = read("a.svg", picture.encode())

    assert found(reading) - {"SVG drawn text"} == {channel}
    assert not reading.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    reading = read("a.xml", f'<?xml version="1.0" encoding="{encoding}"?><a>{PASSAGE}</a>'.encode(encoding))

    assert found(reading) == {"XML text"}
    assert not reading.problems


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "{PASSAGE}">{LAUGHS}]><a>&l9;</a>',
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>{PASSAGE}&x;</a>',
        f'<!DOCTYPE a [<!ATTLIST a b CDATA "{PASSAGE}">]><a/>',
        f"<a>{PASSAGE}",
        f"<a>{PASSAGE}&unknown;</a>",
        f"<a>{PASSAGE}</a><b/>",
        f'<?xml version="1.0" encoding="nothing"?><a>{PASSAGE}</a>',
        "<a>" * 100_000 + PASSAGE + "</a>" * 100_000,
    ],
)
def test_xml_that_is_not_read_in_full_is_a_problem_and_its_source_is_read(text: str) -> None:
    begin = time.process_time()
    reading = read("a.xml", text.encode())

    assert "XML source" in found(reading)
    assert reading.problems
    assert time.process_time() - begin < 2


def test_a_huge_attribute_is_read() -> None:
    reading = read("a.xml", f"<a b='{'x ' * 3_000_000}{PASSAGE}'/>".encode())

    assert found(reading) == {"XML attribute"}


def test_the_names_that_a_picture_uses_are_read() -> None:
    reading = read("a.svg", b"<svg><hemlig-del data-hemlig='1'/></svg>")
    names = {line for channel in reading.channels if channel.name == "SVG attribute" for line in channel.text.split()}

    assert {"hemlig-del", "data-hemlig"} <= names


@given(st.text(alphabet="<>/!?[]-&;='\" abCDATx\0å"))
def test_any_text_is_read_or_a_problem(text: str) -> None:
    reading = read("a.xml", f"<a>{text}</a>".encode())

    assert reading.channels


def test_the_root_is_found_also_where_the_rest_is_not() -> None:
    assert form_of_root(b"<?xml version='1.0'?><!-- x --><s:svg xmlns:s='y'><") == "svg"
    assert form_of_root(b"nothing") == ""


def read_as(content: str | bytes, **dialect: Any) -> Reading:
    """Return what a dialect reads in XML."""
    written = content.encode() if isinstance(content, str) else content
    return read_xml("a.xml", written, Dialect(**dialect), lambda _name, _content: Reading(channels=()), Budget())


def texts(reading: Reading) -> list[tuple[str, str, str]]:
    """Return the channels that are not put together, without the names of elements."""
    found = (channel for channel in reading.channels if not channel.rearranged)
    return [(each.name, each.place, each.text.strip()) for each in found if not each.place.endswith(" names")]


def test_the_source_of_what_is_not_well_formed_is_read_as_it_is() -> None:
    assert ("XML source", "a.xml", "<a>ord") in texts(read("a.xml", b"<a>ord"))
    source = texts(read_as(b"<a>\0\1p\xe5 sin plats", form="XML"))
    assert source == [("XML source", "a.xml", "sin plats\npå sin plats")]


def test_what_a_picture_draws_is_read_and_what_other_xml_draws_is_not() -> None:
    content = "<svg><text>ord</text></svg>"

    assert "SVG drawn text" in {name for name, _, _ in texts(read("a.svg", content.encode()))}
    assert {name for name, _, _ in texts(read("a.xml", content.encode()))} == {"file name", "XML text"}


def test_hidden_texts_are_left_out_as_the_form_hides_them() -> None:
    hidden, shown = "<r><rPr><vanish/></rPr><t>x</t></r>", "<r><t>{} </t></r>"
    ones = [shown.format("ett"), hidden, *map(shown.format, ("två", "tre")), hidden, hidden, shown.format("fyra")]
    page = "<p>" + "".join(ones).replace("<r><rPr><vanish/></rPr><t>", "<b hidden=''>").replace("</t></r>", "</b>")
    page = page.replace("<r><t>", "<b>") + "</p>"

    def together(reading: Reading) -> str:
        return "\n".join(channel.text for channel in reading.channels if channel.rearranged)

    assert "ett två tre fyra" in together(read_as(f"<p>{''.join(ones)}</p>", form="DOCX", words=frozenset({"t"})))
    assert "ett två tre fyra" in together(read_as(page, form="EPUB"))


def test_parts_of_a_picture_have_their_own_places() -> None:
    style, script = "<style>a { content: 'p\\e5' }</style>", "<script>x</script>"
    written = f"<svg><title>namn</title><text>ord \\e5</text>{style}{script}</svg>"

    assert {each for each in texts(read("a.svg", written.encode())) if each[0] != "SVG drawn text"} == {
        ("file name", "a.svg", "a\na.svg"),
        ("SVG description", "a.svg, title", "namn"),
        ("SVG text", "a.svg", "ord \\e5"),
        ("SVG style", "a.svg, style", "a { content: 'p\\e5' }"),
        ("SVG style", "a.svg, style, escapes decoded", "a { content: 'på' }"),
        ("SVG script", "a.svg, script", "x"),
        ("SVG action", "a.svg, attributes", "script"),
    }


def test_style_sheets_of_a_picture_are_searched_for_files_and_for_what_they_load() -> None:
    harmless = "a { fill: url('data:image/svg+xml,<svg><desc>ordet</desc></svg>') }"
    loading = "@import 'b.css'"
    found = texts(read("a.svg", f"<svg><style><![CDATA[{harmless}]]></style><text>{loading}</text></svg>".encode()))
    assert ("SVG description", "a.svg, data: URI 1 › desc", "ordet") in found
    assert "SVG action" not in {name for name, _, _ in found}

    found = texts(read("a.svg", f"<svg><style>{loading}</style></svg>".encode()))
    assert [text for name, _, text in found if name == "SVG action"] == [loading]


def test_all_attributes_of_an_element_are_read() -> None:
    reading = read("a.xml", b"<x a='1' b='2' c='3' onclick='4' e='5'/>")

    assert ("XML attribute", "a.xml, attributes", "1\n2\n3\n4\n5") in texts(reading)
    assert ("XML action", "a.xml, attributes", "onclick 4") in texts(reading)
    assert [c.text for c in reading.channels if c.place == "a.xml, names"] == ["x\na\nb\nc\nonclick\ne"]


def test_names_that_draw_nothing_are_told_of_pictures_alone() -> None:
    written = "<svg xlink:href='#a' x:label='ord' data-b='ord' width='5'><x:view/><path/></svg>"

    def names(name: str) -> list[str]:
        return [c.text for c in read(name, written.encode()).channels if c.name == "SVG name"]

    assert names("a.svg") == ["x:label\ndata-b\nx:view"]
    assert names("a.xml") == []


def test_elements_may_be_a_thousand_levels_deep() -> None:
    assert not read("a.xml", ("<a>" * 1000 + "</a>" * 1000).encode()).problems
    (problem,) = read("a.xml", ("<a>" * 1001 + "</a>" * 1001).encode()).problems
    assert problem.endswith("its elements are more than 1000 levels deep")


def test_elements_that_are_skipped_are_left_out_with_all_that_is_in_them() -> None:
    written = "<a>ett<del x='y'>x<b><del>y</del>z</b>w</del> två<del/> tre</a>"

    assert texts(read_as(written, form="XML", skipped=frozenset({"del"}))) == [("XML text", "a.xml", "ett två tre")]


def test_what_is_set_apart_is_read_by_itself_and_what_is_read_also_is_read_twice() -> None:
    written = "<doc>ett<note>x<b y='v'>z</b></note>två<change who='Bo'>tre<b>!</b></change>fyra</doc>"
    dialect = {"apart": {"note": "aside"}, "also": {"change": "version"}}

    assert {(name, place, *text.split()) for name, place, text in texts(read_as(written, form="XML", **dialect))} == {
        ("XML text", "a.xml", "etttvå", "tre!", "fyra"),
        ("XML aside", "a.xml, note", "xz"),
        ("XML aside", "a.xml, note, words apart", "x", "z"),
        ("XML version", "a.xml", "tre!"),
        ("XML attribute", "a.xml, attributes", "v", "Bo"),
        ("XML version", "a.xml, attributes", "Bo"),
    }


def test_what_is_set_apart_and_read_also_ends_where_its_elements_end() -> None:
    both = {"apart": {"note": "aside"}, "also": {"change": "change", "part": "part"}}
    written = "<doc>a<change>b<part>c</part>d</change>e<note>f<note>g</note>h</note>i</doc>"

    assert {(name, place, *text.split()) for name, place, text in texts(read_as(written, form="XML", **both))} == {
        ("XML text", "a.xml", "a", "b", "c", "d", "ei"),
        ("XML change", "a.xml", "b", "c", "d"),
        ("XML part", "a.xml", "c"),
        ("XML aside", "a.xml, note", "f", "g", "h"),
    }


def test_in_running_text_only_words_and_signs_count() -> None:
    written = (
        "<p>\n<r><t>ett</t><br/><t>två</t> <x>ord</x>\n<tc/><t>tre</t><sym w:char='0021'/><t w:char='0021'/></r></p>"
    )
    dialect = {"words": frozenset({"t"}), "signs": {"br": "\n", "tc": "\t"}}

    found = [(place, text) for name, place, text in texts(read_as(written, form="DOCX", **dialect)) if "text" in name]
    assert found == [("a.xml", "ett\ntvå\ttre!"), ("a.xml, x", "ord")]
    changed = read_as("<p><ins>\n<x>ord</x></ins></p>", form="DOCX", also={"ins": "change"}, words=frozenset({"t"}))
    assert ("DOCX change", "a.xml", "ord") in texts(changed)


@pytest.mark.parametrize(
    ("name", "text"),
    [("aring", "å"), ("NotEqualTilde", "\u2242\u0338"), ("amp", "&"), ("lt", "<")],
)
def test_characters_may_be_written_by_the_names_that_html_gives_them(name: str, text: str) -> None:
    assert ("XML text", "a.xml", f"x{text}y") in texts(read("a.xml", f"<a>x&{name};y</a>".encode()))


def test_a_style_sheet_in_another_file_is_told() -> None:
    found = texts(read("a.svg", b"<?xml-stylesheet href='a.css'?><?note b?><svg/>"))

    assert [text for name, _, text in found if name == "SVG action"] == ["xml-stylesheet href='a.css'"]
    assert [text for name, _, text in found if name == "SVG comment"] == ["xml-stylesheet href='a.css'\nnote b"]


def test_a_document_type_is_read() -> None:
    assert ("XML comment", "a.xml", "a p s") in texts(read("a.xml", b"<!DOCTYPE a PUBLIC 'p' 's'><a/>"))
