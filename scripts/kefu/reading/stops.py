"""A place where the parser of YAML stopped, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

LONGEST: Final = 60
"""Letters of a text that is quoted in a message."""

CLOSING: Final = {"[": "]", "{": "}"}
BEFORE: Final = re.compile(r"\s*(?P<item>- +)*(?P<key>[^\s:#\"'\[{,][^:]*:[ \t]+)?")
"""What stands before a value on its line: indentation, the sign of an item in a list, and a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where the parser stopped in a text: `at` what it could not take, `begin` the beginning of what that is a part of.

    What stands at the end of the text has no sign.
    """

    text: str
    at: int
    begin: int

    @classmethod
    def at_offset(cls, text: str, offset: int) -> Stop:
        """Return a stop at what is a part of nothing else."""
        return cls(text=text, at=offset, begin=offset)

    @property
    def line(self) -> int:
        """The offset at which the line begins."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def before(self) -> str:
        """What stands before the stop on its line."""
        return self.text[self.line : self.at]

    @property
    def rest(self) -> str:
        """What stands from the stop on to the end of its line."""
        return self.text[self.at :].partition("\n")[0].rstrip()

    @property
    def sign(self) -> str:
        """The character at the stop."""
        return self.text[self.at : self.at + 1]

    @property
    def in_brackets(self) -> bool:
        """Whether a bracket on the line is still open at the stop."""
        return any(self.before.count(one) > self.before.count(other) for one, other in CLOSING.items())

    @property
    def value(self) -> str:
        """The value that begins at the stop, up to the end of the line, a comment, or its end in brackets."""
        return re.split(r"\s+#|\s*[,\]}]" if self.in_brackets else r"\s+#", self.rest, maxsplit=1)[0]

    def to(self, offset: int) -> Stop:
        """Return the stop at another place."""
        return replace(self, at=offset)

    def to_value(self) -> Stop:
        """Return the stop at the beginning of the value that it is in."""
        start = self.line
        if self.in_brackets:
            start += max(self.before.rfind(sign) for sign in "[{,") + 1
        found = BEFORE.match(self.text, start, self.at)
        if not found:
            return self
        is_text = found["item"] and found["key"] and not re.match(r"[a-z]", found["key"])
        return self.to(found.start("key") if is_text else found.end())

    def written(self, value: str) -> str:
        """Return how to write the value at the stop, with the key before it."""
        key = re.search(r"[\w-]+:[ \t]+$", self.before)
        return f"write “{key[0] if key else ''}{shortened(value)}”"


def shortened(text: str) -> str:
    """Return a text as a message quotes it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def quoted(text: str) -> str:
    """Return a text in quotes, as YAML reads it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
