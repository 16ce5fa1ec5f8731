"""A preview from its beginning to its end: what serves, what watches, what makes, and who ends all of them."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn

from kefu.cache import open_store
from kefu.diagnostics import OutputError
from kefu.preview.editor import CODE, Editor
from kefu.preview.guard import Guard
from kefu.preview.reviewing import Reviews
from kefu.preview.server import News, application
from kefu.preview.session import Session
from kefu.preview.watching import Following, Watcher
from kefu.processes.endings import handled
from kefu.processes.flag import Flag
from kefu.processes.keeping import end_all

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from kefu.diagnostics import Diagnostic
    from kefu.preview.sources import Choice

OFTEN: Final = 0.1
"""Seconds between two looks at whether a preview is to end."""

GRACE: Final = 1.0
"""Seconds that what goes on has to end by itself."""


def preview(
    root: Path,
    choice: Choice,
    *,
    cache: Path,
    host: str,
    port: int,
    date: datetime.date | None,
    template: str = CODE,
    begun: Callable[[str], None],
    told: Callable[[Sequence[Diagnostic]], None],
) -> None:
    """Show the documents of a project in a browser, as they are written, until somebody ends this.

    `begun` is called with the address, and `told` with all problems whenever they have changed. Raises `OutputError` if
    the port cannot be used.
    """
    over, parent, token, news, fresh = Flag(), os.getppid(), secrets.token_urlsafe(), News(), threading.Event()
    with ExitStack() as stack:
        listening = stack.enter_context(_listening(host, port))
        number = listening.getsockname()[1]
        stack.enter_context(_ended_by_signals(over))
        editor = Editor(root=root, template=template)
        session = Session(root, choice, editor=editor, cache=_place(cache), date=date)
        session.hear = _bringing(news, fresh)
        reviews = Reviews(root)
        stack.callback(end_all)
        server = _serving(Guard(application(session, news, reviews), token, host, number), listening)
        stack.callback(_end, server, news)
        following = Following(_reading(session, reviews), session.check)
        stack.callback(following.close, GRACE, end_all)
        watcher = Watcher(root, following.tell)
        stack.callback(watcher.close)
        stack.callback(session.close)  # first of all, so that nothing is begun any more
        begun(f"http://{_shown(host)}:{number}/{token}/")
        known: tuple[Diagnostic, ...] = ()
        while not over.is_set() and os.getppid() == parent:
            if fresh.wait(OFTEN):
                fresh.clear()
                if (problems := session.problems()) != known:
                    told(known := problems)  # here, because a terminal may keep whoever writes to it waiting


def _bringing(news: News, fresh: threading.Event) -> Callable[[], None]:
    """Return what says that there is something new to those who listen and to whoever tells of problems."""

    def hear() -> None:
        fresh.set()
        news.bring()

    return hear


def _reading(session: Session, reviews: Reviews) -> Callable[[Callable[[], bool]], None]:
    """Return what reads again what may have changed: what reviewers have said, and then the project."""

    def changed(stale: Callable[[], bool]) -> None:
        if reviews.changed():
            session.hear()
        session.changed(stale)

    return changed


def _place(cache: Path) -> Path:
    """Return a folder for the cache that can be used: the given one, or else one that goes when the command ends."""
    return cache if open_store(cache).keeps else Path(tempfile.mkdtemp(prefix="kefu-"))


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"port {port} at “{host}” cannot be used: {reason}; choose another with --port") from None
    with made:
        yield made


@contextmanager
def _ended_by_signals(over: Flag) -> Iterator[None]:
    """Let signals set a flag in the block, since work in other threads must not be left half done."""
    before = {number: signal.signal(number, lambda _number, _frame: over.set()) for number in handled()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Server(uvicorn.Server):
    """A server in a thread of its own."""

    thread: threading.Thread


def _serving(app: Guard, listening: socket.socket) -> _Server:
    """Answer requests in another thread."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    server.thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), name="kefu-serves", daemon=True
    )
    server.thread.start()
    return server


def _end(server: _Server, news: News) -> None:
    news.over = True
    news.bring()
    server.should_exit = True
    server.thread.join(timeout=3)


def _shown(host: str) -> str:
    """Return what a browser calls a host; the one that stands for all of them is called by its address."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - somebody has asked for it
        return _address() or socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _address() -> str:
    """Return this machine's address in its network, to which nothing is sent, or nothing if it has none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(("192.0.2.1", 9))  # an address that nobody has (RFC 5737)
            return str(asking.getsockname()[0])
    except OSError:
        return ""
