"""Examine a finished file in a separate process: read it in full, search it, compare it."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from kefu.cache import NOTHING_KEPT, Step
from kefu.check import readers
from kefu.check.active import inert
from kefu.check.conformance import conformance
from kefu.check.leaks import PICTURE, Searched, Wanted, search_channels
from kefu.check.people import names_in_channels, names_in_path, personal_data_in_channels
from kefu.check.pictures import bare
from kefu.check.readers import Reading
from kefu.check.tags import tags
from kefu.diagnostics import Diagnostic, Location
from kefu.processes.bounds import GRACE, SECONDS, bounded
from kefu.processes.workers import TooMuchError, alone, patiently
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import PurePosixPath

    from kefu.cache import Store
    from kefu.check.people import RegistryFile
    from kefu.model import Document

ADDRESSES: Final = frozenset(
    {"file name", "PDF destination", "PDF object", "DOCX listing", "EPUB listing", "ZIP listing"}
)
"""Channels that contain names of files and the like, in which short names are found even without a capital."""

NOT_WRITTEN: Final = ("PDF raw bytes", "PDF stream", "PDF object", "binary text", "SVG drawn text")
"""Prefixes of channels with digits that nobody wrote as numbers, or not one after another, but that could look like
personal data."""

BATCH: Final = 16
"""The most files that a process is given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A finished file, by its path in the release, with everything that it is checked against.

    `document` is the assembled document that the file must show, or `None` if it does not belong to one. `allowed`
    holds the telephone numbers and addresses that it may show. `names` is the registry of real names, if there is one.
    What is not `published` is searched for what the file that is made of it could show.
    """

    path: PurePosixPath
    content: bytes
    wanted: Wanted
    document: Document | None
    allowed: frozenset[str]
    names: RegistryFile | None
    published: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The result of examining a file: the number of channels, what the search found, and findings of other kinds."""

    path: PurePosixPath
    channels: int
    searched: Searched
    findings: tuple[Diagnostic, ...]


class Examination:
    """Examines files in parallel in the processes of a pool.

    Sending what is searched for takes longer than searching, so a process is given several files at once if they are
    searched for the same.
    """

    def __init__(self, pool: Executor, store: Store = NOTHING_KEPT) -> None:
        self._pool = pool
        self._store = store
        self._batches: list[tuple[tuple[Task, ...], Future[tuple[Examined, ...]]]] = []

    def begin(self, tasks: Iterable[Task]) -> None:
        """Start examining files."""
        for _, alike in groupby(tasks, key=lambda task: id(task.wanted)):
            while batch := tuple(islice(alike, BATCH)):
                key = [_what_matters(task) for task in batch]
                future = self._store.submit(
                    Step.EXAMINE, self._pool, _examine_all, batch, key=key, lasts=_are_read_in_full
                )
                self._batches.append((batch, future))

    def finish(self, report: Callable[[int, int], None]) -> tuple[Examined, ...]:
        """Return the results for all files, in the order in which their examination started.

        `report` is called with the number of files that are done, and the number of all files. If a file crashes the
        process that reads it, as a hostile one can, all files in unfinished batches are examined again, each in a new
        process.
        """
        sizes = {future: len(batch) for batch, future in self._batches}
        total, done = sum(sizes.values()), 0
        report(0, total)
        for future in patiently(self._pool, sizes, BATCH * (SECONDS + GRACE)):
            done += sizes[future]
            report(done, total)
        return tuple(examined for batch in self._batches for examined in _result(*batch))


def _what_matters(task: Task) -> tuple[object, ...]:
    """Return what the result for a file depends on; what all files are searched for only makes the search fast."""
    wanted = (task.wanted.excluded, task.wanted.included)
    return task.path, task.content, wanted, task.document, task.allowed, task.published


def _are_read_in_full(results: Sequence[Examined]) -> bool:
    """Return whether all files were read; what takes too long today may not do so tomorrow."""
    return not any(found.rule is ARTIFACT_IS_READ_IN_FULL for one in results for found in one.findings)


def _examine_all(tasks: Sequence[Task]) -> tuple[Examined, ...]:
    return tuple(map(examine, tasks))


def _result(batch: Sequence[Task], future: Future[tuple[Examined, ...]]) -> tuple[Examined, ...]:
    if isinstance(future.exception(), BrokenProcessPool):
        return tuple(map(_examine_alone, batch))
    return future.result()


def _examine_alone(task: Task) -> Examined:
    try:
        return alone(SECONDS + GRACE, examine, task)
    except TooMuchError:
        return _unread(task, "the file takes more memory or time to read than it may")


def _unread(task: Task, problem: str) -> Examined:
    nothing = Searched(hits=(), found=0)
    return Examined(path=task.path, channels=0, searched=nothing, findings=(_not_read(task.path, problem),))


def _not_read(path: PurePosixPath, problem: str) -> Diagnostic:
    return Diagnostic(
        rule=ARTIFACT_IS_READ_IN_FULL,
        location=Location(path=path),
        message=problem,
        hints=("what cannot be read cannot be searched: remove the file, or build it again",),
    )


def examine(task: Task) -> Examined:
    """Read everything in a file, and return what was found."""
    try:
        with bounded():
            return _examine(task)
    except TimeoutError:
        return _unread(task, f"the file takes more than {SECONDS} seconds to read")
    except (MemoryError, RecursionError):
        return _unread(task, "the file takes more memory to read than it may")


def _examine(task: Task) -> Examined:
    reading = readers.read(str(task.path), task.content)
    pictures = _pictures(task.document) if task.document else Reading(channels=())
    channels = (*reading.channels, *pictures.channels)
    as_they_stand = [channel for channel in channels if not channel.rearranged]
    findings = [_not_read(task.path, problem) for problem in (*reading.problems, *pictures.problems)]
    written = [c for c in reading.channels if not (c.rearranged or c.name.startswith(NOT_WRITTEN))]
    if task.document:
        findings += inert(task.path, reading.channels)
    findings += bare(task.path, reading.channels) if task.published else ()
    findings += personal_data_in_channels(task.path, written, task.allowed)
    if task.names:
        registry = task.names.load()
        findings += names_in_path(task.path, registry)
        findings += names_in_channels(task.path, as_they_stand, registry, addresses=ADDRESSES)
    if task.document and reading.structure:
        findings += tags(task.document, reading.structure, task.path)
        findings += conformance(task.document, reading.structure, task.path)
    return Examined(
        path=task.path,
        channels=len(channels),
        searched=search_channels(channels, task.wanted),
        findings=tuple(findings),
    )


def _pictures(document: Document) -> Reading:
    """Read the pictures of a document, since the letters of drawings in a PDF are outlines, which only people can read.

    A document has its drawings while it is built; one that is assembled to check finished files has none.
    """
    found = [readers.read(asset.name, asset.original) for asset in document.assets if asset.original]
    return Reading(
        channels=tuple(
            replace(channel, name=f"{PICTURE}: {channel.name}") for reading in found for channel in reading.channels
        ),
        problems=tuple(problem for reading in found for problem in reading.problems),
    )
