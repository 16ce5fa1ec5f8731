"""The store: results of steps, kept in files that are named after the digest of what they were made from."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import tempfile
from collections import Counter
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kefu.cache.digests import digest, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor

    from kefu.cache.steps import Step

T = TypeVar("T")
R = TypeVar("R")

LARGEST: Final = 2_000_000_000
"""The most bytes that a store holds; above that, what was not used for longest goes."""

PRIVATE: Final = 0o700

TAG: Final = "CACHEDIR.TAG"
MARKS: Final = {
    ".gitignore": "*\n",
    TAG: "Signature: 8a477f597d28d172789f06886806bc55\n# What kefu has made and may need again.\n",
}
"""What tells other programs that a folder holds nothing of value. Source: https://bford.info/cachedir/."""

PLAIN: Final = {("pathlib", "PurePosixPath"), ("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")}
"""The types outside this package that results are made of, and that pickle has no form of its own for."""

DIGEST: Final = hashlib.sha256().digest_size


class Store:
    """Results of steps, in a folder or, without one, nowhere, so that every step is done.

    A result is taken from the store only if it is whole; whatever is wrong with the folder or a file in it, the step is
    done again. A store that does not write keeps no results, but has those of others. `asked` counts how often each
    step was asked for and found (`True`) or done (`False`). `problem` says what kept results from being kept, and is
    empty if nothing did.
    """

    def __init__(self, folder: Path | None, problem: str = "", *, writes: bool = True) -> None:
        self._folder = folder
        self._writes = writes
        self.problem = problem
        self.asked: Counter[tuple[Step, bool]] = Counter()
        self._digests: dict[int, tuple[object, str]] = {}

    @property
    def keeps(self) -> bool:
        """Whether results are kept at all."""
        return self._folder is not None and self._writes

    def digest_of(self, value: object) -> str:
        """Return the digest of a large value that many results depend on, computed once, if anything is kept."""
        if self._folder and id(value) not in self._digests:
            self._digests[id(value)] = value, digest(value)  # the value stays, so that no other one has its address
        return self._digests[id(value)][1] if self._folder else ""

    def keep(self, step: Step, function: Callable[..., T], *given: Any, key: object = None) -> T:
        """Return the result of a function; `key` is what it depends on, if that is not simply what it is given."""
        name = self._key(step, given if key is None else key)
        for found in self._found(step, name):
            return found  # type: ignore[no-any-return]  # it is what the function returned
        return self._kept(name, function(*given))

    def keep_each(
        self,
        step: Step,
        function: Callable[[list[T]], Sequence[R]],
        given: Sequence[T],
        around: object = None,
        *,
        lasts: Callable[[R], bool] = lambda _: True,
    ) -> list[R]:
        """Return the results of a function that is given many things at once, and returns one result for each.

        `around` is what each of them depends on besides. A result that does not `last`, as it might be another one the
        next time, is not kept.
        """
        keys = [self._key(step, (one, around)) for one in given]
        results = {index: found for index, key in enumerate(keys) for found in self._found(step, key)}
        missing = [index for index in range(len(given)) if index not in results]
        if missing:
            made = function([given[index] for index in missing])
            for index, result in zip(missing, made, strict=True):
                results[index] = self._kept(keys[index], result) if lasts(result) else result
        return [results[index] for index in range(len(given))]

    def submit(
        self,
        step: Step,
        pool: Executor,
        function: Callable[..., T],
        *given: Any,
        key: object = None,
        lasts: Callable[[T], bool] = lambda _: True,
    ) -> Future[T]:
        """Have a pool call a function, unless the result is there; see `keep`."""
        name = self._key(step, given if key is None else key)
        for found in self._found(step, name):
            done: Future[T] = Future()
            done.set_result(found)
            return done
        pending = pool.submit(function, *given)
        pending.add_done_callback(lambda ended: self._keep_ended(name, ended, lasts))
        return pending

    def look(self, step: Step, key: object) -> Iterator[Any]:
        """Yield the result of a step for what it depends on, or nothing."""
        return self._found(step, self._key(step, key))

    def put(self, step: Step, key: object, result: object) -> None:
        """Keep a result, in the place of an earlier one."""
        self._kept(self._key(step, key), result)

    def has(self, step: Step, key: object) -> bool:
        """Return whether there is a result of a step for what it depends on."""
        return self._folder is not None and self._path(self._folder, self._key(step, key)).exists()

    def _keep_ended(self, key: str, ended: Future[T], lasts: Callable[[T], bool]) -> None:
        if not ended.cancelled() and ended.exception() is None and lasts(ended.result()):
            self._kept(key, ended.result())

    def _key(self, step: Step, given: object) -> str:
        return digest(program(), step, given) if self._folder else ""

    def _found(self, step: Step, key: str) -> Iterator[Any]:
        """Yield the result with a key, or nothing."""
        found = [*self._read(key)]
        self.asked[step, bool(found)] += 1
        yield from found

    def _read(self, key: str) -> Iterator[Any]:
        if not self._folder:
            return
        path = self._path(self._folder, key)
        with suppress(OSError, ValueError, pickle.UnpicklingError, EOFError, AttributeError, TypeError, IndexError):
            content = path.read_bytes()
            if hashlib.sha256(content[DIGEST:]).digest() == content[:DIGEST]:
                result = _Plain(io.BytesIO(content[DIGEST:])).load()
                os.utime(path)
                yield result

    def _kept(self, key: str, result: T) -> T:
        if self._folder and self._writes:
            content = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
            path = self._path(self._folder, key)
            try:
                path.parent.mkdir(mode=PRIVATE, exist_ok=True)
                with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                    try:
                        file.write(hashlib.sha256(content).digest() + content)
                        file.close()
                        Path(file.name).replace(path)
                    except BaseException:
                        Path(file.name).unlink()
                        raise
            except OSError as error:
                self.problem = f"“{self._folder}” cannot be written: {error.strerror}"
        return result

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]

    def tidy(self, most: int = LARGEST) -> None:
        """Remove what was not used for longest, until the store holds at most so many bytes."""
        if not (self._folder and self._writes):
            return
        files = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # another command has removed it, or put it in its place
                files.append((path, path.stat()))
        held = sum(status.st_size for _, status in files)
        for path, status in sorted(files, key=lambda file: file[1].st_mtime_ns):
            if held <= most:
                return
            with suppress(OSError):
                path.unlink()
            held -= status.st_size


class _Plain(pickle.Unpickler):
    """Reads values of this package and a few others, and runs nothing: a store may have come from somebody else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return super().find_class(module, name)
        if module.startswith("kefu."):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value")


NOTHING_KEPT: Final = Store(None)


def open_store(folder: Path, *, writes: bool = True) -> Store:
    """Return the store in a folder, which is made if it is missing, and which writes or does not.

    Only its owner may read what is in it. If it cannot be made, belongs to others or is no store, nothing is kept.
    """
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if _is_of_others(folder):
            return Store(None, f"“{folder}” can be written by others")
        if not is_store(folder) and any(folder.iterdir()):
            return Store(None, f"“{folder}” holds something else")
        for name, content in MARKS.items():
            if not (folder / name).exists():
                (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        return Store(None, f"“{error.filename or folder}” cannot be written: {error.strerror}")
    return Store(folder, writes=writes)


def is_store(folder: Path) -> bool:
    """Return whether a folder is one that `open_store` has made."""
    try:
        return (folder / TAG).read_text(encoding="utf-8") == MARKS[TAG]
    except (OSError, UnicodeDecodeError):
        return False


def empty(folder: Path) -> None:
    """Remove a store with all that is in it. Raises `OSError`."""
    shutil.rmtree(folder)


def _is_of_others(folder: Path) -> bool:
    if os.name == "nt":
        return False
    status = folder.stat()
    return status.st_uid != os.geteuid() or bool(status.st_mode & 0o022)
