"""Files that came back → a round of review: new items are added, and what has been answered stays as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.review.items import Item, ItemKind, Round, Sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kefu.authored import Reviewing
    from kefu.word import Signed

MOST_ITEMS: Final = 3_000
"""The most items of a round."""


def called(by: Signed, how: Reviewing) -> str:
    """Return what a reviewer is called: by name, by initials, or by a role; empty if the file says nothing."""
    name = by.name.strip()
    if how.names == "full":
        return name or by.initials.strip()
    if how.names == "roles" and name in how.roles:
        return how.roles[name]
    return by.initials.strip() or "".join(word[0] for word in name.replace("-", " ").split()).upper()


def joined(before: Sequence[Item], found: Iterable[Sequence[Item]]) -> tuple[Item, ...]:
    """Return the items that a round had, with those of files that it did not have, in the order in which they come.

    An item that two files have, or that a file has again, is one item. It keeps its number, answer and decision; what
    has been said in its thread since is added to it.
    """
    items = [*before]
    known: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        known[_same(item)].append(at)
    for of_one_file in found:
        seen: Counter[tuple[Any, ...]] = Counter()
        for item in of_one_file:
            same = known[_same(item)]
            if seen[_same(item)] == len(same):
                same.append(len(items))
                items.append(item)
            else:
                at = same[seen[_same(item)]]
                items[at] = _updated(items[at], item)
            seen[_same(item)] += 1
    return tuple(items)


def _same(item: Item) -> tuple[Any, ...]:
    """Return what two items that are the same have in common; numbers of comments change when a file is saved."""
    where = item.place.mark or item.place.text
    if item.kind is ItemKind.COMMENT:
        return item.kind, item.said[0].when, item.said[0].text, item.words, where
    by = (item.said[0].when,) if item.said else (item.source,)
    return item.kind, *by, item.words, item.instead, item.what, where


def _updated(old: Item, new: Item) -> Item:
    said = new.said if len(new.said) > len(old.said) else old.said
    return replace(old, said=said, resolved=old.resolved or new.resolved)


def numbered(items: Sequence[Item], before: int) -> tuple[Item, ...]:
    """Return items with the numbers that follow on those of the first ones, which have theirs."""
    last = max((item.number for item in items[:before]), default=0)
    new = (replace(item, number=last + count) for count, item in enumerate(items[before:], 1))
    return (*items[:before], *new)


def matching(rounds: Iterable[Round], sent: Sent, found: Mapping[str, Sequence[Item]]) -> Round | None:
    """Return the round that files belong to, given their items by name: one of the same document with any of them."""
    own = {_same(item) for items in found.values() for item in items if item.said}
    for one in rounds:
        if one.sent == sent and ({*one.files} & {*found} or own & {_same(item) for item in one.items}):
            return one
    return None


def name_of(sent: Sent, found: Mapping[str, Sequence[Item]], taken: Iterable[str]) -> str:
    """Return a name for a new round: after the file, or the document if there are several, and the newest remark."""
    stems = {words.slug(name.rpartition(".")[0]) for name in found} - {""}
    stem = stems.pop() if len(stems) == 1 else words.slug(sent.document.rpartition("/")[2]) or "review"
    days = [remark.when[:10] for items in found.values() for item in items for remark in item.said]
    name = "-".join(filter(None, (stem[:60].strip("-"), words.slug(max(days, default="")))))
    names = {*taken}
    number = 1
    while (chosen := name if number == 1 else f"{name}-{number}") in names:
        number += 1
    return chosen
