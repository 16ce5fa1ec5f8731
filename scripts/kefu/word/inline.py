"""What stands in a paragraph → its text in pieces, with changes, bookmarks and the places of comments.

Source: ECMA-376 part 1, 17.3 (paragraphs and runs), 17.13 (annotations), 22.1 (mathematics), part 3 (alternatives).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.word.characters import TEXTS, character
from kefu.word.tracking import DELETING, INSERTING, RANGES, marked, of_mathematics, of_properties, signed, within
from kefu.word.values import Change, State
from kefu.word.xml import MC, M, W, local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kefu.word.anchoring import Anchoring
    from kefu.word.drafts import Draft
    from kefu.word.fields import Fields
    from kefu.word.tracking import Tracked
    from kefu.word.xml import Element

RUNS: Final = frozenset((f"{W}r", f"{M}r"))
NOTES: Final = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
MARKERS: Final = frozenset((
    f"{W}bookmarkStart",
    f"{W}commentRangeStart",
    f"{W}commentRangeEnd",
    *(f"{W}move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")),
    *RANGES,
))  # fmt: skip
"""Elements that may stand between paragraphs as well as in them."""

_OBJECTS: Final = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_WORDS: Final = 200


class Inline:
    """What is known of a whole file while its paragraphs are read: open ranges and fields, and what is yet to be read.

    `boxes` are the text boxes that were met, and `references` the notes: the tag of the reference, its id, and what
    holds for it. `notes` has the text of notes by both.
    """

    def __init__(self, anchoring: Anchoring, notes: Mapping[tuple[str, str], str]) -> None:
        self.boxes: list[Element] = []
        self.references: dict[tuple[str, str], Tracked] = {}
        self.fields: Fields | None = None
        self._anchoring = anchoring
        self._notes = notes
        self._moves: dict[str, dict[str, str]] = {"From": {}, "To": {}}
        self._after_number = False
        self._followed: Mapping[str, Callable[[Element, Draft, Tracked], None]] = {
            f"{W}instrText": self._instruct,
            f"{W}delInstrText": self._instruct,
            f"{W}fldChar": self._turn,
            f"{W}commentReference": self._refer,
            f"{W}footnoteRef": self._number,
            f"{W}endnoteRef": self._number,
            f"{W}ruby": self._ruby,
            **dict.fromkeys(NOTES, self._note),
            **dict.fromkeys(_OBJECTS, self._object),
        }

    @property
    def moves(self) -> tuple[str, str]:
        """The names of the moves whose old and whose new place is here; empty strings for none."""
        old, new = (next(reversed(self._moves[way].values()), "") for way in ("From", "To"))
        return old, new

    def read(self, parent: Iterable[Element], draft: Draft, tracked: Tracked) -> None:
        """Read what stands in a paragraph or in an element in it."""
        for element in alternatives(parent):
            if element.tag in RUNS:
                self._run(element, draft, tracked)
            elif element.tag in INSERTING | DELETING:
                self.read(element, draft, within(tracked, element, self._move(element)))
            elif element.tag in MARKERS:
                self.marker(element, draft, inserted=tracked.state is State.INSERTED)
            elif element.tag == f"{M}ctrlPr" or (local(element).endswith("Pr") and element.tag.startswith(M)):
                draft.changes.extend(of_mathematics(element, said(element.getparent())))
            elif not local(element).endswith("Pr"):
                self.read(element, draft, tracked)

    def _move(self, element: Element) -> str:
        """Return the name of the move that an element belongs to; LibreOffice lets the range begin in the element."""
        began = element.find(f"{element.tag}RangeStart")
        return self.moves[element.tag == f"{W}moveTo"] if began is None else began.get(f"{W}name", "")

    def marker(self, element: Element, draft: Draft, *, inserted: bool = False) -> None:
        """Follow an element of `MARKERS`."""
        name, number = local(element), element.get(f"{W}id", "")
        if name == "bookmarkStart":
            draft.mark(element.get(f"{W}name", ""), inserted=inserted)
        elif name == "commentRangeStart":
            self._anchoring.begin(number, draft)
        elif name == "commentRangeEnd":
            self._anchoring.end(number, draft)
        elif element.tag in RANGES:
            draft.changes.append(Change(kind=RANGES[element.tag], element=name, by=signed(element), words=""))
        elif name.endswith("RangeStart"):
            self._moves[name[4:-10]][number] = element.get(f"{W}name", "")
        else:
            self._moves[name[4:-8]].pop(number, None)

    def _run(self, run: Element, draft: Draft, outer: Tracked) -> None:
        properties = run.find(f"{W}rPr")
        tracked = outer if properties is None else marked(outer, properties, self.moves)
        start = draft.length
        for element in alternatives(run):
            if element is not properties:
                self._part(element, draft, tracked)
        if properties is not None:
            draft.format(of_properties(properties, draft.text(start)), start)

    def _part(self, element: Element, draft: Draft, tracked: Tracked) -> None:
        if text := character(element):
            self._write(text, draft, tracked)
        elif follow := self._followed.get(element.tag):
            follow(element, draft, tracked)
        elif not local(element).endswith("Pr"):
            self.read(element, draft, tracked)

    def _instruct(self, element: Element, _draft: Draft, tracked: Tracked) -> None:
        self._fields.instruct(element.text or "", tracked)

    def _turn(self, element: Element, draft: Draft, tracked: Tracked) -> None:
        if change := self._fields.turn(element, tracked):
            draft.changes.append(change)
        draft.changes.extend(of_properties(element, ""))

    def _refer(self, element: Element, draft: Draft, _tracked: Tracked) -> None:
        self._anchoring.refer(element.get(f"{W}id", ""), draft)

    def _number(self, _element: Element, _draft: Draft, _tracked: Tracked) -> None:
        self._after_number = True

    def _ruby(self, element: Element, draft: Draft, tracked: Tracked) -> None:
        for base in element.iterchildren(f"{W}rubyBase"):
            self.read(base, draft, tracked)

    def _write(self, text: str, draft: Draft, tracked: Tracked) -> None:
        if self._after_number:  # the space that programs put between the number of a note and its text
            self._after_number = False
            text = text[1:] if text[0] in " \t" else text
        if text and not self._fields.hidden:
            self._fields.wrote()
            draft.write(text, tracked)

    def _note(self, element: Element, draft: Draft, tracked: Tracked) -> None:
        key = (element.tag, element.get(f"{W}id", ""))
        self.references.setdefault(key, tracked)
        self._changed(element, draft, tracked, self._notes.get(key, ""))

    def _object(self, element: Element, draft: Draft, tracked: Tracked) -> None:
        self.boxes.extend(_boxes(element))
        about = next((each for each in element.iter() if local(each) == "docPr"), None)
        words = "" if about is None else about.get("descr") or about.get("title") or about.get("name") or ""
        self._changed(element, draft, tracked, words)

    @staticmethod
    def _changed(element: Element, draft: Draft, tracked: Tracked, words: str) -> None:
        """Tell that something without text was inserted, deleted or moved, if it was."""
        if tracked.state is not State.KEPT:
            draft.changes.append(Change(kind=tracked.kind, element=local(element), by=tracked.by, words=words[:_WORDS]))

    @property
    def _fields(self) -> Fields:
        if self.fields is None:
            raise ValueError("paragraphs are read in a text, which has fields")
        return self.fields


def said(element: Element | None) -> str:
    """Return all text in an element, without looking at what has become of it."""
    return "".join(character(each) for each in (() if element is None else element.iter()) if each.tag in TEXTS)


def alternatives(parent: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements in another; of alternatives the first, which is what a program of today shows."""
    for element in parent:
        if element.tag == f"{MC}AlternateContent":
            if len(element):
                yield from alternatives(element[0])
        elif isinstance(element.tag, str):
            yield element


def _boxes(element: Element) -> Iterator[Element]:
    for inner in alternatives(element):
        if inner.tag == f"{W}txbxContent":
            yield inner
        else:
            yield from _boxes(inner)
