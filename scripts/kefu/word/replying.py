"""Answers to comments, put into a Word file so that Word shows each in the thread that it belongs to.

Sources: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.2.4 (`paraId`), 2.5.4 (`commentEx`), and the part of durable
ids. An answer is a comment with the range of what it answers, whose paragraph names the paragraph of the first one.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from kefu.word.comments import extended, firsts, paragraph_id
from kefu.word.writing import registered, saved
from kefu.word.xml import W14, W15, W16CID, W, is_strict, made, renewed, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.word.package import Package
    from kefu.word.xml import Element

LARGEST: Final = 0x7FFF_FFFE
"""The largest id of a paragraph or a comment: each is more than 0 and less than 0x7FFFFFFF."""

_IDS: Final = re.compile(rb"(?:paraId|durableId)=[\"']([0-9A-Fa-f]{8})[\"']")
_PREFIXES: Final = {"w14": W14.strip("{}"), "w15": W15.strip("{}"), "w16cid": W16CID.strip("{}")}
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS: Final[Mapping[str, str]] = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
}
_PRESERVED: Final = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def replied(package: Package, answers: Mapping[str, str], author: str, date: str) -> bytes:
    """Return a Word file in which comments are answered: each after the last answer in its thread, in its range.

    `answers` are texts by the number of a comment; their paragraphs are parted by line ends. `date` is ISO 8601. The
    same answers give the same bytes. Raises `KeyError` if no comment has a number.
    """
    part = next(iter(package.related(package.main, "comments")), "")
    root = renewed(package.xml(part), {"w14": _PREFIXES["w14"]}) if part else made(f"{W}comments")
    comments = root.findall(f"{W}comment")
    numbered = {_number(each): each for each in reversed(comments)}
    asked = [numbered[number] for number in answers]
    if not asked:
        return saved(package, {})
    thread_of = {each: members for members in _threads(package, comments) for each in members}
    wanted = frozenset(asked)
    lists = _Lists(package, part.rpartition("/")[0])
    last = max((int(number) for number in numbered if number.isdecimal()), default=-1)
    placed = []
    for count, comment in enumerate((each for each in comments if each in wanted), last + 1):
        members = thread_of[comment]
        reply = _comment(str(count), answers[_number(comment)], author, date, like=members[0])
        lists.answer(reply, members[0])
        members[-1].addnext(reply)
        placed.append((_number(members[0]), _number(members[-1]), str(count)))
        members.append(reply)
    changed = {part: root, **_placed(package, placed), **lists.parts}
    contents = {name: _content(package, name, each) for name, each in changed.items()}
    return saved(package, contents | registered(package, lists.new))


class _Lists:
    """The parts beside the comments in which Word looks for threads, as they become."""

    def __init__(self, package: Package, folder: str) -> None:
        self._taken = {int(each, 16) for content in package.parts.values() for each in _IDS.findall(content)}
        self._extended = dict(extended(package))
        self._roots: dict[str, tuple[str, Element]] = {}
        self.new: list[tuple[str, str, str]] = []
        for kind, tag in (("commentsExtended", f"{W15}commentsEx"), ("commentsIds", f"{W16CID}commentsIds")):
            name = next(iter(package.related(package.main, kind)), "")
            root = package.xml(name) if name else made(tag)
            if not name:
                name = f"{folder}/{kind}.xml".lstrip("/")
                self.new.append((name, f"{_TYPE}{kind}+xml", _RELATIONS[kind]))
            self._roots[kind] = (name, renewed(root, _PREFIXES))
        self._listed = {kind: {_paragraph(each) for each in root} for kind, (_, root) in self._roots.items()}

    @property
    def parts(self) -> dict[str, Element]:
        """The roots of the parts, by name."""
        return dict(self._roots.values())

    def answer(self, reply: Element, first: Element) -> None:
        """Note that a comment answers another, with whose thread it is resolved or not."""
        parent = self._identified(first)
        if parent not in self._listed["commentsExtended"]:
            self._note(parent, {f"{W15}done": "0"})
        done = parent in self._extended and self._extended[parent].done
        self._note(self._identified(reply), {f"{W15}paraIdParent": parent, f"{W15}done": str(int(done))})

    def _note(self, own: str, said: Mapping[str, str]) -> None:
        self._list("commentsExtended", f"{W15}commentEx", {f"{W15}paraId": own, **said})
        if own not in self._listed["commentsIds"]:
            ids = {f"{W16CID}paraId": own, f"{W16CID}durableId": self._id("durable", own)}
            self._list("commentsIds", f"{W16CID}commentId", ids)

    def _list(self, kind: str, tag: str, attributes: Mapping[str, str]) -> None:
        entry = made(tag, attributes)
        self._listed[kind].add(_paragraph(entry))
        self._roots[kind][1].append(entry)

    def _identified(self, comment: Element) -> str:
        """Return the paragraph id of a comment, which it gets if it has none."""
        if not (own := paragraph_id(comment)):
            if comment.find(f".//{W}p") is None:
                comment.append(made(f"{W}p"))
            own = self._id(_number(comment), "".join(map(str, comment.itertext())))
            comment.findall(f".//{W}p")[-1].set(f"{W14}paraId", own)
        return own

    def _id(self, *told: str) -> str:
        """Return an id that nothing in the file has, the same for the same."""
        number = int.from_bytes(hashlib.sha256("\n".join(told).encode()).digest()[:8], "big") % LARGEST + 1
        while number in self._taken:
            number = number % LARGEST + 1
        self._taken.add(number)
        return f"{number:08X}"


def _threads(package: Package, comments: Iterable[Element]) -> list[list[Element]]:
    """Return the comments in the threads that they form, the first one first."""
    first_of = firsts(extended(package))
    found: dict[object, list[Element]] = {}
    for each in comments:
        own = paragraph_id(each)
        found.setdefault(first_of.get(own, own) or each, []).append(each)
    return [sorted(members, key=lambda each: paragraph_id(each) != first) for first, members in found.items()]


def _comment(number: str, text: str, author: str, date: str, *, like: Element) -> Element:
    """Return a comment of which each line is a paragraph, in the style of another."""
    style = like.find(f".//{W}pStyle")
    blocks = []
    for line in text.split("\n"):
        block = made(f"{W}p")
        if style is not None:
            block.append(made(f"{W}pPr", {}, deepcopy(style)))
        words = made(f"{W}t", _PRESERVED)
        words.text = line
        block.append(made(f"{W}r", {}, words))
        blocks.append(block)
    initials = "".join(word[0] for word in author.split())
    return made(
        f"{W}comment",
        {f"{W}id": number, f"{W}author": author, f"{W}date": date, f"{W}initials": initials},
        *blocks,
    )


def _placed(package: Package, placed: Iterable[tuple[str, str, str]]) -> dict[str, Element]:
    """Return the parts in which answers get a place: given the first of the thread, the last, and its own."""
    changed = {}
    notes = (each for kind in ("footnotes", "endnotes") for each in package.related(package.main, kind))
    for part in (package.main, *notes):
        root = package.xml(part)
        references = {_number(each): each for each in root.iter(f"{W}commentReference")}
        starts = {_number(each): each for each in root.iter(f"{W}commentRangeStart")}
        for first, last, own in placed:
            reference = references.get(last, references.get(first))
            run = None if reference is None else reference.getparent()
            if run is None:
                continue
            copy = made(f"{W}r")
            if (format_ := run.find(f"{W}rPr")) is not None:
                copy.append(deepcopy(format_))
            copy.append(made(f"{W}commentReference", {f"{W}id": own}))
            run.addnext(copy)
            references[own] = copy[-1]
            start = starts.get(last, starts.get(first))
            if start is not None:
                starts[own] = made(f"{W}commentRangeStart", {f"{W}id": own})
                start.addnext(starts[own])
                run.addnext(made(f"{W}commentRangeEnd", {f"{W}id": own}))
            changed[part] = root
    return changed


def _content(package: Package, name: str, root: Element) -> bytes:
    return written(root, strict=is_strict(package.parts.get(name, b"")))


def _paragraph(entry: Element) -> str:
    """Return the paragraph id that an entry of one of Word's lists is about."""
    return (entry.get(f"{W15}paraId") or entry.get(f"{W16CID}paraId") or "").upper()


def _number(element: Element) -> str:
    return element.get(f"{W}id", "")
