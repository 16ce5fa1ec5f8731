"""Passages that nobody finds who reads a file from beginning to end: broken up by hidden words, or in another order."""

from __future__ import annotations

import random
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from tests.sabotage.package_plants import BODY, PAGE, inside, run
from tests.sabotage.planting import Plant, before

from kefu.check.readers.kinds import Kind
from kefu.check.readers.scene import DRAWN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

JUNK: Final = ("gurka", "moln", "tratt", "spindel", "ostron", "kaffe", "lampa")
"""Words that no source has."""


def words(passage: str) -> list[str]:
    """Return the words of a passage, each with the space after it."""
    return re.findall(r"\S+\s*", passage)


def woven(passage: str, seen: Callable[[str], str], other: Callable[[str], str]) -> str:
    """Return the words of a passage with words that break it up between them, each written in its own way."""
    return "".join(seen(word) + other(f"{JUNK[number % len(JUNK)]} ") for number, word in enumerate(words(passage)))


def tag(name: str, attributes: str = "") -> Callable[[str], str]:
    """Return a way to write a text in an element."""
    return lambda text: f"<{name} {attributes}>{text}</{name}>" if attributes else f"<{name}>{text}</{name}>"


def plain(text: str) -> str:
    """Return a text as it is."""
    return text


def every(passage: str, written: Callable[[str], str]) -> str:
    """Return the words of a passage, each written in a way."""
    return "".join(map(written, words(passage)))


def backwards(passage: str, written: Callable[[str], str]) -> str:
    """Return the words of a passage from the last to the first, each written in a way."""
    return "".join(map(written, reversed(words(passage))))


def numbered(passage: str, written: Callable[[int, str], str]) -> str:
    """Return the words of a passage, each written in a way with its number."""
    return "".join(written(number, word) for number, word in enumerate(words(passage)))


def shuffled(passage: str, written: Callable[[int, str], str], *, letters: bool = False) -> str:
    """Return the words or letters of a passage, each written with its place, in an order that says nothing."""
    pieces = [*enumerate([*passage] if letters else words(passage))]
    random.Random(4).shuffle(pieces)  # noqa: S311 - an order like any other
    return "".join(written(place, piece) for place, piece in pieces)


HIDING: Final = (
    "hidden", 'style="display:none"', 'style="display: none !important"', 'style="visibility:hidden"',
    'style="opacity:0"', 'style="opacity: .01"', 'style="font-size:0"', 'style="font-size:1px"', 'style="font:0/0 a"',
    'style="color:transparent"', 'style="color:#fff"', 'style="color: rgb(255, 255, 255)"',
    'style="color:red;background-color:red"', 'style="position:absolute;left:-9999px"', 'style="text-indent:-9999px"',
    'style="clip-path:inset(50%)"', 'style="position:absolute;clip:rect(0,0,0,0)"',
    'style="max-height:0;overflow:hidden"',
    'style="transform:scale(0)"', 'style="d\\69splay:none"', 'aria-hidden="true"', 'class="sr-only"',
    'class="visually-hidden"', 'class="anything"',
)  # fmt: skip
"""What makes the words of an element of HTML unseen, or can."""

_WAYS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    *((given, partial(woven, seen=plain, other=tag("span", given))) for given in HIDING),
    ("letters in bold, others hidden", partial(woven, seen=tag("b"), other=tag("i", "hidden"))),
    ("letters hidden, others seen", partial(woven, seen=tag("i", 'style="display:none"'), other=plain)),
    ("hidden in different ways", lambda p: numbered(
        p, lambda number, word: f"{word}<span {HIDING[number + 1]}>moln</span>")),
    ("style sheet by class", lambda p: "<style>.q7 { display: none }</style>" + woven(
        p, tag("b", "class=a1"), tag("b", "class=q7"))),
    ("style sheet by place", lambda p: "<style>p b:nth-child(2){font-size:0}</style>" + every(
        p, lambda word: f"<p><b>{word}</b><b>tratt</b></p>")),
    ("style sheet by identifier", lambda p: "<style>@media screen{#q7,#q8{opacity:0}}</style>" + every(
        p, lambda word: f"{word}<u id=q7>tratt</u><i id=q8>moln</i>")),
    ("ruby", lambda p: f"<p><ruby>{woven(p, plain, tag('rt'))}</ruby></p>"),
    ("ruby with brackets", lambda p: every(p, lambda word: f"<ruby>{word}<rp>(</rp><rt>moln</rt><rp>)</rp></ruby>")),
    ("said by ruby alone", lambda p: f"<p><ruby>{woven(p, tag('rt'), plain)}</ruby></p>"),
    ("bold in part, others by class", lambda p: numbered(
        p, lambda n, word: f"{word if n % 2 else tag('b')(word)}<span class='h{n}'>moln</span>")),
    ("template", partial(woven, seen=plain, other=tag("template"))),
    ("details", partial(woven, seen=tag("div"), other=tag("details"))),
    ("deleted", partial(woven, seen=plain, other=tag("del"))),
    ("datalist", partial(woven, seen=plain, other=tag("datalist"))),
    ("every second word", partial(woven, seen=tag("b"), other=tag("b"))),
    ("every second cell", lambda p: f"<table><tr>{woven(p, tag('td'), tag('td'))}</tr></table>"),
    ("column of a table", lambda p: "<table>" + every(
        p, lambda word: f"<tr><td>moln</td><td>{word}</td><td>tratt</td></tr>") + "</table>"),
    ("column of headings", lambda p: "<table>" + every(
        p, lambda word: f"<tr><th><p>{word}</p></th><td>tratt</td></tr>") + "</table>"),
    ("words backwards", lambda p: f"<p style='display:flex;flex-direction:row-reverse'>{backwards(p, tag('i'))}</p>"),
    ("words from the right", lambda p: backwards(p, tag("b", 'style="float:right"'))),
    ("order", lambda p: shuffled(p, lambda place, word: f'<b style="order:{place}">{word}</b>')),
    ("order by class", lambda p: "<style>" + "".join(f".o{n}{{order:{n + 1}}}" for n in range(20)) + "</style>"
     + shuffled(p, lambda place, word: f'<b class="o{place}">{word}</b>')),
    ("first without order", lambda p: "<div><b style='order:2'>" + p.partition("veta")[2] + "</b><b>"
     + p.partition("veta")[0] + "veta</b></div>"),
    ("left", lambda p: shuffled(
        p, lambda place, word: f'<b style="position:absolute;left:{place * 40}px">{word}</b>')),
    ("letters from the left", lambda p: shuffled(
        p, lambda place, letter: f'<i style="position:absolute;left:{place}em">{letter}</i>', letters=True)),
    ("lines from the top", lambda p: shuffled(
        p, lambda place, word: f'<p style="top: {place * 12 - 30}pt; left: 0">{word}</p>')),
    ("right", lambda p: shuffled(p, lambda place, word: f'<b style="right:{900 - place * 40}px">{word}</b>')),
    ("translate", lambda p: shuffled(
        p, lambda place, word: f'<b style="transform: translate({place * 9}px, 3px)">{word}</b>')),
    ("grid", lambda p: shuffled(
        p, lambda place, word: f'<b style="grid-row:1;grid-column:{place + 1}">{word}</b>')),
    ("bdo by word", lambda p: every(p, lambda word: f'<bdo dir="rtl">{word[::-1]}</bdo>')),
    ("bdo", lambda p: f"<bdo dir='rtl'>{p[::-1]}</bdo>"),
    ("override by style", lambda p: every(
        p, lambda word: f"<b style='unicode-bidi:bidi-override;direction:rtl'>{word[::-1]}</b>")),
    ("override by character", lambda p: every(p, lambda word: f"\u202e{word[::-1]}\u202c")),
    ("one letter an element", lambda p: "".join(f"<i>{letter}</i>" for letter in p)),
)  # fmt: skip

_IN_ATTRIBUTES: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("a word an attribute", lambda p: "<p " + numbered(p, lambda n, word: f'data-w{n}="{word}" ') + ">x</p>"),
    ("a title a word", lambda p: numbered(p, lambda n, word: f'<i title="{word}" class="k{n}">x</i>')),
    ("an alternative text a word", lambda p: numbered(p, lambda n, word: f'<img src="x{n}.png" alt="{word}"/>')),
    ("a title a word, one twice", lambda p: f'<i title="{words(p)[2]}">x</i>' + every(
        p, lambda word: f'<i title="{word}">x</i>')),
    ("an identifier a word", lambda p: numbered(
        p, lambda n, word: f'<i id="{word.strip()}" class="k{n}" title="lampa{n}">x</i>')),
)  # fmt: skip


def _html(channel: str, what: str, written: Callable[[str], str]) -> Plant:
    return Plant(kind=Kind.HTML, what=what, channel=channel, put=before("</body>", written))


def _svg(what: str, written: Callable[[str], str], channel: str = "SVG text") -> Plant:
    return Plant(kind=Kind.SVG, what=what, channel=channel, put=before("</svg>", written))


def _epub(what: str, written: Callable[[str], str]) -> Plant:
    return Plant(kind=Kind.EPUB, what=what, channel="EPUB text", put=inside(PAGE, before("</body>", written)))


def _docx(what: str, written: Callable[[str], str], channel: str = "DOCX text") -> Plant:
    return Plant(kind=Kind.DOCX, what=what, channel=channel, put=inside(BODY, before("</w:body>", written)))


def styled(properties: str) -> Callable[[str], str]:
    """Return a way to write a run of a Word file, given its properties."""
    return lambda text: f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _cells(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


_PROPERTIES: Final = (
    "<w:vanish/>", '<w:vanish w:val="true"/>', "<w:webHidden/>", "<w:specVanish/>", '<w:color w:val="FFFFFF"/>',
    '<w:color w:val="FEFEFE"/>', '<w:sz w:val="1"/>', '<w:sz w:val="2"/><w:szCs w:val="2"/>', '<w:w w:val="1"/>',
    '<w:color w:val="C00000"/><w:shd w:val="clear" w:fill="C00000"/>', '<w:rStyle w:val="Anything"/>',
)  # fmt: skip


def _element(name: str, attributes: str = "") -> Callable[[str], str]:
    """Return a way to write a run in an element of a Word file."""
    return lambda text: f"<w:{name} {attributes}>{run(text)}</w:{name}>"


def _deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _symbol(letter: str, *, private: bool = False) -> str:
    code = ord(letter) + (0xF000 if private else 0)
    return f'<w:r><w:sym w:font="Arial" w:char="{code:04X}"/></w:r>'


def _paragraph(written: Callable[[str], str]) -> Callable[[str], str]:
    return lambda passage: f"<w:p>{written(passage)}</w:p>"


_CHANGE: Final = "DOCX tracked change"
_CHOICE: Final = '<mc:AlternateContent xmlns:mc="m">', "</mc:AlternateContent>"

DOCX: Final = (
    *(_docx(properties, _paragraph(partial(woven, seen=run, other=styled(properties)))) for properties in _PROPERTIES),
    _docx("hidden between seen", _paragraph(partial(woven, seen=styled("<w:vanish/>"), other=run))),
    _docx("bold between others", _paragraph(partial(woven, seen=styled("<w:b/>"), other=styled("<w:i/>")))),
    _docx("deleted between others", _paragraph(partial(woven, seen=run, other=_deleted)), _CHANGE),
    _docx("moved away between others", _paragraph(partial(woven, seen=run, other=_element("moveFrom"))), _CHANGE),
    _docx("seen between deleted", _paragraph(partial(woven, seen=_deleted, other=run)), _CHANGE),
    _docx("fallback", _paragraph(partial(
        woven, seen=lambda word: f"{_CHOICE[0]}<mc:Choice>{run(word)}</mc:Choice>",
        other=lambda junk: f"<mc:Fallback>{run(junk)}</mc:Fallback>{_CHOICE[1]}"))),
    _docx("said by fallback alone", _paragraph(partial(
        woven, seen=lambda word: f"{_CHOICE[0]}<mc:Fallback>{run(word)}</mc:Fallback>",
        other=lambda junk: f"<mc:Choice>{run(junk)}</mc:Choice>{_CHOICE[1]}"))),
    _docx("ruby", _paragraph(partial(
        woven, seen=lambda word: f"<w:r><w:ruby><w:rubyBase>{run(word)}</w:rubyBase>",
        other=lambda junk: f"<w:rt>{run(junk)}</w:rt></w:ruby></w:r>"))),
    _docx("symbols", _paragraph(lambda p: "".join(map(_symbol, p)))),
    _docx("symbols in the private area", _paragraph(lambda p: "".join(_symbol(letter, private=True) for letter in p))),
    _docx("symbols among letters", _paragraph(lambda p: "".join(
        _symbol(letter) if letter in "aeiou" else run(letter) for letter in p))),
    _docx("column of a table", lambda p: _cells([("moln", word, "tratt") for word in words(p)])),
    _docx("every second run", _paragraph(partial(woven, seen=run, other=run))),
    _docx("runs backwards", _paragraph(partial(backwards, written=run))),
    _docx("frames", lambda p: shuffled(
        p, lambda place, word: f'<w:p><w:pPr><w:framePr w:x="{place * 500}" w:y="90"/></w:pPr>{run(word)}</w:p>')),
    _docx("overridden direction", _paragraph(lambda p: every(
        p, lambda word: _element("bdo", 'w:val="rtl"')(word[::-1])))),
    _docx("field codes between", _paragraph(partial(
        woven, seen=run, other=lambda junk: f"<w:r><w:instrText>{junk}</w:instrText></w:r>"))),
)  # fmt: skip

SVG: Final = (
    *(_svg(given, partial(woven, seen=tag("text"), other=tag("text", given)))
      for given in ('visibility="hidden"', 'display="none"', 'opacity="0"', 'fill-opacity="0"', 'clip-path="url(#c)"')),
    *(_svg(given, partial(woven, seen=tag("text"), other=tag("text", given)), DRAWN)
      for given in ('fill="none"', 'font-size="0"', 'fill="white"', 'style="fill:none"')),
    _svg("definitions", partial(
        woven, seen=tag("text"), other=lambda junk: f"<defs><text>{junk}</text></defs>"), DRAWN),
    _svg("words by place", lambda p: shuffled(
        p, lambda place, word: f'<text x="{place * 30}" y="10">{word}</text>'), DRAWN),
    _svg("letters by place", lambda p: shuffled(
        p, lambda place, letter: f'<text x="{place * 5}" y="10">{letter}</text>', letters=True), DRAWN),
    _svg("letters on a wave", lambda p: shuffled(
        p, lambda place, letter: f'<text x="{place * 5}" y="{10 + place % 7}">{letter}</text>', letters=True), DRAWN),
    _svg("words by transform", lambda p: shuffled(
        p, lambda place, word: f'<g transform="translate({place * 30} 10)"><text>{word}</text></g>'), DRAWN),
    _svg("lines by place", lambda p: shuffled(
        p, lambda place, word: f'<text><tspan x="1" y="{place * 12}">{word}</tspan></text>'), DRAWN),
    _svg("words backwards", partial(backwards, written=tag("text")), DRAWN),
    _svg("style sheet", lambda p: "<style>.q7{visibility:hidden}</style><text>" + woven(
        p, tag("tspan"), tag("tspan", 'class="q7"')) + "</text>"),
)  # fmt: skip

HTML: Final = (
    *(_html("HTML text", what, written) for what, written in _WAYS),
    *(_html("HTML attribute", what, written) for what, written in _IN_ATTRIBUTES),
    _html("HTML style", "a word a rule", lambda p: "<style>" + numbered(
        p, lambda n, word: f'.w{n}::before {{ content: "{word}" }}') + "</style>"),
)  # fmt: skip
EPUB: Final = tuple(
    _epub(what, written)
    for what, written in _WAYS
    if what in {
        'style="display:none"', 'class="anything"', "ruby", "deleted",
        "column of headings", "order", "left", "override by style", "words backwards",
    }
)  # fmt: skip
PLANTS: Final = (*HTML, *SVG, *EPUB, *DOCX)
