"""Work that is done in this process, where all that it needs is loaded, in place of other processes."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.drawing.writing import Easel
from tests.rereading import rereading
from tests.slow import SLOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STARTING: Final = ("kefu.pipeline", "kefu.export.quarto")
"""The modules that start processes for a whole build, check or export."""

PRELOADING: Final = ("kefu.cli.build", "kefu.cli.check", "kefu.cli.export")
"""The commands that let workers begin to load before they are needed."""


class Here(Executor):
    """Runs what it is given at once, in this thread, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.count += 1
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as in another process, whoever asks for the result meets it
            future.set_exception(error)
        return future


@contextmanager
def working_here() -> Iterator[None]:
    """Let builds, checks and exports do inside in this process what they give to workers otherwise.

    Workers of a build load the program, its fonts and its typesetter again, which takes several times as long as to
    build a small project. Tests of what is built need none; those of processes do.
    """
    SLOW.begins("building")
    with rereading(), pytest.MonkeyPatch.context() as patch:
        for module in STARTING:
            patch.setattr(f"{module}.workers", lambda _jobs: nullcontext(Here()))
            patch.setattr(f"{module}.open_studio", lambda _jobs: nullcontext(Easel()))
        for module in PRELOADING:
            patch.setattr(f"{module}.preload", lambda: None)
        yield
