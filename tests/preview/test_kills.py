"""Whatever is killed while a preview works, it goes on, shows the next change, and leaves nothing."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import psutil
import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU
from tests.preview.conftest import CASE, edit
from tests.preview.running import SECONDS, Preview, gone, previewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")]

BROWSERS: Final = 40
AT_ONCE: Final = struct.pack("ii", 1, 0)
"""Lets a connection end without a word. Source: socket(7), SO_LINGER."""


def killed_as_soon_as_there(
    preview: Preview, wanted: Callable[[psutil.Process], bool], work: Callable[[], object]
) -> int:
    """Do something, and kill meanwhile the first process of a preview that is wanted; return how many were killed."""
    over = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        while not killed and not over.is_set():
            for one in preview.process_of().children(recursive=True):
                with suppress(psutil.Error):
                    if not killed and wanted(one):
                        one.kill()
                        killed.append(one.pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        work()
    finally:
        over.set()
        thread.join()
    return len(killed)


def is_pandoc(one: psutil.Process) -> bool:
    return "pandoc" in one.name()


def saved_and_seen(preview: Preview, states: Iterator[dict[str, object]], path: Path, number: int) -> None:
    """Save a text, and wait until its page says so."""
    edit(path, "Anna såg på klockan.", f"Anna såg på klockan. Den slog {number}.")
    wanted = f"Den slog {number}.".encode()
    late = time.monotonic() + SECONDS
    while wanted not in preview.ask(f"document/{CASE}/")[1]:
        assert time.monotonic() < late, preview.said()
        next(states)


def test_what_is_killed_while_it_works_is_started_again(written: Path, scratch: Path) -> None:
    path = written / "cases/01-skolan/case.md"
    with previewing(written, scratch) as shown:
        shown.whole()
        states = shown.states()
        shown.ask(f"document/{CASE}/")

        assert killed_as_soon_as_there(shown, is_pandoc, lambda: saved_and_seen(shown, states, path, 1))

        resting = {one.pid for one in shown.family()}
        pdf: list[tuple[int, bytes]] = []
        assert killed_as_soon_as_there(
            shown,
            lambda one: one.pid not in resting and not is_pandoc(one),
            lambda: pdf.append(shown.ask(f"document/{CASE}/file.pdf")),
        )
        assert pdf[0][0] == 200
        assert pdf[0][1].startswith(b"%PDF")

        saved_and_seen(shown, states, path, 2)
        assert "Traceback" not in shown.said()
        family = shown.family()
        os.kill(shown.process.pid, signal.SIGKILL)
        assert gone(family)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a pipe has another size")
def test_a_terminal_that_shows_nothing_any_more_keeps_nobody_waiting(written: Path, scratch: Path) -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    path = written / "cases/01-skolan/case.md"
    good = path.read_text(encoding="utf-8")
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with (
        scratch.joinpath("said").open("a+b") as said,
        subprocess.Popen(
            [*KEFU, "preview", "--no-open"],
            cwd=written,
            env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(scratch)},
            stdout=writing,
            stderr=writing,
        ) as process,
    ):
        try:
            said.write(os.read(reading, 1000))
            said.flush()
            shown = Preview(process, said)
            shown.whole()
            states = shown.states()
            path.write_text(good + "".join(f"\n\nSe @okänd{number}.\n" for number in range(60)), encoding="utf-8")
            next(state for state in states if len(state["problems"]) > 50)
            path.write_text(good, encoding="utf-8")
            saved_and_seen(shown, states, path, 1)
        finally:
            process.kill()
            os.close(reading)
            os.close(writing)


def test_browsers_that_go_without_a_word_leave_nothing_behind(written: Path, scratch: Path) -> None:
    with previewing(written, scratch) as shown:
        shown.whole()
        shown.ask(f"document/{CASE}/")
        own = shown.process_of()
        threads, files = own.num_threads(), own.num_fds()
        host, port = shown.host.split(":")
        for _ in range(BROWSERS):
            with socket.create_connection((host, int(port)), timeout=SECONDS) as browser:
                browser.sendall(f"GET /{shown.token}/events HTTP/1.1\r\nHost: {shown.host}\r\n\r\n".encode())
                assert browser.recv(100).startswith(b"HTTP/1.1 200")
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        late = time.monotonic() + SECONDS
        while (own.num_fds() > files or own.num_threads() > threads + 2) and time.monotonic() < late:
            time.sleep(0.1)

        assert own.num_fds() <= files
        assert own.num_threads() <= threads + 2
        saved_and_seen(shown, shown.states(), written / "cases/01-skolan/case.md", 1)
        assert "Traceback" not in shown.said()
