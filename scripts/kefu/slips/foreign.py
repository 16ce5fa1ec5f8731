"""Markup of other programs, which readers would see: Quarto, R Markdown, Obsidian, Jekyll, Word and others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import MARKUP_IS_KNOWN, TEXT_HAS_NO_HEADER, VERSIONS_ARE_MERGED
from kefu.slips.nesting import too_deep
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Markup that another program understands: a pattern, what it is, and what to write instead."""

    pattern: re.Pattern[str]
    what: str
    hint: str


def _foreign(pattern: str, what: str, hint: str) -> Foreign:
    return Foreign(pattern=re.compile(rf"(?<!\\)(?:{pattern})", re.MULTILINE), what=what, hint=hint)


_REMOVE: Final = "remove it, or write what it stands for"

FOREIGN: Final = (
    _foreign(r"\{\{<(?:(?!\{\{<).)*?>\}\}", "a shortcode of Quarto", _REMOVE),
    _foreign(r"\{\{%(?:(?!\{\{%).)*?%\}\}", "a shortcode of Hugo", _REMOVE),
    _foreign(r"\{%(?:(?!\{%).)*?%\}", "a tag of Jekyll", _REMOVE),
    _foreign(r"\{\{[^{}<%\n]*\}\}", "a variable of a template", "write what it stands for"),
    _foreign(
        r"^[ \t>]*\[\[?_?(?:TOC|toc)_?\]?\](?=[ \t]*$)",
        "a mark for a table of contents",
        "remove it: every document that needs a table of contents has one",
    ),
    _foreign(
        r"!?\[\[[^\[\]\n]+\]\]",
        "a link of Obsidian",
        "refer to a place in the publication by its label, as “@sec-name”, and to the web with “[text](https://…)”",
    ),
    _foreign(r"(?<![=\w])==(?=[^=\s])[^=\n]*[^=\s]==(?!=)", "highlighted text of Obsidian", "write “**word**”"),
    _foreign(r"%%[^%\n]+%%", "a comment of Obsidian", "write “<!-- … -->”"),
    _foreign(r"\{(?:\+\+|--|~~|>>|==)[^{}\n]*(?:\+\+|--|~~|<<|==)\}", "a tracked change", "accept or reject it"),
    _foreign(
        r"^[ \t]*>[ \t]*\[!\w+\][+-]?",
        "a callout of Obsidian or GitHub",
        'write “::: {.exhibit #exh-name title="…"}” and “:::” around the text, or leave it as a paragraph',
    ),
    _foreign(r"^[ \t]*!!![ \t]+\w+.*$", "an admonition of MkDocs", "write it as a paragraph"),
    _foreign(r"^[ \t]*\.\.[ \t]+[\w-]+::.*$", "a directive of reStructuredText", "write it in Markdown"),
    _foreign(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]", "a check box", "write “- ” and the text"),
    _foreign(r"^[ \t]*#\|[ \t]+[\w-]+:.*$", "an option of a code block of Quarto", _REMOVE),
    _foreign(r"^%[ \t]+\S.*$(?=\n%[ \t])", "a title block of pandoc", "write “# Title” instead"),
    _foreign(
        r"(?:Fel! (?:Hittar inte|Bokmärket är|Referenskäll|Ogiltig)|Error! (?:Reference source|Bookmark))[^.\n]*\.?",
        "a broken reference of Word",
        "write the reference, as “@fig-name”",
    ),
    _foreign(
        r"(?:Kommentar|Kommenterad|Commented?) ?\[[A-ZÅÄÖ]{1,4}\d+\]:.*$",
        "a comment of Word",
        "remove it, or write “<!-- … -->”",
    ),
    _foreign(r"\{ ?(?:REF|TOC|SEQ|PAGEREF|HYPERLINK) [^{}\n]*\}", "a field of Word", _REMOVE),
)

_REFERENCE: Final = re.compile(r"\\?@ref\((?P<kind>\w+):(?P<name>[^()\s]+)\)")
_KINDS: Final = {"tab": "tbl", "figure": "fig", "table": "tbl", "section": "sec"}
_HEADER: Final = re.compile(r"\A\s*(?P<rule>---|\+\+\+)[ \t]*\n(?=(?:[ \t]*#.*\n)*[ \t]*[\w-]+[ \t]*[:=])")
_CONFLICT: Final = re.compile(r"^<{7}(?: .*)?$(?=\n(?:(?!<{7}).*\n)*?(?:={7}|>{7}))", re.MULTILINE)


def foreign(written: Written) -> Iterator[Slip]:
    """Yield markup of other programs."""
    taken: list[range] = []
    for kind in FOREIGN:
        for found in kind.pattern.finditer(written.view):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            if any(start in other for other in taken) or not _shown(written, found[0].strip()):
                continue
            taken.append(range(start, found.end()))
            yield Slip(
                rule=MARKUP_IS_KNOWN,
                at=start,
                message=f"“{shortened(found[0])}” is {kind.what}, and is printed as it stands",
                hint=kind.hint,
            )
    for found in _REFERENCE.finditer(written.view):
        label = f"{_KINDS.get(found['kind'], found['kind'])}-{found['name']}"
        yield Slip(
            rule=MARKUP_IS_KNOWN,
            at=found.start(),
            message=f"“{found[0]}” is a reference of R Markdown",
            hint=f"write “@{label}”, with the label “{{#{label}}}” at what it refers to",
        )


def _shown(written: Written, found: str) -> bool:
    """Return whether readers would see what was found, as far as it has no emphasis and the like in it."""
    core = re.match(r"(?:[-*+>%] ?)?(?P<core>[^\s*_`@]+)", found)
    return written.shows(core["core"] if core else found)


def unreadable(text: str) -> Slip | None:
    """Return why a text cannot be read at all.

    It has a header of its own, holds two versions of itself, or holds too much in itself.
    """
    if header := _HEADER.match(text):
        return Slip(
            rule=TEXT_HAS_NO_HEADER,
            at=header.start("rule"),
            message=f"the text begins with a header between “{header['rule']}”, which belongs to another program",
            hint="remove the header and begin with the text; a chapter begins with its title, as “# Title”, and "
            "authors and the like stand in “report/publication.yaml” or “case.yaml”",
        )
    if conflict := _CONFLICT.search(text):
        return Slip(
            rule=VERSIONS_ARE_MERGED,
            at=conflict.start(),
            message="two versions of the text stand here, which Git could not merge",
            hint="keep one of them, and remove the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”",
        )
    return too_deep(text)
