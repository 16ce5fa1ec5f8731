"""What the gate finds in texts, once for the same texts, and as long as they are the same."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from kefu.cache import open_store
from kefu.check.sources.findings import texts
from kefu.diagnostics import Diagnostic, Location
from kefu.preview.checking import Checked, found_in_texts
from kefu.preview.sources import Contents
from kefu.rules.files import FILE_EXISTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.model import Project


class Aside:
    """Does what a `Maker` has another process do, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def aside(self, _seconds: float, function: Callable[..., Any], *given: object) -> Any:
        self.count += 1
        return function(*given)


def found(path: str) -> Diagnostic:
    return Diagnostic(rule=FILE_EXISTS, location=Location(path=PurePosixPath(path)), message=path)


def test_the_texts_are_searched_as_by_the_gate_and_once(project: Project, tmp_path: Path) -> None:
    aside = Aside()
    for _ in range(2):
        told = found_in_texts(project, tmp_path, aside, open_store(tmp_path / "cache"))  # type: ignore[arg-type]  # it is asked for nothing else
        assert told == texts(project, tmp_path, None)
    assert aside.count == 1


def test_what_was_found_holds_until_the_file_changes() -> None:
    then = Contents(names="", files={"a.md": "1", "b.md": "1"})
    now = Contents(names="", files={"a.md": "2", "b.md": "1"})
    checked = Checked(at="12:00:00", found=(found("a.md"), found("b.md")), contents=then)

    assert [*checked.remaining(now)] == [found("b.md")]
    assert checked.is_of(then)
    assert not checked.is_of(now)
