"""Bytes that belong to no object of a PDF are read, and what cannot be read there is a problem."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pikepdf
import pytest

from kefu.check.readers.pdf.objects import open_objects
from kefu.check.readers.pdf.raw import earlier_revisions, inflated, outside_objects

SENTENCE = "Rektorn hade bestämt sig"


@pytest.fixture(scope="module")
def base() -> bytes:
    """Return a PDF with a stream and a string that are objects of it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Contents = pdf.make_stream(b"BT (Ett ord som visas) Tj ET")
        pdf.docinfo["/Title"] = "En titel"
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return written.getvalue()


def outside(base: bytes, added: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the texts outside the objects of a file that has something after its end, and the problems."""
    texts, problems = outside_objects(base + added, [open_objects(base)])
    return "\n".join(texts), problems


def test_a_file_as_it_was_saved_has_nothing_outside_its_objects(base: bytes) -> None:
    texts, problems = outside(base, b"")

    assert "En titel" not in texts
    assert "Ett ord" not in texts
    assert problems == ()


@pytest.mark.parametrize(
    "added",
    [
        SENTENCE.encode(),
        b"% " + SENTENCE.encode("latin-1"),
        b"9 0 obj (" + SENTENCE.encode("latin-1") + b") endobj",
        b"9 0 obj <<>> stream\n" + zlib.compress(SENTENCE.encode()) + b"\nendstream endobj",
    ],
    ids=["text", "comment", "object", "compressed"],
)
def test_what_is_after_the_end_is_read(base: bytes, added: bytes) -> None:
    texts, problems = outside(base, b"\n" + added + b"\n")

    assert SENTENCE in texts
    assert problems == ()


def test_comments_in_objects_are_read(base: bytes) -> None:
    start = base.index(b"/Type /Catalog")
    commented = base[:start] + b"%" + SENTENCE.encode() + b"\n" + base[start:]

    texts, _ = outside_objects(commented, [open_objects(base)])

    assert SENTENCE in "\n".join(texts)


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (bytes(range(256)) * 4, "bytes outside its objects are not text"),
        (
            b"stream\n" + zlib.compress(b"BT <00410042> Tj ET") + b"\nendstream",
            "data outside its objects shows text whose letters cannot be determined",
        ),
    ],
    ids=["bytes", "text of an unknown font"],
)
def test_what_cannot_be_read_there_is_a_problem(base: bytes, added: bytes, problem: str) -> None:
    assert outside(base, b"\n" + added)[1] == (problem,)


def test_all_compressed_data_between_objects_is_read_and_the_text_around_it(base: bytes) -> None:
    parts = [f"{word} som står för sig" for word in ("ett", "två", "tre", "fyra", "fem")]
    packed = [zlib.compress(part.encode() + bytes(range(128, 256)) * 9) for part in parts]
    added = b"%b stream\n%b\nendstream %b stream\r\n%b\nendstream %b" % (
        parts[0].encode(), packed[1], parts[2].encode(), packed[3], parts[4].encode()
    )  # fmt: skip
    texts, problems = outside(base, b"\n" + added)

    assert all(part in texts for part in parts)
    assert problems == ()
    texts, problems = outside(base, b"\nstream\n" + packed[0])
    assert parts[0] in texts
    assert problems == ()


@pytest.mark.parametrize(("controls", "problem"), [(2, False), (3, True)])
def test_a_few_control_characters_in_a_hundred_are_text(base: bytes, controls: int, *, problem: bool) -> None:
    rest = b"x" * (100 - controls) + b"\1" * controls
    for gap in (
        rest,
        rest.replace(b"\1", b"\x0e"),
        rest.replace(b"\1", b"\x1f"),
        rest.replace(b"\1", b"\x7f"),
        rest.replace(b"\1", b"\x0b"),
    ):
        assert bool(outside_objects(gap, [])[1]) is problem
    assert outside_objects(bytes(50) + b"x" * 50, [])[1] == ()
    assert outside_objects(b"\t" * 50 + b"x" * 50, [])[1] == ()
    assert outside(base, b"\n% \1\n" + b"ord " * 99)[1] == ()


def test_streams_between_objects_are_unpacked_up_to_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.check.readers.pdf.raw.LARGEST_STREAM", 64)
    first, second = (zlib.compress(f"{word} {'x' * 25}".encode()) for word in ("första", "andra"))
    texts, _ = outside_objects(b"stream\n%b\nendstream stream\n%b\nendstream" % (first, second), [])
    assert ["andra" in text for text in texts if "xxxxx" in text] == [False, True]

    monkeypatch.setattr("kefu.check.readers.pdf.raw.LARGEST_STREAM", 63)
    texts, _ = outside_objects(b"stream\n%b\nendstream stream\n%b\nendstream" % (first, second), [])
    assert ["andra" in text for text in texts if "xxxxx" in text] == [False]


def test_compressed_data_is_read_up_to_a_limit() -> None:
    data = zlib.compress(b"a" * 1000)

    assert inflated(data + b"more", 1000) == (b"a" * 1000, len(data))
    assert inflated(data, 999) is None
    assert inflated(data[:-6], 1000) is None
    assert inflated(b"no", 1000) is None


def test_each_update_by_appending_leaves_the_file_that_was_before_it() -> None:
    first, second = b"%PDF-1.7 a\nstartxref\n1\n%%EOF\n", b"b\nstartxref\n2\n%%EOF\n"

    assert earlier_revisions(first, linearized=False) == ()
    assert earlier_revisions(first + second, linearized=False) == (first,)
    assert earlier_revisions(first + second + second, linearized=False) == (first, first + second)
    assert earlier_revisions(first + second, linearized=True) == ()


PACKED = zlib.compress("för sig".encode())


@pytest.mark.parametrize(
    ("gap", "texts"),
    [
        (b"stream\n" + PACKED + b" efter", ["för sig", "efter"]),
        (b"stream\n" + PACKED + b" mellan endstream", ["för sig", "mellan"]),
        (b"stream\n" + PACKED + b"stream\n" + zlib.compress(b"ett till"), ["för sig", "ett till"]),
        (b"stream\nett ord endstream stream\n" + PACKED, ["för sig", "ett ord"]),
        (b"stream\n" + zlib.compress(b"ord stream\nord", 0) + b"\nendstream stream\n" + PACKED, ["för sig"]),
        (b"stream\n" + zlib.compress(b"\0p\xe5 skolan"), ["på skolan"]),
        (b"\0p\xe5 skolan", ["på skolan"]),
        ("på ö".encode(), ["på ö"]),
    ],
)
def test_all_that_is_in_a_gap_is_read(gap: bytes, texts: list[str]) -> None:
    found = "\n".join(outside_objects(gap, [])[0])

    assert [text for text in texts if text not in found] == []


def test_an_object_that_is_not_where_it_should_be_leaves_the_others_what_they_are(base: bytes) -> None:
    objects = open_objects(base)
    lost = replace(objects, offsets={"99 0 R": 1, **objects.offsets})

    assert outside_objects(base, [lost]) == outside_objects(base, [objects])
    assert "endstream" not in "\n".join(outside_objects(base, [objects])[0])
    texts = "\n".join(outside_objects(base, [replace(objects, streams={})])[0])
    assert "Ett ord som visas" in texts
    assert "En titel" not in texts


def test_a_stream_may_end_without_saying_so(base: bytes) -> None:
    cut = base[: base.index(b"endstream")] + b"\n% efter"

    assert "efter" in "\n".join(outside_objects(cut, [open_objects(base)])[0])
