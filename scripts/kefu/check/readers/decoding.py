"""What several readers need: bytes as text, printable runs, escapes, data: URIs, and nested places."""

from __future__ import annotations

import base64
import codecs
import re
import urllib.parse
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.readers.channels import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.readers.channels import Channel
    from kefu.check.readers.limits import Nested

SHORTEST_RUN: Final = 6
"""The least number of characters in a printable run in bytes that are not text; most shorter ones are accidental."""

_CANDIDATE: Final = re.compile(rb"[\x20-\x7e\x80-\xcd\xe2]{%d,}" % SHORTEST_RUN)
_UTF_8_RUN: Final = re.compile(
    rb"(?:[\x20-\x7e]|[\xc2-\xc9][\x80-\xbf]|\xcc[\x80-\xbf]|\xcd[\x80-\xaf]|\xe2\x80[\x90-\xa7]){%d,}" % SHORTEST_RUN
)
_WIDE_RUNS: Final = (
    (
        re.compile(rb"[\x20-\x7e\xa0-\xff]\x00(?:[\x20-\x7e\xa0-\xff]\x00|.[\x01\x02]|[\x10-\x27]\x20){3,}", re.DOTALL),
        "utf-16-le",
    ),
    (
        re.compile(rb"\x00[\x20-\x7e\xa0-\xff](?:\x00[\x20-\x7e\xa0-\xff]|[\x01\x02].|\x20[\x10-\x27]){3,}", re.DOTALL),
        "utf-16-be",
    ),
)
_LATIN_RUN: Final = re.compile(
    rb"[\x20-\x7e\x91-\x94\x96\x97\xa0\xa7\xad\xc4-\xc6\xc9\xd6\xd8\xdc\xe4-\xe6\xe8\xe9\xf6\xf8\xfc]{%d,}"
    % SHORTEST_RUN
)
_PADDING: Final = re.compile(rb"\0{16,}")
"""More zeros than can occur together in a run; searching them for runs takes ten times as long as skipping them."""

_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_DATA_URI: Final = re.compile(r"data:(?:[\w.+-]{0,60}/([\w.+-]{0,60}))?((?:;[\w=.+\"-]{0,100}){0,5}),", re.IGNORECASE)
_DATA_END: Final = re.compile(r"""["'<>()\s\\]""")
_QUOTED_ENDS: Final = {'"': re.compile('"'), "'": re.compile("'"), "": re.compile(r"\Z")}
_BASE64_END: Final = re.compile(r"[^\w+/=%-]")
_BASE64_QUOTED_END: Final = re.compile(r"[^\w+/=%\s-]")
_BEGINNINGS: Final = {
    "H4sI": ".gz",
    "UEsDB": ".zip",
    "JVBERi0": ".pdf",
    "PHN2Z": ".svg",
    "PD94bWw": ".xml",
    "PCFET0NUWVBF": ".html",
    "PCFkb2N0eXBl": ".html",
}
"""How files begin in Base64."""
_FILE: Final = re.compile(rf"(?:{'|'.join(_BEGINNINGS)})[\w+/-][\w+/\s-]{{20,}}={{0,2}}")
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_ESCAPE: Final = re.compile(
    r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})"
    r"|\\([0-9A-Fa-f]{2,6})[ \t\n]?|\\([nrt\"'/])|\\\n"
)
_EXTENSIONS: Final = {
    "svg+xml": "svg", "jpeg": "jpg", "javascript": "js", "plain": "txt", "x-javascript": "js", "xhtml+xml": "xhtml",
    "ld+json": "json", "octet-stream": "", "font-woff": "woff", "x-font-ttf": "ttf",
}  # fmt: skip


def readings(content: bytes, declared: str = "") -> tuple[str, ...]:
    """Return the text that bytes represent, or nothing if they are not text.

    The text is UTF-8, or UTF-16 with a byte order mark. Anything else is decoded twice: from the encoding that it
    declares or from Windows-1252, and from UTF-8 with replacements, since one wrong byte must not hide all letters.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return (_with_unix_line_ends(content.decode("utf-16", "replace")),)
    if b"\0" in content:
        return ()
    try:
        return (_with_unix_line_ends(content.decode("utf-8-sig")),)
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode(declared or "cp1252", "replace")
    except (LookupError, ValueError):
        text = content.decode("cp1252", "replace")
    if len(_UNREADABLE.findall(text)) > len(text) / 100:
        return ()
    return (_with_unix_line_ends(text), _with_unix_line_ends(content.decode("utf-8-sig", "replace")))


def _with_unix_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def runs(content: bytes, *, latin: bool = False) -> str:
    """Return the printable runs in bytes, one per line: UTF-8, UTF-16 and, with `latin`, Windows-1252."""
    content = _PADDING.sub(bytes(16), content)
    found = [match.decode() for part in _CANDIDATE.findall(content) for match in _UTF_8_RUN.findall(part)]
    for pattern, encoding in _WIDE_RUNS:
        found.extend(match.decode(encoding, "replace") for match in pattern.findall(content))
    if latin:
        found.extend(match.decode("cp1252", "replace") for match in _LATIN_RUN.findall(content))
    return "\n".join(dict.fromkeys(found))


def unescaped(text: str) -> str:
    r"""Return a text with the escapes of JavaScript, JSON and CSS decoded: `\u00e5`, `\u{e5}`, `\xe5`, `\0000e5`."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[5]:
        return {"n": "\n", "r": "\n", "t": "\t"}.get(match[5], match[5])
    code = int(match[1] or match[2] or match[3] or match[4] or "20", 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]  # noqa: PLR2004 - Unicode


def data_uris(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the content of the data: URIs (RFC 2397) in a text, each with a file name that suits its media type.

    A URI that is the whole text, or is quoted, may contain characters that are not allowed in a URI.
    """
    position = 0
    while match := _DATA_URI.search(text, position):
        before = text[match.start() - 1] if match.start() else ""
        encoded = "base64" in match[2].lower()
        if encoded:
            ends = _BASE64_QUOTED_END if before in _QUOTED_ENDS else _BASE64_END
        else:
            ends = _QUOTED_ENDS.get(before, _DATA_END)
        end = ends.search(text, match.end())
        position = end.start() if end else len(text)
        subtype = (match[1] or "plain").lower()
        extension = _EXTENSIONS.get(subtype, subtype)
        yield f"data.{extension}".rstrip("."), _data(text[match.end() : position], encoded=encoded)


def _files(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files in Base64 in a text, each with a name that suits how it begins."""
    for match in _FILE.finditer(text):
        beginning = next(each for each in _BEGINNINGS if match[0].startswith(each))
        yield f"data{_BEGINNINGS[beginning]}", _data(match[0], encoded=True)


def _data(body: str, *, encoded: bool) -> bytes:
    content = urllib.parse.unquote_to_bytes(body)
    if not encoded:
        return content
    digits = re.sub(rb"[^A-Za-z0-9+/]", b"", content.translate(_URL_SAFE))
    return base64.b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + b"==")


def read_data_uris(name: str, texts: Iterable[str], nested: Nested) -> Reading:
    """Read the content of the distinct data: URIs in texts."""
    channels: list[Channel] = []
    problems: list[str] = []
    found = dict.fromkeys(
        file for text in texts for file in (*(data_uris(text) if "data:" in text.lower() else ()), *_files(text))
    )
    for number, (inner, content) in enumerate(found, start=1):
        reading = inside(f"{name}, data: URI {number}", inner, nested(inner, content))
        channels.extend(reading.channels)
        problems.extend(reading.problems)
    return Reading(channels=tuple(channels), problems=tuple(problems))


def inside(place: str, name: str, reading: Reading) -> Reading:
    """Return the reading of a file that is inside another one, with its place in that file added."""
    channels = (
        replace(
            channel,
            place=place if channel.place == name else f"{place} › {channel.place.removeprefix(f'{name}, ')}",
        )
        for channel in reading.channels
    )
    problems = (problem if place in problem else f"in {place}: {problem}" for problem in reading.problems)
    return Reading(channels=tuple(channels), problems=tuple(problems))
