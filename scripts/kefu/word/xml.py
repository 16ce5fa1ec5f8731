"""The XML of Word files: read within bounds, without fetching or expanding anything, and written.

Files of the strict form of ISO/IEC 29500 have other names for the same elements. They are read under the names of the
form that programs write, and written under their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from lxml import etree

from kefu.rules.word import WORD_FILE_IS_READABLE, WORD_FILE_IS_WITHIN_BOUNDS, WORD_FILE_RUNS_NOTHING
from kefu.word.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Mapping

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class of its elements no other name
"""An element of lxml."""

PART: Final = 64 << 20
"""The most bytes of XML in one part."""

SIGNS: Final = 3_000_000
"""The most tags, and the most attributes, in one part: 50,000 comments have 800,000. libxml2 ends at a depth of 256."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16CID: Final = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
W16CEX: Final = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
W16DU: Final = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
LINKS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMES: Final[Mapping[bytes, bytes]] = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"officeDocument/docPropsVTypes": b"officeDocument/2006/docPropsVTypes",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/picture": b"drawingml/2006/picture",
    b"drawingml/chart": b"drawingml/2006/chart",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
}
"""Names of the strict form (ISO/IEC 29500-1, annex A), and of the transitional form (29500-4), without their heads."""

_COMMON: Final = b"http://schemas.openxmlformats.org/"
_DOCTYPE: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_RESOURCES: Final = 114
"""The number of libxml2's error for what is too deep or too large (`XML_ERR_RESOURCE_LIMIT`)."""


def parsed(name: str, content: bytes) -> Element:
    """Return the root element of a part; raises `RefusalError`, which names the part, if it cannot be read safely."""
    if _DOCTYPE.search(content):
        raise _declaring(name)
    if len(content) > PART or max(content.count(b"<"), content.count(b"=")) > SIGNS:
        raise _large(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_transitional(content), parser)
    except etree.XMLSyntaxError as error:
        if any(entry.type == _RESOURCES for entry in parser.error_log):
            raise _large(name) from None
        raise _broken(name, error.msg or "") from None
    except (ValueError, LookupError) as error:
        raise _broken(name, str(error)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declaring(name)
    return root


def written(root: Element, *, strict: bool = False) -> bytes:
    """Return an element as the content of a part, of the strict form if told so."""
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if strict:
        for own, common in _NAMES.items():
            content = content.replace(b'"%s%s' % (_COMMON, common), b'"%s%s' % (_STRICT, own))
    return content


def is_strict(content: bytes) -> bool:
    """Tell whether a part is of the strict form."""
    return _STRICT in content


def made(name: str, attributes: Mapping[str, str] | None = None, *inner: Element) -> Element:
    """Return a new element, named in braces as lxml does, with others in it."""
    element = etree.Element(name, dict(attributes or {}))
    element.extend(inner)
    return element


def renewed(root: Element, prefixes: Mapping[str, str]) -> Element:
    """Return an element with all that is in it, in which more names are declared, and may be ignored by who knows not.

    `prefixes` gives them by prefix, without braces.
    """
    wanted = {**prefixes, "mc": MC.strip("{}")}
    missing = {prefix: uri for prefix, uri in wanted.items() if uri not in root.nsmap.values()}
    declared = cast("dict[str, str]", {**root.nsmap, **missing})
    own = {uri: prefix for prefix, uri in declared.items() if prefix}
    ignored = [*root.get(f"{MC}Ignorable", "").split()]
    ignored += [prefix for uri in prefixes.values() if (prefix := own[uri]) not in ignored]
    new = etree.Element(root.tag, nsmap=declared)
    for name, value in root.items():
        new.set(name, value)
    new.set(f"{MC}Ignorable", " ".join(ignored))
    new.text = root.text
    new.extend(list(root))
    return new


def unwrap(element: Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def local(element: Element) -> str:
    """Return the name of an element without its namespace; an empty string for a comment or an instruction."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _transitional(content: bytes) -> bytes:
    if _STRICT in content:
        for own, common in _NAMES.items():
            content = content.replace(_STRICT + own, _COMMON + common)
    return content


def _broken(name: str, reason: str) -> RefusalError:
    return RefusalError(
        WORD_FILE_IS_READABLE,
        f"“{name}” in it is not well-formed XML: {reason}",
        "open it in Word, which mends what it can, and save it under another name",
    )


def _large(name: str) -> RefusalError:
    return RefusalError(
        WORD_FILE_IS_WITHIN_BOUNDS,
        f"“{name}” in it is larger, or nested more deeply, than a text of any length needs",
        "save it anew in Word, or ask whoever sent it how it was made",
    )


def _declaring(name: str) -> RefusalError:
    return RefusalError(
        WORD_FILE_RUNS_NOTHING,
        f"“{name}” in it has a document type (`<!DOCTYPE`), which can make a program fetch other files",
        "no program that writes texts puts one there: ask whoever sent it how it was made",
    )
