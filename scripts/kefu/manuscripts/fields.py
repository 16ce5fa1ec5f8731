"""Fields of a Word file → links and text: what refers to a place becomes a link to it, other fields their results.

Source: ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu.word import W, made, remove, unwrap

if TYPE_CHECKING:
    from kefu.word import Element

SEQUENCE: Final = "sequence"
"""The attribute of a paragraph that has a number of a sequence, such as that of the figures."""

CONTENTS: Final = "contents"
"""The attribute of a paragraph that is part of a list of contents."""

_PLACE: Final = re.compile(r"(?P<kind>REF|PAGEREF|NOTEREF)\s+(?P<name>[^\s\\]+)|HYPERLINK\s+\\l\s+\"(?P<link>[^\"]+)\"")
_LISTS: Final = re.compile(r"TOC\b|TOA\b|INDEX\b")


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_result: bool = False
    results: list[Element] = field(default_factory=list)
    signs: list[Element] = field(default_factory=list)


def flattened(root: Element) -> None:
    """Replace the fields of a part; one whose result is something else becomes that.

    A reference to a page becomes a link to `#page:NAME`. Fields that lead out of the file stay as they are.
    """
    for simple in list(root.iter(f"{W}fldSimple")):
        _finish(_Field(code=simple.get(f"{W}instr", ""), results=list(simple.iter(f"{W}r"))))
        unwrap(simple)
    stack: list[_Field] = []
    for run in list(root.iter(f"{W}r")):
        _follow(run, stack)


def _follow(run: Element, stack: list[_Field]) -> None:
    signs = [each for each in run if each.tag in {f"{W}fldChar", f"{W}instrText"}]
    for sign in signs:
        if sign.get(f"{W}fldCharType") == "begin":
            stack.append(_Field())
        if stack:
            _turn(run, sign, stack)
    if signs or not stack:
        return
    if not all(opened.in_result for opened in stack):
        stack[-1].signs.append(run)
    for opened in stack:
        opened.results.append(run)


def _turn(run: Element, sign: Element, stack: list[_Field]) -> None:
    kind = sign.get(f"{W}fldCharType")
    stack[-1].signs.append(run)
    stack[-1].in_result |= kind == "separate"
    if sign.tag == f"{W}instrText":
        stack[-1].code += sign.text or ""
    elif kind == "end":
        _finish(stack.pop())


def _finish(ended: _Field) -> None:
    code = " ".join(ended.code.split())
    place = _PLACE.match(code)
    if code.startswith("HYPERLINK") and not place:
        return
    for sign in ended.signs:
        remove(sign)
    results = [run for run in ended.results if run.getparent() is not None]
    if place:
        name = place["name"] or place["link"]
        _link(results, f"page:{name}" if place["kind"] == "PAGEREF" else name)
    elif _LISTS.match(code):
        _attribute(results, CONTENTS, "yes")
    elif sequence := re.match(r"SEQ\s+(\S+)", code):
        _attribute(results, SEQUENCE, sequence[1])


def _attribute(runs: list[Element], name: str, value: str) -> None:
    for run in runs:
        for paragraph in run.iterancestors(f"{W}p"):
            paragraph.set(name, value)
            break


def _link(runs: list[Element], anchor: str) -> None:
    """Put runs that stand side by side into a link to an anchor."""
    parent = runs[0].getparent() if runs else None
    if parent is None:
        return
    if parent.tag == f"{W}hyperlink":
        parent.set(f"{W}anchor", anchor)
        return
    link = made(f"{W}hyperlink", {f"{W}anchor": anchor})
    parent.insert(parent.index(runs[0]), link)
    link.extend([run for run in runs if run.getparent() is parent])
