"""A file is what its name says, or its author is told what it is and what to do."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath

import pytest
from PIL import Image
from tests.photographs import PRIVATE, arrow, opened, saved, telling_jpeg, turned

from kefu.pictures import PictureError, prepared, size_of
from kefu.pictures.preparing import kind_of
from kefu.theme import THEME

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0H9V9"/></svg>'


def why(name: str, content: bytes) -> PictureError:
    with pytest.raises(PictureError) as raised:
        prepared(PurePosixPath(name), content, THEME)
    return raised.value


@pytest.mark.parametrize(
    ("name", "content", "size", "drawn"),
    [
        ("a.png", saved(arrow(), "PNG"), (300, 200), False),
        ("a.JPG", saved(arrow(), "JPEG"), (300, 200), False),
        ("a.jpeg", turned(8, "JPEG"), (300, 200), False),
        ("a.svg", SVG, (30, 20), True),
        ("a.SVG", b"\xef\xbb\xbf" + SVG, (30, 20), True),
        ("a.svg", ('<?xml version="1.0" encoding="utf-16"?>' + SVG.decode()).encode("utf-16"), (30, 20), True),
    ],
)
def test_a_picture_is_read(name: str, content: bytes, size: tuple[int, int], *, drawn: bool) -> None:
    picture = prepared(PurePosixPath(name), content, THEME)

    assert (picture.size, picture.drawn) == (size, drawn)
    assert size_of(picture.content) == size


@pytest.mark.parametrize(
    ("name", "content", "kind", "renamed"),
    [
        ("bild.png", saved(arrow(), "JPEG"), "JPEG", "bild.jpg"),
        ("bild.jpg", saved(arrow(), "PNG"), "PNG", "bild.png"),
        ("bild.png", SVG, "SVG", "bild.svg"),
        ("bild.svg", saved(arrow(), "PNG"), "PNG", "bild.png"),
    ],
)
def test_a_picture_with_another_name_is_told_what_it_is(name: str, content: bytes, kind: str, renamed: str) -> None:
    error = why(name, content)

    assert error.rule.name == "picture-is-portable"
    assert f"kind {kind}" in error.message
    assert f"“{renamed}”" in error.hint


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (saved(arrow(), "GIF"), "GIF"),
        (saved(arrow(), "WEBP"), "WebP"),
        (saved(arrow(), "TIFF"), "TIFF"),
        (saved(arrow(), "BMP"), "BMP"),
        (b"\0\0\0\x1cftypheic", "HEIC"),
        (b"\0\0\0\x1cftypavif", "AVIF"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"<!DOCTYPE html><html><svg></svg></html>", "HTML"),
        (b"Det var en gang", ""),
    ],
)
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.svg"])
def test_what_no_format_can_show_is_told(name: str, content: bytes, kind: str) -> None:
    error = why(name, content)

    assert kind_of(content) == kind
    assert error.rule.name == "picture-is-readable"
    assert kind in error.message


def test_an_empty_file_is_told() -> None:
    assert "empty" in why("a.png", b"").message


def embedding(content: bytes) -> bytes:
    data = base64.b64encode(content).decode()
    return SVG.replace(b"<path", f'<image href="data:image/x;base64,{data}"/><path'.encode())


def test_a_photograph_in_a_drawing_is_made_bare_and_upright() -> None:
    picture = prepared(PurePosixPath("a.svg"), embedding(embedding(turned(6, "JPEG"))), THEME)
    inner = base64.b64decode(picture.content.partition(b"base64,")[2].partition(b'"')[0])
    photo = base64.b64decode(inner.partition(b"base64,")[2].partition(b'"')[0])

    assert opened(photo).size == (300, 200)
    assert PRIVATE.encode() not in photo
    assert b"image/jpeg" in inner


@pytest.mark.parametrize("inside", [saved(Image.new("L", (9, 9)), "GIF"), embedding(embedding(embedding(SVG)))])
def test_what_cannot_be_in_a_drawing_is_told(inside: bytes) -> None:
    assert "contains a picture" in why("a.svg", embedding(inside)).message


def test_preparing_twice_changes_nothing() -> None:
    once = prepared(PurePosixPath("a.jpg"), telling_jpeg(), THEME)

    assert prepared(PurePosixPath("a.jpg"), once.content, THEME) == once
