"""A run of all tests fails for a rule that appears in none of them, and only such a run does."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FILES: Final = {
    "pytest.ini": """\
[pytest]
testpaths = suite
markers = quarto
addopts = -m 'not quarto' -p xdist -p no:cacheprovider
""",
    "conftest.py": """\
from tests.appearing import Appearing

def pytest_configure(config):
    config.pluginmanager.register(Appearing({"path-stays-in-project", "file-exists", "file-is-readable"}))
""",
    "suite/test_rules.py": """\
import pathlib
import pytest
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.reading.sources import read_bytes
from kefu.rules.files import FILE_IS_READABLE

def test_path(tmp_path):
    with pytest.raises(BuildError):
        read_bytes(tmp_path, pathlib.PurePosixPath("../elsewhere.md"))

def test_file(tmp_path):
    with pytest.raises(BuildError):
        read_bytes(tmp_path, pathlib.PurePosixPath("missing.md"))

def test_of_what_the_test_makes():
    assert Diagnostic(rule=FILE_IS_READABLE, location=Location(path=pathlib.PurePosixPath("a.md")), message="m")

@pytest.mark.quarto
def test_that_is_left_out_as_always():
    raise AssertionError
""",
    "suite/test_more.py": """\
import pathlib
import pytest
from kefu.diagnostics import BuildError
from kefu.reading.sources import read_bytes

def test_folder(tmp_path):
    with pytest.raises(BuildError):
        read_bytes(tmp_path, pathlib.PurePosixPath("."))
""",
}
LESS: Final = {"suite/test_more.py": "def test_folder(): pass\n"}
MISSING: Final = "rules that no test makes appear"


def run(folder: Path, *arguments: str, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_a_run_in_which_every_rule_appears_in_some_process_passes(tmp_path: Path) -> None:
    done = run(tmp_path, "--numprocesses", "2", files=FILES)

    assert done.returncode == 0, done.stdout
    assert MISSING not in done.stdout


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_run_in_which_a_rule_does_not_appear_fails_with_its_name_alone(tmp_path: Path, processes: str) -> None:
    done = run(tmp_path, "--numprocesses", processes, files=FILES | LESS)

    assert done.returncode == 1
    lines = done.stdout.splitlines()
    (told,) = (number for number, line in enumerate(lines) if MISSING in line)
    assert [line for line in lines[told + 1 :] if "-" in line and " " not in line] == ["file-is-readable"]


@pytest.mark.parametrize("arguments", [("-k", "test_path"), ("suite/test_rules.py",)], ids=" ".join)
def test_a_run_of_some_tests_is_not_held_to_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments, files=FILES)

    assert done.returncode == 0, done.stdout
    assert MISSING not in done.stdout
