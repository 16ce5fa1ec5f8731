"""What is kept is found again; whatever is wrong with the store, the result is the right one."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.here import Here

from kefu.cache import NOTHING_KEPT, Step, Store, empty, is_store, open_store
from kefu.diagnostics import Diagnostic, Location
from kefu.rules.files import FILE_EXISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND: Final = Diagnostic(rule=FILE_EXISTS, location=Location(path=PurePosixPath("a.md"), line=1), message="å")


class Counting:
    """A function that counts how often it is called."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def __call__(self, given: Any) -> Any:
        self.calls.append(given)
        return f"made of {given}"

    def each(self, given: list[Any]) -> list[Any]:
        return [self(one) for one in given]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def function() -> Counting:
    return Counting()


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("??/*")) if path.is_file()]


def test_what_was_made_is_not_made_again(folder: Path, function: Counting) -> None:
    for store in (open_store(folder), open_store(folder)):
        assert store.keep(Step.READ, function, "a") == "made of a"
    assert function.calls == ["a"]
    assert store.asked == {(Step.READ, True): 1}


def test_other_things_and_other_steps_are_made(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    store.keep(Step.READ, function, "a")
    store.keep(Step.READ, function, "b")
    store.keep(Step.CITE, function, "a")
    assert function.calls == ["a", "b", "a"]


def test_what_matters_may_be_less_than_what_is_given(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    assert [store.keep(Step.READ, function, given, key="same") for given in "ab"] == ["made of a", "made of a"]


def test_of_many_things_those_that_are_new_are_made_together(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    assert store.keep_each(Step.READ, function.each, ["a", "b"]) == ["made of a", "made of b"]
    assert store.keep_each(Step.READ, function.each, ["c", "a", "d", "b"])[::3] == ["made of c", "made of b"]
    assert function.calls == ["a", "b", "c", "d"]
    assert store.keep_each(Step.READ, function.each, ["a"], around="another style") == ["made of a"]
    assert function.calls[4:] == ["a"]


def test_nothing_is_asked_for_what_is_all_there(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    store.keep_each(Step.READ, function.each, ["a"])

    def never(_: list[str]) -> list[str]:
        raise AssertionError

    assert store.keep_each(Step.READ, never, ["a"]) == ["made of a"]


def test_a_pool_makes_what_is_new(folder: Path, function: Counting) -> None:
    store, pool = open_store(folder), Here()
    assert [store.submit(Step.RENDER, pool, function, "a").result() for _ in range(2)] == ["made of a"] * 2
    assert pool.count == 1


def failing(_: Any) -> Any:
    raise ValueError("no")


def test_what_may_be_otherwise_the_next_time_is_not_kept(folder: Path, function: Counting) -> None:
    store, pool = open_store(folder), Here()
    for _ in range(2):
        assert store.keep_each(Step.DRAW, function.each, ["a", "b"], lasts=lambda made: made.endswith("b"))
        assert store.submit(Step.EXAMINE, pool, function, "c", lasts=lambda _: False).result()
    assert function.calls == ["a", "b", "c", "a", "c"]


def test_a_store_that_does_not_write_is_read(folder: Path, function: Counting) -> None:
    open_store(folder).keep(Step.READ, function, "a")
    store = open_store(folder, writes=False)
    for given in "aab":
        store.keep(Step.READ, function, given)
    assert store.keep(Step.READ, function, "b") == "made of b"
    store.tidy(0)
    assert function.calls == ["a", "b", "b"]
    assert len(files(folder)) == 1


def test_what_fails_is_not_kept(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    with pytest.raises(ValueError, match="no"):
        store.submit(Step.RENDER, Here(), failing, "a").result()
    with pytest.raises(ValueError, match="no"):
        store.keep(Step.RENDER, failing, "a")
    assert store.keep(Step.RENDER, function, "a") == "made of a"


@pytest.mark.parametrize(
    "value",
    ["å\ud800", b"\0", None, 1.5, ("a", (1,)), {"a": [b"b"]}, frozenset({"a"}), FOUND, (FOUND,), PurePosixPath("a/b")],
    ids=str,
)
def test_values_come_back_as_they_were(folder: Path, value: Any) -> None:
    assert open_store(folder).keep(Step.READ, lambda _: value, "key") == value
    store = open_store(folder)
    assert store.keep(Step.READ, lambda _: value, "key") == value
    assert store.asked == {(Step.READ, True): 1}


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def spoilt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


def other(path: Path) -> None:
    path.write_bytes(b"something else, which is longer than a digest is")


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def signed(content: bytes) -> bytes:
    return sha256(content).digest() + content


class Hostile:
    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, ("owned",))


def hostile(path: Path) -> None:
    path.write_bytes(signed(pickle.dumps(Hostile())))


def a_function_of_ours(path: Path) -> None:
    path.write_bytes(signed(b"ckefu.cache.store\nopen_store\n(Vowned\ntR."))


@pytest.mark.parametrize("damage", [emptied, cut, spoilt, other, gone, a_folder, hostile, a_function_of_ours])
def test_what_is_damaged_is_made_again(
    folder: Path, function: Counting, damage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(folder).keep(Step.READ, function, "a")
    (file,) = files(folder)
    damage(file)

    assert open_store(folder).keep(Step.READ, function, "a") == "made of a"
    assert function.calls == ["a", "a"]
    assert not (tmp_path / "owned").exists()


def test_another_program_makes_everything_again(
    folder: Path, function: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(folder).keep(Step.READ, function, "a")
    monkeypatch.setattr("kefu.cache.store.program", lambda: "another version")
    open_store(folder).keep(Step.READ, function, "a")
    assert function.calls == ["a", "a"]


def test_a_store_tells_other_programs_what_it_is(folder: Path) -> None:
    open_store(folder)
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (
        (folder / "CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )
    assert is_store(folder)
    assert not is_store(folder.parent)


posix: Final = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


@posix
def test_nobody_else_can_read_a_store(folder: Path, function: Counting) -> None:
    open_store(folder).keep(Step.READ, function, "a")
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *files(folder))} == {0}


@posix
def test_a_store_that_others_can_write_is_not_used(folder: Path, function: Counting) -> None:
    open_store(folder).keep(Step.READ, function, "a")
    folder.chmod(0o777)
    store = open_store(folder)
    assert store.keep(Step.READ, function, "a") == "made of a"
    assert function.calls == ["a", "a"]
    assert store.problem == f"“{folder}” can be written by others"


def test_a_folder_with_other_things_in_it_is_left_alone(folder: Path, function: Counting) -> None:
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "thesis.docx").touch()
    store = open_store(folder)
    store.keep(Step.READ, function, "a")
    store.tidy(0)
    assert [path.name for path in folder.rglob("*")] == ["ab", "thesis.docx"]
    assert store.problem == f"“{folder}” holds something else"


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path, function: Counting) -> None:
    (tmp_path / "file").touch()
    store = open_store(tmp_path / "file" / "cache")
    assert [store.keep(Step.READ, function, "a") for _ in range(2)] == ["made of a"] * 2
    assert "cannot be written" in store.problem


def full(*_: Any, **__: Any) -> Any:
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_told_and_nothing_else(
    folder: Path, function: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert [store.keep(Step.READ, function, "a") for _ in range(2)] == ["made of a"] * 2
    assert store.problem == f"“{folder}” cannot be written: No space left on device"


def test_a_disk_that_is_full_in_the_middle_leaves_no_half_of_a_file(
    folder: Path, function: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(folder)
    monkeypatch.setattr(Path, "replace", full)
    store.keep(Step.READ, function, "a")
    assert files(folder) == []
    assert [path for path in folder.rglob(".*") if path.name != ".gitignore"] == []


def test_without_a_folder_everything_is_made(function: Counting) -> None:
    assert [NOTHING_KEPT.keep(Step.READ, function, "a") for _ in range(2)] == ["made of a"] * 2
    assert function.calls == ["a", "a"]
    assert not NOTHING_KEPT.has(Step.READ, ("a",))


def test_what_was_not_used_for_longest_goes_first(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    for name in "abc":
        store.keep(Step.READ, function, name)
    for age, file in enumerate(files(folder)):
        os.utime(file, (1000 - age, 1000 - age))
    newest, middle, _ = files(folder)
    held = newest.stat().st_size
    store.tidy(2 * held)
    assert files(folder) == [newest, middle]
    store.tidy(0)
    assert files(folder) == []


@posix
def test_what_another_command_removes_meanwhile_is_passed_over(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    store.keep(Step.READ, function, "a")
    (file,) = files(folder)
    (file.parent / "gone").symlink_to(folder / "nowhere")
    store.tidy(0)
    assert files(folder) == []


def test_use_keeps_a_result_from_going(folder: Path, function: Counting) -> None:
    store = open_store(folder)
    for name in "ab":
        store.keep(Step.READ, function, name)
    for file in files(folder):
        os.utime(file, (1000, 1000))
    store.keep(Step.READ, function, "a")
    store.tidy(files(folder)[0].stat().st_size)
    assert store.has(Step.READ, ("a",))
    assert not store.has(Step.READ, ("b",))


def test_an_emptied_store_can_be_used_again(folder: Path, function: Counting) -> None:
    open_store(folder).keep(Step.READ, function, "a")
    empty(folder)
    assert not folder.exists()
    assert open_store(folder).keep(Step.READ, function, "a") == "made of a"


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def test_several_can_use_a_store_at_once(folder: Path, function: Counting, threads: Executor) -> None:
    stores: list[Store] = [open_store(folder) for _ in range(4)]
    results = threads.map(lambda n: stores[n % 4].keep(Step.READ, function, str(n % 3)), range(200))
    assert {*results} == {"made of 0", "made of 1", "made of 2"}
    assert len(files(folder)) == 3
    assert [store.problem for store in stores] == [""] * 4


KILLED: Final = """
import os, pathlib, sys
from kefu.cache import Step, open_store
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), 9)
open_store(pathlib.Path(sys.argv[1])).keep(Step.READ, str, "a")
"""


@posix
@pytest.mark.slow
def test_a_kill_while_writing_leaves_nothing_that_is_taken_for_a_result(folder: Path, function: Counting) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, folder], check=False).returncode == -9
    assert open_store(folder).keep(Step.READ, function, "a") == "made of a"
    assert function.calls == ["a"]
