"""Tracked changes accepted or rejected one by one, in the XML of a Word file.

Source: ECMA-376 part 1, 17.13.5, for what each element means; 22.1.2.23 for changes in mathematics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.word.tracking import DELETING, INSERTING, PROPERTIES, RANGES, signed
from kefu.word.values import ChangeKind
from kefu.word.xml import M, W, local, made, remove, unwrap

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kefu.word.values import Signed
    from kefu.word.xml import Element

_MARKS: Final = INSERTING | DELETING
_OLD: Final = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_OUTSIDE: Final[Mapping[str, frozenset[str]]] = {
    f"{W}pPr": frozenset((f"{W}rPr", f"{W}sectPr")),
    f"{W}rPr": _MARKS,
    f"{W}trPr": _MARKS,
    f"{W}tcPr": _MARKS | {f"{W}cellMerge"},
    f"{W}sectPr": frozenset((f"{W}headerReference", f"{W}footerReference")),
}
"""What stands among properties, and is not among those that a change of them keeps."""

_MOVES: Final = ("moveFrom", "moveTo")
_INNER: Final = {"tr": "tc", "tbl": "tr"}
_EMPTY: Final = frozenset((f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A tracked change that somebody can accept or reject, by its number among those of a file.

    It may be made of several elements: the two halves of a move, or a sentence in runs. `element` is the first one's
    name; `words` are those that it applies to, and are empty for an end of a paragraph.
    """

    number: int
    kind: ChangeKind
    element: str
    by: Signed
    words: str


def revisions(parts: Sequence[Element]) -> tuple[Revision, ...]:
    """Return the tracked changes of the parts of a file, in order."""
    return tuple(
        Revision(
            number=number,
            kind=_kind(group[0]),
            element=local(group[0]),
            by=signed(group[0]),
            words=" ".join("".join(_words(one) for one in group if local(one) != "moveTo" or len(group) == 1).split()),
        )
        for number, group in enumerate(_groups(parts))
    )


def resolve(parts: Sequence[Element], *, accepted: Collection[int], rejected: Collection[int]) -> None:
    """Accept and reject changes by their numbers, which `revisions` has given; others stay. The parts are changed.

    What both somebody inserted and somebody else deleted is gone if the deletion is accepted or the insertion rejected.
    """
    groups = _groups(parts)
    chosen = [(element, number in accepted) for number, group in enumerate(groups) for element in group
              if number in accepted or number in rejected]  # fmt: skip
    ends: list[tuple[Element, bool]] = []
    for element, accept in reversed(chosen):
        around = element.getparent()
        if around is None:
            continue
        if around.tag == f"{W}rPr" and element.tag in _MARKS and _is(around.getparent(), "pPr"):
            ends.append((element, accept))
        else:
            _resolve(element, around, accept=accept)
    for element, accept in ends:
        _end(element, accept=accept)
    for part in parts:
        _tidy(part)


def _groups(parts: Sequence[Element]) -> list[list[Element]]:
    groups: list[list[Element]] = []
    moves: dict[str, list[Element]] = {}
    for part in parts:
        names = {"moveFrom": "", "moveTo": ""}
        for element in part.iter():
            name = local(element)
            if name in {"moveFromRangeStart", "moveToRangeStart"}:
                names[name.removesuffix("RangeStart")] = element.get(f"{W}name", "")
            elif name in {"moveFromRangeEnd", "moveToRangeEnd"}:
                names[name.removesuffix("RangeEnd")] = ""
            elif not _is_change(element):
                continue
            elif (move := names.get(name, "")) and move in moves:
                moves[move].append(element)
            elif groups and _goes_on(groups[-1][-1], element):
                groups[-1].append(element)
            else:
                groups.append([element])
                if move:
                    moves[move] = groups[-1]
    return groups


def _is_change(element: Element) -> bool:
    return element.tag in _MARKS or element.tag in PROPERTIES or element.tag in RANGES


def _goes_on(last: Element, element: Element) -> bool:
    """Return whether a change follows another one of the same kind, by the same author at the same time."""
    same = last.tag == element.tag and element.tag in _MARKS and signed(last) == signed(element)
    return same and local(element) not in _MOVES and element.getprevious() is last


def _kind(element: Element) -> ChangeKind:
    if element.tag in RANGES or element.tag in PROPERTIES:
        return {**RANGES, **PROPERTIES}[element.tag]
    around = element.getparent()
    if around is not None and around.tag in {f"{W}trPr", f"{W}tcPr"}:
        return ChangeKind.TABLE
    if _is(around, "numPr"):
        return ChangeKind.PARAGRAPH
    inserted = element.tag in INSERTING
    if local(element) in _MOVES:
        return ChangeKind.MOVE_TO if inserted else ChangeKind.MOVE_FROM
    return ChangeKind.INSERTION if inserted else ChangeKind.DELETION


def _words(element: Element) -> str:
    """Return the text that a change applies to: its own, or that of the run, paragraph, cell, row or table."""
    if element.tag in _MARKS and _is_container(element):
        return _text(element)
    around = element.getparent()
    if around is None or (around.tag == f"{W}rPr" and _is(around.getparent(), "pPr") and element.tag in _MARKS):
        return ""
    names = {f"{W}{name}" for name in ("r", "p", "tr", "tc", "tbl")} | {f"{M}r"}
    return next((_text(one) for one in element.iterancestors() if one.tag in names), "")


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText", f"{M}t"))


def _is(element: Element | None, name: str) -> bool:
    return element is not None and element.tag == f"{W}{name}"


def _is_container(element: Element) -> bool:
    around = element.getparent()
    properties = {f"{W}{name}" for name in ("rPr", "trPr", "tcPr", "numPr")} | {f"{M}ctrlPr"}
    return around is not None and around.tag not in properties


def _resolve(element: Element, around: Element, *, accept: bool) -> None:
    stays = accept == (element.tag in INSERTING)
    if element.tag in RANGES:
        _range(element, stays=accept == ("Ins" in local(element) or "MoveTo" in local(element)))
    elif element.tag == f"{W}cellMerge":
        _merge(element, element.get(f"{W}vMerge" if accept else f"{W}vMergeOrig"))
    elif element.tag in PROPERTIES:
        if not accept:
            _restore(element, around)
        remove(element)
    elif _is_container(element):
        if stays:
            _settle(element)
        else:
            remove(element)
    else:
        remove(element)
        if not stays:
            _undo(around)


def _undo(properties: Element) -> None:
    """Take away what has properties that say it was inserted, or that its deletion is accepted."""
    if properties.tag == f"{W}numPr":
        remove(properties)
        return
    if properties.tag == f"{M}ctrlPr":
        owner = properties.getparent()
        thing = None if owner is None else owner.getparent()
        if owner is not None and thing is not None:
            remove(owner)
            for inner in [*thing]:
                for each in reversed([*inner]):
                    inner.addnext(each)
                remove(inner)
            _settle(thing)
        return
    owner = properties.getparent()
    if owner is not None:
        remove(owner)


def _merge(element: Element, value: str | None) -> None:
    """Put the merging of a cell with those above it in place of its change (17.13.5.1)."""
    for old in [*element.itersiblings(f"{W}vMerge"), *element.itersiblings(f"{W}vMerge", preceding=True)]:
        remove(old)
    if value:
        element.addprevious(made(f"{W}vMerge", {f"{W}val": "restart"} if value.startswith("rest") else {}))
    remove(element)


def _restore(change: Element, properties: Element) -> None:
    """Put the properties that a change keeps in place of those that there are; numbering alone has none to put back."""
    kept = next((one for one in change if one.tag == properties.tag), None)
    if kept is None and change.tag == f"{W}numberingChange":
        return
    outside = _OUTSIDE.get(properties.tag, frozenset())
    for one in [*properties]:
        if one is not change and one.tag not in outside:
            properties.remove(one)
    first = 0 if properties.tag != f"{W}sectPr" else sum(one.tag in outside for one in properties)
    if properties.tag == f"{W}rPr":
        first = sum(one.tag in outside for one in properties)
    for offset, one in enumerate([] if kept is None else [*kept]):
        properties.insert(first + offset, one)


def _range(start: Element, *, stays: bool) -> None:
    """Take away a range of changes of content controls, and unless they stay the controls in it, not their text."""
    name, number = start.tag.removesuffix("Start") + "End", start.get(f"{W}id")
    controls: list[Element] = []
    for one in [*start.itersiblings(), *(later for above in start.iterancestors() for later in above.itersiblings())]:
        end = next((each for each in one.iter(name) if each.get(f"{W}id") == number), None)
        if one.tag in {f"{W}sdt", f"{W}customXml", f"{W}smartTag"}:
            controls.append(one)
        if end is not None:
            remove(end)
            break
    for control in [] if stays else controls:
        content = control.find(f"{W}sdtContent")
        for each in (
            [] if content is None and control.tag == f"{W}sdt" else [*(control if content is None else content)]
        ):
            if not local(each).endswith("Pr"):
                control.addprevious(each)
        remove(control)
    remove(start)


def _settle(element: Element) -> None:
    """Put what is in an element in its place; text that was deleted is text again."""
    for one in element.iter(*_OLD):
        if next(one.iterancestors(f"{W}del"), element) is element:
            one.tag = _OLD[one.tag]
    unwrap(element)


def _end(change: Element, *, accept: bool) -> None:
    """Resolve a change of the end of a paragraph: without it, its text goes to the beginning of the next one."""
    paragraph = next(change.iterancestors(f"{W}p"), None)
    remove(change)
    if paragraph is None or accept == (change.tag in INSERTING):
        return
    following = paragraph.getnext()
    while following is not None and local(following).startswith(("bookmark", "comment", "move", "proof", "perm")):
        following = following.getnext()
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        for offset, one in enumerate(one for one in [*paragraph] if one.tag != f"{W}pPr"):
            following.insert(at + offset, one)
        remove(paragraph)
    elif all(one.tag in _EMPTY for one in paragraph) and (around := paragraph.getparent()) is not None:
        remove(paragraph)
        if around.tag in {f"{W}tc", f"{W}footnote", f"{W}endnote"} and around.find(f"{W}p") is None:
            around.append(made(f"{W}p"))


def _tidy(part: Element) -> None:
    """Take away what a resolved change has left empty: tables and rows, and the ranges of moves."""
    for name in ("tr", "tbl"):
        for one in [*part.iter(f"{W}{name}")]:
            if next(one.iter(f"{W}{_INNER[name]}"), None) is None:
                cell = one.getparent()
                if name == "tbl" and cell is not None and cell.tag == f"{W}tc" and cell.find(f"{W}p") is None:
                    one.addprevious(made(f"{W}p"))
                remove(one)
    left = {local(one) for one in part.iter(*(f"{W}{name}" for name in _MOVES))}
    for name in _MOVES:
        if name not in left:
            for one in [*part.iter(f"{W}{name}RangeStart", f"{W}{name}RangeEnd")]:
                remove(one)
