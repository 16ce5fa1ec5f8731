"""Streams are read as what they are: files in files, packets, pictures, contents and texts."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.photographs import PRIVATE, profile

from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.pdf.channels import channels_of
from kefu.check.readers.pdf.objects import open_objects
from kefu.check.readers.pdf.streams import extension_of, stream_readings

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "Rektorn hade bestämt sig"


def nested(name: str, content: bytes) -> Reading:
    """Read a file in a file: as text, and never in full where that is asked for."""
    text = content.decode("utf-8", "ignore")
    return Reading(channels=(Channel(name=name, place="inne", text=text),), problems=("trasig",) * ("trasig" in text))


def read(plant: Callable[[pikepdf.Pdf], pikepdf.Object]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the channels with the sentence in them, with their places, and the problems."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Planted = pdf.make_indirect(plant(pdf))
        written = io.BytesIO()
        pdf.save(written)
    objects = open_objects(written.getvalue())
    readings = [*stream_readings(objects, channels_of(objects), nested)]
    found = [
        (channel.name, channel.place) for each in readings for channel in each.channels if SENTENCE in channel.text
    ]
    return found, [problem for each in readings for problem in each.problems]


def attached(pdf: pikepdf.Pdf, **name: Any) -> pikepdf.Object:
    file = pdf.make_indirect(pdf.make_stream(SENTENCE.encode()))
    return Dictionary(Type=Name.Filespec, EF=Dictionary(F=file), **name)


def jpeg(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(b"\xff\xd8\xff" + SENTENCE.encode(), Subtype=Name.Image, Filter=Name.DCTDecode)


XML = f"<r>{SENTENCE}</r>".encode()


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (lambda pdf: attached(pdf, UF="facit.md"), ("PDF attachment: facit.md", "attachment “facit.md” › inne")),
        (lambda pdf: attached(pdf, F="a\nb.md"), ("PDF attachment: a", "attachment “a” › inne")),
        (attached, ("PDF attachment: object-N", "attachment “object-N” › inne")),
        (
            lambda pdf: pdf.make_stream(SENTENCE.encode(), Type=Name.EmbeddedFile),
            ("PDF attachment: object-N", "attachment “object-N” › inne"),
        ),
        (jpeg, ("PDF image: object-N.jpg", "object N › inne")),
        (lambda pdf: pdf.make_stream(b"<svg>" + XML), ("PDF stream: object-N.svg", "object N › inne")),
        (lambda pdf: pdf.make_stream(XML, Type=Name.Metadata), ("PDF XMP", "object N")),
        (lambda pdf: pdf.make_stream(SENTENCE.encode()), ("PDF stream", "object N")),
        (lambda pdf: pdf.make_stream(SENTENCE.encode(), Subtype=Name.Image), ("PDF image", "object N")),
        (
            lambda pdf: pdf.make_stream(b"BT (" + SENTENCE.encode("latin-1") + b") Tj ET"),
            ("PDF stream", "object N"),
        ),
        (
            lambda pdf: pdf.make_stream(b"/P <</Alt (" + SENTENCE.encode("latin-1") + b")>> BDC EMC"),
            ("PDF marked content", "object N"),
        ),
    ],
    ids=["UF", "F", "no name", "embedded", "JPEG", "SVG", "XMP", "text", "samples", "content", "property"],
)
def test_a_sentence_is_found_in_its_channel(
    plant: Callable[[pikepdf.Pdf], pikepdf.Object], found: tuple[str, str]
) -> None:
    channels, problems = read(plant)

    assert found in [tuple(re.sub(r"(object.)[1-9]\d*", r"\1N", text) for text in channel) for channel in channels]
    assert problems == []


def test_what_cannot_be_read_in_a_file_inside_is_a_problem_with_its_place() -> None:
    _, problems = read(lambda pdf: pdf.make_stream(b"<svg>trasig", Type=Name.EmbeddedFile))

    assert [re.sub(r"\d+", "N", problem) for problem in problems] == ["in attachment “object-N.svg”: trasig"]


def test_a_packet_that_is_no_xml_is_a_problem_and_still_read() -> None:
    found, problems = read(lambda pdf: pdf.make_stream(SENTENCE.encode(), Type=Name.Metadata))

    assert [name for name, _ in found] == ["PDF XMP"]
    assert [re.sub(r"\d+", "N", problem) for problem in problems] == [
        "the XMP packet in object N is not XML that can be read safely"
    ]


@pytest.mark.parametrize(
    ("start", "extension"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"PK\x03\x04", ".zip"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"\xef\xbb\xbf <?xml version", ".xml"),
        (b"\n<!DOCTYPE html>", ".html"),
        (b"Vanlig text", ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_its_first_bytes(start: bytes, extension: str) -> None:
    assert extension_of(start) == extension


def every(plant: Callable[[pikepdf.Pdf], pikepdf.Object]) -> list[str]:
    """Return all that is read in the streams of a file, with the channel of each text and without numbers of objects.

    There is one stream more, which nothing in another one may hide.
    """
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Planted = pdf.make_indirect(plant(pdf))
        pdf.Root.Sist = pdf.make_indirect(pdf.make_stream(b"Sist"))
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    objects = open_objects(written.getvalue())
    found = [each for one in stream_readings(objects, channels_of(objects), nested) for each in one.channels]
    return sorted(re.sub(r"(object.)[1-9]\d*", r"\1N", f"{each.name} @ {each.place} = {each.text}") for each in found)


LAST = "PDF stream @ object N = Sist"


def whole_profile(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(profile(), N=3)


def pieced(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(b"Ett fall", PieceInfo=Dictionary())


def undecoded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    stream = pikepdf.Stream(pdf, b"no data of that kind")
    stream.Filter = Name.FlateDecode
    return stream


def of_a(kind: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    """Return what makes an object of a kind with a packet of metadata."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        packet = pdf.make_indirect(pdf.make_stream(b"<r>Ett fall</r>", Type=Name.Metadata))
        return Dictionary(Type=Name.XObject, Subtype=Name(kind), Metadata=packet)

    return make


@pytest.mark.parametrize(
    ("plant", "read"),
    [
        (pieced, ["PDF image: image metadata @ object N = PieceInfo", "PDF stream @ object N = Ett fall"]),
        (undecoded, []),
        (
            of_a("/Image"),
            [f"PDF image: image metadata @ object N = {text}" for text in ("<r>Ett fall</r>", "Ett fall")],
        ),
        (of_a("/Form"), [f"PDF image: image metadata @ object N = {text}" for text in ("<r>Ett fall</r>", "Ett fall")]),
        (of_a("/Other"), [f"PDF XMP @ object N = {text}" for text in ("<r>Ett fall</r>", "Ett fall")]),
        (
            lambda pdf: pdf.make_stream(b'<x xmlns:rdf="r"><rdf:RDF a="Ett"/></x>'),
            ['PDF XMP @ object N = <x xmlns:rdf="r"><rdf:RDF a="Ett"/></x>', "PDF XMP @ object N = Ett"],
        ),
        (
            lambda pdf: pdf.make_stream(b"begincmap <0041> 12 ord endcmap"),
            ["PDF stream @ object N = begincmap   ord endcmap"],
        ),
        (lambda pdf: pdf.make_stream(b"<0041> 12 ord"), ["PDF stream @ object N = <0041> 12 ord"]),
        (lambda pdf: pdf.make_stream(b"\0\0Ett fall\0\0", N=1), ["PDF stream @ object N = Ett fall"]),
        (lambda pdf: pdf.make_stream(b"/P <</Lang (sv-SE) /Alt (Ett)>> BDC"), ["PDF marked content @ object N = Ett"]),
        (lambda pdf: pdf.make_stream(b"   "), []),
        (lambda pdf: pdf.make_stream(b"\0\1\2"), ["PDF stream: object-N.unknown @ object N › inne = \0\1\2"]),
        (lambda pdf: pdf.make_stream(b"\0BT (Ett fall) Tj"), ["PDF stream @ object N = Ett fall"]),
        (lambda pdf: pdf.make_stream(b"\0\1\2", Width=1), []),
        (lambda pdf: pdf.make_stream(b"\0\1\2", Length1=3), []),
        (lambda pdf: pdf.make_stream(b"\x78\0\2", Subtype=Name.Image), []),
        (
            lambda pdf: pdf.make_stream(b"\x78\0\2", Length1=3),
            ["PDF stream: object-N.unknown @ object N › inne = x\0\2"],
        ),
        (lambda pdf: Dictionary(CIDSet=pdf.make_indirect(pdf.make_stream(b"\0\1\2"))), []),
        (lambda pdf: Dictionary(CIDToGIDMap=pdf.make_indirect(pdf.make_stream(b"\0\1\2"))), []),
        (
            lambda pdf: attached(pdf, UF="\n", F="a.md"),
            [f"PDF attachment: object-N @ attachment “object-N” › inne = {SENTENCE}"],
        ),
        (lambda _: Dictionary(EF=Dictionary(F=3)), []),
    ],
)
def test_all_streams_are_read_as_what_they_are(plant: Callable[[pikepdf.Pdf], pikepdf.Object], read: list[str]) -> None:
    assert every(plant) == sorted([*read, LAST])


def test_the_words_of_a_profile_are_told_and_nothing_else_of_it() -> None:
    (told, last) = every(whole_profile)

    assert told.startswith("PDF image: image metadata @ object N = ")
    assert PRIVATE in told
    assert last == LAST


def test_a_picture_in_another_filter_is_read_without_it() -> None:
    def plant(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = pikepdf.Stream(pdf, zlib.compress(SENTENCE.encode()))
        stream.Filter = Array([Name.FlateDecode, Name.DCTDecode])
        return stream

    assert every(plant) == [f"PDF image: object-N.jpg @ object N › inne = {SENTENCE}", LAST]
