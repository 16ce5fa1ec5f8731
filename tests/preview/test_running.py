"""A preview runs until somebody ends it, in any way, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU
from tests.preview.conftest import CASE, edit
from tests.preview.running import SECONDS, gone, previewing

from kefu.diagnostics import OutputError
from kefu.preview import running as module
from kefu.preview.running import preview
from kefu.preview.sources import Choice

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")]


def test_a_saved_text_is_seen_and_the_end_leaves_nothing(written: Path, scratch: Path) -> None:
    with previewing(written, scratch) as shown:
        shown.whole()
        assert shown.ask(f"document/{CASE}/")[0] == 200
        assert shown.ask(f"document/{CASE}/file.pdf")[1].startswith(b"%PDF")
        states = shown.states()
        before = next(states)["serial"]
        edit(written / "cases/01-skolan/case.md", "Anna såg på klockan.", "Anna väntade på bussen.")
        later = next(state for state in states if state["serial"] > before and state["focus"])
        assert later["latest"] == CASE
        assert "Anna väntade på bussen.".encode() in shown.ask(f"document/{CASE}/")[1]

        family = shown.family()
        assert len(family) > 1
        shown.process.send_signal(signal.SIGINT)
        shown.process.wait(timeout=SECONDS)
        said = shown.said()

    assert shown.process.returncode == 0
    assert "Traceback" not in said
    assert gone(family)
    assert [*scratch.iterdir()] == []
    assert not (written / "dist").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_end_it_as_well_even_while_it_works(written: Path, scratch: Path, number: signal.Signals) -> None:
    with previewing(written, scratch) as shown:
        family = shown.family()
        shown.process.send_signal(number)
        shown.process.wait(timeout=SECONDS)
        said = shown.said()

    assert shown.process.returncode == 0
    assert "Traceback" not in said
    assert gone(family)
    assert [*scratch.iterdir()] == []


def test_it_ends_with_its_parent(written: Path, scratch: Path) -> None:
    parent = (
        "import subprocess, sys, time; p = subprocess.Popen(sys.argv[1:]); print(p.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent, *KEFU, "preview", "--no-open"],
        cwd=written,
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        child = psutil.Process(int(process.stdout.readline()))
        process.stdout.readline()
        family = [child, *child.children(recursive=True)]
        process.kill()

    assert gone(family)


def test_workers_that_are_killed_are_replaced_and_follow_a_preview_that_is_killed(written: Path, scratch: Path) -> None:
    with previewing(written, scratch) as shown:
        shown.whole()
        assert shown.ask(f"document/{CASE}/file.pdf")[0] == 200
        for one in shown.family()[1:]:
            if not any("resource_tracker" in part or "forkserver" in part for part in one.cmdline()):
                one.kill()
        states = shown.states()
        before = next(states)["serial"]
        edit(written / "cases/01-skolan/case.md", "Anna såg på klockan.", "Anna väntade.")
        next(state for state in states if state["serial"] > before and not state["busy"])
        assert shown.ask(f"document/{CASE}/file.pdf")[0] == 200
        family = shown.family()
        os.kill(shown.process.pid, signal.SIGKILL)

        assert gone(family)


def test_a_port_that_is_taken_is_refused(small: Path, tmp_path: Path) -> None:
    with module._listening("127.0.0.1", 0) as taken, pytest.raises(OutputError, match="choose another with --port"):  # noqa: SLF001 - the only way to take one
        preview(
            small,
            Choice(),
            cache=tmp_path / "cache",
            host="127.0.0.1",
            port=taken.getsockname()[1],
            date=None,
            begun=lambda _address: None,
            told=lambda _problems: None,
        )


def test_without_a_cache_that_can_be_written_another_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()

    assert module._place(tmp_path / "cache") == tmp_path / "cache"  # noqa: SLF001 - seen from outside only by its speed
    place = module._place(tmp_path / "other")  # noqa: SLF001 - as above
    assert place != tmp_path / "other"
    place.rmdir()


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), ("dator", "dator")])
def test_an_address_is_what_a_browser_understands(host: str, shown: str) -> None:
    assert module._shown(host) == shown  # noqa: SLF001 - others would have to be reached


def test_all_addresses_are_shown_as_one_that_others_can_reach() -> None:
    assert module._shown("0.0.0.0") not in {"", "0.0.0.0"}  # noqa: S104, SLF001 - as above
