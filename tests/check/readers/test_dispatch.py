"""Any file at all: what it is, its name, and that nothing is raised and nothing passes unread."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kefu.check.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.check.readers.channels import Channel

MEGABYTE = 1 << 20


def of_name(channels: tuple[Channel, ...], name: str) -> str:
    return "\n".join(channel.text for channel in channels if channel.name == name)


def test_the_name_of_a_file_is_read_whole_without_extension_and_decoded() -> None:
    names = of_name(read("cases/M%C3%B6tet%20i%20Granhult.txt", b"x").channels, "file name").splitlines()

    assert {"Mötet i Granhult", "cases/Mötet i Granhult.txt", "cases/M%C3%B6tet%20i%20Granhult.txt"} <= set(names)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"text"),
        ("a.png", b"GIF89a"),
        ("a.docx", b"<html>"),
        ("a.svg", b"<!doctype html><p>"),
        ("a.txt", b"\0\0"),
        ("a.html", b"%PDF-1.7"),
        ("a.json", gzip.compress(b"{}", mtime=0)),
    ],
)
def test_a_name_that_promises_another_kind_is_a_problem(name: str, content: bytes) -> None:
    assert any("promises" in problem for problem in read(name, content).problems)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.pagefind", "a.pf_meta"])
@pytest.mark.parametrize("content", [b"pagefind_dcd\x63abc", b"\0asm\1\0\0\0"])
def test_a_name_that_promises_a_packed_file_may_be_one_of_pagefinds_that_is_not(name: str, content: bytes) -> None:
    assert not read(name, content).problems


def test_a_file_is_read_up_to_a_size() -> None:
    reading = read("a.bin", bytes(256 * MEGABYTE + 1))

    assert reading.problems == ("“a.bin” is larger than 256 megabytes, the most that is read",)
    assert {channel.name for channel in reading.channels} == {"file name"}


def test_a_file_of_the_largest_size_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.check.readers.dispatch.FILE", 5)

    assert of_name(read("a.txt", b"ordet").channels, "text text") == "ordet"
    assert of_name(read("a.txt", b"orden.").channels, "text text") == ""


def test_a_picture_is_read_as_one_and_other_xml_is_not() -> None:
    assert of_name(read("a.svg", b"<svg><title>ordet</title></svg>").channels, "SVG description").strip() == "ordet"
    assert "ordet" in of_name(read("a.xml", b"<svg><title>ordet</title></svg>").channels, "XML text")


def test_what_cannot_be_read_in_full_is_searched_for_words() -> None:
    drawing = (
        '<?xml version="1.0" encoding="windows-1252"?><svg><g id="a"><use href="#a"/></g><desc>på sin plats</desc>'
    )
    reading = read("a.svg", f"{drawing}</svg>".encode("cp1252"))

    assert "på sin plats" in of_name(reading.channels, "binary text")
    assert any("cannot be read in full" in problem for problem in reading.problems)


def test_files_are_read_four_levels_deep() -> None:
    content = packed(("a.txt", b"ordet"))
    for _ in range(3):
        content = packed(("a.zip", content))
    assert not read("a.zip", content).problems
    assert "ordet" in of_name(read("a.zip", content).channels, "text text")

    (problem,) = read("a.zip", packed(("a.zip", content))).problems
    assert problem.endswith("“a.txt” is nested in more than 4 files")


def test_a_file_with_a_wrong_name_is_read_as_what_it_is(written: Mapping[str, bytes]) -> None:
    reading = read("a.zip", written["docx"])

    assert "Hon gick hem över ån." in of_name(reading.channels, "DOCX text")
    assert reading.problems == ("“a.zip” promises ZIP, but its bytes are DOCX",)


def packed(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in members:
            archive.writestr(name, inner)
    return content.getvalue()


@cache
def flat() -> bytes:
    return packed(*((f"{n}.txt", bytes(31 * MEGABYTE)) for n in range(10)))


def nested() -> bytes:
    inner = packed(*((f"{n}.zip", flat()) for n in range(10)))
    return packed(*((f"{n}.zip", inner) for n in range(10)))


def deep() -> bytes:
    content = packed(("a.txt", b"text"))
    for _ in range(10):
        content = packed(("a.zip", content))
    return content


def word(document: bytes) -> bytes:
    return packed(("[Content_Types].xml", b"<a/>"), ("word/document.xml", document))


BOMBS: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "flat": ("a.zip", flat),
    "one": ("a.docx", lambda: word(bytes(100 * MEGABYTE))),
    "nested": ("a.zip", nested),
    "deep": ("a.zip", deep),
    "elements": ("a.docx", lambda: word(b"<a>" + b"<b/>" * 2_000_000 + b"</a>")),
    "gzip": ("a.txt.gz", lambda: gzip.compress(bytes(100 * MEGABYTE), mtime=0)),
    "many": ("a.txt.gz", lambda: gzip.compress(b"", mtime=0) * 20_000),
}


@cache
def bomb(name: str) -> tuple[str, bytes]:
    """Return the name of a file that is small and unpacks to much, and its content."""
    file_name, made = BOMBS[name]
    return file_name, made()


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_problem_soon(name: str) -> None:
    file = bomb(name)
    begin = time.process_time()
    reading = read(*file)

    assert reading.problems
    assert time.process_time() - begin < 20


@pytest.mark.parametrize("name", ["one", "gzip", "nested"])
def test_a_bomb_takes_bounded_memory(name: str) -> None:
    file = bomb(name)
    tracemalloc.start()
    try:
        read(*file)
        assert tracemalloc.get_traced_memory()[1] < 1000 * MEGABYTE
    finally:
        tracemalloc.stop()


@cache
def pictures() -> dict[str, bytes]:
    files = {}
    for form, extension in (("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp"), ("TIFF", "tif")):
        content = io.BytesIO()
        exif = Image.Exif()
        exif[270] = "En beskrivning"
        Image.new("RGB", (9, 9), "blue").save(content, form, **({} if form == "GIF" else {"exif": exif}))
        files[extension] = content.getvalue()
    return files


OTHERS = {
    "svg": b'<?xml version="1.0"?><svg><title>a</title><image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
    "json": b'{"a": ["b", 1, {"c": "d"}]}',
    "txt": "En rad på svenska".encode(),
    "gz": gzip.compress(b"text", mtime=0),
    "pf_meta": gzip.compress(b"pagefind_dcd\x82\x63abc", mtime=0),
    "woff": b"wOFF" + bytes(8) + b"\0\2" + bytes(60),
}


@pytest.mark.parametrize("extension", ["docx", "epub", "html", "png", "jpg", "gif", "webp", "tif", *OTHERS])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_is_raised(extension: str, data: st.DataObject, written: Mapping[str, bytes]) -> None:
    content = bytearray({**written, **pictures(), **OTHERS}[extension])
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[position] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))

    read(f"a.{extension}", bytes(content[:end]))
    read(f"a.{extension}", bytes(content))


@pytest.mark.parametrize("extension", ["docx", "epub", "png", "jpg", "gif", "webp", "gz", "svg", "json"])
def test_a_file_that_is_cut_off_anywhere_is_a_problem(extension: str, written: Mapping[str, bytes]) -> None:
    content = {**written, **pictures(), **OTHERS}[extension]
    for end in {*range(0, len(content), max(1, len(content) // 40)), len(content) - 1}:
        assert read(f"a.{extension}", content[:end]).problems, end


@given(st.sampled_from(["a", "a.pdf", "a.zip", "a.svg", "a.html", "a.jpg", "..", "", "/"]), st.binary(max_size=300))
def test_no_bytes_are_raised(name: str, content: bytes) -> None:
    assert read(name, content).channels


@given(
    st.sampled_from([b"PK\3\4", b"PK\5\6", b"\x1f\x8b\x08", b"GIF89a", b"\xff\xd8\xff", b"II*\0", b"wOFF", b"OTTO"]),
    st.binary(),
)
def test_no_bytes_after_a_beginning_are_raised(magic: bytes, content: bytes) -> None:
    assert read("a", magic + content).channels


def test_a_pdf_is_read_with_what_is_attached_to_it(written: Mapping[str, bytes]) -> None:
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = "Mötet i Granhult"
        pdf.attachments["a.docx"] = pikepdf.AttachedFileSpec(pdf, written["docx"], filename="a.docx")
        pdf.save(content)
    channels = read("a.pdf", content.getvalue()).channels

    assert any("Mötet i Granhult" in channel.text for channel in channels if channel.name.startswith("PDF"))
    assert any("Hon gick hem över ån." in channel.text for channel in channels)
