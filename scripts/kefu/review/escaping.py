"""Text as it is written in Markdown so that readers see what it says, and nothing in it is markup."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(
    r"[\\*_`\[\]~^|]|(?<![^\W_])@(?=[\w{])|<(?=[/!?]|[^\W\d_])|&(?=#?\w{1,32};)|\{(?=[.#=\w])|!(?=\[)"
)
_SIGN: Final = re.compile(r"[!-/:-@\[-`{-~]")
_AT_BEGINNING: Final = re.compile(r"(?:[#>+:-]+|\d{1,9}(?=[.)])|\(?\w{1,5}(?=[.)] ))")


def escaped(text: str, *, begins: bool = False) -> str:
    """Return a text with a backslash before what would be markup; `begins` says that a paragraph begins with it."""
    written = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    if begins and (match := _AT_BEGINNING.match(written)):
        numbers = match[0][-1].isalnum() and written[match.end() : match.end() + 1] in {".", ")"}
        at = match.end() if numbers else 0
        written = f"{written[:at]}\\{written[at:]}"
    return written


def guarded(text: str) -> str:
    """Return a text with a backslash before every ASCII sign: what it is put beside may make markup of any of them."""
    return _SIGN.sub(lambda match: f"\\{match[0]}", text)
