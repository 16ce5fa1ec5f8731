"""Read files once, and find the line and column of anything in them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from bisect import bisect_right
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import astray, real
from kefu.model import Source
from kefu.rules.files import (
    FILE_EXISTS,
    FILE_IS_READABLE,
    PATH_STAYS_IN_PROJECT,
    TEXT_IS_NOT_TOO_LARGE,
    TEXT_IS_UTF_8,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path, PurePosixPath

    from kefu.rules.rule import Rule


LARGEST: Final = 5_000_000
"""The most bytes in a text. The longest one in this repository has 40,000, a long novel 1,000,000."""


def read_bytes(root: Path, path: PurePosixPath, *, named_at: Location | None = None, most: int | None = None) -> bytes:
    """Return the bytes of a file of the project.

    `named_at` is the place that names the file, for diagnostics; without it the file itself is the place.
    Raises `BuildError` where the file is not there, is none, has more than `most` bytes, cannot be read or, also
    through a link, lies outside the root.
    """
    place = named_at or Location(path=path)
    full = real(root / path)
    if path.is_absolute() or not full.is_relative_to(real(root)):
        raise _failure(
            PATH_STAYS_IN_PROJECT,
            place,
            f"“{path}” leaves the project folder",
            "copy the file into the project and name it by its path there",
        )
    try:
        status = full.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if full.is_dir() else "not a file but a pipe, a device or the like"
            raise _failure(FILE_IS_READABLE, place, f"“{path}” is {what}", "put a file with that name in its place")
        if most is not None and status.st_size > most:
            message = f"“{path}” has {status.st_size / 1e6:.1f} MB, but a text has at most {most / 1e6:.0f}"
            raise _failure(TEXT_IS_NOT_TOO_LARGE, place, message, "divide it into several")
        content = full.read_bytes()
    except OSError as error:
        if wrong := astray(root / path):
            raise _failure(FILE_EXISTS, place, f"“{path}” {wrong}", LINKED) from None
        if isinstance(error, FileNotFoundError):
            raise _failure(FILE_EXISTS, place, f"there is no file “{path}”", "check the name and its case") from None
        raise _failure(FILE_IS_READABLE, place, f"“{path}” cannot be read: {error.strerror}", "") from None
    if (read := _NOTED.get()) is not None:
        read[str(path)] = hashlib.sha256(content).hexdigest()
    return content


@contextmanager
def noted() -> Iterator[dict[str, str]]:
    """Provide the files that are read in the block, by path, with the SHA-256 of the bytes that were read."""
    read: dict[str, str] = {}
    before = _NOTED.set(read)
    try:
        yield read
    finally:
        _NOTED.reset(before)


_NOTED: Final[ContextVar[dict[str, str] | None]] = ContextVar("noted", default=None)


LINKED: Final = "put what it should lead to in the place of the link"
"""What to do about a link that leads nowhere."""


def names_in(root: Path, folder: PurePosixPath) -> tuple[str, ...]:
    """Return the names of what is in a folder of the project, in order, and none where there is no such folder.

    Raises `BuildError` where the folder, or anything in it, cannot be looked at, or it is a link that leads nowhere.
    """
    full = root / folder
    try:
        found = sorted(path.name for path in full.iterdir())
        if os.access(full, os.X_OK):
            return tuple(found)
        reason = os.strerror(errno.EACCES)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        reason = error.strerror or ""
    raise _failure(FILE_IS_READABLE, Location(path=folder), f"the folder “{folder}” cannot be read: {reason}", OPENED)


OPENED: Final = "allow yourself to read the folder and what is in it, as with “chmod -R u+rX”"
"""What to do about a folder that nobody may read."""


def read(root: Path, path: PurePosixPath, *, named_at: Location | None = None, encoding: str = "utf-8-sig") -> Source:
    """Return a text file of the project; `root`, `named_at` and what is raised are as for `read_bytes`.

    A text must be UTF-8, or in the `encoding` that is given; a byte order mark and Windows line ends are accepted and
    dropped.
    """
    content = read_bytes(root, path, named_at=named_at, most=LARGEST)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise _failure(
            TEXT_IS_UTF_8,
            Location(path=path, line=line, column=column),
            f"byte 0x{content[error.start]:02x} is not UTF-8{_as_windows(content, error.start)}",
            "in Excel, choose “CSV UTF-8” when you save the file"
            if path.suffix == ".csv"
            else "save the file with the encoding UTF-8",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path=path, text=text, digest=hashlib.sha256(content).hexdigest())


def _as_windows(content: bytes, at: int) -> str:
    """Return what word a byte stands in, if the file is read as Windows in Sweden writes it."""
    word = re.search(r"\w*\Z", content[max(0, at - 30) : at].decode("cp1252", "replace"))
    rest = re.match(r"\w+", content[at : at + 30].decode("cp1252", "replace"))
    return f", in what may be “{word[0] if word else ''}{rest[0]}”" if rest else ""


def _failure(rule: Rule, location: Location, message: str, hint: str) -> BuildError:
    hints = (hint,) if hint else ()
    return BuildError([Diagnostic(rule=rule, location=location, message=message, hints=hints)])


def location_at(source: Source, offset: int) -> Location:
    """Return the line and column of a character offset in a source."""
    starts = _starts(source.text)
    line = bisect_right(starts, offset)
    return Location(path=source.path, line=line, column=offset - starts[line - 1] + 1)


@lru_cache(maxsize=64)
def _starts(text: str) -> tuple[int, ...]:
    """Return where the lines of a text begin; a bibliography asks for thousands of places."""
    return (0, *(end.end() for end in re.finditer("\n", text)))


UNSHOWN: Final = re.compile(
    r"<!--.*?-->"
    r"|^[ \t>]*(?P<fence>`{3,}|~{3,})(?:.*?^[ \t>]*(?P=fence)|.*)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


def active(source: Source) -> str:
    """Return the text of a source with comments and code blanked out and every other character in place."""
    return without_unshown(source.text)


@lru_cache(maxsize=8)  # a text is asked for once for each thing in it, before the next one is
def without_unshown(text: str, instead: str = " ") -> str:
    """Return a text with a sign instead of every character in comments and code, and all other characters in place."""
    closed = text.rfind("-->") + 1
    # None of the comments that begin from here on would be found to end, however often their end were looked for.
    endless = text[closed:].replace("<!--", _OPENED)
    hidden = UNSHOWN.sub(lambda match: re.sub(r"[^\n]", instead, match[0]), text[:closed] + endless)
    return hidden.replace(_OPENED, "<!--")


_OPENED: Final = "\ufdd0!--"
"""Stands for the beginning of a comment that does not end, with a character that no text has."""


def occurrences(source: Source, token: str) -> Iterator[Location]:
    """Yield where a token like `@key`, `#label` or `figure:slug` occurs, but not where it is part of a longer one.

    What is escaped, commented out or code is no occurrence.
    """
    pattern = re.compile(rf"(?<![\w@#/\\]){re.escape(token[0])}\{{?{re.escape(token[1:])}(?![\w/]|[-.:]\w)")
    text, begin = active(source), _BEGIN.match(token)
    if begin is None:
        yield from (location_at(source, match.start()) for match in pattern.finditer(text))
        return
    for at in _beginnings(text).get(begin[0], ()):
        if pattern.match(text, at):
            yield location_at(source, at)


_BEGIN: Final = re.compile(r"[@#]\w+")


@lru_cache(maxsize=4)  # as above
def _beginnings(text: str) -> dict[str, list[int]]:
    """Return where tokens begin, by their sign and the letters and digits right after it."""
    found: dict[str, list[int]] = {}
    for match in re.finditer(r"([@#])\{?(\w+)", text):
        found.setdefault(match[1] + match[2], []).append(match.start())
    return found


def locate(source: Source, passage: str) -> Location:
    """Return where a passage begins in a source, or where its longest run of words that the source has begins.

    Markup and line breaks between the words do not matter. Where no word is found, the source alone is the place. Of a
    long passage, only the first `MOST_WORDS` are looked for.
    """
    passage = passage.strip()
    at = _as_it_is(source.text, passage)
    if at is None:
        at = _longest_run(source.text, re.findall(r"\w+", passage[:_LONGEST])[:MOST_WORDS])
    return Location(path=source.path) if at is None else location_at(source, at)


FIRST_WORDS: Final = (5, 3, 2)
"""So many words of a paragraph are looked for after the paragraph before it, and fewer if there are not so many."""


@lru_cache(maxsize=8192)
def begins(text: str, wanted: str, after: int) -> int | None:
    """Return where the first words of a paragraph stand in a text, after a place or else before it.

    There are fewer of them before a reference, which the text has under another name.
    """
    words = re.findall(r"\w+", wanted)
    for count in sorted({min(count, len(words)) for count in FIRST_WORDS} - {0}, reverse=True):
        pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words[:count])) + r"\b")
        if found := pattern.search(text, after) or pattern.search(text):
            return found.start()
    return None


MOST_WORDS: Final = 40
"""So many words in a row stand in one place only."""

_LONGEST: Final = 2_000
"""The characters of a passage in which its words are looked for."""


def _as_it_is(text: str, passage: str) -> int | None:
    """Return where a passage stands in a text as it is, with whole words at both ends if it begins with one."""
    at = text.find(passage) if passage else -1
    whole = re.match(r"\w", passage) is not None
    while at >= 0:
        end = at + len(passage)
        parted = not re.search(r"\w\Z", text[max(at - 1, 0) : at]) and not re.match(r"\w", text[end : end + 1])
        if not whole or (parted and re.search(r"\w\Z", passage)):
            return at
        at = text.find(passage, at + 1)
    return None


def _longest_run(text: str, wanted: Sequence[str]) -> int | None:
    """Return where the longest run of wanted words begins among the words of a text, and the first of several."""
    starts, places = _words_of(text)
    longest, first = 0, 0
    lengths: dict[int, int] = {}
    for word in wanted:
        lengths = {number: lengths.get(number - 1, 0) + 1 for number in places.get(word, ())}
        for number, length in lengths.items():
            if length > longest:
                longest, first = length, number - length + 1
    return starts[first] if longest else None


@lru_cache(maxsize=4)  # as above
def _words_of(text: str) -> tuple[list[int], dict[str, list[int]]]:
    """Return where the words of a text begin, and for each word the numbers of those that are the same."""
    starts, places = [], defaultdict[str, list[int]](list)
    for number, word in enumerate(re.finditer(r"\w+", text)):
        starts.append(word.start())
        places[word[0]].append(number)
    return starts, dict(places)
