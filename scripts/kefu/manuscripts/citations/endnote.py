"""Citations of EndNote: XML in the instruction of a field, or beside it.

There is no public specification; the elements are those that EndNote exports as XML, around which `Cite` says how a
work is cited. An export filter for them is documented in pandoc's reader for EndNote's XML.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from kefu.literature import doubt
from kefu.manuscripts.citations.csl import UnreadError
from kefu.manuscripts.citations.places import place
from kefu.manuscripts.citations.values import Described, Name, Reference
from kefu.word import RefusalError, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.word import Element

KINDS: Final[Mapping[str, str]] = {
    "journal article": "article-journal", "electronic article": "article-journal", "book": "book",
    "edited book": "book", "electronic book": "book", "book section": "chapter", "electronic book section": "chapter",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference", "report": "report",
    "government document": "report", "thesis": "thesis", "web page": "webpage", "blog": "post-weblog",
    "newspaper article": "article-newspaper", "magazine article": "article-magazine", "statute": "legislation",
    "bill": "bill", "legal rule or regulation": "regulation", "case": "legal_case", "dataset": "dataset",
    "unpublished work": "manuscript", "manuscript": "manuscript", "personal communication": "personal_communication",
    "film or broadcast": "motion_picture", "online multimedia": "broadcast", "audiovisual material": "motion_picture",
    "podcast": "broadcast", "television episode": "broadcast", "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia", "pamphlet": "pamphlet", "standard": "standard",
    "computer program": "software", "hearing": "report", "serial": "book", "press release": "report",
    "discussion forum": "webpage", "social media": "webpage", "online database": "webpage",
    "multimedia application": "software", "classical work": "book", "ancient text": "book", "patent": "patent",
}  # fmt: skip
"""EndNote's types of references, and those of CSL that mean the same; any other one is a document."""

_FIELDS: Final[Mapping[str, str]] = {
    "title": "titles/title", "volume": "volume", "issue": "number", "page": "pages", "edition": "edition",
    "publisher": "publisher", "publisher-place": "pub-location", "DOI": "electronic-resource-num",
    "URL": "urls/related-urls/url", "genre": "work-type", "title-short": "titles/short-title", "section": "section",
}  # fmt: skip
_MOST: Final = 8 << 20
"""The most characters of a field; one work takes some thousand."""


def beside(data: str) -> str:
    """Return the XML that stands beside a field, in Base64; nothing if there is none."""
    kept = re.sub(r"[^A-Za-z0-9+/]", "", data)
    try:
        content = base64.b64decode(kept[: len(kept) - (1 if len(kept) % 4 == 1 else 0)] + "=" * (-len(kept) % 4))
    except binascii.Error:
        return ""
    text = content.decode("utf-16-le" if b"<\0" in content[:4] else "utf-8", "replace")
    return text if "<EndNote" in text else ""


def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a citation: an element `EndNote` in the text; raises `UnreadError`."""
    start, end = text.find("<EndNote"), text.rfind("</EndNote>")
    if start < 0 or end < start or len(text) > _MOST:
        raise UnreadError("its field is damaged")
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffe\uffff]", " ", text[start : end + len("</EndNote>")])
    try:
        root = parsed("EN.CITE", clean.encode())
    except RefusalError:
        raise UnreadError("its field is damaged") from None
    cites = root.findall("Cite")
    if not cites:
        raise UnreadError("its field names no work")
    if any(cite.get("ExcludeYear") == "1" for cite in cites):
        raise UnreadError("it shows the author without the year")
    if any(cite.get("Hidden") == "1" for cite in cites):
        raise UnreadError("it shows nothing, and only puts the work into the list")
    return tuple(_reference(cite) for cite in cites)


def _reference(cite: Element) -> Reference:
    record = cite.find("record")
    work = _described(record) if record is not None else Described()
    author, year = _text(cite.find("Author")), _text(cite.find("Year"))
    if not work.fields.get("title"):
        if not author:
            raise UnreadError("its field does not describe the work")
        work = Described(names={"author": (Name(family=author),)}, dates={"issued": year} if year else {})
    return Reference(
        work=work,
        locator=place(_text(cite.find("Pages"))),
        prefix=_text(cite.find("Prefix")),
        suffix=_text(cite.find("Suffix")),
        without_author=cite.get("ExcludeAuth") == "1",
        in_text=cite.get("AuthorYear") == "1",
    )


def _described(record: Element) -> Described:
    type_ = record.find("ref-type")
    kind = KINDS.get(type_.get("name", "").strip().lower() if type_ is not None else "", "document")
    fields = {name: text for name, path in _FIELDS.items() if (text := _text(record.find(path)))}
    second = _text(record.find("titles/secondary-title")) or _text(record.find("periodical/full-title"))
    third = _text(record.find("titles/tertiary-title"))
    if second:
        series = kind in {"book", "report", "thesis", "pamphlet"}
        fields["collection-title" if series else "container-title"] = second
    if third:
        fields["collection-title"] = third
    standard = _text(record.find("isbn"))
    if standard:
        fields["ISSN" if kind.startswith("article") else "ISBN"] = standard
    if kind == "report" and "issue" in fields:
        fields["number"] = fields.pop("issue")
    if kind != "legislation":
        fields.pop("section", None)
    paths = {"author": "authors", "editor": "secondary-authors", "translator": "subsidiary-authors"}
    names = {role: found for role, path in paths.items() if (found := _names(record, path))}
    if type_ is not None and type_.get("name", "").lower() == "edited book" and "editor" not in names:
        names = {"editor": names["author"]} if "author" in names else names
    year = _text(record.find("dates/year"))
    return Described(kind=kind, names=names, dates={"issued": year} if year else {}, fields=fields)


def _names(record: Element, path: str) -> tuple[Name, ...]:
    given = (_text(author) for author in record.findall(f"contributors/{path}/author"))
    return tuple(name for text in given if (name := _name(text)).family)


def _name(text: str) -> Name:
    """Return a name like “Svara, James H.”, “Tillitsdelegationen,” or “James H. Svara”."""
    family, comma, rest = (piece.strip() for piece in text.partition(","))
    if comma:
        suffix = rest.rpartition(",")[2].strip() if "," in rest else ""
        return Name(family=family, given=rest.partition(",")[0].strip(), suffix=suffix)
    words = family.split()
    if doubt(family):
        return Name(family=family)
    if len(words) in (2, 3) and all(word[0].isupper() for word in words) and words[-1].isalpha():
        return Name(family=words[-1], given=" ".join(words[:-1]))
    return Name(family=family)


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
