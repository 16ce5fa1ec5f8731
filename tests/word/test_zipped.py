"""Archives from others are unpacked within bounds, and only if they are what they say."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from kefu.rules.word import WORD_FILE_IS_READABLE, WORD_FILE_IS_WITHIN_BOUNDS
from kefu.word import zipped as archives
from kefu.word.refusal import RefusalError
from kefu.word.zipped import FREE, unpacked, zipped

TWO = {"a.xml": b"first " * 50, "b/c.xml": b"second"}


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as file:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


def refused(content: bytes) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        unpacked(content)
    assert caught.value.hints
    return caught.value


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_unpacked_in_their_order_without_folders(method: int) -> None:
    content = archive(("b/", b""), *TWO.items(), method=method)

    assert [*unpacked(content).items()] == [*TWO.items()]


def test_what_is_packed_is_unpacked_and_always_the_same() -> None:
    assert unpacked(zipped(TWO)) == TWO
    assert zipped(TWO) == zipped(dict(TWO))
    assert [*unpacked(zipped(TWO))] == [*TWO]


@pytest.mark.parametrize(
    "name", ["../a.xml", "a/../../b.xml", "/a.xml", "C:a.xml", "a\\..\\b.xml", "word\\document.xml"]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    refusal = refused(archive((name, b"x")))

    assert refusal.rule is WORD_FILE_IS_READABLE
    assert "is not a path inside it" in refusal.message


@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    assert "two members" in refused(archive(("a.xml", b"x"), (second, b"y"))).message


def test_more_members_than_a_document_has_are_refused_before_they_are_listed() -> None:
    refusal = refused(b"PK\x01\x02" * 10_001)

    assert refusal.rule is WORD_FILE_IS_WITHIN_BOUNDS
    assert "10,000 members" in refusal.message


def test_a_bomb_is_refused_by_what_it_unpacks_to() -> None:
    refusal = refused(archive(("a.xml", b"\0" * (FREE + 1))))

    assert refusal.rule is WORD_FILE_IS_WITHIN_BOUNDS
    assert "200 times" in refusal.message


def test_members_are_counted_together() -> None:
    half = b"\0" * (FREE // 2 + 1)

    assert refused(archive(("a.xml", half), ("b.xml", half))).rule is WORD_FILE_IS_WITHIN_BOUNDS
    assert len(unpacked(archive(("a.xml", half)))["a.xml"]) == len(half)


def test_what_is_stored_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED", 10)

    assert "megabytes" in refused(archive(("a.xml", b"x" * 11), method=zipfile.ZIP_STORED)).message


def test_a_size_that_lies_is_refused() -> None:
    content = archive(("a.xml", b"x" * 5000))
    place = content.index(b"PK\x01\x02") + 24
    lying = content[:place] + struct.pack("<I", 50) + content[place + 4 :]

    assert "is not what its directory says" in refused(lying).message


def test_damaged_data_is_refused() -> None:
    content = bytearray(archive(*TWO.items()))
    content[40] ^= 0xFF

    assert "damaged" in refused(bytes(content)).message


def test_members_that_overlap_are_refused() -> None:
    """The second entry of the directory is made to lead to the member of the first, as bombs without nesting do."""
    content = archive(("a.xml", b"x" * 500), ("b.xml", b"x" * 500))
    first, second = content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02")
    entry = content[first:second].replace(b"a.xml", b"b.xml")
    lying = content[:second] + entry + content[second + len(entry) :]

    assert "is not where its directory says" in refused(lying).message

    same = content[:second] + content[first:second] + content[second + len(entry) :]
    assert "two members" in refused(same).message


def test_a_member_around_another_is_refused() -> None:
    inner = archive(("b.xml", b"x" * 500))
    member = inner[: inner.index(b"PK\x01\x02")]
    content = archive(("a.xml", member), ("b.xml", b"x" * 500), method=zipfile.ZIP_STORED)
    quoted = content.index(member)
    entry = inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")]
    start = content.rindex(b"PK\x01\x02")
    entry = entry[:42] + struct.pack("<I", quoted) + entry[46:]
    lying = content[:start] + entry + content[content.rindex(b"PK\x05\x06") :]

    assert "overlap" in refused(lying).message


def test_a_place_outside_the_file_is_refused() -> None:
    content = archive(("a.xml", b"x"))
    place = content.index(b"PK\x01\x02") + 20
    lying = content[:place] + struct.pack("<I", 5000) + content[place + 4 :]

    assert "is not where its directory says" in refused(lying).message


def test_a_member_with_a_password_is_refused() -> None:
    content = bytearray(archive(("a.xml", b"x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert "has a password" in refused(bytes(content)).message


def test_a_way_of_packing_that_word_has_not_is_refused() -> None:
    assert "unusual way" in refused(archive(("a.xml", b"x"), method=zipfile.ZIP_BZIP2)).message


@pytest.mark.parametrize("length", [4, 30, 60, 100])
def test_an_archive_that_was_cut_is_refused(length: int) -> None:
    assert "its end is missing" in refused(archive(*TWO.items())[:length]).message
