"""The part of a Word file that holds its styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from kefu.engines.docx.styles import BOLD, NAMESPACE, border, colour, font, styles

if TYPE_CHECKING:
    from kefu.engines.docx.styles import Style
    from kefu.theme import Colours, Theme

WORDS_OWN: Final = frozenset(
    (
        "Normal", "Body Text", "Title", "Subtitle", "Block Text", "Quote", "caption", "footnote text", "Bibliography",
        "TOC Heading", "toc 1", "toc 2", "header", "footer", "Default Paragraph Font", "Hyperlink",
        "footnote reference", *(f"heading {level}" for level in range(1, 7)),
    )
)  # fmt: skip
"""The names of styles that Word knows."""

DEFAULT: Final = frozenset(("Normal", "DefaultParagraphFont"))


def stylesheet(theme: Theme, *, size: float, language: str) -> str:
    """Return the part `styles.xml`; `size` is that of running text, in points, and `language` the document's."""
    return f"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{NAMESPACE}">
<w:docDefaults><w:rPrDefault><w:rPr>{font(theme.type.serif)}{colour(theme.light.ink)}{_size(size)}\
<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>\
</w:docDefaults>
{chr(10).join(_style(style, size) for style in styles(theme))}
{_tables_and_lists(theme.light)}
</w:styles>
"""


def _tables_and_lists(colours: Colours) -> str:
    borders = border("top", 8, 0, colours.ink)
    borders += border("bottom", 4, 0, colours.line) + border("insideH", 4, 0, colours.line)
    return f"""\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>\
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>\
<w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>\
<w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>\
<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>\
<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tblPr/><w:trPr><w:tblHeader/></w:trPr></w:tblStylePr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:unhideWhenUsed/></w:style>"""


def _style(style: Style, size: float) -> str:
    default = ' w:default="1"' if style.id in DEFAULT else ""
    own = "" if style.name in WORDS_OWN else ' w:customStyle="1"'
    characters = style.characters + (_size(size * style.size) if style.size else "")
    pieces = [
        f"<w:name w:val={quoteattr(style.name)}/>",
        f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else "",
        f'<w:next w:val="{style.next}"/>' if style.next else "",
        "<w:semiHidden/><w:unhideWhenUsed/>" if style.hidden else "<w:qFormat/>",
        f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "",
        f"<w:rPr>{_ordered(characters)}</w:rPr>" if characters else "",
    ]
    head = f'<w:style w:type="{style.kind}"{default}{own} w:styleId="{style.id}">'
    return f"{head}{''.join(pieces)}</w:style>"


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _ordered(characters: str) -> str:
    """Return character properties with underlining and superscript after the size, where Word expects them."""
    for late in ('<w:u w:val="single"/>', '<w:vertAlign w:val="superscript"/>'):
        if late in characters:
            characters = characters.replace(late, "") + late
    return characters
