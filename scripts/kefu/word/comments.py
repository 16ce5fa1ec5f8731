"""The comments of a Word file, with the threads that they form, whether they are resolved, and when they were made.

Sources: ECMA-376 part 1, 17.13.4; [MS-DOCX] 2.5.4 (`commentEx`, `paraIdParent`, `done`), 2.5.6 (`people`), and the
parts for durable ids and times in UTC (`commentsIds`, `commentsExtensible`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kefu.word.anchoring import Anchoring
from kefu.word.blocks import Blocks
from kefu.word.inline import Inline
from kefu.word.tracking import signed
from kefu.word.values import Comment, State, Story
from kefu.word.xml import W14, W15, W16CEX, W16CID, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.word.drafts import Draft
    from kefu.word.package import Package
    from kefu.word.xml import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """What is said of a comment elsewhere: the paragraph id of the one that it answers, and whether it is resolved."""

    parent: str
    done: bool


def comments(package: Package) -> tuple[Comment, ...]:
    """Return the comments in the order of the file."""
    elements = [
        each for part in package.related(package.main, "comments") for each in _all(package, part, f"{W}comment")
    ]
    ids = [paragraph_id(element) for element in elements]
    numbers = {own: element.get(f"{W}id", "") for own, element in reversed([*zip(ids, elements, strict=True)])}
    said, dates = extended(package), _dates(package)
    first_of = firsts(said)
    found = []
    for own, element in zip(ids, elements, strict=True):
        first = first_of.get(own, own)
        by = signed(element)
        found.append(
            Comment(
                number=element.get(f"{W}id", ""),
                by=replace(by, date=dates.get(own, by.date)),
                text=_text(element),
                parent=numbers.get(first, "") if first != own else "",
                resolved=any(said[each].done for each in (own, first) if each in said),
            )
        )
    return tuple(found)


def people(package: Package) -> tuple[str, ...]:
    """Return the names of the people that the file says have written in it."""
    parts = package.related(package.main, "people")
    names = (each.get(f"{W15}author", "") for part in parts for each in _all(package, part, f"{W15}person"))
    return tuple(dict.fromkeys(filter(None, names)))


def paragraph_id(comment: Element) -> str:
    """Return the id by which other parts know a comment, that of its last paragraph; an empty string if it has none."""
    paragraphs = comment.findall(f".//{W}p")
    return paragraphs[-1].get(f"{W14}paraId", "").upper() if paragraphs else ""


def extended(package: Package) -> Mapping[str, Extended]:
    """Return what is said of comments by the ids of their paragraphs."""
    found: dict[str, Extended] = {}
    for part in package.related(package.main, "commentsExtended"):
        for each in _all(package, part, f"{W15}commentEx"):
            parent = each.get(f"{W15}paraIdParent", "").upper()
            done = each.get(f"{W15}done", "").lower() in {"1", "true", "on"}
            found.setdefault(each.get(f"{W15}paraId", "").upper(), Extended(parent=parent, done=done))
    found.pop("", None)
    return found


def firsts(said: Mapping[str, Extended]) -> Mapping[str, str]:
    """Return the paragraph id of the first comment of its thread, for each one that something is said of."""
    found: dict[str, str] = {}
    for own in said:
        way: dict[str, None] = {}
        current = own
        while current not in found and current not in way and current in said and said[current].parent:
            way[current] = None
            current = said[current].parent
        first = found.get(current, own if current in way else current)
        found.update(dict.fromkeys((*way, own), first))
    return found


def _dates(package: Package) -> Mapping[str, str]:
    """Return when comments were made, in UTC, by the ids of their paragraphs."""
    parts = package.related(package.main, "commentsExtensible")
    known = {
        each.get(f"{W16CEX}durableId", "").upper(): each.get(f"{W16CEX}dateUtc", "")
        for part in parts
        for each in _all(package, part, f"{W16CEX}commentExtensible")
    }
    pairs = (
        (each.get(f"{W16CID}paraId", "").upper(), known.get(each.get(f"{W16CID}durableId", "").upper(), ""))
        for part in package.related(package.main, "commentsIds")
        for each in _all(package, part, f"{W16CID}commentId")
    )
    return {own: date for own, date in pairs if own and date}


def _text(comment: Element) -> str:
    drafts: list[Draft] = []
    Blocks(Inline(Anchoring(drafts), {}), drafts, {}).text(comment, Story.BODY)
    texts = ("".join(each.text for each in draft.pieces if each.state is not State.DELETED) for draft in drafts)
    return "\n".join(texts).strip("\n")


def _all(package: Package, part: str, name: str) -> Iterator[Element]:
    return package.xml(part).iter(name)
