"""Plain texts, JSON, packed data, fonts and bytes of an unknown kind."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro  # type: ignore[import-untyped]  # it ships no types, and its place alone is used
import pytest

from kefu.check.leaks.canaries import squeezed
from kefu.check.readers import read
from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.data import json_texts, read_gzip, unpacked
from kefu.check.readers.decoding import runs
from kefu.check.readers.limits import NODES, Budget, LimitError

if TYPE_CHECKING:
    from collections.abc import Callable

PASSAGE = "Den hemliga meningen står här på sin plats"


def found(reading: Reading) -> set[str]:
    return {channel.name for channel in reading.channels if PASSAGE in channel.text}


@pytest.mark.parametrize("name", ["a.txt", "a.css", "a.js", "a.bib", "a.ris", "a.md", "CNAME", "a.odd"])
def test_a_text_is_read_as_it_is(name: str) -> None:
    reading = read(name, PASSAGE.encode())

    assert found(reading) == {"text text"}
    assert not reading.problems


def test_escapes_in_a_text_are_decoded() -> None:
    escaped = PASSAGE.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")

    assert found(read("a.js", b'x = "' + escaped + b'";')) == {"text text"}


@pytest.mark.parametrize("name", ["a.md", "A.QMD"])
@pytest.mark.parametrize(
    "split", ["[meningen](https://a.se/b)", '[meningen]{lang="sv"}', "[meningen](b.qmd){.ext a=b}"]
)
def test_targets_and_attributes_hide_nothing_in_markdown(name: str, split: str) -> None:
    text = PASSAGE.replace("meningen", split)

    reading = read(name, text.encode())

    assert [channel.place for channel in reading.channels if squeezed(PASSAGE) in squeezed(channel.text)] == [
        f"{name}, without targets"
    ]
    assert any(split in channel.text for channel in reading.channels), "targets are read too"


def test_what_a_text_embeds_is_read() -> None:
    style = f'a {{ background: url("data:image/svg+xml,<svg><title>{PASSAGE}</title></svg>") }}'

    assert found(read("a.css", style.encode())) == {"text text", "SVG description"}


@pytest.mark.parametrize("text", ['{"a": ["%s"]}', '{"%s": 1}', '{"a": "%s", "a": 2}'])
def test_keys_and_values_of_json_are_read_decoded(text: str) -> None:
    escaped = PASSAGE.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")
    reading = read("a.json", (text % escaped).encode())

    assert found(reading) == {"JSON text"}
    assert not reading.problems


@pytest.mark.parametrize("text", [f'["{PASSAGE}"', "[" * 100_000 + PASSAGE, f"{PASSAGE} [1" + "0" * 9999])
def test_json_that_cannot_be_read_is_a_problem_and_read_as_it_stands(text: str) -> None:
    reading = read("a.json", text.encode())

    assert found(reading) == {"JSON text"}
    assert reading.problems


def test_json_in_another_encoding_is_a_problem() -> None:
    assert read("a.json", '{"a": "på"}'.encode("cp1252")).problems == ("“a.json” is not valid JSON",)


def test_json_is_bounded() -> None:
    assert json_texts('{"a": 1, "b": 2}', Budget(nodes=3)) == ("a", "1", "b", "2")
    with pytest.raises(LimitError):
        json_texts('{"a": 1, "b": 2}', Budget(nodes=2))
    assert json_texts('{"a": [1.50, null, "\\ud800"]}', Budget()) == ("a", "1.50", "None", "\ufffd")
    with pytest.raises(LimitError):
        json_texts("[" + "1," * (NODES + 1) + "1]", Budget())


def test_a_gzip_file_is_read_with_all_its_members_and_its_header() -> None:
    named = b"\x1f\x8b\x08\x18" + bytes(6) + PASSAGE.encode("cp1252") + b"\0comment\0" + gzip.compress(b"x")[10:]

    assert found(read("a.txt.gz", gzip.compress(b"a ") + gzip.compress(PASSAGE.encode()))) == {"text text"}
    assert found(read("a.txt.gz", named)) == {"binary text"}
    assert not read("a.txt.gz", named).problems


@pytest.mark.parametrize("flags", range(32))
@pytest.mark.parametrize("name", ["namnet.txt", ""])
def test_what_the_header_of_a_gzip_file_says_is_read_and_nothing_else(flags: int, name: str) -> None:
    header, said = b"\x1f\x8b\x08" + bytes((flags, *range(1, 7))), []
    if flags & 4:
        extra = "mer om filen " * 40
        header += struct.pack("<H", len(extra) + 1) + extra.encode() + b"\1"
        said.append(extra)
    if flags & 8:
        header += name.encode() + b"\0"
        said.extend(filter(None, [name]))
    if flags & 16:
        header += b"\0"  # an empty comment
    if flags & 2:
        header += struct.pack("<H", zlib.crc32(header) & 0xFFFF)
    text = b"inte i huvudet " * 20 + b"\0"
    packed = header + b"\x01" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text
    reading = read("a.txt.gz", packed + struct.pack("<LL", zlib.crc32(text), len(text)))

    assert [c.text for c in reading.channels if c.place == "a.txt.gz, gzip header"] == ["\n".join(said)] * bool(said)
    assert any(c.place == "a.txt" and "inte i huvudet" in c.text for c in reading.channels)


def test_the_members_of_a_gzip_file_are_one_file() -> None:
    packed = gzip.compress(PASSAGE[:9].encode()) + gzip.compress(PASSAGE[9:].encode())
    reading = read("a.txt.GZ", packed)

    assert [(c.name, c.place) for c in reading.channels if c.text == PASSAGE] == [("text text", "a.txt")]


def test_the_members_of_a_gzip_file_are_bounded_together() -> None:
    def nested(_name: str, content: bytes) -> Reading:
        return Reading(channels=(Channel(name="nested", place="", text=content.decode()),))

    packed = gzip.compress(b"abcde") + gzip.compress(b"fghij")
    assert read_gzip("a.gz", packed, nested, Budget(total=10)).channels[0].text == "abcdefghij"
    with pytest.raises(LimitError):
        read_gzip("a.gz", packed, nested, Budget(total=9))


def test_what_comes_before_damage_in_a_gzip_file_and_after_its_end_is_read() -> None:
    packed = gzip.compress(PASSAGE.encode() + bytes(range(256)) * 400, 0)

    assert "binary text" in found(read("a.bin.gz", packed[:90_000] + b"\xff" * 9_000))
    assert found(read("a.gz", gzip.compress(b"x") + PASSAGE.encode("cp1252"))) == {"binary text"}


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_gzip_file_without_content_is_a_problem(size: int) -> None:
    assert read("a.gz", b"\x1f\x8b\x08\xff"[:size]).problems == (
        "“a.gz” is damaged: its compressed data is incomplete",
    )


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b + b"rest", lambda b: b[:12] + b"\xff\xff" + b[14:]])
def test_a_damaged_gzip_file_is_a_problem(damage: object) -> None:
    assert callable(damage)
    assert read("a.txt.gz", damage(gzip.compress(PASSAGE.encode()))).problems


def test_a_packed_picture_is_read() -> None:
    reading = read("planen.svgz", gzip.compress(f"<svg><desc>{PASSAGE}</desc></svg>".encode()))

    assert found(reading) == {"SVG description"}
    assert {c.place for c in reading.channels if c.name == "file name"} == {"planen.svgz", "planen.svg"}
    assert not reading.problems


@pytest.mark.parametrize("content", [b'{"content":"%s"}', b"\x82\x78\x2e%s\x01\x02", b"\0asm\1\0\0\0%s\1"])
def test_a_search_index_is_read(content: bytes) -> None:
    packed = gzip.compress(b"pagefind_dcd" + content % PASSAGE.encode())
    reading = read("sv_1.pf_fragment", packed)

    assert found(reading) <= {"JSON text", "binary text"}
    assert found(reading)
    assert not reading.problems


def test_the_words_of_a_search_index_are_read_each_by_itself() -> None:
    index = b"pagefind_dcd\x84\x63hem\x19\x01\x02\xa1\x42ab\x78\x09\xc3\xa5kermalm\x9f\xff"
    (text,) = [c.text for c in read("a.pf_index", gzip.compress(index)).channels if c.name == "binary text"]

    assert {"hem", "åkermalm"} <= set(text.splitlines())


def test_words_of_a_search_index_may_have_any_length_and_follow_other_values() -> None:
    words = ["hem", "på en plats som är längre än så", "ord " * 80, "fyra byte", "åtta byte"]
    index = b"\x63hem"
    for kind, width, word in zip((24, 25, 26, 27), (1, 2, 4, 8), words[1:], strict=True):
        index += bytes((0x60 | kind,)) + len(word.encode()).to_bytes(width, "big") + word.encode()
        index += b"\x44\x63nej" + b"\x19\x63\x63"  # bytes and a number that would be texts
    (text,) = [c.text for c in read("a.pf_index", b"pagefind_dcd" + index).channels if c.name == "binary text"]

    assert text.split("\n")[: len(words)] == words
    assert "nej" not in text.split("\n")


def test_a_program_of_the_search_is_no_index() -> None:
    reading = read("a.pagefind", b"pagefind_dcd\0asm\1\0\0\0\x63hem")

    assert [c.text for c in reading.channels if c.name == "binary text"] == [""]


def test_a_font_is_read_with_its_names() -> None:
    path = next(Path(font_source_sans_pro.__file__).parent.rglob("*.ttf"))
    reading = read(path.name, path.read_bytes())

    assert any("Source Sans Pro" in channel.text for channel in reading.channels if channel.name == "binary text")
    assert not reading.problems


NAMES = ("Ottilia Provdal", "Åkermalm", "Ett")


def naming_table() -> bytes:
    names = [
        name.encode(encoding) for name, encoding in zip(NAMES, ("utf-16-be", "mac_roman", "utf-16-be"), strict=True)
    ]
    starts = (0, len(names[0]), len(names[0]) + len(names[1]))
    records = (
        struct.pack(">6H", platform, 1, 0, number, len(name), start)
        for number, (platform, name, start) in enumerate(zip((3, 1, 3), names, starts, strict=True))
    )
    return struct.pack(">3H", 0, 3, 42 + 256) + b"".join((*records, bytes(256), *names))


def of_font(name: str, content: bytes) -> list[str]:
    reading = read(name, content)
    assert not reading.problems
    (text,) = [channel.text for channel in reading.channels if channel.name == "binary text"]
    return text.split("\n")


@pytest.mark.parametrize("tag", [b"name", b"post"])
def test_the_names_of_a_font_are_read_each_by_itself(tag: bytes) -> None:
    table = naming_table()
    head = b"\0\1\0\0" + struct.pack(">H6x", 2) + b"head" + bytes(12)
    packed = zlib.compress(table)
    web = b"wOFF" + bytes(8) + struct.pack(">H", 2) + bytes(30) + b"head" + bytes(16)
    font = head + tag + struct.pack(">III", 0, 44, len(table)) + table
    web_font = web + tag + struct.pack(">IIII", 84, len(packed), 0, 0) + packed

    names = [*NAMES] * (tag == b"name")
    assert of_font("a.ttf", font) == [*names, *runs(font).split("\n")]
    assert of_font("a.woff", web_font) == [*runs(web_font).split("\n"), "", *names, *runs(table).split("\n")]


@pytest.mark.parametrize("tables", [9, 256, 65_535])
def test_a_font_that_says_that_it_has_more_tables_than_it_has_is_read(tables: int) -> None:
    count, table = struct.pack(">H", tables), naming_table()
    font = b"\0\1\0\0" + count + bytes(6) + b"name" + struct.pack(">III", 0, 28, len(table)) + table
    packed = zlib.compress(table)
    web = b"wOFF" + bytes(8) + count + bytes(30) + b"name" + struct.pack(">IIII", 64, len(packed), 0, 0) + packed

    assert of_font("a.ttf", font)[:3] == [*NAMES]
    assert set(NAMES) <= set(of_font("a.woff", web))
    assert of_font("a.ttf", b"\0\1\0\0" + count + bytes(6) + b"head" + bytes(12) + b"name\0\0\0\0")
    assert of_font("a.woff", web[:60])


def test_the_names_of_a_hostile_font_are_bounded() -> None:
    table = struct.pack(">3H", 0, 65535, 0) + struct.pack(">6H", 3, 1, 0, 1, 65535, 0) * 65535
    font = b"\0\1\0\0" + struct.pack(">H6x", 1) + b"name" + struct.pack(">III", 0, 28, len(table)) + table

    assert any("cannot be read in full" in problem for problem in read("a.ttf", font).problems)


def test_the_tables_of_a_web_font_are_unpacked() -> None:
    packed = zlib.compress(PASSAGE.encode("utf-16-be"))
    header = b"wOFF" + bytes(8) + struct.pack(">H", 1) + bytes(30)
    entry = b"name" + struct.pack(">IIII", 64, len(packed), 0, 0)

    assert found(read("a.woff", header + entry + packed)) == {"binary text"}
    assert not read("a.woff", header + entry + packed).problems


@pytest.mark.parametrize("start", [44, (1 << 24) + 44])
def test_the_metadata_of_a_web_font_is_unpacked(start: int) -> None:
    header = b"wOFF" + bytes(20) + struct.pack(">II", start, 0x01020304) + bytes(12)
    content = header + bytes(start - 44) + zlib.compress(PASSAGE.encode("utf-16-be"))

    assert found(read("a.woff", content)) == {"binary text"}


def test_the_metadata_of_a_web_font_that_is_not_unpacked_is_a_problem() -> None:
    assert not read("a.woff2", b"wOF2" + bytes(44)).problems
    assert not read("a.woff2", b"wOF2" + bytes(24) + b"\0\0\0\0" + b"\xff" * 16).problems
    assert read("a.woff2", b"wOF2" + bytes(24) + b"\0\0\0\x09" + bytes(16)).problems
    assert read("a.woff2", b"wOF2" + bytes(24) + b"\x09\0\0\0").problems


def test_bytes_of_an_unknown_kind_are_a_problem_and_their_runs_are_read() -> None:
    for encoding in ("utf-8", "utf-16-le", "cp1252"):
        reading = read("a.bin", b"\0\1" + PASSAGE.encode(encoding) + b"\0\1")

        assert found(reading) == {"binary text"}
        assert reading.problems == ("“a.bin” is not of a kind that can be read in full",)


@pytest.mark.parametrize(
    ("content", "inner"),
    [
        (zlib.compress(b"ord"), b"ord"),
        (zlib.compress(b"ord") + b"\r\n\0", b"ord"),
        (zlib.compress(b"ord") + b"mer", None),
        (zlib.compress(b"ord")[:-1], None),
        (zlib.compress(b""), None),
        (zlib.compress(b"ord")[2:-4], b"ord"),
        (bz2.compress(b"ord"), b"ord"),
        (bz2.compress(b"ord")[:20], b""),
        (lzma.compress(b"ord"), b"ord"),
        (b"ord", None),
    ],
)
def test_bytes_that_are_compressed_without_saying_so_are_unpacked(content: bytes, inner: bytes | None) -> None:
    assert unpacked(content, Budget()) == inner
    if inner:
        assert unpacked(content, Budget(total=3)) == inner
        with pytest.raises(LimitError):
            unpacked(content, Budget(total=2))


@pytest.mark.parametrize("compress", [bz2.compress, lzma.compress])
def test_what_unpacks_to_too_much_says_how_much_may_be_read(
    compress: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kefu.check.readers.data.MEMBER", 3 << 20)
    (problem,) = read("a.bin", compress(bytes((3 << 20) + 1))).problems

    assert problem == "“a.bin” cannot be read in full: it unpacks to more than 3 megabytes"
