"""Processes stay and remember, go when there is no room, and are started again when somebody has ended them."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from kefu.preview.hands import Hands
from kefu.processes.workers import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


def end_unless(known: int) -> int:
    """End this process unless it is another one than that which was known."""
    if os.getpid() == known:
        os._exit(1)
    return os.getpid()


def end() -> None:
    os._exit(1)


@pytest.fixture
def hands() -> Iterator[Hands]:
    made = Hands(2)
    yield made
    made.close()


def test_each_thing_has_a_process_that_stays_until_there_is_no_room(hands: Hands) -> None:
    first = hands.do("a", 60, os.getpid)
    second = hands.do("b", 60, os.getpid)
    assert hands.do("a", 60, os.getpid) == first != second

    third = hands.do("c", 60, os.getpid)
    assert third not in {first, second}
    assert hands.do("a", 60, os.getpid) == first
    assert not psutil.pid_exists(second)


def test_a_process_that_was_ended_is_started_again(hands: Hands) -> None:
    first = hands.do("a", 60, os.getpid)

    assert hands.do("a", 60, end_unless, first) != first


def test_what_ends_its_process_each_time_or_takes_too_long_is_too_much(hands: Hands) -> None:
    with pytest.raises(TooMuchError):
        hands.do("a", 60, end)
    hands.do("a", 60, os.getpid)
    with pytest.raises(TooMuchError):
        hands.do("a", 0.2, time.sleep, 60)


def test_an_error_is_the_callers(hands: Hands) -> None:
    with pytest.raises(ZeroDivisionError):
        hands.do("a", 60, divmod, 1, 0)


def test_what_is_not_wanted_any_more_is_let_go(hands: Hands) -> None:
    first = hands.do("a", 60, os.getpid)
    hands.keep(lambda what: what == "b")

    assert not psutil.pid_exists(first)


def test_nothing_is_started_after_the_end(hands: Hands) -> None:
    first = hands.do("a", 60, os.getpid)
    hands.close()

    assert not psutil.pid_exists(first)
    with pytest.raises(TooMuchError):
        hands.do("a", 60, os.getpid)
