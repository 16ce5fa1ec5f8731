"""What a file is, and what its name promises."""

from __future__ import annotations

import pytest

from kefu.check.readers.kinds import Kind, kind_of, promise_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PDF", Kind.PDF),
        ("a.b/c.svgz", Kind.GZIP),
        ("fall.docx", Kind.DOCX),
        ("CNAME", None),
        ("a.pdf/b", None),
        ("a.odd", None),
    ],
)
def test_a_name_promises_a_kind(name: str, kind: Kind | None) -> None:
    assert promise_of(name) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a", b"%PDF-1.7", Kind.PDF),
        ("a.pdf", b"junk %PDF-1.7", Kind.PDF),
        ("a.txt", b"on %PDF-1.7", Kind.TEXT),
        ("a", b"\x89PNG\r\n\x1a\n", Kind.PNG),
        ("a.pdf", b"x" * 1019 + b"%PDF-1.7", Kind.PDF),
        ("a.pdf", b"x" * 1020 + b"%PDF-1.7", Kind.TEXT),
        ("a", b"RIFF....WEBP", Kind.WEBP),
        ("a", b"RIFF....WEBPVP8 ", Kind.WEBP),
        ("a", b"RIFF....WAVEfmt ", Kind.TEXT),
        ("a", b"RIFX....WEBPVP8 ", Kind.TEXT),
        ("a", b'\n<?xml version="1.0"?><feed>', Kind.XML),
        ("a", b"\n<!-- x --><!DOCTYPE html>", Kind.HTML),
        ("a", b'<?xml version="1.0"?><!DOCTYPE html><html>', Kind.HTML),
        ("a", b'<?xml version="1.0"?><!-- x --><s:svg xmlns:s="x">', Kind.SVG),
        ("a", b"<svg>", Kind.SVG),
        ("a", b'\xef\xbb\xbf<?xml version="1.0"?><feed>', Kind.XML),
        ("a", '<?xml version="1.0"?><a>'.encode("utf-16-le"), Kind.XML),
        ("a.xml", b"<svg>", Kind.XML),
        ("a.html", b"<p>a", Kind.HTML),
        ("a.txt", b"<html>", Kind.TEXT),
        ("a.json", b"[1", Kind.JSON),
        ("a.png", b"text", Kind.TEXT),
        ("a", b"text", Kind.TEXT),
        ("a", b"te\0xt", Kind.BINARY),
        ("a", b"", Kind.TEXT),
    ],
)
def test_bytes_are_of_a_kind(name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(name, content) is kind
