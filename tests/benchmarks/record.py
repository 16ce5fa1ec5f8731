"""A measurement as a value, and as JSON."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a command took, each time: seconds, seconds of processors, and the largest memory in bytes."""

    seconds: tuple[float, ...] = ()
    cpu: tuple[float, ...] = ()
    memory: tuple[int, ...] = ()

    def __add__(self, other: Taken) -> Taken:
        return Taken(seconds=self.seconds + other.seconds, cpu=self.cpu + other.cpu, memory=self.memory + other.memory)

    @property
    def median(self) -> float:
        """The median of the seconds."""
        return statistics.median(self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What a row took before, in another commit, unless that could not do it, and what it takes now."""

    before: Taken | None
    now: Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """What was measured with more cases."""

    cases: int
    rows: Mapping[str, Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A measurement: the other commit, the day, the machine, how much else it had to do, and what each row took.

    `load` is how many processes wanted to run when it began, as the mean of a minute. `quarto` are the seconds that
    Quarto takes for the documents alone, one edition after the other and side by side.
    """

    against: str
    day: str
    machine: str
    cores: int
    load: float
    cases: int
    rows: Mapping[str, Pair]
    quarto: tuple[float, float] | None = None
    many: tuple[Many, ...] = ()


def text_of(record: Record) -> str:
    """Return a record as JSON, a line for each command and program."""
    text = json.dumps(asdict(record), indent=1)
    return f"{text}\n"


def read(text: str) -> Record:
    """Return the record in a text."""
    given = json.loads(text)
    return Record(
        **given
        | {
            "rows": _rows(given["rows"]),
            "quarto": tuple(given["quarto"]) if given["quarto"] else None,
            "many": tuple(Many(cases=many["cases"], rows=_rows(many["rows"])) for many in given["many"]),
        }
    )


def _rows(given: Mapping[str, Any]) -> dict[str, Pair]:
    return {name: Pair(before=_taken(pair["before"]), now=_taken(pair["now"])) for name, pair in given.items()}


def _taken(given: Mapping[str, Any] | None) -> Any:
    return Taken(**{name: tuple(values) for name, values in given.items()}) if given else None
