"""Compare the structure tree of a finished PDF with the document that it was made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from kefu.check.tags.expected import expected
from kefu.check.tags.found import tagged
from kefu.check.tags.items import Item, Kind, normalised, readable
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.tags import (
    CONTENTS_IS_TAGGED,
    FIGURE_IS_TAGGED,
    FOOTNOTE_IS_TAGGED,
    HEADING_IS_TAGGED,
    LANGUAGE_IS_TAGGED,
    LINK_IS_TAGGED,
    LIST_IS_TAGGED,
    TABLE_IS_TAGGED,
    TEXT_IS_TAGGED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePosixPath

    from kefu.check.readers import Structure
    from kefu.model import Document
    from kefu.rules.rule import Rule

MOST: Final = 5
"""How many findings per rule are reported for one file; the last says how many more there are."""

LARGEST: Final = 25_000_000
"""The largest number of pairs of items that are compared one by one, so that no file takes long to compare."""

TAGGED: Final = {
    Kind.HEADING: HEADING_IS_TAGGED,
    Kind.CONTENTS: CONTENTS_IS_TAGGED,
    Kind.FIGURE: FIGURE_IS_TAGGED,
    Kind.TABLE: TABLE_IS_TAGGED,
    Kind.LIST: LIST_IS_TAGGED,
    Kind.FOOTNOTE: FOOTNOTE_IS_TAGGED,
    Kind.LINK: LINK_IS_TAGGED,
    Kind.LANGUAGE: LANGUAGE_IS_TAGGED,
    Kind.TEXT: TEXT_IS_TAGGED,
}
"""The rule that a difference in items of a kind breaks."""

STALE: Final = "if the sources have changed since the build, build again"

_NOUNS: Final = {
    Kind.CONTENTS: "entry in the table of contents",
    Kind.LANGUAGE: "passage in another language",
}


@dataclass(slots=True)
class _Differences:
    """How the items of a document and its file differ.

    Items are `lost` if only the document has them, `added` if only the file has them, `changed` if something else has
    taken their place, and `moved` if they are in another place.
    """

    lost: list[Item] = field(default_factory=list)
    added: list[Item] = field(default_factory=list)
    changed: list[tuple[Item, Item]] = field(default_factory=list)
    moved: list[Item] = field(default_factory=list)


def tags(document: Document, structure: Structure, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return an error for each way in which the structure tree of the file at a path differs from its document.

    Headings with their levels, entries of the table of contents, figures with their alternative text, tables with
    their header cells, lists, footnotes, links, passages in other languages and the running text are compared, each
    kind in reading order.
    """
    wanted = _by_kind(expected(document))
    found = _by_kind(tagged(structure, document.metadata.language))
    differences = {kind: _compare(wanted[kind], found[kind]) for kind in Kind}
    text = differences[Kind.TEXT]
    stale = (STALE,) if text.lost or text.added or text.changed else ()
    texts = {item.key for item in found[Kind.TEXT]}
    return tuple(
        diagnostic
        for kind, difference in differences.items()
        for diagnostic in _capped(list(_findings(difference, texts)), TAGGED[kind], stale, path)
    )


def _by_kind(items: Sequence[Item]) -> dict[Kind, list[Item]]:
    return {kind: [item for item in items if item.kind is kind] for kind in Kind}


def _compare(wanted: Sequence[Item], found: Sequence[Item]) -> _Differences:
    keys, others = [item.key for item in wanted], [item.key for item in found]
    differences = _Differences()
    if keys == others or _same_text(wanted, found):
        return differences
    if len(keys) * len(others) > LARGEST:
        differences.lost.extend(wanted)
        differences.added.extend(found)
    else:
        for operation, i, i_end, j, j_end in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
            lost, added = wanted[i:i_end], found[j:j_end]
            if operation == "equal" or _same_text(lost, added):
                continue
            if len(lost) == len(added):
                differences.changed.extend(zip(lost, added, strict=True))
            else:
                differences.lost.extend(lost)
                differences.added.extend(added)
    _pair_moves(differences)
    return differences


def _same_text(lost: Sequence[Item], added: Sequence[Item]) -> bool:
    """Return whether two pieces of running text are the same except for how they are divided into blocks."""
    return all(item.kind is Kind.TEXT for item in (*lost, *added)) and _joined(lost) == _joined(added)


def _joined(items: Sequence[Item]) -> str:
    return "".join(normalised(item.text) for item in items)


def _pair_moves(differences: _Differences) -> None:
    """Turn items that are both lost and added into moved ones."""
    added = Counter(item.key for item in differences.added)
    for item in tuple(differences.lost):
        if added[item.key]:
            added[item.key] -= 1
            differences.lost.remove(item)
            differences.moved.append(item)
    moved = Counter(item.key for item in differences.moved)
    for item in tuple(differences.added):
        if moved[item.key]:
            moved[item.key] -= 1
            differences.added.remove(item)


def _findings(differences: _Differences, texts: set[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a message with its hints for each difference."""
    for item in differences.lost:
        there = item.kind is Kind.HEADING and (normalised(item.text), "") in texts
        hint = ("its text is tagged, but not as a heading",) if there else ()
        yield f"the {_shown(item)} is not tagged", (*hint, *_from(item))
    for item, other in differences.changed:
        yield f"the {_shown(item)} is tagged as the {_shown(other)}", (*_apart(item, other), *_from(item))
    for item in differences.moved:
        yield f"the {_shown(item)} is tagged in a different place than in the document", _from(item)
    for item in differences.added:
        yield f"the {_shown(item)} is tagged, but the document does not have it there", ()


def _shown(item: Item) -> str:
    noun = _NOUNS.get(item.kind, str(item.kind))
    words = f"“{_short(item.text)}”" if item.text else "without text"
    return f"{noun} {words} ({item.detail})" if item.detail else f"{noun} {words}"


def _short(text: str, length: int = 70) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def _from(item: Item) -> tuple[str, ...]:
    return (f"it comes from {item.origin}",) if item.origin else ()


def _apart(item: Item, other: Item) -> tuple[str, ...]:
    """Return a hint that shows where two long texts begin to differ."""
    one, two = readable(item.text), readable(other.text)
    same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    start = max(0, same - 15)
    if start == 0 or one == two:
        return ()
    return (f"they differ at “…{_short(one[start:], 40)}” and “…{_short(two[start:], 40)}”",)


def _capped(
    findings: list[tuple[str, tuple[str, ...]]], rule: Rule, first: tuple[str, ...], path: PurePosixPath
) -> Iterator[Diagnostic]:
    for index, (message, hints) in enumerate(findings[:MOST], start=1):
        more = (f"there are {len(findings) - MOST} more violations of this rule in the file",)
        last = more if index == MOST and len(findings) > MOST else ()
        yield Diagnostic(rule=rule, location=Location(path=path), message=message, hints=(*first, *hints, *last))
