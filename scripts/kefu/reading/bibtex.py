"""Parse BibTeX, keeping the line and column of every entry and every field."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, String

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.reading.sources import location_at
from kefu.rules.bibliography import BIBTEX_IS_READABLE, KEY_IS_UNIQUE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bibtexparser.model import Block, ParsingFailedBlock

    from kefu.model import Source

BIBTEX: Final = "an entry reads “@article{key, field = {value}, …}”, with every brace closed"

INHERITED: Final = ("crossref", "xdata")
"""Fields that name entries from which an entry has other fields. Source: the manual of BibLaTeX, 2.2.3 and 3.13.6."""

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


def parse_bibtex(source: Source) -> tuple[BibEntry, ...]:
    """Return the entries of a BibTeX file. Raises `BuildError` with the place of each block that is not an entry."""
    library = parse_string(source.text)
    starts = _starts(source.text, library.blocks)
    problems = [_explain(block, location_at(source, starts[id(block)])) for block in library.failed_blocks]
    if problems:
        raise BuildError(problems)
    written = parse_string(source.text, parse_stack=[]).entries  # with braces and quotes around the values
    return tuple(
        BibEntry(
            key=entry.key,
            kind=entry.entry_type.lower(),
            fields={field.key.lower(): str(field.value) for field in entry.fields},
            place=location_at(source, starts[id(entry)]),
            places={
                name: location_at(source, starts[id(entry)] + start) for name, start in _values(as_written).items()
            },
        )
        for entry, as_written in zip(library.entries, written, strict=True)
    )


def excerpt(source: Source, keys: Collection[str]) -> str:
    """Return the entries of a BibTeX file with the given keys, as they are written, in their order.

    With them come the entries that they inherit fields from, and the abbreviations that they use.
    """
    library = parse_string(source.text)
    wanted, waiting = set[str](), [*keys]
    while waiting:
        key = waiting.pop()
        if key in library.entries_dict and key not in wanted:
            wanted.add(key)
            fields = library.entries_dict[key].fields_dict
            waiting += [parent for name in INHERITED if name in fields for parent in _keys(fields[name].value)]
    entries = [block for block in library.blocks if isinstance(block, Entry) and block.key in wanted]
    values = " ".join(entry.raw or "" for entry in entries)
    used = [
        block
        for block in library.blocks
        if isinstance(block, String) and re.search(rf"(?<!\w){re.escape(block.key)}(?!\w)", values)
    ]
    return "\n".join(f"{(block.raw or '').strip()}\n" for block in (*used, *entries))


def _keys(value: str) -> list[str]:
    return [key.strip() for key in value.split(",") if key.strip()]


def surname(names: str) -> str:
    """Return the surname of the first person in a field like `author`; a name in braces is taken whole."""
    persons = split_multiple_persons_names(names)
    if not persons:
        return ""
    parts = parse_single_name_into_parts(persons[0], strict=False)
    return " ".join([*parts.von, *parts.last])


def _explain(block: ParsingFailedBlock, place: Location) -> Diagnostic:
    if isinstance(block, DuplicateBlockKeyBlock):
        rule, message = KEY_IS_UNIQUE, f"the key “{block.key}” is used twice"
        hint = "give one a key of its own"
    else:
        reason = str(getattr(block.error, "abort_reason", "") or block.error).strip()
        rule, message, hint = BIBTEX_IS_READABLE, reason.partition("\n")[0] or "no entry", BIBTEX
    return Diagnostic(rule=rule, location=place, message=message, hints=(hint,))


def _starts(text: str, blocks: Sequence[Block]) -> Mapping[int, int]:
    """Return the offset of each block, by identity; the parser itself knows only the line."""
    starts = {}
    end = 0
    for block in blocks:
        raw = block.raw or ""
        starts[id(block)] = max(end, text.find(raw, end))
        end = starts[id(block)] + len(raw)
    return starts


def _values(entry: Entry) -> Mapping[str, int]:
    """Return the offset of each field's value in an entry, after its opening brace or quote."""
    raw = entry.raw or ""
    starts = {}
    end = raw.find(",")
    for field in entry.fields:
        name = re.compile(rf"{re.escape(field.key)}\s*=\s*").search(raw, end)
        if name:
            opening = re.match(r"[{\"]\s*", field.value)
            starts[field.key.lower()] = name.end() + (opening.end() if opening else 0)
            end = name.end() + len(field.value)
    return starts
