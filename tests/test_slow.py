"""The tests that are not slow do nothing that is."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Executor

import pytest
from tests.here import working_here
from tests.slow import FIXTURES, SlowError

from kefu.processes.workers import workers


def test_a_test_that_asks_for_what_is_slow_is_slow(request: pytest.FixtureRequest) -> None:
    for item in request.session.items:
        assert item.get_closest_marker("slow") or not FIXTURES & {*getattr(item, "fixturenames", ())}, item.nodeid


@pytest.mark.parametrize("program", [sys.executable, "/usr/bin/java", "chromium"])
def test_a_test_that_is_not_slow_starts_no_program_that_is(program: str) -> None:
    with pytest.raises(SlowError):
        subprocess.run([program, "--version"], check=False)


def test_a_test_that_is_not_slow_builds_nothing_and_starts_no_workers() -> None:
    with pytest.raises(SlowError), working_here():
        pass
    with pytest.raises(SlowError), workers(1):
        pass


@pytest.mark.slow
def test_a_slow_test_may_do_what_is_slow() -> None:
    assert subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0
    with working_here(), workers(1) as pool:
        assert isinstance(pool, Executor)
