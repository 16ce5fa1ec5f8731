"""The workers of a Dask scheduler, in the place of the processes of this machine.

Dask decides which of them does what, and gives a job to another one if a worker is gone. What is here gives it jobs as
parcels, sees to it that every machine has the same program, and that nobody waits for a cluster that is gone.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import threading
import warnings
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kefu.cache import composition, digest, program
from kefu.diagnostics import OutputError
from kefu.processes.elsewhere import work
from kefu.processes.parcels import Packing, came_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from distributed import Client

T = TypeVar("T")

CONNECTING: Final = 5
"""Seconds in which a connection to a scheduler has to be made, and in which it then has to answer."""

STARTING: Final = 30
"""Seconds in which a scheduler has to have a worker, and all workers have to say what program they have."""

PATIENCE: Final = 60
"""Seconds in which a scheduler has to answer in the middle of a build, and to have a worker again if it has none."""

OFTEN: Final = 2
"""Seconds between two looks at the scheduler."""

SAME: Final = "install the same on every machine, from requirements/cluster.txt, and start its workers again"

NAMED: Final = 3
"""How many differences between two machines are told."""

SCHEDULER: Final = "Scheduler"
"""What Dask calls a scheduler."""

SAYING: Final = ("asyncio", "bokeh", "distributed", "tornado")
"""The loggers of Dask, and of what it is made of."""


class ClusterError(Exception):
    """A cluster cannot be used at all; the message says why and what to do."""


@contextmanager
def cluster(address: str, shared: tuple[type, ...]) -> Iterator[Executor]:
    """Provide the workers of the Dask scheduler at an address as a pool.

    Values of the `shared` types are sent to a worker once, however many jobs they are given to. Raises `ClusterError`
    if there is no scheduler, if it has no workers, or if their program is another one than this. If the cluster is
    lost later, the jobs that are not done raise `OutputError`.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"(dask|distributed|tornado)(\.|$)")
        client = _connected(address)
        hired = _Hired(client, address, Packing(shared))
        try:
            _compare(client, address)
            hired.watch()
            yield hired
        finally:
            hired.shutdown()


class _Hired(Executor):
    """Gives jobs to a cluster, and keeps the future of each until it is done or the cluster is lost."""

    def __init__(self, client: Client, address: str, packing: Packing) -> None:
        self._client = client
        self._jobs = client.get_executor(pure=False)
        self._address = address
        self._packing = packing
        self._pieces: dict[str, Any] = {}
        self._lock = threading.Lock()
        self._pending: set[Future[Any]] = set()
        self._lost: OutputError | None = None
        self._over = threading.Event()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a worker call a function."""
        future: Future[T] = Future()
        with self._lock:
            if self._lost:
                future.set_exception(self._lost)
                return future
            self._pending.add(future)
        parcel = self._packing.pack(partial(fn, **kwargs) if kwargs else fn, *args)
        try:
            pieces = [self._sent(digest, piece) for digest, piece in parcel.pieces.items()]
            job = self._jobs.submit(work, program(), parcel.content, *pieces)
        except Exception:  # noqa: BLE001 - whatever it is, nothing can be sent to the scheduler any more
            self._give_up(self._gone())
        else:
            job.add_done_callback(lambda ended: self._settle(future, ended))
        return future

    def _sent(self, digest: str, piece: bytes) -> Any:
        """Return a piece as a task that returns it, so that the scheduler has it if the worker that has it is gone."""
        if digest not in self._pieces:
            self._pieces[digest] = self._client.submit(bytes, piece, key=f"kefu-{digest}")
        return self._pieces[digest]

    def _settle(self, future: Future[Any], ended: Future[bytes]) -> None:
        """Give a future what came of its job, unless the cluster is lost."""
        with self._lock:
            if future not in self._pending:
                return
            self._pending.remove(future)
        try:
            future.set_result(came_of(self._outcome(ended)))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result meets it
            future.set_exception(error)

    def _outcome(self, ended: Future[bytes]) -> bytes:
        """Return what a worker returned; raises `OutputError` if none did."""
        from distributed import KilledWorker  # noqa: PLC0415 - see `_connected`
        from distributed.comm import CommClosedError  # noqa: PLC0415 - same reason

        try:
            return ended.result()
        except KilledWorker as error:
            raise _lost(
                f"{error.allowed_failures + 1} workers of the cluster “{self._address}” ended over the same job, "
                f"the last one at {error.last_worker.address}",
                "see what they say, give them more memory, or build without --cluster",
            ) from None
        except (CancelledError, CommClosedError):
            raise self._gone() from None
        except Exception as error:  # noqa: BLE001 - ours come in what a worker returns; this is the cluster's
            raise _lost(f"the cluster “{self._address}” cannot do a job: {error}", SAME) from None

    def _gone(self) -> OutputError:
        return _lost(f"the scheduler at “{self._address}” is gone", "start it again, or build without --cluster")

    def watch(self) -> None:
        """Begin to look at the cluster often, so that nobody waits for one that is lost."""
        threading.Thread(target=self._watch, name="kefu-watches-cluster", daemon=True).start()

    def _watch(self) -> None:
        without = 0
        while not self._over.wait(OFTEN):
            try:
                workers = self._client.sync(self._client.scheduler.ncores, callback_timeout=PATIENCE)
            except Exception:  # noqa: BLE001 - whatever it is, the scheduler does not answer
                workers = None
            if workers is None or self._client.status != "running":
                self._give_up(self._gone())
                return
            without = 0 if workers else without + OFTEN
            if without >= PATIENCE:
                none = f"the scheduler at “{self._address}” has no workers any more"
                self._give_up(_lost(none, "start some, or build without --cluster"))
                return

    def _give_up(self, why: OutputError) -> None:
        with self._lock:
            self._lost = why
            given_up, self._pending = self._pending, set()
        for future in given_up:
            future.set_exception(why)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what is not done is not wanted any more, and what is kept there is forgotten."""
        del wait, cancel_futures
        self._over.set()
        self._give_up(self._gone())
        with suppress(Exception):  # it may be lost
            self._client.close(timeout=OFTEN)
        self._client.status = "closed"  # or Dask waits for it again when this process ends


def is_installed() -> bool:
    """Return whether what speaks to a scheduler is installed; it is an extra of this package."""
    return importlib.util.find_spec("distributed") is not None


def _connected(address: str) -> Client:
    """Return a client of the scheduler at an address; raises `ClusterError` if none answers there.

    What Dask has to say is not said: what matters comes back as an error. It takes long to load, so this is done here.
    """
    from distributed import Client  # noqa: PLC0415 - see above

    for name in [*SAYING, *logging.root.manager.loggerDict]:
        if name.startswith(SAYING):
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        kind = asyncio.run(_kind(address))
        if kind == SCHEDULER:
            return Client(address, timeout=CONNECTING, name="kefu", set_as_default=False)
        why = f"it is the address of a {kind.lower()}"
    except Exception as error:  # noqa: BLE001 - an address can be wrong in many ways, which Dask tells in as many
        why = " ".join(str(error).split()) or f"it says nothing for {CONNECTING} seconds"
    raise ClusterError(f"no scheduler answers at “{address}”: {why}")


async def _kind(address: str) -> str:
    """Return what is at an address, as Dask calls it. A client would wait for ever for an answer to its greeting."""
    from distributed import Security, rpc  # noqa: PLC0415 - see `_connected`

    arguments = Security().get_connection_args("client")
    async with asyncio.timeout(2 * CONNECTING), rpc(address, timeout=CONNECTING, connection_args=arguments) as there:
        return str((await there.identity())["type"])


def _compare(client: Client, address: str) -> None:
    """Raise `ClusterError` if the scheduler has no workers, or the program of any machine is not the one of this."""
    try:
        client.wait_for_workers(1, timeout=STARTING)
    except TimeoutError:
        hint = f"start some, as with “dask worker {address}”"
        raise ClusterError(f"the scheduler at “{address}” has no workers; {hint}") from None
    try:
        found = client.sync(_compositions, client, callback_timeout=STARTING)
    except TimeoutError:
        raise ClusterError(f"not all workers of the scheduler at “{address}” answer; start them again") from None
    here = composition()
    for machine, there in found.items():
        if isinstance(there, Exception):
            raise ClusterError(f"the {machine} cannot load kefu: {there}; {SAME}")
        if told := _difference(here, there):
            raise ClusterError(f"the {machine} differs from this machine: {told}; {SAME}")


async def _compositions(client: Client) -> dict[str, Mapping[str, str] | Exception]:
    """Return what the program of each machine is made of, by what the machine is."""
    found: dict[str, Mapping[str, str] | Exception] = {}
    try:
        found["scheduler"] = await client.run_on_scheduler(composition)
    except Exception as error:  # noqa: BLE001 - the scheduler may not even have this package
        found["scheduler"] = error
    workers = await client.run(composition, on_error="return")
    return found | {f"worker at {worker}": told for worker, told in workers.items()}


def _difference(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Return in what another program differs from this one, or nothing."""
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    told = [f"{name} {_version(there, name)} (here {_version(here, name)})" for name in names[:NAMED]]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return ", ".join([*told, *more])


def _version(program: Mapping[str, str], name: str) -> str:
    version = program.get(name, "missing")
    return version[:8] if len(version) == len(digest()) else version


def _lost(what: str, hint: str) -> OutputError:
    return OutputError(f"{what}; {hint}. The existing release is unchanged")
