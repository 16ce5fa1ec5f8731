"""All files of a release, examined in parallel; what was examined before is not examined again."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kefu.cache import NOTHING_KEPT, Step, digest
from kefu.check.examining import Outcome, Seen, examine, examine_all, pictures_of, search_all, unread
from kefu.processes.bounds import GRACE, SECONDS
from kefu.processes.workers import TooMuchError, alone, patiently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor, Future

    from kefu.cache import Store
    from kefu.check.examining import Examined, Read, Task
    from kefu.model import Asset, Document

BATCH: Final = 16
"""The most files that a process is given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A file to be examined, and what is known of it.

    `whole` is the task as it was given. `bare` is the same without pictures, which are in `pictures`, as far as they
    are not known yet. `key` is that of reading the file, and `keys` those of reading each picture; there is none if
    nothing is kept.
    """

    number: int
    whole: Task
    bare: Task
    pictures: tuple[Asset | Seen, ...]
    key: str
    keys: tuple[str, ...]
    read: Read | None

    @property
    def searches(self) -> tuple[str, str]:
        """The keys of searching the file and all the pictures."""
        return self.key, digest(self.keys)

    @property
    def known(self) -> tuple[Read, tuple[Seen, ...]] | None:
        """What was read, if the file and all pictures have been read before, so that they need only be searched."""
        seen = tuple(picture for picture in self.pictures if isinstance(picture, Seen))
        return (self.read, seen) if self.read and len(seen) == len(self.pictures) else None


class Examination:
    """Examines files in parallel in the processes of a pool.

    Sending what is searched for takes longer than searching, so a process is given several files at once if they are
    searched for the same. What is in the store is not read again, and searched again only if it was not yet searched
    for the same. The pictures of a document are kept apart from its files: they change less often, and whoever checks
    finished files has none.
    """

    def __init__(self, pool: Executor, store: Store = NOTHING_KEPT) -> None:
        self._pool = pool
        self._store = store
        self._count = 0
        self._examined: dict[int, Examined] = {}
        self._pending: dict[Future[tuple[Outcome, ...]], tuple[_Job, ...]] = {}
        self._bare: dict[int, tuple[Document, Document]] = {}

    def begin(self, tasks: Iterable[Task]) -> None:
        """Start examining files."""
        for _, alike in groupby(tasks, key=lambda task: id(task.wanted)):
            together = [*alike]
            aim = digest(together[0].wanted.excluded, together[0].wanted.included) if self._store.keeps else ""
            work: tuple[list[_Job], list[_Job]] = [], []
            for number, task in enumerate(together, start=self._count):
                job = self._job(number, task)
                found = [result for key in job.searches for result in self._store.look(Step.SEARCH, (key, aim))]
                if job.known and len(found) == len(job.searches):
                    (read, seen), (searched, pictured) = job.known, found
                    outcome = Outcome(read=read, seen=seen, searched=searched, pictured=pictured)
                    self._examined[number] = outcome.examined
                else:
                    work[job.known is None].append(job)
            self._count += len(together)
            for some in work:
                while batch := some[:BATCH]:
                    del some[:BATCH]
                    self._submit(tuple(batch), aim)

    def _job(self, number: int, task: Task) -> _Job:
        assets = pictures_of(task.document)
        bare = replace(task, document=self._without_pictures(task.document) if task.document else None)
        if not self._store.keeps:
            return _Job(number=number, whole=task, bare=bare, pictures=assets, key="", keys=(), read=None)
        document = self._store.digest_of(bare.document)
        key = digest(task.path, task.content, document, task.allowed, task.published)
        keys = tuple(digest(asset.name, self._store.digest_of(asset.original)) for asset in assets)
        return _Job(
            number=number,
            whole=task,
            bare=bare,
            pictures=tuple(
                next(self._store.look(Step.PICTURE, of_asset), asset)
                for of_asset, asset in zip(keys, assets, strict=True)
            ),
            key=key,
            keys=keys,
            read=next(self._store.look(Step.EXAMINE, key), None),
        )

    def _without_pictures(self, document: Document) -> Document:
        """Return the same document without pictures, one for all of its files, so that it is sent with them once."""
        if id(document) not in self._bare:
            self._bare[id(document)] = document, replace(document, assets=())
        return self._bare[id(document)][1]

    def _submit(self, jobs: tuple[_Job, ...], aim: str) -> None:
        known = tuple(job.known for job in jobs if job.known)
        if known:
            future = self._pool.submit(search_all, known, jobs[0].whole.wanted)
        else:
            new = tuple((job.bare, job.pictures) for job in jobs)
            future = self._pool.submit(examine_all, new, keeps=self._store.keeps)
        self._pending[future] = jobs
        future.add_done_callback(partial(self._keep, jobs, aim))

    def _keep(self, jobs: Sequence[_Job], aim: str, ended: Future[tuple[Outcome, ...]]) -> None:
        if not self._store.keeps or ended.cancelled() or ended.exception():
            return
        for job, outcome in zip(jobs, ended.result(), strict=True):
            if outcome.lasts:
                if not job.read:
                    self._store.put(Step.EXAMINE, job.key, outcome.read)
                for key, seen in zip(job.keys, outcome.seen, strict=True):
                    if not self._store.has(Step.PICTURE, key):
                        self._store.put(Step.PICTURE, key, seen)
                for key, searched in zip(job.searches, (outcome.searched, outcome.pictured), strict=True):
                    self._store.put(Step.SEARCH, (key, aim), searched)

    def finish(self, report: Callable[[int, int], None]) -> tuple[Examined, ...]:
        """Return the results for all files, in the order in which their examination started.

        `report` is called with the number of files that are done, and the number of all files. If a file crashes the
        process that reads it, as a hostile one can, all files in unfinished batches are examined again, each in a new
        process.
        """
        report(len(self._examined), self._count)
        for future in patiently(self._pool, self._pending, BATCH * (SECONDS + GRACE)):
            jobs = self._pending[future]
            if isinstance(future.exception(), BrokenProcessPool):
                results = tuple(_examine_alone(job.whole) for job in jobs)
            else:
                results = tuple(outcome.examined for outcome in future.result())
            self._examined.update(zip((job.number for job in jobs), results, strict=True))
            report(len(self._examined), self._count)
        return tuple(self._examined[number] for number in range(self._count))


def _examine_alone(task: Task) -> Examined:
    try:
        return alone(SECONDS + GRACE, examine, task)
    except TooMuchError:
        return unread(task, "the file takes more memory or time to read than it may").examined
