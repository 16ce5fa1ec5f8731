"""Trying changes: the tests that reach what was changed run in a copy of this process, in which it is changed.

A changed function is put in the place of the old one in a process that has loaded everything. Where a change is in what
a module does when it is imported, the tests are loaded anew.
"""

from __future__ import annotations

import functools
import gc
import importlib
import math
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from tests.mutants.changes import Change

MEMORY: Final = 6 * 1024**3
"""Bytes of addresses that a copy may use."""

OPTIONS: Final = ("-p", "no:terminal", "-p", "no:xdist", "-x", "-o", "addopts=")
QUICK: Final = (
    "--import-mode=importlib",
    "-m",
    "not slow and not quarto and not cluster",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)

LONGEST: Final = 120.0
"""Seconds after which a change that ends nothing has been noticed."""

REMEMBERING: Final = type(functools.cache(print))
"""Functions that remember what they have returned."""

FORK: Final = multiprocessing.get_context("fork")


class Place(NamedTuple):
    """A function: its file, its name in it, and its first line."""

    file: str
    name: str
    line: int


class Outcome(NamedTuple):
    """A change, and whether a test noticed it; or the files of the tests that have to be loaded anew to see."""

    change: Change
    noticed: bool
    files: tuple[str, ...] = ()


def outcomes(files: Sequence[str], changes: Sequence[Change], scratch: Path) -> Iterator[Outcome]:
    """Try changes on the quick tests in some files. Raises `EOFError` if a test fails without any."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_try_all, args=([*files, f"--basetemp={scratch / 'one'}"], changes, there))
    process.start()
    there.close()
    anew = []
    libraries = here.recv()
    for _ in changes:
        outcome = here.recv()
        if outcome.files:
            anew.append(outcome)
        else:
            yield outcome
    process.join()
    for name in libraries if anew else ():
        with suppress(Exception):
            importlib.import_module(name)
    again = f"--basetemp={scratch / 'again'}"
    if anew and _noticed(functools.partial(_pass_anew, None, [*files, again]), 5 * LONGEST):
        raise EOFError
    for change, _, needed in anew:
        yield Outcome(change, _noticed(functools.partial(_pass_anew, change, [*needed, again]), LONGEST))


def _try_all(files: Sequence[str], changes: Sequence[Change], there: Connection) -> None:
    pytest.main([*OPTIONS, *QUICK, *files], plugins=[Trial(changes, there)])


def _pass_anew(change: Change | None, files: Sequence[str]) -> bool:
    read = SourceFileLoader.get_code

    def changed(loader: SourceFileLoader, name: str) -> CodeType | None:
        file = loader.get_filename(name)
        return compile(change.text, file, "exec") if change and file == change.module else read(loader, name)

    SourceFileLoader.get_code = changed  # type: ignore[method-assign, assignment]  # what Python imports with
    return pytest.main([*OPTIONS, *QUICK, *files]) == pytest.ExitCode.OK


class Trial:
    """A plugin of pytest that runs all tests once, and then for each change those that reach what it changes.

    Those that reach lines that few others reach run first: it is they that mostly notice.
    """

    def __init__(self, changes: Sequence[Change], there: Connection) -> None:
        self._changes = changes
        self._there = there
        self._files = {change.module for change in changes}
        self._coverage: Any = None
        self._reached: dict[str, dict[int, set[str]]] = {}
        self._took: dict[str, float] = {}
        self._noting = ""
        self._functions: dict[Place, list[FunctionType]] = defaultdict(list)
        self._remembering: list[Any] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Any:
        """Note what a fixture reaches that several tests share."""
        shared = self._noting and fixturedef.scope != "function"
        if shared:
            self._coverage.switch_context(fixturedef.argname)
        try:
            return (yield)
        finally:
            if shared:
                self._coverage.switch_context(self._noting)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests, and try the changes; says nothing more where a test fails without any."""
        settings.register_profile(
            "mutants", settings(), derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
        )
        settings.load_profile("mutants")
        gc.unfreeze()  # what has been collected is told of among the objects only then
        for found in gc.get_objects():
            if isinstance(found, FunctionType) and found.__code__.co_filename in self._files:
                self._functions[_place(found.__code__)].append(found)
            elif isinstance(found, REMEMBERING) and found.__wrapped__.__code__.co_filename in self._files:
                self._remembering.append(found)
        gc.freeze()
        libraries = self._note(session)
        self._there.send([name for name in libraries if not name.startswith(("kefu", "tests", "conftest", "test_"))])
        for change in self._changes:
            self._there.send(self._outcome(session, change))
        return True

    def _note(self, session: pytest.Session) -> list[str]:
        """Run all tests in a copy, note how long each takes and what it reaches, and return what they have loaded.

        This process runs none: some libraries start threads, and no copy would have them. What pandoc has read in the
        copy is remembered here.
        """
        here, there = FORK.Pipe(duplex=False)
        process = FORK.Process(target=_end, args=(lambda: self._tell(session, there),))
        process.start()
        there.close()
        self._took, self._reached, read, libraries = here.recv()
        process.join()
        sys.modules["tests.remembering"].remembered.update(read)
        return libraries  # type: ignore[no-any-return]  # it is what the copy has sent

    def _tell(self, session: pytest.Session, there: Connection) -> bool:
        coverage = self._coverage = Coverage(data_file=None, config_file=False, include=[*self._files])
        coverage.start()
        for item, following in _with_next(session.items):
            self._forget()
            self._noting = item.nodeid
            began = time.monotonic()
            coverage.switch_context(item.nodeid)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self._took[item.nodeid] = time.monotonic() - began
            if session.testsfailed:
                return False
        coverage.stop()
        data = coverage.get_data()
        reached = {file: {line: {*by} for line, by in data.contexts_by_lineno(file).items()} for file in self._files}
        read = sys.modules["tests.remembering"].remembered
        there.send((self._took, reached, read, [*sys.modules]))
        return True

    def _outcome(self, session: pytest.Session, change: Change) -> Outcome:
        texts = (Path(change.module).read_text(encoding="utf-8"), change.text)
        functions = _changed(*(compile(text, change.module, "exec") for text in texts))
        reached = self._reached[change.module]
        lines = reached if functions is None else {line for code in functions for line in _lines(code)}
        names = {name for line in lines for name in reached.get(line, ())}
        chosen = [item for item in session.items if names & _names(item)]
        if functions is None:
            return Outcome(change, noticed=False, files=tuple({str(item.path): None for item in chosen}))
        by_number = sorted((reached[line] for line in lines if line in reached), key=len, reverse=True)
        few = {name: len(tests) for tests in by_number for name in tests}
        chosen.sort(key=lambda item: min(few.get(name, math.inf) for name in _names(item)))
        seconds = min(LONGEST, 10 + 5 * sum(self._took[item.nodeid] for item in chosen))

        def test() -> bool:
            for code in functions:
                for function in self._functions[_place(code)]:
                    function.__code__ = code
            self._forget()
            return _pass(session, chosen)

        return Outcome(change, bool(chosen) and _noticed(test, seconds))

    def _forget(self) -> None:
        """Empty what functions of the package remember, as a change may alter it."""
        for function in self._remembering:
            function.cache_clear()


def _names(item: pytest.Item) -> set[str]:
    """Return what notes name a test by: itself, and the fixtures that it asks for."""
    return {item.nodeid, *getattr(item, "fixturenames", ())}


def _with_next(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _pass(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    """Return whether tests pass; those after one that fails are not run."""
    for item, following in _with_next(items):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return False
    return True


def _noticed(test: Callable[[], bool], seconds: float) -> bool:
    """Return whether a test fails, ends its process or takes longer than some seconds, in a copy of this process."""
    process = FORK.Process(target=_end, args=(test,))
    process.start()
    process.join(seconds)
    code = process.exitcode
    with suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    return code != 0


def _end(test: Callable[[], bool]) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    code = 1
    try:
        code = 0 if test() else 1
    finally:
        os._exit(code)


def _place(code: CodeType) -> Place:
    return Place(code.co_filename, code.co_qualname, code.co_firstlineno)


def _lines(code: CodeType) -> Iterator[int]:
    yield from (line for _, _, line in code.co_lines() if line)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _lines(inner)


def _changed(old: CodeType, new: CodeType) -> list[CodeType] | None:
    """Return the functions that a change has altered, as they are now, or None if it alters what is done on import."""
    inner = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new)]
    outer = [
        code.replace(co_consts=tuple(one for one in code.co_consts if not isinstance(one, CodeType)), co_linetable=b"")
        for code in (old, new)
    ]
    if outer[0] != outer[1] or len(inner[0]) != len(inner[1]):
        return None
    found: list[CodeType] = []
    for before, now in zip(*inner, strict=True):
        if before != now and now.co_flags & CO_OPTIMIZED and not now.co_name.startswith("<"):
            found.append(now)
        elif before != now:
            nested = _changed(before, now)
            if nested is None:
                return None
            found += nested
    return found
