"""Where a build has its figures drawn: a process that is started early, and has ended before anything is examined."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.drawing.outcome import failed, found, give
from kefu.processes.keeping import Ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.drawing.outcome import Outcome, Run

SECONDS: Final = 60
"""The time limit for one script. The longest one in this repository takes less than one second."""

SERVER: Final = "kefu.drawing.server"

NEEDED: Final = (
    "HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "SYSTEMROOT", "PATH",
    "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "LD_LIBRARY_PATH",
)  # fmt: skip
"""The variables of the environment that Python and matplotlib need, to find their packages and caches."""

SEED: Final = 0
THREADS: Final = 1
ALWAYS: Final = {"PYTHONHASHSEED": str(SEED), "OPENBLAS_NUM_THREADS": str(THREADS), "LC_ALL": "C.UTF-8"}
"""Sets are in the same order in every run, and nothing starts threads before scripts are forked."""

ENDED: Final = {
    Ending.LATE: "the script does not end within {seconds} seconds, nor does it heed that limit",
    Ending.LARGE: "the script, with what it starts, takes more memory than it may",
}


class Studio:
    """A process that loads what scripts need while the caller carries on, runs scripts when it is asked, and ends."""

    def __init__(self, jobs: int, seconds: int) -> None:
        self._jobs = jobs
        self._seconds = seconds
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment, **ALWAYS},
            start_new_session=True,
        )

    def draw(self, runs: Sequence[Run]) -> list[Outcome]:
        """Run scripts, which can be asked for once, and return what comes of each when all processes have ended."""
        with tempfile.TemporaryDirectory(prefix="kefu-", ignore_cleanup_errors=True) as scratch:
            folders = [Path(scratch, str(number)).resolve() for number in range(len(runs))]
            for folder, run in zip(folders, runs, strict=True):
                give(run, folder)
            asked = {"jobs": self._jobs, "seconds": self._seconds, "folders": [*map(str, folders)]}
            told, _ = self._process.communicate(json.dumps(asked).encode())
            if self._process.returncode:
                return [failed(1, "the process that draws figures was ended from outside")] * len(runs)
            return [self._outcome(folder, ending) for folder, ending in zip(folders, json.loads(told), strict=True)]

    def _outcome(self, folder: Path, ending: int) -> Outcome:
        if ending in ENDED:
            return failed(1, ENDED[Ending(ending)].format(seconds=self._seconds))
        return found(folder)

    def close(self) -> None:
        """End the process; those that it has started then end as well, and are waited for."""
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()  # its standard output is closed once everything that it started has ended


@contextmanager
def open_studio(jobs: int, seconds: int = SECONDS) -> Iterator[Studio]:
    """Provide a studio that runs `jobs` scripts at the same time, each for so many `seconds` at most."""
    opened = Studio(jobs, seconds)
    try:
        yield opened
    finally:
        opened.close()
