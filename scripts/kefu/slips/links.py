"""Links and pictures whose target is missing, or does not stand where it is looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import LINK_HAS_TARGET
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.reading.edits import Edit
    from kefu.slips.written import Line, Written

_EMPTY: Final = re.compile(r"(?P<picture>!?)\[(?P<text>[^\[\]\n]*)\]\([ \t]*(?:<[ \t]*>|https?://|mailto:)?[ \t]*\)")
_NAMED: Final = re.compile(r"(?<!\\)\[(?P<text>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n^@]*)\]")
_APART: Final = re.compile(
    r"(?<!\\)(?P<text>!?\[[^\[\]\n]+\])(?P<gap>[ \t]+|[ \t]*\n[ \t]*)"
    r"\((?P<target>(?:https?://|www\.|mailto:|figure:)[^\s()]+|[\w/.-]+\.(?:png|jpe?g|svg))\)"
)
_SWAPPED: Final = re.compile(r"\((?P<text>[^()\n]+)\)\[(?P<target>https?://[^\]\s]+)\]")
_UNCLOSED: Final = re.compile(r"(?<!\\)\]\((?P<target>[^\s()]+)(?=\s|$)")
_BARE_PICTURE: Final = re.compile(r"(?<!\\)!\[(?P<text>[^\[\]\n]*)\](?![(\[])")
_BRACKETS: Final = re.compile(r"(?<![\\\w\]!])\[(?P<text>[^\W\d_][^\[\]\n@^]*[\w)])\](?![(\[{:])")
_REMARK: Final = re.compile(
    r"(?:se|jfr|jf|min|mina|vår|våra|förf\w*|red\w*|anm\w*|sic|övers\w*|kursiv\w*|the|my|our|emphasis)\b|.*\banm",
    re.IGNORECASE,
)
"""Words in brackets that are a remark of the editor or the author."""


def links(written: Written) -> Iterator[Slip]:
    """Yield links and pictures without a target in the right place."""
    yield from _empty(written)
    yield from _misplaced(written)
    yield from _named(written)
    yield from _unclosed(written)
    yield from _bare_pictures(written)
    yield from _brackets(written)


def _empty(written: Written) -> Iterator[Slip]:
    for empty in _EMPTY.finditer(written.view):
        what, target = ("picture", "foto.jpg") if empty["picture"] else ("link", "https://…")
        yield _target(
            empty.start(),
            f"the {what} “{shortened(empty['text'])}” has no target in its parentheses",
            f"write “{shortened(empty[0].partition('(')[0])}({target})”",
        )


def _misplaced(written: Written) -> Iterator[Slip]:
    for apart in _APART.finditer(written.view):
        if written.shows(f"]{apart['gap']}({apart['target'][:8]}"):
            yield _target(
                apart.start(),
                f"“{shortened(apart['text'])}” is no link, because there is a space before the parenthesis",
                f"write “{shortened(apart['text'])}({shortened(apart['target'])})”",
                (apart.start("gap"), apart.end("gap"), ""),
            )
    for swapped in _SWAPPED.finditer(written.view):
        if written.shows(f")[{swapped['target'][:8]}"):
            yield _target(
                swapped.start(),
                f"“{shortened(swapped[0])}” is no link: its text belongs in “[…]”, its address in “(…)”",
                f"write “[{shortened(swapped['text'])}]({shortened(swapped['target'])})”",
                (swapped.start(), swapped.end(), f"[{swapped['text']}]({swapped['target']})"),
            )


def _named(written: Written) -> Iterator[Slip]:
    for named in _NAMED.finditer(written.view):
        if written.shows(f"{named['text'].split()[-1]}][{named['name']}]"):
            name = shortened(named["name"] or named["text"])
            yield _target(
                named.start(),
                f"“{shortened(named[0])}” is no link, because “[{name}]: …” stands nowhere in the text",
                f"write “[{shortened(named['text'])}](https://…)”, or add a line “[{name}]: https://…”",
            )


def _unclosed(written: Written) -> Iterator[Slip]:
    for line in written.lines:
        end = line.at + len(line.body)
        for unclosed in _UNCLOSED.finditer(written.view, line.at + line.body.rfind(")") + 1, end):
            if written.shows(f"]({unclosed['target'][:12]}"):
                yield _target(
                    unclosed.start() + 1,
                    f"the address “{shortened(unclosed['target'])}” has no closing parenthesis",
                    f"write “[…]({shortened(unclosed['target'])})”",
                )


def _bare_pictures(written: Written) -> Iterator[Slip]:
    for picture in _BARE_PICTURE.finditer(written.view):
        shown = re.split(r"[*_`@<]", picture[0])[0]
        if written.shows(shown) and not _APART.match(written.view, picture.start()):
            yield _target(
                picture.start(),
                f"“{shortened(picture[0])}” is printed as it stands, because a picture names its file in parentheses",
                f'write “{shortened(picture[0])}(foto.jpg){{#fig-name alt="what the picture shows"}}”',
            )


def _brackets(written: Written) -> Iterator[Slip]:
    """Yield words in brackets that may be the text of a link: not in a quotation, and no remark of an editor."""
    marks = [[mark.start() for mark in re.finditer(sign, written.view)] for sign in '”"']
    for run in written.paragraphs():
        before = [bisect_left(places, run[0].start) for places in marks]
        for line in run:
            if not line.depth and not line.body.startswith(("–", "—", "-")):
                yield from _in_brackets(written, marks, before, line)


def _in_brackets(written: Written, marks: Sequence[Sequence[int]], before: Sequence[int], line: Line) -> Iterator[Slip]:
    """Yield words in brackets in a line; `marks` says where there are quotation marks, and how many come `before`."""
    for found in _BRACKETS.finditer(line.body):
        at = line.at + found.start()
        in_quotation = any((bisect_left(places, at) - own) % 2 for places, own in zip(marks, before, strict=True))
        if in_quotation or " " not in found["text"] or _REMARK.match(found["text"]) or not written.shows(found[0]):
            continue
        yield Slip(
            rule=LINK_HAS_TARGET,
            at=line.at + found.start(),
            message=f"“{shortened(found[0])}” is printed with its brackets, because no address follows",
            hint=f"write “{shortened(found[0])}(https://…)” for a link, or leave the brackets out",
            minor=True,
        )


def _target(at: int, message: str, hint: str, *edits: Edit) -> Slip:
    return Slip(rule=LINK_HAS_TARGET, at=at, message=message, hint=hint, edits=edits)
