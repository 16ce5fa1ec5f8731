"""The parts of a Word file other than its text: settings, fonts, headers and footers, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from kefu import words
from kefu.authored import DocumentKind
from kefu.engines.docx.marks import PROPERTY, identity
from kefu.engines.docx.styles import NAMESPACE, id_of, twentieths
from kefu.engines.docx.stylesheet import stylesheet
from kefu.engines.packages import archived, moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document
    from kefu.theme import Measures, Type

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_SET: Final = "D5CDD505-2E9C-101B-9397-08002B2CF9AE"
"""The property set of properties that are not predefined (ISO/IEC 29500-1, section 22.3.2.2)."""

FITTING: Final = 78
"""How many letters fit on one line of the header."""

HEADERS: Final = (
    '<w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footerReference w:type="first" r:id="rIdFooterFirst"/><w:footerReference w:type="default" r:id="rIdFooter"/>'
)

RELATED: Final = {
    "rIdStyles": ("styles", "styles.xml"),
    "rIdSettings": ("settings", "settings.xml"),
    "rIdFonts": ("fontTable", "fontTable.xml"),
    "rIdHeader": ("header", "header1.xml"),
    "rIdHeaderFirst": ("header", "header2.xml"),
    "rIdFooter": ("footer", "footer1.xml"),
    "rIdFooterFirst": ("footer", "footer2.xml"),
}
"""The relationships of the text, by name: the type of each, and its target in the folder `word`."""


def reference(document: Document) -> bytes:
    """Return a Word file without text, from which pandoc takes the styles, the page size, headers and footers."""
    related = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in RELATED.items()
    )
    types = "".join(
        f'<Override PartName="/word/{target}" ContentType="{WORD_TYPES}.{kind}+xml"/>'
        for kind, target in RELATED.values()
    )
    body = f"<w:body><w:sectPr>{_section(document.theme.measures)}</w:sectPr></w:body>"
    text = f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}">{body}</w:document>'
    return archived(
        {
            "[Content_Types].xml": (
                f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
                f'ContentType="{WORD_TYPES}.document.main+xml"/>{types}</Types>'
            ).encode(),
            "_rels/.rels": (
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": (HEAD + text).encode(),
            "word/_rels/document.xml.rels": (
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'
            ).encode(),
            **parts(document),
        }
    )


def _section(measures: Measures) -> str:
    """Return the page layout, with the margins of the PDF, and with a separate header and footer on the first page."""
    width, height = twentieths(measures.page_width), twentieths(measures.page_height)
    top, bottom, side = map(twentieths, (measures.top_margin, measures.bottom_margin, measures.side_margin))
    return (
        f'{HEADERS}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" w:header="794" w:footer="737" '
        'w:gutter="0"/><w:titlePg/>'
    )


def parts(document: Document) -> Mapping[str, bytes]:
    """Return the parts that are specific to this document, by name, as they also are in the finished file."""
    theme, size, language = document.theme, document.edition.description.type_size, document.metadata.language
    made = {
        "word/styles.xml": stylesheet(theme, size=size, language=language),
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _fonts(theme.type),
        "word/header1.xml": _part("hdr", _header(document)),
        "word/header2.xml": _part("hdr", _first_header(document)),
        "word/footer1.xml": _part("ftr", _footer(document)),
        "word/footer2.xml": _part("ftr", _first_footer(document)),
        "docProps/core.xml": _properties(document),
        "docProps/custom.xml": _own_properties(document),
    }
    return {name: text.encode() for name, text in made.items()}


def paragraph(style: str, *runs: str) -> str:
    """Return a paragraph with a style, made of runs that are given as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def run(text: str, style: str = "") -> str:
    """Return a run of text, with a character style if one is named."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB: Final = "<w:r><w:tab/></w:r>"


def field(instruction: str, shown: str) -> str:
    """Return a field with what it shows until a program updates it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _header(document: Document) -> str:
    """Return the title beside the banner, or the edition if there is no banner; a long title goes below it instead."""
    metadata = document.metadata
    right = run(metadata.banner, id_of(words.styles.WARNING_WORD)) if metadata.banner else run(metadata.edition)
    if len(metadata.heading) + len(metadata.banner or metadata.edition) > FITTING:
        return paragraph("Header", right, "<w:r><w:br/></w:r>", run(metadata.heading))
    return paragraph("Header", run(metadata.heading), TAB, right)


def _first_header(document: Document) -> str:
    banner = document.metadata.banner
    return paragraph("Header", TAB, run(banner, id_of(words.styles.WARNING_WORD))) if banner else "<w:p/>"


def _footer(document: Document) -> str:
    metadata = document.metadata
    return paragraph("Footer", run(words.beside(metadata.eyebrow, metadata.publisher)), TAB, field("PAGE", run("1")))


def _first_footer(document: Document) -> str:
    """Return the footer of the first page, which in a report is its cover."""
    match document.kind:
        case DocumentKind.REPORT:
            return "<w:p/>"
        case DocumentKind.CASE:
            return _footer(document)


def _part(kind: str, content: str) -> str:
    return f'{HEAD}<w:{kind} xmlns:w="{NAMESPACE}">{content}</w:{kind}>'


def _settings(language: str) -> str:
    """Return the settings; without the compatibility mode, Word would open the file as one of an older version."""
    return f"""\
{HEAD}<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>\
<w:autoHyphenation/><w:hyphenationZone w:val="340"/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat><w:themeFontLang w:val="{language}"/>\
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" \
w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" \
w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>
"""


def _fonts(families: Type) -> str:
    """Return the fonts, and what replaces them on a machine that does not have them."""
    return f"""\
{HEAD}<w:fonts xmlns:w="{NAMESPACE}">\
<w:font w:name="{families.serif}"><w:altName w:val="Georgia"/><w:panose1 w:val="02040603050405020204"/>\
<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>\
<w:font w:name="{families.sans}"><w:altName w:val="Segoe UI"/><w:panose1 w:val="020B0503030403020204"/>\
<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>
"""


def _properties(document: Document) -> str:
    """Return the core properties: the document's authors, not whoever built it, and its own date."""
    metadata = document.metadata
    made = moment(document)
    return f"""\
{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{escape(metadata.title)}</dc:title><dc:creator>{escape("; ".join(metadata.authors))}</dc:creator>\
<cp:keywords>{escape(", ".join(metadata.keywords))}</cp:keywords>\
<dc:description>{escape(metadata.description)}</dc:description><dc:language>{metadata.language}</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified></cp:coreProperties>
"""


def _own_properties(document: Document) -> str:
    """Return what readers may do with the file, and which document it is, for which there are no core properties.

    Source: ISO/IEC 29500-1, section 22.3 (custom file properties).
    """
    told = {words.imprint.RIGHTS: str(document.edition.rights), PROPERTY: identity(document)}
    properties = "".join(
        f'<property fmtid="{{{CUSTOM_SET}}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(told.items(), start=2)
    )
    return f'{HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPED}">{properties}</Properties>\n'
