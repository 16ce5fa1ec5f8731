"""Whatever is done to the files, a preview shows in the end what a start from nothing shows, and goes on."""

from __future__ import annotations

import random
import re
import shutil
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

import pytest
from tests.drawing.writing import Easel
from tests.preview.conftest import HandsHere, documents

from kefu.authored import Format
from kefu.preview.editor import Editor
from kefu.preview.making import UnmadeError
from kefu.preview.session import Session
from kefu.preview.sources import Choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Edit = Callable[[Path, random.Random], object]

EDITS: Final = 24
COMPARED: Final = 4
"""How many edits there are, and after how many of them a session is compared with a new one."""

WORDS: Final = (
    "ett ord", "@fig-saknas", "@exh-skolan-mejl", "![](figure:events)", "![x](halvskriven.pn", "**fet", "::: {.exhibit",
    "[@", "## Rubrik", "| a | b", "\u00e5\u00e4\u00f6", "<script>", "[^1]", "id: skolan", "\x00", "@case-bron",
)  # fmt: skip


def sources(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix in {".md", ".yaml", ".bib"} and path.is_file())


def written_in(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    text = path.read_text(encoding="utf-8", errors="replace")
    at = chance.randrange(len(text) + 1)
    path.write_text(f"{text[:at]} {chance.choice(WORDS)} {text[at:]}", encoding="utf-8")


def cut_off(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)])


def bytes_that_are_no_text(root: Path, chance: random.Random) -> None:
    chance.choice(sources(root)).write_bytes(bytes(chance.randrange(256) for _ in range(50)))


def removed(root: Path, chance: random.Random) -> None:
    chance.choice(sources(root)).unlink()


def renamed(root: Path, chance: random.Random) -> None:
    path = chance.choice([*sources(root), *(root / "cases").glob("*")])
    path.rename(path.with_name(f"{chance.randrange(10)}{path.name}"))


def put_in_place_of_another(root: Path, chance: random.Random) -> None:
    one, other = chance.choice(sources(root)), chance.choice(sources(root))
    shutil.copyfile(one, other.with_suffix(".tmp"))
    other.with_suffix(".tmp").replace(other)


def touched(root: Path, chance: random.Random) -> None:
    chance.choice(sources(root)).touch()


def a_folder_in_place_of_a_file(root: Path, chance: random.Random) -> None:
    path = chance.choice(sources(root))
    path.unlink()
    path.mkdir()


WAYS: Final[tuple[Edit, ...]] = (
    *[written_in] * 6,
    cut_off,
    bytes_that_are_no_text,
    removed,
    renamed,
    put_in_place_of_another,
    touched,
    a_folder_in_place_of_a_file,
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_lead_where_a_start_from_nothing_leads(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("kefu.preview.making.Hands", HandsHere)
    monkeypatch.setattr("kefu.preview.assembling.open_studio", lambda _jobs: nullcontext(Easel()))
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    good = tmp_path / "good"
    shutil.copytree(written, good)

    def opened(cache: str) -> Session:
        return Session(written, Choice(), editor=Editor(root=written), cache=tmp_path / cache)

    session = opened("cache")
    session.changed()
    for number in range(1, EDITS + 1):
        if chance.random() < 0.4:  # somebody takes back all changes, as with another branch
            shutil.rmtree(written)
            shutil.copytree(good, written)
        for _ in range(chance.randrange(1, 4)):
            chance.choice(WAYS)(written, chance) if sources(written) else None
        session.changed()
        _looked_at(session, chance)
        if number % COMPARED == 0:
            new = opened("cache")
            new.changed()
            assert _told(session) == _told(new)
            new.close()
    session.close()


def _looked_at(session: Session, chance: random.Random) -> None:
    """Look at a document, which is there, and as it was last good if it has errors."""
    told = documents(session)
    if not told:
        return
    id_ = chance.choice([*told])
    try:
        if "html" in told[id_]["formats"]:
            assert b"banner" in session.html(id_).content
        else:
            assert session.file(id_, Format.PDF)[1].startswith(b"%PDF")
    except UnmadeError:
        assert not told[id_]["good"] or told[id_]["errors"] or not told[id_]["revision"]


def _told(session: Session) -> tuple[object, ...]:
    """Return what a session tells that does not depend on what was before."""
    state = session.state()
    problems = {(one["rule"], one["path"], one["line"], one["message"]) for one in state["problems"]}
    errors = [one for one in state["problems"] if one["severity"] == "error"]
    good = {} if errors else {one["id"]: (one["revision"], one["good"]) for one in state["documents"]}
    return {(rule, path, line, re.sub(r"0x\w+", "", message)) for rule, path, line, message in problems}, good
