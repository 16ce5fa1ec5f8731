"""A preview shows after any edits what a build from nothing makes; `nox -s unrest` makes five hundred of them."""

from __future__ import annotations

import random
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.conftest import copy_project
from tests.drawing.writing import Easel
from tests.preview.conftest import HandsHere
from tests.unrest import edits
from tests.unrest.afresh import Afresh, afresh, differences
from tests.unrest.project import prepared
from tests.unrest.watch import ENOUGH, Sample, grown, growth

from kefu.preview.editor import Editor
from kefu.preview.session import Session
from kefu.preview.sources import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unrest.edits import Edit, Saving

SEED: Final = 5

BETWEEN_PAUSES: Final[tuple[tuple[Edit, ...], ...]] = (
    (edits.paragraph_changed, edits.lines_moved, edits.case_copied, edits.chapters_reordered),
    (edits.unknown_work_cited, edits.yaml_broken),
    (edits.script_broken,),
    (edits.branch_checked_out, edits.saved_many_times, edits.lines_ended_as_on_windows, edits.times_changed),
    (edits.renamed,),
)


@pytest.mark.slow
def test_some_edits_lead_where_a_build_from_nothing_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.preview.making.Hands", HandsHere)
    monkeypatch.setattr("kefu.preview.assembling.open_studio", lambda _jobs: nullcontext(Easel()))
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    root = prepared(tmp_path, chance)
    session = Session(root, Choice(), editor=Editor(root=root), cache=tmp_path / "cache")
    session.changed()
    good, before, known = (
        edits.snapshot(root),
        [one["id"] for one in session.state()["documents"]],
        afresh(root).problems,
    )
    ends = []
    for kinds in BETWEEN_PAUSES:
        for edit in kinds:
            edit(root, chance)
        session.changed()
        session.check()
        fresh = afresh(root)
        ends.append(fresh.project is not None)
        assert differences(session.state(), fresh, before, frozenset() if fresh.project else known) == []
        if fresh.project:
            good, before, known = edits.snapshot(root), [*fresh.documents], fresh.problems
        else:
            edits.mend(root, good, chance)
    session.close()
    assert ends == [True, False, True, True, False]


@pytest.mark.parametrize("saving", edits.SAVINGS)
def test_every_editor_saves_what_it_is_given(tmp_path: Path, saving: Saving) -> None:
    for content in (b"ett", b"", "två ord".encode()):
        saving(tmp_path / "a.md", content)

        assert (tmp_path / "a.md").read_bytes() == content
        assert [*tmp_path.iterdir()] == [tmp_path / "a.md"]


ELSEWHERE: Final = {edits.paragraph_removed, edits.times_changed, edits.branch_checked_out, edits.made_unreadable}
"""What changes no contents in a project that is as it was."""


def test_every_edit_changes_something_that_can_be_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOMENT", 0)
    root = copy_project("small", tmp_path / "small")
    good = edits.snapshot(root)
    chance = random.Random(SEED)  # noqa: S311 - as above
    for edit in {*edits.HARMLESS, *edits.HARMFUL} - ELSEWHERE:
        changed = []
        for _ in range(5):  # some may put the same in the place of something
            edit(root, chance)
            changed.append(edits.snapshot(root) != good)
            edits.mend(root, good, chance)
            assert edits.snapshot(root) == good
        assert any(changed), edit.__name__


def test_another_branch_has_other_contents(tmp_path: Path) -> None:
    root = prepared(tmp_path, random.Random(SEED))  # noqa: S311 - as above
    seen = set()
    for seed in range(6):
        edits.branch_checked_out(root, random.Random(seed))  # noqa: S311 - as above
        seen.add((root / "report" / "publication.yaml").read_bytes() + str(edits.cases(root)).encode())

    assert len(seen) == 2


ONE: Final = {"id": "a/b", "pdf": "", "good": True}
TOLD: Final = {"severity": "error", "rule": "r", "path": "p.md", "line": 1, "message": "m"}
KNOWN: Final = ("error", "r", "p.md", 1, "m")


@pytest.mark.parametrize(
    ("state", "problems", "extra", "wrong"),
    [
        ({}, set(), set(), ["no document says that it is old"]),
        ({"documents": [{**ONE, "good": False}]}, set(), set(), []),
        ({"documents": []}, set(), set(), ["the documents are [], not ['a/b']"]),
        ({"documents": [{**ONE, "good": False}]}, {KNOWN}, set(), [f"not told: {KNOWN}"]),
        ({"documents": [{**ONE, "good": False}], "problems": [TOLD]}, set(), set(), [f"wrongly told: {KNOWN}"]),
        ({"documents": [{**ONE, "good": False}], "problems": [TOLD]}, set(), {KNOWN}, []),
        ({"documents": [{**ONE, "good": False}], "busy": "läser"}, set(), set(), ["it is still busy: läser"]),
    ],
)
def test_what_is_shown_wrongly_is_told(
    state: dict[str, Any], problems: set[Any], extra: set[Any], wrong: list[str]
) -> None:
    shown = {"documents": [ONE], "problems": [], "busy": "", **state}

    assert differences(shown, Afresh(problems=frozenset(problems)), ["a/b"], frozenset(extra)) == wrong


def test_what_grows_is_told_once_there_is_enough_to_tell() -> None:
    one = Sample(own=100, family=300, threads=9, files=20, processes=())
    flat = [one] * ENOUGH
    growing = [replace(one, own=100 + 10 * number, files=20 + number) for number in range(ENOUGH)]

    assert grown(flat) == []
    assert grown(growing[: ENOUGH - 1]) == []
    assert grown(growing) == ["its memory, MB: 155 became 235"]
    assert growth(growing)["its open files"] == (25.5, 33.5)
