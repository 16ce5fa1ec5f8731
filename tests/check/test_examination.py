"""All files are examined, whatever ends the processes that do it, and none is read again that was before."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest

from kefu.assemble import assemble, outlines
from kefu.cache import NOTHING_KEPT, Store, open_store
from kefu.check import examination
from kefu.check.examination import BATCH, Examination
from kefu.check.examining import Examined, Task, examine
from kefu.check.leaks.audit import Wanted
from kefu.check.leaks.canaries import squeezed
from kefu.processes.bounds import SECONDS
from kefu.processes.workers import TooMuchError
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL, NOTHING_IS_ACTIVE
from kefu.rules.people import PERSONAL_DATA_IS_ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kefu.model import Project
    from kefu.rules.rule import Rule

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
PASSAGE = "Läraren ska aldrig berätta hur det gick"
WANTED = Wanted(excluded=(squeezed(PASSAGE),), included=())


def task(name: str, content: bytes) -> Task:
    return Task(
        path=PurePosixPath(name), content=content, wanted=WANTED, document=None, allowed=frozenset(), names=None
    )


def rules(examined: Examined) -> list[Rule]:
    return [finding.rule for finding in examined.findings]


class At(Executor):
    """An executor that runs at once, or breaks where a file's name is one of those that end their process."""

    def __init__(self, *breaking: str) -> None:
        self.breaking = breaking
        self.given: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.given.append(len(args[0]))
        if any(isinstance(of, Task) and str(of.path) in self.breaking for of, _ in args[0]):
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def examined_by(
    pool: Executor, tasks: list[Task], report: list[tuple[int, int]], store: Store = NOTHING_KEPT
) -> tuple[Examined, ...]:
    examination = Examination(pool, store)
    examination.begin(tasks)
    return examination.finish(lambda done, total: report.append((done, total)))


def test_files_that_are_held_against_the_same_go_together_and_come_back_in_order() -> None:
    pool, report = At(), list[tuple[int, int]]()
    names = [f"{number}.txt" for number in range(BATCH + 2)]
    others = [replace(task("other.txt", b"x"), wanted=Wanted(excluded=(), included=()))]
    examined = examined_by(pool, [*(task(name, b"x") for name in names), *others], report)
    assert [str(one.path) for one in examined] == [*names, "other.txt"]
    assert pool.given == [BATCH, 2, 1]
    assert report == sorted(report)
    assert (report[0], report[-1]) == ((0, BATCH + 3), (BATCH + 3, BATCH + 3))


def test_what_was_examined_is_examined_again_only_for_what_has_changed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    other = Wanted(excluded=(squeezed("Något annat som den inte får säga"),), included=WANTED.excluded)
    must = replace(WANTED, included=(squeezed(PASSAGE),))
    tasks = [task("a.txt", PASSAGE.encode()), task("b.txt", b"Kim har mejl kim@kommun.se")]

    def again(tasks: list[Task]) -> tuple[list[int], tuple[Examined, ...]]:
        pool = At()
        examined = examined_by(pool, tasks, [], store)
        return pool.given, examined

    given, first = again(tasks)
    assert given == [2]
    assert [len(one.searched.hits) for one in first] == [1, 0]
    assert [rules(one) for one in first] == [[], [PERSONAL_DATA_IS_ABSENT]]
    assert again(tasks) == ([], first)
    for wanted, found in ((must, (1, 1)), (other, (0, 1))):
        for given in ([2], []):
            its_own = [replace(one, wanted=wanted) for one in tasks]
            assert again(its_own)[0] == given
            searched = again(its_own)[1][0].searched
            assert (len(searched.hits), searched.found) == found
    given, second = again([tasks[0], replace(tasks[1], content=PASSAGE.encode())])
    assert given == [1]
    assert [len(one.searched.hits) for one in second] == [1, 1]
    assert again([tasks[1]]) == ([], (first[1],))


def test_what_could_not_be_read_is_read_again(tmp_path: Path) -> None:
    pool, store = At(), open_store(tmp_path)
    for _ in range(2):
        (examined,) = examined_by(pool, [task("a.pdf", b"%PDF-1.7\n%%EOF")], [], store)
        assert ARTIFACT_IS_READ_IN_FULL in rules(examined)
    assert pool.given == [1, 1]


def test_what_is_cancelled_or_fails_says_nothing_by_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Never(Executor):
        def submit(self, _function: Any, /, *_given: Any, **_named: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            return future

    for pool in (Never(), At("a.txt")):
        for store in (open_store(tmp_path), NOTHING_KEPT):
            Examination(pool, store).begin([task("a.txt", b"x")])
    assert not caplog.records


def test_files_are_waited_for_as_long_as_they_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []

    def patiently(_pool: Executor, pending: Iterable[Future[Any]], seconds: float) -> Iterable[Future[Any]]:
        waited.append(seconds)
        return [*pending]

    def alone(seconds: float, function: Callable[[Task], Examined], one: Task) -> Examined:
        waited.append(seconds)
        return function(one)

    monkeypatch.setattr(examination, "patiently", patiently)
    monkeypatch.setattr(examination, "alone", alone)
    examined_by(At("a.txt"), [task("a.txt", b"x")], [])
    together, by_itself = waited
    assert BATCH * SECONDS < together < BATCH * SECONDS * 2
    assert SECONDS < by_itself < SECONDS * 2


@pytest.mark.slow
def test_a_file_that_ends_its_process_once_is_examined_again() -> None:
    tasks = [task("a.txt", b"x"), task("b.txt", PASSAGE.encode())]
    first, second = examined_by(At("b.txt"), tasks, [])
    assert (rules(first), rules(second)) == ([], [])
    assert len(second.searched.hits) == 1


def test_a_file_that_always_ends_its_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(_seconds: float, function: Callable[[Task], Examined], one: Task) -> Examined:
        if one.path.name == "b.txt":
            raise TooMuchError
        return function(one)

    monkeypatch.setattr(examination, "alone", breaking)
    first, second = examined_by(At("b.txt"), [task("a.txt", b"x"), task("b.txt", b"x")], [])
    assert (rules(first), rules(second)) == ([], [ARTIFACT_IS_READ_IN_FULL])
    assert "more memory" in second.findings[0].message


def test_a_file_that_is_not_read_counts_as_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(_seconds: float, _function: Callable[[Task], Examined], _one: Task) -> Examined:
        raise TooMuchError

    monkeypatch.setattr(examination, "alone", breaking)
    (unread,) = examined_by(At("b.txt"), [task("b.txt", b"x")], [])
    assert (unread.channels, unread.searched.found, unread.searched.hits) == (0, 0, ())


class Counting(At):
    """One that runs at once, and notes the names of the functions that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.functions: list[str] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.functions.append(fn.__name__)
        return super().submit(fn, *args, **kwargs)


def test_the_pictures_of_a_document_are_kept_apart_from_its_files(project: Project, tmp_path: Path) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)

    def examined(drawing: str, *, wanted: Wanted = WANTED, content: bytes = b"x") -> tuple[list[str], Examined]:
        drawings = dict.fromkeys(chosen.drawings, drawing.encode())
        (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
        pool = Counting()
        examination = Examination(pool, open_store(tmp_path / "cache"))
        given = replace(task("public/a.html", content), document=document, wanted=wanted)
        examination.begin([given])
        (found,) = examination.finish(lambda _done, _total: None)
        assert found == examine(given)
        return pool.functions, found

    telling = f"{SVG}<desc>{PASSAGE}</desc></svg>"
    other = Wanted(excluded=(squeezed("ett helt annat stycke"),), included=())
    assert examined(telling)[0] == ["examine_all"]
    again, found = examined(telling)
    assert (again, [hit.channel for hit in found.searched.hits]) == ([], ["picture: SVG description"])
    searched, bare = examined("")
    assert searched == ["search_all"], "the file was read when it had drawings"
    assert bare.channels < found.channels
    assert examined("")[0] == []
    assert examined(telling, wanted=other)[0] == ["search_all"]
    assert examined(f"{SVG}</svg>")[0] == ["examine_all"]
    assert examined(telling, content=b"y")[0] == ["examine_all"]
    _, found = examined(telling, content=b"<html><script>x()</script></html>")
    assert {*rules(found)} == {NOTHING_IS_ACTIVE}
    broken = f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG}</svg>"
    unread, found = examined(broken)
    assert (unread, rules(found)) == (["examine_all"], [ARTIFACT_IS_READ_IN_FULL])
    assert examined(broken)[0] == ["examine_all"], "what was not read is read again"
