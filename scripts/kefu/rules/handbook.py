"""Describe rules for people: on the terminal, in reports for programs, and in `docs/rules.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.rules.catalogue import CONCERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.rules.catalogue import Concern
    from kefu.rules.rule import Rule

_HEAD: Final = """\
# Rules

Every problem that `kefu` reports breaks one of these rules, whose name is given in brackets:

    cases/02-prognosen/case.md:41:18: error[citation-resolves]: there is no entry in the bibliography “svara2011”

An error prevents everything from being published. A warning does not, unless `kefu check --strict` counts it.
`kefu explain citation-resolves` prints what this page says about a rule, and `kefu explain` lists all rules.

Findings of the check of sources and finished files can be accepted, by rule and place and with a reason, if the rule
says so. Problems that stop the sources from being read, drawn or rendered before that cannot.
"""


def described(rule: Rule) -> str:
    """Return the description of a rule, as Markdown."""
    return "\n\n".join(_paragraphs(rule))


def plain(markdown: str) -> str:
    """Return a text from this module or a rule without markup, with code in quotation marks."""
    return re.sub(r"`([^`]+)`", r"“\1”", markdown).replace("**", "")


def handbook() -> str:
    """Return all rules as one page of Markdown, grouped by concern, with a heading for each to link to."""
    contents = "".join(f"- [{concern.title}](#{_anchor(concern.title)})\n" for concern in CONCERNS)
    return "\n".join((_HEAD, contents, *map(_chapter, CONCERNS)))


def _chapter(concern: Concern) -> str:
    sections = (f"### {rule}\n\n{described(rule)}\n" for rule in concern.rules)
    return "\n".join((f"## {concern.title}\n", *sections))


def _anchor(title: str) -> str:
    """Return the anchor of a heading, as GitHub and others generate it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _paragraphs(rule: Rule) -> Iterator[str]:
    yield rule.holds
    yield f"**Severity:** {rule.severity}" + (f"; only a warning {rule.warns_when}" if rule.warns_when else "") + "."
    if rule.why:
        yield f"**Why:** {rule.why}"
    yield f"**What to do:** {rule.remedy}"
    if rule.compares:
        yield "**If the sources have changed** since the build, this is not checked, since it compares files with them."
    if not rule.acceptable:
        yield "**Can it be accepted?** No."
        return
    yield "**Can it be accepted?** Yes, under `accepted` in `report/publication.yaml`, with its place and a reason:"
    yield f"    - {{rule: {rule}, place: PLACE, reason: REASON}}"
