"""What is made again after an edit is what the edit changes, and what comes out is what a build from nothing gives."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import copy_project
from tests.here import working_here

from kefu.cache import NOTHING_KEPT, Step, Store, open_store
from kefu.diagnostics import BuildError
from kefu.pipeline import build, check

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("here")

Edit = tuple[str, str, str]
"""A file of the small project, a text in it, and what comes in its place; an empty text is the end of the file.

Or a folder, and where it goes, or nothing if it is removed; with a word in between, the folder stays, and what goes
there is a copy with the last word of the new name for that word.
"""

PUBLICATION: Final = "report/publication.yaml"
CASE: Final = "cases/01-skolan/case.yaml"

PARAGRAPH: Final = ("cases/01-skolan/case.md", "Anna såg på klockan.", "Anna såg på klockan igen.")
NOTE: Final = ("cases/01-skolan/teaching-note.md", "Rita tre fält.", "Rita fyra fält.")
TITLE: Final = (CASE, "title: Skolan", "title: Byskolan")
CAPTION: Final = ("figures/bars.yaml", "Staplar över antalet", "Staplar över hela antalet")
DATA: Final = ("figures/bars.csv", "2", "3")
SCRIPT: Final = ("figures/bars.py", "", "\n# Ritar staplar.\n")
LABEL: Final = ("cases/01-skolan/case.md", "{#tbl-skolan-kostnader}", "{#tbl-skolan-pengar}")
COMMENT: Final = (CASE, "", "\n# Granskad.\n")
MOVED_KEY: Final = (CASE, "id: skolan\ntitle: Skolan\n", "title: Skolan\nid: skolan\n")
PARTS: Final = (PUBLICATION, "parts: [case, questions], visibility", "parts: [case], visibility")
FORMATS: Final = (
    PUBLICATION,
    "parts: [case, questions], visibility",
    "formats: [html, docx], parts: [case], visibility",
)
DATE: Final = (PUBLICATION, "date: 2026-03-01", "date: 2026-03-02")
STYLE: Final = ("bibliography/kefu.csl", 'initialize-with=". "', 'initialize-with=" "')
ENTRY: Final = ("bibliography/references.bib", "The Myth", "A Myth")
WARNING: Final = ("cases/02-bron/case.md", "", '\nHan sa "nej" - och gick.\n')
ERROR: Final = ("cases/02-bron/case.md", "", "\nSe [@ingen2001].\n")
MOVED: Final = ("cases/01-skolan/teaching-note.md", "", "\nAnna såg på klockan. Händelserna visas i fallet.\n")
ADDED: Final = ("cases/02-bron/", "bron", "cases/03-torget/")
REMOVED: Final = ("cases/02-bron/", "", "")
RENUMBERED: Final = ("cases/01-skolan/", "", "cases/03-skolan/")

EDITS: Final = (
    PARAGRAPH, NOTE, TITLE, CAPTION, DATA, SCRIPT, LABEL, COMMENT, MOVED_KEY, PARTS, FORMATS, DATE, STYLE, ENTRY,
    WARNING, ERROR, MOVED, ADDED, REMOVED, RENUMBERED,
)  # fmt: skip


def edit(root: Path, made: Edit) -> bool:
    """Make an edit, and return whether there was a place for it."""
    name, old, new = made
    path = root / name
    if not path.exists():
        return False
    if path.is_dir():
        change_folder(path, old, root / new if new else None)
        return True
    text = path.read_text(encoding="utf-8")
    if old not in text:
        return False
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return True


def change_folder(folder: Path, word: str, new: Path | None) -> None:
    if new is None:
        shutil.rmtree(folder)
    elif word:
        shutil.copytree(folder, new, dirs_exist_ok=True)
        for path in new.glob("*.*"):
            text = path.read_text(encoding="utf-8").replace(word, new.name.rpartition("-")[2])
            path.write_text(text, encoding="utf-8")
    elif not new.exists():
        folder.rename(new)


def made_again(root: Path, out: Path, folder: Path) -> dict[Step, int]:
    """Build, and return how often each step was done, and not found in the store."""
    store = open_store(folder)
    build(root, out, store=store)
    return {step: count for (step, found), count in store.asked.items() if not found}


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small project, its cache and its release, which was built from nothing."""
    folder = tmp_path_factory.mktemp("kept")
    with working_here():
        made = made_again(copy_project("small", folder / "small"), folder / "dist", folder / "cache")
    assert made[Step.RENDER] == 5
    assert {*made} == {*Step} - {Step.PIXELS, Step.COMMAND}
    return folder


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """Return a small project that has been built, with its cache and its release beside it."""
    return shutil.copytree(first, tmp_path, dirs_exist_ok=True) / "small"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (NOTE, {Step.READ: 1, Step.CITE: 0, Step.RENDER: 1}),
        (PARAGRAPH, {Step.READ: 1, Step.CITE: 0, Step.RENDER: 3}),
        (DATA, {Step.DRAW: 1, Step.RENDER: 1}),
        (SCRIPT, {Step.DRAW: 1, Step.RENDER: 0}),
        (COMMENT, {Step.READ: 0, Step.CITE: 0, Step.DRAW: 0, Step.RENDER: 0}),
        (MOVED_KEY, {Step.READ: 0, Step.CITE: 0, Step.DRAW: 0, Step.RENDER: 0}),
        (TITLE, {Step.READ: 1, Step.RENDER: 3}),
        (PARTS, {Step.READ: 0, Step.CITE: 0, Step.RENDER: 2}),
        (DATE, {Step.READ: 0, Step.CITE: 0, Step.RENDER: 5}),
        (ENTRY, {Step.REFERENCES: 1, Step.READ: 0}),
        (STYLE, {Step.STYLE: 1, Step.CITE: 5, Step.READ: 0}),
    ],
    ids=[
        "note",
        "paragraph",
        "data",
        "script",
        "comment",
        "moved key",
        "title",
        "parts",
        "date",
        "entry",
        "style",
    ],
)
def test_an_edit_has_that_made_again_which_it_changes(
    root: Path, tmp_path: Path, change: Edit, expected: dict[Step, int]
) -> None:
    assert edit(root, change)
    made = made_again(root, tmp_path / "dist", tmp_path / "cache")
    assert {step: made.get(step, 0) for step in expected} == expected
    assert made.get(Step.FONTS, 0) == 0


def test_nothing_is_made_again_if_nothing_is_new(root: Path, tmp_path: Path) -> None:
    for path in root.rglob("*.*"):
        os.utime(path)
    assert made_again(root, tmp_path / "other", tmp_path / "cache") == {}


def test_an_edit_that_is_taken_back_has_nothing_made_again(root: Path, tmp_path: Path) -> None:
    name, old, new = NOTE
    edit(root, NOTE)
    made_again(root, tmp_path / "dist", tmp_path / "cache")
    edit(root, (name, new, old))
    assert made_again(root, tmp_path / "dist", tmp_path / "cache") == {}


def test_after_an_error_only_what_mended_it_is_made(root: Path, tmp_path: Path) -> None:
    path = root / ERROR[0]
    before = path.read_text(encoding="utf-8")
    edit(root, ERROR)
    with pytest.raises(BuildError):
        made_again(root, tmp_path / "dist", tmp_path / "cache")
    path.write_text(before, encoding="utf-8")
    assert made_again(root, tmp_path / "dist", tmp_path / "cache") == {}


def test_a_passage_that_moves_to_a_note_has_every_file_searched_for_it(root: Path, tmp_path: Path) -> None:
    edit(root, MOVED)
    assert made_again(root, tmp_path / "dist", tmp_path / "cache")[Step.SEARCH] >= 4


def test_a_check_finds_what_a_build_has_examined(root: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "cache")
    first = check(root, tmp_path / "dist", store=store)
    again = open_store(tmp_path / "cache")
    assert check(root, tmp_path / "dist", store=again) == first == check(root, tmp_path / "dist")
    assert [step for step, found in again.asked if not found] == []


def outcome(root: Path, out: Path, store: Store, date: datetime.date | None = None) -> object:
    """Return everything that a build gives: files, findings, or the errors."""
    shutil.rmtree(out, ignore_errors=True)
    try:
        made = build(root, out, store=store, date=date)
    except BuildError as error:
        return error.diagnostics
    return made.report, {path: (out / path).read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=2, max_size=4))
def test_a_build_with_a_cache_gives_what_one_from_nothing_gives(
    edits: list[Edit], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    root = copy_project("small", folder / "small")
    outcome(root, folder / "dist", open_store(folder / "cache"))
    for made in edits:
        edit(root, made)
        with_cache = outcome(root, folder / "dist", open_store(folder / "cache"))
        assert with_cache == outcome(root, folder / "dist", NOTHING_KEPT)


@pytest.mark.parametrize("change", EDITS, ids=[f"{edit_[0]} {edit_[2].strip()[:20]}" for edit_ in EDITS])
def test_every_edit_has_a_place(small: Path, change: Edit) -> None:
    assert edit(small, change)


SPOILING: Final[dict[str, Callable[[Path], object]]] = {
    "all files are cut": lambda path: path.write_bytes(path.read_bytes()[:-2]),
    "all files are gone": lambda path: path.unlink(),
    "all files are the same": lambda path: path.write_bytes(b"\0" * 99),
}


@pytest.mark.parametrize("spoil", SPOILING.values(), ids=[*SPOILING])
def test_a_spoilt_cache_gives_the_same_build(root: Path, tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "dist").rglob("*") if path.is_file()}
    for path in (tmp_path / "cache").glob("??/*"):
        spoil(path)
    made = made_again(root, tmp_path / "dist", tmp_path / "cache")
    assert made[Step.RENDER] == 5
    assert {path: path.read_bytes() for path in (tmp_path / "dist").rglob("*") if path.is_file()} == before
