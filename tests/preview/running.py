"""A preview in a process of its own, as a browser asks it."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from typing import IO, TYPE_CHECKING, Any, Final

import psutil
from tests.cli.conftest import ENVIRONMENT, KEFU

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS: Final = 300
"""So long an answer is waited for, on a machine that has much else to do."""

ADDRESS: Final = re.compile(
    r"the preview is at http://(127\.0\.0\.1:\d+)/([\w-]{40,})/ until you press Ctrl\+C\n", re.ASCII
)


class Preview:
    """A preview in a process of its own, as a browser asks it; `told` is the file of what it says."""

    def __init__(self, process: subprocess.Popen[bytes], told: IO[bytes]) -> None:
        self.process = process
        self._told = told
        late = time.monotonic() + SECONDS
        while not (found := ADDRESS.match(self.said())) and process.poll() is None and time.monotonic() < late:
            time.sleep(0.02)
        assert found, self.said()
        self.host, self.token = found[1], found[2]

    def said(self) -> str:
        """Return all that it has said so far in its terminal."""
        return os.pread(self._told.fileno(), os.fstat(self._told.fileno()).st_size, 0).decode()

    def ask(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        connection.request("GET", f"/{self.token}/{path}")
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def states(self) -> Iterator[dict[str, Any]]:
        """Yield the states that are told."""
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS)
        connection.request("GET", f"/{self.token}/events")
        with closing(connection), connection.getresponse() as answer:
            for line in answer:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def whole(self) -> dict[str, Any]:
        """Return the first state in which nothing is left to do."""
        return next(state for state in self.states() if state["documents"] and not state["busy"])

    def family(self) -> list[psutil.Process]:
        return [self.process_of(), *self.process_of().children(recursive=True)]

    def process_of(self) -> psutil.Process:
        return psutil.Process(self.process.pid)


@contextmanager
def previewing(root: Path, scratch: Path, *options: str) -> Iterator[Preview]:
    """Provide a preview of a project, whose temporary files are in `scratch`."""
    with (
        tempfile.TemporaryFile("a+b") as told,
        subprocess.Popen(
            [*KEFU, "preview", "--no-open", *options],
            cwd=root,
            env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(scratch)},
            stdout=told,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield Preview(process, told)
        finally:
            process.kill()


def gone(family: list[psutil.Process]) -> bool:
    """Return whether processes have ended, or do so soon."""
    _, alive = psutil.wait_procs(family, timeout=10)
    return not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
