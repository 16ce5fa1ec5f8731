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
    """A place in the project: a root-relative path and, if known, a line and column, both counted from 1."""

    path: PurePosixPath
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = (str(number) for number in (self.line, self.column) if number is not None)
        return ":".join((str(self.path), *numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem.

    `rule` is the rule that it breaks, and determines its severity; a problem that is `minor` is only a warning, which
    is possible for rules that say when this is the case. `passage` is a piece of the text that the problem is about; it
    is given if only the file is known, and the place in it has yet to be found.

    Raises `ValueError` if a problem is minor although its rule does not say when that is the case.
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
        """How serious the problem is."""
        return Severity.WARNING if self.minor else self.rule.severity

    def __str__(self) -> str:
        head = f"{self.location}: {self.severity}[{self.rule}]: {self.message}"
        return "\n".join((head, *(f"  hint: {hint}" for hint in self.hints)))


class BuildError(Exception):
    """A phase found problems that a person can fix; `diagnostics` holds all of them, in reading order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_reading_order(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(map(str, self.diagnostics))


class OutputError(Exception):
    """The output folder cannot take the release; the message says why and what to do."""


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without duplicates, sorted by path, line and column."""
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
    """Return whether any of the diagnostics is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
