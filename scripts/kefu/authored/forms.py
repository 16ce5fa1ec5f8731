"""Texts that are written in a certain form, and how that form is explained to whoever writes another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import StringConstraints


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of texts: a regular expression, the end of a sentence “it should …”, and a text in that form.

    The expression is one of the Rust crate `regex`, which pydantic uses.
    """

    pattern: str
    words: str
    example: str


PRINTED: Final = Form(
    pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",
    words="contain no control characters",
    example="…",
)
"""XML 1.0 (section 2.2) has no place for control characters."""

IDENTIFIER: Final = Form(
    pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
    words="be written in small letters a–z and digits, with single hyphens between them",
    example="ny-ordforande",
)
WEB_ADDRESS: Final = Form(
    pattern=r"^https?://[^\s/?#]+([/?#]\S*)?$",
    words="be a full web address",
    example="https://example.org/villkor",
)
WEB_FOLDER: Final = Form(
    pattern=r"^https?://[^\s/?#]+/([^\s?#]*/)?$",
    words="be a full web address that ends in “/”",
    example="https://example.org/rapport/",
)
EMAIL_ADDRESS: Final = Form(
    pattern=r"^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$",
    words="be an e-mail address",
    example="namn@example.org",
)
COLOUR: Final = Form(
    pattern=r"^#[0-9A-Fa-f]{6}$",
    words="be a colour: “#” and six digits or letters a–f, in quotation marks",
    example="#0a4a7a",
)
PLACE: Final = Form(
    pattern=r"^[^:]+(:[1-9][0-9]{0,6}){0,2}$",
    words="be the path of a file, optionally followed by “:” and a line number",
    example="report/bilaga.md:3",
)
NAME: Final = Form(
    pattern=r"\p{L}",
    words="contain a letter",
    example="Provstad",
)
PERSON: Final = Form(
    pattern=r"^[\p{L}\p{M} .'’-]*\p{L}$",
    words="be written in letters, spaces, “-”, “'” and “.”, and end in a letter",
    example="Maria Holm",
)

FORMS: Final = {
    form.pattern: form
    for form in (PRINTED, IDENTIFIER, WEB_ADDRESS, WEB_FOLDER, EMAIL_ADDRESS, COLOUR, PLACE, NAME, PERSON)
}  # fmt: skip
"""Every form by its regular expression, which is what pydantic says of a text that has another."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=PRINTED.pattern)]
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER.pattern)]
WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=WEB_ADDRESS.pattern)]
WebFolder = Annotated[str, StringConstraints(strip_whitespace=True, pattern=WEB_FOLDER.pattern)]
EmailAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=EMAIL_ADDRESS.pattern)]
Colour = Annotated[str, StringConstraints(to_lower=True, pattern=COLOUR.pattern)]
FindingPlace = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=PLACE.pattern)]
RegisteredName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, pattern=NAME.pattern)]
PersonName = Annotated[RegisteredName, StringConstraints(pattern=PERSON.pattern)]
