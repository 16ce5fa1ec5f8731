from __future__ import annotations

import io
import random
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers.pdf.objects import (
    LARGEST_STREAM,
    LARGEST_TOTAL,
    PdfObjects,
    Unreadable,
    name_of,
    open_objects,
    text_of,
)
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

    assert problems == ("its streams have more than 256 MiB once decoded",)


def test_objects_that_swell_are_refused_before_they_are_read(bomb: bytes) -> None:
    with bounded(memory=2 * LARGEST_STREAM), pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(with_object_stream(bomb))


@pytest.mark.parametrize("filters", [b"[/FlateDecode/FlateDecode]", b"[/ASCIIHexDecode/FlateDecode]", b"/LZWDecode"])
def test_objects_that_are_compressed_otherwise_are_refused(filters: bytes) -> None:
    with pytest.raises(Unreadable, match="a way that cannot be read safely"):
        open_objects(with_object_stream(zlib.compress(b"4 0 (x)"), filters))


STREAM_OBJECT = b"9 0 obj\n<</Filter%b/Length 1>>\nstream\nx\nendstream\nendobj\n"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_how_objects_are_compressed_is_told_from_what_other_streams_are(line_end: bytes) -> None:
    packed = zlib.compress(b"4 0 (x)")
    flate, other = (STREAM_OBJECT % name for name in (b"/FlateDecode", b"/DCTDecode"))

    for before, filters, after in ((flate, b"/LZWDecode", flate), (b"", b"/LZWDecode", flate)):
        content = with_object_stream(packed, filters).replace(b"3 0 obj", before + b"3 0 obj")
        content = content.replace(b"trailer", after + b"trailer").replace(b"\n", line_end)
        with pytest.raises(Unreadable, match="a way that cannot be read safely"):
            open_objects(content)
    content = with_object_stream(packed).replace(b"3 0 obj", other + b"3 0 obj").replace(b"trailer", other + b"trailer")
    with pytest.raises(Unreadable, match="unable to find any pages"):
        open_objects(content.replace(b"\n", line_end))


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
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1b\ufffd"), max_size=40))
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


def values(**named: object) -> PdfObjects:
    """Return objects with the values that are given by their numbers, as in “_7”."""
    given = {f"{name[1:]} 0 R": value for name, value in named.items()}
    some: Any = None
    return PdfObjects(
        values=given,
        streams={},
        dictionaries=(),
        trailer={"/Root": "1 0 R"},
        pages=(),
        offsets={},
        problems=(),
        pdf=some,
    )


def test_a_value_is_followed_through_a_few_references() -> None:
    objects = values(_1={"/A": "u:x"}, _2=["u:y"], _3="3 0 R", _4="u:å", _5="/Name", **{
        f"_{number}": f"{number + 1} 0 R" for number in range(10, 18)}, _18="u:z")  # fmt: skip

    assert objects.root == objects.dictionary("1 0 R") == {"/A": "u:x"}
    assert objects.dictionary({"/B": 1}) == {"/B": 1}
    assert objects.dictionary("2 0 R") == objects.dictionary(3) == {}
    assert objects.array("2 0 R") == objects.array(["u:y"]) == ("u:y",)
    assert objects.array("1 0 R") == objects.array("u:y") == ()
    assert (objects.text("4 0 R"), objects.text("5 0 R"), objects.text("2 0 R"), objects.text(3)) == ("å", "", "", "")
    assert (objects.at("99 0 R"), objects.at("3 0 R")) == (None, None)
    assert (objects.at("12 0 R"), objects.at("11 0 R")) == ("u:z", None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("b:feff00e5", "å"),
        ("b:fffee500", "å"),
        ("b:e5", "å"),
        ("b:61", "a"),
        ("b:c3a5", "Ã¥\nå"),
        ("b:efbbbfc3a5", "ï»¿Ã¥\nå"),
        ("b:9f0061", "Ÿa"),
        ("u:\x1bsv\x1bord", "ord"),
        ("u:\x1bsvSE\x1bord", "ord"),
        ("u:å", "å"),
        ("u:Ã¥", "Ã¥\nå"),
        ("u:漢", "漢"),
        ("u:a", "a"),
        ("", None),
    ],
)
def test_a_string_is_read_in_the_encodings_that_it_may_have(value: str, text: str | None) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("value", "name"), [("/Name", "Name"), ("Name", ""), ("u:/Name", ""), (None, ""), (3, "")])
def test_a_name_is_what_follows_a_slash(value: object, name: str) -> None:
    assert name_of(value) == name


LIMITS = "kefu.check.readers.pdf.objects"


def test_a_file_begins_within_its_first_thousand_bytes() -> None:
    content = with_streams()

    assert open_objects(bytes(1024 - len(b"%PDF-")) + content).pages
    with pytest.raises(Unreadable, match="does not begin"):
        open_objects(bytes(1025 - len(b"%PDF-")) + content)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = with_streams()
    monkeypatch.setattr(f"{LIMITS}.LARGEST_TOTAL", len(content))
    assert open_objects(content).pages

    monkeypatch.setattr(f"{LIMITS}.LARGEST_TOTAL", len(content) - 1)
    with pytest.raises(Unreadable, match="more than 0 MiB"):
        open_objects(content)


def test_too_many_objects_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{LIMITS}._LARGEST_JSON", 100)

    with pytest.raises(Unreadable, match="too many objects"):
        open_objects(with_streams())


def test_streams_are_decoded_until_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    content = with_streams(*(zlib.compress(bytes(1000)) for _ in range(4)))
    whole = len(content)
    monkeypatch.setattr(f"{LIMITS}.LARGEST_TOTAL", 4001)
    assert whole < 4000
    assert open_objects(content).problems == ()

    monkeypatch.setattr(f"{LIMITS}.LARGEST_TOTAL", 3000)
    objects = open_objects(content)
    sizes = [stream.data and len(stream.data) for stream in objects.streams.values()]
    assert objects.problems == ("its streams have more than 0 MiB once decoded",)
    assert sizes == [1000, 1000, 1000, None, None]
    assert all([stream.raw for stream in objects.streams.values()][:4])


def test_a_stream_whose_codes_may_swell_is_decoded_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bytes.fromhex("800B6050220C0C8501")  # ISO 32000-1, 7.4.4.2, example
    content = with_streams(raw, filters=(Name.LZWDecode,))
    monkeypatch.setattr(f"{LIMITS}._LARGEST_LZW", len(raw))
    (stream, *_) = open_objects(content).streams.values()
    assert stream.data == bytes((45, 45, 45, 45, 45, 65, 45, 45, 45, 66))

    monkeypatch.setattr(f"{LIMITS}._LARGEST_LZW", len(raw) - 1)
    (problem,) = open_objects(content).problems
    assert problem.endswith("cannot be decoded: it may be too large once decoded")


def test_filters_may_stand_in_an_object_of_their_own() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, zlib.compress(b"Ett fall"))
        stream.Filter = pdf.make_indirect(Array([Name.FlateDecode]))
        pdf.Root.Planted = pdf.make_indirect(stream)
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    found = next(stream for stream in open_objects(written.getvalue()).streams.values() if stream.filters)
    assert (found.filters, found.data) == (("/FlateDecode",), b"Ett fall")


@pytest.mark.parametrize("filters", [(Name.DCTDecode,), (Name.DCTDecode, Name.FlateDecode)])
def test_a_picture_is_kept_as_it_is(filters: tuple[pikepdf.Name, ...]) -> None:
    (found, *_) = open_objects(with_streams(b"\xff\xd8\xff", filters=filters)).streams.values()

    assert found.data == found.raw == b"\xff\xd8\xff"
    assert found.filters == tuple(map(str, filters))


def test_every_dictionary_is_listed_and_where_objects_begin() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Planted = Array([Dictionary(A=Array([Dictionary(B=Dictionary(C=1))]))])
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    objects = open_objects(written.getvalue())

    assert {"/C": 1} in objects.dictionaries
    assert objects.trailer in objects.dictionaries
    for reference, offset in objects.offsets.items():
        number = reference.split()[0].encode()
        assert written.getvalue()[offset:].startswith(number + b" 0 obj")
    assert {*objects.offsets} == {*objects.values}
    assert [objects.values[page]["/Type"] for page in objects.pages] == ["/Page"]


def test_objects_may_swell_up_to_a_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = with_object_stream(zlib.compress(b"4 0 (x)" + bytes(9000)))
    monkeypatch.setattr(f"{LIMITS}._LARGEST_OBJECT_STREAMS", 9007)
    with pytest.raises(Unreadable, match="unable to find any pages"):
        open_objects(content)

    monkeypatch.setattr(f"{LIMITS}._LARGEST_OBJECT_STREAMS", 9006)
    with pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(content)


def test_objects_that_swell_after_a_stream_that_is_not_compressed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{LIMITS}._LARGEST_OBJECT_STREAMS", 9000)
    content = with_object_stream(zlib.compress(bytes(9001))).replace(b"3 0 obj", STREAM_OBJECT % b"" + b"3 0 obj")

    with pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(content)


def test_objects_that_take_much_room_are_measured_to_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = random.Random(1).randbytes(20_000).hex().encode()  # noqa: S311 - nothing is secret
    monkeypatch.setattr(f"{LIMITS}._LARGEST_OBJECT_STREAMS", len(text) - 1)

    with pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(with_object_stream(zlib.compress(text)))
    monkeypatch.setattr(f"{LIMITS}._LARGEST_OBJECT_STREAMS", len(text))
    with pytest.raises(Unreadable, match="unable to find any pages"):
        open_objects(with_object_stream(zlib.compress(text)))


def test_large_objects_that_do_not_swell_are_not_refused() -> None:
    content = with_object_stream(zlib.compress(random.Random(1).randbytes(3 * MEBIBYTE // 2), 0))  # noqa: S311 - same

    with pytest.raises(Unreadable, match="unable to find any pages"):
        open_objects(content)


def test_objects_whose_stream_is_cut_off_are_not_refused_as_too_large() -> None:
    content = with_object_stream(zlib.compress(b"4 0 (x)"))
    start = content.index(b"stream\n") + len(b"stream\n")

    with pytest.raises(Unreadable, match="it is damaged"):
        open_objects(content[: start + 8])


def test_streams_in_each_other_without_end_are_refused() -> None:
    unit = b"\0\x09\0\xf6\xff" + b"stream\n\x78\1" + b"\0\0\0\xff\xff" * 100

    with pytest.raises(Unreadable, match="too large to be read safely"):
        open_objects(with_object_stream(b"\x78\1" + unit * 200))


def test_a_file_that_is_damaged_in_many_places_says_how_many() -> None:
    content = with_streams(*[zlib.compress(b"x")] * 9)
    objects = open_objects(content.replace(b"endstream", b"endstreaM"))

    assert len(objects.problems) == 4
    assert objects.problems[-1] == "it is damaged in 27 more places", "three times in each stream, and one is a page's"
    assert len(open_objects(content.replace(b"startxref\n", b"startxref\n1")).problems) == 3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("stream <a.pdf> (object 3 0, offset 9): read_bytes called.", "read_bytes called"),
        ("...unknown", "...unknown"),
        ("read a stream", "read a stream"),
        ("x" * 121, "x" * 120),
        ("one line\nand another", "one line"),
        ("", "ValueError"),
    ],
)
def test_what_a_library_says_is_told_in_one_short_line(monkeypatch: pytest.MonkeyPatch, said: str, told: str) -> None:
    def refuse(_file: object) -> pikepdf.Pdf:
        raise ValueError(said)

    monkeypatch.setattr(pikepdf, "open", refuse)
    with pytest.raises(Unreadable) as refused:
        open_objects(b"%PDF-1.7")
    assert str(refused.value) == f"it is damaged: {told}"


@pytest.mark.parametrize(("between", "refusal"), [(1004, "unable to find any pages"), (1005, "cannot be read safely")])
def test_how_objects_are_compressed_is_looked_for_near_their_type(between: int, refusal: str) -> None:
    content = with_object_stream(zlib.compress(b"4 0 (x)")).replace(b"/N 1/First 4", b"/N 1/First 4".ljust(between))

    with pytest.raises(Unreadable, match=refusal):
        open_objects(content)
