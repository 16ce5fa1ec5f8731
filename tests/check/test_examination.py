"""A finished file is examined whole, and whatever keeps it from being read in full is an error."""

from __future__ import annotations

import io
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.cache import NOTHING_KEPT, Store, open_store
from kefu.check import examination
from kefu.check.examination import BATCH, Examination, Examined, Task, examine
from kefu.check.leaks.audit import Wanted
from kefu.check.leaks.canaries import squeezed
from kefu.check.people import RegistryFile
from kefu.engines.pandoc import PandocEngine
from kefu.processes.bounds import SECONDS
from kefu.processes.workers import TooMuchError
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL, PICTURES_ARE_BARE
from kefu.rules.people import PERSONAL_DATA_IS_ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kefu.model import Project
    from kefu.rules.rule import Rule

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
PASSAGE = "Läraren ska aldrig berätta hur det gick"
WANTED = Wanted(excluded=(squeezed(PASSAGE),), included=())


def task(name: str, content: bytes, *, allowed: frozenset[str] = frozenset()) -> Task:
    return Task(path=PurePosixPath(name), content=content, wanted=WANTED, document=None, allowed=allowed, names=None)


def rules(examined: Examined) -> list[Rule]:
    return [finding.rule for finding in examined.findings]


class At(Executor):
    """An executor that runs at once, or breaks where a file's name is one of those that end their process."""

    def __init__(self, *breaking: str) -> None:
        self.breaking = breaking
        self.given: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        tasks = [args[0]] if isinstance(args[0], Task) else args[0]
        self.given.append(len(tasks))
        if any(str(task.path) in self.breaking for task in tasks):
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


def test_a_passage_in_a_file_is_found() -> None:
    examined = examine(task("public/a.txt", PASSAGE.encode()))
    assert [(hit.index, hit.channel) for hit in examined.searched.hits] == [(0, "text text")]
    assert examined.findings == ()


def test_a_passage_in_a_files_name_is_found() -> None:
    name = "public/lararen-ska-aldrig-beratta-hur-det-gick.txt"
    assert [hit.channel for hit in examine(task(name, b"x")).searched.hits] == ["file name"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF"),
        ("a.pdf", b""),
        ("a.docx", b"PK\3\4"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.bin", bytes(99)),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(name: str, content: bytes) -> None:
    examined = examine(task(name, content))
    assert ARTIFACT_IS_READ_IN_FULL in rules(examined)


def test_personal_data_in_a_file_are_found_unless_they_are_allowed() -> None:
    content = b"Skriv till kim@kommun.se eller ring 046-222 00 00."
    assert rules(examine(task("a.txt", content))) == [PERSONAL_DATA_IS_ABSENT] * 2
    allowed = frozenset({"kim@kommun.se", "046-222 00 00"})
    assert rules(examine(task("a.txt", content, allowed=allowed))) == []


@pytest.mark.parametrize(
    ("drawn", "hits", "found"),
    [
        (f"{SVG}<!-- {{}} --></svg>", ["picture: SVG comment"], []),
        (f"<!DOCTYPE svg [<!ENTITY a '{{}}'>]>{SVG}</svg>", ["picture: SVG source"], [ARTIFACT_IS_READ_IN_FULL]),
    ],
)
def test_what_the_drawings_of_a_document_say_is_found(
    project: Project, drawn: str, hits: list[str], found: list[Rule]
) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, drawn.format(PASSAGE).encode())
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    examined = examine(replace(task("public/a.txt", b"x"), document=document))
    assert [hit.channel for hit in examined.searched.hits] == hits
    assert rules(examined) == found


def test_what_takes_too_long_or_too_much_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for error, words in ((TimeoutError, "more than"), (MemoryError, "more memory"), (RecursionError, "more memory")):

        def fail(_name: str, _content: bytes, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr("kefu.check.readers.read", fail)
        (finding,) = examine(task("a.txt", b"")).findings
        assert finding.rule == ARTIFACT_IS_READ_IN_FULL
        assert words in finding.message


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


def test_what_is_not_published_may_still_say_more_than_it_shows() -> None:
    drawing = task("a.svg", f"{SVG}<!-- mer --></svg>".encode())

    assert rules(examine(drawing)) == [PICTURES_ARE_BARE]
    assert rules(examine(replace(drawing, published=False))) == []


def test_everything_that_is_wrong_with_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "names.yaml").write_text("places:\n  - {real: Kvarnsele, invented: Sjövalla}\n", encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=tmp_path / "project")
    content = f"{SVG}<!-- kim@kommun.se --><text>Kvarnsele</text><x".encode()

    found = examine(replace(task("public/Kvarnsele.svg", content), names=names))

    assert {rule.name for rule in rules(found)} == {
        "artifact-is-read-in-full",
        "pictures-are-bare",
        "personal-data-is-absent",
        "real-name-is-absent",
    }
    places = [finding.message for finding in found.findings if finding.rule.name == "real-name-is-absent"]
    assert any("in the file's path" in message for message in places)
    assert any("SVG" in message for message in places)


def test_a_file_that_is_not_read_counts_as_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(_seconds: float, _function: Callable[[Task], Examined], _one: Task) -> Examined:
        raise TooMuchError

    monkeypatch.setattr(examination, "alone", breaking)
    (unread,) = examined_by(At("b.txt"), [task("b.txt", b"x")], [])
    assert (unread.channels, unread.searched.found, unread.searched.hits) == (0, 0, ())


def test_a_pdf_is_held_against_its_document_and_its_standards(project: Project) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, DRAWING)
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    made = PandocEngine().render(document, Format.PDF).content
    other = replace(document, tree=tree.document([tree.para(tree.text("Ring 046-222 00 11."))]))
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(PandocEngine().render(other, Format.PDF).content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata["pdfuaid:part"]
        pdf.save(written)

    kept = examine(replace(task("public/a.pdf", made), document=document))
    told = examine(replace(task("public/a.pdf", written.getvalue()), document=document))

    assert not {"text-is-tagged", "pdf-ua-is-declared"} & {rule.name for rule in rules(kept)}
    assert {"text-is-tagged", "pdf-ua-is-declared", "personal-data-is-absent"} <= {rule.name for rule in rules(told)}
