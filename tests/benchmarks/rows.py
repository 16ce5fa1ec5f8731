"""What is measured: what somebody does, and how long it takes until the program has answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.benchmarks import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.benchmarks.sides import Side
    from tests.benchmarks.watching import Spent

BUILD: Final = ("build", "--quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A command that is measured: its name in the record, what people call it, and the seconds that it should take.

    Before it, the project is edited by `edits` in turn; between two of them a build is made that fails.
    """

    name: str
    title: str
    command: tuple[str, ...] = BUILD
    edits: tuple[Callable[[Path, int], None], ...] = ()
    goal: float | None = None

    def measured(self, side: Side, project: Path, number: int) -> Spent:
        """Edit a project for the time with this number, run the command, and return what it took."""
        for index, edit in enumerate(self.edits):
            if index:
                side.run(*BUILD, project=project, fails=True)
            edit(project, number)
        return side.run(*self.command, project=project)


CLEAN: Final = Row(name="clean", title="clean build, nothing kept", goal=14)
AGAIN: Final = Row(name="again", title="the same build again, nothing changed", goal=0.5)
PARAGRAPH: Final = Row(name="paragraph", title="one paragraph of one case changed", edits=(edits.rewritten,), goal=4)
ROWS: Final = (
    CLEAN,
    AGAIN,
    Row(
        name="touched",
        title="every source touched, a comment in YAML changed, keys reordered",
        edits=(edits.touched,),
        goal=1,
    ),
    PARAGRAPH,
    Row(name="script", title="the script of one figure in the report changed", edits=(edits.redrawn,), goal=5),
    Row(name="mended", title="a build after one that failed", edits=(edits.broken, edits.mended)),
    Row(
        name="handout",
        title="`kefu build --case 03 --edition student` after a whole build",
        command=(*BUILD, "--case", "03", "--edition", "student"),
        goal=1.5,
    ),
    Row(name="check", title="`kefu check` of an unchanged release", command=("check",), goal=2),
    Row(name="check-fresh", title="`kefu check --fresh`", command=("check", "--fresh"), goal=8),
    Row(name="list", title="`kefu list`", command=("list",), goal=0.7),
    Row(name="doctor", title="`kefu doctor`", command=("doctor",), goal=0.7),
)
"""In the order in which they are measured: each finds the project as the one before has left it."""

MANY: Final = (CLEAN, AGAIN, PARAGRAPH)
"""What is measured with many cases."""


def measured_in_turn(
    rows: tuple[Row, ...], projects: Mapping[Side, Path], number: int, said: Callable[[str], None]
) -> Iterator[tuple[Row, Side, Spent]]:
    """Yield what each row took on each side, one side after the other; which is first changes with the number.

    `said` is told what is about to be measured.
    """
    sides = [*projects] if number % 2 else [*projects][::-1]
    for row in rows:
        said(row.title)
        for side in sides:
            yield row, side, row.measured(side, projects[side], number)
