"""PDFs → channels: everything that a curious reader could find in one, and what it says about its own structure."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.pdf.actions import ACTION, actions
from kefu.check.readers.pdf.channels import (
    ANNOTATION,
    ATTACHMENT,
    DESTINATION,
    FORM,
    INFORMATION,
    LABEL,
    LAYER,
    MARKED,
    OBJECT,
    OUTLINE,
    SCRIPT,
    STRUCTURE,
    bookmarks,
    channels_of,
    place_of,
    string_channels,
)
from kefu.check.readers.pdf.content import hides_size, stand_ins, turns_back
from kefu.check.readers.pdf.drawn import drawings, drawn, overdrawn
from kefu.check.readers.pdf.fonts import lying
from kefu.check.readers.pdf.objects import MISTAKES, Unreadable, name_of, open_objects
from kefu.check.readers.pdf.pieces import orders
from kefu.check.readers.pdf.raw import earlier_revisions, outside_objects
from kefu.check.readers.pdf.streams import IMAGE, RAW, STREAM, XMP, stream_readings
from kefu.check.readers.pdf.tag_tree import structure_of
from kefu.check.readers.pdf.text import page_texts
from kefu.check.readers.rearranged import rearranged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kefu.check.readers.pdf.channels import Channels
    from kefu.check.readers.pdf.objects import PdfObjects
    from kefu.check.readers.pdf.text import PageText
    from kefu.check.readers.structure import Element, Structure

PAGE_TEXT: Final = "PDF page text"
TAGGED_TEXT: Final = "PDF tagged text"
REVISION: Final = "PDF earlier revision"

CHANNELS: Final = (
    PAGE_TEXT,
    TAGGED_TEXT,
    REVISION,
    INFORMATION,
    OUTLINE,
    STRUCTURE,
    MARKED,
    DESTINATION,
    LABEL,
    LAYER,
    ANNOTATION,
    FORM,
    ATTACHMENT,
    SCRIPT,
    ACTION,
    OBJECT,
    STREAM,
    IMAGE,
    XMP,
    RAW,
)
"""The names of the channels of a PDF. A channel of a file inside it, or of an earlier revision, has two names, as in
“PDF attachment: text text”."""

_MOST_REVISIONS: Final = 10
_INLINE: Final = frozenset(
    ("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP")
)
_UNEXPECTED: Final = (*MISTAKES, ArithmeticError, LookupError, AttributeError)
"""What libraries raise for bytes that nobody foresaw; it is reported as a problem, so that the file never passes."""


def read_pdf(content: bytes, nested: Callable[[str, bytes], Reading]) -> Reading:
    """Read everything that can be found in a PDF, and its structure.

    `nested` reads a file inside it, given its name and content, and limits how deeply files may be nested. Whatever the
    bytes are, anything that cannot be read is a problem of the reading, and nothing is raised.
    """
    found = _Found()
    versions: list[PdfObjects] = []
    structure = None
    with found.unless("it"):
        objects = open_objects(content)
        versions.append(objects)
        structure = found.version(objects, content, nested)
        if found.problems:
            structure = None
        revisions = earlier_revisions(content, linearized=objects.pdf.is_linearized)
        if len(revisions) > _MOST_REVISIONS:
            found.problems.append(f"it has {len(revisions)} earlier revisions, more than the {_MOST_REVISIONS} read")
        for number, revision in enumerate(revisions[:_MOST_REVISIONS], start=1):
            earlier = _Found()
            with earlier.unless("it"):
                versions.append(open_objects(revision))
                earlier.version(versions[-1], revision, nested)
            found.add_revision(number, earlier)
    with found.unless("what is outside its objects"):
        texts, problems = outside_objects(content, versions)
        found.channels.extend(Channel(name=RAW, place="outside the objects", text=text) for text in texts)
        found.problems.extend(problems if versions else ())
    return Reading(channels=tuple(found.channels), problems=tuple(dict.fromkeys(found.problems)), structure=structure)


@dataclass(slots=True)
class _Found:
    """What has been read so far, and what could not be."""

    channels: list[Channel] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def unless(self, what: str) -> Iterator[None]:
        """Record it as a problem if something cannot be read."""
        try:
            yield
        except Unreadable as error:
            self.problems.append(str(error))
        except _UNEXPECTED as error:
            self.problems.append(f"{what} cannot be read: {type(error).__name__}")

    def add(self, reading: Reading) -> None:
        """Add what was read elsewhere."""
        self.channels.extend(reading.channels)
        self.problems.extend(reading.problems)

    def add_revision(self, number: int, earlier: _Found) -> None:
        """Add what was read in an earlier revision."""
        for channel in earlier.channels:
            place = f"revision {number}, {channel.place}"
            self.channels.append(replace(channel, name=f"{REVISION}: {channel.name}", place=place))
        self.problems.extend(f"in its earlier revision {number}: {problem}" for problem in earlier.problems)

    def version(self, objects: PdfObjects, content: bytes, nested: Callable[[str, bytes], Reading]) -> Structure | None:
        """Read a version of a file, and return its structure, or `None` if it cannot be read."""
        self.problems.extend((*objects.problems, *_fonts_without_letters(objects)))
        channels = channels_of(objects)
        with self.unless("its objects"):
            self.channels.extend((*string_channels(objects, channels), *bookmarks(objects), *actions(objects)))
        with self.unless("its streams"):
            for reading in stream_readings(objects, channels, nested):
                self.add(reading)
        if problem := overdrawn(objects):
            self.problems.append(problem)
            return None
        with self.unless("what it can draw outside its pages"):
            self.drawn(objects, channels)
        structure = None
        with self.unless("its pages"):
            pages = page_texts(content)
            self.pages(objects, pages)
            structure = structure_of(objects, pages)
            text = "\n".join(paragraph for element in structure.elements for paragraph in paragraphs(element))
            self.channels.extend([Channel(name=TAGGED_TEXT, place="whole document", text=text)] if text else ())
        return structure

    def pages(self, objects: PdfObjects, pages: tuple[PageText | None, ...]) -> None:
        """Add the texts of the pages."""
        if len(pages) != len(objects.pages):
            self.problems.append(f"qpdf finds {len(objects.pages)} pages in it, but pdfium finds {len(pages)}")
        for number, page in enumerate(pages, start=1):
            if page is None:
                self.problems.append(f"page {number} cannot be read")
            else:
                self.text(PAGE_TEXT, f"page {number}", page)

    def text(self, name: str, place: str, page: PageText) -> None:
        """Add the text of a page, as it is and in other orders."""
        if page.text:
            self.channels.append(Channel(name=name, place=place, text=page.text))
            texts = [piece.text for piece in page.pieces]
            self.channels.extend(rearranged(name, place, texts, orders(page.pieces)))

    def drawn(self, objects: PdfObjects, channels: Channels) -> None:
        """Add texts that no page draws, and those of pages that may show something other than what they say."""
        numbers = {reference: number for number, reference in enumerate(objects.pages, start=1)}
        letters = lying(objects)
        wanted = drawings(
            objects,
            lambda reference: channels.get(id(objects.dictionary(reference)), STREAM),
            pages=bool(letters) or _says_otherwise(objects),
        )
        for table in ({}, letters) if letters else ({},):
            for drawing, page in zip(wanted, drawn(objects, wanted, table), strict=True):
                number = numbers.get(drawing.reference)
                place = place_of(drawing.reference) if number is None else f"page {number}, as it is drawn"
                if page is None:
                    self.problems.append(f"the text that {place} shows cannot be read")
                else:
                    self.text(drawing.channel, f"{place}, by the glyphs of its fonts" if table else place, page)


def paragraphs(element: Element) -> Iterator[str]:
    """Yield the texts of the blocks in an element, without interruptions: a block inside another comes after it.

    An inline element is part of the block around it.
    """
    own: list[str] = []
    blocks: list[Element] = []
    _sort(element, own, blocks)
    if text := "".join(own).strip():
        yield text
    for block in blocks:
        yield from paragraphs(block)


def _sort(element: Element, own: list[str], blocks: list[Element]) -> None:
    for child in element.children:
        if isinstance(child, str):
            own.append(child)
        elif child.role in _INLINE and child.attributes.get("Placement") != "Block":
            _sort(child, own, blocks)
        else:
            blocks.append(child)


def _says_otherwise(objects: PdfObjects) -> bool:
    """Return whether pages may show a text other than what they say, as it is replaced, has no size or goes back."""
    said = (
        objects.text(dictionary["/ActualText"])
        for dictionary in objects.dictionaries
        if "/ActualText" in dictionary and "/S" not in dictionary
    )
    if any(map(_has_words, said)):
        return True
    contents = (stream.data for stream in objects.streams.values() if stream.data and b"Tf" in stream.data)
    return any(
        hides_size(content) or turns_back(content) or any(map(_has_words, stand_ins(content))) for content in contents
    )


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _fonts_without_letters(objects: PdfObjects) -> Iterator[str]:
    """Yield a problem for each font whose letters cannot be determined: ISO 32000-1, 9.10.2."""
    for font in objects.dictionaries:
        if font.get("/Subtype") != "/Type0" or "/ToUnicode" in font:
            continue
        encoding = name_of(objects.at(font.get("/Encoding")))
        for descendant in objects.array(font.get("/DescendantFonts")):
            system = objects.dictionary(objects.dictionary(descendant).get("/CIDSystemInfo"))
            if encoding.startswith("Identity") and objects.text(system.get("/Ordering")) == "Identity":
                yield "a font does not say what its letters are"
