"""Read BibTeX, keeping the line and column of every entry and every field.

What programs for references write is read as they mean it: entries in parentheses, values joined with `#`, fields
without a comma between them, comments, entries without a key. Only what nobody can read is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.reading.sources import location_at
from kefu.rules.bibliography import BIBTEX_IS_READABLE, FIELD_IS_GIVEN_ONCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Source

BIBTEX: Final = "an entry reads “@article{key, field = {value}, …}”, with every brace closed"

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The abbreviations that every style of BibTeX defines, in the order of the months."""

_BLOCK: Final = re.compile(r"@[ \t]*(?P<kind>[A-Za-z][\w-]*)\s*(?P<opening>[{(])")
_AT_LINE: Final = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]", re.MULTILINE)
_COMMENT: Final = re.compile(r"^[ \t]*%.*", re.MULTILINE)
_GAP: Final = re.compile(r"(?:\s|^[ \t]*%.*|%[^\n]*\n)*", re.MULTILINE)
_KEY: Final = re.compile(r"[^,={}()\"#%\n]*(?=\s*[,})])|[^,={}\"#%\n]*(?=\s*[,}])")
_NAME: Final = re.compile(r"[^\s=,{}()\"#%]+(?:[ \t]+[^\s=,{}()\"#%]+)*(?=\s*=)")
_OPENING: Final = re.compile(r"[{\"]\s*")
_JOINED: Final = re.compile(r"\s*#\s*")
_MARK: Final = re.compile(r"\\.|[{}()]", re.DOTALL)
_WORD: Final = re.compile(r"[^\s,{}()\"#%=]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """One entry of a BibTeX file: its key, its kind and its fields by name; kind and names are in small letters.

    `place` is where the entry begins, `places` where the value of each field does, after its opening brace or quote.
    """

    key: str
    kind: str
    fields: Mapping[str, str]
    place: Location
    places: Mapping[str, Location]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What a BibTeX file has: its entries in order, and what can be read but was probably meant otherwise."""

    entries: tuple[BibEntry, ...]
    doubts: tuple[Diagnostic, ...]


class _UnreadError(Exception):
    """Something cannot be read at an offset; `message` says what."""

    def __init__(self, message: str, offset: int) -> None:
        self.message, self.offset = message, offset
        super().__init__(message)


def parse_bibtex(source: Source) -> Library:
    """Return what a BibTeX file has. Raises `BuildError` with the place of each block that cannot be read."""
    text = _COMMENT.sub(lambda line: " " * len(line[0]), source.text)
    strings = {month: month for month in MONTHS}
    entries: list[BibEntry] = []
    doubts: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    at = 0
    while block := _BLOCK.search(text, at):
        kind, at = block["kind"].lower(), block.end()
        try:
            if kind in {"comment", "preamble"}:
                at = _after_comment(text, block.end() - 1)
            elif kind == "string":
                found, at = _fields(text, at, strings)
                strings |= {name.lower(): value for name, value, _ in found}
            else:
                entry, told, at = _entry(source, text, block, strings)
                entries.append(entry)
                doubts += told
        except _UnreadError as error:
            following = _AT_LINE.search(text, block.end())
            at = following.start() if following else len(text)
            place, where = location_at(source, block.start()), location_at(source, error.offset)
            message = error.message if where.line == place.line else f"{error.message} (line {where.line})"
            problems.append(Diagnostic(rule=BIBTEX_IS_READABLE, location=place, message=message, hints=(BIBTEX,)))
    if problems:
        raise BuildError(problems)
    return Library(entries=tuple(entries), doubts=tuple(doubts))


def _after_comment(text: str, opening: int) -> int:
    """Return where a comment ends: with its brace, or where the next block begins if it is never closed."""
    try:
        return _braced(text, opening)
    except _UnreadError:
        following = _AT_LINE.search(text, opening)
        return following.start() if following else len(text)


def _entry(
    source: Source, text: str, block: re.Match[str], strings: Mapping[str, str]
) -> tuple[BibEntry, list[Diagnostic], int]:
    """Return the entry that begins with a block's opening, what is doubtful in it, and where it ends."""
    start = _GAP.match(text, block.end()).end()  # type: ignore[union-attr]  # it also matches nothing
    written = _KEY.match(text, start)
    unnamed = _NAME.match(text, start)
    if unnamed and not (written and written[0]):  # the key is missing: a field stands in its place
        key, at = "", start
    elif written:
        key, at = written[0].strip(), written.end()
    else:
        raise _UnreadError("a comma is expected after the key of an entry", start)
    found, end = _fields(text, at, strings)
    fields: dict[str, str] = {}
    places: dict[str, Location] = {}
    doubts = []
    for name, value, offset in found:
        if name not in fields:
            fields[name], places[name] = value, location_at(source, offset)
        elif fields[name] != value:
            doubts.append(
                Diagnostic(
                    rule=FIELD_IS_GIVEN_ONCE,
                    location=location_at(source, offset),
                    message=f"“{name}” is given twice in “{key}”, and only the first is read",
                    hints=("keep the right one",),
                )
            )
    place = location_at(source, block.start())
    return BibEntry(key=key, kind=block["kind"].lower(), fields=fields, place=place, places=places), doubts, end


def _fields(text: str, at: int, strings: Mapping[str, str]) -> tuple[list[tuple[str, str, int]], int]:
    """Return the fields from an offset on, each as name, value and the value's offset, and where their block ends."""
    found: list[tuple[str, str, int]] = []
    while name := _NAME.match(text, at := _gap(text, at)):
        start = _gap(text, text.index("=", name.end()) + 1)
        value, at = _value(text, start, strings)
        opening = _OPENING.match(text, start)
        found.append((name[0].lower(), value, opening.end() if opening else start))
    if text[at : at + 1] not in ("}", ")"):
        rest = text[at : at + 30].strip().partition("\n")[0]
        told = f"a brace is never closed before “{rest}”" if rest.startswith("@") else f"“{rest}” is no field"
        raise _UnreadError(told if rest else "the entry is never closed", at)
    return found, at + 1


def _gap(text: str, at: int) -> int:
    """Return the offset after spaces, comments and commas."""
    while True:
        end = _GAP.match(text, at).end()  # type: ignore[union-attr]  # it also matches nothing
        if text[end : end + 1] != ",":
            return end
        at = end + 1


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return the value that begins at an offset, its pieces joined, and where it ends."""
    pieces = []
    while True:
        piece, at = _piece(text, at, strings)
        pieces.append(piece)
        following = _JOINED.match(text, at)
        if not following:
            return "".join(pieces), at
        at = following.end()


def _piece(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    if text[at : at + 1] == "{":
        end = _braced(text, at)
        return text[at + 1 : end - 1], end
    if text[at : at + 1] == '"':
        end = at + 1
        while text[end : end + 1] != '"':
            if end >= len(text):
                raise _UnreadError("a quotation mark is never closed", at)
            end = _braced(text, end) if text[end] == "{" else end + (2 if text[end] == "\\" else 1)
        return text[at + 1 : end], end + 1
    word = _WORD.match(text, at)
    if not word:
        raise _UnreadError("a value is missing after “=”", at)
    return strings.get(word[0].lower(), word[0]), word.end()


def _braced(text: str, opening: int) -> int:
    """Return where the text in braces ends that begins at an offset; a brace after a backslash does not count."""
    depth = 0
    for mark in _MARK.finditer(text, opening):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == ("}" if text[opening] == "{" else ")"):
            return mark.end()
    raise _UnreadError("a brace is never closed", opening)
