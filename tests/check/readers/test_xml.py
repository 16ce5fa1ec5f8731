"""SVG and other XML."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers import read
from kefu.check.readers.xml import form_of_root

if TYPE_CHECKING:
    from kefu.check.readers.channels import Reading

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
