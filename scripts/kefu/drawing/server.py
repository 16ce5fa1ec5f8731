"""The process that figure scripts are run from: it loads what they need once, and runs none of them itself.

For every script it forks a keeper, and the keeper a process for the script, which it confines, bounds and ends. Where
there is no fork (Windows), every script gets a process that loads everything again.

It is told the folders of the scripts as JSON on its standard input, and tells how each of them ended on its standard
output.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import psutil

from kefu.drawing.confinement import confine
from kefu.drawing.outcome import given, leave
from kefu.drawing.scripts import run_script
from kefu.drawing.studio import SERVER
from kefu.processes.bounds import MEMORY
from kefu.processes.keeping import adopt, keep
from kefu.processes.scratch import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

GRACE: Final = 10
"""Seconds after which a script is ended that does not heed its time limit."""

_SOON: Final = 0.005


def serve() -> None:
    """Run the scripts whose folders are read from the standard input, `jobs` of them at the same time."""
    asked = json.loads(sys.stdin.buffer.read() or b"null")
    if asked:
        run_each = each_forked if hasattr(os, "fork") else each_spawned
        json.dump(run_each(asked["folders"], asked["jobs"], asked["seconds"]), sys.stdout)


def each_forked(folders: Sequence[str], jobs: int, seconds: int) -> list[int]:
    """Run the script of each folder in a process that is forked, and return how each of them ended."""
    gc.freeze()
    parent = os.getppid()
    endings: dict[str, int] = {}
    running: dict[int, str] = {}
    waiting = [*folders]
    while waiting or running:
        while waiting and len(running) < jobs:
            folder = waiting.pop(0)
            keeper = os.fork()
            if not keeper:
                _keep_forked(Path(folder), seconds)
            running[keeper] = folder
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended:
            endings[running.pop(ended)] = os.waitstatus_to_exitcode(status)
        elif os.getppid() != parent:
            os._exit(1)
        else:
            time.sleep(_SOON)
    return [endings[folder] for folder in folders]


def _keep_forked(folder: Path, seconds: int) -> NoReturn:
    """Run a script in a process of its own, end everything that it started, and exit with how it ended."""
    ending = 1
    try:
        adopt()
        artist = os.fork()
        if not artist:
            draw_in(folder, seconds)
        ending = keep(psutil.Process(artist), psutil.Process(), seconds=seconds + GRACE, memory=MEMORY)
    finally:
        os._exit(ending)


def each_spawned(folders: Sequence[str], jobs: int, seconds: int) -> list[int]:
    """Run the script of each folder in a process that loads everything, and return how each of them ended."""

    def keep_spawned(folder: str) -> int:
        arguments = [sys.executable, "-P", "-m", SERVER, folder, str(seconds)]
        artist = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        process = psutil.Process(artist.pid)
        ending = keep(process, process, seconds=seconds + GRACE, memory=MEMORY)
        artist.wait()
        return ending

    with ThreadPoolExecutor(jobs) as pool:
        return [*pool.map(keep_spawned, folders)]


def draw_in(folder: Path, seconds: int) -> NoReturn:
    """Run the script of a folder, confined to it, and leave there what comes of it; nothing runs in the process after.

    The script finds nothing in its environment but its folder, and what it prints is printed with what goes wrong.
    """
    code = 1
    try:
        run = given(folder)
        if hasattr(os, "setsid"):
            os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.environ.clear()
        os.environ.update(dict.fromkeys((*VARIABLES, "HOME"), str(folder)), PATH=os.defpath)
        tempfile.tempdir = None
        os.chdir(folder)
        confine(folder)
        leave(run_script(run, seconds=seconds), folder)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    if sys.argv[1:]:
        draw_in(Path(sys.argv[1]), int(sys.argv[2]))
    serve()
