"""Blocks that are not parted from the paragraph above, and lists and headings that only look like ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.rules.slips import (
    BLOCK_STANDS_APART,
    HEADING_IS_MARKED,
    HEADING_MARK_HAS_SPACE,
    NUMBERS_ARE_AUTOMATIC,
    TEXT_IS_NOT_INDENTED,
)
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.reading.edits import Edit
    from kefu.slips.written import Line, Written

_SPACELESS: Final = re.compile(r"(?P<mark>#{2,6})(?=[^\s#{.!\d])|(?P<single>#)(?=[A-ZÅÄÖ][^#]{2,80}$)")
_RULED: Final = re.compile(r"-{2,}|={2,}")
_DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+|\+(?:[-=:]+\+)+")
_LINE: Final = "a dividing line"
_BEGINNINGS: Final = {
    "a heading": re.compile(r"#{1,6}[ \t]+\S"),
    "a footnote": re.compile(r"\[\^[^\]\s]+\]:"),
    "a “:::” block": re.compile(r":{3,}[ \t]*(?:\{|\w)"),
    _LINE: re.compile(r"(?:\*{3,}|_{3,}|-{3,})$"),
}
_NUMBERED: Final = re.compile(
    r"\d+(?:\.\d+)+\.?[ \u00a0]+\S|\d{1,2}[.)][ \u00a0]+\S|kapitel \d+\s*[.:–]", re.IGNORECASE
)
_ATTRIBUTES: Final = re.compile(r"\{[^{}]*\}$|\]\([^()]*\)")
"""What stands in the line of a heading besides its words: its label, and the targets of links."""

_INDENTED: Final = re.compile(r" {4}|\t")
_SHORT: Final = 80


def blocks(written: Written) -> Iterator[Slip]:
    """Yield what is not parted from the paragraph above it, or lacks a space, so that readers see its marks."""
    for run in written.paragraphs():
        for index, line in enumerate(run):
            before = run[index - 1] if index else None
            spaceless = _SPACELESS.match(line.body)
            if spaceless and (spaceless["mark"] or len(run) == 1) and _is_shown(written, line, before):
                hashtag = bool(spaceless["single"]) and " " not in line.body and line.start > 0
                yield _without_space(line, before, spaceless[0], minor=hashtag)
            elif (
                before
                and (what := _what(line, before, run[index + 1 : index + 2]))
                and _is_shown(written, line, before)
            ):
                yield _not_apart(line, before, what)


def _what(line: Line, before: Line, after: list[Line]) -> str:
    """Return what begins on a line, if it has been taken for a part of the paragraph above."""
    if line.depth > before.depth:
        return "" if line.body[:1].isdigit() else "a quotation"
    if what := next((name for name, pattern in _BEGINNINGS.items() if pattern.match(line.body)), ""):
        return what
    is_grid = line.body.startswith("+-") and not before.body.startswith(("|", "+"))
    delimiters = line if is_grid else after[0] if after and "|" in line.body else None
    return "a table" if delimiters and _DELIMITERS.fullmatch(delimiters.body) else ""


def _is_shown(written: Written, line: Line, before: Line | None) -> bool:
    """Return whether a line stands in what readers see as it is written, where the line before says."""
    mark = re.match(r"[^\w\s]+(?:[ \t]+)?(?:\w+(?=\s|$))?|\w+", line.body)
    first = re.sub(r"[ \t]+", " ", mark[0]) if mark else line.body
    quoted = "> " if before and line.depth > before.depth else ""
    above = "\n" if before else "\n\n"
    return written.prints(f"{above}{quoted}{first}")


def _parting(line: Line) -> Edit:
    """Return the edit that puts a blank line before a line, in the quotation that it is in."""
    return line.start, line.start, f"{line.head.rstrip()}\n"


def _without_space(line: Line, before: Line | None, mark: str, *, minor: bool) -> Slip:
    edits = ((line.at + len(mark), line.at + len(mark), " "), *((_parting(line),) if before else ()))
    return Slip(
        rule=HEADING_MARK_HAS_SPACE,
        at=line.at,
        message=f"“{shortened(line.body)}” is no heading, because there is no space after “{mark}”",
        hint=f"write “{mark} {shortened(line.body[len(mark) :])}”",
        edits=() if minor else edits,
        minor=minor,
    )


def _not_apart(line: Line, before: Line, what: str) -> Slip:
    certain = what != _LINE and (line.depth == before.depth or what == "a quotation")
    head = before.head if what == "a quotation" else line.head
    begin = line.head.lstrip() + line.body if what == "a quotation" else line.body
    return Slip(
        rule=BLOCK_STANDS_APART,
        at=line.at + len(line.body) - len(begin),
        message=f"“{shortened(begin)}” is printed as it stands, because {what} needs a blank line before it",
        hint=f"leave a blank line before “{shortened(begin)}”",
        edits=((line.start, line.start, f"{head.rstrip()}\n"),) if certain else (),
    )


def headings(written: Written) -> Iterator[Slip]:
    """Yield headings that are made by the line under them, and numbers that authors give to what is numbered anyway."""
    known = {tree.plain(node["c"][2]) for node in written.nodes if node["t"] == "Header"}
    numbered = {plain(name) for name in known if _NUMBERED.match(name)}
    alike = {*map(plain, known)}
    for before, line in zip(written.lines, written.lines[1:], strict=False):
        if _RULED.fullmatch(line.body) and before.body and plain(before.body) in alike:
            yield Slip(
                rule=HEADING_IS_MARKED,
                at=line.at,
                message=f"the line “{shortened(line.body)}” makes a heading of “{shortened(before.body)}” above it",
                hint=f"write “## {shortened(before.body)}”, or leave a blank line before a line that divides",
            )
    for line in written.lines:
        mark = re.match(r"#{1,6}[ \t]+", line.body)
        if mark and numbered and plain(_ATTRIBUTES.sub("", line.body[mark.end() :])) in numbered:
            yield Slip(
                rule=NUMBERS_ARE_AUTOMATIC,
                at=line.at + mark.end(),
                message=f"the heading “{shortened(line.body[mark.end() :])}” begins with a number of its own",
                hint="leave the number out: headings are numbered in every document",
            )


def plain(text: str) -> str:
    """Return the letters and digits of a text alone, which are the same in what is written and what is read."""
    return "".join(re.findall(r"\w+", text))


def pretended(written: Written) -> Iterator[Slip]:
    """Yield paragraphs that only look like headings: a short one in bold type, or a list of one short item."""
    lines: dict[str, Line] = {}
    for block, following in zip(written.blocks, written.blocks[1:], strict=False):
        if following["t"] not in {"Para", "BulletList", "OrderedList", "Table"}:
            continue
        words = _as_heading(block)
        if not words or len(words) > _SHORT or words.endswith((".", "!", "?", ":", ";", ",", "…", "”")):
            continue
        lines = lines or {_unnumbered(one.body): one for one in reversed(written.lines)}
        if line := lines.get(plain(words)):
            yield Slip(
                rule=HEADING_IS_MARKED,
                at=line.at,
                message=f"“{shortened(line.body)}” looks like a heading, but is none",
                hint=f"write “## {shortened(words)}”",
            )


def _as_heading(block: tree.Node) -> str:
    match block:
        case {"t": "Para", "c": [{"t": "Strong", "c": inlines}]}:
            return tree.plain(inlines)
        case {"t": "OrderedList", "c": [_, [[{"t": "Plain" | "Para", "c": inlines}]]]}:
            return tree.plain(inlines)
    return ""


def _unnumbered(body: str) -> str:
    """Return the letters and digits of a line without the mark of an item."""
    return plain(re.sub(r"^\(?\w{1,5}[.)][ \t]+", "", body))


def indented(written: Written) -> Iterator[Slip]:
    """Yield paragraphs that are taken for code because they are indented."""
    lines: dict[str, Line] = {}
    for node in written.nodes:
        if node["t"] != "CodeBlock" or node["c"][0][1]:
            continue
        first = node["c"][1].lstrip("\n").partition("\n")[0].strip()
        lines = lines or {one.body: one for one in reversed(written.lines) if _INDENTED.search(one.head)}
        if first and (line := lines.get(first)):
            yield Slip(
                rule=TEXT_IS_NOT_INDENTED,
                at=line.at,
                message=f"“{shortened(first)}” is shown as code, because the line begins with a tab or four spaces",
                hint="remove the spaces before it; for code, write three backticks on the lines before and after it",
            )
