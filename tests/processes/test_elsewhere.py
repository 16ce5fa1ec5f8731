"""What a worker of a cluster does: jobs of the same program, in processes that it starts again if they end."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from kefu.cache import program
from kefu.diagnostics import OutputError
from kefu.processes import elsewhere
from kefu.processes.elsewhere import work
from kefu.processes.parcels import Packing, came_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow


def lost() -> None:
    os._exit(1)


def worked(function: Callable[..., object], *arguments: object) -> object:
    """Let a worker do a job, and return what came of it."""
    return came_of(work(program(), Packing(()).pack(function, *arguments).content))


def worked_by_a_daemon(connection: multiprocessing.connection.Connection) -> None:
    """Let a worker of a nanny do a job; a nanny says that it may not start processes."""
    connection.send((multiprocessing.current_process().daemon, worked(divmod, 7, 2)))


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    elsewhere._PROCESSES._end()  # noqa: SLF001 - a worker has them for as long as it runs


def test_a_job_is_done_in_another_process_which_stays() -> None:
    numbers = {worked(os.getpid) for _ in range(3)}

    assert len(numbers) == 1
    assert numbers != {os.getpid()}


def test_a_process_that_ends_is_told_and_another_one_takes_its_place() -> None:
    with pytest.raises(BrokenProcessPool):
        worked(lost)

    assert worked(divmod, 7, 2) == (3, 1)


def test_a_job_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "SECONDS", 1)
    begin = time.monotonic()

    with pytest.raises(BrokenProcessPool):
        worked(time.sleep, 60)

    assert time.monotonic() - begin < 30


def test_a_job_of_another_program_is_not_done() -> None:
    with pytest.raises(OutputError, match="has another kefu than this machine"):
        came_of(work("0" * 64, Packing(()).pack(lost).content))


def test_the_worker_of_a_nanny_starts_processes_too_and_ends() -> None:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=worked_by_a_daemon, args=(theirs,), daemon=True)
    process.start()
    try:
        assert ours.poll(60)
        assert ours.recv() == (True, (3, 1))
        process.join(30)
        assert process.exitcode == 0, "its processes have ended before it waits for them"
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
        theirs.close()
