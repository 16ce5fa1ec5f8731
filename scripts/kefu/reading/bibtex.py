"""Read BibTeX, keeping the line and column of every entry and every field.

bibtexparser splits a file into blocks, and entries into fields. It refuses or misreads some of what programs and people
write: comments after `%`, fields without a comma between them, commas without a field, a field where the key should be,
quotes within braces within quotes, and kinds such as `@commentary`, which begin like `@comment`. It is therefore given
an outline of the text, of the same length, in which values are filled with an `x` and these forms are written as it
reads them. Its middlewares resolve an abbreviation only where it is a whole value of an entry, and none that `#` joins
to something, so values are put together here.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ParsingFailedBlock, String

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.reading.sources import location_at
from kefu.rules.bibliography import BIBTEX_IS_READABLE, FIELD_IS_GIVEN_ONCE
from kefu.rules.files import TEXT_IS_NOT_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibtexparser.model import Block

    from kefu.model import Source

BIBTEX: Final = "an entry reads “@article{key, field = {value}, …}”, with every brace closed"

DEEPEST: Final = 20
"""How deep braces may stand in each other in a value."""

LONGEST: Final = 100_000
"""The most characters in a value, with its abbreviations written out; an abstract has some thousand."""

MOST_ENTRIES: Final = 5_000
"""The most entries in a file. The library of a researcher has some thousand."""

_ESCAPED: Final = r"\\.|\n(?![ \t]*@[ \t]*[A-Za-z]\w*\s*[{(])"


def _braced(depth: int) -> str:
    """Return a pattern of text in braces that have as many others in them; no line of it begins as an entry does."""
    inner = _braced(depth - 1) if depth else r"(?!)"
    return rf"\{{(?:[^{{}}\\\n]|{_ESCAPED}|{inner})*+\}}"


_BEGINNING: Final = r"@[ \t]*(?P<kind>[A-Za-z]\w*)\s*(?P<opening>[{(])"
_BRACES: Final = _braced(DEEPEST)
_WORD: Final = r"[^\s=,{}()\"#%]+"
_NAME: Final = rf"{_WORD}(?:[ \t]+{_WORD})*"
_PIECE: Final = rf"(?:{_BRACES}|\"(?:[^\"{{}}\\\n]|{_ESCAPED}|{_BRACES})*+\"|(?!@){_WORD})"
_GAP: Final = r"(?:\s|%[^\n]*)*+"
_PIECES: Final = re.compile(_PIECE, re.DOTALL)
_JOINED: Final = rf"{_PIECE}(?:\s*#\s*{_PIECE})*+"
_VALUE: Final = re.compile(rf"({_JOINED}){_GAP}", re.DOTALL)
_FORM: Final = re.compile(
    rf"{_BEGINNING}(?P<unnamed>\s*(?={_NAME}\s*=))?"
    rf"|(?P<equals>=\s*)(?P<value>{_JOINED})(?P<unparted>{_GAP}(?={_NAME}\s*=))?"
    r"|%[^\n]*|,(?=\s*,)",
    re.DOTALL,
)
_KIND: Final = re.compile(_BEGINNING)
_ASIDE: Final = re.compile(r"comment|preamble|string", re.IGNORECASE)
_SHOWN: Final = 100
"""The characters of what cannot be read that a message shows."""

_OPENING: Final = re.compile(r"[{\"]\s*")

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)  # what it would print is told as diagnostics


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
    """A block cannot be read; the message says why."""


def parse_bibtex(source: Source) -> Library:
    """Return what a BibTeX file has. Raises `BuildError` with the place of each block that cannot be read."""
    text = re.sub(r"^[ \t]*%.*", lambda line: " " * len(line[0]), source.text, flags=re.MULTILINE)
    outline = _FORM.sub(_outlined, text)
    strings: dict[str, str] = {}
    entries: list[BibEntry] = []
    doubts: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    end = 0
    for found in parse_string(outline, parse_stack=[]).blocks:
        start = max(end, outline.find(found.raw or "", end))
        end = start + len(found.raw or "")
        place = location_at(source, start)
        try:
            block = _readable(found)
            read = [(name, _value(text[start:end][part], strings), start + part.start) for name, part in _fields(block)]
        except _UnreadError as error:
            problems.append(Diagnostic(rule=BIBTEX_IS_READABLE, location=place, message=str(error), hints=(BIBTEX,)))
            continue
        kind = _KIND.match(text, start)
        if isinstance(block, String):
            strings |= {name: value for name, value, _ in read}
        elif isinstance(block, Entry) and kind:
            fields: dict[str, str] = {}
            places: dict[str, Location] = {}
            for name, value, at in read:
                opening = _OPENING.match(text, at)
                where = location_at(source, opening.end() if opening else at)
                if fields.setdefault(name, value) != value:
                    message = f"“{name}” is given twice in “{block.key}”, and only the first is read"
                    hints = ("keep the right one",)
                    doubts.append(Diagnostic(rule=FIELD_IS_GIVEN_ONCE, location=where, message=message, hints=hints))
                places.setdefault(name, where)
            entry = BibEntry(key=block.key, kind=kind["kind"].lower(), fields=fields, place=place, places=places)
            entries.append(entry)
    if len(entries) > MOST_ENTRIES:
        message = f"the bibliography has {len(entries)} entries; it may have at most {MOST_ENTRIES}"
        place, hint = entries[MOST_ENTRIES].place, "keep the entries that the publication cites"
        problems.append(Diagnostic(rule=TEXT_IS_NOT_TOO_LARGE, location=place, message=message, hints=(hint,)))
    if problems:
        raise BuildError(problems)
    return Library(entries=tuple(entries), doubts=tuple(doubts))


def _outlined(match: re.Match[str]) -> str:
    """Return a form in the outline. A comma that is missing takes the place of the last character before it."""
    if match["kind"]:
        kind = match["kind"]
        if _ASIDE.match(kind) and not _ASIDE.fullmatch(kind):
            kind = "x" * len(kind)
        unnamed = match["unnamed"] is not None and not _ASIDE.fullmatch(kind)
        begun = f"@{kind}"[: len(match[0]) - 2] if unnamed else f"@{kind}"
        last = f"{match['opening']}," if unnamed else f"{match['opening']}{match['unnamed'] or ''}"
        return f"{begun.ljust(len(match[0]) - len(last))}{last}"
    if match["value"]:
        filled = "x" * (len(match[0]) - len(match["equals"]))
        return f"{match['equals']}{filled[1:]}," if match["unparted"] is not None else f"{match['equals']}{filled}"
    return " " * len(match[0])


def _readable(block: Block) -> Block:
    """Return the block or, where a key or a field is given twice, the block of which this is said."""
    if not isinstance(block, ParsingFailedBlock):
        return block
    if block.ignore_error_block:
        return block.ignore_error_block
    raw, reason = block.raw or "", str(getattr(block.error, "abort_reason", block.error))
    if not raw.lower().startswith("@string") and _ASIDE.match(raw[1:]):
        return block
    following = re.match(r"Unexpected block start: `(@\w*)", reason)
    if following:
        sign = "a quotation mark" if '`"`' in reason else "a brace"
        raise _UnreadError(f"{sign} is never closed before “{following[1]}”")
    if reason.startswith("Unexpectedly reached end"):
        raise _UnreadError("the entry is never closed")
    rest = re.split(r"[{(,]", raw)[-1].strip("\n\t })=").partition("\n")[0][:_SHOWN]
    raise _UnreadError(f"a comma or “=” is missing after “{rest}”")


def _fields(block: Block) -> Iterator[tuple[str, slice]]:
    """Yield the name of each field, or of an abbreviation, and which part of the block its value is.

    A comma after the value is in it, since it may stand in the place of the last character.
    """
    raw = block.raw or ""
    fields = block.fields if isinstance(block, Entry) else (block,) if isinstance(block, String) else ()
    end = raw.find(",") if isinstance(block, Entry) else 0
    for field in fields:
        name = re.compile(rf"{re.escape(field.key)}\s*=\s*").search(raw, end)
        if not name or not re.fullmatch(_NAME, field.key):
            rest = field.key.partition("\n")[0][:_SHOWN]
            raise _UnreadError(f"“{rest}” is no field")
        end = name.end() + len(field.value)
        yield field.key.lower(), slice(name.end(), end + raw.startswith(",", end))


def _value(written: str, strings: Mapping[str, str]) -> str:
    """Return what a value says: its pieces, which `#` joins, without their braces and quotes."""
    value = _VALUE.fullmatch(written.strip(", \n\t"))
    if not value:
        rest = written.partition("\n")[0][:_SHOWN]
        raise _UnreadError(f"“{rest}” is no value" if rest else "a value is missing after “=”")
    pieces = _PIECES.findall(value[1])
    said = [piece[1:-1] if piece[0] in '{"' else strings.get(piece.lower(), piece) for piece in pieces]
    if sum(map(len, said)) > LONGEST:
        raise _UnreadError(f"a value has more than {LONGEST} characters, with its abbreviations written out")
    return "".join(said)
