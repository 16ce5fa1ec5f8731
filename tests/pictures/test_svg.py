"""Drawings keep what is drawn, lose everything else, and take nothing from elsewhere."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.pictures.faults import PictureError
from kefu.pictures.svg import bare_svg

SVG = "{http://www.w3.org/2000/svg}"
PRIVATE = "hemligt"
NOTES = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- hemligt -->
<?redigerare hemligt?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" content="hemligt" data-x="hemligt"
 xmlns:pen="http://example.org/hemligt" pen:file="/home/hemligt.svg" width="72pt" height="1in" onload="hemligt()">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">hemligt</rdf:RDF></metadata>före
 <pen:view>hemligt</pen:view>mellan<title>hemligt</title><desc>hemligt</desc>
 <style><![CDATA[a > b {fill: #fff; -inkscape-font-specification:'hemligt'} /* hemligt */]]></style>
 <g id="hemligt" pen:label="hemligt" style="-inkscape-stroke:hemligt;fill:red"><!-- hemligt --><pen:x/>efter</g>
 <a href="https://example.org/hemligt" xlink:title="hemligt"><rect id="a" width="5" height="5" class="b"/></a>
 <g style="display: none"><path d="M0 0" id="hemligt2"/><text>hemligt</text></g>
 <switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">hemligt</p></foreignObject><path d="M1 1"/></switch>
 <use xlink:href="#a"/><text xml:space="preserve"> åäö &amp; </text>
</svg>"""


def bare(content: str | bytes) -> ElementTree.Element:
    made, _ = bare_svg(content if isinstance(content, bytes) else content.encode(), "Source Sans Pro", inner)
    return ElementTree.fromstring(made)  # noqa: S314 - our own drawing


def inner(content: bytes) -> tuple[str, bytes]:
    return "image/png", content.replace(b"hemligt", b"")


def svg(content: str) -> str:
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {xlink} width="9" height="9">{content}</svg>'


def why(content: str | bytes) -> PictureError:
    with pytest.raises(PictureError) as raised:
        bare(content)
    return raised.value


def test_an_svg_loses_what_nobody_sees_and_keeps_everything_else() -> None:
    content, size = bare_svg(NOTES.encode(), "Source Sans Pro", inner)
    root = ElementTree.fromstring(content)  # noqa: S314 - our own drawing
    embedded, style, *_ = root.findall(f"{SVG}style")

    assert size == (96, 96)
    assert PRIVATE.encode() not in content
    assert content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert (embedded.text or "").startswith("@font-face")
    assert style.text == "a > b {fill: #fff; }"
    assert [child.tag.removeprefix(SVG) for child in root][1:] == ["style", "g", "a", "g", "switch", "use", "text"]
    assert root.find(f"{SVG}g").attrib == {"style": "fill:red"}  # type: ignore[union-attr]  # it is there, as above
    assert root.find(f".//{SVG}rect").attrib["id"] == "a"  # type: ignore[union-attr]  # as above
    assert root.find(f"{SVG}use").attrib == {"{http://www.w3.org/1999/xlink}href": "#a"}  # type: ignore[union-attr]
    assert root.findtext(f"{SVG}text") == " åäö & "
    assert root.findall(f"{SVG}switch/{SVG}path")
    assert "före" in "".join(root.itertext())
    assert "mellan" in "".join(root.itertext())
    assert "efter" in "".join(root.itertext())


def test_taking_away_twice_takes_nothing_more() -> None:
    once, size = bare_svg(svg('<rect id="a" width="3"/><use href="#a"/>').encode(), "Source Sans Pro", inner)

    assert bare_svg(once, "Source Sans Pro", inner) == (once, size)


def test_what_is_hidden_stays_if_something_else_draws_it() -> None:
    root = bare(svg('<g display="none"><path id="a" d="M0 0"/><rect/></g><use href="#a"/><clipPath><rect/></clipPath>'))

    assert root.find(f".//{SVG}path") is not None
    assert [parent.tag.removeprefix(SVG) for parent in root if parent.find(f"{SVG}rect") is not None] == ["clipPath"]


def test_a_picture_in_a_drawing_is_made_bare_too() -> None:
    data = base64.b64encode(b"PNG hemligt").decode()
    root = bare(
        svg(f'<image width="3" href="data:image/jpg;base64,{data[:8]} {data[8:]}"/><image href="data:,PNG%20x"/>')
    )
    first, second = (image.get("href", "") for image in root.iter(f"{SVG}image"))

    assert first == "data:image/png;base64," + base64.b64encode(b"PNG ").decode()
    assert second == "data:image/png;base64," + base64.b64encode(b"PNG x").decode()


@pytest.mark.parametrize(
    "content",
    [
        '<image href="foto.jpg"/>',
        '<image xlink:href="file:///home/x/foto.jpg"/>',
        '<image xlink:href="https://example.org/foto.jpg"/>',
        '<use href="annan.svg#a"/>',
        "<style>@import url(https://example.org/x.css);</style>",
        "<style>.a {fill: url('https://example.org/x.svg#a')}</style>",
        '<rect fill="url(annan.svg#a)"/>',
        '<rect style="mask: url(annan.svg#a)"/>',
    ],
)
def test_what_is_taken_from_elsewhere_is_told(content: str) -> None:
    error = why(svg(content))

    assert error.rule.name == "picture-is-portable"
    assert "from outside itself" in error.message
    assert "embed" in error.hint


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<g><foreignObject><p/></foreignObject></g>", "foreignObject"),
        ("<flowRoot><flowPara>Text</flowPara></flowRoot>", "Inkscape"),
        ('<rect><animate attributeName="x" to="9"/></rect>', "moves"),
    ],
)
def test_what_some_format_cannot_show_is_told(content: str, what: str) -> None:
    error = why(svg(content))

    assert error.rule.name == "picture-is-portable"
    assert what in error.message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<svg", "unclosed token"),
        (b"<p/>", "not an SVG"),
        (b'<svg width="9" height="9"/>', "not an SVG"),
        (b'<?xml version="1.0" encoding="okodad"?><svg/>', "encoding"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no valid width and height"),
        (svg("<g>" * 20_000 + "</g>" * 20_000).encode(), "nested"),
        (svg("<metadata>" * 20_000 + "</metadata>" * 20_000).encode(), "nested"),
    ],
)
def test_what_is_no_drawing_is_told(content: bytes, what: str) -> None:
    error = why(content)

    assert error.rule.name == "picture-is-readable"
    assert what in error.message


BOMB = "<!DOCTYPE svg [<!ENTITY a0 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
)


def test_entities_that_grow_without_end_are_told() -> None:
    assert why(BOMB + "]>" + svg("<text>&a9;</text>")).rule.name == "picture-is-readable"


def test_entities_that_illustrator_writes_are_read() -> None:
    entity = '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'

    assert (
        bare(f'{entity}<svg xmlns="&ns_svg;" width="9" height="9"><path d="M0 0"/></svg>').find(f"{SVG}path")
        is not None
    )


@given(st.binary(max_size=60))
def test_whatever_a_file_contains_it_is_made_bare_or_told(content: bytes) -> None:
    try:
        bare(content)
    except PictureError as error:
        assert error.hint  # noqa: PT017 - either is right, and nothing else is raised
