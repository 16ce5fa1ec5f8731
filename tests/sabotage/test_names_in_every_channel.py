"""A real name in any channel of any kind of finished file is found, and told without being told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from tests.sabotage.planting import EXTENSIONS
from tests.sabotage.table import PLANTS

from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import wanted
from kefu.check.people.folding import fold
from kefu.check.people.registry_file import RegistryFile
from kefu.check.readers.kinds import Kind
from kefu.rules.people import REAL_NAME_IS_ABSENT

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

    from tests.sabotage.conftest import Finished
    from tests.sabotage.planting import Plant

    from kefu.diagnostics import Diagnostic

NAMES: Final = {"person": "Ottilia Provdal", "place": "Kvarnsele"}
SECRET: Final = re.compile("ottilia|provdal|kvarnsele|granen")


def found(finished: Finished, names: Path, path: PurePosixPath, content: bytes) -> list[Diagnostic]:
    """Return what the guard finds in a file."""
    task = Task(
        path=path,
        content=content,
        wanted=wanted(finished.nothing),
        document=None,
        allowed=frozenset(),
        names=RegistryFile(path=names, root=finished.root),
    )
    return [diagnostic for diagnostic in examine(task).findings if diagnostic.rule == REAL_NAME_IS_ABSENT]


def channels(diagnostics: list[Diagnostic]) -> set[str]:
    """Return the channels that diagnostics name."""
    matches = (re.search(r"appears in ([^,]*),", diagnostic.message) for diagnostic in diagnostics)
    return {match[1] for match in matches if match}


def path_of(finished: Finished, kind: Kind) -> PurePosixPath:
    return finished.path.with_suffix(f".{EXTENSIONS[kind]}")


@pytest.mark.parametrize("kind", Kind)
def test_a_file_as_it_was_made_names_nobody(finished: Finished, names: Path, kind: Kind) -> None:
    assert found(finished, names, path_of(finished, kind), finished.files[kind]) == []


@pytest.mark.parametrize("bearer", NAMES)
@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_name_is_found_and_not_repeated(finished: Finished, names: Path, plant: Plant, bearer: str) -> None:
    content = plant.put(finished.files[plant.kind], NAMES[bearer])
    told = found(finished, names, path_of(finished, plant.kind), content)

    assert channels(told) >= {plant.channel}
    assert all(f"of a {bearer} " in diagnostic.message for diagnostic in told)
    assert not SECRET.search(fold(repr(told)))


@pytest.mark.parametrize("bearer", NAMES)
@pytest.mark.parametrize("kind", Kind)
def test_a_name_as_the_name_of_a_file_is_found_and_not_repeated(
    finished: Finished, names: Path, kind: Kind, bearer: str
) -> None:
    name = fold(NAMES[bearer]).replace(" ", "-")
    told = found(finished, names, path_of(finished, kind).with_name(f"{name}.{EXTENSIONS[kind]}"), finished.files[kind])

    assert channels(told) == {"file name"}
    assert any("in the file's path" in diagnostic.message for diagnostic in told)
    assert not SECRET.search(fold(repr(told)))
