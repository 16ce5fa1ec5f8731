"""What reviewers have said and nobody has answered, for a preview to show beside the paragraphs that it is about."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.cache import digest
from kefu.diagnostics import BuildError
from kefu.review import SIMILAR, ItemKind, likeness, read_rounds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from kefu.preview.places import Place
    from kefu.review import Item, Remark, Round

NOWHERE: Final = PurePosixPath()


class Reviews:
    """The rounds of review of a project as they were last read: none if one of their files has a mistake."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.rounds: tuple[Round, ...] = ()

    @property
    def version(self) -> str:
        """What is another if anything in the rounds is."""
        return digest(self.rounds) if self.rounds else ""

    def changed(self) -> bool:
        """Read the rounds again, and return whether they are others."""
        before = self.rounds
        try:
            self.rounds = read_rounds(self._root)
        except BuildError:
            self.rounds = ()
        return self.rounds != before


def told(rounds: Sequence[Round], id_: str, places: Sequence[Place]) -> dict[str, Any]:
    """Return the open items about a document as its page is told of them, given the places of its paragraphs.

    `source` is the number of a place, or missing if the item has none in the document.
    """
    shown = []
    paths = {one.location.path for one in places}
    for one in rounds:
        for item in one.items:
            if item.open and _concerns(item, one, id_, paths):
                source, changed = _placed(item, places)
                shown.append(_told(f"{one.name}/{item.number}", item, source, changed=changed))
    lost = sum(1 for item in shown if "source" not in item)
    return {
        "title": words.preview.REVIEW.format(len(shown)) if shown else "",
        "lost": words.preview.REVIEW_LOST if lost else "",
        "label": words.preview.REVIEW_LABEL,
        "items": shown,
    }


def _concerns(item: Item, round_: Round, id_: str, paths: Collection[PurePosixPath]) -> bool:
    """Return whether an item is about a document: by its place or, without one, by what was sent."""
    name = id_.rpartition("/")[2]
    if item.place.path != NOWHERE:
        return item.place.path in paths
    return round_.sent.document.rpartition("/")[2] == name


def _placed(item: Item, places: Sequence[Place]) -> tuple[int | None, bool]:
    """Return the number of the place of an item, and whether its paragraph has changed since."""
    place = item.place
    by_mark = [n for n, one in enumerate(places) if place.mark and one.mark == place.mark]
    for number in by_mark or [n for n, one in enumerate(places) if one.text == place.text]:
        return number, places[number].text != place.text
    likest = max(range(len(places)), key=lambda number: likeness(places[number].text, place.text), default=None)
    if likest is None or not place.text or likeness(places[likest].text, place.text) < SIMILAR:
        return None, False
    return likest, True


def _told(name: str, item: Item, source: int | None, *, changed: bool) -> dict[str, Any]:
    first = item.said[0] if item.said else None
    told: dict[str, Any] = {
        "name": name,
        "by": _by(first) if first else words.preview.REVIEW_UNTRACKED,
        "words": item.words if item.kind is ItemKind.COMMENT else "",
        "text": first.text if first and item.kind is ItemKind.COMMENT else _change(item),
        "replies": [{"by": _by(one), "text": one.text} for one in item.said[1:]],
        "notes": [*_notes(item, changed=changed, lost=source is None)],
    }
    return told if source is None else {**told, "source": source}


def _change(item: Item) -> str:
    if item.words and item.instead:
        text = words.preview.REVIEW_REPLACED.format(item.words, item.instead)
    elif item.instead:
        text = words.preview.REVIEW_PUT_IN.format(item.instead)
    else:
        text = words.preview.REVIEW_TAKEN_OUT.format(item.words)
    match item.kind:
        case ItemKind.MOVE:
            text = words.preview.REVIEW_MOVED.format(item.words or item.instead)
        case ItemKind.FORMAT | ItemKind.STRUCTURE:
            text = words.preview.REVIEW_FORMAT.format(item.words)
    return text


def _by(remark: Remark) -> str:
    """Return who has said something, as it is kept, and the day."""
    return ", ".join(filter(None, (remark.who or words.preview.REVIEW_NOBODY, remark.when[:10])))


def _notes(item: Item, *, changed: bool, lost: bool) -> Iterator[str]:
    if changed:
        yield words.preview.REVIEW_CHANGED
    if item.resolved:
        yield words.preview.REVIEW_RESOLVED
    if lost and item.place.paragraph:
        yield item.place.paragraph
