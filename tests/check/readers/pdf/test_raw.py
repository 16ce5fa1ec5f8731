"""Bytes that belong to no object of a PDF are read, and what cannot be read there is a problem."""

from __future__ import annotations

import io
import zlib

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


def test_compressed_data_is_read_up_to_a_limit() -> None:
    data = zlib.compress(b"a" * 1000)

    assert inflated(data + b"more", 1000) == b"a" * 1000
    assert inflated(data, 999) is None
    assert inflated(data[:-6], 1000) is None
    assert inflated(b"no", 1000) is None


def test_each_update_by_appending_leaves_the_file_that_was_before_it() -> None:
    first, second = b"%PDF-1.7 a\nstartxref\n1\n%%EOF\n", b"b\nstartxref\n2\n%%EOF\n"

    assert earlier_revisions(first, linearized=False) == ()
    assert earlier_revisions(first + second, linearized=False) == (first,)
    assert earlier_revisions(first + second + second, linearized=False) == (first, first + second)
    assert earlier_revisions(first + second, linearized=True) == ()
