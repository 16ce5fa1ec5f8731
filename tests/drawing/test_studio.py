"""Scripts run in processes of their own, which end with all that they started, and reach nothing but their folder."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

import psutil
import pytest
from tests.conftest import REPOSITORY
from tests.drawing.writing import drawing, run

from kefu.drawing import SECONDS, Outcome, open_studio
from kefu.drawing.confinement import confined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")]

DRAWN: Final = "return canvas(given.theme, 10)[0]"
MARK: Final = "kefu-was-here"

HARMLESS: Final = {
    "nothing special": (),
    "a file in its folder": ("open('x', 'w').close()",),
    "a temporary file": ("import tempfile", "tempfile.TemporaryFile().write(b'x')"),
    "a program": ("import subprocess, sys", "subprocess.run([sys.executable, '-c', ''], check=True)"),
}

STARTING: Final[Mapping[str, tuple[str, ...]]] = {
    "a program": (
        "import subprocess, sys",
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{MARK}'])",
    ),
    "a program in a session of its own": (
        "import subprocess, sys",
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{MARK}'], start_new_session=True)",
    ),
    "a process that nobody waits for": (
        "import os, sys",
        "if not os.fork():",
        "    os.setsid()",
        "    if not os.fork():",
        f"        os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(600)', '{MARK}'])",
        "    os._exit(0)",
    ),
    "a thread": ("import threading, time", "threading.Thread(target=time.sleep, args=(600,)).start()"),
}

UNENDING: Final = {
    "one that ignores its alarm": (
        "import signal, time",
        "signal.signal(signal.SIGALRM, signal.SIG_IGN)",
        "while True:",
        "    time.sleep(1)",
    ),
    "one that catches everything": (
        "import time",
        "while True:",
        "    try:",
        "        while True:",
        "            time.sleep(1)",
        "    except BaseException:",
        "        pass",
    ),
}

FORBIDDEN: Final = {
    "reading a text": f"open({str(REPOSITORY / 'README.md')!r}).read()",
    "listing the project": f"os.listdir({str(REPOSITORY)!r})",
    "reading what another process has": "open(f'/proc/{os.getppid()}/environ').read()",
    "writing beside its folder": "open('../x', 'w')",
    "changing the program": "open(kefu.__file__, 'a')",
    "changing its rights": "os.chmod(kefu.__file__, 0o600)",
    "changing its date": "os.utime(kefu.__file__)",
    "linking to it": "os.link(kefu.__file__, 'x')",
    "a socket": "socket.socket()",
    "a page": "socket.create_connection(('127.0.0.1', 9))",
    "a signal to who keeps it": "os.kill(os.getppid(), 9)",
}

CHEATING: Final = {
    "ending its process": ("import os", "os._exit(0)"),
    "killing its process": ("import os", "os.kill(os.getpid(), 9)"),
    "a link in place of the drawing": (
        "import os",
        f"os.symlink({str(REPOSITORY / 'README.md')!r}, 'drawing.svg')",
        "open('told.json', 'w').write('[]')",
        "os._exit(0)",
    ),
    "a pipe in place of the drawing": ("import os", "os.mkfifo('drawing.svg')", "os._exit(0)"),
    "nonsense in place of what is told": (
        "import os",
        "open('drawing.svg', 'w').close()",
        "open('told.json', 'w').write('{\"line\": 1}')",
        "os._exit(0)",
    ),
}


def marked() -> set[int]:
    """Return the processes that a script has started and that still run."""
    return {one.pid for one in psutil.process_iter(["cmdline"]) if MARK in (one.info["cmdline"] or ())}


@pytest.fixture(scope="module")
def outcomes() -> Mapping[str, Outcome]:
    """Return what comes of all scripts, which one studio runs with a limit of a second."""
    tables = {"harmless": HARMLESS, "starting": STARTING, "unending": UNENDING, "cheating": CHEATING}
    lines = {f"{table}, {name}": (*body, DRAWN) for table, bodies in tables.items() for name, body in bodies.items()}
    lines |= {f"forbidden, {name}": ("import os, socket, kefu", line, DRAWN) for name, line in FORBIDDEN.items()}
    lines["printing"] = ("import sys", "print('hej')", DRAWN)
    with open_studio(4, 2) as drawing_in:
        return dict(zip(lines, drawing_in.draw([run(drawing(*body)) for body in lines.values()]), strict=True))


@pytest.mark.parametrize("what", HARMLESS)
def test_a_script_may_use_its_folder_and_start_programs(what: str, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[f"harmless, {what}"]
    assert outcome.svg.startswith(b"<?xml")
    assert [one for one in outcome.told if not one.message.startswith("unclosed file")] == []


@pytest.mark.parametrize("what", STARTING)
def test_what_a_script_started_ends_with_it(what: str, outcomes: Mapping[str, Outcome]) -> None:
    assert outcomes[f"starting, {what}"].svg.startswith(b"<?xml")
    assert marked() == set()


@pytest.mark.parametrize("what", UNENDING)
def test_a_script_that_does_not_end_is_ended(what: str, outcomes: Mapping[str, Outcome]) -> None:
    (told,) = outcomes[f"unending, {what}"].told
    assert told.message in {
        "the script does not end within 2 seconds, nor does it heed that limit",
        "TimeoutError: more than 2 seconds",
    }


@pytest.mark.skipif(not confined(), reason="the system forbids nothing")
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_script_reaches_nothing_but_its_folder(what: str, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[f"forbidden, {what}"]
    (told,) = outcome.told
    assert (outcome.svg, told.line) == (b"", 6)
    assert told.message.startswith(("PermissionError", "OSError: [Errno 18]"))  # a link from one folder to another


@pytest.mark.parametrize("what", CHEATING)
def test_what_is_no_drawing_is_a_failure_of_the_script(what: str, outcomes: Mapping[str, Outcome]) -> None:
    outcome = outcomes[f"cheating, {what}"]
    assert outcome.svg == b""
    assert [one.message for one in outcome.told] == ["the script ends the process that it runs in"]


def test_a_studio_that_is_not_asked_ends() -> None:
    before = {*psutil.Process().children()}
    with open_studio(1):
        started = {*psutil.Process().children()} - before
        assert len(started) == 1
    assert not any(one.is_running() for one in started)


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Interrupt the test as soon as a script runs in it."""
    import signal  # noqa: PLC0415
    import threading  # noqa: PLC0415

    def interrupt() -> None:
        late = time.monotonic() + 60
        while not marked() and time.monotonic() < late:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    yield
    thread.join()


@pytest.mark.usefixtures("interrupted")
def test_an_interruption_ends_everything() -> None:
    body = (*STARTING["a program in a session of its own"], "while True:", "    pass")
    with pytest.raises(KeyboardInterrupt), open_studio(1, SECONDS) as drawing_in:
        drawing_in.draw([run(drawing(*body))])
    assert marked() == set()
    assert not any("kefu.drawing.server" in one.cmdline() for one in psutil.Process().children())


def test_a_studio_whose_process_somebody_ends_says_so() -> None:
    before = {*psutil.Process().children()}
    with open_studio(1) as drawing_in:
        ({*psutil.Process().children()} - before).pop().kill()
        (outcome,) = drawing_in.draw([run(drawing(DRAWN))])
    assert [one.message for one in outcome.told] == ["the process that draws figures was ended from outside"]
