"""Read a whole project, check it, and return it complete."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kefu.cache import NOTHING_KEPT
from kefu.layout import PUBLICATION
from kefu.load.cases import read_cases
from kefu.load.faces import check_characters
from kefu.load.figures import Caption, captions_of, read_figures
from kefu.load.forgotten import note_characters
from kefu.load.inspection import read_texts
from kefu.load.names import check_names
from kefu.load.pictures import read_pictures
from kefu.load.places import FIGURE, target_places
from kefu.load.problems import Problems
from kefu.load.publication import read_front
from kefu.load.written import InCase, written_texts
from kefu.model import Case, Chapter, Figure, Part, Project, Text
from kefu.rules.cases import THEME_IS_KNOWN
from kefu.rules.figures import FIGURE_EXISTS
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.load import cases, figures
    from kefu.load.publication import Front
    from kefu.load.texts import Inspected
    from kefu.load.written import Read
    from kefu.model import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A project, and the warnings that came up while it was loaded."""

    project: Project
    warnings: tuple[Diagnostic, ...]


def load(root: Path, *, jobs: int, store: Store = NOTHING_KEPT) -> Loaded:
    """Read the project in a folder, with as many processes as `jobs` says, or take from a store what was read before.

    Raises `BuildError` with every mistake that can be found.
    """
    problems = Problems()
    front = read_front(root, problems, store)
    described = read_cases(root, front.needed if front else {}, problems)
    drawn = read_figures(root, problems)
    themes = front.publication.themes if front else {}
    written = [*written_texts(front, described, captions_of(drawn, described, themes))]
    texts = read_texts(written, front.summary if front else None, problems, jobs=jobs, store=store)
    own = [text for text in texts if not isinstance(text.role, Caption)]
    shown = [use for text in own for use in text.inspected.images]
    images = read_pictures(root, shown, front.theme if front else THEME, problems)
    if front is None:
        problems.settle()
        raise AssertionError("what is wrong with the publication has been raised")
    for case in described:
        _check_themes(case, themes, problems)
    case_labels = {f"case-{case.description.id}": case.yaml.at(("id",)) for case in described}
    check_names([(text.inspected, text.kind) for text in texts], case_labels, front.references, problems)
    _check_figures_exist([(text.inspected, text.case) for text in own], drawn, problems)
    yamls = [*(case.yaml for case in described), *(figure.yaml for figure in drawn)]
    data = (source for figure in drawn for source in figure.data)
    sources = [*front.sources, *(case.yaml.source for case in described), *(text.inspected.source for text in own)]
    check_characters(front.theme.faces, sources, front.yaml, problems)
    note_characters([*front.sources, *(yaml.source for yaml in yamls), *data], problems)
    warnings = problems.settle()
    return Loaded(project=_project(front, described, drawn, texts, images), warnings=warnings)


def _project(
    front: Front,
    described: Sequence[cases.Described],
    drawn: Sequence[figures.Described],
    texts: Sequence[Read],
    images: tuple[Image, ...],
) -> Project:
    """Put together the project from what was read and found valid."""
    return Project(
        publication=front.publication,
        editions=front.editions,
        chapters=tuple(
            Chapter(place=text.role, text=_text(text.inspected), is_summary=text.inspected.source == front.summary)
            for text in texts
            if isinstance(text.role, str)
        ),
        cases_after=front.cases_after,
        cases=tuple(
            Case(
                number=case.number,
                source=case.yaml.source,
                description=case.description,
                parts=tuple(
                    Part(kind=text.role.kind, text=_text(text.inspected))
                    for text in texts
                    if isinstance(text.role, InCase) and text.role.case is case
                ),
            )
            for case in described
        ),
        figures=tuple(_figure(figure, texts) for figure in drawn),
        images=images,
        references=front.references,
        style=front.style,
        sources=tuple(
            dict.fromkeys(
                [*front.sources, *(case.yaml.source for case in described), *(text.inspected.source for text in texts)]
            )
        ),
        acceptances=front.acceptances,
        theme=front.theme,
    )


def _check_themes(case: cases.Described, themes: Mapping[str, str], problems: Problems) -> None:
    for theme in case.description.themes:
        if theme not in themes:
            problems.note(
                THEME_IS_KNOWN,
                case.yaml.at(("themes", theme), key=True),
                f"there is no theme “{theme}”",
                f"known themes: {', '.join(themes)}; more can be added in “{PUBLICATION}”",
            )


def _check_figures_exist(
    texts: Sequence[tuple[Inspected, cases.Described | None]],
    drawn: Sequence[figures.Described],
    problems: Problems,
) -> None:
    known = {figure.slug: figure for figure in drawn}
    for text, owner in texts:
        for slug in dict.fromkeys(text.figures):
            if slug not in known and "figure" in problems.unread:
                continue
            for place in target_places(text.source, f"{FIGURE}{slug}"):
                if slug not in known:
                    problems.note(
                        FIGURE_EXISTS,
                        place,
                        f"there is no figure “{slug}”",
                        f"known figures: {', '.join(known)}" if known else "write “figures/<name>.py” and “.yaml”",
                    )
                elif owner is None and known[slug].description.for_ == "case":
                    problems.note(
                        FIGURE_EXISTS,
                        place,
                        f"the figure “{slug}” is drawn for each case, and this text belongs to none",
                        "refer to the figure in the case by its label",
                    )


def _text(text: Inspected) -> Text:
    return Text(source=text.source, blocks=text.blocks, words=text.words)


def _figure(figure: figures.Described, texts: Iterable[Read]) -> Figure:
    captions = [(text.role, text.inspected) for text in texts if isinstance(text.role, Caption)]
    own = {caption.case_id: (caption.alt, text) for caption, text in captions if caption.figure is figure}
    lines = {
        case_id: [line for block in json.loads(text.blocks) for line in block["c"]]
        for case_id, (_, text) in own.items()
    }
    return Figure(
        slug=figure.slug,
        script=figure.script,
        description=figure.description,
        tables=figure.tables,
        captions={
            case_id: json.dumps([*caption, {"t": "Space"}, *source], ensure_ascii=False)
            for case_id, (caption, source) in lines.items()
        },
        bare_captions={case_id: json.dumps(caption, ensure_ascii=False) for case_id, (caption, _) in lines.items()},
        alts={case_id: alt for case_id, (alt, _) in own.items()},
    )
