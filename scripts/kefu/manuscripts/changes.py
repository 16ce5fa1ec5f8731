"""Tracked changes of a Word file, accepted or rejected. Source: ECMA-376 part 1, 17.13.5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.word import W, local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.word import Element

INSERTED: Final = frozenset((f"{W}ins", f"{W}moveTo", f"{W}cellIns"))
DELETED: Final = frozenset((f"{W}del", f"{W}moveFrom", f"{W}cellDel"))
TEXTS: Final = frozenset((f"{W}t", f"{W}delText"))
KEPT_TEXT: Final = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def changes(root: Element) -> Iterator[Element]:
    """Yield all tracked changes of text, paragraphs, rows, cells and formats, in the order of the text."""
    for element in root.iter():
        if element.tag in INSERTED | DELETED or _is_of_format(element):
            yield element


def words(change: Element) -> str:
    """Return the text that a change inserts or deletes; of a change of anything else, the name of its element."""
    said = "".join(each.text or "" for each in change.iter(*TEXTS))
    return said or local(change)


def resolve(root: Element, accepts: Callable[[Element], bool]) -> int:
    """Accept or reject every tracked change of a part, and return how many there were. The part is changed.

    A change inside of something that goes is not asked about.
    """
    count = 0
    for change in list(changes(root)):
        if change is not root and next(change.iterancestors(root.tag), None) is None:
            continue
        count += 1
        accepted = accepts(change)
        if _is_of_format(change):
            _settle_format(change, accepted=accepted)
        else:
            _settle(change, stays=accepted is (change.tag in INSERTED))
    for text in list(root.iter(*KEPT_TEXT)):
        text.tag = KEPT_TEXT[str(text.tag)]
    return count


def unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_of_format(element: Element) -> bool:
    name = local(element)
    return name.endswith("Change") and name not in {"numberingChange", "tblGridChange"}


def _settle_format(change: Element, *, accepted: bool) -> None:
    parent = change.getparent()
    if parent is None:
        return
    if accepted or not len(change):
        parent.remove(change)
    else:
        marks = [each for each in parent if each.tag in INSERTED | DELETED or each.tag == f"{W}sectPr"]
        parent[:] = [*change[0], *marks]


def _settle(change: Element, *, stays: bool) -> None:
    parent = change.getparent()
    if parent is None:
        return
    if parent.tag == f"{W}rPr" and (end := parent.getparent()) is not None and end.tag == f"{W}pPr":
        parent.remove(change)
        if not stays:
            _join(end)
    elif parent.tag in {f"{W}trPr", f"{W}tcPr"}:
        parent.remove(change)
        whole = parent.getparent()
        if not stays and whole is not None:
            _remove_whole(whole)
    elif stays:
        unwrap(change)
    else:
        parent.remove(change)


def _remove_whole(part: Element) -> None:
    """Remove a row or a cell, and what is empty without it."""
    outer = part.getparent()
    remove(part)
    inner = f"{W}tc" if part.tag == f"{W}tc" else f"{W}tr"
    if outer is not None and outer.tag in {f"{W}tr", f"{W}tbl"} and outer.find(inner) is None:
        _remove_whole(outer)


def _join(properties: Element) -> None:
    """Make a paragraph whose end goes one with the next, which keeps its properties."""
    paragraph = properties.getparent()
    following = None if paragraph is None else paragraph.getnext()
    while following is not None and following.tag != f"{W}p" and local(following).startswith("bookmark"):
        following = following.getnext()
    if paragraph is None:
        return
    content = [each for each in paragraph if each is not properties]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
        remove(paragraph)
    elif not any(True for _ in paragraph.iter(f"{W}r")) and paragraph.getprevious() is not None:
        remove(paragraph)
