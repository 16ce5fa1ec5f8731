"""Marks in a line that readers would see: emphasis and citations that are not closed, and attributes of nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import ATTRIBUTES_ARE_READ, CITATION_IS_CLOSED, EMPHASIS_IS_CLOSED
from kefu.slips.slip import Slip, shortened
from kefu.slips.written import THING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Written

BACKSLASH: Final = "\\"

_SIGN: Final = re.compile(r"(?<!\\)(?P<mark>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))(?![*_])(?P<word>[\w-]*)")
_CLOSING: Final = re.compile(r"(?P<word>[^\W\d_]{1,40}[.,!?”]?)(?P<mark>\*\*)(?![\w*])")
_SIGNIFICANCE: Final = re.compile(r"p[ \u00a0]*[<>=]|\d")
_BRACE: Final = re.compile(r"(?<!\\)\{(?P<what>[#.][A-Za-zåäöÅÄÖ][\w:.-]*|(?:alt|title|lang|width)=\S*)")
_CITATION: Final = re.compile(r"(?<![\\\w])\[(?=[^\[\]\n]{0,40}@[\w{])")


def emphasis(written: Written) -> Iterator[Slip]:
    """Yield signs of emphasis that nothing closes in their paragraph."""
    for run in written.paragraphs():
        start, end = run[0].start, run[-1].at + len(run[-1].body)
        piece = _without_targets(written.view[start:end])
        for opening in _unpaired(piece):
            mark, word = opening["mark"], opening["word"]
            follows = piece[opening.end("mark") :]
            if (mark[0] == "*" and _SIGNIFICANCE.match(follows)) or not written.shows(f"{mark}{word}"):
                continue
            yield Slip(
                rule=EMPHASIS_IS_CLOSED,
                at=start + opening.start(),
                message=f"“{mark}{word}” is printed as it stands, because no “{mark}” closes it in the same paragraph",
                hint=f"write “{mark}{word}{mark}”, or “{BACKSLASH}{mark[0]}” for a sign that readers should see",
                minor=len(mark) == 1,
            )
        for closing in _CLOSING.finditer(piece):
            if written.shows(closing[0]):
                yield Slip(
                    rule=EMPHASIS_IS_CLOSED,
                    at=start + closing.start("mark"),
                    message=f"“{closing[0]}” is printed as it stands, because no “**” directly before a word opens it",
                    hint=f"write “**{closing['word']}**”, without a space after the first two",
                )


def _unpaired(piece: str) -> list[re.Match[str]]:
    """Return the signs before a word that no sign of the same kind after a word closes."""
    opened: list[re.Match[str]] = []
    for sign in _SIGN.finditer(piece):
        closes = sign.start() > 0 and not piece[sign.start() - 1].isspace()
        before = next((one for one in reversed(opened) if one["mark"] == sign["mark"]), None)
        if closes and before:
            del opened[opened.index(before) :]
        elif sign["word"]:
            opened.append(sign)
    return [sign for sign in opened if not re.match(r"[\w*_\\]", piece[max(0, sign.start() - 1) : sign.start()])]


def _without_targets(piece: str) -> str:
    """Return a piece of text with addresses and attributes blanked out."""
    return re.sub(r"\]\([^()\s]*\)|\{[^{}\n]*\}|https?://\S+", lambda found: " " * len(found[0]), piece)


def braces(written: Written) -> Iterator[Slip]:
    """Yield attributes that are printed because they do not stand directly after what they belong to."""
    for brace in _BRACE.finditer(written.view):
        if not written.shows(f"{{{brace['what'].partition('=')[0]}"):
            continue
        line = written.view[written.view.rfind("\n", 0, brace.start()) + 1 :].partition("\n")[0]
        if not line.lstrip(" \t>").startswith("::"):
            whole = written.view[brace.start() :].partition("\n")[0].partition("}")
            yield Slip(
                rule=ATTRIBUTES_ARE_READ,
                at=brace.start(),
                message=f"“{shortened(whole[0] + whole[1])}” is printed as it stands",
                hint=_where(line, brace),
            )


def _where(line: str, brace: re.Match[str]) -> str:
    if re.search(r'="[^"]*"[^\s}"][^"]*"', line[line.find("{") :]) or "='" in line:
        return (
            'a text in quotes cannot contain straight quotes: write ”…” for a quotation, as in alt="Ordet ”nej” syns"'
        )
    if re.match(r"\s*(?:tabell|table|tab\.?)\b", line, re.IGNORECASE) or brace["what"].startswith("#tbl"):
        return "the caption of a table stands on a line of its own directly after it: “: Caption {#tbl-name}”"
    if ")" in line[: line.find("{")][-2:]:
        return "let it follow the closing parenthesis without a space, as in “![caption](file.png){#fig-name}”"
    if brace["what"].startswith("#fig"):
        return "the label of a figure follows its file: “![caption](file.png){#fig-name}”"
    return "write it directly after what it belongs to, as in “# Heading {#sec-name}” or “[words]{lang=en}”"


def citations(written: Written) -> Iterator[Slip]:
    """Yield brackets that begin a citation and are not closed."""
    if f"[{THING}" not in re.sub(r"\[[^\[\]]*\]", "", written.printed):
        return
    for opening in _CITATION.finditer(written.view):
        rest = re.split(r"\n[ \t]*\n", written.view[opening.start() :], maxsplit=1)[0]
        depth = 0
        for letter in rest:
            depth += {"[": 1, "]": -1}.get(letter, 0)
            if not depth:
                break
        if depth:
            yield Slip(
                rule=CITATION_IS_CLOSED,
                at=opening.start(),
                message=f"“{shortened(rest)}” begins a citation, and no “]” ends it",
                hint="end it with “]”, as in “[@key, s. 12]”",
            )
