"""The texts in a PDF's streams that no page draws: packets, files, programs, pictures, and anything left behind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.decoding import readings, runs
from kefu.check.readers.pdf import xmp
from kefu.check.readers.pdf.channels import ATTACHMENT, MARKED, place_of
from kefu.check.readers.pdf.content import property_texts, shows_text, words_in
from kefu.check.readers.pdf.drawn import is_program
from kefu.check.readers.profiles import is_profile, profile_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.check.readers.pdf.channels import Channels
    from kefu.check.readers.pdf.objects import PdfObjects, Stream

STREAM: Final = "PDF stream"
IMAGE: Final = "PDF image"
XMP: Final = "PDF XMP"
RAW: Final = "PDF raw bytes"
METADATA: Final = f"{IMAGE}: image metadata"
"""What a picture says about itself: packets of its own, notes of programs, and words in its colour profile."""

_PICTURES: Final = {"/DCTDecode": ".jpg", "/DCT": ".jpg", "/JPXDecode": ".jp2"}
_BEGINNINGS: Final = {
    b"%PDF-": ".pdf",
    b"PK\x03\x04": ".zip",
    b"\x89PNG\r\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"<svg": ".svg",
    b"<?xml": ".xml",
    b"<html": ".html",
    b"<!DOCTYPE html": ".html",
    b"\x1f\x8b\x08": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\0": ".xz",
}
_NUMBERS: Final = frozenset(("/N", "/FunctionType", "/ShadingType", "/HalftoneType", "/Width", "/CMapName"))
"""Keys of the dictionaries of streams that hold numbers: profiles, functions, shadings, halftones, pictures, maps."""
_CODES: Final = re.compile(rb"<[0-9A-Fa-f]*>|\d+")
"""What a character map (ISO 32000-1, 9.10.3) contains besides words."""


def stream_readings(
    objects: PdfObjects, channels: Channels, nested: Callable[[str, bytes], Reading]
) -> Iterator[Reading]:
    """Yield what can be read in the streams of a file; `nested` reads a file inside it, given its name and content."""
    names = dict(_file_names(objects))
    pictured = frozenset(_of_pictures(objects))
    tables = frozenset(_tables(objects))
    for reference, stream in objects.streams.items():
        place = place_of(reference)
        number = reference.split()[0]
        dictionary = objects.dictionary(reference)
        channel = channels.get(id(dictionary), STREAM)
        if "/PieceInfo" in dictionary:
            yield Reading(channels=(Channel(name=METADATA, place=place, text="PieceInfo"),))
        if stream.data is None:
            continue  # a problem of the objects
        if reference in names or dictionary.get("/Type") == "/EmbeddedFile" or channel == ATTACHMENT:
            name = names.get(reference, f"object-{number}{extension_of(stream.data)}")
            yield _inside(ATTACHMENT, f"attachment “{name}”", nested(name, stream.data))
        elif stream.filters and stream.filters[-1] in _PICTURES:
            name = f"object-{number}{_PICTURES[stream.filters[-1]]}"
            yield _inside(IMAGE, place, nested(name, stream.data))
        elif is_profile(stream.data) and (words := profile_words(stream.data)):
            yield Reading(channels=tuple(Channel(name=METADATA, place=place, text=text) for text in words))
        elif dictionary.get("/Type") == "/Metadata" or b"<rdf:RDF" in stream.data:
            yield _packet(METADATA if reference in pictured else XMP, place, stream.data)
        elif kind := extension_of(stream.data) or (".unknown" if _is_unknown(objects, reference, tables) else ""):
            yield _inside(channel, place, nested(f"object-{number}{kind}", stream.data))
        else:
            name = {"/Image": IMAGE, "/ObjStm": RAW, "/XRef": RAW}.get(
                str(dictionary.get("/Subtype", dictionary.get("/Type"))), channel
            )
            yield _plain(name, place, stream)


def _of_pictures(objects: PdfObjects) -> Iterator[str]:
    """Yield the references of metadata that belong to pictures: ISO 32000-1, 14.3.2."""
    for dictionary in objects.dictionaries:
        packet = dictionary.get("/Metadata")
        if dictionary.get("/Subtype") in {"/Image", "/Form"} and isinstance(packet, str):
            yield packet


def _tables(objects: PdfObjects) -> Iterator[str]:
    """Yield the references of streams that say which glyphs a font has: ISO 32000-1, 9.7.4.2 and 9.8.3."""
    for dictionary in objects.dictionaries:
        yield from (str(dictionary.get(key)) for key in ("/CIDToGIDMap", "/CIDSet"))


def _is_unknown(objects: PdfObjects, reference: str, tables: frozenset[str]) -> bool:
    """Return whether a stream is of no kind that a PDF has, and is no text: what it holds may be compressed, or no PDF.

    So is a program that begins as compressed data does, since it is none.
    """
    dictionary, data = objects.dictionary(reference), objects.streams[reference].data or b""
    if is_program(dictionary):
        return "/Length1" in dictionary and data.startswith(b"\x78")
    return not (reference in tables or _NUMBERS & dictionary.keys() or readings(data) or shows_text(data))


def extension_of(data: bytes) -> str:
    """Return the extension that suits the first bytes of a file; an empty string if they reveal none."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((extension for beginning, extension in _BEGINNINGS.items() if start.startswith(beginning)), "")


def _file_names(objects: PdfObjects) -> Iterator[tuple[str, str]]:
    for dictionary in objects.dictionaries:
        for file in objects.dictionary(dictionary.get("/EF")).values():
            if isinstance(file, str):
                name = objects.text(dictionary.get("/UF")) or objects.text(dictionary.get("/F"))
                yield file, name.splitlines()[0] if name.strip() else f"object-{file.split()[0]}"


def _inside(channel: str, place: str, reading: Reading) -> Reading:
    channels = (
        replace(each, name=f"{channel}: {each.name}", place=f"{place} › {each.place}") for each in reading.channels
    )
    return Reading(channels=tuple(channels), problems=tuple(f"in {place}: {problem}" for problem in reading.problems))


def _packet(channel: str, place: str, data: bytes) -> Reading:
    values = xmp.packet_values(data)
    texts = (xmp.packet_text(data), "\n".join(values or ()))
    return Reading(
        channels=tuple(Channel(name=channel, place=place, text=text) for text in texts if text.strip()),
        problems=() if values is not None else (f"the XMP packet in {place} is not XML that can be read safely",),
    )


def _plain(channel: str, place: str, stream: Stream) -> Reading:
    data = stream.data or b""
    found: list[tuple[str, str]] = []
    if b"begincmap" in data:
        data = _CODES.sub(b"", data)
    if shows_text(data) or b"BDC" in data:
        found.append((channel, "\n".join(words_in(data))))
        found.append((MARKED, "\n".join(text for key, text in property_texts(data) if key != "Lang")))
    else:
        found.extend((channel, text) for text in readings(data) or (runs(data),))
    return Reading(channels=tuple(Channel(name=name, place=place, text=text) for name, text in found if text.strip()))
