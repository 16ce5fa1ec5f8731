"""Collect mistakes, so that authors see all of them at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors, in_reading_order
from kefu.layout import astray
from kefu.reading.sources import LINKED, names_in
from kefu.rules.files import FILE_EXISTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from kefu.rules.rule import Rule

Name = Literal["label", "figure", "entry"]


class Problems:
    """The mistakes found so far; used as `with problems.collected(): …` around what may raise `BuildError`.

    `unread` holds the kinds of names that what could not be read may give, so that no use of such a name is told to
    lead nowhere.
    """

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self.unread: set[Name] = set()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The mistakes, in the order in which they were found."""
        return tuple(self._found)

    def note(self, rule: Rule, location: Location, message: str, *hints: str) -> None:
        """Record a mistake."""
        self._found.append(Diagnostic(rule=rule, location=location, message=message, hints=hints))

    def note_astray(self, root: Path, *paths: PurePosixPath) -> None:
        """Record which of these paths are links that lead nowhere; nobody knows what names they would give."""
        for path in paths:
            if wrong := astray(root / path):
                self.note(FILE_EXISTS, Location(path=path), f"“{path}” {wrong}", LINKED)
                self.unread |= {"label", "figure"}

    def names_in(self, root: Path, folder: PurePosixPath) -> tuple[str, ...]:
        """Return the names of what is in a folder, or none if it cannot be read, which is then recorded."""
        try:
            return names_in(root, folder)
        except BuildError as error:
            self.add(error)
            self.unread |= {"label", "figure"}
            return ()

    def add(self, error: BuildError) -> None:
        """Record mistakes that were raised together."""
        self._found.extend(error.diagnostics)

    @contextmanager
    def collected(self, *, unread: Name | None = None) -> Iterator[None]:
        """Record the mistakes of a `BuildError` raised in the block, and which names are then unread, and go on."""
        try:
            yield
        except BuildError as error:
            self.add(error)
            if unread:
                self.unread.add(unread)

    def settle(self) -> tuple[Diagnostic, ...]:
        """Return the warnings. Raises `BuildError` with everything that was found if any of it is an error."""
        if has_errors(self._found):
            raise BuildError(self._found)
        return in_reading_order(self._found)
