"""What paragraphs of a Word file are for its readers: by style, or by how they look where no style says so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.manuscripts.values import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST: Final = 80
"""The most characters of a heading that is one only by its look."""

LARGER: Final = 3
"""By how many half points the type of such a heading is at least larger than that of running text, if it is not bold.
"""

_OWN: Final = (words.styles.PUBLISHER, words.styles.EYEBROW, words.styles.EDITION, words.styles.WARNING)
_OWN_TOO: Final = (words.styles.FACTS, words.styles.NOTICE, words.styles.DILEMMA, "Subtitle", "Bibliography")
_IMPRINT: Final = (words.styles.IMPRINT_TITLE, words.styles.IMPRINT, words.styles.IMPRINT_NOTICE)

ROLES: Final = {
    **dict.fromkeys(("title", "titel"), Role.TITLE),
    **dict.fromkeys(("caption", "beskrivning", "image caption", "table caption", "bildtext"), Role.CAPTION),
    **dict.fromkeys(("quote", "intense quote", "block text", "citat", "starkt citat", "blockcitat"), Role.QUOTE),
    words.styles.EXHIBIT_TITLE.lower(): Role.EXHIBIT_TITLE,
    **dict.fromkeys((words.styles.EXHIBIT.lower(), words.styles.EXHIBIT_LIST.lower()), Role.EXHIBIT),
    **{f"toc {level}": Role.ASIDE for level in range(1, 10)},
    **dict.fromkeys(("toc heading", "table of figures"), Role.ASIDE),
}
"""The roles of styles, by their names in small letters; Word shows its own in the language of its menus."""

MADE: Final = frozenset(name.lower() for name in (*_OWN, *_OWN_TOO, *_IMPRINT))
"""Styles of what this program puts around a text in the files that it makes."""

NUMBERED: Final = re.compile(
    r"(?P<kind>figur|figure|fig\.|bild|diagram|tabell|table|tab\.|underlag)"
    r"[ \N{NO-BREAK SPACE}]?\d+(?:\.\d+)*[ \N{NO-BREAK SPACE}]?[.:–—-]?(?:\s+|$)",
    re.IGNORECASE,
)
"""How a caption begins that has a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A paragraph as it looks: its text, the name of its style in small letters, and the level of a heading, or 0.

    `bold` says that all of its text is, `size` is that of the largest letters, in half points. `inside` says that it is
    in a table, a box or a note, `listed` that it is an item of a list, `contents` that it belongs to a table of
    contents, `numbered` that it has the number of a figure or a table as a field, and `indented` that it stands apart.
    """

    text: str
    style: str = ""
    level: int = 0
    bold: bool = False
    size: int = 20
    inside: bool = False
    listed: bool = False
    contents: bool = False
    numbered: bool = False
    indented: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a paragraph is, the level of a heading, and whether only its look says so."""

    role: Role
    level: int = 0
    by_look: bool = False


def roles(looks: Sequence[Look], *, own: bool) -> list[Seen]:
    """Return what each paragraph is; `own` says that this program has made the file."""
    usual = _usual(looks)
    ranks = _ranks(looks, usual)
    found, above = [], 0
    for look in looks:
        seen = _by_style(look, own=own)
        if seen.role is Role.TEXT and (rank := ranks.get(_kind(look))) and _looks_like_heading(look, usual):
            seen = Seen(role=Role.HEADING, level=min(above + rank, 9), by_look=True)
        elif seen.role is Role.HEADING:
            above = seen.level
        found.append(seen)
    return found


def _by_style(look: Look, *, own: bool) -> Seen:
    role = ROLES.get(look.style, Role.TEXT)
    if look.contents or (own and look.style in MADE):
        role = Role.ASIDE
    elif look.inside:
        role = Role.CAPTION if role is Role.CAPTION else Role.TEXT
    elif look.level and look.text:
        return Seen(role=Role.HEADING, level=look.level)
    elif look.numbered and NUMBERED.match(look.text):
        role = Role.CAPTION
    elif role is Role.TEXT and look.indented and not look.listed and not look.picture:
        return Seen(role=Role.QUOTE, by_look=True)
    return Seen(role=role)


def _usual(looks: Iterable[Look]) -> int:
    """Return the size of running text: that of most letters."""
    sizes: Counter[int] = Counter()
    for look in looks:
        sizes[look.size] += len(look.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0)


def _looks_like_heading(look: Look, usual: int) -> bool:
    return (
        0 < len(look.text) <= LONGEST
        and not (look.inside or look.listed or look.picture)
        and (look.bold or look.size >= usual + LARGER)
        and not look.text.endswith((".", ",", ";", ":", "…"))
        and any(map(str.isalpha, look.text))
        and not NUMBERED.match(look.text)
    )


def _kind(look: Look) -> tuple[int, bool]:
    return -look.size, not look.bold


def _ranks(looks: Sequence[Look], usual: int) -> dict[tuple[int, bool], int]:
    """Return the levels of headings by their look: the larger and bolder, the higher."""

    def candidates() -> Iterator[tuple[int, bool]]:
        for look in looks:
            if _by_style(look, own=False).role is Role.TEXT and _looks_like_heading(look, usual):
                yield _kind(look)

    return {kind: rank for rank, kind in enumerate(sorted(set(candidates())), 1)}
