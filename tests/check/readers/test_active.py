"""What runs, loads or leads elsewhere is told, however it is spelt; links to web pages and pictures are not."""

from __future__ import annotations

import pytest

from kefu.check.readers import read
from kefu.check.readers.active import acts, fetches, fields, scheme_of


def active(name: str, content: str) -> list[str]:
    reading = read(name, content.encode())
    return [channel.text for channel in reading.channels if channel.name.endswith(" action")]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("https://example.org/", "https"),
        ("fall.html#a:b", ""),
        ("#javascript:", ""),
        ("javascript:alert(1)", "javascript"),
        (" \tJaVa\nScRiPt\r:alert(1)", "javascript"),
        ("\x01java\N{ZERO WIDTH SPACE}script:alert(1)", "javascript"),
        ("\N{NO-BREAK SPACE}data:text/html,x", "data"),
        ("//x.example/a", "//"),
        ("\\\\server\\a", "//"),
        ("/\\x.example", "//"),
    ],
)
def test_a_scheme_is_found_however_it_is_spelt(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript&#58;alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href=VBScript:x>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='file:///etc/passwd'>x</a>",
        "<area href='tel:112'>",
        "<p onclick='x()'>x</p>",
        "<p ONCLICK>x</p>",
        "<script>x()</script>",
        "<script src='a.js'></script>",
        "<iframe src='a.html'></iframe>",
        "<object data='a.swf'></object>",
        "<embed src='a.swf'>",
        "<base href='https://x.example/'>",
        "<form action='https://x.example/'></form>",
        "<button formaction='javascript:x'>x</button>",
        "<meta http-equiv=Refresh content='0; url=https://x.example/'>",
        "<img src='https://x.example/a.png'>",
        "<img src='//x.example/a.png'>",
        "<img src='data:text/html,x'>",
        "<img srcset='https://x.example/a.png 2x'>",
        "<link rel=stylesheet href='https://x.example/a.css'>",
        "<style>@import 'a.css'</style>",
        "<style>p { background: url(https://x.example/a.png) }</style>",
        "<style>@\\69mport 'a.css'</style>",
        "<p style='background: url(//x.example/a)'>x</p>",
        "<svg onload='x()'></svg>",
        "<svg><a xlink:href='javascript:x'>x</a></svg>",
        "<svg><image href='https://x.example/a.png'/></svg>",
        "<svg><use href='//x.example/a.svg#a'/></svg>",
        "<svg><set attributeName='href' to='javascript:x'/></svg>",
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        "<img src='a.png' srcset='a.png 1x, https://x.example/b.png 2x'>",
        "<link rel=preload as=image imagesrcset='//x.example/b.png 2x'>",
        "<a href='a.html' ping='https://x.example/'>x</a>",
        "<img src='a.png' attributionsrc='https://x.example/'>",
        "<style>a { background: image-set('https://x.example/a.png' 1x) }</style>",
        "<style>a { background: url(https:x.example/a.png) }</style>",
        "<style>a { background: url(data:text/html,x) }</style>",
        "<style>@font-face { src: src('https://x.example/a.woff2') }</style>",
        "<p style='background: u\\72l(//x.example/a)'>x</p>",
        "<fencedframe></fencedframe>",
        "<svg><rect fill='url(https://x.example/a.svg#b)'/></svg>",
        "<svg><rect filter='url(//x.example/a.svg#b)'/></svg>",
        "<svg><pattern href='https://x.example/a.svg#b'/></svg>",
        "<svg><linearGradient xlink:href='https://x.example/a.svg#b'/></svg>",
        "<svg><text><textPath href='https://x.example/a.svg#b'>x</textPath></text></svg>",
        "<svg xml:base='https://x.example/'><image href='a.png'/></svg>",
        "<svg><discard begin='1s'/></svg>",
    ],
)
def test_what_is_active_is_told(markup: str) -> None:
    assert active("a.html", f"<!DOCTYPE html><html><body>{markup}</body></html>")


@pytest.mark.parametrize(
    "content",
    [
        "<a xmlns='http://www.w3.org/2000/svg' href='java&#9;script:x'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'a.css'</style></svg>",
        "<?xml-stylesheet href='a.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_is_active_in_xml_is_told(content: str) -> None:
    assert active("a.svg", content)


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='https://example.org/?q=javascript:'>javascript: är ett ord</a>",
        "<a href='mailto:a@example.org'>x</a>",
        "<a href='#data:x'>x</a>",
        "<img src='bilder/a.png' alt=''>",
        "<img src='data:image/png;base64,AAAA' alt=''>",
        "<link rel=icon href='data:,'>",
        "<meta name=author content='Ada'>",
        "<link rel=canonical href='https://example.org/'>",
        "<p style='color: red' title='onclick'>url(//) och @import</p>",
        "<svg><use href='#a'/></svg>",
        "<img src='a.png' srcset='a.png 1x, b.png 2x, data:image/png;base64,AAAA 3x'>",
        "<svg><rect fill='url(#a)' mask='url(\"#b\")'/></svg>",
        "<style>a { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }</style>",
    ],
)
def test_what_is_not_active_is_not_told(markup: str) -> None:
    assert active("a.html", f"<!DOCTYPE html><html><body>{markup}</body></html>") == []


def test_a_style_sheet_that_names_its_own_files_fetches_nothing() -> None:
    assert not fetches("@font-face { src: url(fonts/a.woff2) } /* @import */ a { background: url(data:image/png,x) }")
    assert fetches("@IMPORT url(a.css)")


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_style_sheet_that_names_a_file_elsewhere_fetches_it_however_it_is_quoted(quote: str) -> None:
    assert fetches(f"a {{ background: url({quote}https://x.example/a.png{quote}) }}")
    assert not fetches(f"a {{ background: url({quote}a.png{quote}) }}")


def test_of_an_element_the_addresses_are_told_and_nothing_else() -> None:
    assert active("a.html", "<html><script src='a.js' id='hemligt'></script>") == ["script a.js\nscript"]
    assert active("a.html", "<html><form action='a.html' id='hemligt'></form>") == ["form a.html\nform"]


@pytest.mark.parametrize(
    "instructions",
    [
        'DDEAUTO cmd "/k x"',
        "DD\nEAUTO cmd x",
        'INCLUDEPICTURE "https://x.example/a.png" \\d',
        "PAGE\nLINK Excel.Sheet.8 a.xls",
        "MACROBUTTON Namn Tryck",
        'HYPERLINK "file:///c:/a.exe"',
    ],
)
def test_a_field_of_a_word_file_that_takes_something_from_elsewhere_is_told(instructions: str) -> None:
    assert [*fields(instructions)]


@pytest.mark.parametrize(
    "instructions",
    ['HYPERLINK "https://example.org/"', 'HYPERLINK \\l "link"', 'TOC \\o "1-3" \\h', "SEQ Tabell", "PAGEREF link \\h"],
)
def test_a_field_of_a_word_file_that_stays_in_it_is_not_told(instructions: str) -> None:
    assert [*fields(instructions)] == []


@pytest.mark.parametrize(
    ("element", "attributes", "told"),
    [
        ("w:fldSimple", {"w:instr": "DDEAUTO cmd x"}, ["DDEAUTO cmd x"]),
        ("w:tag", {"w:instr": "DDEAUTO cmd x"}, []),
        ("w:altChunk", {"r:id": "rId9"}, ["altchunk"]),
        ("w:object", {"data": "rId9"}, []),
        ("v:imagedata", {"src": "https://x.example/a.png"}, ["src https://x.example/a.png"]),
        ("v:imagedata", {"src": "media/a.png"}, []),
        ("v:shape", {"src": "https://x.example/a.png"}, []),
        ("Relationship", {"Type": "/relationships/image", "Target": "media/a.png"}, []),
        ("Relationship", {"Type": "/relationships/image", "Target": "a.png", "TargetMode": "External"},
         ["relation a.png"]),
        ("Relationship", {"Type": "/relationships/hyperlink", "Target": "https://x.example/"}, []),
        ("Relationship", {"Type": "/relationships/hyperlink", "Target": "file:///a"}, ["relation file:///a"]),
        ("Relationship", {"Type": "/relationships/image", "Target": "https://x.example/"},
         ["relation https://x.example/"]),
        ("tag", {"Type": "/relationships/image", "Target": "https://x.example/"}, []),
    ],
)  # fmt: skip
def test_what_an_element_of_a_word_file_takes_from_elsewhere_is_told(
    element: str, attributes: dict[str, str], told: list[str]
) -> None:
    assert [*acts(element, attributes.items(), form="DOCX")] == told


def test_a_part_of_a_book_is_told_if_it_is_a_script_or_has_one() -> None:
    page = {"href": "a.xhtml", "media-type": "application/xhtml+xml"}

    assert [*acts("item", page.items(), form="EPUB")] == []
    assert [*acts("item", {**page, "properties": "scripted"}.items(), form="EPUB")] == [
        "item scripted application/xhtml+xml"
    ]
