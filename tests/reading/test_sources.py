"""Reading files once, and knowing the line and column of everything in them."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.diagnostics import BuildError, Location
from kefu.model import Source
from kefu.reading.sources import LARGEST, locate, location_at, occurrences, read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED_AT = Location(path=PurePosixPath("report/publication.yaml"), line=7, column=3)


def source(text: str, path: str = "report/a.md") -> Source:
    return Source(path=PurePosixPath(path), text=text, digest="")


def told(error: BuildError) -> list[str]:
    return [f"{diagnostic.location} {diagnostic.rule}" for diagnostic in error.diagnostics]


def offset_of(text: str, place: Location) -> int:
    assert place.line is not None
    assert place.column is not None
    return sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.column - 1


class TestRead:
    def test_a_text_has_unix_line_ends_and_no_byte_order_mark(self, tmp_path: Path) -> None:
        content = "\ufeffett\r\ntvå\rtre\n".encode()
        (tmp_path / "a.md").write_bytes(content)
        assert read(tmp_path, PurePosixPath("a.md")) == Source(
            path=PurePosixPath("a.md"), text="ett\ntvå\ntre\n", digest=hashlib.sha256(content).hexdigest()
        )

    def test_a_text_of_too_many_bytes_is_told_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(b"x" * LARGEST)
        assert len(read(tmp_path, PurePosixPath("a.md")).text) == LARGEST
        (tmp_path / "a.md").write_bytes(b"x" * (LARGEST + 1))
        with pytest.raises(BuildError, match=r"“a.md” has 5\.0 MB, but a text has at most 5") as raised:
            read(tmp_path, PurePosixPath("a.md"), named_at=NAMED_AT)
        assert told(raised.value) == [f"{NAMED_AT} text-is-not-too-large"]

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
    @pytest.mark.parametrize(
        ("make", "message", "rule"),
        [
            (os.mkfifo, "a pipe, a device or the like", "file-is-readable"),
            (lambda path: path.symlink_to(path), "is a link that leads to itself", "file-exists"),
            (lambda path: path.symlink_to("borta.md"), "is a link to something that does not exist", "file-exists"),
            (Path.mkdir, "is a folder", "file-is-readable"),
        ],
        ids=["pipe", "link to itself", "link to nothing", "folder"],
    )
    def test_what_is_no_file_is_told_at_once(
        self, make: Callable[[Path], None], message: str, rule: str, tmp_path: Path
    ) -> None:
        make(tmp_path / "a.md")
        with pytest.raises(BuildError, match=message) as raised:
            read_bytes(tmp_path, PurePosixPath("a.md"), named_at=NAMED_AT)
        assert told(raised.value) == [f"{NAMED_AT} {rule}"]

    def test_bytes_are_left_as_they_are(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(b"\xef\xbb\xbf\r\n\xff")
        assert read_bytes(tmp_path, PurePosixPath("a.png")) == b"\xef\xbb\xbf\r\n\xff"

    @pytest.mark.parametrize(
        ("content", "place"),
        [
            (b"\xe5", "a.md:1:1"),
            (b"ett\ntv\xe5\n", "a.md:2:3"),
            (b"ett\r\ntv\xe5\r\n", "a.md:2:3"),
            ("åäö ".encode() + b"\xf6", "a.md:1:5"),
            ("slut å".encode()[:-1], "a.md:1:6"),
        ],
        ids=["first", "second-line", "windows-line-ends", "after-letters-of-two-bytes", "cut-letter"],
    )
    def test_a_byte_that_is_not_utf_8_is_told_where_it_stands(self, content: bytes, place: str, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_bytes(content)
        with pytest.raises(BuildError) as raised:
            read(tmp_path, PurePosixPath("a.md"), named_at=NAMED_AT)
        assert told(raised.value) == [f"{place} text-is-utf-8"]

    @pytest.mark.parametrize(
        ("path", "rule"),
        [
            ("missing.md", "file-exists"),
            ("folder/missing/a.md", "file-exists"),
            ("folder", "file-is-readable"),
            ("../outside.md", "path-stays-in-project"),
            ("folder/../../outside.md", "path-stays-in-project"),
            ("../root-and-more/a.md", "path-stays-in-project"),
            ("link-to-outside", "path-stays-in-project"),
            ("folder-outside/outside.md", "path-stays-in-project"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_told_where_it_is_named(self, path: str, rule: str, tmp_path: Path) -> None:
        root = tmp_path / "root"
        (root / "folder").mkdir(parents=True)
        (tmp_path / "outside.md").write_text("utanför")
        (tmp_path / "root-and-more").mkdir()
        (tmp_path / "root-and-more" / "a.md").write_text("utanför")
        (root / "link-to-outside").symlink_to(tmp_path / "outside.md")
        (root / "folder-outside").symlink_to(tmp_path)
        with pytest.raises(BuildError) as raised:
            read(root, PurePosixPath(path), named_at=NAMED_AT)
        assert told(raised.value) == [f"{NAMED_AT} {rule}"]
        with pytest.raises(BuildError) as raised:
            read(root, PurePosixPath(path))
        assert told(raised.value) == [f"{path} {rule}"]

    def test_an_absolute_path_is_refused_even_where_it_leads_into_the_project(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("inne")
        with pytest.raises(BuildError) as raised:
            read(tmp_path, PurePosixPath((tmp_path / "a.md").as_posix()), named_at=NAMED_AT)
        assert told(raised.value) == [f"{NAMED_AT} path-stays-in-project"]

    def test_a_link_may_lead_to_a_file_of_the_project(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "a.md").write_text("inne")
        (tmp_path / "folder" / "link.md").symlink_to(Path("..") / "a.md")
        assert read(tmp_path, PurePosixPath("folder/link.md")).text == "inne"

    def test_the_project_may_itself_be_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "real" / "a.md").write_text("inne")
        (tmp_path / "link").symlink_to(tmp_path / "real")
        assert read(tmp_path / "link", PurePosixPath("a.md")).text == "inne"


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="ab\nå\U0001f600 "), st.data())
def test_the_line_and_column_of_an_offset_lead_back_to_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = location_at(source(text), offset)
    assert offset_of(text, place) == offset


TOKENS = ("@nyckel", "@nyckel-2", "#sec-a", "#sec-a-b", "figure:bars", "[^1]")
AROUND = ("", " ", "\n", "(", ")", "[", "]", "{", "}", ",", ".", ";", "“", "”", "*", "!", "[-", "; ")


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(AROUND), st.sampled_from(TOKENS), st.sampled_from(AROUND[1:]))))
def test_tokens_are_found_wherever_they_stand_and_nowhere_as_a_piece_of_a_longer_one(
    planted: list[tuple[str, str, str]],
) -> None:
    text, places = "Början ", []
    for before, token, after in planted:
        text += before
        places.append((token, len(text)))
        text += f"{token}{after} mitten "
    for token in TOKENS:
        found = [offset_of(text, place) for place in occurrences(source(text), token)]
        assert found == [place for planted_token, place in places if planted_token == token]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("@{nyckel} [@nyckel, s. 1; -@nyckel]", [1, 12, 28]),
        ("@nyckel. @nyckel: @nyckel-- @nyckel's", [1, 10, 19, 29]),
        ("a@nyckel @nyckel2 @nyckel-2 @nyckel.x @nyckel/x @@nyckel @Nyckel @nyckelå", []),
    ],
    ids=["braces", "punctuation", "others"],
)
def test_a_citation_ends_where_pandoc_ends_it(text: str, columns: list[int]) -> None:
    assert [place.column for place in occurrences(source(text), "@nyckel")] == columns


WORDS = st.lists(st.sampled_from(("ett", "två", "Anna", "bron", "2001", "ö")), min_size=1, max_size=12)


@settings(derandomize=True, deadline=None)
@given(WORDS, st.lists(st.sampled_from((" ", "\n", " *", "* ", ", ", " (")), min_size=12, max_size=12), st.data())
def test_a_passage_is_located_where_its_words_stand_whatever_markup_is_between(
    words: list[str], between: list[str], data: st.DataObject
) -> None:
    text = "# "
    starts = []
    for word, gap in zip(words, between, strict=False):
        starts.append(len(text))
        text += word + gap
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    offset = offset_of(text, locate(source(text), " ".join(words[start:end])))
    assert offset in starts
    index = starts.index(offset)
    assert words[index : index + end - start] == words[start:end]


@pytest.mark.parametrize(
    ("text", "passage", "place"),
    [
        ("ett två tre", "noll två tre fyra", "report/a.md:1:5"),
        ("bron\n\n# Brons bron", "Brons", "report/a.md:3:3"),
        ("ett\n  ---", "---", "report/a.md:2:3"),
        ("ett <b>b</b>", "</b>", "report/a.md:1:9"),
        ("b ../a/b.md", "../a/b.md", "report/a.md:1:3"),
        ("ett två", "tre", "report/a.md"),
        ("ett två", "", "report/a.md"),
        ("", "ett", "report/a.md"),
        ("", " ", "report/a.md"),
    ],
    ids=[
        "longest-run",
        "whole-words",
        "no-words",
        "markup-as-it-is",
        "path-as-it-is",
        "absent",
        "nothing",
        "empty",
        "space",
    ],
)
def test_a_passage_is_located_as_well_as_it_can_be(text: str, passage: str, place: str) -> None:
    assert str(locate(source(text), passage)) == place
