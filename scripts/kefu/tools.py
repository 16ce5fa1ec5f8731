"""The programs and libraries that a build can use: what each is for, where it is, and what is missing."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError
from kefu.engines.quarto.program import locate, unsupported
from kefu.reading import markup
from kefu.site import search

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SECONDS: Final = 20
"""The time limit for a program to report its version."""

LIBRARIES: Final[Mapping[str, str]] = {
    "typst": "typesets pages",
    "matplotlib": "draws figures",
    "pikepdf": "reads finished PDFs",
    "pypdfium2": "reads finished PDFs independently",
}
"""The libraries that do a build's work inside this program, by package name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool, by name, with what it is for.

    If it cannot be used, `problem` says what is wrong, and `version` and `path` may be empty. Without a tool that is
    `needed`, nothing can be built.
    """

    name: str
    purpose: str
    needed: bool
    version: str = ""
    path: str = ""
    problem: str = ""


def tools(quarto: Path | None, variables: Mapping[str, str]) -> tuple[Tool, ...]:
    """Return every tool; `quarto` is the one that the user names, and `variables` are those of the environment."""
    python = Tool(
        name="Python", purpose="runs this program", needed=True, version=platform.python_version(), path=sys.executable
    )
    return (
        python,
        _program("pandoc", "reads Markdown and writes every format", markup.pandoc, needed=True),
        *(_library(name, purpose) for name, purpose in LIBRARIES.items()),
        _program("Pagefind", "makes the site's search", search.program, needed=True),
        _program("git", "lists the files to search for real names", lambda: _on_path("git", variables)),
        _quarto(quarto, variables),
    )


def _program(name: str, purpose: str, find: Callable[[], str], *, needed: bool = False) -> Tool:
    path = find()
    if not Path(path).is_file():
        return Tool(name=name, purpose=purpose, needed=needed, problem="was not found")
    try:
        told = subprocess.run(
            [path, "--version"], capture_output=True, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError) as error:
        return Tool(name=name, purpose=purpose, needed=needed, path=path, problem=f"does not work: {error}")
    match = re.search(r"\d+(?:\.\d+)+", told)
    return Tool(name=name, purpose=purpose, needed=needed, version=match[0] if match else "", path=path)


def _on_path(name: str, variables: Mapping[str, str]) -> str:
    return shutil.which(name, path=variables.get("PATH", os.defpath)) or ""


def _library(name: str, purpose: str) -> Tool:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return Tool(name=name, purpose=purpose, needed=True, problem="is not installed")
    return Tool(name=name, purpose=purpose, needed=True, version=found.version, path=str(found.locate_file(name)))


def _quarto(given: Path | None, variables: Mapping[str, str]) -> Tool:
    name, purpose, needed = "Quarto", "renders with --engine quarto", given is not None
    try:
        found = locate(given, variables)
    except BuildError as error:
        (diagnostic,) = error.diagnostics
        return Tool(name=name, purpose=purpose, needed=needed, problem=f"{diagnostic.location}: {diagnostic.message}")
    problem = unsupported(found)
    return Tool(name=name, purpose=purpose, needed=needed, version=found.version, path=str(found.path), problem=problem)
