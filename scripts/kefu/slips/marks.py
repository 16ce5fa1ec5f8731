"""Marks in a line that readers would see: emphasis, links, pictures, citations and attributes that are not complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import ATTRIBUTES_ARE_READ, CITATION_IS_CLOSED, EMPHASIS_IS_CLOSED, LINK_HAS_TARGET
from kefu.slips.slip import Slip, shortened
from kefu.slips.written import THING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Written

_OPENING: Final = re.compile(r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<word>[\w-]*)")
_CLOSING: Final = re.compile(r"(?P<word>[^\W\d_]+[.,!?”]?)(?P<mark>\*\*)(?![\w*])")
_SIGNIFICANCE: Final = re.compile(r"p[ \u00a0]*[<>=]|\d")
_EMPTY: Final = re.compile(r"(?P<picture>!?)\[(?P<text>[^\[\]\n]*)\]\([ \t]*(?:<[ \t]*>)?[ \t]*\)")
_NAMED: Final = re.compile(r"(?<!\\)\[(?P<text>[^\[\]\n]+)\]\[(?P<name>[^\[\]\n^@]*)\]")
_APART: Final = re.compile(r"(?<!\\)(?P<text>!?\[[^\[\]\n]+\])(?P<gap>[ \t]*\n?[ \t]*)\((?P<target>(?:https?://|www\.|mailto:|figure:)[^\s()]+|[\w/.-]+\.(?:png|jpe?g|svg))\)")
_SWAPPED: Final = re.compile(r"\((?P<text>[^()\n]+)\)\[(?P<target>https?://[^\]\s]+)\]")
_UNCLOSED: Final = re.compile(r"(?<!\\)\]\((?P<target>[^\s()]+)(?=\s|$)")
_BARE_PICTURE: Final = re.compile(r"(?<!\\)!\[(?P<text>[^\[\]\n]*)\](?![(\[])")
_BRACE: Final = re.compile(r"(?<!\\)\{(?P<what>[#.][A-Za-zåäöÅÄÖ][\w:.-]*|(?:alt|title|lang|width)=\S*)")
_CITATION: Final = re.compile(r"(?<![\\\w])\[(?=[^\[\]\n]{0,40}@[\w{])")


def emphasis(written: Written) -> Iterator[Slip]:
    """Yield signs of emphasis that nothing closes in their paragraph."""
    for run in written.paragraphs():
        start, end = run[0].start, run[-1].at + len(run[-1].body)
        piece = _without_targets(written.view[start:end])
        waiting = [
            opening
            for opening in _OPENING.finditer(piece)
            if opening["word"] and written.shows(f"{opening['mark']}{opening['word']}")
        ]
        for opening in waiting:
            mark, after = opening["mark"], piece[opening.end("mark") :]
            closed = re.search(rf"(?<=[^\s\\*_]){re.escape(mark)}(?![\w*_])", after)
            if closed or (mark[0] == "*" and _SIGNIFICANCE.match(after)):
                continue
            word = opening["word"]
            yield Slip(
                rule=EMPHASIS_IS_CLOSED,
                at=start + opening.start(),
                message=f"“{mark}{word}” is printed as it stands, because no “{mark}” closes it in the same paragraph",
                hint=f"write “{mark}{word}{mark}”, or “{chr(92)}{mark[0]}” for a sign that readers should see",
                minor=len(mark) == 1,
            )
        for closing in _CLOSING.finditer(piece):
            if written.shows(closing[0]) and "**" not in re.sub(r"\*\*\S[^*]*\S\*\*", "", piece[: closing.start()])[-1:]:
                yield Slip(
                    rule=EMPHASIS_IS_CLOSED,
                    at=start + closing.start("mark"),
                    message=f"“{closing[0]}” is printed as it stands, because no “**” directly before a word opens it",
                    hint=f"write “**{closing['word']}**”, without a space after the first two",
                )


def _without_targets(piece: str) -> str:
    """Return a piece of text with addresses and attributes blanked out."""
    return re.sub(r"\]\([^()\s]*\)|\{[^{}\n]*\}|https?://\S+", lambda found: " " * len(found[0]), piece)


def links(written: Written) -> Iterator[Slip]:
    """Yield links and pictures whose target is missing, or does not stand where it is looked for."""
    view = written.view
    for empty in _EMPTY.finditer(view):
        picture = bool(empty["picture"])
        yield _target(
            empty.start(),
            f"the {'picture' if picture else 'link'} “{shortened(empty['text'])}” has nothing in its parentheses",
            f"write “{shortened(empty[0].partition('(')[0])}({'foto.jpg' if picture else 'https://…'})”",
        )
    for apart in _APART.finditer(view):
        if apart["gap"] and written.shows(f"]{apart['gap']}({apart['target'][:8]}"):
            yield Slip(
                rule=LINK_HAS_TARGET,
                at=apart.start(),
                message=f"“{shortened(apart['text'])}” is no link, because there is a space before the parenthesis",
                hint=f"write “{shortened(apart['text'])}({shortened(apart['target'])})”",
                edits=((apart.start("gap"), apart.end("gap"), ""),),
            )
    for swapped in _SWAPPED.finditer(view):
        if written.shows(f")[{swapped['target'][:8]}"):
            yield Slip(
                rule=LINK_HAS_TARGET,
                at=swapped.start(),
                message=f"“{shortened(swapped[0])}” is no link: the text stands in brackets, the address in parentheses",
                hint=f"write “[{shortened(swapped['text'])}]({shortened(swapped['target'])})”",
                edits=((swapped.start(), swapped.end(), f"[{swapped['text']}]({swapped['target']})"),),
            )
    for named in _NAMED.finditer(view):
        if written.shows(f"{named['text'].split()[-1]}][{named['name']}]"):
            name = named["name"] or named["text"]
            yield _target(
                named.start(),
                f"“{shortened(named[0])}” is no link, because “[{shortened(name)}]: …” stands nowhere in the text",
                f"write “[{shortened(named['text'])}](https://…)”, or add a line “[{shortened(name)}]: https://…”",
            )
    for unclosed in _UNCLOSED.finditer(view):
        if written.shows(f"]({unclosed['target'][:12]}"):
            yield _target(
                unclosed.start() + 1,
                f"the address “{shortened(unclosed['target'])}” has no closing parenthesis",
                f"write “[…]({shortened(unclosed['target'])})”",
            )
    for picture in _BARE_PICTURE.finditer(view):
        if written.shows(f"![{picture['text']}".partition("*")[0][:20]) and not _APART.match(view, picture.start()):
            yield _target(
                picture.start(),
                f"“{shortened(picture[0])}” is printed as it stands, because a picture names its file in parentheses",
                f"write “{shortened(picture[0])}(foto.jpg){{#fig-name alt=\"what the picture shows\"}}”",
            )


def _target(at: int, message: str, hint: str) -> Slip:
    return Slip(rule=LINK_HAS_TARGET, at=at, message=message, hint=hint)


def braces(written: Written) -> Iterator[Slip]:
    """Yield attributes that are printed because they do not stand directly after what they belong to."""
    for brace in _BRACE.finditer(written.view):
        if not written.shows(f"{{{brace['what'].partition('=')[0]}"):
            continue
        line = written.view[written.view.rfind("\n", 0, brace.start()) + 1 :].partition("\n")[0]
        yield Slip(
            rule=ATTRIBUTES_ARE_READ,
            at=brace.start(),
            message=f"“{shortened(line.strip()[line.strip().find('{') :])}” is printed as it stands",
            hint=_where(line, brace),
        )


def _where(line: str, brace: re.Match[str]) -> str:
    if re.search(r'="[^"]*"[^\s}"][^"]*"', line[line.find("{") :]) or "='" in line:
        return "a text in quotes cannot contain straight quotes: write ”…” for a quotation, as in alt=\"Ordet ”nej” syns\""
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
                hint=f"write “{rest.split()[0].rstrip(',;')}, s. 12]”",
            )
