"""What git knows about the project: which files it tracks, and which it ignores."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import real
from kefu.rules.people import TRACKED_FILES_ARE_LISTED

if TYPE_CHECKING:
    from collections.abc import Iterable

_POINTING_ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
_PRINTABLE: Final = re.compile(r"[\x20-\x7e\xa0-\u024f\u0300-\u036f\u2010-\u2027]{12,}")
_PRINTABLE_WIDE: Final = re.compile(r"[\x20-\x7e\xa0-\xff]{12,}")
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFile:
    """A file that git tracks: its path relative to the project's root, and the text that can be read in it.

    The text of a `binary` file consists of its runs of at least twelve printable Latin characters, one per line; the
    text of a symbolic link is the path that it points to.
    """

    path: PurePosixPath
    text: str = field(repr=False)
    binary: bool


def tracked_files(root: Path) -> tuple[TrackedFile, ...]:
    """Return the files that git tracks in the repository around a folder, as they are in the working tree.

    A tracked file that does not exist is returned without text. Outside a repository, no files are returned. Raises
    `BuildError` if there is a repository but git cannot list its files.
    """
    top = repository_of(root)
    if not top:
        return ()
    listed = _git(top, "ls-files", "-z")
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
    files = (top / os.fsdecode(name) for name in sorted(filter(None, listed.split(b"\0"))))
    return tuple(_tracked(full, root) for full in files if full.is_symlink() or not full.is_dir())


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
    return bool(top and _git(top, "check-ignore", "--quiet", "--", str(real(path))) is not None)


def _git(top: Path, *arguments: str) -> bytes | None:
    """Return git's output, or `None` if it fails or is not installed; its error messages are dropped."""
    program = shutil.which("git")
    if not program:
        return None
    environment = {key: value for key, value in os.environ.items() if key not in _POINTING_ELSEWHERE}
    done = subprocess.run([program, *arguments], cwd=top, env=environment, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def _tracked(full: Path, root: Path) -> TrackedFile:
    path = PurePosixPath(Path(os.path.relpath(full, real(root))).as_posix())
    shown = PurePosixPath(str(path).encode("utf-8", "replace").decode("utf-8"))
    if full.is_symlink():
        return TrackedFile(path=shown, text=str(full.readlink()), binary=False)
    try:
        content = full.read_bytes()
    except OSError:
        return TrackedFile(path=shown, text="", binary=False)
    text = _text_of(content)
    binary = text is None
    return TrackedFile(path=shown, text=text if text is not None else "\n".join(_runs(content)), binary=binary)


def _text_of(content: bytes) -> str | None:
    """Return the text of a file in UTF-8, UTF-16 or, as a last resort, Windows-1252; `None` if the file is binary."""
    if content.startswith(_BYTE_ORDER_MARKS):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        if len(re.findall(r"[\x00-\x08\x0e-\x1f\ufffd]", text)) > len(text) / 100:
            return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _runs(content: bytes) -> Iterable[str]:
    yield from _PRINTABLE.findall(content.decode("utf-8", "replace"))
    for start in (0, 1):
        yield from _PRINTABLE_WIDE.findall(content[start:].decode("utf-16-le", "replace"))
