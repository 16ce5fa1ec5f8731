"""XMP packets (ISO 16684-1): everything in a packet, and what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
PDF_UA_PART: Final = "{http://www.aiim.org/pdfua/ns/id/}part"
PDF_A_PART: Final = "{http://www.aiim.org/pdfa/ns/id/}part"
PDF_A_CONFORMANCE: Final = "{http://www.aiim.org/pdfa/ns/id/}conformance"


def packet_text(data: bytes) -> str:
    """Return the text of a packet as it is written."""
    return data.decode(_encoding(data), "replace")


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return "utf-16"
    if data[:4].count(0) == 2:  # noqa: PLR2004  ("<" and "?" in UTF-16)
        return "utf-16-be" if data[0] == 0 else "utf-16-le"
    return "utf-8-sig"


def packet_values(data: bytes) -> tuple[str, ...] | None:
    """Return the texts and attributes of a packet; `None` if it is not XML, or contains declarations."""
    root = _root(data)
    if root is None:
        return None
    texts = (text for node in root.iter() for text in (node.text, *node.attrib.values(), node.tail))
    return tuple(text.strip() for text in texts if text and text.strip())


def declared(data: bytes, name: str) -> str:
    """Return the value of a property, named as in `ElementTree`; an empty string if the packet does not have it."""
    root = _root(data)
    return next(_values(root, name), "") if root is not None else ""


def _values(root: ET.Element, name: str) -> Iterator[str]:
    for node in root.iter():
        if name in node.attrib:
            yield node.attrib[name].strip()
        if node.tag == name and (value := "".join(node.itertext()).strip()):
            yield value


def _root(data: bytes) -> ET.Element | None:
    if b"<!" in data.replace(b"\0", b"").replace(b"<!--", b""):
        return None
    packet = packet_text(data).encode() if "16" in _encoding(data) else data
    try:
        return ET.fromstring(packet.strip(b"\0 \t\r\n"))  # noqa: S314  (without a document type there are no entities)
    except (ET.ParseError, ValueError, LookupError):
        return None
