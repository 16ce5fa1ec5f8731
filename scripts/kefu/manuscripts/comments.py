"""Comments of a manuscript → a round of review, each with its place in what was written."""

from __future__ import annotations

import difflib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import marks, tree
from kefu.review import Item, ItemKind, Place, Remark, Round, Sent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kefu.word import Comment, Paragraph, Signed, Word

ALIKE: Final = 0.6
"""How much of a paragraph must be the same: citations and cross-references have become something else."""


def commented(
    word: Word,
    written: Iterable[tuple[PurePosixPath, list[tree.Node]]],
    *,
    name: str,
    file: str,
    who: Callable[[Signed], str],
) -> Round:
    """Return the comments of a Word file as a round of review: one item for each that answers no other one.

    `written` are the texts that were made of it, `who` tells what somebody is called. Replies and what is resolved are
    kept. An item whose paragraph is in no text has a place without a path; no comment is ever left out.
    """
    texts = [marked for path, blocks in written for marked in marks.paragraphs(_from(path, blocks))]
    known = {comment.number for comment in word.comments}
    first = [comment for comment in word.comments if comment.parent not in known or comment.parent == comment.number]
    anchored = {anchor.comment: (each, anchor) for each in word.paragraphs for anchor in reversed(each.anchors)}
    order = {number: index for index, number in enumerate(anchored)}
    items = []
    for number, comment in enumerate(sorted(first, key=lambda one: order.get(one.number, len(order))), 1):
        paragraph, anchor = anchored.get(comment.number, (None, None))
        start, end = (anchor.start, anchor.end) if anchor else (0, 0)
        words = paragraph.text[start:end] if paragraph else ""
        place = _place(paragraph, texts)
        thread = [comment, *(one for one in word.comments if one.parent == comment.number and one is not comment)]
        items.append(
            Item(
                number=number,
                kind=ItemKind.COMMENT,
                place=place,
                words=words,
                start=max(0, place.text.find(words)) if words else min(start, len(place.text)),
                instead="",
                said=tuple(_remark(one, who) for one in thread),
                resolved=comment.resolved,
                source=file,
                thread=comment.number,
            )
        )
    return Round(name=name, sent=Sent(document="", edition="", digest=""), files=(file,), items=tuple(items))


def _from(path: PurePosixPath, blocks: list[tree.Node]) -> list[tree.Node]:
    return [tree.div(tree.attr("", ("part",), origin=str(path)), blocks)]


def _remark(comment: Comment, who: Callable[[Signed], str]) -> Remark:
    return Remark(who=who(comment.by), when=comment.by.date, text=comment.text)


def _place(paragraph: Paragraph | None, texts: Sequence[marks.Marked]) -> Place:
    """Return the paragraph of a text that is most like one of the Word file, if it is like it at all."""
    empty = PurePosixPath()
    if paragraph is None:
        return Place(path=empty, mark="", text="", paragraph="")
    where = f"{paragraph.heading}, {paragraph.number}".strip(", ")
    said = " ".join(paragraph.after.split())
    best, score = None, ALIKE
    for marked in texts if said else ():
        if marked.text == said:
            best = marked
            break
        matcher = difflib.SequenceMatcher(None, marked.text, said, autojunk=False)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score and matcher.ratio() > score:
            best, score = marked, matcher.ratio()
    if best is None:
        return Place(path=empty, mark="", text=said, paragraph=where)
    return Place(path=best.origin, mark=best.mark, text=best.text, paragraph=where)
