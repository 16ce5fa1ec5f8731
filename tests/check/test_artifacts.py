"""A finished file is examined whole, and whatever keeps it from being read in full is an error."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest

from kefu.assemble import assemble, outlines
from kefu.check import artifacts
from kefu.check.artifacts import READ_RULE, Examined, Task, begin, examine, finish
from kefu.check.canaries import squeezed
from kefu.check.leaks import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Project

PASSAGE = "Läraren ska aldrig berätta hur det gick"
WANTED = Wanted(excluded=(squeezed(PASSAGE),), included=())


def task(name: str, content: bytes, *, allowed: frozenset[str] = frozenset()) -> Task:
    return Task(path=PurePosixPath(name), content=content, wanted=WANTED, document=None, allowed=allowed, names=None)


def rules(examined: Examined) -> list[str]:
    return [finding.rule for finding in examined.findings]


class At(Executor):
    """An executor that runs at once, or breaks for the names that end their process."""

    def __init__(self, *breaking: str) -> None:
        self.breaking = breaking

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if str(args[0].path) in self.breaking:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(fn(*args, **kwargs))
        return future


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
    assert READ_RULE in rules(examined)


def test_personal_data_in_a_file_are_found_unless_they_are_allowed() -> None:
    content = b"Skriv till kim@kommun.se eller ring 046-222 00 00."
    assert rules(examine(task("a.txt", content))) == ["personal-data-is-absent"] * 2
    allowed = frozenset({"kim@kommun.se", "046-222 00 00"})
    assert rules(examine(task("a.txt", content, allowed=allowed))) == []


@pytest.mark.parametrize(
    ("drawn", "hits", "found"),
    [
        ("<svg><!-- {} --></svg>", ["picture: SVG comment"], []),
        ("<svg><text>{}</text>", ["picture: SVG text", "picture: SVG source"], [READ_RULE]),
    ],
)
def test_what_the_drawings_of_a_document_say_is_found(
    project: Project, drawn: str, hits: list[str], found: list[str]
) -> None:
    everything = outlines(project)
    chosen = next(outline for outline in everything if outline.case)
    drawings = dict.fromkeys(chosen.drawings, drawn.format(PASSAGE).encode())
    (document,) = assemble(project, [chosen], everything, drawings, project.publication.date, jobs=1)
    examined = examine(replace(task("public/a.txt", b"x"), document=document))
    assert [hit.channel for hit in examined.searched.hits] == hits
    assert rules(examined) == found


def test_what_takes_too_long_or_too_much_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for error, words in ((TimeoutError, "more than"), (MemoryError, "exhausts"), (RecursionError, "exhausts")):

        def fail(_name: str, _content: bytes, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr("kefu.check.readers.read", fail)
        (finding,) = examine(task("a.txt", b"")).findings
        assert finding.rule == READ_RULE
        assert words in finding.message


def test_a_file_that_ends_its_process_once_is_examined_again() -> None:
    tasks = [task("a.txt", b"x"), task("b.txt", PASSAGE.encode())]
    counts: list[int] = []
    first, second = finish(tasks, begin(tasks, At("b.txt")), counts.append)
    assert (rules(first), rules(second)) == ([], [])
    assert len(second.searched.hits) == 1
    assert counts == [1, 2]


def test_a_file_that_always_ends_its_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def breaking(_jobs: int) -> Iterator[Executor]:
        yield At("b.txt")

    monkeypatch.setattr(artifacts, "workers", breaking)
    tasks = [task("a.txt", b"x"), task("b.txt", b"x")]
    first, second = finish(tasks, begin(tasks, At("b.txt")), lambda _done: None)
    assert (rules(first), rules(second)) == ([], [READ_RULE])
    assert "exhausts" in second.findings[0].message
