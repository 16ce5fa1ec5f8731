"""Passages in every channel of HTML, SVG, XML, JSON and plain texts, and of what is packed or bytes."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import json
import random
import re
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it comes without types
from tests.sabotage.planting import Plant, before, text_file

from kefu.check.readers.data import PAGEFIND
from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _uri(kind: str, content: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content.encode()).decode()}"


def _named(passage: str) -> str:
    name = re.sub(r"[^A-Za-zåäö]", "", passage)
    return f"<svg><g data-{name}='x'/></svg>"


def _html(channel: str, what: str, written: Callable[[str], str], *also: str, unread: bool = False) -> Plant:
    put = before("</body>", written)
    return Plant(kind=Kind.HTML, what=what, channel=channel, put=put, also=frozenset(also), unread=unread)


def _svg(channel: str, what: str, written: Callable[[str], str], *also: str) -> Plant:
    put = before("</svg>", written)
    return Plant(kind=Kind.SVG, what=what, channel=f"SVG {channel}", put=put, also=frozenset(also))


def _xml(channel: str, what: str, written: Callable[[str], str]) -> Plant:
    return Plant(kind=Kind.XML, what=what, channel=f"XML {channel}", put=before("</article>", written))


HTML: Final = (
    _html("HTML text", "paragraph", lambda p: f"<p>{p[:9]}<em>{p[9:]}</em></p>"),
    _html("HTML text", "hidden paragraph", lambda p: f"<p hidden>{p}</p>"),
    _html("HTML text", "page in a page", lambda p: f"<iframe srcdoc='&lt;p>{p}'></iframe>", "HTML attribute"),
    _html("HTML template", "template", lambda p: f"<template><p>{p}</p></template>"),
    _html("HTML noscript", "noscript", lambda p: f"<noscript><p>{p}</p></noscript>"),
    _html("HTML attribute", "title", lambda p: f'<span title="{p}"></span>'),
    _html("HTML attribute", "data attribute", lambda p: f'<span data-note="{p}"></span>'),
    _html("HTML attribute", "meta", lambda p: f'<meta name="description" content="{p}">'),
    _html("HTML comment", "comment", lambda p: f"<!-- {p} -->"),
    _html("HTML script", "script", lambda p: f"<script>let note = {json.dumps(p)};</script>"),
    _html("HTML script", "JSON-LD", lambda p: f'<script type="application/ld+json">{{"@type": "Book", "abstract": '
          f"{json.dumps(p)}}}</script>"),
    _html("HTML style", "style sheet", lambda p: f"<style>a::after {{ content: '{p}' }}</style>"),
    _html("HTML action", "event", lambda p: f'<p onclick="alert(\'{p}\')">x</p>', "HTML attribute"),
    _html("HTML action", "link that runs", lambda p: f'<a href=" java&Tab;script&colon;alert(\'{p}\')">x</a>',
          "HTML attribute"),
    _html("HTML action", "style sheet that loads", lambda p: f'<style>@import "https://x.example/{p}"</style>',
          "HTML style"),
    _html("SVG action", "event in a picture", lambda p: f'<svg><g onload="alert(\'{p}\')"/></svg>',
          "SVG attribute"),
    _html("HTML source", "page that is too much to read", lambda p: f"<p>{p}<script>[{',' * 2_000_001}]</script>",
          "HTML text", unread=True),
    _html("SVG text", "text of a picture", lambda p: f"<svg><text>{p}</text></svg>"),
    _html("SVG attribute", "label of a picture", lambda p: f'<svg aria-label="{p}"></svg>'),
    _html("SVG comment", "comment in a picture", lambda p: f"<svg><!-- {p} --></svg>"),
    _html("SVG description", "title of a picture", lambda p: f"<svg><title>{p}</title></svg>"),
    _html("SVG description", "picture in a data: URI", lambda p:
          f'<img src="{_uri("image/svg+xml", f"<svg><desc>{p}</desc></svg>")}" alt="">', "HTML attribute"),
    _html("SVG name", "names in a picture in a data: URI", lambda p:
          f'<img src="{_uri("image/svg+xml", _named(p))}" alt="">', "SVG attribute", "HTML attribute"),
    _html("SVG metadata", "metadata of a picture", lambda p: f"<svg><metadata><x>{p}</x></metadata></svg>"),
    _html("SVG script", "script of a picture", lambda p: f"<svg><script>'{p}'</script></svg>"),
    _html("SVG style", "style of a picture", lambda p: f"<svg><style>/* {p} */</style></svg>"),
    _html("text text", "text in a data: URI", lambda p: f'<a href="{_uri("text/plain", p)}">x</a>',
          "HTML attribute", "HTML action"),
)  # fmt: skip


def _shuffled(
    passage: str, written: Callable[[int, str], str], *, letters: bool = False, left: str = "<g>", right: str = "</g>"
) -> str:
    """Return SVG in which the words or letters of a passage are written in any order, each with its number."""
    pieces = [*enumerate("".join(passage.split()) if letters else passage.split())]
    texts = (written(number, piece) for number, piece in random.Random(3).sample(pieces, len(pieces)))  # noqa: S311 - nothing is secret
    return f"{left}{''.join(texts)}{right}"


ORDERS: Final[Mapping[str, Callable[[str], str]]] = {
    "words in any order": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i % 4 * 99}" y="{i // 4 * 20}">{word}</text>'
    ),
    "words in parts of a text": lambda p: _shuffled(
        p, lambda i, word: f'<tspan x="{i % 4 * 99}" y="{i // 4 * 20}">{word}</tspan>', left="<text>", right="</text>"
    ),
    "words that are moved": lambda p: _shuffled(
        p, lambda i, word: f'<g transform="translate({i % 4 * 99}, {i // 4 * 20})"><text>{word}</text></g>'
    ),
    "words that are moved by a style": lambda p: _shuffled(
        p, lambda i, word: f'<text style="transform: translate({i % 4 * 99}px, {i // 4 * 20}px)">{word}</text>'
    ),
    "words that are moved by a matrix": lambda p: _shuffled(
        p, lambda i, word: f'<text transform="matrix(1 0 0 1 {i % 4 * 99} {i // 4 * 20})">{word}</text>'
    ),
    "words in columns": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i // 6 * 200}" y="{i % 6 * 20}">{word}</text>'
    ),
    "words in columns that are centred": lambda p: _shuffled(
        p, lambda i, word: f'<text text-anchor="middle" x="{i // 6 * 200}" y="{i % 6 * 20}">{word}</text>'
    ),
    "words in millimetres": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i % 4 * 9}mm" y="{i // 4 * 20}px">{word}</text>'
    ),
    "words that are turned": lambda p: _shuffled(
        p, lambda i, word: f'<text transform="rotate(-90 {i // 4 * 20} {400 - i % 4 * 99})" '
        f'x="{i // 4 * 20}" y="{400 - i % 4 * 99}">{word}</text>'
    ),
    "words in a drawing that is turned": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i % 4 * 99}" y="{i // 4 * 20}">{word}</text>', left='<g transform="rotate(37)">'
    ),
    "words in symbols": lambda p: _shuffled(
        p, lambda i, word: f'<symbol id="w{i}"><text>{word}</text></symbol>'
        f'<use href="#w{i}" x="{i % 4 * 99}" y="{i // 4 * 20}"/>'
    ),
    "letters with places of their own": lambda p: _shuffled(
        p, lambda i, letter: f'<text x="{i % 20 * 9}" y="{i // 20 * 20}">{letter}</text>', letters=True
    ),
    "letters with a list of places": lambda p: (
        f'<text y="9" x="{" ".join(str(9 * i) for i in (*range(1, len(p), 2), *range(0, len(p), 2)))}">'
        f"{p[1::2]}{p[::2]}</text>".replace("> ", ">")
    ),
    "letters that are moved apart": lambda p: _shuffled(
        p, lambda i, letter: f'<tspan dx="{9 * i}" dy="0" x="0" y="9">{letter}</tspan>', letters=True,
        left="<text>", right="</text>"
    ),
    "words along a path": lambda p: _shuffled(
        p, lambda i, word: f'<text><textPath href="#way" startOffset="{i * 60}">{word}</textPath></text>'
    ),
    "words among others of another colour": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i * 99}" y="9">{word}</text><text fill="#fff" x="{i * 99 + 50}" y="9">på</text>'
    ),
    "words among others of another size": lambda p: _shuffled(
        p, lambda i, word: f'<text x="{i * 99}" y="9">{word}</text>'
        f'<text style="font-size:3px" x="{i * 99 + 50}" y="9">på</text>'
    ),
}  # fmt: skip
"""Ways to draw a passage so that it cannot be read in the order in which it is written."""

SVG: Final = (
    _svg("name", "name of an element", _named, "SVG attribute"),
    _svg("text", "text", lambda p: f"<text>{p[:9]}<tspan>{p[9:]}</tspan></text>", "SVG drawn text"),
    *(_svg("drawn text", what, written) for what, written in ORDERS.items()),
    _svg("attribute", "label", lambda p: f'<g aria-label="{p}"/>'),
    _svg("action", "event", lambda p: f'<g onload="alert(\'{p}\')"/>', "SVG attribute"),
    _svg("comment", "comment", lambda p: f"<!-- {p} -->"),
    _svg("description", "title", lambda p: f"<title>{p}</title>"),
    _svg("description", "description", lambda p: f"<g><desc>{p}</desc></g>"),
    _svg("metadata", "metadata", lambda p: f"<metadata><x>{p}</x></metadata>"),
    _svg("script", "script", lambda p: f"<script>'{p}'</script>"),
    _svg("style", "style", lambda p: f"<style>/* {p} */</style>"),
    Plant(kind=Kind.SVG, what="picture that is not well-formed", channel="SVG source", unread=True,
          put=before("</svg>", lambda p: f"<text>{p}<</text>")),
)  # fmt: skip
XML: Final = (
    _xml("text", "text", lambda p: f"<p>{p[:9]}<x>{p[9:]}</x></p>".replace("<x>", "<b>").replace("</x>", "</b>")),
    _xml("attribute", "attribute", lambda p: f'<p note="{p}"/>'),
    Plant(kind=Kind.XML, what="link that runs", channel="XML action", also=frozenset({"XML attribute"}),
          put=before("</article>", lambda p: f'<a href="vbscript:{p}"/>')),
    _xml("comment", "comment", lambda p: f"<!-- {p} -->"),
    Plant(kind=Kind.XML, what="file that is not well-formed", channel="XML source", unread=True,
          put=before("</article>", lambda p: f"<p>{p}<</p>")),
)  # fmt: skip


def in_manifest(content: bytes, passage: str) -> bytes:
    """Return a manifest with a passage in an entry, its letters escaped."""
    manifest = json.loads(content)
    manifest["artifacts"][0]["note"] = passage
    return json.dumps(manifest).encode()


def manifest_key(content: bytes, passage: str) -> bytes:
    """Return a manifest with a passage as a key."""
    return json.dumps({**json.loads(content), passage: 1}).encode()


def fragment(content: bytes, passage: str) -> bytes:
    """Return a fragment of a search index that holds a passage."""
    entry = json.loads(gzip.decompress(content).removeprefix(PAGEFIND))
    entry["content"] += f" {passage}"
    return gzip.compress(PAGEFIND + json.dumps(entry).encode(), mtime=0)


def words(_content: bytes, passage: str) -> bytes:
    """Return an index that holds a passage in CBOR (RFC 8949)."""
    text = passage.encode()
    return gzip.compress(PAGEFIND + b"\x82\x78" + bytes([len(text)]) + text + b"\x01", mtime=0)


def program(content: bytes, passage: str) -> bytes:
    """Return a program with a passage in a custom section (WebAssembly, 5.5.3)."""
    name = passage.encode()
    return content + b"\0" + bytes([len(name) + 1, len(name)]) + name


def named_font(content: bytes, passage: str) -> bytes:
    """Return a font that says a passage in its description."""
    font = TTFont(io.BytesIO(content))
    font["name"].setName(passage, 10, 3, 1, 0x409)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def packed_name(content: bytes, passage: str) -> bytes:
    """Return a gzip file with a passage as the name of what it holds."""
    written = io.BytesIO()
    with gzip.GzipFile(filename=text_file(passage), mode="wb", fileobj=written, mtime=0) as packed:
        packed.write(gzip.decompress(content))
    return written.getvalue()


OTHERS: Final = (
    Plant(kind=Kind.JSON, what="value of the manifest", channel="JSON text", put=in_manifest),
    Plant(kind=Kind.JSON, what="key of the manifest", channel="JSON text", put=manifest_key),
    Plant(kind=Kind.TEXT, what="line", channel="text text", put=lambda c, p: c + f"\n{p}\n".encode()),
    Plant(kind=Kind.TEXT, what="line in UTF-16", channel="text text",
          put=lambda c, p: f"{c.decode()}\n{p}\n".encode("utf-16")),
    Plant(kind=Kind.GZIP, what="packed text", channel="text text",
          put=lambda c, p: gzip.compress(gzip.decompress(c) + p.encode(), mtime=0)),
    Plant(kind=Kind.GZIP, what="name of what is packed", channel="binary text", put=packed_name),
    Plant(kind=Kind.GZIP, what="bytes after the end", channel="binary text", put=lambda c, p: c + p.encode(),
          unread=True),
    Plant(kind=Kind.PAGEFIND, what="fragment of a search index", channel="JSON text", put=fragment),
    Plant(kind=Kind.PAGEFIND, what="words of a search index", channel="binary text", put=words),
    Plant(kind=Kind.PROGRAM, what="custom section", channel="binary text", put=program),
    Plant(kind=Kind.FONT, what="description of a font", channel="binary text", put=named_font),
    Plant(kind=Kind.BINARY, what="bytes", channel="binary text", put=lambda c, p: c + p.encode("cp1252") + c,
          unread=True),
)  # fmt: skip
PLANTS: Final = (*HTML, *SVG, *XML, *OTHERS)

DISGUISED: Final = (
    _html("HTML text", "words backwards", lambda p: f"<p>{p[::-1]}</p>"),
    _html("HTML comment", "ROT13", lambda p: f"<!-- {codecs.encode(p, 'rot13')} -->"),
    _html("HTML attribute", "Base64", lambda p: f'<p title="{base64.b64encode(p.encode()).decode()}">x</p>'),
    _html("HTML script", "hexadecimal digits", lambda p: f"<script>x('{p.encode().hex()}')</script>"),
)  # fmt: skip
"""Passages under a disguise that the search for passages takes off, and the one for names does not."""
