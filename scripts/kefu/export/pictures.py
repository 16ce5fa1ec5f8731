"""The pictures that an export shows: their names, and their bytes in forms that Quarto's formats can show."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.assemble import DRAWING, pictures_of
from kefu.engines.typst import rasterised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Executor

    from kefu.export.texts import ExportText
    from kefu.model import Asset, Project
    from kefu.theme import Measures

FOLDER: Final = "figures"
SVG: Final = ".svg"
PNG: Final = ".png"


def shown_in(text: ExportText) -> tuple[str, ...]:
    """Return the targets of the pictures in a text, each once."""
    return tuple(dict.fromkeys(node["c"][2][0] for node in tree.walk(text.blocks) if node["t"] == "Image"))


def paths(texts: Iterable[ExportText]) -> dict[str, str]:
    """Return the path in the export of each picture of the texts, by target.

    A drawing keeps its name, and a picture file gets one derived from its own; no two names differ only in
    capitalisation or extension.
    """
    targets = dict.fromkeys(target for text in texts for target in shown_in(text))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for target in sorted(targets, key=lambda target: (not target.startswith(DRAWING), target)):
        path = PurePosixPath(target.removeprefix(DRAWING))
        stem = path.stem if target.startswith(DRAWING) else words.slug(path.stem) or words.addresses.PICTURE
        free, count = stem, 1
        while free in taken:
            count += 1
            free = f"{stem}-{count}"
        taken.add(free)
        found[target] = f"{FOLDER}/{free}{path.suffix.lower()}"
    return found


def originals(project: Project, drawings: Mapping[str, bytes], targets: Iterable[str]) -> dict[str, Asset]:
    """Return the pictures as they were drawn or authored, by target; `drawings` holds the drawn ones, by name."""
    pictures = pictures_of(project, drawings)
    return {target: pictures[target] for target in targets}


def files(
    assets: Mapping[str, Asset], paths: Mapping[str, str], measures: Measures, pool: Executor
) -> dict[str, dict[str, bytes]]:
    """Return the files of each picture, by target and path.

    An SVG comes as pixels, too, for Word. Raises `BuildError` if one cannot be
    drawn.
    """
    drawings = [target for target in assets if paths[target].endswith(SVG)]
    drawn = {target: pool.submit(rasterised, assets[target], measures) for target in drawings}
    found = {target: {paths[target]: asset.content} for target, asset in assets.items()}
    for target, pixels in drawn.items():
        found[target][paths[target].removesuffix(SVG) + PNG] = pixels.result()
    return found
