"""Examine a finished file in a separate process: read it in full, search it, compare it."""

from __future__ import annotations

import json
import zlib
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kefu.cache import NOTHING_KEPT, Step, digest
from kefu.check import readers
from kefu.check.active import inert
from kefu.check.conformance import conformance
from kefu.check.leaks import PICTURE, Lettered, Searched, Wanted, lettered, search_channels
from kefu.check.people import names_in_channels, names_in_path, personal_data_in_channels
from kefu.check.pictures import bare
from kefu.check.tags import tags
from kefu.diagnostics import Diagnostic, Location
from kefu.processes.bounds import GRACE, SECONDS, bounded
from kefu.processes.workers import TooMuchError, alone, patiently
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import PurePosixPath

    from kefu.cache import Store
    from kefu.check.people import RegistryFile
    from kefu.check.readers import Channel
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What is found in a file whatever it is searched for, and its letters, packed, so that it can be searched again.

    Files change less often than what they are searched for, which is every passage that they may not show.
    """

    path: PurePosixPath
    channels: int
    findings: tuple[Diagnostic, ...]
    letters: bytes


class Examination:
    """Examines files in parallel in the processes of a pool.

    Sending what is searched for takes longer than searching, so a process is given several files at once if they are
    searched for the same. What is in the store is not read again, and searched again only if it was not yet searched
    for the same.
    """

    def __init__(self, pool: Executor, store: Store = NOTHING_KEPT) -> None:
        self._pool = pool
        self._store = store
        self._count = 0
        self._examined: dict[int, Examined] = {}
        self._pending: dict[Future[tuple[_Outcome, ...]], tuple[tuple[int, Task], ...]] = {}

    def begin(self, tasks: Iterable[Task]) -> None:
        """Start examining files."""
        for _, alike in groupby(tasks, key=lambda task: id(task.wanted)):
            together = [*alike]
            aim = digest(together[0].wanted.excluded, together[0].wanted.included) if self._store.keeps else ""
            work: dict[bool, list[tuple[int, Task, str, _Read | None]]] = {True: [], False: []}
            for number, task in enumerate(together, start=self._count):
                key = self._key(task)
                read = next(self._store.look(Step.EXAMINE, key), None)
                searched = next(self._store.look(Step.SEARCH, (key, aim)), None)
                if read and searched:
                    self._examined[number] = _examined(read, searched)
                else:
                    work[bool(read)].append((number, task, key, read))
            self._count += len(together)
            for some in work.values():
                while batch := some[:BATCH]:
                    del some[:BATCH]
                    self._submit(batch, aim)

    def _key(self, task: Task) -> str:
        """Return the digest of all that reading a file depends on, which is not what it is searched for."""
        if not self._store.keeps:
            return ""
        document = self._store.digest_of(task.document)
        return digest(task.path, task.content, document, task.allowed, task.published)

    def _submit(self, batch: Sequence[tuple[int, Task, str, _Read | None]], aim: str) -> None:
        keys = [key for _, _, key, _ in batch]
        wanted = batch[0][1].wanted
        known = tuple(read for _, _, _, read in batch if read)
        if known:
            future = self._pool.submit(_search_all, known, wanted)
        else:
            examine_all = _examine_all_to_keep if self._store.keeps else _examine_all
            future = self._pool.submit(examine_all, tuple(task for _, task, _, _ in batch))
        future.add_done_callback(partial(self._keep, keys, aim))
        self._pending[future] = tuple((number, task) for number, task, _, _ in batch)

    def _keep(self, keys: Sequence[str], aim: str, ended: Future[tuple[_Outcome, ...]]) -> None:
        """Keep what lasts; what takes too long today may not do so tomorrow."""
        if not self._store.keeps or ended.cancelled() or ended.exception():
            return
        for key, (read, searched) in zip(keys, ended.result(), strict=True):
            if not any(found.rule is ARTIFACT_IS_READ_IN_FULL for found in read.findings):
                if read.letters:
                    self._store.put(Step.EXAMINE, key, read)
                self._store.put(Step.SEARCH, (key, aim), searched)

    def finish(self, report: Callable[[int, int], None]) -> tuple[Examined, ...]:
        """Return the results for all files, in the order in which their examination started.

        `report` is called with the number of files that are done, and the number of all files. If a file crashes the
        process that reads it, as a hostile one can, all files in unfinished batches are examined again, each in a new
        process.
        """
        report(len(self._examined), self._count)
        for future in patiently(self._pool, self._pending, BATCH * (SECONDS + GRACE)):
            batch = self._pending[future]
            if isinstance(future.exception(), BrokenProcessPool):
                results = tuple(_examine_alone(task) for _, task in batch)
            else:
                results = tuple(_examined(*outcome) for outcome in future.result())
            self._examined.update(zip((number for number, _ in batch), results, strict=True))
            report(len(self._examined), self._count)
        return tuple(self._examined[number] for number in range(self._count))


_Outcome = tuple[_Read, Searched]
"""What was found in a file, and what was searched for and found."""


def _examined(read: _Read, searched: Searched) -> Examined:
    return Examined(path=read.path, channels=read.channels, searched=searched, findings=read.findings)


def _search_all(known: Sequence[_Read], wanted: Wanted) -> tuple[_Outcome, ...]:
    return tuple((replace(read, letters=b""), search_channels(_unpacked(read.letters), wanted)) for read in known)


def _examine_all(tasks: Sequence[Task]) -> tuple[_Outcome, ...]:
    return tuple(_outcome(task, keeps=False) for task in tasks)


def _examine_all_to_keep(tasks: Sequence[Task]) -> tuple[_Outcome, ...]:
    return tuple(_outcome(task, keeps=True) for task in tasks)


def _packed(channels: Sequence[Lettered]) -> bytes:
    rows = [(channel.name, channel.place, channel.rearranged, channel.letters) for channel in channels]
    return zlib.compress(json.dumps(rows).encode(), zlib.Z_BEST_SPEED)


def _unpacked(content: bytes) -> Iterator[Lettered]:
    for name, place, rearranged, letters in json.loads(zlib.decompress(content)):
        yield Lettered(name=name, place=place, rearranged=rearranged, letters=tuple(letters))


def _examine_alone(task: Task) -> Examined:
    try:
        return alone(SECONDS + GRACE, examine, task)
    except TooMuchError:
        return _examined(*_unread(task, "the file takes more memory or time to read than it may"))


def _unread(task: Task, problem: str) -> _Outcome:
    read = _Read(path=task.path, channels=0, findings=(_not_read(task.path, problem),), letters=b"")
    return read, Searched(hits=(), found=0)


def _not_read(path: PurePosixPath, problem: str) -> Diagnostic:
    return Diagnostic(
        rule=ARTIFACT_IS_READ_IN_FULL,
        location=Location(path=path),
        message=problem,
        hints=("what cannot be read cannot be searched: remove the file, or build it again",),
    )


def examine(task: Task) -> Examined:
    """Read everything in a file, and return what was found."""
    return _examined(*_outcome(task, keeps=False))


def _outcome(task: Task, *, keeps: bool) -> _Outcome:
    try:
        with bounded():
            return _whole_outcome(task, keeps=keeps)
    except TimeoutError:
        return _unread(task, f"the file takes more than {SECONDS} seconds to read")
    except (MemoryError, RecursionError):
        return _unread(task, "the file takes more memory to read than it may")


def _whole_outcome(task: Task, *, keeps: bool) -> _Outcome:
    reading = readers.read(str(task.path), task.content)
    pictures = _pictures(task.document) if task.document else ()
    findings = [
        _not_read(task.path, problem)
        for problem in (*reading.problems, *(problem for picture in pictures for problem in picture.problems))
    ]
    written = [c for c in reading.channels if not (c.rearranged or c.name.startswith(NOT_WRITTEN))]
    if task.document:
        findings += inert(task.path, reading.channels)
    findings += bare(task.path, reading.channels) if task.published else ()
    findings += personal_data_in_channels(task.path, written, task.allowed)
    if task.names:
        registry = task.names.load()
        channels = (*reading.channels, *(channel for picture in pictures for channel in picture.channels))
        as_they_stand = [channel for channel in channels if not channel.rearranged]
        findings += names_in_path(task.path, registry)
        findings += names_in_channels(task.path, as_they_stand, registry, addresses=ADDRESSES)
    if task.document and reading.structure:
        findings += tags(task.document, reading.structure, task.path)
        findings += conformance(task.document, reading.structure, task.path)
    letters = (*lettered(reading.channels), *(channel for picture in pictures for channel in picture.letters))
    read = _Read(
        path=task.path,
        channels=len(letters),
        findings=tuple(findings),
        letters=_packed(letters) if keeps else b"",
    )
    return read, search_channels(letters, task.wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """What can be read in a picture of a document, and its letters."""

    channels: tuple[Channel, ...]
    problems: tuple[str, ...]
    letters: tuple[Lettered, ...]


def _pictures(document: Document) -> tuple[_Picture, ...]:
    """Read the pictures of a document, since the letters of drawings in a PDF are outlines, which only people can read.

    A document has its drawings while it is built; one that is assembled to check finished files has none.
    """
    return tuple(_picture(asset.name, asset.original) for asset in document.assets if asset.original)


@lru_cache(maxsize=256)
def _picture(name: str, content: bytes) -> _Picture:
    """Read a picture; most stand in many files."""
    reading = readers.read(name, content)
    channels = tuple(replace(channel, name=f"{PICTURE}: {channel.name}") for channel in reading.channels)
    return _Picture(channels=channels, problems=reading.problems, letters=lettered(channels))
