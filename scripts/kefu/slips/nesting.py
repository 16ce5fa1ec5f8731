"""Brackets and comments that are opened again and again, and would take minutes to read."""

from __future__ import annotations

import re
from typing import Final

from kefu.reading.sources import without_unshown
from kefu.rules.markup import MARKDOWN_IS_READABLE
from kefu.slips.slip import Slip

DEEPEST: Final = 7
"""Brackets that may be open at the same time. Pandoc takes one second for eight of them, and ten minutes for twelve."""

MOST_COMMENTS: Final = 20
"""Comments that may begin and never end; for each of them, the whole rest of the text is read to look for its end."""

_SIGN: Final = re.compile(r"\\.|[\[\]]|\n(?:[ \t>]*\n)+", re.DOTALL)


def too_deep(text: str) -> Slip | None:
    """Return where too many brackets are open in one paragraph of a text, or too many comments in all, or nothing."""
    unclosed = text.rfind("-->") + 1
    if text.count("<!--", unclosed) > MOST_COMMENTS:
        return Slip(
            rule=MARKDOWN_IS_READABLE,
            at=text.index("<!--", unclosed),
            message=f"more than {MOST_COMMENTS} comments begin from here on, and none of them ends",
            hint="end each with “-->”",
        )
    opened: list[int] = []
    for sign in _SIGN.finditer(without_unshown(text)):
        match sign[0]:
            case "[":
                opened.append(sign.start())
            case "]":
                del opened[-1:]
            case paragraphs if paragraphs.startswith("\n"):
                opened.clear()
        if len(opened) > DEEPEST:
            return Slip(
                rule=MARKDOWN_IS_READABLE,
                at=opened[0],
                message=f"more than {DEEPEST} brackets are open here, one in another",
                hint="close every bracket, and write “\\[” for one that readers are to see",
            )
    return None
