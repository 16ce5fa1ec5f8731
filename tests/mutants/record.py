"""How many changes each module was tried with, and how many of them tests noticed: kept as text, shown in the docs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOMS: Final = ("check", "release", "load", "assemble")
"""The rooms whose modules are counted."""

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "scripts" / "kefu"
PAGE: Final = ROOT / "docs" / "gate.md"
SCORE: Final = Path(__file__).with_name("score.txt")
EQUAL: Final = Path(__file__).with_name("equal.txt")

BEGINNING: Final = "<!-- changes that tests notice -->"
END: Final = "<!-- end of changes -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many changes tests noticed, how many they did not, and how many alter nothing that anybody relies on."""

    noticed: int = 0
    missed: int = 0
    equal: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            noticed=self.noticed + other.noticed, missed=self.missed + other.missed, equal=self.equal + other.equal
        )

    def with_one_more(self, *, noticed: bool, equal: bool) -> Tally:
        """Return the tally with one more change."""
        if noticed:
            return replace(self, noticed=self.noticed + 1)
        return replace(self, equal=self.equal + 1) if equal else replace(self, missed=self.missed + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """A change that alters nothing that anybody relies on, and why."""

    module: str
    before: str
    after: str
    reason: str


def name_of(module: Path) -> str:
    """Return the name of a module's file: its path in the package, without its ending."""
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def modules() -> list[str]:
    """Return the names of the modules that are counted."""
    return [name_of(path) for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]


def equals() -> list[Equal]:
    """Return the changes that are known to alter nothing. Raises `ValueError` if one is not written as the others."""
    found = []
    for block in EQUAL.read_text(encoding="utf-8").split("\n\n")[1:]:
        module, before, after, reason = block.strip().splitlines()
        if [line[:2] for line in (before, after, reason)] != ["- ", "+ ", "= "]:
            raise ValueError(block)
        found.append(Equal(module=module, before=before[2:], after=after[2:], reason=reason[2:]))
    return found


def read() -> dict[str, Tally]:
    """Return what was counted, by module."""
    rows = (line.split() for line in SCORE.read_text(encoding="utf-8").splitlines()[1:])
    return {name: Tally(noticed=int(yes), missed=int(no), equal=int(equal)) for name, yes, no, equal in rows}


def write(counted: Mapping[str, Tally]) -> None:
    """Write down what was counted for some modules, keep what was counted for others, and make the table again."""
    known = set(modules())
    every = {name: tally for name, tally in sorted({**read(), **counted}.items()) if name in known}
    rows = (f"{name} {tally.noticed} {tally.missed} {tally.equal}" for name, tally in every.items())
    SCORE.write_text("\n".join(["module noticed missed equal", *rows, ""]), encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINNING)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGINNING}\n\n{table(every)}\n{END}{after}", encoding="utf-8")


def table(counted: Mapping[str, Tally]) -> str:
    """Return the table of the documentation, with a row for each folder and one for all of them."""
    return "".join(f"| {' | '.join(row)} |\n" for row in (*HEAD, *_rows(counted)))


HEAD: Final = (
    ("folder", "modules tried", "changes", "equal", "noticed", "not noticed", "share"),
    (":--", "--:", "--:", "--:", "--:", "--:", "--:"),
)


def _rows(counted: Mapping[str, Tally]) -> Iterator[tuple[str, ...]]:
    names = modules()
    for folder in dict.fromkeys(name.rpartition("/")[0] for name in names):
        yield _row(f"`{folder}/`", [name for name in names if name.rpartition("/")[0] == folder], counted)
    yield _row("all", names, counted)


def _row(title: str, names: list[str], counted: Mapping[str, Tally]) -> tuple[str, ...]:
    tried = [counted[name] for name in names if name in counted]
    if not tried:
        return (title, f"0 of {len(names)}", "", "", "", "", "not measured yet")
    whole = sum(tried, Tally())
    counts = (whole.noticed + whole.missed + whole.equal, whole.equal, whole.noticed, whole.missed)
    share = whole.noticed / max(1, whole.noticed + whole.missed)
    return (title, f"{len(tried)} of {len(names)}", *(f"{count:,}" for count in counts), f"{share:.1%}")
