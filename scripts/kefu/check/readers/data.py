"""Read files without markup: plain text, JSON, compressed data, fonts, and bytes of an unknown kind.

Channels: “text text”, “JSON text”, and “binary text” for the printable runs in bytes that are not text.
"""

from __future__ import annotations

import bz2
import json
import lzma
import re
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from kefu.check.readers.channels import BINARY, Channel, Reading
from kefu.check.readers.decoding import read_data_uris, readings, runs, unescaped
from kefu.check.readers.limits import DEFLATE, GZIP, MEMBER, ZLIB, LimitError, inflate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.readers.limits import Budget, Nested

CHANNELS: Final = ("text text", "JSON text", BINARY)
"""The names of the channels of this module."""

PAGEFIND: Final = b"pagefind_dcd"
"""The bytes that a file written by Pagefind begins with, once unpacked."""

_MARKDOWN: Final = (".md", ".qmd")
_TARGET: Final = re.compile(r"\](?:\([^()\s]{1,2000}\)|\{[^{}\n]{1,2000}\})+")

_CBOR_WIDTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}


def read_text(name: str, content: bytes, nested: Nested) -> Reading:
    """Read a plain text, a style sheet, a script or the like, as it is and with its escapes decoded.

    Markdown is also read without link targets and attributes, which interrupt its sentences.
    """
    channels: list[Channel] = []
    texts = readings(content)
    for text in texts:
        channels.append(Channel(name="text text", place=name, text=text))
        if name.lower().endswith(_MARKDOWN) and (bare := _TARGET.sub("]", text)) != text:
            channels.append(Channel(name="text text", place=f"{name}, without targets", text=bare))
        if (decoded := unescaped(text)) != text:
            channels.append(Channel(name="text text", place=f"{name}, escapes decoded", text=decoded))
    found = read_data_uris(name, texts, nested)
    return Reading(channels=(*channels, *found.channels), problems=found.problems)


def read_json(name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:
    """Read the keys and values of a JSON file, each on a separate line."""
    texts = readings(content)
    try:
        values = json_texts(texts[0], budget) if len(texts) == 1 else ()
    except (ValueError, RecursionError):
        values = ()
    if not values:
        raw = tuple(Channel(name="JSON text", place=name, text=text) for text in texts)
        return Reading(channels=raw, problems=(f"“{name}” is not valid JSON",))
    channel = Channel(name="JSON text", place=name, text="\n".join(values))
    found = read_data_uris(name, values, nested)
    return Reading(channels=(channel, *found.channels), problems=found.problems)


def json_texts(text: str, budget: Budget) -> tuple[str, ...]:
    """Return the keys and values of a JSON text in order, including those with duplicate keys.

    Raises `ValueError` if it is not JSON, `RecursionError` if it is nested too deeply, `LimitError` if it is too long.
    """
    budget.spend_nodes(text.count(",") + text.count(":"))
    waiting: list[Any] = [json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str)]
    found: list[str] = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, _Pairs):
            for key, inner in reversed(value):
                waiting.extend((inner, key))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
        else:
            found.append(str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return tuple(found) or ("",)


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of a JSON object, as they are written."""


def read_gzip(name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:
    """Read a gzip file (RFC 1952): its header, and its content as a file with the same name without “.gz”."""
    inner = f"{name[:-5]}.svg" if name.lower().endswith(".svgz") else re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)
    channels: list[Channel] = []
    problems: list[str] = []
    unpacked = bytearray()
    position = 0
    while content.startswith(b"\x1f\x8b", position):
        budget.spend(0)
        header = runs(content[position + 10 : _end_of_gzip_header(content, position)], latin=True)
        if header:
            channels.append(Channel(name=BINARY, place=f"{name}, gzip header", text=header))
        part = inflate(content, budget, wbits=GZIP, start=position)
        unpacked += part.content
        if not part.whole:
            problems.append(f"“{name}” is damaged: its compressed data is incomplete")
        position = part.end if part.whole else len(content)
        if len(unpacked) > budget.total:
            raise LimitError(f"“{name}” unpacks to more than may be read")
    if rest := content[position:].strip(b"\0"):
        problems.append(f"{len(rest)} bytes follow the compressed data of “{name}”")
        channels.append(Channel(name=BINARY, place=f"{name}, after its end", text=runs(rest, latin=True)))
    reading = nested(inner, bytes(unpacked))
    return Reading(channels=(*channels, *reading.channels), problems=(*problems, *reading.problems))


def _end_of_gzip_header(content: bytes, start: int) -> int:
    flags, end = int.from_bytes(content[start + 3 : start + 4], "big"), start + 10
    if flags & 4:
        end += 2 + int.from_bytes(content[end : end + 2], "little")
    for bit in (8, 16):
        if flags & bit:
            end = content.find(b"\0", end) + 1 or len(content)
    return end


def read_pagefind(name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:
    """Read an unpacked file of Pagefind's: JSON, the texts in CBOR, or the printable runs of WebAssembly."""
    rest = content.removeprefix(PAGEFIND)
    if rest.startswith((b"{", b"[")):
        return read_json(name, rest, nested, budget)
    texts = () if rest.startswith(b"\0asm") else _cbor_texts(rest)
    return Reading(channels=(Channel(name=BINARY, place=name, text="\n".join((*texts, runs(rest)))),))


def _cbor_texts(content: bytes) -> tuple[str, ...]:
    """Return the distinct texts in a CBOR file (RFC 8949, section 3), whose items form one sequence, nested or not."""
    found: dict[str, None] = {}
    position = 0
    while position < len(content):
        kind, size = divmod(content[position], 32)
        position += 1
        if size in _CBOR_WIDTHS:
            width = _CBOR_WIDTHS[size]
            size = int.from_bytes(content[position : position + width], "big")
            position += width
        if kind == 3:  # noqa: PLR2004 - a text
            found[content[position : position + size].decode("utf-8", "replace")] = None
        position += size if kind in {2, 3} else 0
    return tuple(found)


def read_font(name: str, content: bytes, budget: Budget) -> Reading:
    """Read the names in a font, each separately, and its printable runs; for WOFF also those of its unpacked tables.

    The tables of WOFF 2, which contain outlines and names, are compressed with Brotli and not read; only a separate
    block of metadata counts as a problem there.
    """
    texts = [*_names_of_font(content, budget), runs(content)]
    problems: tuple[str, ...] = ()
    if content.startswith(b"wOFF"):  # WOFF 1.0, section 3
        tables, metadata = int.from_bytes(content[12:14], "big"), int.from_bytes(content[24:28], "big")
        entries = range(44, min(44 + 20 * tables, len(content) - 19), 20)
        starts = {struct.unpack_from(">4xI", content, at)[0]: content[at : at + 4] for at in entries}
        for start, tag in {metadata: b"", **starts}.items():
            budget.spend(0)
            part = inflate(content, budget, wbits=ZLIB, start=start)
            texts.extend((*(_names_in(part.content, budget) if tag == b"name" else ()), runs(part.content)))
    if content.startswith(b"wOF2") and any(content[28:32]):  # WOFF 2.0, section 4.1
        problems = (f"“{name}” has metadata that cannot be read",)
    return Reading(channels=(Channel(name=BINARY, place=name, text="\n".join(texts)),), problems=problems)


def _names_of_font(content: bytes, budget: Budget) -> Iterator[str]:
    """Yield the names in a font that is not a web font: OpenType 1.9.1, “Organization of an OpenType Font”."""
    tables = int.from_bytes(content[4:6], "big")
    for at in range(12, min(12 + 16 * tables, len(content) - 15), 16):
        if content.startswith(b"name", at):
            start, length = struct.unpack_from(">II", content, at + 8)
            yield from _names_in(content[start : start + length], budget)


def _names_in(table: bytes, budget: Budget) -> Iterator[str]:
    """Yield the names in a naming table, which are stored without separators: OpenType 1.9.1, “name”."""
    count, storage = int.from_bytes(table[2:4], "big"), int.from_bytes(table[4:6], "big")
    for at in range(6, min(6 + 12 * count, len(table) - 11), 12):
        platform, length, offset = struct.unpack_from(">H6xHH", table, at)
        budget.spend(length)
        text = table[storage + offset : storage + offset + length]
        yield text.decode("mac_roman" if platform == 1 else "utf-16-be", "replace")


def read_binary(name: str, content: bytes, nested: Nested, budget: Budget) -> Reading:
    """Read bytes that are compressed without saying so; of others, the printable runs, which may not be all."""
    if (inner := unpacked(content, budget)) is not None:
        return nested(f"{name} unpacked", inner)
    channel = Channel(name=BINARY, place=name, text=runs(content, latin=True))
    return Reading(channels=(channel,), problems=(f"“{name}” is not of a kind that can be read in full",))


def unpacked(content: bytes, budget: Budget) -> bytes | None:
    """Return what bytes are once decompressed; `None` if they are not the whole of compressed data, or are empty.

    Raises `LimitError` before more is unpacked than may be read.
    """
    for magic, wbits in ((b"\x78", ZLIB), (b"", DEFLATE)):
        if content.startswith(magic):
            found = inflate(content, budget, wbits=wbits)
            if found.whole and found.content and not content[found.end :].strip(b"\0\r\n"):
                return found.content
    for magic, make in ((b"BZh", bz2.BZ2Decompressor), (b"\xfd7zXZ\0", lzma.LZMADecompressor)):
        if content.startswith(magic):
            bound = min(MEMBER, budget.total)
            with suppress(OSError, EOFError, lzma.LZMAError):
                inner = make().decompress(content, bound + 1)
                if len(inner) > bound:
                    raise LimitError(f"it unpacks to more than {bound >> 20} megabytes")
                return inner
    return None
