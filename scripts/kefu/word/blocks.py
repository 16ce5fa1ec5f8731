r"""The blocks of a text → drafts of its paragraphs: paragraphs, tables, content controls and text boxes.

A paragraph whose end was inserted was one with the next paragraph, and both are one draft, with an inserted line end
between them. So what somebody has written in paragraphs of its own belongs to a paragraph that was there before. A
paragraph whose end was deleted stays a draft of its own, since it was one. If text of it is left, it has the change
`del` of the words "\n", and is one with the next paragraph once the change is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.word.drafts import Draft, Member, brief
from kefu.word.fields import Fields
from kefu.word.inline import MARKERS, RUNS, alternatives
from kefu.word.tables import Cells
from kefu.word.tracking import DELETING, INSERTING, KEPT, marked, of_properties, within
from kefu.word.values import Change, ChangeKind, State, Story
from kefu.word.xml import W, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.word.inline import Inline
    from kefu.word.tracking import Tracked
    from kefu.word.xml import Element


class Blocks:
    """The drafts of a file, in reading order, while they are made."""

    def __init__(self, inline: Inline, drafts: list[Draft], levels: Mapping[str, int]) -> None:
        self._inline = inline
        self._drafts = drafts
        self._levels = levels
        self._story = Story.BODY
        self._place = self._places = 0
        self._cell: tuple[int, int, int] | None = None
        self._tables = 0
        self._split: Tracked | None = None
        self._waiting: list[Element] = []
        self._pending: list[Change] = []

    def text(self, element: Element, story: Story, tracked: Tracked = KEPT) -> None:
        """Read a text: the body, a note, a header; `tracked` holds for all of it."""
        outer = self._story, self._cell, self._place, self._inline.fields
        self._places += 1
        self._story, self._cell, self._place, self._inline.fields = story, None, self._places, Fields(element)
        self._read(element, tracked)
        self._finish()
        if self._waiting or self._pending:
            self._last()
        self._story, self._cell, self._place, self._inline.fields = outer

    def _read(self, parent: Iterable[Element], tracked: Tracked) -> None:
        for element in alternatives(parent):
            if element.tag == f"{W}p":
                self._paragraph(element, tracked)
            elif element.tag == f"{W}tbl":
                self._table(element, tracked)
            elif element.tag in MARKERS:
                self._marker(element)
            elif element.tag == f"{W}sectPr":
                self._last().changes.extend(of_properties(element, ""))
            elif element.tag in INSERTING | DELETING:
                self._read(element, within(tracked, element, self._inline.moves[element.tag == f"{W}moveTo"]))
            elif local(element) in {"sdt", "sdtContent", "customXml"}:
                self._read(element, tracked)
            elif not local(element).endswith("Pr") and any(True for _ in element.iter(*RUNS)):
                self._inline.read([element], self._new(), tracked)

    def _paragraph(self, paragraph: Element, tracked: Tracked) -> None:
        properties = paragraph.find(f"{W}pPr")
        at_end = None if properties is None else properties.find(f"{W}rPr")
        draft = self._drafts[-1] if self._split else self._new()
        if self._split:
            draft.write("\n", self._split)
        start = draft.length
        draft.members.append(self._member(properties, start))
        self._arrive(draft)
        self._inline.read(paragraph, draft, tracked)
        self._split = None
        if properties is not None:
            draft.changes.extend(of_properties(properties, draft.text(start)))
            draft.changes.extend(of_properties(properties.find(f"{W}sectPr"), ""))
        if at_end is not None:
            self._end(at_end, draft, start)

    def _end(self, at_end: Element, draft: Draft, start: int) -> None:
        """Follow what has become of the mark at the end of a paragraph, given its properties."""
        draft.format(of_properties(at_end, ""), draft.length)
        mark = marked(KEPT, at_end, self._inline.moves)
        if by := draft.ended(mark, start):
            kind = ChangeKind.MOVE_FROM if mark.moved else ChangeKind.DELETION
            draft.changes.append(Change(kind=kind, element="del", by=by, words="\n"))
        self._split = mark if mark.state is State.INSERTED or mark.inserted_by else None

    def _member(self, properties: Element | None, start: int) -> Member:
        found = {} if properties is None else {local(each): each.get(f"{W}val", "") for each in properties}
        style, own = found.get("pStyle", ""), found.get("outlineLvl", "")
        level = (int(own) + 1) % 10 if own in {*"0123456789"} else self._levels.get(style, 0)
        return Member(start=start, style=style, level=level)

    def _table(self, table: Element, tracked: Tracked) -> None:
        self._finish()
        outer, self._tables = self._cell, self._tables + 1
        number, first = self._tables, len(self._drafts)
        cells = Cells(table, tracked)
        for row in cells.rows():
            row_first = len(self._drafts)
            for cell in row.cells():
                cell_first = len(self._drafts)
                self._cell = (number, row.number, cell.column)
                self._read(cell.element, cell.tracked)
                self._finish()
                self._tell(cell.changes, cell_first)
            self._tell(row.changes, row_first)
        self._tell(cells.changes, first)
        self._cell = outer

    def _tell(self, changes: tuple[Change, ...], first: int) -> None:
        """Add changes of a table, a row or a cell to the first of its paragraphs, with the text that is in it."""
        if changes:
            words = brief(self._drafts[first:])
            told = [Change(kind=each.kind, element=each.element, by=each.by, words=words) for each in changes]
            (self._drafts[first].changes if first < len(self._drafts) else self._pending).extend(told)

    def _marker(self, element: Element) -> None:
        """Follow what stands between paragraphs: what begins belongs to the next one, what ends to the last one."""
        if local(element).endswith("Start"):
            self._waiting.append(element)
        else:
            self._inline.marker(element, self._last())

    def _new(self) -> Draft:
        self._finish()
        draft = Draft(index=len(self._drafts), story=self._story, place=self._place, cell=self._cell)
        self._drafts.append(draft)
        return draft

    def _arrive(self, draft: Draft) -> None:
        waiting, self._waiting = self._waiting, []
        for element in waiting:
            self._inline.marker(element, draft)
        draft.changes.extend(self._pending)
        self._pending.clear()

    def _last(self) -> Draft:
        """Return the last paragraph of this text, which has none if it is empty: then it gets one."""
        last = next((draft for draft in reversed(self._drafts) if draft.place == self._place), None)
        if last is None:
            last = self._new()
        self._arrive(last)
        return last

    def _finish(self) -> None:
        """Let the last paragraph be whole: the text boxes that hang on it are read after it."""
        self._split = None
        boxes, self._inline.boxes = self._inline.boxes, []
        if boxes:
            waiting, self._waiting = self._waiting, []
            for box in boxes:
                self.text(box, Story.TEXT_BOX)
            self._waiting = waiting
