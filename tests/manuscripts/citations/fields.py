"""Fields of reference programs, as they write them into Word files, for invented works."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from tests.word.ooxml import NAMESPACES, r

from kefu.word import Element, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

W = f"xmlns:w={quoteattr(NAMESPACES['w'])} xmlns:mc={quoteattr(NAMESPACES['mc'])}"


def part(*blocks: str, name: str = "document") -> Element:
    """Return the root of a part."""
    inner = f"<w:body>{''.join(blocks)}</w:body>" if name == "document" else "".join(blocks)
    return parsed("part", f"<w:{name} {W}>{inner}</w:{name}>".encode())


def char(kind: str, data: str = "") -> str:
    """Return a run with a sign of a field, and what stands beside it."""
    beside = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{beside}</w:fldChar></w:r>'


def instruction(*texts: str) -> str:
    """Return runs with the pieces of an instruction."""
    return "".join(f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>' for text in texts)


def complex_field(said: str, shown: str, *, pieces: int = 1, data: str = "") -> str:
    """Return a complex field, whose instruction is split over runs."""
    size = max(1, -(-len(said) // pieces))
    texts = [said[at : at + size] for at in range(0, len(said), size)]
    return char("begin", data) + instruction(*texts) + char("separate") + r(shown) + char("end")


def simple_field(said: str, shown: str) -> str:
    """Return a simple field."""
    return f"<w:fldSimple w:instr={quoteattr(said)}>{r(shown)}</w:fldSimple>"


def control(tag: str, shown: str) -> str:
    """Return a content control in a paragraph."""
    return f"<w:sdt><w:sdtPr><w:tag w:val={quoteattr(tag)}/></w:sdtPr><w:sdtContent>{r(shown)}</w:sdtContent></w:sdt>"


def book(title: str = "Samtal för alla", family: str = "Ek", year: int = 2019, **fields: Any) -> dict[str, Any]:
    """Return a book in CSL-JSON."""
    author = [{"family": family, "given": "Cia"}]
    return {"id": 1, "type": "book", "title": title, "author": author, "issued": {"date-parts": [[year]]}, **fields}


def item(work: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return how a work is cited, in CSL-JSON; hyphens in names are written as underscores."""
    return {"id": 1, "itemData": work, **{name.replace("_", "-"): value for name, value in more.items()}}


def csl(*items: dict[str, Any], **properties: Any) -> str:
    """Return a citation in CSL-JSON."""
    return json.dumps({"citationID": "a1", "properties": properties, "citationItems": items}, ensure_ascii=False)


def zotero(*items: dict[str, Any]) -> str:
    """Return the instruction of a field of Zotero."""
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(*items)} "


def mendeley(*items: dict[str, Any]) -> str:
    """Return the instruction of a field of Mendeley Desktop."""
    return f"ADDIN CSL_CITATION {csl(*items)}"


def mendeley_tag(*items: dict[str, Any]) -> str:
    """Return the tag of a content control of Mendeley Cite."""
    return "MENDELEY_CITATION_v3_" + base64.b64encode(csl(*items).encode()).decode()


def endnote(*cites: str) -> str:
    """Return the XML of a citation of EndNote."""
    return f"<EndNote>{''.join(cites)}</EndNote>"


def endnote_cite(
    title: str = "Samtal för alla",
    author: str = "Ek, Cia",
    year: str = "2019",
    kind: str = "Book",
    *,
    inside: str = "",
    record: str = "",
    attributes: str = "",
) -> str:
    """Return how EndNote cites a work; the values of a record are in elements of their style."""
    name = f"<authors><author><style face='normal'>{escape(author)}</style></author></authors>"
    described = (
        f"<record><rec-number>7</rec-number><ref-type name='{kind}'>6</ref-type><contributors>{name}</contributors>"
        f"<titles><title><style>{escape(title)}</style></title></titles><dates><year>{year}</year></dates>{record}</record>"
        if title
        else ""
    )
    surname = author.partition(",")[0]
    return (
        f"<Cite{attributes}><Author>{surname}</Author><Year>{year}</Year><RecNum>7</RecNum>{inside}{described}</Cite>"
    )


def base64_of(text: str) -> str:
    """Return a text in Base64, in lines, as Word keeps it beside a field."""
    encoded = base64.b64encode(text.encode()).decode()
    return "\r\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))


def texts(root: Element) -> Sequence[str]:
    """Return the text of each paragraph of a part."""
    paragraphs = root.iter(f"{{{NAMESPACES['w']}}}p")
    return ["".join(t.text or "" for t in p.iter(f"{{{NAMESPACES['w']}}}t")) for p in paragraphs]
