"""Read a whole project and return it checked and complete."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from kefu import markup, tree, words
from kefu.diagnostics import Diagnostic, Location
from kefu.load.cases import read_cases
from kefu.load.figures import fields_of_case, fields_of_project, read_figures
from kefu.load.names import check_names
from kefu.load.problems import Problems
from kefu.load.texts import inspect
from kefu.model import (
    Case,
    Chapter,
    DocumentKind,
    Edition,
    Figure,
    Image,
    Part,
    PartKind,
    Project,
    Publication,
    Text,
    Visibility,
)
from kefu.sources import occurrences, parse_bibtex, parse_yaml, read, read_bytes, validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kefu.load import cases, figures
    from kefu.load.texts import Inspected
    from kefu.model import Source
    from kefu.sources import Yaml

MARKER: Final = PurePosixPath("report/publication.yaml")
CASES: Final = "cases"

Place = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A project, and the warnings that came up on the way."""

    project: Project
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caption:
    """A figure's caption as drawn for one case (or, with an empty id, for the project), in Markdown."""

    figure: figures.Described
    case_id: str
    text: str
    alt: str


def load(root: Path, *, jobs: int) -> Loaded:
    """Read the project in a folder, with as many processes as `jobs` says.

    Raises `BuildError` with every mistake that can be found.
    """
    problems = Problems()
    yaml: Yaml | None = None
    publication: Publication | None = None
    with problems.collected():
        yaml = parse_yaml(read(root, MARKER))
        publication = validate(Publication, yaml)
    editions = _editions(yaml, publication, problems) if yaml and publication else ()
    needed = {kind: edition.name for edition in reversed(editions) for kind in edition.description.parts}
    described = read_cases(root, needed, problems)
    drawn = read_figures(root, problems)
    chapters = _read_chapters(root, yaml, publication, problems) if yaml and publication else ()
    references, style = _read_bibliography(root, yaml, publication, problems) if yaml and publication else ({}, "")
    themes = publication.themes if publication else {}
    captions = tuple(_captions(drawn, described, themes))

    parts = [(case, kind, source) for case in described for kind, source in case.parts]
    sources = [source for _, source in chapters] + [source for *_, source in parts]
    trees = markup.read([*(source.text for source in sources), *(caption.text for caption in captions)], jobs=jobs)
    texts = [
        inspect(source, json.loads(blocks), problems) for source, blocks in zip(sources, trees, strict=False)
    ]
    told = [
        inspect(caption.figure.yaml.source, json.loads(blocks), problems)
        for caption, blocks in zip(captions, trees[len(sources) :], strict=True)
    ]
    for text in texts:
        _check_text(text, problems)
    for text in texts[: len(chapters)]:
        _check_chapter(text, problems)
    kinds = [None] * len(chapters) + [kind for _, kind, _ in parts]
    if publication:
        for case in described:
            _check_themes(case, themes, problems)
        case_labels = {f"case-{case.description.id}": case.yaml.at(("id",)) for case in described}
        check_names([*zip(texts, kinds, strict=True), *((text, None) for text in told)], case_labels, references, problems)
        _check_figures_exist(texts, [None] * len(chapters) + [case for case, *_ in parts], drawn, problems)
    images = _read_images(root, texts, problems)
    warnings = problems.settle()
    if publication is None:
        raise AssertionError("a publication that could not be read has been reported")

    chapter_texts = [_text(text) for text in texts[: len(chapters)]]
    part_texts = [(case, Part(kind=kind, text=_text(text))) for (case, kind, _), text in zip(parts, texts[len(chapters) :], strict=True)]
    project = Project(
        publication=publication,
        editions=editions,
        chapters=tuple(
            Chapter(place=place, text=text) for (place, _), text in zip(chapters, chapter_texts, strict=True)
        ),
        cases_after=_cases_after(publication),
        cases=tuple(
            Case(
                number=case.number,
                source=case.yaml.source,
                description=case.description,
                parts=tuple(part for owner, part in part_texts if owner is case),
            )
            for case in described
        ),
        figures=tuple(
            _figure(figure, [(c, t) for c, t in zip(captions, told, strict=True) if c.figure is figure])
            for figure in drawn
        ),
        images=images,
        references=references,
        style=style,
    )
    return Loaded(project=project, warnings=warnings)


def _editions(yaml: Yaml, publication: Publication, problems: Problems) -> tuple[Edition, ...]:
    files: dict[tuple[DocumentKind, str], str] = {}
    for name, description in publication.editions.items():
        path = ("editions", name)
        secret = [kind for kind in description.parts if kind.visibility is Visibility.RESTRICTED]
        if secret and description.visibility is Visibility.PUBLIC:
            problems.error(
                "edition-may-show-part",
                yaml.at((*path, "parts", description.parts.index(secret[0]))),
                f"the part “{secret[0]}” is for teachers alone, and the edition “{name}” is public",
                "leave the part out, or write “visibility: restricted”",
            )
        if len(set(description.parts)) < len(description.parts):
            problems.error(
                "edition-names-part-once", yaml.at((*path, "parts")), f"the edition “{name}” names a part twice"
            )
        file = (description.document, edition_file_name(description.file_name, description.title))
        if file in files:
            problems.error(
                "edition-file-is-unique",
                yaml.at((*path, "file-name")),
                f"the editions “{files[file]}” and “{name}” would have the same file name",
                "give one another “file-name”",
            )
        files[file] = name
    return tuple(Edition(name=name, description=value) for name, value in publication.editions.items())


def edition_file_name(given: str | None, title: str) -> str:
    """Return the file name (for a case, the end of it) of an edition: the given one, or one made from its title."""
    return given or words.slug(title)


def _read_chapters(
    root: Path, yaml: Yaml, publication: Publication, problems: Problems
) -> tuple[tuple[Place, Source], ...]:
    chapters: list[tuple[Place, Source]] = []
    places: tuple[Place, ...] = ("front", "body", "back")
    named = set()
    for place in places:
        for index, name in enumerate(getattr(publication.chapters, place)):
            at = yaml.at(("chapters", place, index))
            if name == CASES and place == "body":
                continue
            if name in named:
                problems.error("chapter-is-listed-once", at, f"the chapter “{name}” is listed twice")
            named.add(name)
            with problems.collected():
                chapters.append((place, read(root, MARKER.parent / name, named_at=at)))
    if publication.chapters.body.count(CASES) != 1:
        problems.error(
            "cases-have-a-place",
            yaml.at(("chapters", "body")),
            "the body does not say where the cases go" if CASES not in publication.chapters.body else "the body names “cases” twice",
            "list “cases” once, between the chapters before and after them",
        )
    for path in sorted((root / MARKER.parent).glob("*.md")):
        if path.name not in named:
            problems.warning(
                "chapter-is-listed",
                Location(path=MARKER.parent / path.name),
                "the file is no chapter of the report",
                f"list it in “{MARKER}” under “chapters”, or move it elsewhere",
            )
    return tuple(chapters)


def _cases_after(publication: Publication) -> int:
    return len(publication.chapters.front) + publication.chapters.body.index(CASES)


def _read_bibliography(
    root: Path, yaml: Yaml, publication: Publication, problems: Problems
) -> tuple[Mapping[str, str], str]:
    references: Mapping[str, str] = {}
    style = ""
    with problems.collected():
        path = PurePosixPath(publication.bibliography.references)
        source = read(root, path, named_at=yaml.at(("bibliography", "references")))
        references = {entry.key: "" for entry in parse_bibtex(source)}
        references = markup.read_references(source.text, language=publication.language)
    with problems.collected():
        path = PurePosixPath(publication.bibliography.style)
        style = read(root, path, named_at=yaml.at(("bibliography", "style"))).text
    return references, style


def _captions(
    drawn: Iterable[figures.Described], described: Sequence[cases.Described], themes: Mapping[str, str]
) -> Iterable[_Caption]:
    whole = [(case.number, case.description) for case in described if set(case.description.themes) <= set(themes)]
    for figure in drawn:
        given = (
            [(case.description.id, fields_of_case(case.description)) for case in described if _people_are_known(case)]
            if figure.description.for_ == "case"
            else [("", fields_of_project(whole, themes))]
        )
        for case_id, fields in given:
            try:
                caption, alt, source = (
                    text.format_map(fields)
                    for text in (figure.description.caption, figure.description.alt, figure.description.source)
                )
            except (KeyError, ValueError):
                continue  # reported where the description was read
            ending = "" if caption.endswith((".", "?", "!")) else "."
            yield _Caption(
                figure=figure, case_id=case_id, text=f"{caption}{ending} {words.SOURCE}: {source}", alt=alt
            )


def _people_are_known(case: cases.Described) -> bool:
    known = {actor.id for actor in case.description.actors}
    return all({relation.from_, relation.to} <= known for relation in case.description.relations)


def _check_text(text: Inspected, problems: Problems) -> None:
    if not tree.plain(text.blocks):
        problems.error(
            "text-is-not-empty", Location(path=text.source.path, line=1, column=1), "the file has no text", "write it"
        )


def _check_chapter(text: Inspected, problems: Problems) -> None:
    titles = [block for block in text.blocks if block["t"] == "Header" and block["c"][0] == 1]
    if len(titles) != 1 or text.blocks[0] is not titles[0]:
        problems.error(
            "chapter-has-title",
            Location(path=text.source.path, line=1, column=1),
            f"a chapter begins with its title, the only heading of level 1; this one has {len(titles)}",
            "begin with “# Title”, and write headings below it with “##”",
        )


def _check_themes(case: cases.Described, themes: Mapping[str, str], problems: Problems) -> None:
    for theme in case.description.themes:
        if theme not in themes:
            problems.error(
                "theme-is-known",
                case.yaml.at(("themes", theme), key=True),
                f"there is no theme “{theme}”",
                f"known themes: {', '.join(themes)}; more can be added in “{MARKER}”",
            )


def _check_figures_exist(
    texts: Sequence[Inspected],
    owners: Sequence[cases.Described | None],
    drawn: Sequence[figures.Described],
    problems: Problems,
) -> None:
    known = {figure.slug: figure for figure in drawn}
    for text, owner in zip(texts, owners, strict=True):
        for slug in dict.fromkeys(text.figures):
            for place in occurrences(text.source, f"figure:{slug}"):
                if slug not in known:
                    problems.error(
                        "figure-exists",
                        place,
                        f"there is no figure “{slug}”",
                        f"known figures: {', '.join(known)}" if known else "write “figures/<name>.py” and “.yaml”",
                    )
                elif owner is None and known[slug].description.for_ == "case":
                    problems.error(
                        "figure-exists",
                        place,
                        f"the figure “{slug}” is drawn for each case, and this text belongs to none",
                        "refer to the figure in the case by its label",
                    )


def _read_images(root: Path, texts: Sequence[Inspected], problems: Problems) -> tuple[Image, ...]:
    images: dict[PurePosixPath, Image] = {}
    for text in texts:
        for path in text.images:
            if path not in images:
                place = next(occurrences(text.source, path.name), Location(path=text.source.path))
                with problems.collected():
                    images[path] = Image(path=path, content=read_bytes(root, path, named_at=place))
    return tuple(images.values())


def _text(text: Inspected) -> Text:
    return Text(
        source=text.source,
        blocks=json.dumps(text.blocks, ensure_ascii=False),
        words=len(tree.plain(text.blocks).split()),
    )


def _figure(figure: figures.Described, captions: Sequence[tuple[_Caption, Inspected]]) -> Figure:
    return Figure(
        slug=figure.slug,
        script=figure.script,
        description=figure.description,
        tables=figure.tables,
        captions={
            caption.case_id: json.dumps([i for block in text.blocks for i in block.get("c", ())], ensure_ascii=False)
            for caption, text in captions
        },
        alts={caption.case_id: caption.alt for caption, _ in captions},
    )
