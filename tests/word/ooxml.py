"""Word files written by hand, after ECMA-376 and [MS-DOCX], for tests that need to know every element of them.

docx(p(r("Kommunen "), ins(r("växer"), who="Anna"), mark="_kefu1"), comments=(comment(0, "Stämmer det?"),))
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATE: Final = "2026-11-12T09:30:00Z"

NAMESPACES: Final[Mapping[str, str]] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "w16cex": "http://schemas.microsoft.com/office/word/2018/wordml/cex",
    "w16du": "http://schemas.microsoft.com/office/word/2023/wordml/word16du",
}

_DECLARED: Final = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_IGNORABLE: Final = 'mc:Ignorable="w14 w15 w16cid w16cex w16du"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"

KINDS: Final[Mapping[str, str]] = {
    "styles": f"{_OFFICE}styles",
    "comments": f"{_OFFICE}comments",
    "footnotes": f"{_OFFICE}footnotes",
    "endnotes": f"{_OFFICE}endnotes",
    "header": f"{_OFFICE}header",
    "footer": f"{_OFFICE}footer",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "commentsIds": "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
    "commentsExtensible": "http://schemas.microsoft.com/office/2018/08/relationships/commentsExtensible",
    "people": "http://schemas.microsoft.com/office/2011/relationships/people",
}
"""The types of the relationships of a main part, by the last step of each."""

STYLES: Final = "".join(
    f'<w:style w:type="paragraph" w:styleId="Rubrik{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in range(1, 4)
)
"""Headings of three levels, as Word in Swedish names them: `Rubrik1` to `Rubrik3`."""


def root(name: str, inner: str) -> bytes:
    """Return a part: an element with all namespaces declared."""
    return f"{_HEAD}<{name} {_DECLARED} {_IGNORABLE}>{inner}</{name}>".encode()


def docx(
    *body: str,
    comments: Iterable[str] = (),
    extended: Iterable[str] = (),
    ids: Iterable[str] = (),
    extensible: Iterable[str] = (),
    people: Iterable[str] = (),
    footnotes: Iterable[str] = (),
    endnotes: Iterable[str] = (),
    headers: Iterable[str] = (),
    footers: Iterable[str] = (),
    styles: str = STYLES,
    core: Mapping[str, str] | None = None,
    custom: Mapping[str, str] | None = None,
    parts: Mapping[str, bytes] | None = None,
    types: Mapping[str, str] | None = None,
    links: Iterable[tuple[str, str, str]] = (),
    main: str = "word/document.xml",
) -> bytes:
    """Return a Word file with the blocks of `body`, and with a part for everything else that is given.

    Each of `comments` is made by `comment`, of `extended` by `answers`, of `footnotes` by `note`; `headers` and
    `footers` hold the blocks of one part each. `core` and `custom` are properties by name. `parts` are put in as they
    are, last, and may replace others; `types` gives content types by the name of the part, and `links` relationships of
    the main part: type, target, and mode (`Internal` or `External`).
    """
    folder = main.rpartition("/")[0]
    lists = {
        "comments": ("w:comments", comments),
        "commentsExtended": ("w15:commentsEx", extended),
        "commentsIds": ("w16cid:commentsIds", ids),
        "commentsExtensible": ("w16cex:commentsExtensible", extensible),
        "people": ("w15:people", people),
        "footnotes": ("w:footnotes", footnotes),
        "endnotes": ("w:endnotes", endnotes),
        "styles": ("w:styles", (styles,)),
    }
    made = {kind: (kind, root(name, "".join(given))) for kind, (name, items) in lists.items() if (given := [*items])}
    for kind, name, blocks in (("header", "w:hdr", headers), ("footer", "w:ftr", footers)):
        made |= {f"{kind}{count}": (kind, root(name, inner)) for count, inner in enumerate(blocks, 1)}
    relations = [(KINDS[kind], f"{stem}.xml", "Internal") for stem, (kind, _) in made.items()]
    kinds = {f"{folder}/{stem}.xml": f"{_WORD}{kind}+xml" for stem, (kind, _) in made.items()}
    kinds |= {main: f"{_WORD}document.main+xml"} | dict(types or {})
    about = [(f"{_OFFICE}officeDocument", main, "Internal")]
    properties = {}
    if core:
        about.append((f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml", "Internal"))
        properties["docProps/core.xml"] = _core(core)
        kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    if custom:
        about.append((f"{_OFFICE}custom-properties", "docProps/custom.xml", "Internal"))
        properties["docProps/custom.xml"] = _custom(custom)
    steps = main.rpartition("/")
    return zipped({
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": relationships(about),
        main: root("w:document", f"<w:body>{''.join(body)}</w:body>"),
        f"{steps[0]}/_rels/{steps[2]}.rels": relationships([*relations, *links]),
        **{f"{folder}/{stem}.xml": content for stem, (_, content) in made.items()},
        **properties,
        **(parts or {}),
    })  # fmt: skip


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relationships(links: Iterable[tuple[str, str, str]]) -> bytes:
    """Return a part of relationships: type, target and mode of each."""
    inner = "".join(
        f'<Relationship Id="rId{count}" Type={quoteattr(kind)} Target={quoteattr(target)} TargetMode="{mode}"/>'
        for count, (kind, target, mode) in enumerate(links, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{inner}</Relationships>'.encode()


def p(*inner: str, style: str = "", mark: str = "", properties: str = "", para: str = "") -> str:
    """Return a paragraph: of a style, with a bookmark around it, with more properties, with a `w14:paraId`."""
    kept = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    number = zlib.crc32(mark.encode()) % 10_000
    start, end = (
        (f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>', f'<w:bookmarkEnd w:id="{number}"/>')
        if mark
        else ("", "")
    )
    attribute = f' w14:paraId="{para}"' if para else ""
    return f"<w:p{attribute}>{f'<w:pPr>{kept}</w:pPr>' if kept else ''}{start}{''.join(inner)}{end}</w:p>"


def r(text: str = "", inner: str = "", properties: str = "") -> str:
    """Return a run: its text, and then other elements."""
    return _run(text, inner, properties, "t")


def gone(text: str = "", inner: str = "", properties: str = "") -> str:
    """Return a run of deleted text, to be put into `w:del`; what is moved away has ordinary text."""
    return _run(text, inner, properties, "delText")


def _run(text: str, inner: str, properties: str, element: str) -> str:
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    said = f'<w:{element} xml:space="preserve">{escape(text)}</w:{element}>' if text else ""
    return f"<w:r>{kept}{said}{inner}</w:r>"


def signed(who: str = "Anna", when: str = DATE, number: int = 900) -> str:
    """Return the attributes of a tracked change."""
    return f'w:id="{number}" w:author={quoteattr(who)} w:date="{when}"'


def ins(*inner: str, who: str = "Anna", when: str = DATE) -> str:
    """Return what is inserted; without anything in it, the mark of an inserted paragraph or row."""
    return f"<w:ins {signed(who, when)}>{''.join(inner)}</w:ins>"


def dele(*inner: str, who: str = "Anna", when: str = DATE) -> str:
    """Return what is deleted: runs made by `gone`; without anything in it, the mark of a paragraph or row."""
    return f"<w:del {signed(who, when)}>{''.join(inner)}</w:del>"


def moved(name: str, source: str, target: str, who: str = "Anna") -> tuple[str, str]:
    """Return the runs of a move, at its old and its new place, each within its range."""
    return tuple(  # type: ignore[return-value]  # there are two of them
        f'<w:move{way}RangeStart {signed(who, number=number)} w:name="{name}"/>'
        f'<w:move{way} {signed(who)}>{inner}</w:move{way}><w:move{way}RangeEnd w:id="{number}"/>'
        for way, inner, number in (("From", source, 700), ("To", target, 701))
    )


def begin(number: int) -> str:
    """Return where the range of a comment begins."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Return where the range of a comment ends, with the reference to it."""
    return f'<w:commentRangeEnd w:id="{number}"/>{refer(number)}'


def refer(number: int) -> str:
    """Return the reference to a comment."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(
    number: int, text: str, *, who: str = "SKR AB", initials: str = "AB", when: str = DATE, para: str = ""
) -> str:
    """Return a comment; each line of the text is a paragraph, and the last one has the `w14:paraId`."""
    lines = text.split("\n")
    blocks = [*(p(r(line)) for line in lines[:-1]), p(r(lines[-1]), para=para)]
    date = f' w:date="{when}"' if when else ""
    by = f'w:author={quoteattr(who)}{date} w:initials="{initials}"'
    return f'<w:comment w:id="{number}" {by}>{"".join(blocks)}</w:comment>'


def answers(para: str, parent: str = "", *, done: bool = False) -> str:
    """Return what `commentsExtended.xml` says of a comment: which it answers, and whether it is resolved."""
    to = f' w15:paraIdParent="{parent}"' if parent else ""
    return f'<w15:commentEx w15:paraId="{para}"{to} w15:done="{int(done)}"/>'


def note(number: int, *blocks: str, kind: str = "footnote") -> str:
    """Return a footnote, or with `kind="endnote"` an endnote."""
    return f'<w:{kind} w:id="{number}">{"".join(blocks)}</w:{kind}>'


def table(*rows: Iterable[str]) -> str:
    """Return a table of cells, each given by its blocks, or as a whole `w:tc`."""
    cells = ("".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _types(kinds: Mapping[str, str]) -> bytes:
    inner = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">{defaults}{inner}</Types>'.encode()


def _core(properties: Mapping[str, str]) -> bytes:
    named = {"title": "dc", "creator": "dc", "subject": "dc", "description": "dc"}
    inner = "".join(
        f"<{prefix}:{name}>{escape(value)}</{prefix}:{name}>"
        for name, value in properties.items()
        for prefix in [named.get(name, "cp")]
    )
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    ).encode()


def _custom(properties: Mapping[str, str]) -> bytes:
    inner = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{count}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for count, (name, value) in enumerate(properties.items(), 2)
    )
    office = _OFFICE.replace("relationships/", "")
    return (
        f'{_HEAD}<Properties xmlns="{office}custom-properties" xmlns:vt="{office}docPropsVTypes">{inner}</Properties>'
    ).encode()


def alternatives(first: str, second: str) -> str:
    """Return two forms of the same, of which a program of today shows the first."""
    choice = f'<mc:Choice Requires="wps">{first}</mc:Choice>' if first else ""
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"


def mark(*changes: str) -> str:
    """Return the properties of a paragraph whose mark has been changed, by `ins()`, `dele()` and the like."""
    return f"<w:rPr>{''.join(changes)}</w:rPr>"


def changed(name: str, who: str = "Anna") -> str:
    """Return the change of properties, such as `rPrChange`; `tblGridChange` says neither who nor when."""
    by = 'w:id="900"' if name == "tblGridChange" else signed(who)
    return f"<w:{name} {by}/>"
