"""What a rule is: one property that should hold, how much it weighs, and what to do where it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A property that should hold, under the name that diagnostics, acceptances and reports use.

    `holds` says in one sentence what should hold, `why` in one where the rule comes from or what it is good for, and
    `remedy` what to do where it does not hold. A rule is `acceptable` if a publication may accept a finding of it.

    `compares` marks a rule that compares a finished file with what the sources make of it: once the sources have
    changed, it says nothing.

    `warns_when` completes the sentence “It is only a warning …” for an error that some problems do not amount to.
    """

    name: str
    holds: str
    remedy: str
    acceptable: bool
    severity: Severity = Severity.ERROR
    compares: bool = False
    why: str = ""
    warns_when: str = ""

    def __str__(self) -> str:
        return self.name
