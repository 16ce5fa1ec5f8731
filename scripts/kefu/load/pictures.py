"""Picture files that texts show: what may be said about them in braces, and reading them as they may be published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.load.places import FIGURE
from kefu.model import Image
from kefu.pictures import SHARP, SUFFIXES, PictureError, prepared, resolution
from kefu.reading.sources import read_bytes
from kefu.rules.figures import (
    FIGURE_EXISTS,
    FIGURE_STANDS_APART,
    PICTURE_ATTRIBUTES_ARE_KNOWN,
    PICTURE_IS_SHARP,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kefu.diagnostics import Location
    from kefu.load.problems import Problems
    from kefu.pictures import Picture
    from kefu.theme import Measures, Theme

SHARE: Final = re.compile(r"(?:100|[1-9]\d?)(?:\.\d+)?%")
URL: Final = re.compile(r"[A-Za-z][\w+.-]*:")
NARROWEST: Final = 0.1
"""The share of the text's width below which nobody is advised to make a picture narrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A picture file that a text shows: its path, the place that names it, and its share of the width of the text."""

    path: PurePosixPath
    place: Location
    share: float


def is_picture(target: str) -> bool:
    """Tell whether a target is the path of a file that could be a picture."""
    return PurePosixPath(target).suffix.lower() in SUFFIXES and not URL.match(target)


def check_picture(node: tree.Node, place: Location, problems: Problems, *, apart: bool) -> None:
    """Check an image of a text; `apart` tells whether it is a figure of its own."""
    target = node["c"][2][0]
    if not apart:
        problems.note(
            FIGURE_STANDS_APART,
            place,
            f"the picture “{target}” stands inside a line",
            "give it a paragraph of its own, and refer to it there by its label",
        )
    if not target.startswith(FIGURE) and not is_picture(target):
        problems.note(
            FIGURE_EXISTS,
            place,
            f"“{target}” is no picture that every format can show",
            "use figure:name, or an SVG, PNG or JPEG file of the project",
        )
    for message, hint in _without_effect(node):
        problems.note(PICTURE_ATTRIBUTES_ARE_KNOWN, place, message, hint)


def _without_effect(node: tree.Node) -> Iterable[tuple[str, str]]:
    (_, classes, pairs), _, (_, title) = node["c"]
    known = 'write {#fig-name width=50% alt="…"}, with nothing else in the braces'
    for name in classes:
        yield f"the class “.{name}” has no effect on a picture", known
    for key, value in pairs:
        if key == "width" and not SHARE.fullmatch(value):
            yield f"the width “{value}” is no share of the width of the text", "write it in per cent, as width=50%"
        elif key == "height":
            yield "the height of a picture follows from its width", "write width=50% instead"
        elif key not in {"width", "alt"}:
            yield f"“{key}” has no effect on a picture", known
    if title:
        yield f"the title “{title}” of a picture is shown nowhere", "write it in the caption, which is in the brackets"


def uses(nodes: Iterable[tree.Node], targets: Mapping[int, Location]) -> tuple[Use, ...]:
    """Return the picture files that nodes show; `targets` holds the places that name them, by identity of the node."""
    images = [node for node in nodes if node["t"] == "Image" and is_picture(node["c"][2][0])]
    return tuple(
        Use(path=PurePosixPath(node["c"][2][0]), place=targets[id(node)], share=_share(node)) for node in images
    )


def _share(node: tree.Node) -> float:
    width = dict(node["c"][0][2]).get("width", "")
    return tree.share_of(node) if SHARE.fullmatch(width) else 1.0


def read_pictures(root: Path, shown: Iterable[Use], theme: Theme, problems: Problems) -> tuple[Image, ...]:
    """Return the picture files, each read once and as it may be published; what is wrong is told where a text names it.

    A picture that has too few pixels for its width in print gets a warning.
    """
    read: dict[PurePosixPath, Picture | None] = {}
    images = []
    for use in shown:
        if use.path not in read:
            read[use.path] = read_picture(root, use, theme, problems)
            if picture := read[use.path]:
                images.append(_image(picture, use))
        if picture := read[use.path]:
            check_pixels(picture, use, theme.measures, problems)
    return tuple(images)


def read_picture(root: Path, use: Use, theme: Theme, problems: Problems) -> Picture | None:
    """Return a picture as it may be published, or nothing if it cannot be, which is recorded."""
    with problems.collected():
        content = read_bytes(root, use.path, named_at=use.place)
        try:
            return prepared(use.path, content, theme)
        except PictureError as error:
            problems.note(error.rule, use.place, f"“{use.path.name}”: {error.message}", error.hint)
    return None


def _image(picture: Picture, use: Use) -> Image:
    return Image(path=use.path, content=picture.content, original=picture.original, place=use.place)


def check_pixels(picture: Picture, use: Use, measures: Measures, problems: Problems) -> None:
    """Record a picture that has too few pixels for its width in print; one that is wider than the text stays so."""
    found = resolution(picture.size, measures, use.share)
    if picture.drawn or found >= SHARP:
        return
    across, down = picture.size
    share = use.share * found / SHARP
    narrower = f", or show it narrower: width={int(share * 100)}%" if use.share <= 1 and share >= NARROWEST else ""
    problems.note(
        PICTURE_IS_SHARP,
        use.place,
        f"“{use.path.name}” has {across} × {down} pixels: {found:.0f} per inch in print, where {SHARP} are needed",
        f"use an original of at least {across * SHARP / found:.0f} pixels across{narrower}",
    )
