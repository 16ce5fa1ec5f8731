"""Pictures of web pages: what is taken away from an SVG, what stays, and how large a picture is."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kefu.diagnostics import BuildError
from kefu.engines.pictures import shown
from kefu.model import Asset

NOTES = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- hemligt -->
<?redigerare hemligt?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:pen="http://example.org/hemligt" pen:file="/home/hemligt.svg" width="72pt" height="1in">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">hemligt</rdf:RDF></metadata>före
 <pen:view>hemligt</pen:view>mellan<title>Titel</title>
 <style><![CDATA[a > b {fill: #fff}]]></style>
 <g id="a" pen:label="hemligt"><!-- hemligt --><path d="M0 0"/><pen:x/>efter</g>
 <use xlink:href="#a"/><text xml:space="preserve"> åäö &amp; </text>
</svg>"""


def svg(attributes: str, content: str = "<path/>") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'.encode()


def size(content: bytes, name: str = "a.svg") -> tuple[int, int]:
    return shown(Asset(name=name, content=content))[1]


def test_an_svg_loses_what_nobody_sees_and_keeps_everything_else() -> None:
    asset, _ = shown(Asset(name="a.svg", content=NOTES.encode()))
    root = ElementTree.fromstring(asset.content)  # noqa: S314 - our own page
    name = "{http://www.w3.org/2000/svg}"

    assert asset.name == "a.svg"
    assert b"hemligt" not in asset.content
    assert [child.tag for child in root] == [f"{name}{tag}" for tag in ("title", "style", "g", "use", "text")]
    assert root.findtext(f"{name}style") == "a > b {fill: #fff}"
    assert " ".join("".join(root.itertext()).split()) == "före mellanTitel a > b {fill: #fff} efter åäö &"
    assert root[3].get("{http://www.w3.org/1999/xlink}href") == "#a"
    assert root[4].text == " åäö & "
    assert asset.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')


def test_taking_away_twice_takes_nothing_more() -> None:
    asset, first = shown(Asset(name="a.svg", content=NOTES.encode()))

    assert shown(asset) == (asset, first)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="72pt" height="1in"', (96, 96)),
        ('width="400" height="80.4px"', (400, 80)),
        ('width="25.4mm" height="2.54cm"', (96, 96)),
        ('width="6pc" height=".01"', (96, 1)),
        ('width="100%" height="100%" viewBox="0 0 300 150.2"', (300, 150)),
        ('viewBox="10,20,30,40"', (30, 40)),
    ],
)
def test_the_size_is_in_css_pixels(attributes: str, expected: tuple[int, int]) -> None:
    assert size(svg(attributes)) == expected


def test_pixels_are_counted_and_a_photograph_is_as_it_was() -> None:
    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    asset = Asset(name="a.png", content=file.getvalue())

    assert shown(asset) == (asset, (30, 20))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.svg", b"<svg", "unclosed token"),
        ("a.svg", b"", "no element found"),
        ("a.svg", b"<p/>", "it is XML, but not an SVG"),
        ("a.svg", b'\xff\xfe<?xml version="1.0"?>', ""),
        ("a.svg", b'<?xml version="1.0" encoding="okodad"?><svg/>', "encoding"),
        ("a.svg", svg(""), "it has no valid width and height"),
        ("a.svg", svg('width="0" height="10"'), "it has no valid width and height"),
        ("a.svg", svg('viewBox="a b c d"'), "could not convert"),
        ("a.svg", svg('viewBox="0 0 nan inf"'), "it has no valid width and height"),
        ("a.svg", svg('viewBox="0 0 1 2 3"'), "it has no valid width and height"),
        ("a.png", b"ingen bild", "cannot identify"),
        ("a.jpg", b"\xff\xd8\xff", ""),
    ],
)
def test_a_picture_that_cannot_be_read_is_told_at_its_file(name: str, content: bytes, why: str) -> None:
    with pytest.raises(BuildError) as raised:
        shown(Asset(name=f"cases%2F01-x%2F{name}", content=content))
    (diagnostic,) = raised.value.diagnostics

    assert diagnostic.rule.name == "picture-is-readable"
    assert diagnostic.location.path == PurePosixPath("cases/01-x", name)
    assert diagnostic.message.startswith("the picture cannot be read: ")
    assert why in diagnostic.message


BOMB = "<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)


def test_entities_that_grow_without_end_are_told() -> None:
    bomb = f'{BOMB}]><svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><desc>&a9;</desc></svg>'
    with pytest.raises(BuildError, match="cannot be read"):
        shown(Asset(name="a.svg", content=bomb.encode()))


@given(st.binary(max_size=60), st.sampled_from(("a.svg", "a.png")))
def test_whatever_a_file_holds_it_is_shown_or_told(content: bytes, name: str) -> None:
    try:
        shown(Asset(name=name, content=content))
    except BuildError as error:
        assert len(error.diagnostics) == 1  # noqa: PT017 - either is right, and nothing else is raised
