"""Check what stands in the lines of a text: links, footnotes, passages in brackets, and formulas, which cannot be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.load.places import bracketed, heading, literally
from kefu.reading.sources import active, locate, location_at
from kefu.rules.markup import (
    COMMENT_IS_CLOSED,
    FOOTNOTE_RESOLVES,
    FOOTNOTE_STANDS_IN_TEXT,
    FORMULA_IS_IN_WORDS,
    LANGUAGE_IS_A_CODE,
    LINK_HAS_ONE_TARGET,
    LINK_RESOLVES,
    MARKUP_IS_PORTABLE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.diagnostics import Location
    from kefu.load.problems import Problems
    from kefu.model import Source

DELIMITED: Final = re.compile(
    r"(?<![\\\w$])\$\$(?P<display>(?:(?!\n[ \t]*\n)[^$])+)\$\$(?![\w$])"
    r"|(?<![\\\w$])\$(?=\S)(?P<inline>(?:(?!\n[ \t]*\n)[^$])+)(?<=[^\s\\])\$(?![\w$])"
    r"|(?<!\\)\\\((?P<round>(?:(?!\n[ \t]*\n).)+?)\\\)"
    r"|(?<!\\)\\\[(?P<square>(?:(?!\n[ \t]*\n).)+?)\\\]",
    re.DOTALL,
)
"""What may be a formula, between the signs that LaTeX and pandoc's Markdown put around one."""

FORMULA: Final = re.compile(
    r"\\[A-Za-z]+|[\w)}][\^_]\{?[\w\\+-]|[\w)}'^]\s*[=<>≤≥≈≠±×+*/]\s*[\w\\({.−-]|^\s*-?\d*[A-Za-zα-ωΑ-Ω]\d?'?\s*$"
)
"""What tells a formula from a text such as a sum in dollars: a command, an index, a sign between two values, or a lone
letter."""


NESTED: Final = re.compile(r"(?<!!)\[[^\[\]]*(?<!!)(?P<inner>\[[^\[\]]+\]\([^()\s]+\))[^\[\]]*\]\([^()\s]+\)")
"""A link in the text of a link."""

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2})?")
IN_NOTE: Final = "inside another footnote"
MERGE: Final = "say in the outer footnote what the inner one says"


@dataclass(frozen=True, slots=True)
class Text:
    """A text under inspection: where its targets are written, and which pictures are figures, by node identity."""

    source: Source
    problems: Problems
    targets: Mapping[int, Location]
    figures: frozenset[int]


def check_formulas(source: Source, problems: Problems) -> Source:
    """Report the formulas in a text, and return it without them, so that nothing else is said about them."""

    def blanked(match: re.Match[str]) -> str:
        content = next(group for group in match.groups() if group is not None)
        if match["display"] is None and not FORMULA.search(content):
            return match[0]
        problems.note(
            FORMULA_IS_IN_WORDS,
            location_at(source, match.start()),
            f"“{' '.join(match[0].split())}” is a formula in LaTeX, which not every format can show",
            "write it in words and signs, as “*p* < 0,05”, “x^2^” or “H~2~O”, or show it as a picture; a dollar sign "
            "that means dollars is written “\\$”",
        )
        return re.sub(r"[^\n]", " ", match[0])

    return replace(source, text=DELIMITED.sub(blanked, active(source)))


def check_nested_links(source: Source, problems: Problems) -> None:
    """Report links in the text of links, of which pandoc keeps only the outer one."""
    for match in NESTED.finditer(active(source)):
        problems.note(
            LINK_HAS_ONE_TARGET,
            location_at(source, match.start("inner")),
            "a link stands in the text of another link",
            "end the first link before the second begins",
        )


def check_span(text: Text, node: tree.Node) -> None:
    """Report a passage in brackets that has anything but a language."""
    (label, classes, pairs), content = node["c"]
    if label or classes or any(key != "lang" for key, _ in pairs):
        text.problems.note(
            MARKUP_IS_PORTABLE,
            bracketed(text.source, content, "{"),
            "a passage in brackets can be given a language, and nothing else",
            "write “[words]{lang=en}”",
        )
    check_language(text, node)


def check_language(text: Text, node: tree.Node) -> None:
    """Report a passage or a block whose language is not given by a code; what it says is looked for where it is given.

    Of the tags of BCP 47, Typst knows a language and a country, and nothing else.
    """
    (_, _, pairs), content = node["c"]
    for value in (value for key, value in pairs if key == "lang"):
        if not LANGUAGE.fullmatch(value):
            told = re.escape(value)
            given = re.search(rf"\blang=(?:\"{told}\"|'{told}'|{told}(?=[\s}}]))", active(text.source))
            text.problems.note(
                LANGUAGE_IS_A_CODE,
                location_at(text.source, given.start()) if given else locate(text.source, tree.plain(content)),
                f"“lang={value}” is no code of a language",
                "write two or three letters, and a country where it matters: lang=en, lang=en-GB",
            )


def check_header(text: Text, node: tree.Node) -> None:
    """Report a heading that has a footnote."""
    inlines = node["c"][2]
    if _has(inlines, "Note"):
        text.problems.note(
            FOOTNOTE_STANDS_IN_TEXT,
            heading(text.source, inlines),
            "a heading has a footnote",
            "put the mark “[^1]” after a sentence below the heading: the heading is repeated in tables of contents",
        )


def check_note(text: Text, node: tree.Node) -> None:
    """Report a footnote that has a footnote."""
    if _has(node["c"], "Note"):
        text.problems.note(
            FOOTNOTE_STANDS_IN_TEXT,
            locate(text.source, tree.plain(node["c"])),
            f"a footnote has a footnote: one is {IN_NOTE}",
            MERGE,
        )


def check_link(text: Text, node: tree.Node) -> None:
    """Report a link that leads to a place in the publication, or to more than one place."""
    _, inlines, (target, _) = node["c"]
    if target and not re.match(r"(?:https?://|mailto:)", target):  # none is told as forgotten
        inside = target.startswith("#")
        by_title = inside and not re.search(rf"(?:\]\(|\]:)\s*<?{re.escape(target)}(?=[\s)>]|$)", active(text.source))
        what = f"link “[{tree.plain(inlines)}]” to a heading" if by_title else f"link to “{target}”"
        text.problems.note(
            LINK_RESOLVES,
            bracketed(text.source, inlines) if by_title else text.targets[id(node)],
            f"the {what} leads nowhere in a document that stands on its own",
            *(("give the heading a label, as “## Title {#sec-name}”, and write “@sec-name”",) if inside else ()),
            "refer to a place in the publication by its label, as “@sec-name”, and to the web by https://…",
        )
    if _has(inlines, "Cite"):
        text.problems.note(
            LINK_HAS_ONE_TARGET,
            text.targets[id(node)],
            f"the text of the link to “{target}” contains a citation or a cross-reference, which is a link itself",
            "end the link before it: “[the report](https://…) [@key]”",
        )
    if _has(inlines, "Note"):
        text.problems.note(
            FOOTNOTE_STANDS_IN_TEXT,
            text.targets[id(node)],
            f"the text of the link to “{target}” has a footnote",
            "put the mark after the link: “[the report](https://…)[^1]”",
        )


def check_str(text: Text, node: tree.Node) -> None:
    """Report a mark without a footnote, one inside a footnote, and a comment that does not end."""
    for mark in re.findall(r"\[\^[^\]\s]+\]", node["c"]):
        defined = {*literally(text.source, f"{mark}:")}
        for place in literally(text.source, mark):
            if not defined:
                text.problems.note(
                    FOOTNOTE_RESOLVES, place, f"the footnote “{mark}” has no text", f"add a line “{mark}: …”"
                )
            elif place not in defined:  # pandoc reads no mark in a footnote
                text.problems.note(FOOTNOTE_STANDS_IN_TEXT, place, f"the footnote “{mark}” is {IN_NOTE}", MERGE)
    if "<!--" in node["c"]:
        for place in literally(text.source, "<!--"):
            text.problems.note(COMMENT_IS_CLOSED, place, "a comment begins here and never ends", "end it with “-->”")


def _has(content: list[tree.Node], kind: str) -> bool:
    return any(node["t"] == kind for node in tree.walk(content))
