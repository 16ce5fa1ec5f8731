"""What an import tells: what was taken over, changed or left, with its places in the manuscript and in the texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from kefu import tree
    from kefu.manuscripts.markdown import Written
    from kefu.manuscripts.values import Origin, Outcome, Told

_COUNTED: Final = {
    "Header": "headings", "Para": "paragraphs", "Note": "notes", "BulletList": "lists", "OrderedList": "lists",
    "Table": "tables", "Image": "pictures", "BlockQuote": "quotations", "Cite": "references",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of what is told: where it is written (empty if nowhere), what became of it, and where it stood."""

    written: str
    outcome: Outcome
    message: str
    origin: str

    def __str__(self) -> str:
        head = f"{self.written}: " if self.written else ""
        return f"{head}{self.outcome}: {self.message}{f' (in the manuscript: {self.origin})' if self.origin else ''}"


def report(told: Iterable[Told], origins: Sequence[Origin], texts: Mapping[PurePosixPath, Written]) -> tuple[Line, ...]:
    """Return what is told, in the order of the manuscript, each only once."""
    places = {mark: f"{path}:{line}" for path, text in texts.items() for mark, line in text.lines.items()}
    lines = (
        Line(
            written=places.get(one.mark, ""),
            outcome=one.outcome,
            message=one.message,
            origin=str(origins[one.mark]) if 0 < one.mark < len(origins) else "",
        )
        for one in sorted(told, key=lambda one: one.mark)
    )
    return tuple(dict.fromkeys(lines))


def counted(nodes: Iterable[tree.Node]) -> str:
    """Return how much of what there is in a text, such as “3 headings, 2 tables”."""
    counts = Counter(_COUNTED[node["t"]] for node in nodes if node["t"] in _COUNTED)
    return ", ".join(f"{count} {name if count > 1 else name.removesuffix('s')}" for name, count in counts.items())
