"""The first command of the set-up makes an environment with what the lock says, and says what the second one is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture
def bootstrap() -> ModuleType:
    specification = importlib.util.spec_from_file_location("bootstrap", REPOSITORY / "scripts" / "bootstrap.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what is started, which does nothing."""
    commands: list[list[str]] = []

    def run(command: list[object], **options: object) -> subprocess.CompletedProcess[str]:
        assert options["cwd"] == REPOSITORY
        commands.append([str(word) for word in command])
        return subprocess.CompletedProcess([], 0 if len(commands) < 3 else 7)

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def test_the_environment_is_made_and_nox_put_into_it_with_its_hashes(
    bootstrap: ModuleType, started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.main()

    environment, packages = started
    assert environment == [sys.executable, "-m", "venv", ".venv"]
    assert packages[1:4] == ["-m", "pip", "install"]
    assert packages[-3:] == ["--require-hashes", "--requirement", str(bootstrap.LOCK)]
    assert (REPOSITORY / bootstrap.LOCK).is_file()
    said = capsys.readouterr().out
    assert said == f"nox is ready; now run: {bootstrap.PROGRAMS / 'nox'} -s build\n"


def test_what_fails_ends_it_with_the_same_exit_code(bootstrap: ModuleType, started: list[list[str]]) -> None:
    started += [[], []]

    with pytest.raises(SystemExit) as ended:
        bootstrap.main()

    assert ended.value.code == 7
    assert len(started) == 3


def test_a_python_that_is_too_old_is_told(
    bootstrap: ModuleType, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 1))

    with pytest.raises(SystemExit, match=r"^Python 99\.1 or newer is needed, and this is Python \d\.\d+$"):
        bootstrap.main()

    assert started == []
