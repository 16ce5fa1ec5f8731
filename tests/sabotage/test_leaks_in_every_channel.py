"""A passage of a teaching note in any channel of any kind of finished file is found, and told by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sabotage.conftest import SHOWING
from tests.sabotage.planting import EXTENSIONS, NOTE
from tests.sabotage.table import PLANTS
from tests.sabotage.web_plants import DISGUISED

from kefu.check import readers
from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import leaks, wanted
from kefu.check.readers.kinds import Kind
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL, EXCLUDED_PART_IS_ABSENT, PICTURES_ARE_BARE

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from tests.sabotage.conftest import Finished
    from tests.sabotage.planting import Plant

    from kefu.diagnostics import Diagnostic

PASSAGE: Final = NOTE[0]
WRITTEN_AT: Final = "the passage comes from cases/01-skolan/teaching-note.md:3:"


def audited(finished: Finished, kind: Kind, path: PurePosixPath, content: bytes, *, whole: bool) -> list[Diagnostic]:
    """Return what the audit finds in a file; `whole` compares a PDF with its document, too."""
    scope = finished.student if kind in SHOWING else finished.nothing
    document = finished.document if whole and kind in SHOWING else None
    task = Task(path=path, content=content, wanted=wanted(scope), document=document, allowed=frozenset(), names=None)
    examined = examine(task)
    return [*examined.findings, *leaks(path, examined.searched, scope, finished.project)]


def path_of(finished: Finished, kind: Kind) -> PurePosixPath:
    return finished.path.with_suffix(f".{EXTENSIONS[kind]}")


@pytest.mark.parametrize("kind", Kind)
def test_a_file_as_it_was_made_has_no_finding(finished: Finished, kind: Kind) -> None:
    found = audited(finished, kind, path_of(finished, kind), finished.files[kind], whole=True)

    if kind is Kind.TIFF:  # which is nowhere published, and all of which is read as metadata
        found = [diagnostic for diagnostic in found if diagnostic.rule != PICTURES_ARE_BARE]
    assert [diagnostic for diagnostic in found if kind is not Kind.BINARY] == []


@pytest.mark.parametrize("plant", [*PLANTS, *DISGUISED], ids=str)
def test_a_planted_passage_is_found_and_its_channel_and_source_are_told(finished: Finished, plant: Plant) -> None:
    path = path_of(finished, plant.kind)
    found = audited(finished, plant.kind, path, plant.put(finished.files[plant.kind], PASSAGE), whole=False)
    told = [diagnostic for diagnostic in found if diagnostic.rule == EXCLUDED_PART_IS_ABSENT]
    named = {diagnostic.message.partition(",")[0] for diagnostic in told}

    assert named == {plant.channel} | plant.also
    assert {diagnostic.location.path for diagnostic in told} == {path}
    assert all(diagnostic.hints[0].startswith(WRITTEN_AT) for diagnostic in told)
    assert any(diagnostic.rule == ARTIFACT_IS_READ_IN_FULL for diagnostic in found) == (
        plant.unread or plant.kind is Kind.BINARY
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_passage_as_the_name_of_a_file_is_found(finished: Finished, kind: Kind) -> None:
    path = path_of(finished, kind).with_name(f"{PASSAGE}{EXTENSIONS[kind]}")
    found = audited(finished, kind, path, finished.files[kind], whole=False)

    assert {d.message.partition(",")[0] for d in found if d.rule == EXCLUDED_PART_IS_ABSENT} == {"file name"}


def test_every_channel_of_every_kind_of_file_has_a_plant_and_every_plant_a_channel() -> None:
    cells = {(kind, channel) for kind, channels in readers.CHANNELS.items() for channel in channels}
    planted = {(plant.kind, plant.channel.partition(":")[0]) for plant in PLANTS}
    known = {channel for channels in readers.CHANNELS.values() for channel in channels}

    assert set(readers.CHANNELS) == set(Kind)
    assert cells - planted == set()
    assert {channel for _, channel in planted} <= known


@pytest.mark.parametrize("kind", Kind)
def test_no_file_has_a_channel_that_is_not_listed(finished: Finished, kind: Kind) -> None:
    content = finished.files[kind]
    known = {"file name", *(channel for channels in readers.CHANNELS.values() for channel in channels)}
    contents = [content, *(plant.put(content, PASSAGE) for plant in PLANTS if plant.kind is kind)]
    names = {
        name
        for each in contents
        for channel in readers.read(path_of(finished, kind).name, each).channels
        for name in channel.name.split(": ")
    }

    assert names <= known
