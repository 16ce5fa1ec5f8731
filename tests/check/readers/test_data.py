"""Plain texts, JSON, packed data, fonts and bytes of an unknown kind."""

from __future__ import annotations

import gzip
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro  # type: ignore[import-untyped]  # it ships no types, and its place alone is used
import pytest

from kefu.check.leaks.canaries import squeezed
from kefu.check.readers import read
from kefu.check.readers.data import json_texts
from kefu.check.readers.limits import NODES, Budget, LimitError

if TYPE_CHECKING:
    from kefu.check.readers.channels import Reading

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


def test_json_is_bounded() -> None:
    assert json_texts('{"a": [1.50, null, "\\ud800"]}', Budget()) == ("a", "1.50", "None", "\ufffd")
    with pytest.raises(LimitError):
        json_texts("[" + "1," * (NODES + 1) + "1]", Budget())


def test_a_gzip_file_is_read_with_all_its_members_and_its_header() -> None:
    named = b"\x1f\x8b\x08\x18" + bytes(6) + PASSAGE.encode("cp1252") + b"\0comment\0" + gzip.compress(b"x")[10:]

    assert found(read("a.txt.gz", gzip.compress(b"a ") + gzip.compress(PASSAGE.encode()))) == {"text text"}
    assert found(read("a.txt.gz", named)) == {"binary text"}
    assert not read("a.txt.gz", named).problems


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b + b"rest", lambda b: b[:12] + b"\xff\xff" + b[14:]])
def test_a_damaged_gzip_file_is_a_problem(damage: object) -> None:
    assert callable(damage)
    assert read("a.txt.gz", damage(gzip.compress(PASSAGE.encode()))).problems


def test_a_packed_picture_is_read() -> None:
    reading = read("a.svgz", gzip.compress(f"<svg><desc>{PASSAGE}</desc></svg>".encode()))

    assert found(reading) == {"SVG description"}
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


def test_a_font_is_read_with_its_names() -> None:
    path = next(Path(font_source_sans_pro.__file__).parent.rglob("*.ttf"))
    reading = read(path.name, path.read_bytes())

    assert any("Source Sans Pro" in channel.text for channel in reading.channels if channel.name == "binary text")
    assert not reading.problems


def test_the_names_of_a_font_are_read_each_by_itself() -> None:
    names = ("Ottilia Provdal".encode("utf-16-be"), "Åkermalm".encode("mac_roman"), "Ett".encode("utf-16-be"))
    starts = (0, len(names[0]), len(names[0]) + len(names[1]))
    records = (
        struct.pack(">6H", platform, 1, 0, number, len(name), start)
        for number, (platform, name, start) in enumerate(zip((3, 1, 3), names, starts, strict=True))
    )
    table = struct.pack(">3H", 0, 3, 42) + b"".join((*records, *names))
    font = b"\0\1\0\0" + struct.pack(">H6x", 1) + b"name" + struct.pack(">III", 0, 28, len(table)) + table
    packed = zlib.compress(table)
    web = b"wOFF" + bytes(8) + struct.pack(">H", 1) + bytes(30) + b"name" + struct.pack(">IIII", 64, len(packed), 0, 0)

    for name, content in (("a.ttf", font), ("a.woff", web + packed)):
        (text,) = [c.text for c in read(name, content).channels if c.name == "binary text"]
        assert {"Ottilia Provdal", "Åkermalm", "Ett"} <= set(text.splitlines())


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
    assert not read("a.woff2", b"wOF2" + bytes(44)).problems
    assert read("a.woff2", b"wOF2" + bytes(24) + b"\0\0\0\x09" + bytes(16)).problems


def test_bytes_of_an_unknown_kind_are_a_problem_and_their_runs_are_read() -> None:
    for encoding in ("utf-8", "utf-16-le", "cp1252"):
        reading = read("a.bin", b"\0\1" + PASSAGE.encode(encoding) + b"\0\1")

        assert found(reading) == {"binary text"}
        assert reading.problems == ("“a.bin” is not of a kind that can be read in full",)
