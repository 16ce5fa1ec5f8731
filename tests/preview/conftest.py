"""What tests of the preview share: a small project with web pages, and a session that makes everything here."""

from __future__ import annotations

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pytest
from tests.drawing.writing import Easel

from kefu.preview.editor import Editor
from kefu.preview.session import Session
from kefu.preview.sources import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

T = TypeVar("T")

CASE: Final = "student/01-skolan"
OTHER: Final = "student/02-bron"
TEACHER: Final = "teacher/01-skolan"
REPORT: Final = "report/report"


class HandsHere:
    """Does in this process what `Hands` have processes do."""

    def __init__(self, _room: int) -> None:
        self.done: list[str] = []

    def do(self, what: str, _seconds: float, function: Callable[..., Any], *given: object) -> Any:
        self.done.append(what)
        return function(*given)

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Keep everything."""

    def close(self) -> None:
        """End nothing."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Return what comes of a coroutine. A browser that other tests use has a loop running in this thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, work).result()


@pytest.fixture
def written(small: Path) -> Path:
    """Return the folder of a small project that has web pages, which a test may change."""
    path = small / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    public = text.replace("visibility: public", "formats: [pdf, html, docx], visibility: public")
    path.write_text(public, encoding="utf-8")
    return small


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Return a folder for temporary files whose name is short enough."""
    with tempfile.TemporaryDirectory(prefix="p") as folder:
        yield Path(folder)


@pytest.fixture
def session(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Return a session of the small project, which has read nothing yet."""
    monkeypatch.setattr("kefu.preview.making.Hands", HandsHere)
    monkeypatch.setattr("kefu.preview.assembling.open_studio", lambda _jobs: nullcontext(Easel()))
    made = Session(written, Choice(), editor=Editor(root=written), cache=tmp_path / "cache")
    yield made
    made.close()


def edit(path: Path, old: str, new: str) -> None:
    """Put a text in the place of another in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def documents(session: Session) -> dict[str, dict[str, Any]]:
    """Return what a session tells of its documents, by their names."""
    return {told["id"]: told for told in session.state()["documents"]}
