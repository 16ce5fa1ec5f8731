"""Labels: short names for headings, figures, tables and exhibits, each only once."""

from __future__ import annotations

import itertools
from typing import Final

from kefu import words

WORDS: Final = 3
"""How many words of a caption or a heading its label has."""

SMALL: Final = frozenset(
    ("av", "att", "de", "den", "det", "en", "ett", "for", "fran", "i", "och", "om", "pa", "som", "till", "ur")
)
"""Words that a label does without."""


class Labels:
    """The labels that a text has got so far; each begins with the name of the text, so that no other text has it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken: set[str] = set()

    def new(self, kind: str, caption: str) -> str:
        """Return a label of a kind, such as `fig`, named after a caption, or numbered if there is none."""
        given = words.slug(caption).split("-")
        name = "-".join([word for word in given if word not in SMALL][:WORDS])
        stem = "-".join(part for part in (kind, self._text, name) if part)
        numbered = (f"{stem}-{count}" for count in itertools.count(2 if name else 1))
        label = next(label for label in itertools.chain([stem] if name else [], numbered) if label not in self._taken)
        self._taken.add(label)
        return label
