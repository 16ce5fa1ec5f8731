"""Characters without a shape, which nobody sees in a text."""

from __future__ import annotations

from typing import Final

FILLERS: Final = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and patterns of other scripts that look like a space."""

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The characters without a shape, as ranges in a regular expression: soft hyphen, joiners, marks for the direction of
writing, tags, selectors.

Source: Unicode 15, `Default_Ignorable_Code_Point` in DerivedCoreProperties.txt, with the interlinear annotations.
"""

MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that are set on the letter before them, such as strokes, also as ranges."""
