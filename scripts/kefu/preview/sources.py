"""The project as a preview reads it: everything in it, or what is wrong with it, and the contents that decide that."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from kefu.assemble import outlines
from kefu.cache import listing
from kefu.check.acceptance import unaccepted
from kefu.check.sources.bibliography import literature
from kefu.diagnostics import BuildError, Diagnostic, Location, has_errors
from kefu.layout import PUBLICATION
from kefu.load import load
from kefu.reading.sources import noted
from kefu.rules.files import FILE_IS_READABLE
from kefu.selection import SelectionError, select

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kefu.assemble import Numbered, Outline
    from kefu.cache import Store
    from kefu.model import Project


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a project is previewed, by the names of its editions and cases; nothing means everything."""

    editions: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What was in a project's folder: the names of its files, and the SHA-256 of those that matter, by path."""

    names: str
    files: Mapping[str, str]

    @property
    def paths(self) -> frozenset[PurePosixPath]:
        """The paths of the files that matter."""
        return self.differences(NO_CONTENTS)

    def differences(self, earlier: Contents) -> frozenset[PurePosixPath]:
        """Return the paths of the files that have other contents than earlier, or were not there."""
        return frozenset(
            PurePosixPath(path)
            for path in {**self.files, **earlier.files}
            if self.files.get(path, "") != earlier.files.get(path, "")
        )


NO_CONTENTS: Final = Contents(names="", files={})

JOBS: Final = 2
"""How many programs at once read what has to be read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A project, with the outlines of everything in it and of what was chosen, and the warnings that came up.

    If it has errors there is no project, and `found` are the errors and warnings.
    """

    contents: Contents
    found: tuple[Diagnostic, ...]
    project: Project | None = None
    everything: tuple[Outline, ...] = ()
    chosen: tuple[Outline, ...] = ()


def read_project(root: Path, choice: Choice, earlier: Contents, *, store: Store, numbered: Numbered) -> Read:
    """Read the project in a folder; whatever is wrong with it is in what is returned.

    What is known of it then are the contents of the files that were read, and of those that mattered `earlier`. Parts
    that have been `numbered` before are not numbered again; see `outlines`.
    """
    names = listing(root)
    made: Read | None = None
    found: tuple[Diagnostic, ...] = ()
    with noted() as read:
        try:
            made = twice(lambda: _read(root, choice, store, numbered))
        except BuildError as error:
            found = error.diagnostics
        except Exception as error:  # noqa: BLE001 - whatever a file that is half written leads to, the preview goes on
            found = (unforeseen(error),)
    others = {path: sha256_of(root / path) for path in earlier.files if path not in read}
    contents = Contents(names=names, files={path: digest for path, digest in {**others, **read}.items() if digest})
    return replace(made, contents=contents) if made else Read(contents=contents, found=found)


def _read(root: Path, choice: Choice, store: Store, numbered: Numbered) -> Read:
    loaded = load(root, jobs=JOBS, store=store)
    project = loaded.project
    warnings = unaccepted(loaded.warnings, project.acceptances)
    if has_errors(unsound := unaccepted(literature(project), project.acceptances)):
        raise BuildError([*unsound, *warnings])
    everything = outlines(project, numbered)
    chosen = select(everything, project, choice.editions, choice.cases)
    return Read(contents=NO_CONTENTS, found=warnings, project=project, everything=everything, chosen=chosen)


def twice(function: Callable[[], T]) -> T:
    """Return the result of a function, which is called again if a program that it uses is ended from outside."""
    try:
        return function()
    except (OSError, RuntimeError):
        return function()


def is_as_read(root: Path, contents: Contents) -> bool:
    """Return whether the files that matter have the same names and contents; their times do not matter."""
    return listing(root) == contents.names and all(
        sha256_of(root / path) == digest for path, digest in contents.files.items()
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, and nothing if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def unforeseen(error: Exception) -> Diagnostic:
    """Return the problem with a project that changes while it is read, or does not have what was chosen."""
    if not isinstance(error, (OSError, RuntimeError, SelectionError)):
        traceback.print_exception(error)
    return Diagnostic(
        rule=FILE_IS_READABLE,
        location=Location(path=PUBLICATION),
        message=f"the project cannot be previewed as it is now: {error}",
        hints=("save the file again when everything is in place",),
    )
