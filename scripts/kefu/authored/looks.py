"""The look of a publication, as it is written in `report/publication.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from kefu.authored.base import Authored
from kefu.authored.forms import Colour, Words
from kefu.theme import Sheet
from kefu.themes import ThemeName

Margin = Annotated[float, Field(ge=5, le=80)]
TypeSize = Annotated[float, Field(ge=8, le=30)]


class ColoursDescription(Authored):
    """Colours of one scheme, by the names that `kefu.theme.Colours` explains; the others are those of the base.

    A colour that is not given is an empty text. One that is written without quotation marks is a comment, and an error.
    """

    paper: Colour = ""
    wash: Colour = ""
    panel: Colour = ""
    ink: Colour = ""
    quiet: Colour = ""
    accent: Colour = ""
    warn: Colour = ""
    line: Colour = ""
    edge: Colour = ""
    shadow: Colour = ""


class SchemesDescription(Authored):
    """The colours of light screens and paper, and of dark screens."""

    light: ColoursDescription = ColoursDescription()
    dark: ColoursDescription = ColoursDescription()


class ShownDescription(Authored):
    """A picture file of the project, by its path from the root: either with an alternative text, or decoration."""

    file: Words
    alt: Words | None = None
    decorative: bool = False


class MarginsDescription(Authored):
    """The margins of a page, in millimetres."""

    top: Margin | None = None
    bottom: Margin | None = None
    sides: Margin | None = None


class PageDescription(Authored):
    """The size of paper, and its margins."""

    sheet: Sheet | None = None
    margins: MarginsDescription = MarginsDescription()


class FamilyDescription(Authored):
    """A family of type: the files of its styles, and of its licence, by their paths from the project's root."""

    regular: Words
    italic: Words
    semibold: Words
    semibold_italic: Words | None = None
    bold: Words | None = None
    licence: Words


class FontsDescription(Authored):
    """Families of type that the publication brings: for running text, and for all that is around it."""

    serif: FamilyDescription | None = None
    sans: FamilyDescription | None = None


class ThemeDescription(Authored):
    """The look of the publication: a theme that ships, and what is different from it.

    `type_size` is the size of running text in points, where an edition does not choose another.
    """

    base: ThemeName = "kefu"
    colours: SchemesDescription = SchemesDescription()
    logo: ShownDescription | None = None
    cover: ShownDescription | None = None
    fonts: FontsDescription = FontsDescription()
    type_size: TypeSize | None = None
    page: PageDescription = PageDescription()

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        """Return a theme that is only named as one that differs in nothing from the one of that name."""
        return {"base": value} if isinstance(value, str) else value
