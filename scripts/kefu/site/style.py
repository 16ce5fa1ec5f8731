"""The site's style: its parts in one file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

PARTS: Final = ("base.css", "reading.css", "site.css")
"""What all pages share, what the pages of publications add, and what the pages about them add."""

FOLDER: Final = Path(__file__).with_name("styles")
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def style() -> bytes:
    """Return the style of all pages as one CSS file, without comments and indents."""
    text = "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)
    lines = (line.strip() for line in COMMENT.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()
