"""Fields: their results are text, their instructions are not. Source: ECMA-376 part 1, 17.16.18."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu.word.values import Change, State
from kefu.word.xml import W

if TYPE_CHECKING:
    from kefu.word.tracking import Tracked
    from kefu.word.xml import Element

SHOWN: Final = 60
"""The most characters of an instruction that a change of it says."""

_BEGIN, _SEPARATE, _END = "begin", "separate", "end"


@dataclass(slots=True, kw_only=True)
class _Field:
    """A field that has begun: whether its result has, whether that has text, and its instruction."""

    tracked: Tracked
    in_result: bool = False
    has_text: bool = False
    instruction: list[str] = field(default_factory=list)


class Fields:
    """The fields of a text that are open while it is read. Those that never end are taken for none."""

    def __init__(self, text: Element) -> None:
        self._open: list[_Field] = []
        self._instructions = 0
        self._endless = _endless(text)

    @property
    def hidden(self) -> bool:
        """Whether text here belongs to an instruction."""
        return self._instructions > 0

    def wrote(self) -> None:
        """Note that there was text."""
        if self._open:
            self._open[-1].has_text = True

    def instruct(self, text: str, tracked: Tracked) -> None:
        """Note a part of an instruction."""
        if self._open:
            self._open[-1].instruction.append(text)
            if tracked.state is not State.KEPT:
                self._open[-1].tracked = tracked

    def turn(self, element: Element, tracked: Tracked) -> Change | None:
        """Follow a sign of a field; return the change of a field that was put in or deleted, and that shows no text."""
        kind = element.get(f"{W}fldCharType")
        if kind == _BEGIN and element not in self._endless:
            self._open.append(_Field(tracked=tracked))
            self._instructions += 1
        elif kind == _SEPARATE and self._open and not self._open[-1].in_result:
            self._open[-1].in_result = True
            self._instructions -= 1
        elif kind == _END and self._open:
            ended = self._open.pop()
            self._instructions -= not ended.in_result
            if ended.has_text:
                self.wrote()
            if ended.tracked.state is not State.KEPT and not ended.has_text:
                name = "delInstrText" if ended.tracked.state is State.DELETED else "instrText"
                words = " ".join("".join(ended.instruction).split())[:SHOWN]
                return Change(kind=ended.tracked.kind, element=name, by=ended.tracked.by, words=words)
        return None


def _endless(text: Element) -> frozenset[Element]:
    """Return the signs with which fields begin that do not end in the text."""
    begun: list[Element] = []
    for element in text.iter(f"{W}fldChar"):
        kind = element.get(f"{W}fldCharType")
        if kind == _BEGIN:
            begun.append(element)
        elif kind == _END and begun:
            begun.pop()
    return frozenset(begun)
