"""A process is kept within its bounds from outside, and what it started ends with it."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import psutil
import pytest

from kefu.processes import keeping
from kefu.processes.keeping import Ending, answer, keep

pytestmark = pytest.mark.slow

IGNORING: Final = "import signal; [signal.signal(n, signal.SIG_IGN) for n in (15, 14, 2)]; "
FOREVER: Final = "import time; time.sleep(600)"
FAMILY: Final = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {FOREVER!r}]); "


@pytest.mark.parametrize(
    ("code", "memory", "ending"),
    [
        ("pass", 1 << 30, Ending.BY_ITSELF),
        (IGNORING + FOREVER, 1 << 30, Ending.LATE),
        (FAMILY + FOREVER, 1 << 30, Ending.LATE),
        ("x = bytearray(300 << 20); " + FOREVER, 200 << 20, Ending.LARGE),
    ],
    ids=["one that ends", "one that ignores signals", "one that starts another", "one that is large"],
)
def test_a_process_ends_in_one_way_or_another(code: str, memory: int, ending: Ending) -> None:
    if sys.platform == "win32":
        code = code.replace(IGNORING, "")
    child = subprocess.Popen([sys.executable, "-c", code])
    process = psutil.Process(child.pid)
    assert keep(process, process, seconds=2, memory=memory) is ending
    assert child.wait(timeout=10) is not None
    assert not any(FOREVER in one.cmdline() for one in psutil.Process().children(recursive=True))


def _started(code: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe)


def test_what_a_process_says_is_returned_however_long_others_keep_it_waiting() -> None:
    with _started("import sys, time; time.sleep(1.2); print(sys.stdin.read() * 2)") as process:
        said, wrong = answer(process, b"ab" * 200_000, seconds=1.0)
    assert (said.strip(), wrong) == (b"ab" * 400_000, b"")


@pytest.mark.parametrize("code", ["while True: pass", FOREVER], ids=["computes", "waits"])
def test_a_process_that_does_not_end_is_ended(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_IDLE", 4)
    with _started(code) as process, pytest.raises(subprocess.TimeoutExpired):
        answer(process, b"", seconds=0.6)
    assert process.returncode not in (None, 0)


def test_all_that_was_started_is_ended() -> None:
    code = f"{FAMILY}import time; time.sleep(0.1); print('begun', flush=True); {FOREVER}"
    starter = (
        f"import sys; from kefu.processes.keeping import end_all; import subprocess; "
        f"p = subprocess.Popen([sys.executable, '-c', {code!r}], stdout=subprocess.PIPE); p.stdout.readline(); "
        "import psutil; family = psutil.Process().children(recursive=True); end_all(); "
        "print(len(family), [one.is_running() and one.status() != 'zombie' for one in family])"
    )
    said = subprocess.run(
        [sys.executable, "-c", starter], capture_output=True, check=True, encoding="utf-8", timeout=60
    )

    assert said.stdout == "2 [False, False]\n"
