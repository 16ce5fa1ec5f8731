"""Builds whose work is done by the workers of a Dask scheduler: the same bytes, and clear ends whatever is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NoReturn

import pytest
from tests.conftest import copy_project
from tests.here import working_here
from tests.hiring import end, looking_at, scheduling, until
from tests.program import run_here

from kefu.diagnostics import BuildError, Diagnostic, Location, OutputError
from kefu.pipeline import build
from kefu.processes import cluster as module
from kefu.processes.bounds import bounded
from kefu.processes.cluster import ClusterError, cluster, is_installed
from kefu.processes.parcels import Packing
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.hiring import Scheduler

KEFU: Final = (sys.executable, "-m", "kefu")


@dataclass(frozen=True)
class Large:
    """Something that many jobs are given."""

    content: bytes


def length(of: Large, times: int) -> int:
    return len(of.content) * times


def refused() -> None:
    place = Location(path=PurePosixPath("public/a.pdf"))
    raise BuildError([Diagnostic(rule=ARTIFACT_IS_READ_IN_FULL, location=place, message="it is damaged")])


def lost() -> None:
    os._exit(1)


def lost_with_its_worker() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    assert parent.pid
    os.kill(parent.pid, signal.SIGKILL)
    time.sleep(60)


def in_bounds() -> int:
    """Return a process's number, from a block that has a bound."""
    with bounded(seconds=30):
        return os.getpid()


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(root: Path, out: Path, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*KEFU, "build", "--root", str(root), "--out", str(out), "--fresh", "--quiet", "--cluster", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=root,
    )


@pytest.fixture(scope="module")
def hired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """Provide a scheduler that gives a job to two workers at most, with two that Dask starts again if they end."""
    with scheduling(tmp_path_factory.mktemp("hired"), allowed_failures=1) as scheduler:
        scheduler.start_worker("--nanny")
        scheduler.start_worker("--nanny")
        with looking_at(scheduler) as dask:
            until(lambda: len(dask.nthreads()) == 2)
        yield scheduler


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small project, with the release that this machine alone makes of it."""
    root = copy_project("small", tmp_path_factory.mktemp("built") / "small")
    with working_here():
        build(root, root / "dist")
    return root


@pytest.mark.cluster
def test_a_build_of_which_a_worker_is_killed_in_the_middle_has_the_same_bytes(
    release: Path, tmp_path: Path, hired: Scheduler
) -> None:
    with looking_at(hired) as dask:
        numbers = dask.run(os.getpid)
        with built(release, tmp_path / "dist", hired.address) as process:
            working, *_ = until(lambda: [address for address, jobs in dask.processing().items() if jobs])
            os.kill(numbers[working], signal.SIGKILL)
            said = process.communicate()

    assert (*said, process.returncode) == ("", "", 0)
    assert bytes_in(tmp_path / "dist") == bytes_in(release / "dist")


@pytest.mark.cluster
def test_what_many_jobs_are_given_is_sent_once(hired: Scheduler) -> None:
    large = Large(bytes(100_000))
    with cluster(hired.address, shared=(Large,)) as pool, looking_at(hired) as dask:
        futures = [pool.submit(length, large, times) for times in range(8)]
        assert [future.result() for future in futures] == [100_000 * times for times in range(8)]
        kept = {str(key): workers for key, workers in dask.who_has().items()}

    assert len([key for key in kept if key.startswith("kefu-")]) == 1
    with looking_at(hired) as dask:
        until(lambda: not dask.who_has())


@pytest.mark.cluster
def test_a_job_is_done_in_a_process_with_the_bounds_that_it_has_here(hired: Scheduler) -> None:
    with cluster(hired.address, shared=()) as pool, looking_at(hired) as dask:
        assert pool.submit(in_bounds).result() not in dask.run(os.getpid).values()


@pytest.mark.cluster
def test_what_a_job_raises_is_the_callers(hired: Scheduler) -> None:
    with cluster(hired.address, shared=()) as pool:
        with pytest.raises(BuildError, match="it is damaged") as caught:
            pool.submit(refused).result()
        with pytest.raises(BrokenProcessPool):
            pool.submit(lost).result()
        assert pool.submit(divmod, 7, 2).result() == (3, 1), "the worker goes on"

    assert "in refused" in caught.value.__notes__[0]


@pytest.mark.cluster
def test_an_interruption_ends_a_build_and_what_is_kept_for_it(release: Path, hired: Scheduler) -> None:
    before = bytes_in(release / "dist")
    with looking_at(hired) as dask:
        with built(release, release / "dist", hired.address) as process:
            until(lambda: any(dask.processing().values()))
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=30)
        until(lambda: not any(dask.processing().values()))

    assert (*said, process.returncode) == ("", "error: interrupted; the existing release is unchanged\n", 130)
    assert bytes_in(release / "dist") == before


@pytest.mark.cluster
def test_a_cluster_that_is_lost_in_the_middle_is_given_up(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 2)
    monkeypatch.setattr(module, "OFTEN", 0.5)
    before = bytes_in(release / "dist")
    with scheduling(tmp_path, allowed_failures=3) as scheduler, looking_at(scheduler) as dask:
        with monkeypatch.context() as impatient:
            impatient.setattr(module, "STARTING", 1)
            with pytest.raises(ClusterError, match="has no workers; start some"), cluster(scheduler.address, shared=()):
                pass

        first = scheduler.start_worker("--no-nanny")
        until(dask.nthreads)
        with cluster(scheduler.address, shared=()) as pool:
            never = pool.submit(time.sleep, 60)
            end(first)
            with pytest.raises(OutputError, match="has no workers any more"):
                never.result(timeout=30)
            with pytest.raises(OutputError, match="has no workers any more"):
                pool.submit(divmod, 7, 2).result()

        scheduler.start_worker("--no-nanny")
        until(dask.nthreads)
        with cluster(scheduler.address, shared=()) as pool:
            never = pool.submit(time.sleep, 60)
            scheduler.process.send_signal(signal.SIGSTOP)
            with pytest.raises(OutputError, match="is gone"):
                never.result(timeout=30)
            scheduler.process.send_signal(signal.SIGCONT)

        with built(release, release / "dist", scheduler.address) as process:
            until(lambda: any(dask.processing().values()))
            end(scheduler.process)
            out, err = process.communicate(timeout=60)

    assert (out, process.returncode) == ("", 4)
    assert err.startswith(f"error: the scheduler at “{scheduler.address}” is gone")
    assert err.count("\n") == 1
    assert bytes_in(release / "dist") == before


@pytest.mark.cluster
@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("typst-0.0.1.dist-info/METADATA", r"differs from this machine: typst 0\.0\.1 \(here 0\.15.*\); install"),
        ("kefu/__init__.py", "cannot load kefu: .*No module named.*; install"),
    ],
)
def test_a_worker_with_another_program_is_refused(other: str, told: str, tmp_path: Path, hired: Scheduler) -> None:
    (tmp_path / other).parent.mkdir()
    (tmp_path / other).touch()
    with looking_at(hired) as dask:
        differing = hired.start_worker("--no-nanny", environment={"PYTHONPATH": str(tmp_path)})
        until(lambda: differing.pid in dask.run(os.getpid, on_error="ignore").values())
        with pytest.raises(ClusterError, match=rf"^the worker at tcp://127\.0\.0\.1:\d+ {told}"):
            cluster(hired.address, shared=()).__enter__()
        end(differing)
        until(lambda: differing.pid not in dask.run(os.getpid, on_error="ignore").values())


@pytest.mark.cluster
def test_a_job_that_ends_its_workers_is_given_up(hired: Scheduler) -> None:
    with (
        cluster(hired.address, shared=()) as pool,
        pytest.raises(OutputError, match=r"^2 workers of .* ended over the same job, the last one at tcp://"),
    ):
        pool.submit(lost_with_its_worker).result(timeout=60)


@pytest.mark.cluster
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "", "nonsense", "tcp://127.0.0.1:port", "http://127.0.0.1:1"])
def test_there_is_no_scheduler_at_an_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    with pytest.raises(ClusterError, match=f"^no scheduler answers at “{address}”: .+"), cluster(address, shared=()):
        pass


@pytest.mark.cluster
def test_what_answers_nothing_is_no_scheduler(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECTING", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        ended = run_here("build", "--fresh", "--quiet", "--cluster", address, cwd=release, environment=os.environ)

    assert (ended.stdout, ended.returncode) == ("", 2)
    assert ended.stderr.startswith(f"error: no scheduler answers at “{address}”: ")
    assert ended.stderr.count("\n") == 1


class Closed:
    """A client of a scheduler that is gone, to which nothing can be sent."""

    def get_executor(self, **_options: object) -> Closed:
        return self

    def submit(self, *_given: object, **_options: object) -> NoReturn:
        raise RuntimeError("Tried sending message after closing.")


def test_what_can_no_longer_be_sent_is_given_up() -> None:
    pool = module._Hired(Closed(), "tcp://127.0.0.1:8786", Packing((Large,)))  # noqa: SLF001 - without a scheduler

    for arguments in ((7, 2), (Large(b""), 2)):
        with pytest.raises(OutputError, match=r"^the scheduler at .* is gone"):
            pool.submit(divmod, *arguments).result(timeout=1)


@pytest.mark.slow
def test_nothing_of_dask_is_loaded_before_it_is_asked_for() -> None:
    script = "import sys, kefu.cli.app, kefu.pipeline, kefu.processes.cluster; print('distributed' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert asked.stdout == "False\n"


def test_whoever_lacks_the_extra_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "distributed" else "found")

    assert not is_installed()


def program(**versions: str) -> Mapping[str, str]:
    return {"Python": "3.11.7", "files of kefu": "0" * 64, **versions}


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (program(), ""),
        (program(Python="3.12.1"), "Python 3.12.1 (here 3.11.7)"),
        (program(typst="0.15.2"), "typst 0.15.2 (here missing)"),
        ({"Python": "3.11.7", "files of kefu": "a" * 64}, "files of kefu aaaaaaaa (here 00000000)"),
        (
            program(a="1", b="1", c="1", d="1", e="1"),
            "a 1 (here missing), b 1 (here missing), c 1 (here missing), 2 more",
        ),
        ({"files of kefu": "0" * 64}, "Python missing (here 3.11.7)"),
    ],
)
def test_what_differs_is_told(there: Mapping[str, str], told: str) -> None:
    assert module._difference(program(), there) == told  # noqa: SLF001 - no machine has all of these versions
