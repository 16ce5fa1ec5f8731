"""`kefu serve` says where the site is, shows it until it is interrupted, and refuses where there is none."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import ENVIRONMENT, KEFU, started

from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_the_site_is_shown_at_the_address_that_is_printed_until_it_is_interrupted(small: Path) -> None:
    (small / "dist" / "public").mkdir(parents=True)
    (small / "dist" / "public" / "index.html").write_text("<!doctype html><title>Prov</title>", encoding="utf-8")
    with subprocess.Popen(
        [*KEFU, "serve", "--port", "0"],
        cwd=small / "cases",
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        address = re.fullmatch(r"the site is at http://(127\.0\.0\.1:\d+)/ until you press Ctrl\+C\n", said)
        assert address
        connection = http.client.HTTPConnection(address[1], timeout=20)
        connection.request("GET", "/")
        assert b"<title>Prov</title>" in connection.getresponse().read()
        connection.close()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)

    assert process.returncode == ExitCode.DONE


def test_a_project_without_a_release_has_nothing_to_show(small: Path) -> None:
    said = started("serve", cwd=small)

    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr.startswith("error: there is no release")
