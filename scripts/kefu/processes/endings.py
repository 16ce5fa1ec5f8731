"""How a command ends when somebody ends it: by Ctrl+C, with `kill`, by closing the terminal.

Until a command replaces what was there, it can be interrupted at any moment, and has then done nothing. From that
moment on it carries on to its end, so that what it says of itself is true.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

from kefu.processes.flag import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end a command, unless it was started so as to ignore them."""

INTERRUPTED: Final = 130
"""The exit code of a command that was interrupted, as shells give it."""

UNCHANGED: Final = "interrupted; the existing release is unchanged"

_BOUND: Final = Flag()
"""Set while a command carries on whatever happens."""

_WAITING: Final = Flag()
_CAME: Final = Flag()
"""Set while signals wait, and if one does."""


class Interruption(KeyboardInterrupt):
    """What a signal raises.

    If `KeyboardInterrupt` itself leaves a text that is run with `exec`, as many libraries do while they are loaded,
    Python remembers it, and in the end sends SIGINT to itself in the place of any exit code. Source: CPython,
    `Python/pythonrun.c`, `run_eval_code_obj`, and `Modules/main.c`, `exit_sigint`.
    """


def handle_signals() -> None:
    """Let every one of `SIGNALS` raise `Interruption` in the main thread, until a command is bound to finish."""
    _BOUND.clear()
    for number in handled():
        signal.signal(number, _interrupt)


def ignore_signals() -> None:
    """Ignore `SIGNALS` from now on, because the command has ended and only has to say how.

    While it leaves, Python would put back what the system does by default, and a signal would change the exit code.
    """
    for number in handled():
        signal.signal(number, signal.SIG_IGN)


def handled() -> tuple[signal.Signals, ...]:
    """Return those of `SIGNALS` that the system has, without those that this process was started to ignore."""
    present = (getattr(signal, name) for name in SIGNALS if hasattr(signal, name))
    return tuple(number for number in present if signal.getsignal(number) is not signal.SIG_IGN)


def _interrupt(_signal: int, _frame: object) -> None:
    if _WAITING.is_set():
        _CAME.set()
    elif not _BOUND.is_set():
        raise Interruption


@contextmanager
def at_once() -> Iterator[None]:
    """Let signals wait until the block has ended, for what must be done as a whole or not at all."""
    _WAITING.set()
    try:
        yield
    finally:
        _WAITING.clear()
        if _CAME.is_set():
            _CAME.clear()
            _interrupt(0, None)


@contextmanager
def bound_to_finish() -> Iterator[None]:
    """Ignore `SIGNALS` in the block and, if it succeeds, for as long as the command lasts."""
    _BOUND.set()
    try:
        yield
    except BaseException:
        _BOUND.clear()
        raise


def leave_at_once(_signal: int, _frame: object) -> NoReturn:
    """Handle a signal while nothing has been done yet, not even what is needed to handle it better."""
    import os  # noqa: PLC0415 - see `kefu.__main__`

    os.write(2, f"error: {UNCHANGED}\n".encode())
    os._exit(INTERRUPTED)
