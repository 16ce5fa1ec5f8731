"""The site's style sheet: the theme's colours and the parts of the sheet in one file, with the words that it shows."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.theme import filled

if TYPE_CHECKING:
    from kefu.theme import Colours, Theme

PARTS: Final = ("base.css", "reading.css", "site.css", "covers.css")
"""The styles of all pages, those that pages of publications and pages about them add, and those of logo and covers."""

FOLDER: Final = Path(__file__).with_name("styles")
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def style(theme: Theme) -> bytes:
    """Return the style sheet of all pages as one CSS file, without comments and indentation."""
    parts = "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_scheme('dark', theme.dark)}\n}}"
    worded = filled(COMMENT.sub("", parts), theme, draft=json.dumps(words.documents.DRAFT, ensure_ascii=False))
    lines = (line.strip() for line in f"{_scheme('light', theme.light)}\n{dark}\n{worded}".splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()


def _scheme(name: str, colours: Colours) -> str:
    """Return the CSS that gives every page the colours of a scheme, each as a custom property."""
    properties = "\n".join(f"--{colour}: {value};" for colour, value in asdict(colours).items())
    return f":root {{\ncolor-scheme: {name};\n{properties}\n}}"
