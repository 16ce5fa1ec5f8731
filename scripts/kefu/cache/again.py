"""The same command again, with nothing changed: what it said is said again, before most of the program is loaded."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final

from kefu.cache.steps import Step
from kefu.cache.store import open_store
from kefu.layout import CACHE, CASES, FIGURES, PUBLICATION, REVIEW, possible_roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.cache.store import Store

COMMANDS: Final = ("build", "check", "list")

LISTED: Final = (PUBLICATION.parent, CASES, FIGURES, REVIEW)
"""The folders whose files are found by looking, not because another file names them."""

VARIABLES: Final = ("SOURCE_DATE_EPOCH", "COLUMNS", "TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")
PREFIXES: Final = ("KEFU_", "PYTHON", "FORCE_", "TTY_")
"""What in the environment a command depends on, or what it says; the rest does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command that succeeded read and said, and the files of the release when it ended.

    Files are given by path with the SHA-256 of their bytes; `out` is empty if the release does not matter. `listing` is
    the digest of the names in `LISTED`; what was said is given by stream.
    """

    root: str
    out: str
    read: Mapping[str, str]
    listing: str
    release: Mapping[str, str]
    said: tuple[str, str]


def answered(arguments: Sequence[str]) -> bool:
    """Say again what a command with the same arguments said when it succeeded, if nothing has changed since.

    Otherwise say nothing, and return false; if anything cannot be read or written, the command itself tells of it.
    """
    if not arguments or arguments[0] not in COMMANDS:
        return False
    try:
        return _answered(arguments)
    except OSError:
        return False


def _answered(arguments: Sequence[str]) -> bool:
    folder = _folder(arguments)
    out, err = sys.stdout, sys.stderr
    if not (folder and folder.is_dir() and isinstance(out, io.TextIOWrapper) and isinstance(err, io.TextIOWrapper)):
        return False
    for ran in open_store(folder).look(Step.COMMAND, _asked(arguments)):
        if _is_as_before(ran):
            for stream, text in zip((out, err), ran.said, strict=True):
                stream.reconfigure(errors="replace")
                stream.write(text)
                stream.flush()
            return True
    return False


def remember(store: Store, ran: Ran) -> None:
    """Keep what this command did, for the next one with the same arguments."""
    store.put(Step.COMMAND, _asked(sys.argv[1:]), ran)


class Heard:
    """Hears what a command says on standard output and standard error."""

    def __init__(self) -> None:
        self._heard = io.StringIO(), io.StringIO()

    @property
    def said(self) -> tuple[str, str]:
        """What was said in all blocks, on standard output and on standard error."""
        out, err = self._heard
        return out.getvalue(), err.getvalue()

    @contextmanager
    def hears(self) -> Iterator[None]:
        """Hear what is said in the block, which is said nevertheless."""
        out, err = (_Overheard(*pair) for pair in zip((sys.stdout, sys.stderr), self._heard, strict=True))
        with redirect_stdout(out), redirect_stderr(err):  # type: ignore[type-var]  # they do all that text streams do
            yield


class _Overheard:
    """A stream that hears what is written to another one."""

    def __init__(self, stream: IO[str], heard: IO[str]) -> None:
        self._stream = stream
        self._heard = heard

    def write(self, text: str) -> int:
        self._heard.write(text)
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def listing(root: Path) -> str:
    """Return a digest of the names of the files in a project's folders."""
    names = sorted(
        PurePosixPath(folder, name).as_posix()
        for top in LISTED
        for folder, _, files in os.walk(root / top)
        if not folder.endswith("__pycache__")
        for name in files
    )
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in a folder, by path; a link is given by where it leads."""
    return {
        path.relative_to(folder).as_posix(): f"to {path.readlink()}" if path.is_symlink() else _sha256(path)
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"


def _is_as_before(ran: Ran) -> bool:
    root = Path(ran.root)
    return (
        listing(root) == ran.listing
        and all(_sha256(root / path) == digest for path, digest in ran.read.items())
        and (not ran.out or contents(Path(ran.out)) == ran.release)
    )


def _asked(arguments: Sequence[str]) -> tuple[object, ...]:
    """Return everything that a command and what it says depend on, besides files."""
    environment = sorted(
        (name, value) for name, value in os.environ.items() if name in VARIABLES or name.startswith(PREFIXES)
    )
    terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
    size = shutil.get_terminal_size() if any(terminals) else ()
    return (*arguments, os.getcwd(), environment, terminals, [*size], sys.stdout.encoding)  # noqa: PTH109 - a text


def _folder(arguments: Sequence[str]) -> Path | None:
    """Return the folder of the cache that a command uses, as `kefu.cli` finds it."""
    given = _value(arguments, "--cache") or os.environ.get("KEFU_CACHE")
    if given:
        return Path(given)
    root = _value(arguments, "--root")
    places = possible_roots(Path(root) if root else None)
    return next((place / CACHE for place in places if (place / PUBLICATION).is_file()), None)


def _value(arguments: Sequence[str], option: str) -> str:
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        name, _, value = argument.partition("=")
        if name == option:
            return value or following
    return ""
