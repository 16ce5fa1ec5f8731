"""Lists that are printed as running text: without a blank line before them, or with signs that are no marks of a list.

Lines of a paragraph may begin with a dash or a number by chance, and dialogue begins with a dash.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import BLOCK_STANDS_APART, LIST_IS_MARKED
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.reading.edits import Edit
    from kefu.slips.written import Line, Written

BULLETS: Final = "•·▪▫◦‣⁃●○■□◆◇➢➤►▶★☆∙\uf0b7\uf0a7\uf0d8\uf0a8\uf0fc\uf02d\uf076"
"""Signs that word processors put before the items of a list; those from U+F02D on are Word's, in a font of symbols."""

_ITEM: Final = re.compile(r"(?:(?P<bullet>[-*+])|(?P<number>\d{1,3})(?P<after>[.)])|(?P<letter>[a-z])\))[ \t]+(?=\S)")
_BULLET: Final = re.compile(rf"(?P<sign>[{BULLETS}])[ \t\u00a0]*|(?P<letter>o)[ \t]*\t[ \t]*")
_DASH: Final = re.compile(r"[–—][ \t\u00a0]*(?=\S)")
_ENDED: Final = re.compile(r"[.:!?…”)][*_]*$")
_SPEECH: Final = re.compile(r"[A-ZÅÄÖ].*[.!?…”]$|.*[,?!] (?:sa|sade|säger|frågade|undrade|svarade) ")
_FEW: Final = 3


def lists(written: Written) -> Iterator[Slip]:
    """Yield lists that are printed as running text."""
    for run in written.paragraphs():
        yield from _unparted(written, run)
        yield from _typed(written, run)
        yield from _dashes(written, run)
    yield from _paragraphs_with_dashes(written)


def _unparted(written: Written, run: list[Line]) -> Iterator[Slip]:
    """Yield the first line of a list in a paragraph."""
    items = [
        (line, item)
        for before, line in pairwise(run)
        if not before.body.endswith("\\")  # a line break that is meant
        and (item := _ITEM.match(line.body))
        and line.body[item.end()] != "\\"  # whoever escapes a sign knows which ones make a list
        and written.prints_line(f"{item[0].split()[0]} {_first_word(line, item)}")
    ]
    if not items:
        return
    line, item = items[0]
    before = run[run.index(line) - 1]
    same = [one for one, other in items if _kind(other) == _kind(item)]
    if not (_in_sequence(items) if not item["bullet"] else len(same) > 1 or _ENDED.search(before.body)):
        if item["bullet"] == "-" and not line.body[item.end() :][:1].isdigit():
            yield Slip(
                rule=BLOCK_STANDS_APART,
                at=line.at,
                message=f"“{shortened(line.body)}” continues the line above, and is printed with its “-”",
                hint="write “–” for a dash, or leave a blank line before it if it begins a list",
                minor=True,
            )
        return
    speech = item["bullet"] == "-" and all(_SPEECH.match(one.body[2:].strip()) for one in same)
    example = shortened(line.body)
    yield Slip(
        rule=BLOCK_STANDS_APART,
        at=line.at,
        message=f"“{example}” is printed as running text, because a list needs a blank line before it",
        hint=f"leave a blank line before “{example}”"
        + ("; if it is dialogue, write “– ” instead of “- ”, and blank lines between what people say" * speech),
        edits=() if speech or line.depth != before.depth else ((line.start, line.start, f"{line.head.rstrip()}\n"),),
    )


def _first_word(line: Line, item: re.Match[str]) -> str:
    word = re.match(r"\w+", line.body[item.end() :])
    return word[0] if word else ""


def _kind(item: re.Match[str]) -> str:
    return item["bullet"] or ("1" if item["number"] else "a")


def _in_sequence(items: list[tuple[Line, re.Match[str]]]) -> bool:
    """Return whether the numbers or letters of the first items follow each other, so that they are no accident."""
    marks = [item["number"] or item["letter"] for _, item in items]
    after = [item["after"] for _, item in items]
    if len(marks) == 1 or not (marks[0] and marks[1]):
        return False
    if marks[0].isdigit() and marks[1].isdigit():
        return int(marks[1]) == int(marks[0]) + 1 and after[0] == after[1]
    return len(marks[0]) == len(marks[1]) == 1 and ord(marks[1]) == ord(marks[0]) + 1


def _typed(written: Written, run: list[Line]) -> Iterator[Slip]:
    """Yield the first of the lines that begin with a bullet typed by hand, if there are some."""
    typed = [(line, mark) for line in run if (mark := _BULLET.match(line.body)) and _shows_bullet(written, mark)]
    if typed:
        edits: list[Edit] = []
        for line, mark in typed:
            first = line is typed[0][0] and line is not run[0]
            edits.append((line.at, line.at + mark.end(), "- "))
            if first:
                edits.append((line.start, line.start, f"{line.head.rstrip()}\n"))
        line, mark = typed[0]
        rest = shortened(line.body[mark.end() :])
        sign = mark["sign"] or "o"
        named = f"“{sign}”" if sign.isprintable() else f"a bullet from Word (U+{ord(sign):04X})"
        yield Slip(
            rule=LIST_IS_MARKED,
            at=line.at,
            message=f"“{rest}” begins with {named}, which makes no list",
            hint=f"write “- {rest}”, with a blank line before the first item",
            edits=tuple(edits),
        )


def _shows_bullet(written: Written, mark: re.Match[str]) -> bool:
    return written.prints_line(mark["sign"] or "o ")


def _dashes(written: Written, run: list[Line]) -> Iterator[Slip]:
    """Yield the first line with a dash that is printed on the same line as the sentence before it."""
    for before, line in pairwise(run):
        dash = _DASH.match(line.body)
        if dash and _ENDED.search(before.body) and written.prints_line(dash[0][0]):
            yield Slip(
                rule=LIST_IS_MARKED,
                at=line.at,
                message=f"“{shortened(line.body)}” is printed on the same line as what stands above it",
                hint="leave a blank line between lines of dialogue; "
                f"if it is a list, write “- {shortened(line.body[dash.end() :], length=20)}” after a blank line",
                minor=True,
            )
            return


def _paragraphs_with_dashes(written: Written) -> Iterator[Slip]:
    """Yield the first of several short paragraphs with a dash that end like items of a list, not like sentences."""
    found: list[Line] = []
    for run in [*written.paragraphs(), []]:
        if len(run) == 1 and _DASH.match(run[0].body) and not re.search(r"[.!?…:,”]$", run[0].body):
            found.append(run[0])
            continue
        if len(found) >= _FEW:
            example = shortened(_DASH.sub("", found[0].body))
            yield Slip(
                rule=LIST_IS_MARKED,
                at=found[0].at,
                message=f"“{shortened(found[0].body)}” and the lines after it look like a list, but are none",
                hint=f"write “- {example}”",
                minor=True,
            )
        found = []
