"""The folder of an export: checking that it can be written, and writing it as a whole."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from kefu.diagnostics import OutputError
from kefu.export.files import COVERS, MARKER, QUARTO
from kefu.export.settings import OUTPUT
from kefu.layout import real
from kefu.release import check_place, released, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kefu.export.files import ExportFile
    from kefu.model import Project

RENDERED: Final = frozenset({OUTPUT, ".quarto", "site_libs"})
"""Folders that Quarto writes in a project, and can write again."""

SHOWN: Final = 5
"""The most files that a message names."""


def check_folder(folder: Path) -> None:
    """Make sure that a folder can take an export: it does not exist yet, is empty, or holds an unchanged export.

    Whatever Quarto has rendered in an export does not matter. Raises `OutputError` otherwise, because an export
    replaces the folder.
    """
    check_place(folder)
    if folder.is_dir():
        if not any(folder.iterdir()):
            return
        marker = _marker(folder)
        if marker is None:
            raise OutputError(
                f"“{folder}” holds something other than a kefu export, and an export would replace it; "
                "choose another folder, or empty this one first"
            )
        if problems := [*_problems(folder, marker["files"])]:
            raise OutputError(
                f"“{folder}” has changed since it was exported, and an export would replace it: {'; '.join(problems)}; "
                "choose another folder, or move what you want to keep"
            )
    elif folder.exists():
        raise OutputError(f"“{folder}” is not a folder; choose another")


def check_edition(folder: Path, edition: str) -> None:
    """Make sure that a folder does not hold an export of another edition.

    Raises `OutputError` otherwise: people who read the folder may not be allowed to read the new edition.
    """
    held = (_marker(folder) or {}).get("edition", edition)
    if held != edition:
        raise OutputError(
            f"“{folder}” holds an export of the edition “{held}”, and one of “{edition}” would replace it; "
            "choose another folder, or remove that one first"
        )


def check_apart(folder: Path, root: Path, project: Project) -> None:
    """Make sure that a folder contains nothing of the project, and is in neither its source folders nor a release.

    Raises `OutputError` otherwise.
    """
    full, root = real(folder), real(root)
    if any(released(parent) for parent in full.parents):
        raise OutputError(f"“{folder}” is inside a release, which holds only what was built; choose another")
    paths = [source.path for source in project.sources] + [image.path for image in project.images]
    paths += [figure.script.path for figure in project.figures]
    if root.is_relative_to(full) or any(full.is_relative_to(root / path.parts[0]) for path in paths):
        raise OutputError(f"“{folder}” is among the project's sources; choose a folder outside them")


def write(files: Sequence[ExportFile], folder: Path, edition: str) -> None:
    """Make a folder hold the files of an edition's export and nothing else.

    They are written beside the folder and swapped in at the end; until then the folder is unchanged. Raises
    `OutputError` if it must not be replaced, or cannot be written.
    """

    def check(there: Path) -> None:
        check_folder(there)
        check_edition(there, edition)

    with replaced(folder, check=check, busy="another export has been writing to") as stage:
        for file in files:
            path = stage / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)


def _marker(folder: Path) -> dict[str, Any] | None:
    """Return what an export says about itself, or `None` if the folder does not hold one made by this program."""
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(marker, dict) and marker.get("generator") in {QUARTO, COVERS}
    return marker if ours and isinstance(marker.get("files"), dict) else None


def _problems(folder: Path, digests: Mapping[str, str]) -> Iterator[str]:
    """Yield what would be lost if the folder of an export were replaced."""
    edited, foreign = [], []
    for path in sorted(_files(folder)):
        name = path.relative_to(folder).as_posix()
        if name in digests:
            if hashlib.sha256(path.read_bytes()).hexdigest() != digests[name]:
                edited.append(name)
        elif name != str(MARKER):
            foreign.append(name)
    if edited:
        yield f"{_listed(edited)} {'has' if len(edited) == 1 else 'have'} been edited"
    if foreign:
        yield f"{_listed(foreign)} {'is' if len(foreign) == 1 else 'are'} not part of the export"


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            if path.name not in RENDERED:
                yield from (inner for inner in path.rglob("*") if inner.is_symlink() or not inner.is_dir())
        else:
            yield path


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(f"“{name}”" for name in names[:SHOWN]) + more
