"""Names across the whole project: every label is unique, and every reference and citation leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.authored import PartKind, Visibility
from kefu.diagnostics import BuildError
from kefu.load.missing import Use, as_label, missing_entries, missing_labels
from kefu.load.places import labels
from kefu.load.texts import label_of
from kefu.reading.sources import locate, occurrences
from kefu.rules.markup import LABEL_IS_UNIQUE, REFERENCE_IS_VISIBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kefu.diagnostics import Location
    from kefu.load.problems import Problems
    from kefu.load.texts import Inspected
    from kefu.model import Source


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
    unlabelled: list[Use] = []
    unlisted: list[Use] = []
    for text, kind in texts:
        for reference in dict.fromkeys(text.references):
            label = label_of(reference)
            if label not in places:
                unlabelled += _used(text.source, reference)
            elif _restricted(kinds.get(label)) and not _restricted(kind):
                for place in _uses(text.source, reference):
                    problems.note(
                        REFERENCE_IS_VISIBLE,
                        place,
                        f"“{label}” is in a part for teachers alone, and this text is for everyone",
                        "leave the reference out, or move what it points to",
                    )
        for key in dict.fromkeys(text.citations):
            if key not in keys:
                (unlabelled if as_label(key) else unlisted).extend(_used(text.source, key))
    if "label" not in problems.unread:
        problems.add(BuildError(missing_labels(unlabelled, places)))
    if "entry" not in problems.unread:
        problems.add(BuildError(missing_entries(unlisted, keys, places)))


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


def _used(source: Source, name: str) -> list[Use]:
    return [Use(name=name, place=place) for place in _uses(source, name)]
