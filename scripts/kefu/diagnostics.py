"""Problems as values: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from kefu.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in the project: a root-relative path and, where known, a line and column, both from 1."""

    path: PurePosixPath
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = (str(number) for number in (self.line, self.column) if number is not None)
        return ":".join((str(self.path), *numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem.

    `rule` is the one that it breaks, whose severity it has; a problem that is only `minor` is a warning, for a rule
    that says when that is so. `passage`, when given, is a piece of the text that the problem is about, for the case
    that only the file is known and the place in it must be found.

    Raises `ValueError` where a problem is minor and its rule knows no such problems.
    """

    rule: Rule
    location: Location
    message: str
    hints: tuple[str, ...] = ()
    minor: bool = False
    passage: str = ""

    def __post_init__(self) -> None:
        if self.minor and not self.rule.warns_when:
            raise ValueError(f"the rule “{self.rule}” does not say when it is only a warning")

    @property
    def severity(self) -> Severity:
        """How much the problem weighs."""
        return Severity.WARNING if self.minor else self.rule.severity

    def __str__(self) -> str:
        head = f"{self.location}: {self.severity}[{self.rule}]: {self.message}"
        return "\n".join((head, *(f"  hint: {hint}" for hint in self.hints)))


class BuildError(Exception):
    """A phase found problems that a person can mend; `diagnostics` holds all of them, in reading order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_reading_order(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(map(str, self.diagnostics))


class OutputError(Exception):
    """The output folder cannot take the release; the message says why and what to do."""


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without repetitions, sorted by path, line and column."""
    return tuple(
        sorted(
            dict.fromkeys(diagnostics),
            key=lambda d: (
                str(d.location.path),
                d.location.line or 0,
                d.location.column or 0,
                d.rule.name,
                d.message,
            ),
        )
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
