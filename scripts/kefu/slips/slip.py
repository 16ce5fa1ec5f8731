"""A slip: something that an author forgot, its place, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.diagnostics import Diagnostic
from kefu.reading.sources import location_at

if TYPE_CHECKING:
    from kefu.model import Source
    from kefu.reading.edits import Edit
    from kefu.rules.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something that an author forgot, at an offset in a text.

    `edits` mend it; there are none where it could be mended in more than one way. A slip is `minor` where it may be
    meant as it stands.
    """

    rule: Rule
    at: int
    message: str
    hint: str
    edits: tuple[Edit, ...] = ()
    minor: bool = False

    def told(self, source: Source) -> Diagnostic:
        """Return the slip as a diagnostic about its source."""
        return Diagnostic(
            rule=self.rule,
            location=location_at(source, self.at),
            message=self.message,
            hints=(self.hint,),
            minor=self.minor,
        )


def shortened(text: str, *, length: int = 40) -> str:
    """Return a text on one line as a message quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rstrip()}…"
