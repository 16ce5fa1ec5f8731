"""Everything that git keeps of the repository's past: versions of files, messages, names of branches and tags."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.people.contents import Contents, contents
from kefu.check.people.repository import git, repository_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GIT: Final = PurePosixPath("git")
"""What diagnostics call the place of what belongs to no file."""

_AT_ONCE: Final = 200
"""As many objects are read at once."""

_SHORT: Final = 10
"""The length of the name of an object that is shown; “git show” understands it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of git's history: the path that a file had, or `GIT`, what the piece is, and what can be read in it."""

    path: PurePosixPath
    where: str
    contents: Contents = field(repr=False)


def past(root: Path) -> Iterator[Piece]:
    """Yield all that git keeps of the repository around a folder, apart from the present version of its files.

    That is the versions of files, the messages and people of commits and tags, notes, stashes, what no branch leads to
    any more, the log of what was done, and the names of branches and tags. Outside a repository, there is nothing.
    """
    top = repository_of(root)
    if not top:
        return
    for arguments, where in (
        (("for-each-ref", "--format=%(refname) %(contents)"), "in the name of a branch or a tag, or its message"),
        (("log", "--walk-reflogs", "--all", "--format=%gs"), "in the log of what was done (git reflog)"),
    ):
        text = (git(top, *arguments) or b"").decode("utf-8", "replace")
        yield Piece(path=GIT, where=where, contents=Contents(texts=(text,)))
    paths = _paths(top)
    present = {line.split()[1] for line in (git(top, "ls-files", "--stage") or b"").splitlines()}
    listed = git(top, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)") or b""
    wanted = [line.split()[0] for line in listed.splitlines() if not line.endswith(b" tree")]
    kept = [name for name in wanted if name not in present]
    for start in range(0, len(kept), _AT_ONCE):
        for name, kind, content in _objects(top, kept[start : start + _AT_ONCE]):
            path = paths.get(name, GIT) if kind == "blob" else GIT
            where = f"in the {'version of a file' if kind == 'blob' else kind} {name[:_SHORT].decode()}"
            yield Piece(path=path, where=where, contents=contents(path.name, content))


def _paths(top: Path) -> dict[bytes, PurePosixPath]:
    """Return a path of each object that a branch, a tag, a stash or the log of one leads to."""
    listed = git(top, "rev-list", "--all", "--reflog", "--objects") or b""
    named = (line.partition(b" ") for line in listed.splitlines())
    return {name: PurePosixPath(path.decode("utf-8", "replace")) for name, _, path in named if path}


def _objects(top: Path, names: list[bytes]) -> Iterator[tuple[bytes, str, bytes]]:
    """Yield the name, the kind and the content of objects, as “git cat-file --batch” writes them."""
    written = io.BytesIO(git(top, "cat-file", "--batch", given=b"\n".join(names) + b"\n") or b"")
    while head := written.readline():
        name, kind, size = head.split()
        yield name, kind.decode(), written.read(int(size))
        written.readline()
