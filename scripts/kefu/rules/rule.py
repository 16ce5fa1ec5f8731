"""What a rule is: a property that should hold, its severity, and what to do if it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A property that should hold, under the name that diagnostics, acceptances and reports use.

    `holds` says in one sentence what should hold, `why` in one sentence where the rule comes from or what it is for,
    and `remedy` what to do if it does not hold. A rule is `acceptable` if a publication may accept findings of it.

    `compares` marks a rule that compares a finished file with what the sources produce; once the sources have changed,
    its findings mean nothing.

    `warns_when` completes the sentence “It is only a warning …” for an error that is sometimes only a warning.
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
