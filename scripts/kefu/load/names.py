"""Names across the whole project: every label is unique, and every reference and citation leads somewhere."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kefu.authored import PartKind, Visibility
from kefu.load.places import labels
from kefu.load.texts import label_of
from kefu.reading.sources import locate, occurrences
from kefu.rules.markup import CITATION_RESOLVES, CROSS_REFERENCE_RESOLVES, LABEL_IS_UNIQUE, REFERENCE_IS_VISIBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kefu.diagnostics import Location
    from kefu.load.problems import Problems
    from kefu.load.texts import Inspected
    from kefu.model import Source
    from kefu.rules.rule import Rule


def check_names(
    texts: Sequence[tuple[Inspected, PartKind | None]],
    case_labels: Mapping[str, Location],
    keys: Collection[str],
    problems: Problems,
) -> None:
    """Check the labels, references and citations of all texts, each given with its part (none for the report's).

    `case_labels` are the labels of the cases themselves, `keys` those of the bibliography.
    """
    places, kinds = _labels(texts, case_labels, problems)
    for text, kind in texts:
        for reference in dict.fromkeys(text.references):
            label = label_of(reference)
            if label not in places:
                if "label" not in problems.unread:
                    _unknown(text.source, reference, CROSS_REFERENCE_RESOLVES, "label", places, problems)
            elif _restricted(kinds.get(label)) and not _restricted(kind):
                for place in _uses(text.source, reference):
                    problems.note(
                        REFERENCE_IS_VISIBLE,
                        place,
                        f"“{label}” is in a part for teachers alone, and this text is for everyone",
                        "leave the reference out, or move what it points to",
                    )
        for key in dict.fromkeys(text.citations):
            if key not in keys and "entry" not in problems.unread:
                _unknown(text.source, key, CITATION_RESOLVES, "entry in the bibliography", keys, problems)


def _labels(
    texts: Sequence[tuple[Inspected, PartKind | None]], case_labels: Mapping[str, Location], problems: Problems
) -> tuple[Mapping[str, Location], Mapping[str, PartKind | None]]:
    """Return where each label is defined, and the kind of part it is in."""
    places: dict[str, Location] = dict(case_labels)
    kinds: dict[str, PartKind | None] = {}
    for text, kind in texts:
        for label in dict.fromkeys(text.labels):
            for place in labels(text.source, label):
                if label in places:
                    problems.note(
                        LABEL_IS_UNIQUE,
                        place,
                        f"the label “{label}” is also given at {places[label]}",
                        "give each its own",
                    )
                else:
                    places[label], kinds[label] = place, kind
    return places, kinds


def _restricted(kind: PartKind | None) -> bool:
    return kind is not None and kind.visibility is not Visibility.PUBLIC


def _uses(source: Source, name: str) -> list[Location]:
    return [*occurrences(source, f"@{name}")] or [locate(source, name)]


def _unknown(source: Source, name: str, rule: Rule, what: str, known: Iterable[str], problems: Problems) -> None:
    close = difflib.get_close_matches(name, list(known), n=1)
    hint = f"did you mean “@{close[0]}”?" if close else f"add the {what}, or correct the name"
    for place in _uses(source, name):
        problems.note(rule, place, f"there is no {what} “{name}”", hint)
