"""Text as it is written in Markdown so that readers see what it says, and nothing in it is markup."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(
    r"[\\*_`\[\]~^|]|(?<![^\W_])@(?=[\w{])|<(?=[/!?]|[^\W\d_])|&(?=#?\w{1,32};)|\{(?=[.#=\w])|!(?=\[)"
)
_AT_BEGINNING: Final = re.compile(r"(?:[#>+:-]+|\d{1,9}(?=[.)])|\(?\w{1,5}(?=[.)] ))")


def escaped(text: str, *, begins: bool = False) -> str:
    """Return a text with a backslash before what would be markup; `begins` says that a paragraph begins with it."""
    written = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    if begins and (match := _AT_BEGINNING.match(written)):
        at = match.end() if written[match.end() : match.end() + 1] in {".", ")"} else 0
        written = f"{written[:at]}\\{written[at:]}"
    return written
