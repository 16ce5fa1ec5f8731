"""What is done within bounds ends in time and leaves the process as it was."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys

import pytest

from kefu.processes.bounds import bounded

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeoutError), bounded(seconds=1):
        all(True for _ in itertools.count())


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(MemoryError), bounded(memory=64 * 1024**2):
        bytearray(512 * 1024**2)


def test_the_process_is_as_before() -> None:
    import resource  # noqa: PLC0415 - not on Windows

    def state() -> tuple[object, ...]:
        return (
            signal.getsignal(signal.SIGALRM),
            resource.getrlimit(resource.RLIMIT_AS),
            resource.getrlimit(resource.RLIMIT_CPU),
        )

    before = state()
    with bounded():
        assert state() != before
    assert state() == before
    assert signal.alarm(0) == 0


DEAF = """
import itertools
from kefu.processes.bounds import bounded
with bounded(seconds=1, grace=1):
    sum(itertools.count())
"""


@pytest.mark.slow
def test_what_does_not_listen_is_ended_with_its_process() -> None:
    done = subprocess.run([sys.executable, "-c", DEAF], timeout=60, check=False)
    assert done.returncode == -signal.SIGXCPU


def test_what_is_around_is_bounded_still() -> None:
    def in_vain() -> None:
        with bounded(seconds=60):
            pass
        all(True for _ in itertools.count())

    with pytest.raises(TimeoutError), bounded(seconds=2):
        in_vain()
