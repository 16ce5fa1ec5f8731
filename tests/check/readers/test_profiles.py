"""A profile that says anything in words is read, and one that means only colours says nothing."""

from __future__ import annotations

import pytest
from tests.photographs import PRIVATE, profile

from kefu.check.readers.profiles import is_profile, profile_words
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


def test_what_is_no_profile_is_known() -> None:
    assert not is_profile(b"")
    assert not is_profile(bytes(200))
