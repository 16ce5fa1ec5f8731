"""All objects of a PDF as plain values, whether or not anything refers to them; its streams, decoded within limits.

The objects come from qpdf, in its JSON format (qpdf manual, “qpdf JSON”): a reference is “12 0 R”, a name “/Name”, a
string “u:text” or “b:hexadecimal”. Values cannot contain themselves, so walking through one always ends.
"""

from __future__ import annotations

import io
import json
import logging
import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

import pikepdf
import pikepdf.settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MEBIBYTE: Final = 1 << 20
LARGEST_STREAM: Final = 64 * MEBIBYTE
"""The most bytes that a decoded stream may have; the largest in the repository's own release has 1 MiB."""
LARGEST_TOTAL: Final = 256 * MEBIBYTE
"""The most bytes that all decoded streams of a file may have together; the release's 111-page report has 17 MiB."""
_LARGEST_JSON: Final = 96 * MEBIBYTE
_LARGEST_OBJECT_STREAMS: Final = 32 * MEBIBYTE
_LONGEST_DICTIONARY: Final = 1024
_MOST_PASSES: Final = 4
"""How many times a file's own size may be decompressed in search of streams that expand too much."""
_LARGEST_LZW: Final = LARGEST_STREAM // 2731
"""The most bytes of LZW that are decoded: 12-bit codes represent almost 4,096 bytes each, 2,731 times their size."""

IMAGE_FILTERS: Final = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"})
MISTAKES: Final = (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, KeyError, MemoryError)
_REFERENCE: Final = re.compile(r"\d+ \d+ R")
_OBJECT_STREAM: Final = re.compile(rb"/(?:O|#4[Ff])(?:b|#62)(?:j|#6[Aa])(?:S|#53)(?:t|#74)(?:m|#6[Dd])")
_SHOWN_WARNINGS: Final = 3

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # what is wrong with a file is reported as a problem
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LARGEST_STREAM,
    png_max_memory=LARGEST_STREAM,
    tiff_max_memory=LARGEST_STREAM,
    run_length_max_memory=LARGEST_STREAM,
    dct_max_memory=LARGEST_STREAM,
    doc_max_warnings=1000,
)


class Unreadable(Exception):  # noqa: N818  (it describes the file, as subclasses of OSError do)
    """A PDF cannot be read; the message says why, in one sentence without a final full stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A stream as it is in the file, and decoded up to the first filter for pictures.

    `data` is `None` if it could not be decoded, which is a problem of the file's objects.
    """

    filters: tuple[str, ...]
    raw: bytes = field(repr=False)
    data: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfObjects:
    """The objects of a file by their references; for a stream, `values` contains its dictionary.

    `dictionaries` holds all dictionaries, including those of streams and those inside other values. `pages` holds the
    references of the pages in reading order, and `offsets` the place in the file where each object begins.
    """

    values: Mapping[str, Any]
    streams: Mapping[str, Stream]
    dictionaries: tuple[Mapping[str, Any], ...] = field(repr=False)
    trailer: Mapping[str, Any]
    pages: tuple[str, ...]
    offsets: Mapping[str, int]
    problems: tuple[str, ...]
    pdf: pikepdf.Pdf = field(repr=False)

    def at(self, value: Any) -> Any:
        """Return a value, or what it refers to; `None` if that does not exist."""
        for _ in range(8):
            if not (isinstance(value, str) and _REFERENCE.fullmatch(value)):
                return value
            value = self.values.get(value)
        return None

    def dictionary(self, value: Any) -> Mapping[str, Any]:
        """Return the dictionary that a value is or refers to; for anything else, an empty one."""
        found = self.at(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Any) -> tuple[Any, ...]:
        """Return the items of the array that a value is or refers to; for anything else, nothing."""
        found = self.at(value)
        return tuple(found) if isinstance(found, list) else ()

    def text(self, value: Any) -> str:
        """Return the text that a value is or refers to; for anything else, an empty string."""
        found = self.at(value)
        return text_of(found) or "" if isinstance(found, str) else ""

    @property
    def root(self) -> Mapping[str, Any]:
        """The document catalog."""
        return self.dictionary(self.trailer.get("/Root"))


def text_of(value: str) -> str | None:
    """Return the text of a string; `None` for a name or a reference.

    A string without a byte order mark is in PDFDocEncoding (ISO 32000-1, 7.9.2.2); if it is also valid UTF-8, that
    reading is added on a second line.
    """
    if value.startswith("b:"):
        raw = bytes.fromhex(value[2:])
        if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
            return raw.decode("utf-16", "replace")
        return "\n".join(dict.fromkeys((_byte_text(raw), *_utf_8(raw))))
    if not value.startswith("u:"):
        return None
    text = re.sub(r"\x1b[A-Za-z]{2,5}\x1b?", "", value[2:])  # a change of language: ISO 32000-1, 7.9.2.2
    if text.isascii():
        return text
    try:
        return "\n".join((text, *_utf_8(text.encode("pdfdoc"))))
    except UnicodeError:
        return text


def _byte_text(raw: bytes) -> str:
    try:
        return raw.decode("pdfdoc")
    except UnicodeError:
        return raw.replace(b"\0", b"").decode("cp1252", "replace")


def _utf_8(raw: bytes) -> tuple[str, ...]:
    try:
        return (raw.decode("utf-8-sig"),)
    except UnicodeError:
        return ()


def name_of(value: Any) -> str:
    """Return a name without its slash; an empty string if the value is not a name."""
    return value[1:] if isinstance(value, str) and value.startswith("/") else ""


def open_objects(content: bytes) -> PdfObjects:
    """Read the objects of a PDF; raises `Unreadable` if it cannot be read at all, or cannot be read safely."""
    if b"%PDF-" not in content[:1024]:
        raise Unreadable("it is not a PDF: it does not begin with “%PDF-”")
    if len(content) > LARGEST_TOTAL:
        raise Unreadable(f"it has more than {LARGEST_TOTAL // MEBIBYTE} MiB")
    _refuse_swelling_objects(content)
    try:
        pdf = pikepdf.open(io.BytesIO(content))
        if pdf.is_encrypted:
            raise Unreadable("the file is encrypted")
        written = io.BytesIO()
        pdf.write_qpdf_json(
            written,
            json_stream_data=pikepdf.JSONStreamData.none,
            decode_level=pikepdf.StreamDecodeLevel.none,
        )
        if written.tell() > _LARGEST_JSON:
            raise Unreadable("it contains too many objects to be read")
        found = json.loads(written.getvalue().decode("utf-8", "replace"))["qpdf"][1]
        pages = tuple("{} {} R".format(*page.obj.objgen) for page in pdf.pages)
    except pikepdf.PasswordError:
        raise Unreadable("the file is encrypted") from None
    except MISTAKES as error:
        raise Unreadable(f"it is damaged: {_sentence(error)}") from None
    trailer = found.pop("trailer", {}).get("value", {})
    values, dictionaries = {}, {}
    for key, entry in found.items():
        reference = key.removeprefix("obj:")
        if "stream" in entry:
            values[reference] = dictionaries[reference] = entry["stream"]["dict"]
        else:
            values[reference] = entry.get("value")
    problems: list[str] = []
    streams = dict(_decoded(pdf, dictionaries, values, problems))
    return PdfObjects(
        values=values,
        streams=streams,
        dictionaries=tuple(_dictionaries([trailer, *values.values()])),
        trailer=trailer,
        pages=pages,
        offsets=_offsets(pdf),
        problems=(*problems, *_warnings(pdf)),
        pdf=pdf,
    )


def _dictionaries(stack: list[Any]) -> Iterator[Mapping[str, Any]]:
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)


def _refuse_swelling_objects(content: bytes) -> None:
    """Raise `Unreadable` if object streams would exhaust the memory, since qpdf decodes them when it opens a file."""
    if not _OBJECT_STREAM.search(content):
        return
    left = _LARGEST_OBJECT_STREAMS
    fed = 0
    for match in re.finditer(rb"(?<!end)stream\r?\n", content):
        inflate = zlib.decompressobj()
        position = match.end()
        try:
            while position < len(content) and not inflate.eof:
                left -= len(inflate.decompress(content[position : position + 4096]))  # at most 4 MiB at a time
                position += 4096
                fed += 4096
                if left < 0 or fed > _MOST_PASSES * len(content) + MEBIBYTE:
                    raise Unreadable("its compressed objects are too large to be read safely")
        except zlib.error:
            continue
    for match in _OBJECT_STREAM.finditer(content):
        around = content[max(0, match.start() - _LONGEST_DICTIONARY) : match.end() + _LONGEST_DICTIONARY]
        at = min(match.start(), _LONGEST_DICTIONARY)
        dictionary = around[max(0, around.rfind(b"obj", 0, at)) :].partition(b"stream\n")[0].partition(b"stream\r")[0]
        filters = re.findall(rb"/Filter\s*(\[[^\]]*\]|/\w+|\d+)", dictionary)
        if filters and [re.sub(rb"[\[\]\s]", b"", each) for each in filters] != [b"/FlateDecode"]:
            raise Unreadable("its objects are compressed in a way that cannot be read safely")


def _decoded(
    pdf: pikepdf.Pdf, dictionaries: Mapping[str, Any], values: Mapping[str, Any], problems: list[str]
) -> Iterator[tuple[str, Stream]]:
    left = LARGEST_TOTAL
    for reference, dictionary in dictionaries.items():
        number, generation, _ = reference.split()
        filters = dictionary.get("/Filter", [])
        filters = values.get(filters, filters) if isinstance(filters, str) else filters
        names = tuple(map(str, filters if isinstance(filters, list) else [filters]))
        raw, data = b"", None
        try:
            stream = cast("pikepdf.Stream", pdf.get_object(int(number), int(generation)))
            raw = stream.read_raw_bytes()
            if left > 0:
                data = _decode(pdf, stream, names, raw)
                left -= len(data)
                if left <= 0:
                    problems.append(f"its streams have more than {LARGEST_TOTAL // MEBIBYTE} MiB once decoded")
        except MISTAKES as error:
            problems.append(f"the stream of object {number} cannot be decoded: {_sentence(error)}")
        yield reference, Stream(filters=names, raw=raw, data=data)


def _decode(pdf: pikepdf.Pdf, stream: pikepdf.Stream, filters: tuple[str, ...], raw: bytes) -> bytes:
    if not filters:
        return raw
    if any("LZW" in name for name in filters) and len(raw) > _LARGEST_LZW:
        raise ValueError("it may be too large once decoded")
    before = next((index for index, name in enumerate(filters) if name in IMAGE_FILTERS), len(filters))
    if before == len(filters):
        return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    if before == 0:
        return raw
    outer = pikepdf.Stream(pdf, raw)
    outer.Filter = pikepdf.Array([pikepdf.Name(name) for name in filters[:before]])
    return outer.read_bytes(pikepdf.StreamDecodeLevel.specialized)


def _offsets(pdf: pikepdf.Pdf) -> dict[str, int]:
    return {
        f"{number} {generation} R": entry.offset
        for (number, generation), entry in pdf.get_xref_table().items()
        if entry.offset is not None
    }


def _warnings(pdf: pikepdf.Pdf) -> Iterator[str]:
    found = [_sentence(warning) for warning in pdf.get_warnings()]
    yield from (f"it is damaged: {warning}" for warning in found[:_SHOWN_WARNINGS])
    if len(found) > _SHOWN_WARNINGS:
        yield f"it is damaged in {len(found) - _SHOWN_WARNINGS} more places"


def _sentence(error: object) -> str:
    """Return qpdf's message about a mistake, without anything that it may quote from the file."""
    said = re.sub(r'"[^"]*"|\([^()]*\):? ?|<[^>]*>', "", str(error).removeprefix("stream"))
    return re.sub(r"/\S+", "/…", said.strip(" :,\n").partition("\n")[0]).rstrip(".")[:120] or type(error).__name__
