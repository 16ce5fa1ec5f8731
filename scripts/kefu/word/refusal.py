"""Why a Word file is not read: what is raised where that is found, before it is known which file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kefu.rules.rule import Rule


class RefusalError(Exception):
    """A file is not read: the rule that it breaks, what is wrong, and what its user can do."""

    def __init__(self, rule: Rule, message: str, *hints: str) -> None:
        self.rule = rule
        self.message = message
        self.hints = hints
        super().__init__(message)
