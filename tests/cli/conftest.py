"""What tests of the command line share: the program, here or in a process of its own, and a project that it built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.conftest import copy_project
from tests.program import run_here

from kefu.layout import CACHE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Once

KEFU: Final = (sys.executable, "-m", "kefu")
ENVIRONMENT: Final = {
    name: value
    for name, value in os.environ.items()
    if name not in ("SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR", "KEFU_PSEUDONYMS")
} | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "160"}
RELEASE: Final = (
    "public/cases/01-skolan/fall-01-skolan-studentutgava.pdf",
    "public/cases/02-bron/fall-02-bron-studentutgava.pdf",
    "public/report/prov-rapport.pdf",
    "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf",
    "restricted/cases/02-bron/fall-02-bron-lararutgava.pdf",
)
LATER: Final = {"SOURCE_DATE_EPOCH": "1924905600", "TZ": "America/Los_Angeles"}
"""The first second of 2030-12-31 in UTC, seen from elsewhere: another day, which changes every document."""


def kefu(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in this process, and return what it said."""
    return run_here(*map(str, arguments), cwd=cwd, environment={**ENVIRONMENT, **(environment or {})})


def started(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as a user does, as a process with workers of its own, and return what it said."""
    return subprocess.run(
        [*KEFU, *map(str, arguments)],
        cwd=cwd,
        env={**ENVIRONMENT, **(environment or {})},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def change(path: Path, old: str, new: str) -> None:
    """Put a text in the place of another in a file, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file in a folder, by path, without the cache of a project."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and CACHE.name not in path.relative_to(folder).parts
    }


def documents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the state of a release without the site around its documents, which are all PDFs here."""
    return {path: found for path, found in state(folder).items() if path.endswith((".pdf", "manifest.json"))}


def entries_in(manifest: bytes) -> list[dict[str, Any]]:
    """Return what a manifest says of the documents of a release."""
    return [entry for entry in json.loads(manifest)["artifacts"] if entry["edition"]]


def rows(table: str) -> list[list[str]]:
    """Return the cells of a printed table, row by row, without its header."""
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in table.splitlines() if line[:1] == "│"]


@pytest.fixture(scope="session")
def first_build(once: Once) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a project that has been built from one of its own folders, and what the program said."""

    def make(folder: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
        root = copy_project("small", folder / "små fall")
        return root, started("build", cwd=root / "cases" / "01-skolan")

    return once("cli", make)


@pytest.fixture
def built(first_build: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """Return a copy of the built project, which a test may change."""
    return Path(shutil.copytree(first_build[0], tmp_path / "projekt"))
