"""Tokens: signs for private use that stand in a text for a field, and that no manuscript contains.

Source: Unicode 16, 23.5: plane 15 is for private use, and no font of symbols that Word has uses it.
"""

from __future__ import annotations

import re
from typing import Final

BEGIN: Final = "\U000fc0de"
END: Final = "\U000fc0df"
TOKEN: Final = re.compile(f"{BEGIN}(\\d+){END}", re.ASCII)


def token(number: int) -> str:
    """Return the token of a field, by its index among all fields of the manuscript."""
    return f"{BEGIN}{number}{END}"


def without(text: str) -> str:
    """Return a text without the signs of tokens."""
    return text.replace(BEGIN, "").replace(END, "")
