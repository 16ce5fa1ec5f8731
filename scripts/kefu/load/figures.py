"""Figures as authored: scripts, data and descriptions, and the words that a description takes from the cases."""

from __future__ import annotations

import itertools
import re
import string
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never, get_args

from kefu import words
from kefu.authored import FigureDescription, Subject
from kefu.completeness import complete
from kefu.diagnostics import Location
from kefu.layout import FIGURES
from kefu.load.data import table_of
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.rules.figures import FIELD_IS_KNOWN, FIGURE_IS_DESCRIBED, FIGURE_IS_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kefu.authored import CaseDescription
    from kefu.load import cases
    from kefu.load.problems import Problems
    from kefu.model import Source, Table
    from kefu.reading.yaml import Yaml

NAME: Final = re.compile(r"[a-z0-9-]+")
FIELDS: Final = complete(
    get_args(Subject),
    {"case": ("title", "actors", "relations", "timeline"), "project": ("themes", "sides", "days", "pairs")},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A figure's files, before its captions are parsed."""

    slug: str
    script: Source
    yaml: Yaml
    description: FigureDescription
    tables: tuple[Table, ...]
    data: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A figure's caption as drawn for one case (or, with an empty id, for the project).

    `text` is a line block of Markdown, in which nothing looks like a list or a heading: a line with the caption, and
    one with its source. The words of a case are in it as they were written.
    """

    figure: Described
    case_id: str
    text: str
    alt: str


def read_figures(root: Path, problems: Problems) -> tuple[Described, ...]:
    """Read every figure of the project: `figures/<slug>.yaml` with `figures/<slug>.py` and the data it names."""
    problems.note_astray(root, FIGURES)
    found = problems.names_in(root, FIGURES)
    descriptions = [name.removesuffix(".yaml") for name in found if name.endswith(".yaml")]
    for script in (name.removesuffix(".py") for name in found if name.endswith(".py")):
        if script not in descriptions:
            problems.note(
                FIGURE_IS_DESCRIBED,
                Location(path=FIGURES / f"{script}.py"),
                "the figure has no description",
                f"write its caption, alt and source in “{FIGURES / script}.yaml”",
            )
    figures = []
    for slug in descriptions:
        if not NAME.fullmatch(slug):
            problems.note(
                FIGURE_IS_NAMED,
                Location(path=FIGURES / f"{slug}.yaml"),
                f"“{slug}” cannot name a figure",
                "name its files in small letters a–z, digits and hyphens",
            )
        with problems.collected(unread="figure"):
            figures.append(_read_figure(root, slug, problems))
    return tuple(figures)


def _read_figure(root: Path, slug: str, problems: Problems) -> Described:
    yaml = parse_yaml(read(root, FIGURES / f"{slug}.yaml"))
    description = validate(FigureDescription, yaml)
    script = read(root, FIGURES / f"{slug}.py", named_at=Location(path=yaml.source.path, line=1, column=1))
    tables, data = [], []
    for index, name in enumerate(description.data):
        with problems.collected():
            source = read(root, FIGURES / name, named_at=yaml.at(("data", index)))
            data.append(source)
            tables.append(table_of(source, name))
    known = FIELDS[description.for_]
    for key in ("caption", "alt", "source"):
        try:
            fields = {
                f"{field}:{form}" if form else field
                for _, field, form, _ in string.Formatter().parse(getattr(description, key))
                if field is not None
            }
        except ValueError:
            fields = {"{"}
        for field in sorted(fields.difference(known)):
            problems.note(
                FIELD_IS_KNOWN,
                yaml.at((key,)),
                f"unknown field “{field}” in braces",
                f"known here: {', '.join(known)}; write {{{{ and }}}} for braces that readers see",
            )
    return Described(
        slug=slug, script=script, yaml=yaml, description=description, tables=tuple(tables), data=tuple(data)
    )


def fields_of_case(case: CaseDescription) -> dict[str, str]:
    """Return the words that a figure drawn for a case can use in its caption and alternative text."""
    names = {actor.id: actor.name for actor in case.actors}
    return {
        "title": case.title,
        "actors": words.enumerate_words([f"{actor.name} ({actor.role})" for actor in case.actors]),
        "relations": "; ".join(
            words.figures.RELATION.format(one=names[relation.from_], other=names[relation.to], text=relation.text)
            for relation in case.relations
        ),
        "timeline": "; ".join(f"{words.date(event.date)}: {event.event}" for event in case.timeline),
    }


def fields_of_project(cases: Sequence[tuple[int, CaseDescription]], themes: Mapping[str, str]) -> dict[str, str]:
    """Return the words that a figure drawn for the whole project can use.

    They tell, case by case, the themes with their weights, how many people stand on each side, and how many days
    the events take; and, for every two themes that meet in a case, in how many they do.
    """
    meetings = Counter(pair for _, case in cases for pair in itertools.combinations(sorted(case.themes), 2))
    return {
        "themes": "; ".join(
            f"{words.case_title(number, case.title)}: "
            + ", ".join(f"{themes[theme].lower()} {weight}" for theme, weight in case.themes.items())
            for number, case in cases
        ),
        "sides": "; ".join(
            f"{words.case_title(number, case.title)}: "
            + ", ".join(
                f"{sum(actor.side == side for actor in case.actors)} {name}"
                for side, name in words.figures.ON_A_SIDE.items()
            )
            for number, case in cases
        ),
        "days": "; ".join(
            f"{words.case_title(number, case.title)}: "
            + words.figures.DAYS.format(number=(case.timeline[-1].date - case.timeline[0].date).days)
            for number, case in cases
        ),
        "pairs": "; ".join(
            f"{words.enumerate_words([themes[one].lower(), themes[other].lower()])} {count}"
            for (one, other), count in sorted(meetings.items(), key=lambda item: (-item[1], item[0]))
        ),
    }


def captions_of(
    drawn: Iterable[Described], described: Sequence[cases.Described], themes: Mapping[str, str]
) -> Iterator[Caption]:
    """Yield the captions of all figures, each for every case that it is drawn for, filled with the case's words."""
    whole = [(case.number, case.description) for case in described if set(case.description.themes) <= set(themes)]
    for figure in drawn:
        match figure.description.for_:
            case "project":
                given = [("", fields_of_project(whole, themes))]
            case "case":
                known = [case.description for case in described if _people_are_known(case)]
                given = [(case.id, fields_of_case(case)) for case in known]
            case never:
                assert_never(never)
        for case_id, fields in given:
            literal = {
                name: re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", text) for name, text in fields.items()
            }
            try:
                caption = figure.description.caption.format_map(literal)
                source = figure.description.source.format_map(literal)
                alt = figure.description.alt.format_map(fields)
            except (AttributeError, LookupError, TypeError, ValueError):
                continue  # reported where the description was read
            ending = "" if caption.endswith((".", "?", "!")) else "."
            lines = (f"{caption}{ending}", f"{words.documents.SOURCE}: {source}")
            text = "\n".join("| " + re.sub(r"\s*\n\s*", " ", line) for line in lines)
            yield Caption(figure=figure, case_id=case_id, text=text, alt=alt)


def _people_are_known(case: cases.Described) -> bool:
    known = {actor.id for actor in case.description.actors}
    return all({relation.from_, relation.to} <= known for relation in case.description.relations)
