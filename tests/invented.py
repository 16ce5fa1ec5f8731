"""Rules for tests of what holds for any rule."""

from __future__ import annotations

from kefu.rules.rule import Rule, Severity


def rule(name: str, severity: Severity = Severity.ERROR, *, acceptable: bool = True, warns_when: str = "") -> Rule:
    """Return a rule that is not in the catalogue."""
    return Rule(
        name=name,
        holds="It holds.",
        remedy="Make it hold.",
        severity=severity,
        acceptable=acceptable,
        warns_when=warns_when,
    )
