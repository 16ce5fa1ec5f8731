"""What a PDF's bytes contain outside its objects: comments, remains of earlier versions, anything appended."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from kefu.check.readers.decoding import readings, runs
from kefu.check.readers.pdf.content import COMMENT, LITERAL, comments_in, shows_text, strings_in
from kefu.check.readers.pdf.objects import LARGEST_STREAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.readers.pdf.objects import PdfObjects

_WHITE: Final = rb"[\x00\t\n\f\r ]"
_OBJECT: Final = re.compile(
    rb"%b*+\d+%b++\d+%b++obj(?![A-Za-z])(?:%b++|%b|%b|<<|>>|<[0-9A-Fa-f\s]*+>|[\[\]]|/[^\x00\s()<>\[\]{}/%%]*+|[-+.\d]++"
    rb"|(?:true|false|null|R)(?![A-Za-z]))*+(?:endobj|(stream(?:\r\n|\n|\r)))"
    % (_WHITE, _WHITE, _WHITE, _WHITE, COMMENT, LITERAL),
    re.DOTALL,
)
_STREAM_END: Final = re.compile(rb"\s*+endstream\s*+endobj")
_SYNTAX: Final = re.compile(
    rb"%PDF-\d\.\d\s|%[\x80-\xff]{4}\s|xref\s+(?:\d+\s+\d+\s+(?:\d{10} \d{5} [nf]\s+)*)+|startxref\s+\d+\s+%%EOF|endobj"
)
_STREAM: Final = re.compile(rb"(?<!end)stream(?:\r\n|\n)")
_CONTROLS: Final = bytes({*range(9), 0x0B, *range(0x0E, 0x20), 0x7F} - {0})
_MOST_CONTROLS: Final = 0.02


def outside_objects(content: bytes, versions: Iterable[PdfObjects]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts in the bytes of a file that are outside all objects, and the problems in reading them.

    `versions` holds the objects of the file and of its earlier revisions. Compressed data between objects is
    decompressed.
    """
    texts: list[str] = []
    problems: list[str] = []
    position = 0
    for start, end in [*sorted(_spans(content, versions, texts)), (len(content), len(content))]:
        _read(_SYNTAX.sub(b"\n", content[position:start]), texts, problems)
        position = max(position, end)
    return tuple(dict.fromkeys(filter(str.strip, texts))), tuple(dict.fromkeys(problems))


def inflated(data: bytes | memoryview, largest: int) -> tuple[bytes, int] | None:
    """Return the decompressed stream that data begins with, and its compressed length.

    `None` if there is no stream, or it is too large.
    """
    inflate = zlib.decompressobj()
    try:
        found = inflate.decompress(data, largest)
    except zlib.error:
        return None
    return (found, len(data) - len(inflate.unused_data)) if inflate.eof else None


def _spans(content: bytes, versions: Iterable[PdfObjects], texts: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each object of a file, and add the comments in the objects to the texts."""
    for objects in versions:
        for offset, reference in {offset: reference for reference, offset in objects.offsets.items()}.items():
            match = _OBJECT.match(content, offset)
            if not match:
                continue
            end = match.end()
            if b"%" in match[0]:
                texts.extend(comments_in(match[0]))
            if match[1]:
                stream = objects.streams.get(reference)
                if not stream or content[end : end + len(stream.raw)] != stream.raw:
                    continue
                end += len(stream.raw)
                closing = _STREAM_END.match(content, end)
                end = closing.end() if closing else end
            yield offset, end


def _read(gap: bytes, texts: list[str], problems: list[str]) -> None:
    kept: list[bytes] = []
    position = 0
    left = LARGEST_STREAM
    for match in _STREAM.finditer(gap):
        if match.start() < position:
            continue
        unpacked = inflated(memoryview(gap)[match.end() :], left)
        if unpacked is None:
            continue
        found, length = unpacked
        left -= len(found)
        kept.append(gap[position : match.end()])
        position = match.end() + length
        texts.extend((*(readings(found) or (runs(found, latin=True),)), *strings_in(found)))
        if shows_text(found):
            problems.append("data outside its objects shows text whose letters cannot be determined")
    rest = b"".join((*kept, gap[position:]))
    texts.extend((*(readings(rest) or (runs(rest, latin=True),)), *strings_in(rest)))
    if sum(rest.count(control) for control in _CONTROLS) > len(rest) * _MOST_CONTROLS:
        problems.append("bytes outside its objects are not text")


def earlier_revisions(content: bytes, *, linearized: bool) -> tuple[bytes, ...]:
    """Return the earlier versions of a file that was updated by appending: ISO 32000-1, 7.5.6."""
    ends = [match.end() for match in re.finditer(rb"startxref\s+\d+\s+%%EOF[\r\n]{0,2}", content)]
    return tuple(content[:end] for end in ends[linearized:-1])
