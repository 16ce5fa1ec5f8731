"""The citations of a manuscript's tree: those of fields, and those typed by hand."""

from __future__ import annotations

import hashlib
import itertools
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.literature import works
from kefu.manuscripts.citations import lists
from kefu.manuscripts.citations.entries import appended, entry, key
from kefu.manuscripts.citations.matching import match
from kefu.manuscripts.citations.shelf import Shelf
from kefu.manuscripts.citations.tokens import TOKEN
from kefu.manuscripts.citations.typed import Part
from kefu.manuscripts.citations.values import Added, Cited, Fate, Told
from kefu.manuscripts.citations.walking import Decided, Walk
from kefu.model import Source
from kefu.reading.bibtex import parse_bibtex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu import tree
    from kefu.literature import Work
    from kefu.manuscripts.citations.values import Field, Reference

FILE: Final = PurePosixPath("bibliography", "references.bib")


def cite(blocks: list[tree.Node], fields: Sequence[Field], *, bibliography: str) -> Cited:
    """Return the blocks of a manuscript with `Cite` nodes in place of its citations, and what has become of each.

    `fields` are those that `take` has put tokens for; each is told exactly once. The given nodes are not changed.
    Raises `BuildError` if the bibliography cannot be read.
    """
    new = _New(bibliography)
    shown = list(dict.fromkeys(_tokens(blocks)))
    decided = {
        number: new.decided(fields[number]) for number in shown if number < len(fields) and not fields[number].is_list
    }
    parted = lists.parted(blocks, new.works)
    walk = Walk(
        Shelf(works=tuple(new.works), letters=parted.letters, listed=tuple(one.words for one in parted.told)), decided
    )
    written = walk.blocks(parted.blocks)
    seen = {number for number, _ in walk.told if number is not None}
    left = [
        Told(fate=Fate.LEFT_OUT, words=field.text, why=_gone(field))
        for number, field in enumerate(fields)
        if number not in seen
    ]
    return Cited(
        blocks=written,
        bibliography=appended(bibliography, new.entries),
        added=tuple(new.added),
        told=(*(told for _, told in walk.told), *parted.told, *left),
    )


def _gone(field: Field) -> str:
    if field.is_list:
        return f"{field.program} has made this list of works; a finished document gets its own"
    return "it stands in text that was left out"


def _tokens(content: object) -> list[int]:
    """Return the numbers of all tokens in a tree, in reading order."""
    if isinstance(content, str):
        return [int(number) for number in TOKEN.findall(content)]
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return list(itertools.chain.from_iterable(map(_tokens, inner)))


class _New:
    """The works of a bibliography, and the entries that a manuscript adds to it."""

    def __init__(self, bibliography: str) -> None:
        read = parse_bibtex(_source(bibliography)).entries
        self.works: list[Work] = [*works(read)]
        self._taken = {one.key for one in read}
        self.entries: list[str] = []
        self.added: list[Added] = []

    def decided(self, field: Field) -> Decided:
        """Return which works a field cites; unknown ones are added to the bibliography if none is in doubt."""
        if field.fault:
            return Decided(field=field, why=field.fault)
        found = [match(one.work, self.works) for one in field.references]
        shelf = Shelf(works=tuple(self.works))
        keys: list[str] = []
        could_be: list[str] = []
        for one, matched in zip(field.references, found, strict=True):
            named = matched
            if not matched.key and not matched.could_be and not one.work.fields.get("title"):
                names = one.work.names.get("author", ())
                known = shelf.find(names[0].family if names else "", one.work.year)
                keys.append(known.key)
                could_be += known.could_be
                if not known.key and not known.could_be:
                    return Decided(field=field, why="its field does not describe the work")
            else:
                keys.append(named.key)
                could_be += named.could_be
        if could_be:
            words = " or ".join(f"@{one}" for one in dict.fromkeys(could_be))
            return Decided(field=field, could_be=tuple(dict.fromkeys(could_be)), why=f"it could be {words}")
        cited = [
            known or self._add(one, matched.like)
            for known, one, matched in zip(keys, field.references, found, strict=True)
        ]
        parts = tuple(_part(one, known) for one, known in zip(field.references, cited, strict=True))
        return Decided(field=field, parts=parts, in_text=field.references[0].in_text)

    def _add(self, reference: Reference, like: tuple[str, ...]) -> str:
        again = match(reference.work, self.works)
        if again.key:
            return again.key
        name = key(reference.work, self._taken)
        written = entry(reference.work, name)
        self.works += works(parse_bibtex(_source(written)).entries)
        self._taken.add(name)
        self.entries.append(written)
        self.added.append(Added(key=name, like=like))
        return name


def _part(reference: Reference, name: str) -> Part:
    suffix = reference.suffix
    if reference.locator:
        suffix = f"{reference.locator}{'' if re.match(r'[,.:]', suffix) or not suffix else ' '}{suffix}"
    return Part(key=name, prefix=reference.prefix, suffix=suffix, hidden=reference.without_author)


def _source(text: str) -> Source:
    unix = text.replace("\r\n", "\n").removeprefix("\ufeff")
    return Source(path=FILE, text=unix, digest=hashlib.sha256(text.encode()).hexdigest())
