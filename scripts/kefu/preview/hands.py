"""Processes that stay, and that do one thing after the other, each within bounds."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

from kefu.processes.workers import TooMuchError, workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


class Hands:
    """At most so many processes as there is room for, each known by what it works at, with what it has in memory.

    The one that has not been used for longest goes when there is no room for another.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._hands: dict[str, _Hand] = {}
        self._over = False

    def do(self, what: str, seconds: float, function: Callable[..., T], *given: object) -> T:
        """Return the result of a function, called in the process that works at something.

        Raises `TooMuchError` if it takes longer than so many seconds or the process ends twice, and what the function
        raises.
        """
        for last in (False, True):
            with self._used(what) as hand:
                try:
                    return hand.pool.submit(function, *given).result(timeout=seconds)
                except (TimeoutError, CancelledError):
                    self._let_go(what, hand)
                    raise TooMuchError from None
                except BrokenProcessPool:
                    self._let_go(what, hand)
                    if last:
                        raise TooMuchError from None
        raise AssertionError("the last time returns or raises")

    @contextmanager
    def _used(self, what: str) -> Iterator[_Hand]:
        """Provide the process that works at something, which stays at least until it has done it."""
        with self._lock:
            if self._over:
                raise TooMuchError
            hand = self._hands.pop(what, None) or _Hand()
            self._hands[what] = hand  # is now the one that was used last
            hand.users += 1
            idle = [name for name, other in self._hands.items() if not other.users]
            gone = [self._hands.pop(name) for name in idle[: max(0, len(self._hands) - self._room)]]
        for other in gone:
            other.close()
        try:
            yield hand
        finally:
            with self._lock:
                hand.users -= 1

    def _let_go(self, what: str, hand: _Hand) -> None:
        with self._lock:
            if self._hands.get(what) is hand:
                del self._hands[what]
        hand.close()

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Let go of the processes that work at what is not wanted any more."""
        with self._lock:
            idle = [what for what, hand in self._hands.items() if not hand.users and not wanted(what)]
            gone = [self._hands.pop(what) for what in idle]
        for hand in gone:
            hand.close()

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._lock:
            self._over = True
            hands = [*self._hands.values()]
            self._hands.clear()
        for hand in hands:
            hand.close()


class _Hand:
    """One process, and how many want something from it at the moment."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.pool = self._stack.enter_context(workers(1))
        self.users = 0

    def close(self) -> None:
        """End the process, whatever it does."""
        self.pool.end()
        self._stack.close()
