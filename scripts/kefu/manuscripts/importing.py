"""A manuscript → a case or a chapter in this project's form: planned first, then written as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import layout, tree, words
from kefu.authored import PartKind, Publication
from kefu.authoring.skeleton import place_for, put, skeleton
from kefu.diagnostics import BuildError, Diagnostic, Location, OutputError
from kefu.manuscripts import citations
from kefu.manuscripts.cited import told_of
from kefu.manuscripts.comments import commented
from kefu.manuscripts.exhibits import Exhibits
from kefu.manuscripts.inlines import cleaned, lost
from kefu.manuscripts.labels import Labels
from kefu.manuscripts.markdown import levelled, written
from kefu.manuscripts.marking import marked, plain, without
from kefu.manuscripts.parts import split
from kefu.manuscripts.references import References
from kefu.manuscripts.report import counted, report
from kefu.manuscripts.structure import boxed, listed, shaped, tight, unnumbered
from kefu.manuscripts.values import Outcome, Told
from kefu.reading.replacing import Change, apply
from kefu.reading.sources import read, read_bytes
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.review import Round, Sent, called, name_of, path_of, read_rounds, save
from kefu.rules.manuscripts import MANUSCRIPT_HAS_TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.manuscripts.markdown import Written
    from kefu.manuscripts.parts import Piece
    from kefu.manuscripts.report import Line
    from kefu.manuscripts.values import Manuscript, Origin

REPORT: Final = PurePosixPath("report")
DEEPEST_OF_CASE: Final = 4
DEEPEST_OF_CHAPTER: Final = 5
"""The deepest levels of headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would write: the folder of a case, or the chapter; files by path; texts; and what it tells.

    `changes` are those of the bibliography; `round` has the comments, if there are any. If there are pieces whose
    readers are not known, there are no files.
    """

    target: PurePosixPath
    files: Mapping[PurePosixPath, bytes]
    changes: tuple[Change, ...]
    round: Round | None
    texts: Mapping[PurePosixPath, Written]
    lines: tuple[Line, ...]
    unknown: tuple[Piece, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formed:
    title: str
    blocks: list[tree.Node]
    pictures: Mapping[str, bytes]
    told: list[Told]
    changes: tuple[Change, ...]


def case(root: Path, name: str, manuscript: Manuscript, title: str, parts: Mapping[str, PartKind]) -> Plan:
    """Plan a case with the next number; `parts` says to which part what is under a heading belongs, by its text.

    `name` is that of the manuscript's file. Raises `BuildError` and `OutputError`.
    """
    formed = _formed(root, name, manuscript, title)
    place = place_for(root, formed.title)
    divided = split(formed.blocks, manuscript.origins, parts)
    texts = dict(
        zip(
            divided.parts, written([levelled(each, 1, DEEPEST_OF_CASE) for each in divided.parts.values()]), strict=True
        )
    )
    by_path = {place.folder / f"{kind}.md": text for kind, text in texts.items()}
    paths = [place.folder / f"{kind}.md" for kind in divided.parts]
    round_ = _round(root, name, manuscript, dict(zip(paths, divided.parts.values(), strict=True)))
    told = [*formed.told, *_told_of_parts(divided.parts), *_told_of_comments(round_)]
    contents = {name: text.encode() for name, text in skeleton(root, place).items()}
    contents |= {f"{kind}.md": text.text.encode() for kind, text in texts.items()} | dict(formed.pictures)
    return Plan(
        target=place.folder,
        files={} if divided.unknown else {place.folder / name: content for name, content in contents.items()},
        changes=formed.changes,
        round=round_,
        texts=by_path,
        lines=report(told, manuscript.origins, by_path),
        unknown=divided.unknown,
        origins=manuscript.origins,
    )


def chapter(root: Path, name: str, manuscript: Manuscript, title: str) -> Plan:
    """Plan a chapter of the report; raises `BuildError`, and `OutputError` if there is one of that name."""
    formed = _formed(root, name, manuscript, title)
    slug = words.slug(formed.title)
    target = REPORT / f"{slug}.md"
    head = tree.header(1, tree.attr(f"sec-{slug}"), tree.text(formed.title))
    (text,) = written([[head, *levelled(formed.blocks, 2, DEEPEST_OF_CHAPTER)]])
    files = {target: text.text.encode()} | {REPORT / name: content for name, content in formed.pictures.items()}
    for path in files:
        if os.path.lexists(root / path):
            raise OutputError(f"“{path}” is there already: choose another title with --title")
    message = f"{target}: add “{target.name}” to “chapters” in {layout.PUBLICATION} where it is to stand"
    told = [*formed.told, Told(outcome=Outcome.TAKEN, message=counted(tree.walk(formed.blocks)))]
    told.append(Told(outcome=Outcome.LEFT, message=message))
    texts = {target: text}
    round_ = _round(root, name, manuscript, {target: [head, *formed.blocks]})
    told += _told_of_comments(round_)
    return Plan(
        target=target,
        files=files,
        changes=formed.changes,
        round=round_,
        texts=texts,
        lines=report(told, manuscript.origins, texts),
        unknown=(),
        origins=manuscript.origins,
    )


def carry_out(root: Path, plan: Plan) -> None:
    """Write what was planned, as a whole or not at all.

    Raises `OutputError`, also if a file is there by now, and `BuildError` if the bibliography has changed since.
    """
    apply(root, plan.changes)
    try:
        if plan.round:
            save(root, plan.round)
        _put(root, plan)
    except BaseException:
        if plan.round:
            (root / path_of(plan.round.name)).unlink(missing_ok=True)
        apply(root, [Change(path=one.path, before=one.after, after=one.before) for one in plan.changes])
        raise


def _put(root: Path, plan: Plan) -> None:
    if plan.target.suffix != ".md":
        put(root, plan.target, {path.name: content for path, content in plan.files.items()})
        return
    done: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".", dir=root / REPORT) as stage:
            for path, content in plan.files.items():
                (Path(stage) / path.name).write_bytes(content)
            for path in sorted(plan.files, key=lambda path: path == plan.target):
                with (root / path).open("xb") as there:
                    done.append(root / path)
                    there.write((Path(stage) / path.name).read_bytes())
    except OSError as error:
        for half in done:
            half.unlink(missing_ok=True)
        raise OutputError(f"“{error.filename or plan.target}” cannot be written: {error.strerror}") from None


def _formed(root: Path, name: str, manuscript: Manuscript, title: str) -> _Formed:
    told = [*manuscript.told, *lost(manuscript.blocks), *_told_of_names(manuscript)]
    blocks, titles = shaped(cleaned(manuscript.blocks), manuscript.origins, told)
    blocks, changes = _cited(root, blocks, manuscript, told)
    blocks = tight(listed(unnumbered(boxed(blocks, manuscript.origins), told), told))
    own, blocks = _title(title or manuscript.title, titles, blocks)
    if not words.slug(own):
        location = Location(path=PurePosixPath(name))
        message = "the manuscript has no title: no paragraph of the style “Title”, and no heading above all others"
        hint = 'give it, as in --title "Prognosen"'
        raise BuildError([Diagnostic(rule=MANUSCRIPT_HAS_TITLE, location=location, message=message, hints=(hint,))])
    labels = Labels(words.slug(own))
    exhibits = Exhibits(manuscript, labels, told)
    blocks = exhibits.captioned(blocks)
    references = References(
        bookmarks=manuscript.bookmarks, marks=exhibits.marks, captions=exhibits.captions, labels=labels, told=told
    )
    blocks = references.resolved(blocks)
    return _Formed(title=own, blocks=blocks, pictures=exhibits.pictures, told=told, changes=changes)


def _cited(
    root: Path, blocks: list[tree.Node], manuscript: Manuscript, told: list[Told]
) -> tuple[list[tree.Node], tuple[Change, ...]]:
    """Return the blocks with citations, and the change of the bibliography if there are new entries."""
    publication = validate(Publication, parse_yaml(read(root, layout.PUBLICATION)))
    path = PurePosixPath(publication.bibliography.references)
    read(root, path)
    before = read_bytes(root, path).decode("utf-8")
    cited = citations.cite(blocks, manuscript.fields, bibliography=before)
    told += told_of(cited, path)
    changed = (Change(path=path, before=before, after=cited.bibliography),) if cited.added else ()
    return cited.blocks, changed


def _round(
    root: Path, name: str, manuscript: Manuscript, written: Mapping[PurePosixPath, list[tree.Node]]
) -> Round | None:
    """Return the comments of a manuscript as a new round of review."""
    word = manuscript.said
    if word is None or not word.comments:
        return None
    how = validate(Publication, parse_yaml(read(root, layout.PUBLICATION))).review
    blocks = [(path, without(each)) for path, each in written.items()]
    found = commented(word, blocks, name="", file=name, who=lambda by: called(by, how))
    taken = [one.name for one in read_rounds(root)]
    return replace(found, name=name_of(Sent(document="", edition="", digest=""), {name: found.items}, taken))


def _told_of_comments(round_: Round | None) -> list[Told]:
    if round_ is None:
        return []
    lost = sum(item.place.path == PurePosixPath() for item in round_.items)
    nowhere = f", {lost} of them without a place in the texts" if lost else ""
    count = sum(len(item.said) for item in round_.items)
    message = f"comments, with their replies: {count}, in {path_of(round_.name)}{nowhere}"
    return [Told(outcome=Outcome.TAKEN, message=message)]


def _title(given: str, titles: list[tree.Node], blocks: list[tree.Node]) -> tuple[str, list[tree.Node]]:
    """Return the title, and the blocks without it: as given, by style, or a first heading that is above all others."""
    if titles and not given:
        return plain(titles[0]["c"]), blocks
    first = blocks[0] if blocks and blocks[0]["t"] == "Header" else None
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    above = first is not None and not titles and levels.count(first["c"][0]) == 1 and first["c"][0] == min(levels)
    said = plain(first["c"][2]) if first else ""
    if first is not None and above and (not given or words.slug(given) == words.slug(said)) and len(levels) > 1:
        return given or said, blocks[1:]
    return given, blocks


def _told_of_parts(parts: Mapping[PartKind, list[tree.Node]]) -> list[Told]:
    told = []
    for kind in PartKind:
        if kind in parts:
            what = f"{kind}.md: {counted(tree.walk(parts[kind])) or 'nothing'}"
            told.append(Told(outcome=Outcome.TAKEN, message=what))
        else:
            message = f"{kind}.md: the manuscript has no such part; what “kefu new” writes stands there, to be replaced"
            told.append(Told(outcome=Outcome.LEFT, message=message))
    return told


def _told_of_names(manuscript: Manuscript) -> list[Told]:
    """Tell of the names in properties, comments and changes, and where one of them stands in the text."""
    told = []
    if manuscript.names:
        message = f"names in the file's properties, comments and changes: {len(manuscript.names)}"
        told.append(Told(outcome=Outcome.LEFT, message=message))
    for block in tree.walk(manuscript.blocks):
        if block["t"] in {"Para", "Plain"}:
            text = plain(block["c"])
            for name in manuscript.names:
                if " " in name and name in text:
                    message = f"“{name}”, who has written in the file, is named in the text"
                    told.append(Told(outcome=Outcome.CHANGED, message=message, mark=marked(block["c"])))
    return told
