"""A package → what the Word file says, with everything that reviewers have left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.word.anchoring import Anchoring
from kefu.word.blocks import Blocks
from kefu.word.comments import comments, people
from kefu.word.inline import Inline, said
from kefu.word.styles import levels
from kefu.word.tracking import KEPT
from kefu.word.values import Story, Word
from kefu.word.xml import W, local

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.word.drafts import Draft
    from kefu.word.package import Package
    from kefu.word.values import Paragraph
    from kefu.word.xml import Element

_NOTES: Final = ((Story.FOOTNOTE, "footnotes"), (Story.ENDNOTE, "endnotes"))
_SEPARATORS: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_PROPERTIES: Final = ("extended-properties", "custom-properties", "core-properties")


def read(package: Package) -> Word:
    """Return what a Word file says: the body with its tables and text boxes, notes, headers, footers, comments.

    Notes stand in the order in which the text refers to them, those of deleted references too; what holds for a
    reference holds for the text of its note. Raises `RefusalError` for nothing that `opened` has let pass.
    """
    drafts: list[Draft] = []
    notes = {(f"{W}{story}Reference", number): note for story, part in _NOTES for number, note in _notes(package, part)}
    anchoring = Anchoring(drafts)
    inline = Inline(anchoring, {key: said(note).strip() for key, note in notes.items()})
    blocks = Blocks(inline, drafts, levels(package))
    for body in package.xml(package.main).iterchildren(f"{W}body"):
        blocks.text(body, Story.BODY)
    referred = {key: tracked for key, tracked in inline.references.items() if key in notes}
    for story, _ in _NOTES:
        for key in (*referred, *(key for key in notes if key not in referred)):
            if key[0] == f"{W}{story}Reference":
                blocks.text(notes[key], story, referred.get(key, KEPT))
    for story in (Story.HEADER, Story.FOOTER):
        for part in package.related(package.main, story):
            blocks.text(package.xml(part), story)
    anchoring.close()
    return Word(
        paragraphs=tuple(_finished(drafts)),
        comments=comments(package),
        properties=_properties(package),
        people=people(package),
    )


def _notes(package: Package, kind: str) -> Iterator[tuple[str, Element]]:
    """Yield the notes of a kind by their ids, without the lines that separate them from the text."""
    for part in package.related(package.main, kind):
        for note in package.xml(part):
            if local(note) in {"footnote", "endnote"} and note.get(f"{W}type") not in _SEPARATORS:
                yield note.get(f"{W}id", ""), note


def _finished(drafts: list[Draft]) -> Iterator[Paragraph]:
    """Yield the paragraphs, with the heading above each, and the number under it, which counts those with text."""
    heading, number, story = "", 0, Story.BODY
    for draft in drafts:
        if draft.story not in {story, Story.TEXT_BOX}:
            heading, number, story = "", 0, draft.story
        number += draft.length > 0
        paragraph = draft.finished(heading, number)
        yield paragraph
        if paragraph.level and draft.length:
            heading, number = " ".join((paragraph.after.strip() or paragraph.before).split()), 0


def _properties(package: Package) -> Mapping[str, str]:
    """Return the properties by name; those of the file's core are not hidden by others."""
    found: dict[str, str] = {}
    for kind in _PROPERTIES:
        for part in package.related("", kind):
            for element in package.xml(part):
                value = "".join(map(str, element.itertext())).strip() if local(element) else ""
                if name := element.get("name") or local(element):
                    found[name] = value
    return found
