"""Find the prose in a Markdown text: the words that readers see, with the place of each character.

Everything else is hidden: code, comments, link targets, attributes, keys, identifiers, passages in another language,
and tables whose columns are defined by their width, in which nothing can be changed without moving the rest.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.reading.sources import without_unshown

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDDEN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Represents a run of characters that are not prose in a passage."""

EDGE: Final = "\N{PARAGRAPH SEPARATOR}"
"""Represents a line break that separates blocks, rows or lines in a passage; readers see any other as a space."""

NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of prose as readers see it, with the start and end of each of its characters in the source.

    `takes_comma` is false if a comma written in the source would not become part of the text.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    takes_comma: bool = True


_ATTRIBUTES: Final = re.compile(r"\{(?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\"'\n]|\n(?![ \t]*\n))*\}|\{[^{}\n]*\}")
_VALUE: Final = re.compile(r"(?<=[\s{])(?:title|alt)=(?P<mark>[\"'])(?P<value>(?:(?!(?P=mark))[^\\\n]|\\.)*)(?P=mark)")
_LANGUAGE: Final = re.compile(r"(?<=[\s{])lang=[\"']?(?!sv\b)[A-Za-z]", re.IGNORECASE)
_SWEDISH: Final = re.compile(r"(?<=[\s{])lang=[\"']?sv\b", re.IGNORECASE)
_DIV: Final = re.compile(r"[ \t>]*+:{3,}[ \t]*+(?P<what>\{.*\}|[^\s{}:]+)?[ \t]*:*[ \t]*")

_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:.*(?:\n[ \t]+[\"'(].*)?$", re.MULTILINE)
"""The definition of a link target that the text refers to by name."""

_OBJECTS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?<=\])\((?:<[^<>\n]*>|(?:[^()\s<]|\([^()\s]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)|(?<=\])\([^()\n]*\)",
        r"<[/!?A-Za-z](?:[^<>\n]|\n(?![ \t]*\n))*>",
        r"(?:https?://|www\.|mailto:|doi:)[^\s<>\"”’|)]+|\b10\.\d{4,9}/[^\s|]+",
        r"[\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80})+",
        r"\b[\w/-]{1,80}(?:\.[\w-]{1,80}){0,5}\.(?:se|com|org|net|eu|nu|example|pdf|md|ya?ml|csv|py|svg|png|docx?|xlsx?)\b",
        r"-?@(?:\{[^{}\n]*\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)",  # a citation's key or a label
        r"\[\^[^\[\]\s]+\](?!:)",
        r"(?<=\])\[[^\]\n]*\]",  # the name of a link target
        r"\b(?:ISBN|ISSN)(?:-\d+)?:?[ \u00a0]*[\dXx][\dXx\u00a0 -]*",
        r"\b(?:[Dd]nr|[Dd]iarien(?:r|ummer))\.?:?[ \u00a0](?:[A-ZÅÄÖ]+[ \u00a0])?[\w/:.-]+",
        r"\b(?:[Tt]el(?:efon|\.)?|[Tt]fn|[Mm]obil)\.?:?[ \u00a0]*\(?[+\d][\d\u00a0 ()/-]*\d",
        r"(?<![\w+-])(?:\+\d[\d\u00a0 ()-]{5,}\d|0\d{1,3}[ \u00a0]?-[ \u00a0]?\d[\d\u00a0 ]{3,}\d)(?![\w-])",
        r"(?<![\w-])(?:\d{6}(?:\d\d)?[-+]\d{4}|\d{4}-\d\d-\d\d)(?![\w-])",  # identity numbers, dates
        r"\\[A-Za-z]+",
    )
)

_MARKER: Final = r"(?:[-*+]|\(?(?:\d{1,9}|[a-z]|[ivxlc]{2,5}|\#)[.)]|:|~|\[\^[^\]\s]+\]:)(?:[ \t]+|$)"
_PREFIX: Final = re.compile(rf"^(((?:[ \t]*>)*)[ \t]*((?:{_MARKER})*)((?:\#{{1,6}}[ \t]+)?))")
"""What a line begins with: all of it, the marks of quotations, those of lists, and that of a heading."""

_DRAWN: Final = re.compile(r"[ \t>]*+(?=\S)[|:+=*_ \t-]+|[ \t>]*+:{3,}.*")
_COLUMNS: Final = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*|[ \t]*\+(?:[-=:]+\+)+[ \t]*")
_DASHES: Final = re.compile(r"[ \t]*-{3,}(?:[ \t]+-{2,})*[ \t]*")
_ROW: Final = re.compile(r"[ \t>]*+(?=[^\n]*\|)\|?[ \t]*:?-+[-:| \t+]*")
_TOKEN: Final = re.compile(
    rf"{HIDDEN}+|(?P<nbsp>\\[ ]|&nbsp;|&\#160;|&\#xa0;)|(?P<opaque>&\#?\w{{1,32}};|\\[^\w\s])"
    r"|(?P<line>[ \t]?\n[ \t]*)|(?P<line_mark>(?<![^\W_])_|_(?![^\W_]))|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_INDENT: Final = 4
"""The number of spaces before a line that make it code; in a list it takes twice as many."""


def passages_of(text: str) -> tuple[Passage, ...]:
    """Return the prose of a Markdown text: the text itself first, then the titles and alternative texts in attributes.

    The text must have Unix line ends.
    """
    view = _without_foreign(without_unshown(text, HIDDEN))
    values = [
        value.span("value")
        for attributes in _ATTRIBUTES.finditer(view)
        for value in _VALUE.finditer(view, *attributes.span())
    ]
    whole = view
    view = _without_definitions(_hide(_ATTRIBUTES, view))
    for pattern in _OBJECTS:
        view = _hide(pattern, view)
    view, edges = _structured(view)
    inner = (_decoded(text, whole, span, frozenset(), quoted=True) for span in values)
    return (_decoded(text, view, (0, len(text)), edges, quoted=False), *inner)


def _hide(pattern: re.Pattern[str], view: str) -> str:
    return pattern.sub(lambda match: _blank(match[0]), view)


def _blank(piece: str) -> str:
    return re.sub(r"[^\n]", HIDDEN, piece)


def _without_foreign(view: str) -> str:
    """Return the text with everything hidden that is marked as being in a language other than Swedish."""
    foreign: list[bool] = []
    lines = []
    for line in view.split("\n"):
        fence = _DIV.fullmatch(line)
        here = bool(foreign and foreign[-1])
        if fence and fence["what"]:
            inner = bool(_LANGUAGE.search(fence["what"])) or (here and not _SWEDISH.search(fence["what"]))
            foreign.append(inner)
        elif fence and foreign:
            foreign.pop()
        lines.append(_blank(line) if here else line)
    view = "\n".join(lines)
    for match in list(_ATTRIBUTES.finditer(view)):
        if _LANGUAGE.search(match[0]):
            start = _begin_of_marked(view, match.start())
            view = view[:start] + _blank(view[start : match.end()]) + view[match.end() :]
    return view


def _without_definitions(view: str) -> str:
    """Return the text with definitions of link targets hidden, and also the names that refer to them."""
    names = {name.casefold() for name in _DEFINITION.findall(view)}
    view = _hide(_DEFINITION, view)
    return re.sub(r"\[([^\[\]\n]+)\]", lambda m: _blank(m[0]) if m[1].casefold() in names else m[0], view)


def _begin_of_marked(view: str, at: int) -> int:
    """Return the start of what the attributes at an offset belong to: a span in brackets, or else a heading's line."""
    before = view[:at]
    if before.endswith("]"):
        depth = 0
        for back, sign in enumerate(reversed(before.rpartition("\n\n")[2]), start=1):
            depth += {"]": 1, "[": -1}.get(sign, 0)
            if not depth:
                return at - back
    return at - len(before.rpartition("\n")[2].lstrip(" \t"))


def _structured(view: str) -> tuple[str, frozenset[int]]:
    """Return the text with block markup hidden, and the offsets of line breaks that separate what readers see."""
    lines = view.split("\n")
    _hide_drawn_tables(lines)
    _hide_indented_code(lines)
    rows = _rows(lines)
    edges: set[int] = set()
    offset, hard_after = 0, True
    for index, line in enumerate(lines):
        if _DRAWN.fullmatch(line):
            lines[index] = _blank(line)
        ((head, *marks, heading),) = _PREFIX.findall(lines[index])
        begins = any((*marks, heading))
        if begins:
            lines[index] = _blank(head) + lines[index][len(head) :]
        alone = index in rows or not lines[index].strip(f"{HIDDEN} \t") or bool(heading)
        if offset and (hard_after or alone or begins):
            edges.add(offset - 1)
        hard_after = alone or line.endswith(("  ", "\\"))
        offset += len(line) + 1
    return "\n".join(lines), frozenset(edges)


def _blocks(lines: list[str]) -> Iterator[list[int]]:
    """Yield the indexes of lines without blank lines between them."""
    for shown, block in itertools.groupby(range(len(lines)), key=lambda index: bool(lines[index].strip())):
        if shown:
            yield [*block]


def _hide_drawn_tables(lines: list[str]) -> None:
    """Hide tables whose columns are defined by their width: simple, multiline and grid tables."""
    blocks = list(_blocks(lines))
    for number, block in enumerate(blocks):
        if any(_COLUMNS.fullmatch(lines[index]) for index in block):
            begin, end = block[0], block[-1]
            if _DASHES.fullmatch(lines[begin]):
                lasts = (other[-1] for other in blocks[number:])
                end = next((last for last in lasts if last != begin and _DASHES.fullmatch(lines[last])), end)
            for index in range(begin, end + 1):
                lines[index] = _blank(lines[index])


def _hide_indented_code(lines: list[str]) -> None:
    in_list, after_blank, code = False, True, False
    for index, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        spaced = line.expandtabs(_INDENT)
        width = len(spaced) - len(spaced.lstrip(" "))
        ((_, _, marks, heading),) = _PREFIX.findall(line)
        marked = bool(marks)
        code = width >= (2 * _INDENT if in_list else _INDENT) and (after_blank or code) and not (in_list and marked)
        if code:
            lines[index] = _blank(line)
        elif marked or (after_blank and not width):
            in_list = marked
        after_blank = bool(_DRAWN.fullmatch(line) or heading)


def _rows(lines: list[str]) -> frozenset[int]:
    """Return the indexes of the lines that are table rows or lines of a line block."""
    found = {index for index, line in enumerate(lines) if line.lstrip(" \t>").startswith("|")}
    for block in _blocks(lines):
        if any(_ROW.fullmatch(lines[index]) for index in block):
            found.update(block)
    return frozenset(found)


def _decoded(text: str, view: str, span: tuple[int, int], edges: frozenset[int], *, quoted: bool) -> Passage:
    """Return a span of the text as readers see it; in a `quoted` value, an escaped quotation mark is shown."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(view, *span):
        if match["plain"]:
            letter = match[0]
        elif match["nbsp"]:
            letter = NBSP
        elif match["line"]:
            letter = EDGE if text.find("\n", *match.span()) in edges else "\n"
        elif match["line_mark"]:
            letter = "*"
        else:
            letter = match[0][1] if quoted and match[0] in {'\\"', "\\'"} else HIDDEN
        letters.append(letter)
        spans.append(match.span())
    return Passage(text="".join(letters), starts=tuple(a for a, _ in spans), ends=tuple(b for _, b in spans))
