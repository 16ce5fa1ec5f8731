"""Read packages: DOCX, EPUB and other ZIP archives.

The channels of a DOCX, and likewise of an EPUB (which has no tracked changes, and comments only in its XML):

- “DOCX text”: each part's text, one paragraph per line, with deleted text; field codes and text boxes separately;
- “DOCX comment”: the text and authors of comments;
- “DOCX tracked change”: what was inserted, deleted and moved, and by whom; each part before and after the changes;
- “DOCX property”: names and values of document properties, variables and custom XML; the metadata of an EPUB;
- “DOCX attribute”: the values of the attributes of all parts, including alt texts, bookmarks and link targets;
- “DOCX action”: what the file would run or open, see `active`;
- “DOCX XML comment”: comments and processing instructions in the XML, and document types;
- “DOCX media”: everything that is not XML, such as pictures, style sheets and other documents, read by kind;
- “DOCX listing”: names, comments and extra fields of members, the archive's comment, and bytes outside all members.

Scripts and style sheets inside the pages of an EPUB are “EPUB script” and “EPUB style”. Any other archive has the
channel “ZIP listing”, and its members have the channels of their own kinds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.readers.active import fetches, fields
from kefu.check.readers.archive import extract, names_in, open_archive
from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.decoding import inside, unescaped
from kefu.check.readers.limits import MEMBER, LimitError
from kefu.check.readers.xml import Dialect, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.readers.archive import Member
    from kefu.check.readers.limits import Budget, Nested

CHANNELS: Final = {
    "DOCX": (
        "DOCX text",
        "DOCX comment",
        "DOCX tracked change",
        "DOCX property",
        "DOCX attribute",
        "DOCX action",
        "DOCX XML comment",
        "DOCX media",
        "DOCX listing",
        "DOCX source",
    ),
    "EPUB": (
        "EPUB text",
        "EPUB property",
        "EPUB attribute",
        "EPUB action",
        "EPUB XML comment",
        "EPUB script",
        "EPUB style",
        "EPUB media",
        "EPUB listing",
        "EPUB source",
    ),
    "ZIP": ("ZIP listing",),
}
"""The names of the channels of each form of package; “source” is for a part that is not well-formed."""

_CHANGES: Final = {"ins": "after", "moveTo": "after", "del": "before", "moveFrom": "before"}
_CHANGED: Final = (
    *_CHANGES, "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "moveFromRangeStart", "moveToRangeStart",
)  # fmt: skip
_CHANGE_IN_XML: Final = re.compile(rb"<(?:\w{1,20}:)?(?:ins|del|moveTo|moveFrom)[\s>/]")
_SIGNS: Final = {
    "p": "\n", "br": "\n", "cr": "\n", "tc": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}  # fmt: skip
_PROPERTIES: Final = re.compile(r"docProps/|customXml/|word/settings\d*\.xml$|.*\.opf$")
_COMMENTS: Final = re.compile(r"word/(?:comments\w*|people)\d*\.xml$")
_NOT_READ_AS_PARTS: Final = re.compile(r"word/(?:media|embeddings|fonts)/|.*\.svg$", re.IGNORECASE)
_XML_PART: Final = re.compile(r".*\.(?:xml|rels|vml|opf|ncx|xhtml|html|htm|smil|pls|xpgt)$", re.IGNORECASE)
_SCRIPT: Final = re.compile(r".*\.[cm]?js$", re.IGNORECASE)
_ALSO: Final = {
    **dict.fromkeys(_CHANGED, "tracked change"),
    "comment": "comment",
    "person": "comment",
    "docVar": "property",
    "property": "property",
}
_APART: Final = dict.fromkeys(("instrText", "delInstrText", "txbxContent"), "text")


def form_of(content: bytes) -> str:
    """Return the form of package that a ZIP archive is: “DOCX”, “EPUB” or “ZIP”."""
    names = frozenset(names_in(content))
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "DOCX"
    return "EPUB" if "META-INF/container.xml" in names else "ZIP"


def read_package(name: str, content: bytes, form: str, nested: Nested, budget: Budget) -> Reading:
    """Read an archive and everything in it; `form` is what `form_of` returns."""
    archive = open_archive(content, name)
    channels = [Channel(name=f"{form} listing", place=name, text="\n".join(dict.fromkeys(archive.listing)))]
    problems = list(archive.problems)
    for member in archive.members:
        try:
            inner, problem = extract(content, member, budget)
            reading = _read_member(member, inner, form, nested, budget)
        except LimitError as error:
            problems.append(f"“{member.name}” cannot be read in full: {error}")
            if budget.total < MEMBER or budget.members < 0:
                break
            continue
        channels.extend(reading.channels)
        problems.extend(filter(None, (problem, *reading.problems)))
    return Reading(channels=tuple(channels), problems=tuple(dict.fromkeys(problems)))


def _read_member(member: Member, content: bytes, form: str, nested: Nested, budget: Budget) -> Reading:
    name = member.name
    if name.endswith("/") and not content:
        return Reading(channels=())
    if form != "ZIP" and _XML_PART.match(name) and not _NOT_READ_AS_PARTS.match(name):
        budget.spend(len(content))
        return _read_part(name, content, form, nested, budget)
    reading = inside(name, name, nested(name, content))
    if form == "ZIP":
        return reading
    media = (
        replace(channel, name=f"{form} media", place=f"{channel.place} ({channel.name})", inner=channel.name)
        for channel in reading.channels
    )
    return Reading(channels=(*media, *_active(name, content, form)), problems=reading.problems)


def _active(name: str, content: bytes, form: str) -> Iterator[Channel]:
    """Yield a script of a book, or a style sheet in it that loads something."""
    text = content.decode("utf-8", errors="replace")
    if (_SCRIPT.match(name) and form == "EPUB") or (name.lower().endswith(".css") and fetches(unescaped(text))):
        yield Channel(name=f"{form} action", place=name, text=text)


def _read_part(name: str, content: bytes, form: str, nested: Nested, budget: Budget) -> Reading:
    if form == "EPUB":
        apart = {"metadata": "property"} if name.lower().endswith(".opf") else {"script": "script", "style": "style"}
        also = {"meta": "property"} if name.lower().endswith(".opf") else {}
        dialect = Dialect(form=form, comment="XML comment", apart=apart, also=also)
        return read_xml(name, content, dialect, nested, budget)
    running = not _PROPERTIES.match(name) or "settings" in name
    text = "comment" if _COMMENTS.match(name) else "text" if running else "property"
    words = frozenset({"t", "delText"}) if running else frozenset()
    dialect = Dialect(form=form, text=text, comment="XML comment", apart=_APART, also=_ALSO, signs=_SIGNS, words=words)
    reading = read_xml(name, content, dialect, nested, budget)
    instructions = (c for c in reading.channels if c.name == f"DOCX {text}" and c.place.endswith("nstrText"))
    run = tuple(
        Channel(name="DOCX action", place=f"{name}, a field", text=field)
        for channel in instructions
        for field in fields(channel.text)
    )
    reading = replace(reading, channels=(*reading.channels, *run))
    if not running:
        attributes = (c for c in reading.channels if c.name == "DOCX attribute")
        known = tuple(Channel(name="DOCX property", place=c.place, text=c.text) for c in attributes)
        return Reading(channels=(*reading.channels, *known), problems=reading.problems)
    if not _CHANGE_IN_XML.search(content):
        return reading
    versions = tuple(
        replace(channel, name="DOCX tracked change", place=f"{name}, {version} the changes")
        for version in ("before", "after")
        for channel in _version(name, content, version, budget)
    )
    return Reading(channels=(*reading.channels, *versions), problems=reading.problems)


def _version(name: str, content: bytes, version: str, budget: Budget) -> tuple[Channel, ...]:
    """Return the text of a part as it was before, or as it is after, its tracked changes."""
    skipped = frozenset(element for element, of in _CHANGES.items() if of != version)
    dialect = Dialect(form="DOCX", apart=_APART, signs=_SIGNS, words=frozenset({"t", "delText"}), skipped=skipped)
    reading = read_xml(name, content, dialect, lambda _name, _content: Reading(channels=()), budget)
    return tuple(channel for channel in reading.channels if channel.name == "DOCX text")
