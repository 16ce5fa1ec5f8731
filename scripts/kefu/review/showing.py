"""Items as lines that say where each is, who has said what, and at which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.completeness import complete
from kefu.review.items import Decision, ItemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.review.items import Item, Remark
    from kefu.review.placing import Found

LONGEST: Final = 80
"""The most characters of the words that an item stands at which are shown."""

NOBODY: Final = "?"
"""Stands for a reviewer whom the file does not name."""

_DAY: Final = re.compile(r"\d{4}-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)")

_CHANGED: Final = complete(
    ItemKind,
    {
        ItemKind.COMMENT: lambda item: f"“{_line(item.said[0].text)}”",
        ItemKind.INSERTION: lambda item: f"puts in “{_shown(item.instead)}”",
        ItemKind.DELETION: lambda item: f"takes away “{_shown(item.words)}”",
        ItemKind.REPLACEMENT: lambda item: f"“{_shown(item.words)}” → “{_shown(item.instead)}”",
        ItemKind.MOVE: lambda item: f"moves “{_shown(item.words or item.instead)}”{_to(item)}",
        ItemKind.FORMAT: lambda item: f"{item.what} of “{_shown(item.words)}”",
        ItemKind.EDIT: lambda item: _edited(item),  # noqa: PLW0108 - it is defined below
        ItemKind.STRUCTURE: lambda item: f"{item.what} of “{_shown(item.words)}”",
    },
)


def shown(item: Item, found: Found | None) -> Iterator[str]:
    """Yield the lines about an item: where it is, what has been said or changed, and the answers in its thread."""
    where = str(found.location) if found else f"{item.source}, {item.place.paragraph or 'without a place'}"
    change: Callable[[Item], str] = _CHANGED[item.kind]
    about = f" at “{_shown(item.words)}”" if item.kind is ItemKind.COMMENT and item.words.strip() else ""
    state = [
        "resolved" if item.resolved else "",
        "the paragraph has changed since" if found and found.changed else "",
        "not found in the sources" if not found else "",
        "answered" if item.answer else "",
        "" if item.decision is Decision.OPEN else str(item.decision),
    ]
    told = f" ({', '.join(filter(None, state))})" if any(state) else ""
    yield f"{where}  [{_by(item)}] {change(item)}{about}{told}  #{item.number}"
    for remark in item.said[1:] if item.kind is ItemKind.COMMENT else ():
        yield f"    [{by(remark)}] “{_line(remark.text)}”"


def by(remark: Remark) -> str:
    """Return who has said something and when: `SKR, 12 nov`."""
    day = _DAY.match(remark.when)
    when = f"{int(day['day'])} {words.language.MONTHS[int(day['month']) - 1][:3]}" if day else ""
    return ", ".join(filter(None, (remark.who or NOBODY, when)))


def _by(item: Item) -> str:
    return by(item.said[0]) if item.said else "without tracking"


def _edited(item: Item) -> str:
    if item.words.strip() and item.instead.strip():
        return f"“{_shown(item.words)}” → “{_shown(item.instead)}”"
    return f"puts in “{_shown(item.instead)}”" if item.instead.strip() else f"takes away “{_shown(item.words)}”"


def _to(item: Item) -> str:
    if item.to and item.words:
        return f" to {item.to.paragraph}" if item.to.paragraph else ""
    return " away" if item.words else " here"


def _shown(text: str) -> str:
    line = _line(text)
    return f"{line[:LONGEST].rstrip()}…" if len(line) > LONGEST else line


def _line(text: str) -> str:
    return " ".join(text.split())
