"""Footnotes that are lost: without a mark in the text, or with the same name as another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.rules.slips import FOOTNOTE_IS_REFERRED_TO
from kefu.slips.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Written

_TEXT: Final = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\[\]\s]+)\]:", re.MULTILINE)
_MARK: Final = re.compile(r"(?<!\\)\[\^(?P<name>[^\[\]\s]+)\]")


def footnotes(written: Written) -> Iterator[Slip]:
    """Yield the texts of footnotes that no mark refers to, or whose name another one has too."""
    texts = [*_TEXT.finditer(written.view)]
    begins = {text.start("name") for text in texts}
    marks = {mark["name"] for mark in _MARK.finditer(written.view) if mark.start("name") not in begins}
    known: set[str] = set()
    for text in texts:
        name, at = text["name"], text.start("name") - 2
        if name in known:
            yield Slip(
                rule=FOOTNOTE_IS_REFERRED_TO,
                at=at,
                message=f"there is another footnote “[^{name}]” above, and only one of them is printed",
                hint=f"give each a name of its own, as “[^{name}-2]”",
            )
        elif name not in marks:
            yield Slip(
                rule=FOOTNOTE_IS_REFERRED_TO,
                at=at,
                message=f"nothing refers to the footnote “[^{name}]”, so it is not printed",
                hint=f"write “[^{name}]” where the footnote belongs, or remove it",
            )
        known.add(name)
