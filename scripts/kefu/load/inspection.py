"""Every text of a project is read, checked by itself, and kept, since few texts change from one time to the next."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.cache import Step
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.load.figures import Caption
from kefu.load.forgotten import can_be_read, note_slips
from kefu.load.places import heading
from kefu.load.problems import Problems
from kefu.load.texts import first, inspect
from kefu.load.written import InCase, Read
from kefu.reading import markup
from kefu.reading.sources import locate, location_at
from kefu.rules.markup import HEADING_IS_NOT_TOO_DEEP, MARKDOWN_IS_READABLE, TEXT_IS_NOT_EMPTY
from kefu.rules.publication import CHAPTER_HAS_TITLE, SUMMARY_STANDS_ALONE
from kefu.slips import unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.cache import Store
    from kefu.load.texts import Inspected
    from kefu.load.written import Written
    from kefu.model import Source

DEEPEST_IN_CHAPTER: Final = 5
DEEPEST_IN_CASE: Final = 4

ALONE: Final = {
    "Cite": "a citation or a cross-reference",
    "Note": "a footnote",
    "Image": "a picture",
    "Table": "a table",
}
"""What a text that stands alone does not have, by type of node."""


class _Form(StrEnum):
    """What a text has to be like."""

    CHAPTER = "chapter"
    SUMMARY = "summary"
    PART = "part"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A text to be read: the file that it is in, and what it has to be like."""

    source: Source
    text: str
    form: _Form


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A text that has been read, and what is wrong with it."""

    inspected: Inspected
    told: tuple[Diagnostic, ...]


def read_texts(
    everything: Sequence[Written], summary: Source | None, problems: Problems, *, jobs: int, store: Store
) -> tuple[Read, ...]:
    """Read all texts, one of which may be the `summary`, with as many processes as `jobs` says.

    What a store has of a text is taken from it. What is wrong with a text is reported. Raises `BuildError` if some text
    cannot be read.
    """
    written = [one for one in everything if isinstance(one.role, Caption) or can_be_read(one.source, problems)]
    for one in written:
        if isinstance(one.role, Caption) and unreadable(one.text):
            problems.add(BuildError([_unread(one.source, "holds too many brackets in each other")]))
            problems.settle()

    def answers(asked: list[_Asked]) -> list[_Answer]:
        try:
            trees = markup.read([one.text for one in asked], jobs=jobs, store=store)
        except markup.UnreadError as error:
            raise BuildError(_unread(asked[index].source, reason) for index, reason in error.reasons.items()) from None
        return [*map(_answer, asked, trees)]

    asked = [_Asked(source=one.source, text=one.text, form=_form(one, summary)) for one in written]
    try:
        answered = store.keep_each(Step.INSPECT, answers, asked)
    except BuildError as error:
        problems.add(error)
        problems.settle()
        raise
    for answer in answered:
        problems.add(BuildError(answer.told))
    return tuple(Read(role=one.role, inspected=answer.inspected) for one, answer in zip(written, answered, strict=True))


def _form(one: Written, summary: Source | None) -> _Form:
    match one.role:
        case Caption():
            return _Form.CAPTION
        case InCase():
            return _Form.PART
        case _:
            return _Form.SUMMARY if one.source == summary else _Form.CHAPTER


def _answer(asked: _Asked, read: str) -> _Answer:
    problems = Problems()
    blocks = json.loads(read)
    if asked.form is not _Form.CAPTION:
        note_slips(asked.source, blocks, problems)
    inspected = inspect(asked.source, blocks, problems)
    settled = json.loads(inspected.blocks)
    if asked.form is not _Form.CAPTION:
        _check_text(inspected, problems)
        _check_depth(inspected, settled, DEEPEST_IN_CASE if asked.form is _Form.PART else DEEPEST_IN_CHAPTER, problems)
    if asked.form in {_Form.CHAPTER, _Form.SUMMARY}:
        _check_chapter(inspected, settled, problems)
    if asked.form is _Form.SUMMARY:
        _check_summary(inspected, settled, problems)
    return _Answer(inspected=inspected, told=problems.found)


def _unread(source: Source, reason: str) -> Diagnostic:
    crowded = re.search(r"(?:\[[^\[\]\n]*){8}|(?:[->+*:_~^] ?){30}", source.text)
    return Diagnostic(
        rule=MARKDOWN_IS_READABLE,
        location=location_at(source, crowded.start() if crowded else 0),
        message=f"the text {reason}",
        hints=("close every bracket, and put no more than a few brackets, lists and quotations in each other",),
    )


def _check_text(text: Inspected, problems: Problems) -> None:
    if not text.words:
        problems.note(
            TEXT_IS_NOT_EMPTY,
            Location(path=text.source.path, line=1, column=1),
            "the file has no text",
            "write it",
        )


def _check_depth(text: Inspected, blocks: list[tree.Node], deepest: int, problems: Problems) -> None:
    """Report headings for which some format has no level: see `HEADING_IS_NOT_TOO_DEEP`."""
    for node in tree.walk(blocks):
        if node["t"] == "Header" and node["c"][0] > deepest:
            problems.note(
                HEADING_IS_NOT_TOO_DEEP,
                heading(text.source, node["c"][2]),
                f"the heading “{tree.plain(node['c'][2])}” is of level {node['c'][0]}; the deepest here is {deepest}",
                f"write it with at most “{'#' * deepest}”",
            )


def _check_chapter(text: Inspected, blocks: list[tree.Node], problems: Problems) -> None:
    titles = [block for block in blocks if block["t"] == "Header" and block["c"][0] == 1]
    if len(titles) != 1 or blocks[0] is not titles[0]:
        problems.note(
            CHAPTER_HAS_TITLE,
            Location(path=text.source.path, line=1, column=1),
            f"a chapter begins with its title, the only heading of level 1; this one has {len(titles)}",
            "begin with “# Title”, and write headings below it with “##”",
        )


def _check_summary(text: Inspected, blocks: list[tree.Node], problems: Problems) -> None:
    """Report what the summary must not have, since the site shows it without the rest of the report; each kind once."""
    nodes = tree.walk(blocks)
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
