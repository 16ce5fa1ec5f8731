"""Slow tests: which they are, and that no other test does what makes one slow. `nox -s tests -- --quick` omits them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from kefu.processes import workers

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

FIXTURES: Final = frozenset({"browser", "here", "java", "once", "soffice"})
"""What builds or is a program that starts slowly. A test that asks for one, or for what is made with one, is slow."""

FOLDERS: Final = ("cli",)
"""Folders whose tests run the program."""

PROGRAMS: Final = ("chromium", "java", "python", "soffice")
"""How the names of programs begin that start slowly. Git and pandoc take no time."""


class SlowError(Exception):
    """A test that is not marked as slow does something slow."""


class Slow:
    """A plugin of pytest that marks slow tests, and keeps others from doing what is slow."""

    def __init__(self) -> None:
        self._slow = True
        start, preload = subprocess.Popen.__init__, workers.preload

        def starting(process: subprocess.Popen[Any], args: Any, *rest: Any, **options: Any) -> None:
            program = Path(str(args if isinstance(args, str | Path) else args[0])).name
            if program.startswith(PROGRAMS):
                self.begins(f"starting {program}")
            start(process, args, *rest, **options)

        def preloading() -> Any:
            self.begins("starting workers")
            return preload()

        subprocess.Popen.__init__ = starting  # type: ignore[assignment,method-assign]  # what asks is put around what starts
        workers.preload = preloading

    def begins(self, what: str) -> None:
        """Note that something slow begins; raises `SlowError` in a test that is not marked."""
        if not self._slow:
            raise SlowError(f"{what} takes long: mark this test with @pytest.mark.slow")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        """Mark the tests that are slow by what they use or where they stand."""
        tests = Path(__file__).parent
        for item in items:
            used = {*getattr(item, "fixturenames", ())}
            if used & FIXTURES or item.path.relative_to(tests).parts[0] in FOLDERS:
                item.add_marker(pytest.mark.slow)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Know whether the test that runs is slow."""
        self._slow = any(item.get_closest_marker(name) for name in ("slow", "quarto", "cluster"))
        try:
            return (yield)
        finally:
            self._slow = True


SLOW: Final = Slow()
