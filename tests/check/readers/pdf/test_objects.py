from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers.pdf.objects import LARGEST_STREAM, LARGEST_TOTAL, Unreadable, open_objects, text_of
from kefu.processes.bounds import bounded

MEBIBYTE = 1 << 20


def swelling(size: int) -> bytes:
    """Return a compressed stream that becomes so many bytes."""
    engine = zlib.compressobj(9)
    piece = bytes(16 * MEBIBYTE)
    return b"".join([*(engine.compress(piece) for _ in range(size // len(piece))), engine.flush()])


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return swelling(8 * LARGEST_STREAM)


def with_streams(*raw: bytes, filters: tuple[pikepdf.Name, ...] = (Name.FlateDecode,)) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Streams = Array([])
        for each in raw:
            stream = pikepdf.Stream(pdf, each)
            stream.Filter = Array(filters) if len(filters) != 1 else filters[0]
            pdf.Root.Streams.append(pdf.make_indirect(stream))
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return written.getvalue()


def with_object_stream(raw: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    head = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    objects = b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter %b/Length %d>>\nstream\n%b\nendstream\nendobj\n"
    return head + objects % (filters, len(raw), raw) + b"trailer<</Root 1 0 R/Size 4>>\n%%EOF"


@pytest.mark.slow
def test_a_stream_that_swells_is_a_problem_and_takes_little_memory(bomb: bytes) -> None:
    with bounded(memory=5 * LARGEST_STREAM):
        objects = open_objects(with_streams(bomb))

    assert any("cannot be decoded" in problem for problem in objects.problems)
    assert not [stream for stream in objects.streams.values() if stream.data and len(stream.data) > LARGEST_STREAM]


def test_a_stream_that_swells_twice_is_a_problem_and_takes_little_memory(bomb: bytes) -> None:
    content = with_streams(zlib.compress(bomb), filters=(Name.FlateDecode, Name.FlateDecode))

    with bounded(memory=5 * LARGEST_STREAM):
        assert open_objects(content).problems


def test_many_streams_that_swell_together_are_a_problem() -> None:
    most = swelling(LARGEST_STREAM // 2)

    problems = open_objects(with_streams(*[most] * (2 * LARGEST_TOTAL // LARGEST_STREAM + 1))).problems

    assert problems == (f"its streams have more than {LARGEST_TOTAL // MEBIBYTE} MiB once decoded",)


def test_objects_that_swell_are_refused_before_they_are_read(bomb: bytes) -> None:
    with bounded(memory=2 * LARGEST_STREAM), pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(with_object_stream(bomb))


@pytest.mark.parametrize("filters", [b"[/FlateDecode/FlateDecode]", b"[/ASCIIHexDecode/FlateDecode]", b"/LZWDecode"])
def test_objects_that_are_compressed_otherwise_are_refused(filters: bytes) -> None:
    with pytest.raises(Unreadable, match="a way that cannot be read safely"):
        open_objects(with_object_stream(zlib.compress(b"4 0 (x)"), filters))


def test_a_stream_is_decoded_through_all_its_filters() -> None:
    raw = zlib.compress(b"Ett fall").hex().encode() + b">"

    objects = open_objects(with_streams(raw, filters=(Name.ASCIIHexDecode, Name.FlateDecode)))

    assert b"Ett fall" in [stream.data for stream in objects.streams.values()]
    assert not objects.problems


def test_of_a_picture_what_the_picture_s_filter_reads_is_kept() -> None:
    objects = open_objects(with_streams(zlib.compress(b"\xff\xd8\xff"), filters=(Name.FlateDecode, Name.DCTDecode)))

    assert b"\xff\xd8\xff" in [stream.data for stream in objects.streams.values()]


def test_a_stream_that_cannot_be_decoded_is_a_problem() -> None:
    assert open_objects(with_streams(b"no data of that kind")).problems
    assert open_objects(with_streams(b"x", filters=(Name("/Unknown"),))).problems


def test_values_in_each_other_without_end_are_a_problem() -> None:
    content = with_streams().replace(b"/Streams [ ]", b"/Streams " + b"[" * 5000 + b"]" * 5000)

    with pytest.raises(Unreadable):
        open_objects(content)


def test_a_file_that_qpdf_mends_has_a_problem() -> None:
    content = with_streams(zlib.compress(b"x"))

    assert not open_objects(content).problems
    assert open_objects(content.replace(b"startxref\n", b"startxref\n1")).problems


def test_problems_quote_nothing_of_the_file() -> None:
    content = with_streams().replace(b"/Streams [ ]", b"/Hemlig (Ada) /Hemlig (Bo) /Streams [ Sjovik ]")

    problems = open_objects(content).problems

    assert problems
    assert not [problem for problem in problems if "Hemlig" in problem or "Ada" in problem or "Sjovik" in problem]


@settings(deadline=None, max_examples=50)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b"), max_size=40))
def test_strings_are_read_in_every_encoding_of_the_standard(text: str) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.A = String(text)
        pdf.Root.B = String(b"\xfe\xff" + text.encode("utf-16-be"))
        pdf.Root.C = String(b"\xef\xbb\xbf" + text.encode())
        written = io.BytesIO()
        pdf.save(written)

    root = open_objects(written.getvalue()).root

    assert all(text in (text_of(root[key]) or "") for key in ("/A", "/B", "/C"))


def test_strings_in_utf_8_without_its_mark_are_read_as_such_too() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.A = Dictionary(B=String("Sjövik".encode()))
        written = io.BytesIO()
        pdf.save(written)

    assert "Sjövik" in (text_of(open_objects(written.getvalue()).root["/A"]["/B"]) or "").split("\n")


def test_names_and_references_are_no_text() -> None:
    assert text_of("/Name") is None
    assert text_of("12 0 R") is None
