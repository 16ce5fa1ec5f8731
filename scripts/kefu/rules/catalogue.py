"""All rules, by name and by concern."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.rules import (
    bibliography,
    cases,
    conformance,
    editorial,
    engines,
    figures,
    files,
    layout,
    leaks,
    manuscripts,
    markup,
    people,
    publication,
    release,
    review,
    slips,
    structure,
    tags,
    themes,
    typography,
    word,
)
from kefu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A subject of rules, with its rules in the order in which they are declared."""

    title: str
    rules: tuple[Rule, ...]


def by_name(concerns: Iterable[Concern]) -> dict[str, Rule]:
    """Return the rules of all concerns by name; raises `ValueError` if a name is declared twice."""
    found: dict[str, Rule] = {}
    for rule in (rule for concern in concerns for rule in concern.rules):
        if rule.name in found:
            raise ValueError(f"the rule “{rule.name}” is declared twice")
        found[rule.name] = rule
    return found


def similar(name: str) -> str:
    """Return the name of the rule most similar to one that does not exist; an empty string if none is similar."""
    return next(iter(difflib.get_close_matches(name, RULES, n=1)), "")


def _declared(title: str, module: ModuleType) -> Concern:
    return Concern(title=title, rules=tuple(value for value in vars(module).values() if isinstance(value, Rule)))


CONCERNS: Final = (
    _declared("Files and YAML", files),
    _declared("Publication and chapters", publication),
    _declared("Theme", themes),
    _declared("Cases", cases),
    _declared("Markdown and references", markup),
    _declared("What authors forget", slips),
    _declared("Figures, tables and exhibits", figures),
    _declared("Headings, alternative texts and links", structure),
    _declared("Bibliography and identifiers", bibliography),
    _declared("Swedish typography", typography),
    _declared("Names, places and persons", people),
    _declared("Word files from others", word),
    _declared("Manuscripts that are imported", manuscripts),
    _declared("Approval and acceptances", editorial),
    _declared("Review", review),
    _declared("Rendering", engines),
    _declared("Leaks", leaks),
    _declared("Release and manifest", release),
    _declared("Tags of a PDF", tags),
    _declared("Conformance of a PDF", conformance),
    _declared("Pages of a PDF", layout),
)

RULES: Final[Mapping[str, Rule]] = by_name(CONCERNS)
"""All rules by name."""
