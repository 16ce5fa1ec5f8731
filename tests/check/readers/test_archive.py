"""What stands in a ZIP archive, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from kefu.check.readers.archive import extract, names_in, open_archive
from kefu.check.readers.limits import Budget, LimitError

PASSAGE = "Den hemliga meningen står här på sin plats"


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as new:
        for name, content in members:
            new.writestr(name, content)
    return packed.getvalue()


def contents(packed: bytes) -> dict[str, tuple[bytes, str]]:
    return {member.name: extract(packed, member, Budget()) for member in open_archive(packed, "a.zip").members}


def in_listing(packed: bytes, text: str = PASSAGE) -> bool:
    return any(text in line for line in open_archive(packed, "a.zip").listing)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read(method: int) -> None:
    packed = archive(("å.txt", b"ett"), ("mapp/b.txt", b""), method=method)

    assert contents(packed) == {"å.txt": (b"ett", ""), "mapp/b.txt": (b"", "")}
    assert names_in(packed) == ("å.txt", "mapp/b.txt")
    assert not open_archive(packed, "a.zip").problems


def test_an_archive_written_to_a_stream_is_read() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *_where: int) -> int:
            raise OSError

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("a.txt", b"ett")
        new.writestr("b.txt", b"tva")
    packed = stream.getvalue()

    assert b"PK\7\x08" in packed
    assert contents(packed) == {"a.txt": (b"ett", ""), "b.txt": (b"tva", "")}
    assert not open_archive(packed, "a.zip").problems


def test_names_comments_and_extra_fields_are_listed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        info = zipfile.ZipInfo("namn på fil.txt")
        info.comment = b"kommentar till fil"
        info.extra = struct.pack("<HH", 0x4B46, 11) + b"extra field"
        new.writestr(info, b"")
        new.comment = PASSAGE.encode("cp1252")
    content = packed.getvalue()

    for text in ("namn på fil.txt", "kommentar till fil", "extra field", PASSAGE):
        assert in_listing(content, text)
    assert not open_archive(content, "a.zip").problems


def test_bytes_before_and_after_the_archive_are_listed_and_a_problem() -> None:
    packed = archive(("a.txt", b"ett"))
    for content in (PASSAGE.encode() + packed, packed + PASSAGE.encode()):
        assert in_listing(content)
        assert open_archive(content, "a.zip").problems


def without_entry(packed: bytes, number: int) -> bytes:
    """Return an archive with an entry taken from its directory, as a program that deletes a member may leave it."""
    with zipfile.ZipFile(io.BytesIO(packed)) as old:
        start = position = old.start_dir
        infos = old.infolist()
    entries = []
    for _ in infos:
        length = 46 + sum(struct.unpack_from("<3H", packed, position + 28))
        entries.append(packed[position : position + length])
        position += length
    del entries[number]
    directory = b"".join(entries)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), start, 0)
    return packed[:start] + directory + end


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_deleted_member_is_read_and_is_a_problem(number: int, method: int) -> None:
    members = [(f"{n}.txt", PASSAGE.encode() + bytes([n + 48])) for n in range(3)]
    packed = without_entry(archive(*members, method=method), number)

    assert [name for name, (content, _) in contents(packed).items() if content == dict(members)[name]]
    assert contents(packed)[f"{number}.txt"] == (members[number][1], "")
    assert open_archive(packed, "a.zip").problems


def test_members_without_a_directory_are_read_and_a_problem() -> None:
    packed = archive(("a.txt", PASSAGE.encode()), ("b.txt", b"x"))
    found = contents(packed[: packed.index(b"PK\1\2") + 3])

    assert found["a.txt"][0] == PASSAGE.encode()
    assert open_archive(packed[:-30], "a.zip").problems


def test_bytes_after_a_members_data_are_a_problem() -> None:
    packed = bytearray(archive(("a.txt", b"x" * 100), ("b.txt", b"")))
    engine = zlib.compressobj(wbits=-15)
    shorter = engine.compress(b"x" * 50) + engine.flush()
    start = 30 + len("a.txt")
    packed[start : start + len(shorter)] = shorter

    assert contents(bytes(packed))["a.txt"][1]


def test_what_is_wrong_with_a_member_is_told() -> None:
    packed = archive(("a.txt", PASSAGE.encode()), method=zipfile.ZIP_STORED)
    damaged = packed.replace(b"hemliga", b"hemlige")
    encrypted = packed.replace(b"PK\1\2\x14\x03\x14\0\0\0", b"PK\1\2\x14\x03\x14\0\1\0")

    assert contents(damaged)["a.txt"] == (PASSAGE.replace("hemliga", "hemlige").encode(), contents(damaged)["a.txt"][1])
    assert "is damaged" in contents(damaged)["a.txt"][1]
    assert "is encrypted" in contents(encrypted)["a.txt"][1]
    assert "unsupported method (12)" in contents(archive(("a", b"x"), method=zipfile.ZIP_BZIP2))["a"][1]


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "a/../../b", "C:/a", "..\\a"])
def test_a_name_outside_the_archive_is_a_problem(name: str) -> None:
    assert open_archive(archive((name, b"")), "a.zip").problems


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_a_problem() -> None:
    assert "there are two members “a”" in open_archive(archive(("a", b"1"), ("a", b"2")), "a.zip").problems


def test_a_name_that_differs_at_the_data_is_a_problem_and_listed() -> None:
    packed = archive(("aaaaaaaa", b"1")).replace(b"aaaaaaaa", b"hemligen", 1)

    assert open_archive(packed, "a.zip").problems
    assert in_listing(packed, "hemligen")


def test_members_that_share_their_data_are_a_problem_and_not_read() -> None:
    packed = archive(("a", b"x" * 100), ("b", b""))
    start = packed.index(b"PK\1\2")
    second = packed.index(b"PK\1\2", start + 1)
    shared = packed[: second + 42] + bytes(4) + packed[second + 46 :]
    found = open_archive(shared, "a.zip")

    assert any("overlap others" in problem for problem in found.problems)


def test_a_member_that_claims_ten_gigabytes_is_stopped() -> None:
    packed = archive(("a", bytes(40 << 20)))
    (member,) = open_archive(packed, "a.zip").members

    with pytest.raises(LimitError):
        extract(packed, member, Budget())


def test_too_many_members_are_a_problem() -> None:
    packed = archive(*((str(n), b"") for n in range(10_001)), method=zipfile.ZIP_STORED)

    assert any("more than 10000 members" in problem for problem in open_archive(packed, "a.zip").problems)
