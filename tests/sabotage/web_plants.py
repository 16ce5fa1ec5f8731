"""Passages in every channel of HTML, SVG, XML, JSON and plain texts, and of what is packed or bytes."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it comes without types
from tests.sabotage.planting import Plant, before, text_file

from kefu.check.readers.data import PAGEFIND
from kefu.check.readers.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable


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
SVG: Final = (
    _svg("name", "name of an element", _named, "SVG attribute"),
    _svg("text", "text", lambda p: f"<text>{p[:9]}<tspan>{p[9:]}</tspan></text>"),
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
