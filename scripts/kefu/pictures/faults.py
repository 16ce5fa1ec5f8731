"""What is wrong with a picture file, before anybody knows where a text shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.rules.figures import PICTURE_IS_PORTABLE, PICTURE_IS_READABLE

if TYPE_CHECKING:
    from kefu.rules.rule import Rule

AGAIN: Final = "open it in a program for pictures, and save it again as SVG, PNG or JPEG"


class PictureError(Exception):
    """A picture cannot be published: the rule that it breaks, what is wrong, and what to do about it."""

    def __init__(self, rule: Rule, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def unreadable(reason: str, hint: str = AGAIN) -> PictureError:
    """Return the error for a picture that is damaged or too large."""
    return PictureError(PICTURE_IS_READABLE, reason, hint)


def unportable(reason: str, hint: str) -> PictureError:
    """Return the error for a picture that some format would show differently or not at all."""
    return PictureError(PICTURE_IS_PORTABLE, reason, hint)
