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


def local(name: bytes, data: bytes = b"", told: bytes | None = None, *, flags: int = 0, extra: bytes = b"") -> bytes:
    """Return a member: its own header and its data, which are compressed if they are not what they are told to be."""
    crc, packed, size = (0, 0, 0) if flags & 8 else sums(data, told)
    method = zipfile.ZIP_STORED if told is None else zipfile.ZIP_DEFLATED
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, crc, packed, size, len(name), len(extra))
    return head + name + extra + data


def sums(data: bytes, told: bytes | None) -> tuple[int, int, int]:
    whole = data if told is None else told
    return zlib.crc32(whole), len(data), len(whole)


def entry(
    name: bytes, offset: int, data: bytes = b"", told: bytes | None = None, *, flags: int = 0, extra: bytes = b""
) -> bytes:
    """Return the entry of a member in the directory."""
    method = zipfile.ZIP_STORED if told is None else zipfile.ZIP_DEFLATED
    numbers = (20, 20, flags, method, 0, 0, *sums(data, told), len(name), len(extra), 0, 0, 0, 0, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", *numbers) + name + extra


def whole(members: bytes, *entries: bytes, comment: bytes = b"", large: bool = False) -> bytes:
    """Return an archive of members with a directory, and perhaps with the records of a large one."""
    directory = b"".join(entries)
    numbers = (len(entries), len(entries), len(directory), len(members))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *numbers, len(comment)) + comment
    if large:
        record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, *numbers)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(members + directory), 1)
        limits = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
        end = record + locator + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *limits, len(comment)) + comment
    return members + directory + end


def deflated(text: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(text) + engine.flush()


LATIN = PASSAGE.encode("cp1252")
FIELD = struct.pack("<HH", 0x4B46, len(LATIN)) + LATIN


@pytest.mark.parametrize(
    "packed",
    [
        whole(local(b"a", extra=FIELD), entry(b"a", 0)),
        whole(local(b"a"), entry(b"a", 0, extra=FIELD)),
        LATIN + whole(local(b"a"), entry(b"a", 0)),
        whole(local(b"a"), entry(b"a", 0), comment=LATIN),
        whole(local(b"a"), entry(b"a", 0), comment=LATIN, large=True),
        whole(local(b"a"), entry(b"a", 0)) + LATIN,
        whole(local(LATIN), entry(b"a", 0)),
    ],
)
def test_words_in_the_encoding_of_windows_are_listed_wherever_they_stand(packed: bytes) -> None:
    assert in_listing(packed)


@pytest.mark.parametrize(
    "packed",
    [
        whole(local(b"a") + local(b"b", b"ord"), entry(b"a", 0), entry(b"b", 31, b"ord")),
        whole(local(b"a", extra=FIELD), entry(b"a", 0, extra=FIELD + FIELD)),
        whole(local(b"a"), entry(b"a", 0), comment=b"ord " * 99),
        whole(local(b"a"), entry(b"a", 0), large=True, comment=b"ord"),
        whole(local(b"a") + bytes(9), entry(b"a", 0)),
        whole(local(b"a", deflated(LATIN), LATIN), entry(b"a", 0, deflated(LATIN), LATIN)),
        whole(local(b"a", b"x", flags=8), entry(b"a", 0, b"x", flags=8)),
        whole(local(b"\x86.txt"), entry(b"\x86.txt", 0)),
        whole(local(b"\x86.txt", flags=1), entry(b"\x86.txt", 0, flags=1)),
        whole(local("å.txt".encode(), flags=0x800), entry("å.txt".encode(), 0, flags=0x800)),
    ],
)
def test_an_archive_in_which_every_byte_belongs_to_a_record_has_no_problem(packed: bytes) -> None:
    found = open_archive(packed, "a.zip")

    assert found.problems == ()
    assert len(found.members) == packed.count(b"PK\1\2")


@pytest.mark.parametrize("large", [False, True])
def test_bytes_that_belong_to_no_record_are_counted(*, large: bool) -> None:
    packed = whole(local(b"a"), entry(b"a", 0, extra=FIELD), comment=b"ord", large=large)

    assert open_archive(packed + PASSAGE.encode(), "a.zip").problems == (
        f"{len(PASSAGE.encode())} bytes of “a.zip”, from byte {len(packed)}, belong to none of its members",
    )
    between = whole(local(b"a") + b"ord" + local(b"b"), entry(b"a", 0), entry(b"b", 34))
    assert open_archive(between, "a.zip").problems == (
        "3 bytes of “a.zip”, from byte 31, belong to none of its members",
    )


@pytest.mark.parametrize("form", ["<LLL", "<LQQ"])
@pytest.mark.parametrize("mark", [b"", b"PK\7\x08"])
@pytest.mark.parametrize("flags", [0, 1, 8, 9])
def test_the_record_after_the_data_of_a_member_belongs_to_it_if_the_member_says_so(
    form: str, mark: bytes, flags: int
) -> None:
    told = mark + struct.pack(form, *sums(b"ord", None))
    members = local(b"a", b"ord", flags=flags) + told
    packed = whole(members + local(b"b"), entry(b"a", 0, b"ord", flags=flags), entry(b"b", len(members)))

    assert bool(open_archive(packed, "a.zip").problems) == (not flags & 8)


def test_a_member_is_read_though_another_one_is_not_where_the_directory_says() -> None:
    packed = whole(local(b"a", b"ord"), entry(b"x", 7), entry(b"a", 0, b"ord"))

    assert contents(packed) == {"a": (b"ord", "")}
    assert open_archive(packed, "a.zip").problems == ("“x” is not where the directory of “a.zip” says it is",)


@pytest.mark.parametrize("size", [26, 50])
def test_a_member_before_the_beginning_or_after_the_end_is_not_there(size: int) -> None:
    comment = b"PK\3\4" + bytes(size)
    packed = bytearray(whole(local(b"a"), entry(b"a", 0), comment=comment))
    start = packed.rindex(b"PK\5\6") + 16
    packed[start : start + 4] = struct.pack("<L", 31 + len(comment))  # so that everything begins so much earlier
    after = whole(local(b"a"), entry(b"a", 0, b"x" * 500))

    for content in (bytes(packed), after):
        assert "“a” is not where the directory of “a.zip” says it is" in open_archive(content, "a.zip").problems


def test_data_after_the_end_of_what_a_member_packs_are_told() -> None:
    data = deflated(b"ord")
    packed = whole(local(b"a", data + b"mer", b"ord"), entry(b"a", 0, data + b"mer", b"ord"))

    assert contents(packed) == {"a": (b"ord", "“a” is damaged: its data does not match the directory")}


@pytest.mark.parametrize("told", [b"orm", b"ordet"])
def test_a_member_is_damaged_that_is_not_what_the_directory_tells(told: bytes) -> None:
    packed = whole(local(b"a", deflated(b"ord"), b"ord"), entry(b"a", 0, deflated(b"ord"), told))

    assert contents(packed)["a"][1].endswith("does not match the directory")


@pytest.mark.parametrize("told", [None, PASSAGE.encode()])
def test_deleted_members_side_by_side_are_each_read_to_their_end(told: bytes | None) -> None:
    data = PASSAGE.encode() if told is None else deflated(told)
    packed = whole(b"".join(local(name, data, told) for name in (b"a", b"b", b"c")))

    assert contents(packed) == dict.fromkeys("abc", (PASSAGE.encode(), ""))


def test_deleted_members_whose_sizes_are_unknown_are_read() -> None:
    data = deflated(PASSAGE.encode())
    packed = whole(b"".join(local(name, data, b"", flags=8) for name in (b"a", b"b")))

    assert contents(packed) == dict.fromkeys("ab", (PASSAGE.encode(), ""))


def test_an_archive_in_a_deleted_member_is_its_data() -> None:
    inner = whole(local(b"b", b"ord"), entry(b"b", 0, b"ord"))

    assert contents(whole(local(b"a", inner))) == {"a": (inner, "")}


def test_of_a_deleted_member_that_is_cut_off_the_rest_is_read_and_it_is_damaged() -> None:
    member = local(b"a", deflated(PASSAGE.encode() * 9), PASSAGE.encode() * 9)
    (content, problem) = contents(whole(member[:-3]))["a"]

    assert content.startswith(PASSAGE.encode())
    assert problem == "“a” is damaged: its data does not match the directory"
    assert contents(whole(local(b"a", PASSAGE.encode())[:-9]))["a"] == (PASSAGE.encode()[:-9], "")


def test_a_deleted_member_without_a_name_is_found() -> None:
    assert contents(whole(local(b""))) == {"": (b"", "")}


def test_records_that_overlap_are_counted() -> None:
    packed = whole(local(b"a"), entry(b"a", 0), entry(b"a", 0), entry(b"a", 0))
    found = open_archive(packed, "a.zip")

    assert "2 records of “a.zip” overlap others" in found.problems


def test_as_many_members_as_are_read_are_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archive(("a", b""), ("b", b""))
    monkeypatch.setattr("kefu.check.readers.archive.MEMBERS", 2)
    assert names_in(packed) == ("a", "b")

    monkeypatch.setattr("kefu.check.readers.archive.MEMBERS", 1)
    assert names_in(packed) == ()


def test_a_deleted_member_that_is_encrypted_is_told() -> None:
    packed = whole(local(b"a") + local(b"x", b"ord", flags=1), entry(b"a", 0))

    assert contents(packed) == {"a": (b"", ""), "x": (b"", "“x” is encrypted")}
