"""A new case: complete and buildable from the start, in words that its author replaces."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import layout, words
from kefu.authored import PartKind, Publication
from kefu.diagnostics import OutputError
from kefu.load import NAME, digits_needed
from kefu.processes.endings import at_once
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.starting import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES: Final = ("actors", "timeline")
"""Figures that a new case shows where the project has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a new case will be: its folder, the slug of its title, the title, and the publication."""

    folder: PurePosixPath
    slug: str
    title: str
    publication: Publication


def new_case(root: Path, title: str) -> PurePosixPath:
    """Write the skeleton of a case with the next number and return its folder.

    The folder appears as a whole or not at all. Raises `BuildError` if the publication cannot be read, and
    `OutputError` if no folder can be named after the title or there already is one.
    """
    place = place_for(root, title)
    put(root, place.folder, {name: text.encode() for name, text in skeleton(root, place).items()})
    return place.folder


def place_for(root: Path, title: str) -> Place:
    """Return the place of a new case, with the next number; raises as `new_case` does."""
    title = " ".join(title.split())
    slug = words.slug(title)
    if not slug:
        raise OutputError(f"“{title}” has no letter or digit to name a folder after")
    publication = validate(Publication, parse_yaml(read(root, layout.PUBLICATION)))
    names = [match for path in (root / layout.CASES).glob("*") if (match := NAME.fullmatch(path.name))]
    for name in names:
        if name[2] == slug:
            raise OutputError(f"there is already a case with that slug: “{layout.CASES / name[0]}”")
    number = max((int(name[1]) for name in names), default=0) + 1
    digits = digits_needed(name[1] for name in names)
    if len(str(number)) > digits:
        example = max(names, key=lambda name: int(name[1]))
        raise OutputError(
            f"the number of the new case would be {number}, but the names of the cases' folders have numbers of "
            f"{digits} digits; put a zero before each first, as in “{layout.CASES / f'0{example[0]}'}”"
        )
    folder = layout.CASES / f"{number:0{digits}}-{slug}"
    return Place(folder=folder, slug=slug, title=title, publication=publication)


def skeleton(root: Path, place: Place) -> Mapping[str, str]:
    """Return the texts of a new case's files by name, with the figures that the project draws."""
    drawn = [figure for figure in FIGURES if (root / layout.FIGURES / f"{figure}.yaml").exists()]
    return files(place.slug, place.title, place.publication, drawn)


def put(root: Path, folder: PurePosixPath, contents: Mapping[str, bytes]) -> None:
    """Write a new folder of a case, as a whole or not at all; raises `OutputError`."""
    try:
        (root / layout.CASES).mkdir(exist_ok=True)
        stage: Path | None = None
        try:
            with at_once():
                stage = Path(tempfile.mkdtemp(prefix=".", dir=root / layout.CASES))
            stage.chmod(0o755)
            for name, content in contents.items():
                (stage / name).write_bytes(content)
            stage.rename(root / folder)
        finally:
            if stage is not None:
                shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"“{error.filename or folder}” cannot be written: {error.strerror}") from None


def files(slug: str, title: str, publication: Publication, drawn: list[str]) -> Mapping[str, str]:
    """Return the texts of a new case's files by name."""
    day = publication.date
    given = {
        "slug": slug,
        "title": re.sub(r'(["\\])', r"\\\1", title),
        "theme": next(iter(publication.themes)),
        "first": day - datetime.timedelta(days=14),
        "last": day,
    }
    given["figures"] = "".join(f"\n{filled(f'figures/{figure}.md', given)}" for figure in drawn)
    return {name: filled(name, given) for name in (layout.CASE, *(f"{kind}.md" for kind in PartKind))}
