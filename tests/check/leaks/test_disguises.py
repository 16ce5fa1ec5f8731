"""Cheap disguises of a passage are taken off before a text is searched."""

from __future__ import annotations

import base64
import codecs
import unicodedata
import zlib

import pytest

from kefu.check.leaks.canaries import squeezed
from kefu.check.leaks.disguises import disguised

PASSAGE = "Rektorn fick aldrig veta att ordföranden redan hade bestämt sig före mötet."


def selected(content: bytes) -> str:
    """Return bytes as variation selectors."""
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in content)


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        PASSAGE[::-1],
        " ".join(word[::-1] for word in PASSAGE.split()),
        ", ".join(str(ord(letter)) for letter in PASSAGE),
        " ".join(str(ord(letter)) for letter in PASSAGE),
        "".join(f"&#{ord(letter)};" for letter in PASSAGE),
        codecs.encode(PASSAGE, "rot13"),
        base64.b64encode(PASSAGE.encode()).decode(),
        base64.urlsafe_b64encode(PASSAGE.encode("cp1252")).decode(),
        base64.b64encode(PASSAGE.encode("utf-16-le")).decode(),
        PASSAGE.encode().hex(),
        PASSAGE.encode("cp1252").hex(" ").upper(),
        "ord".join(chr(0xE0000 + ord(letter)) for letter in unicodedata.normalize("NFKD", PASSAGE) if letter < "\x7f"),
        selected(PASSAGE.encode()),
        selected(PASSAGE.encode("utf-16-le")),
        selected(base64.b64encode(PASSAGE.encode())),
        base64.b64encode(base64.b64encode(PASSAGE.encode())).decode(),
        base64.b64encode(zlib.compress(PASSAGE.encode())).decode(),
        " ".join(f"\u202e{word[::-1]}\u202c" for word in PASSAGE.split()),
        f"\u2067{PASSAGE[::-1]}\u2069",
        f"{PASSAGE[:20]}\u202e{PASSAGE[59:19:-1]}\u202c{PASSAGE[60:]}",
        f"{PASSAGE} {'x' * 3000}",
    ],
)
def test_a_passage_is_found_under_a_disguise(text: str) -> None:
    assert any(squeezed(PASSAGE) in letters for letters in disguised(f"Före. {text} Efter."))


def test_what_only_looks_like_digits_is_read_without_a_mistake() -> None:
    assert len([*disguised("A" * 25 + " " + "0" * 41)]) > 3


def test_little_of_what_is_packed_very_tightly_is_unpacked() -> None:
    packed = base64.b64encode(zlib.compress(b"a" * (16 << 20))).decode()
    assert max(map(len, disguised(packed))) < 4 << 20


def test_encodings_are_taken_off_only_so_often_that_it_ends_soon() -> None:
    content = PASSAGE.encode()
    for _ in range(3):
        content = base64.b64encode(content)
    for text in (content.decode(), selected(content)):
        assert not any(squeezed(PASSAGE) in letters for letters in disguised(text))
