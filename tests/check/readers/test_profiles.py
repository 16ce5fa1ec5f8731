"""A profile that says anything in words is read, and one that means only colours says nothing."""

from __future__ import annotations

import struct

import pytest
from tests.photographs import PRIVATE, profile

from kefu.check.readers.profiles import SAID, is_profile, profile_words
from kefu.pictures.profile import bare_profile


@pytest.mark.parametrize("version", [(4, 0x40), (2, 0x10)])
def test_a_bare_profile_says_nothing(version: tuple[int, int]) -> None:
    bare = bare_profile(profile(version=version), b"RGB ")

    assert is_profile(bare)
    assert profile_words(bare) == ()


def test_a_description_is_read() -> None:
    (words,) = profile_words(profile())

    assert PRIVATE in words


@pytest.mark.parametrize(
    "change",
    [
        lambda bare: bare + PRIVATE.encode(),
        lambda bare: bare.replace(b"rTRC", b"prvt").replace(b"para", b"text"),
        lambda bare: bare[:-20],
        lambda bare: bare[:140],
    ],
    ids=["after the end", "an unknown tag", "cut", "without tags"],
)
def test_anything_else_is_read(change: object) -> None:
    assert callable(change)
    assert len(profile_words(change(bare_profile(profile(), b"RGB ")))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-be"])
@pytest.mark.parametrize("words", ["Öhrströmska", "hon vet att han ljuger", "Det, som vi sa:  nej"])
def test_words_among_numbers_are_read(words: str, encoding: str) -> None:
    for place in (b"curv" + bytes(8) + words.encode(encoding), b"mluc" + bytes(24) + words.encode(encoding)):
        one = built(b"text\0\0\0\0sRGB\0", place) if place.startswith(b"curv") else built(b"curv" + bytes(8), place)
        assert len(profile_words(one)) == 1
    between = built(b"text\0\0\0\0sRGB\0", b"curv\0\0\0\0\x01\x02\x41\x42\x43\x44\x45\x46\x47\x48\x49 ABC")
    assert profile_words(between) == ()


def test_what_is_no_profile_is_known() -> None:
    assert not is_profile(b"")
    assert not is_profile(bytes(200))
    assert is_profile(bytes(36) + b"acspRGB ")
    assert not is_profile(bytes(35) + b"acspRGB ")


def built(*tags: bytes, size: int = 0) -> bytes:
    """Return a profile with some tags, which is longer than it says by a size."""
    start = 132 + 12 * len(tags)
    entries = b""
    for number, data in enumerate(tags):
        at = start + sum(map(len, tags[:number]))
        entries += struct.pack(">4sII", b"tag%d" % number, at, len(data))
    body = struct.pack(">I", len(tags)) + entries + b"".join(tags)
    return struct.pack(">I", 128 + len(body) - size) + bytes(32) + b"acsp" + bytes(88) + body


def several(text: str, *, records: int = 1, before: bytes = b"") -> bytes:
    """Return a text in as many languages as it has records, all of which are the same."""
    data = text.encode("utf-16-be")
    record = b"svSE" + struct.pack(">II", len(data), 16 + 12 * records + len(before))
    return b"mluc" + bytes(4) + struct.pack(">II", records, 12) + record * records + before + data


def described(text: bytes, rest: bytes = bytes(20)) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + rest


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        ((), False),
        ((several("sRGB"),), False),
        ((several("grey"), several("RGB")), False),
        (tuple(several(said) for said in SAID), False),
        ((several("sRGB", before=b"\0\0"),), False),
        ((several("sRGB", records=2),), True),
        ((several("sRGB!"),), True),
        ((several("RGB"), several("Hemlig")), True),
        ((described(b"sRGB\0"),), False),
        ((described(b"sRGB\0\0"),), False),
        ((described(b"sRGB\0", b""),), False),
        ((described(b"sRGB\0", b"\0\0hemlig\0"),), True),
        ((described(b"hemlig\0"),), True),
        ((described(b"sR\0", b"GB"),), True),
        ((described(b"sRGB\0", b"\xe5"),), True),
        ((b"text" + bytes(4) + b"CC0\0",), False),
        ((b"text" + bytes(4) + b"CC0",), False),
        ((b"text" + bytes(4) + b"CC1\0",), True),
        ((b"XYZ " + b"hemlig",), False),
        ((b"mft2hem\0\0", b"curvhem\0\0", b"parahem\0\0"), False),
        ((b"dataRGB",), True),
        ((b"",), True),
        ((b"text" + bytes(4) + b"\xff",), True),
        (tuple(several("RGB") for _ in range(100)), False),
        (tuple(several("RGB") for _ in range(101)), True),
    ],
)
def test_a_profile_says_something_if_a_tag_does(tags: tuple[bytes, ...], says: bool) -> None:
    assert bool(profile_words(built(*tags))) is says


def test_a_profile_that_is_longer_or_shorter_than_it_says_is_read() -> None:
    assert profile_words(built(several("sRGB")) + b"\0")
    assert profile_words(built(several("sRGB"), size=1))
    assert profile_words(built(several("sRGB"), size=-1))
    assert profile_words(built()[:130])
    assert "hemlig på ön" in profile_words(built(b"data" + "hemlig på ön".encode("cp1252")))[0]
