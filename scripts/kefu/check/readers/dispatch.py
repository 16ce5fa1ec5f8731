"""Finished files → channels: each kind of file has its own reader.

`read` goes by what the bytes are, not by what the name says, and returns all that a curious reader could find. The
channels are listed in the modules that read them: `package` (DOCX, EPUB, ZIP), `html`, `xml` (SVG and XML), `images`,
`data` (JSON, text, binary) and `pdf`. Every file also has the channel “file name”.
"""

from __future__ import annotations

import urllib.parse
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.readers import data, html, images, package, pdf, xml
from kefu.check.readers.channels import BINARY, Channel, Reading
from kefu.check.readers.decoding import runs
from kefu.check.readers.kinds import Kind, kind_of, promise_of
from kefu.check.readers.limits import DEPTH, FILE, Budget, LimitError
from kefu.completeness import complete

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.check.readers.limits import Nested

CHANNELS: Final[Mapping[str, tuple[str, ...]]] = complete(
    Kind,
    {
        Kind.PDF: pdf.CHANNELS,
        **{Kind(form): channels for form, channels in package.CHANNELS.items()},
        Kind.HTML: html.CHANNELS,
        Kind.SVG: xml.SVG_CHANNELS,
        Kind.XML: xml.CHANNELS,
        Kind.JSON: ("JSON text",),
        Kind.TEXT: ("text text",),
        Kind.PNG: images.CHANNELS,
        Kind.JPEG: images.CHANNELS,
        Kind.GIF: images.CHANNELS,
        Kind.WEBP: ("image metadata", "image rest"),
        Kind.TIFF: ("image metadata",),
        Kind.GZIP: (BINARY,),
        Kind.FONT: (BINARY,),
        Kind.PROGRAM: (BINARY,),
        Kind.PAGEFIND: ("JSON text", BINARY),
        Kind.BINARY: (BINARY,),
    },
)
"""The names of each kind of file's channels; every file also has “file name”, and the channels of files inside it."""

_UNPACKED: Final = {Kind.PAGEFIND, Kind.PROGRAM}
"""Kinds of files that Pagefind compresses without saying so in the name."""


def read(name: str, content: bytes) -> Reading:
    """Read a finished file in full, or say what could not be read; whatever the bytes are, nothing is raised.

    `name` is the file's name or path. It is a channel itself, and it is a problem if it promises a kind of file that
    the bytes are not.
    """
    if len(content) > FILE:
        problem = f"“{name}” is larger than {FILE >> 20} megabytes, the most that is read"
        return Reading(channels=(_file_name(name),), problems=(problem,))
    return _read(name, content, Budget(), 0)


def _file_name(name: str) -> Channel:
    path = PurePosixPath(urllib.parse.unquote(name))
    return Channel(
        name="file name",
        place=name,
        text="\n".join(dict.fromkeys((path.stem, str(path), PurePosixPath(name).stem, name))),
    )


def _read(name: str, content: bytes, budget: Budget, depth: int) -> Reading:
    def nested(inner: str, inner_content: bytes) -> Reading:
        if depth == DEPTH:
            problem = f"“{inner}” is nested in more than {DEPTH} files"
            return Reading(channels=(_file_name(inner),), problems=(problem,))
        budget.spend(len(inner_content))
        return _read(inner, inner_content, budget, depth + 1)

    problems: list[str] = []
    try:
        kind = kind_of(name, content)
        promised = promise_of(name)
        if promised and promised is not kind and not (promised is Kind.GZIP and kind in _UNPACKED):
            problems.append(f"“{name}” promises {promised}, but its bytes are {kind}")
        reading = _by_kind(kind, name, content, nested, budget)
    except LimitError as error:
        reading = _failed(name, content, f"“{name}” cannot be read in full: {error}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the file was not read: report that, do not raise it
        reading = _failed(name, content, f"“{name}” cannot be read: {type(error).__name__}")
    return replace(reading, channels=(_file_name(name), *reading.channels), problems=(*problems, *reading.problems))


def _failed(name: str, content: bytes, problem: str) -> Reading:
    text = runs(content, latin=True)
    return Reading(channels=(Channel(name=BINARY, place=name, text=text),), problems=(problem,))


def _by_kind(kind: Kind, name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:  # noqa: C901, PLR0911 - one line a kind
    match kind:
        case Kind.PNG | Kind.JPEG | Kind.GIF | Kind.WEBP | Kind.TIFF:
            return images.read_image(name, content, kind, nested, budget)
        case Kind.PDF:
            return pdf.read_pdf(content, nested)
        case Kind.DOCX | Kind.EPUB | Kind.ZIP:
            return package.read_package(name, content, kind.value, nested, budget)
        case Kind.HTML:
            return html.read_html(name, content, nested, budget)
        case Kind.SVG | Kind.XML:
            return xml.read_xml(name, content, xml.SVG if kind is Kind.SVG else xml.XML, nested, budget)
        case Kind.JSON:
            return data.read_json(name, content, nested, budget)
        case Kind.TEXT:
            return data.read_text(name, content, nested)
        case Kind.GZIP:
            return data.read_gzip(name, content, nested, budget)
        case Kind.FONT:
            return data.read_font(name, content, budget)
        case Kind.PAGEFIND | Kind.PROGRAM:
            return data.read_pagefind(name, content, nested, budget)
        case Kind.BINARY:
            return data.read_binary(name, content, nested, budget)
