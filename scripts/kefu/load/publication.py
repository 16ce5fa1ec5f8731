"""`report/publication.yaml` as authored, and what it names: editions, chapters, bibliography."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, get_args
from xml.parsers import expat

from kefu import words
from kefu.authored import DocumentKind, Format, PartKind, Place, Publication, Visibility
from kefu.cache import NOTHING_KEPT, Step
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.imprint import Rights
from kefu.layout import PUBLICATION
from kefu.literature import works, written
from kefu.load.looks import read_theme, sized
from kefu.model import Edition
from kefu.reading import citations, markup
from kefu.reading.bibtex import BIBTEX, parse_bibtex
from kefu.reading.sources import location_at, read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.rules.bibliography import BIBTEX_IS_READABLE, STYLE_IS_READABLE
from kefu.rules.catalogue import RULES, similar
from kefu.rules.editorial import RULE_IS_KNOWN
from kefu.rules.files import TEXT_IS_UTF_8
from kefu.rules.publication import (
    CASES_HAVE_A_PLACE,
    CHAPTER_IS_LISTED,
    CHAPTER_IS_LISTED_ONCE,
    EDITION_FILE_IS_NAMED,
    EDITION_FILE_IS_UNIQUE,
    EDITION_FORMAT_IS_PUBLIC,
    EDITION_HAS_TERMS,
    EDITION_MAY_SHOW_PART,
    EDITION_NAMES_PART_ONCE,
    SUMMARY_IS_CHAPTER,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kefu.authored import Acceptance, EditionDescription
    from kefu.cache import Store
    from kefu.load.problems import Problems
    from kefu.model import Source
    from kefu.reading.yaml import Yaml
    from kefu.theme import Theme

CASES: Final = "cases"

OPEN: Final = re.compile(r"https?://(www\.)?creativecommons\.org/")
"""Where the licences are that let anybody hand a work on."""

PLACES: Final[tuple[Place, ...]] = get_args(Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The publication and the files that it names, before its texts are parsed; `summary` is one of its chapters."""

    publication: Publication
    editions: tuple[Edition, ...]
    chapters: tuple[tuple[Place, Source], ...]
    summary: Source | None
    references: Mapping[str, str]
    style: str
    theme: Theme
    yaml: Yaml
    sources: tuple[Source, ...]
    acceptances: tuple[tuple[Acceptance, Location], ...]

    @property
    def needed(self) -> Mapping[PartKind, str]:
        """The parts that every case must have, each with the first edition that includes it."""
        return {kind: edition.name for edition in reversed(self.editions) for kind in edition.description.parts}

    @property
    def cases_after(self) -> int:
        """The number of chapters before the cases."""
        return len(self.publication.chapters.front) + self.publication.chapters.body.index(CASES)


def read_front(root: Path, problems: Problems, store: Store = NOTHING_KEPT) -> Front | None:
    """Read the publication and what it names, partly from a store; return nothing if the file itself is not valid."""
    try:
        yaml = parse_yaml(read(root, PUBLICATION))
        publication = validate(Publication, yaml)
    except BuildError as error:
        problems.add(error)
        return None
    references, style, sources = _read_bibliography(root, yaml, publication, problems, store)
    chapters = _read_chapters(root, yaml, publication, problems)
    _check_acceptances(yaml, publication, problems)
    theme = read_theme(root, yaml, publication.theme, problems)
    return Front(
        publication=publication,
        editions=_editions(yaml, publication, theme, problems),
        chapters=chapters,
        summary=_summary(yaml, publication, chapters, problems),
        references=references,
        style=style,
        theme=theme,
        yaml=yaml,
        sources=(yaml.source, *sources),
        acceptances=tuple((value, yaml.at(("accepted", i))) for i, value in enumerate(publication.accepted)),
    )


def _editions(yaml: Yaml, publication: Publication, theme: Theme, problems: Problems) -> tuple[Edition, ...]:
    files: dict[tuple[DocumentKind, str], str] = {}
    for name, description in publication.editions.items():
        path = ("editions", name)
        secret = [kind for kind in description.parts if kind.visibility is not Visibility.PUBLIC]
        if secret and description.visibility is Visibility.PUBLIC:
            problems.note(
                EDITION_MAY_SHOW_PART,
                yaml.at((*path, "parts", description.parts.index(secret[0]))),
                f"the part “{secret[0]}” is for teachers alone, and the edition “{name}” is public",
                "leave the part out, or write “visibility: restricted”",
            )
        if len(set(description.parts)) < len(description.parts):
            problems.note(
                EDITION_NAMES_PART_ONCE,
                yaml.at((*path, "parts")),
                f"the edition “{name}” names a part twice",
                "name each part once",
            )
        if Format.HTML in description.formats and description.visibility is not Visibility.PUBLIC:
            problems.note(
                EDITION_FORMAT_IS_PUBLIC,
                yaml.at((*path, "formats", description.formats.index(Format.HTML))),
                f"a web page is a part of the public site, and the edition “{name}” is restricted",
                "leave “html” out, or write “visibility: public”",
            )
        if description.visibility is not Visibility.PUBLIC:
            _check_terms(yaml, name, description, problems)
        file = (description.document, description.file_name or words.slug(description.title))
        if not file[1]:
            problems.note(
                EDITION_FILE_IS_NAMED,
                yaml.at((*path, "title")),
                f"“{description.title}” has no letter or digit to name a file after",
                "add a “file-name”",
            )
        if file in files:
            problems.note(
                EDITION_FILE_IS_UNIQUE,
                yaml.at((*path, "file-name")),
                f"the editions “{files[file]}” and “{name}” would have the same file name",
                "give one of them another “file-name”",
            )
        files[file] = name
    return tuple(
        Edition(name=name, description=sized(value, theme), rights=_rights(value, publication))
        for name, value in publication.editions.items()
    )


def _rights(description: EditionDescription, publication: Publication) -> Rights:
    """Return what an edition's readers may do; a licence that everybody has is not one for a restricted edition."""
    shared = publication.licence if description.visibility is Visibility.PUBLIC else None
    return Rights(licence=description.licence or shared, terms=description.terms or "")


def _check_terms(yaml: Yaml, name: str, description: EditionDescription, problems: Problems) -> None:
    """Note what would let readers of a restricted edition hand it on: no terms of its own, or an open licence."""
    path = ("editions", name)
    if not description.terms:
        problems.note(
            EDITION_HAS_TERMS,
            yaml.at(path),
            f"the edition “{name}” is restricted, and does not say what its readers may do with it",
            "add “terms:” and say in plain Swedish what a teacher may do with it, and what not",
        )
    if description.licence and OPEN.match(description.licence.url):
        problems.note(
            EDITION_HAS_TERMS,
            yaml.at((*path, "licence")),
            f"the edition “{name}” is restricted, but its licence lets anybody hand it on",
            "remove the licence and say in “terms” what readers may do, or write “visibility: public”",
        )


def _read_chapters(
    root: Path, yaml: Yaml, publication: Publication, problems: Problems
) -> tuple[tuple[Place, Source], ...]:
    chapters: list[tuple[Place, Source]] = []
    named = set()
    for place in PLACES:
        for index, name in enumerate(getattr(publication.chapters, place)):
            at = yaml.at(("chapters", place, index))
            if name == CASES and place == "body":
                continue
            if name in named:
                problems.note(CHAPTER_IS_LISTED_ONCE, at, f"the chapter “{name}” is listed twice", "list it once")
                continue
            named.add(name)
            with problems.collected(unread="label"):
                chapters.append((place, read(root, PUBLICATION.parent / name, named_at=at)))
    count = publication.chapters.body.count(CASES)
    if count != 1:
        problems.note(
            CASES_HAVE_A_PLACE,
            yaml.at(("chapters", "body")),
            f"the body names “{CASES}” {count} times",
            f"list “{CASES}” once, between the chapters before and after them",
        )
    for name in problems.names_in(root, PUBLICATION.parent):
        if name.endswith(".md") and name not in named:
            problems.note(
                CHAPTER_IS_LISTED,
                Location(path=PUBLICATION.parent / name),
                "the file is no chapter of the report",
                f"list it in “{PUBLICATION}” under “chapters”, or move it elsewhere",
            )
    return tuple(chapters)


def _summary(
    yaml: Yaml, publication: Publication, chapters: tuple[tuple[Place, Source], ...], problems: Problems
) -> Source | None:
    if publication.summary is None:
        return None
    listed = [name for place in PLACES for name in getattr(publication.chapters, place)]
    if publication.summary not in listed:
        problems.note(
            SUMMARY_IS_CHAPTER,
            yaml.at(("summary",)),
            f"“{publication.summary}” is no chapter of the report",
            "name one of the files that are listed under “chapters”",
        )
    return next(
        (source for _, source in chapters if source.path == PUBLICATION.parent / str(publication.summary)), None
    )


def _check_acceptances(yaml: Yaml, publication: Publication, problems: Problems) -> None:
    for index, acceptance in enumerate(publication.accepted):
        if acceptance.rule not in RULES:
            close = similar(acceptance.rule)
            problems.note(
                RULE_IS_KNOWN,
                yaml.at(("accepted", index, "rule")),
                f"there is no rule “{acceptance.rule}”",
                f"did you mean “{close}”?" if close else "“kefu explain” lists all rules",
            )


def _read_bibliography(
    root: Path, yaml: Yaml, publication: Publication, problems: Problems, store: Store
) -> tuple[Mapping[str, str], str, tuple[Source, ...]]:
    references: Mapping[str, str] = {}
    style = ""
    sources: tuple[Source, ...] = ()
    with problems.collected(unread="entry"):
        path = PurePosixPath(publication.bibliography.references)
        source = _bibtex(root, path, yaml.at(("bibliography", "references")), problems)
        sources = (source,)
        references = _entries(source, publication.language, store)
    with problems.collected():
        path = PurePosixPath(publication.bibliography.style)
        style = _style(read(root, path, named_at=yaml.at(("bibliography", "style"))), publication.language, store)
    return references, style, sources


def _bibtex(root: Path, path: PurePosixPath, named_at: Location, problems: Problems) -> Source:
    """Return a BibTeX file. One that is not UTF-8 is read as Windows-1252, with a warning."""
    try:
        return read(root, path, named_at=named_at)
    except BuildError as error:
        (problem,) = error.diagnostics
        if problem.rule is not TEXT_IS_UTF_8:
            raise
        source = read(root, path, named_at=named_at, encoding="cp1252")
        problems.add(BuildError([replace(problem, minor=True)]))
        return source


def _style(source: Source, language: str, store: Store) -> str:
    """Return the text of a CSL style. It must be independent: pandoc would download a style that it depends on."""
    place, problem = Location(path=source.path, line=1, column=1), ""
    parser = expat.ParserCreate()
    try:
        parser.Parse(source.text, True)
    except expat.ExpatError as error:
        place = Location(path=source.path, line=error.lineno, column=error.offset + 1)
        problem = f"the style is no well-formed XML: {expat.ErrorString(error.code)}"
    dependent = re.search(r"""<[^<>]*\srel\s*=\s*["']independent-parent["']""", source.text)
    if dependent and not problem:
        place = location_at(source, dependent.start())
        problem = "the style depends on another one, which is not in the project"
    elif not problem and (refused := store.keep(Step.STYLE, citations.refusal, source.text, language)):
        problem = f"no citation can be written in this style: {refused}"
    if problem:
        hint = "an independent style of CSL 1.0 is expected, as in the repository of the Citation Style Language"
        raise BuildError([Diagnostic(rule=STYLE_IS_READABLE, location=place, message=problem, hints=(hint,))])
    return source.text


def _entries(source: Source, language: str, store: Store) -> Mapping[str, str]:
    """Return the entries as pandoc reads them, once they say the same in a form that it and the style can show."""
    found = works(parse_bibtex(source).entries)
    try:
        return markup.read_references(written(found), language=language, store=store)
    except markup.UnreadError as error:
        message = f"the bibliography {error.reasons[0]}"
        place = Location(path=source.path, line=1, column=1)
    except RuntimeError as error:
        refused = re.search(r"\(line (\d+), column \d+\):\s*(.*)", str(error))
        if not refused:
            raise
        before = "".join(written(found).splitlines(keepends=True)[: int(refused[1])])
        place = found[before.count("\n@")].entry.place
        message = f"the entry cannot be read: {refused[2]}"
    raise BuildError([Diagnostic(rule=BIBTEX_IS_READABLE, location=place, message=message, hints=(BIBTEX,))])
