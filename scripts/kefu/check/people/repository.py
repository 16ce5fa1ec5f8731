"""What git knows about the project: which files it tracks, and which it ignores."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from kefu.check.people.contents import Contents, contents
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import real
from kefu.rules.people import TRACKED_FILES_ARE_LISTED

_POINTING_ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
MOST: Final = 2_000
"""The most files that git does not track which are searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFile:
    """A file in the repository: its path relative to the project's root, and what can be read in it.

    The text of a symbolic link is the path that it points to.
    """

    path: PurePosixPath
    contents: Contents = field(repr=False)


def tracked_files(root: Path) -> tuple[RepositoryFile, ...]:
    """Return the files that git tracks in the repository around a folder, as they are in the working tree.

    A file that is not there is read as git has it for the next commit, and a repository inside the repository is a
    problem. Outside a repository, no files are returned. Raises `BuildError` if there is a repository but git
    cannot list its files.
    """
    top = repository_of(root)
    if not top:
        return ()
    listed = git(top, "ls-files", "-z")
    if listed is None:
        raise BuildError(
            [
                Diagnostic(
                    rule=TRACKED_FILES_ARE_LISTED,
                    location=Location(path=PurePosixPath(".")),
                    message="git cannot list the files that it tracks",
                    hints=("run “git status” in the project's folder and fix what it reports",),
                )
            ]
        )
    return tuple(_read(path, root, top) for path in _paths(top, listed))


def other_files(root: Path, *, apart: Path | None) -> tuple[RepositoryFile, ...]:
    """Return the files in the project's folder that git does not track, in the order of their paths.

    Left out are folders that git ignores as a whole, the file `apart`, and what are more than `MOST`.
    """
    top = repository_of(root)
    if not top:
        return ()
    listing = ("ls-files", "--others", "--exclude-standard", "-z")
    folder = ("--", str(real(root)))
    untracked = git(top, *listing, *folder) or b""
    ignored = git(top, *listing, "--ignored", "--directory", *folder) or b""
    listed = (inner for path in _paths(top, untracked + ignored) for inner in _inside(path))
    paths = [path for path in listed if path.is_file() and not path.is_symlink()]
    return tuple(_read(path, root) for path in paths[:MOST] if not (apart and path.samefile(apart)))


def _inside(path: Path) -> list[Path]:
    """Return a path, or the files of the repository in it, of which git lists only the folder."""
    if not (path / ".git").exists() or path.is_symlink():
        return [path]
    return sorted(inner for inner in path.rglob("*") if ".git" not in inner.relative_to(path).parts)


def _paths(top: Path, listed: bytes) -> list[Path]:
    return [top / os.fsdecode(name) for name in sorted({*listed.split(b"\0")} - {b""})]


def repository_of(folder: Path) -> Path | None:
    """Return the top folder of the repository that contains a folder, or `None` if no repository does."""
    full = real(folder)
    return next((parent for parent in (full, *full.parents) if (parent / ".git").exists()), None)


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path is in a folder, judged by the files themselves and not by how the paths are written."""
    return any(parent.exists() and parent.samefile(folder) for parent in real(path).parents)


def is_ignored(path: Path, root: Path) -> bool:
    """Return whether git ignores a file, and so does not track it; false if git cannot say."""
    top = repository_of(root)
    return bool(top and git(top, "check-ignore", "--quiet", "--", str(real(path))) is not None)


def git(top: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return git's output for what it is given, or `None` if it fails or is not installed; its errors are dropped."""
    program = shutil.which("git")
    if not program:
        return None
    environment = {key: value for key, value in os.environ.items() if key not in _POINTING_ELSEWHERE}
    done = subprocess.run(
        [program, *arguments], cwd=top, env=environment, input=given, capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def _read(full: Path, root: Path, top: Path | None = None) -> RepositoryFile:
    path = PurePosixPath(Path(os.path.relpath(full, real(root))).as_posix())
    shown = PurePosixPath(str(path).encode("utf-8", "replace").decode("utf-8"))
    if full.is_symlink():
        return RepositoryFile(path=shown, contents=Contents(texts=(str(full.readlink()),)))
    try:
        return RepositoryFile(path=shown, contents=contents(shown.name, full.read_bytes()))
    except IsADirectoryError:
        return RepositoryFile(path=shown, contents=Contents(problems=("it is a repository of its own",)))
    except FileNotFoundError:
        kept = git(top, "show", f":{full.relative_to(top).as_posix()}") if top else None
        return RepositoryFile(path=shown, contents=Contents() if kept is None else contents(shown.name, kept))
    except OSError:
        return RepositoryFile(path=shown, contents=Contents(problems=("the file cannot be opened",)))
