"""Read a whole project, check it, and return it complete."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.cache import NOTHING_KEPT
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import PUBLICATION
from kefu.load.cases import read_cases
from kefu.load.figures import Caption, captions_of, read_figures
from kefu.load.forgotten import can_be_read, note_characters, note_slips
from kefu.load.names import check_names
from kefu.load.pictures import read_pictures
from kefu.load.places import FIGURE, heading, target_places
from kefu.load.problems import Problems
from kefu.load.publication import read_front
from kefu.load.texts import first, inspect
from kefu.load.written import InCase, Read, written_texts
from kefu.model import Case, Chapter, Figure, Part, Project, Text
from kefu.reading import markup
from kefu.reading.sources import locate, location_at
from kefu.rules.cases import THEME_IS_KNOWN
from kefu.rules.figures import FIGURE_EXISTS
from kefu.rules.markup import HEADING_IS_NOT_TOO_DEEP, MARKDOWN_IS_READABLE, TEXT_IS_NOT_EMPTY
from kefu.rules.publication import CHAPTER_HAS_TITLE, SUMMARY_STANDS_ALONE
from kefu.slips import unreadable
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kefu.cache import Store
    from kefu.load import cases, figures
    from kefu.load.publication import Front
    from kefu.load.texts import Inspected
    from kefu.load.written import Written
    from kefu.model import Image, Source


DEEPEST_IN_CHAPTER: Final = 5
DEEPEST_IN_CASE: Final = 4

ALONE: Final = {
    "Cite": "a citation or a cross-reference",
    "Note": "a footnote",
    "Image": "a picture",
    "Table": "a table",
}
"""What a text that stands alone does not have, by type of node."""


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
    texts = _read(written, problems, jobs=jobs, store=store)
    own = [text for text in texts if not isinstance(text.role, Caption)]
    for text in own:
        _check_text(text.inspected, problems)
        _check_depth(text, problems)
    for text in own:
        if text.case is None:
            _check_chapter(text.inspected, problems)
            if front and text.inspected.source == front.summary:
                _check_summary(text.inspected, problems)
    shown = [use for text in own for use in text.inspected.images]
    images = read_pictures(root, shown, THEME, problems)
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
    note_characters([*front.sources, *(yaml.source for yaml in yamls), *data], problems)
    warnings = problems.settle()
    return Loaded(project=_project(front, described, drawn, texts, images), warnings=warnings)


def _read(everything: Sequence[Written], problems: Problems, *, jobs: int, store: Store) -> tuple[Read, ...]:
    written = [one for one in everything if isinstance(one.role, Caption) or can_be_read(one.source, problems)]
    for one in written:
        if isinstance(one.role, Caption) and unreadable(one.text):
            problems.add(BuildError([_unread(one.source, "holds too many brackets in each other")]))
            problems.settle()
    try:
        trees = markup.read([one.text for one in written], jobs=jobs, store=store)
    except markup.UnreadError as error:
        problems.add(BuildError(_unread(written[index].source, reason) for index, reason in error.reasons.items()))
        problems.settle()
        raise
    texts = []
    for one, blocks in zip(written, map(json.loads, trees), strict=True):
        if not isinstance(one.role, Caption):
            note_slips(one.source, blocks, problems, store)
        texts.append(Read(role=one.role, inspected=inspect(one.source, blocks, problems)))
    return tuple(texts)


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
        theme=THEME,
    )


def _unread(source: Source, reason: str) -> Diagnostic:
    crowded = re.search(r"(?:\[[^\[\]\n]*){8}|(?:[->+*:_~^] ?){30}", source.text)
    return Diagnostic(
        rule=MARKDOWN_IS_READABLE,
        location=location_at(source, crowded.start() if crowded else 0),
        message=f"the text {reason}",
        hints=("close every bracket, and put no more than a few brackets, lists and quotations in each other",),
    )


def _check_text(text: Inspected, problems: Problems) -> None:
    if not tree.plain(text.blocks):
        problems.note(
            TEXT_IS_NOT_EMPTY,
            Location(path=text.source.path, line=1, column=1),
            "the file has no text",
            "write it",
        )


def _check_depth(text: Read, problems: Problems) -> None:
    """Report headings for which some format has no level: see `HEADING_IS_NOT_TOO_DEEP`."""
    deepest = DEEPEST_IN_CASE if text.case else DEEPEST_IN_CHAPTER
    for node in tree.walk(text.inspected.blocks):
        if node["t"] == "Header" and node["c"][0] > deepest:
            problems.note(
                HEADING_IS_NOT_TOO_DEEP,
                heading(text.inspected.source, node["c"][2]),
                f"the heading “{tree.plain(node['c'][2])}” is of level {node['c'][0]}; the deepest here is {deepest}",
                f"write it with at most “{'#' * deepest}”",
            )


def _check_chapter(text: Inspected, problems: Problems) -> None:
    titles = [block for block in text.blocks if block["t"] == "Header" and block["c"][0] == 1]
    if len(titles) != 1 or text.blocks[0] is not titles[0]:
        problems.note(
            CHAPTER_HAS_TITLE,
            Location(path=text.source.path, line=1, column=1),
            f"a chapter begins with its title, the only heading of level 1; this one has {len(titles)}",
            "begin with “# Title”, and write headings below it with “##”",
        )


def _check_summary(text: Inspected, problems: Problems) -> None:
    """Report what the summary must not have, since the site shows it without the rest of the report; each kind once."""
    nodes = tree.walk(text.blocks)
    for kind, what in ALONE.items():
        if found := [node for node in nodes if node["t"] == kind]:
            node, more = found[0], f", and {len(found) - 1} more" if len(found) > 1 else ""
            label = tree.attributes_of(node)[0]
            token = label and f"#{label}"
            if kind == "Cite":
                token = f"@{node['c'][0][0]['citationId']}"
            elif kind == "Image":
                token = node["c"][2][0]
            problems.note(
                SUMMARY_STANDS_ALONE,
                first(text.source, token) if token else locate(text.source, tree.plain(node["c"])),
                f"the summary has {what}{more}; it is shown alone on the site's pages",
                "say it in words, or leave it to the other chapters",
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
    return Text(
        source=text.source,
        blocks=json.dumps(text.blocks, ensure_ascii=False),
        words=len(tree.plain(text.blocks).split()),
    )


def _figure(figure: figures.Described, texts: Iterable[Read]) -> Figure:
    captions = [(text.role, text.inspected) for text in texts if isinstance(text.role, Caption)]
    own = {caption.case_id: (caption.alt, text) for caption, text in captions if caption.figure is figure}
    lines = {case_id: [line for block in text.blocks for line in block["c"]] for case_id, (_, text) in own.items()}
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
