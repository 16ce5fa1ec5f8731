"""What to say about a reference that leads nowhere: what was probably meant, or which case is no longer there."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.diagnostics import Diagnostic
from kefu.rules.markup import CITATION_RESOLVES, CROSS_REFERENCE_RESOLVES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kefu.diagnostics import Location

CLOSE: Final = 0.85
"""How alike two labels are, from 0 to 1, where one may be a misspelling of the other."""

_KINDS: Final = {
    "fig": "fig|figure|figur|bild|diagram|foto",
    "tbl": "tbl|tab|table|tabell",
    "sec": "sec|section|avsnitt|kapitel|kap|chapter|rubrik",
    "exh": "exh|exhibit|underlag",
    "case": "case|cases|fall|fallet",
}
"""Words with which authors and other programs begin labels, by how they begin here."""

_LABEL: Final = re.compile("|".join(rf"(?:{names})(?P<{kind}>[-:_])" for kind, names in _KINDS.items()), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A reference or citation that leads nowhere: the name that it uses, and its place."""

    name: str
    place: Location


def as_label(name: str) -> str:
    """Return a name as a label of this project, as `fig-karta` for `Figur:Karta`; an empty string if it is none."""
    begun = _LABEL.match(name)
    return f"{begun.lastgroup}-{words.slug(name[begun.end() :])}" if begun else ""


def missing_labels(uses: Sequence[Use], labels: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what to say about references to labels that do not exist; all that lead to one missing case are one."""
    unknown = [use for use in uses if not _similar(use.name, labels)]
    gone = _gone([as_label(use.name) for use in unknown], labels)
    of_case: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        slug = _slug(as_label(use.name))
        case = next((one for one in gone if use in unknown and f"{slug}-".startswith(f"{one}-")), "")
        if case:
            of_case[case].append(use)
        else:
            yield _no_label(use, labels)
    for case, lost in of_case.items():
        yield _no_case(case, lost, labels)


def missing_entries(uses: Sequence[Use], keys: Collection[str], labels: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what to say about citations of works that do not exist."""
    for use in uses:
        label = next((one for one in sorted(labels) if _slug(one) == words.slug(use.name)), "")
        close = label or next(iter(difflib.get_close_matches(use.name, keys)), "")
        yield Diagnostic(
            rule=CITATION_RESOLVES,
            location=use.place,
            message=f"there is no entry in the bibliography “{use.name}”",
            hints=(f"did you mean “@{close}”?" if close else "add the entry in the bibliography, or correct the name",),
        )


def _similar(name: str, labels: Collection[str]) -> str:
    """Return the label that was probably meant: with the same words after its kind, or a similar one of its kind."""
    meant = as_label(name)
    kind, _, slug = meant.partition("-")
    slugs = dict.fromkeys((slug, re.sub(r"^\d+-", "", slug)))
    same = [one for one in sorted(labels) if _slug(one) in slugs]
    of_kind = [one for one in sorted(labels) if one.startswith(f"{kind}-")]
    close = [one for slug in slugs for one in difflib.get_close_matches(f"{kind}-{slug}", of_kind, cutoff=CLOSE)]
    return next(iter([*(one for one in same if one in of_kind), *close, *same]), "")


def _gone(unknown: Sequence[str], labels: Collection[str]) -> list[str]:
    """Return the ids of cases that labels name and that do not exist, the longest first.

    An author may refer to nothing but what is in a case. Its labels begin with the same word, which no other label has.
    """
    named = {_slug(label) for label in unknown if label.startswith("case-")}
    first = Counter(_slug(label).partition("-")[0] for label in {*unknown} if "-" in _slug(label))
    known = {_slug(label).partition("-")[0] for label in labels}
    covered = {one.partition("-")[0] for one in named}
    alike = {word for word, count in first.items() if count > 1 and word not in known | covered}
    return sorted(named | alike, reverse=True)


def _slug(label: str) -> str:
    return label.partition("-")[2]


def _no_label(use: Use, labels: Collection[str]) -> Diagnostic:
    close = _similar(use.name, labels)
    label = as_label(use.name)
    return Diagnostic(
        rule=CROSS_REFERENCE_RESOLVES,
        location=use.place,
        message=f"there is no label “{use.name}”",
        hints=(
            f"did you mean “@{close}”?" if close else f"write “{{#{label}}}” at what it refers to, or correct the name",
        ),
    )


def _no_case(case: str, uses: Sequence[Use], labels: Collection[str]) -> Diagnostic:
    places: dict[str, list[str]] = defaultdict(list)
    for use in uses:
        places[str(use.place.path)].append(str(use.place.line))
    where = "; ".join(f"{path}:{', '.join(dict.fromkeys(lines))}" for path, lines in places.items())
    known = ", ".join(f"“@{label}”" for label in sorted(labels) if label.startswith("case-"))
    if len(uses) == 1:
        hints = [f"the cases are {known}" if known else "no case is in the project"]
    else:
        hints = [f"if the case was withdrawn, rewrite what refers to it: {where}"]
        hints.append(f"if it is misspelt, the cases are {known}" if known else "no case is in the project")
    times = f", and {len(uses)} references lead there" if len(uses) > 1 else ""
    named = any(as_label(use.name) == f"case-{case}" for use in uses)
    return Diagnostic(
        rule=CROSS_REFERENCE_RESOLVES,
        location=uses[0].place,
        message=f"there is {'no case' if named else 'nothing with a label of'} “{case}”{times}",
        hints=tuple(hints),
    )
