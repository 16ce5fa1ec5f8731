"""The fonts that a publication brings: whether they may be used, and have the characters that its texts need."""

from __future__ import annotations

import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]  # it ships no types

from kefu.fonts import known_letters
from kefu.front import Face, FontCredit
from kefu.reading.sources import read, read_bytes
from kefu.rules.themes import FONT_HAS_CHARACTERS, FONT_IS_READABLE, FONT_MAY_BE_EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kefu.authored import FamilyDescription
    from kefu.load.problems import Problems
    from kefu.model import Source
    from kefu.reading.yaml import Yaml

Use = Literal["serif", "sans"]

STYLES: Final = {
    "regular": "Regular",
    "italic": "It",
    "semibold": "Semibold",
    "semibold_italic": "SemiboldIt",
    "bold": "Bold",
}
"""The styles of a family as they are written, each with its name in `kefu.fonts`."""

RESTRICTED, WHOLE, BITMAPS = 0x0002, 0x0100, 0x0200
EMBEDDING: Final = 0x000F
"""Bits of `fsType`: no embedding, no subsets, no outlines; and those of which one alone says how fonts are embedded.

Source: OpenType 1.9, table `OS/2`.
"""

MOST_SHOWN: Final = 12
"""How many missing characters a message names."""


LICENCE: Final = re.compile(
    r"(?!(?:This|The|An?|Your)\b)\b[A-Z][\w.-]*(?: [A-Z][\w.-]*)* (?:Licen[cs]e|LICEN[CS]E)\b"
    r"(?:,? (?i:version) \d+(?:\.\d+)*)?"
)
"""The name of a licence in its text, as in “SIL Open Font License, Version 1.1”."""


class Family(NamedTuple):
    """A family of type that may be used, by its name in its fonts."""

    name: str
    credit: FontCredit
    faces: tuple[Face, ...]


def read_family(root: Path, yaml: Yaml, use: Use, family: FamilyDescription, problems: Problems) -> Family | None:
    """Return a family of type, or nothing if it cannot be used; what is wrong is recorded at its place."""
    before, names, faces, licence = len(problems.found), {}, [], ""
    at = ("theme", "fonts", use)
    with problems.collected():
        path = PurePosixPath(family.licence)
        licence = read(root, path, named_at=yaml.at((*at, "licence"))).text
        if not licence.strip():
            problems.note(
                FONT_MAY_BE_EMBEDDED,
                yaml.at((*at, "licence")),
                f"“{path}” is empty",
                "put the text of the fonts' licence into it",
            )
    for key, style in STYLES.items():
        if file := getattr(family, key):
            place = yaml.at((*at, key.replace("_", "-")))
            with problems.collected():
                content = read_bytes(root, PurePosixPath(file), named_at=place)
                try:
                    names[key], embedding = _read(content)
                except (TTLibError, KeyError, ValueError, AssertionError, IndexError):
                    problems.note(
                        FONT_IS_READABLE,
                        place,
                        f"“{file}” is no TrueType or OpenType font",
                        "get the font as a “.ttf” or “.otf” file",
                    )
                    continue
                if embedding & EMBEDDING == RESTRICTED or embedding & (WHOLE | BITMAPS):
                    problems.note(
                        FONT_MAY_BE_EMBEDDED,
                        place,
                        f"“{file}” says that it may not be embedded in part (fsType {embedding})",
                        "take a font whose licence allows it, such as one under the SIL Open Font License",
                    )
                if names[key] != names.get("regular", names[key]):
                    problems.note(
                        FONT_IS_READABLE,
                        place,
                        f"“{file}” is of the family “{names[key]}”, but “regular” of “{names['regular']}”",
                        "take all styles from one family",
                    )
                faces.append(Face(use=use, style=style, content=content))
    if len(problems.found) > before:
        return None
    credit = FontCredit(family=names["regular"], licence=licence_named_in(licence))
    return Family(names["regular"], credit, tuple(faces))


def licence_named_in(text: str) -> str:
    """Return the name of the licence that a text names first, or nothing if it names none."""
    found = LICENCE.search(" ".join(text.split()))
    return found[0] if found else ""


def _read(content: bytes) -> tuple[str, int]:
    """Return the name of the family that a font belongs to, and what it says of embedding."""
    with TTFont(io.BytesIO(content), lazy=True) as font:
        if font.flavor or not font.getBestCmap():
            raise ValueError("it is packed, or has no characters")
        return str(font["name"].getBestFamilyName()), int(font["OS/2"].fsType)


def check_characters(faces: Iterable[Face], sources: Iterable[Source], yaml: Yaml, problems: Problems) -> None:
    """Record each font that lacks characters which the sources use and our fonts have."""
    used = {letter for source in sources for letter in source.text if not letter.isspace()}
    needed = {letter for letter in used if ord(letter) in known_letters()}
    keys = {style: key for key, style in STYLES.items()}
    for face in faces:
        with TTFont(io.BytesIO(face.content), lazy=True) as font:
            missing = sorted(letter for letter in needed if ord(letter) not in font.getBestCmap())
        if missing:
            key = keys[face.style].replace("_", "-")
            more = f" and {len(missing) - MOST_SHOWN} more" if len(missing) > MOST_SHOWN else ""
            problems.note(
                FONT_HAS_CHARACTERS,
                yaml.at(("theme", "fonts", face.use, key)),
                f"the font lacks characters that the publication uses: {' '.join(missing[:MOST_SHOWN])}{more}",
                "take a font that has them, or write other characters in the texts",
            )
