"""A document as it came back and as it was sent → items: comments, tracked changes, and edits without tracking.

Every comment and every change of the file ends in an item, at worst in one without a place.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.review.differences import moved_to, spans
from kefu.review.items import Item, ItemKind, Place, Remark
from kefu.review.pairing import marks_of, paired
from kefu.review.tracked import before, changes_in
from kefu.word import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kefu.review.differences import Span
    from kefu.review.tracked import Tracked
    from kefu.word import Anchor, Comment, Paragraph, Signed, Word

NOWHERE: Final = PurePosixPath()
"""The path of a place that has not been found in any source."""

_MADE: Final = re.compile(r"TOC|Inneh", re.IGNORECASE)
"""How the names of the styles begin that Word gives to a table of contents, in English and in Swedish."""

_AROUND: Final = frozenset((Story.HEADER, Story.FOOTER))
"""What stands around the pages, where Word writes numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A paragraph that came back, where it stands in what was sent: its place, and how its text differs from that.

    `order` is its place among all that came back, and `added` says that it was not there.
    """

    paragraph: Paragraph
    place: Place
    order: float
    differences: tuple[Span, ...]
    added: bool = False

    def at(self, start: int) -> int:
        """Return where a place in the text before the tracked changes is in the text of the place."""
        return len(self.place.text) if self.added else moved_to(self.differences, start)


_Found = tuple[float, int, Item]
"""An item with what it is sorted by: the number of its paragraph, and where it stands in it."""


def items(returned: Word, sent: Word | None, *, source: str, named: Callable[[Signed], str]) -> tuple[Item, ...]:
    """Return the items in a Word file that came back, in the order of its text; those without a place are last.

    `source` is the name of the file, and `named` says what a reviewer is to be called. If it is not known what was
    sent, edits without tracking cannot be found.
    """
    pairs = paired(returned.paragraphs, sent.paragraphs) if sent else {}
    standing = [*_standing(returned.paragraphs, sent.paragraphs if sent else None, pairs)]
    found: list[_Found] = [
        *_comments(returned, standing, named),
        *_changes(standing, named),
        *(_edits(standing, sent.paragraphs, pairs) if sent else ()),
    ]
    ordered = sorted(found, key=lambda one: one[:2])
    return tuple(replace(item, number=number, source=source) for number, (_, _, item) in enumerate(ordered, 1))


def _standing(
    returned: Sequence[Paragraph], sent: Sequence[Paragraph] | None, pairs: Mapping[int, int]
) -> Iterator[_Standing]:
    last: _Standing | None = None
    for order, paragraph in enumerate(returned):
        told = described(paragraph)
        mark = next(iter(marks_of(paragraph)), "")
        if sent is not None and order in pairs:
            original = sent[pairs[order]]
            place = _place(mark=next(iter(marks_of(original)), mark), text=original.before, paragraph=told)
        elif paragraph.before.strip() and sent is None:
            place = _place(mark=mark, text=paragraph.before, paragraph=told)
        else:
            near = last.place if last and last.paragraph.story is paragraph.story else _place(paragraph=told)
            place = replace(near, paragraph=told)
            yield _Standing(paragraph=paragraph, place=place, order=order, differences=(), added=True)
            continue
        last = _Standing(paragraph=paragraph, place=place, order=order, differences=spans(place.text, paragraph.before))
        yield last


def _place(*, mark: str = "", text: str = "", paragraph: str) -> Place:
    return Place(path=NOWHERE, mark=mark, text=text, paragraph=paragraph)


def described(paragraph: Paragraph) -> str:
    """Say where in a Word file a paragraph is: `“Prognosen”, table 1, row 2, column 3, paragraph 4`."""
    parts = [f"“{paragraph.heading}”" if paragraph.heading else ""]
    parts.append("" if paragraph.story is Story.BODY else str(paragraph.story))
    if paragraph.cell:
        parts.append("table {}, row {}, column {}".format(*paragraph.cell))
    parts.append(f"paragraph {paragraph.number}" if paragraph.number else "")
    return ", ".join(filter(None, parts))


def _comments(returned: Word, standing: Sequence[_Standing], named: Callable[[Signed], str]) -> Iterator[_Found]:
    anchors: defaultdict[str, list[tuple[_Standing, Anchor]]] = defaultdict(list)
    for one in standing:
        for anchor in one.paragraph.anchors:
            anchors[anchor.comment].append((one, anchor))
    known = {comment.number for comment in returned.comments if not comment.parent}
    replies: defaultdict[str, list[Comment]] = defaultdict(list)
    for comment in returned.comments:
        if comment.parent in known:
            replies[comment.parent].append(comment)
    for comment in returned.comments:
        if comment.parent in known:
            continue
        thread = (comment, *replies.pop(comment.number, ()))
        about = anchors.get(comment.number, [])
        first = next((one for one in about if one[1].end > one[1].start), about[0] if about else None)
        start = first[0].at(before(first[0].paragraph, first[1].start)) if first else 0
        yield (
            first[0].order if first else len(standing),
            start,
            Item(
                number=0,
                kind=ItemKind.COMMENT,
                place=first[0].place if first else _place(paragraph=""),
                words="\n".join(filter(None, (_words(one.paragraph, anchor) for one, anchor in about))),
                start=start,
                instead="",
                said=tuple(Remark(who=named(one.by), when=one.by.date, text=one.text) for one in thread),
                resolved=comment.resolved,
                thread=comment.number,
            ),
        )


def _words(paragraph: Paragraph, anchor: Anchor) -> str:
    """Return the words that a comment is about: those that were there before, or else those that were put in."""
    was = paragraph.before[before(paragraph, anchor.start) : before(paragraph, anchor.end)]
    return was if was.strip() else paragraph.text[anchor.start : anchor.end]


def _changes(standing: Sequence[_Standing], named: Callable[[Signed], str]) -> Iterator[_Found]:
    """Yield the tracked changes; of a move, the old place with the new one."""
    found = [(one, change) for one in standing for change in changes_in(one.paragraph)]
    arrivals: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for number, (_, change) in enumerate(found):
        if change.kind is ItemKind.MOVE and not change.words:
            arrivals[_name(change)].append(number)
    arrived: dict[int, int] = {}
    for number, (_, change) in enumerate(found):
        if change.kind is ItemKind.MOVE and change.words and arrivals[_name(change)]:
            arrived[number] = arrivals[_name(change)].popleft()
    there = {*arrived.values()}
    for number, (one, change) in enumerate(found):
        if number in there:
            continue
        item = _changed(one, change, named)
        if number in arrived:
            to, arrival = found[arrived[number]]
            item = replace(item, instead=arrival.instead, to=to.place)
        yield one.order, item.start, item


def _name(change: Tracked) -> tuple[str, str]:
    """Return what the two places of a move share: its name and who has made it, or the text that is moved."""
    return change.move or change.words or change.instead, change.by.name


def _changed(one: _Standing, change: Tracked, named: Callable[[Signed], str]) -> Item:
    own = one.added and change.instead and not one.paragraph.before.strip()
    return Item(
        number=0,
        kind=change.kind,
        place=one.place,
        words=change.words,
        start=one.at(change.start),
        instead=f"\n{change.instead}" if own else change.instead,
        said=(Remark(who=named(change.by), when=change.by.date, text=""),),
        what=change.what,
    )


def _edits(standing: Sequence[_Standing], sent: Sequence[Paragraph], pairs: Mapping[int, int]) -> Iterator[_Found]:
    """Yield what differs from what was sent without having been tracked: words, and whole paragraphs."""
    for one in standing:
        was, now = one.place.text, one.paragraph.before
        if one.added:
            if now.strip() and not _is_made(one.paragraph):
                yield one.order, len(was), _edit(one.place, len(was), "", f"\n{now}")
        elif not (_is_made(one.paragraph) or (one.paragraph.story in _AROUND and _letters(was) == _letters(now))):
            for span in one.differences:
                old, new = was[slice(*span.old)], now[slice(*span.new)]
                if not span.same and (old.strip() or new.strip()):
                    yield one.order, span.old[0], _edit(one.place, span.old[0], old, new)
    orders = {there: here for here, there in pairs.items()}
    order = 0.0
    for there, paragraph in enumerate(sent):
        order = orders.get(there, order)
        if there not in orders and paragraph.before.strip() and not _is_made(paragraph):
            mark = next(iter(marks_of(paragraph)), "")
            place = _place(mark=mark, text=paragraph.before, paragraph=described(paragraph))
            yield order + 0.5, 0, _edit(place, 0, paragraph.before, "")


def _edit(place: Place, start: int, words: str, instead: str) -> Item:
    return Item(number=0, kind=ItemKind.EDIT, place=place, words=words, start=start, instead=instead, said=())


def _is_made(paragraph: Paragraph) -> bool:
    """Tell whether a program has written a paragraph, which is one of a table of contents."""
    return _MADE.match(paragraph.style) is not None


def _letters(text: str) -> str:
    return re.sub(r"[\d\s]", "", text)
