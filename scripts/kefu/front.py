"""What a publication brings to its look, and what covers show, as values: pictures, a logo, a pattern, fonts."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture of the publication's own, as it may be published; with an empty `alt` it is decoration.

    `suffix` is that of its file, in small letters.
    """

    suffix: str
    content: bytes = field(repr=False)
    alt: str

    @property
    def address(self) -> str:
        """The picture itself as an address, for pages that stand alone. It is an SVG."""
        return f"data:image/svg+xml;base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The pattern on a cover: arcs between the people of a case, above and below a line, on a coloured ground.

    The ground is the light scheme's accent on the report, and has other hues on the cases; `paper` can be read on it.
    """

    upper: str
    """The arcs above the line, and those they begin with."""

    lower: str
    """The arcs below the line, and those they begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The cover of a document, in front and at the back."""

    pattern: Pattern | None
    """What is drawn on the cover; without it, the cover is type on paper, and there is nothing at the back."""

    picture: Shown | None
    """A picture of the publication's own, which takes the place of the pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the cover of a document shows above its title; with an empty `alt` it is decoration.

    `suffix` is that of a file with such content, as in `.svg`. `ground` is the colour that goes with it, and
    `on_ground` that of text on it. `drawn` tells whether it is the pattern of the theme, on which the publisher's name
    may stand.
    """

    suffix: str
    content: bytes
    alt: str
    ground: str
    on_ground: str
    drawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FontCredit:
    """What the imprint says of a family of type that a publication brings; a licence without a name is empty."""

    family: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One style of a family of type that a publication brings, by its use.

    `style` is its name in `kefu.fonts.FONTS`, and `content` the font's file.
    """

    use: Literal["serif", "sans"]
    style: str
    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The name of a file with the font, without its extension."""
        return f"own-{self.use}-{self.style}"
