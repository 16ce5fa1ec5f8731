"""The site's style: its parts in one file, with the words that it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template
from typing import Final

from kefu import words

PARTS: Final = ("base.css", "reading.css", "site.css")
"""What all pages share, what the pages of publications add, and what the pages about them add."""

FOLDER: Final = Path(__file__).with_name("styles")
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def style() -> bytes:
    """Return the style of all pages as one CSS file, without comments and indents."""
    text = "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)
    worded = Template(COMMENT.sub("", text)).substitute(draft=json.dumps(words.documents.DRAFT, ensure_ascii=False))
    lines = (line.strip() for line in worded.splitlines())
    return "".join(f"{line}\n" for line in lines if line).encode()
