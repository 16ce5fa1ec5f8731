"""The styles of a Word file: what a teacher finds in the list of styles when adapting a handout.

Styles that Word knows have its English names, which Word shows in the language of its menus: “heading 1” is Rubrik 1,
“Quote” is Citat. Our own styles have Swedish names, and ids derived from them. Elements are in the order of
ISO/IEC 29500-1, clauses 17.3.1 and 17.3.2, which Word insists on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words

if TYPE_CHECKING:
    from kefu.theme import Colours, Theme

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

EXHIBIT_INDENT: Final = 227
LIST_INDENT: Final = 397
"""How far the text of a list is from its markers, in twentieths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style: what it is based on, what follows it, and its paragraph and character properties, as XML.

    `size` is relative to that of running text; without it, the size is that of the style it is based on.
    """

    id: str
    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    next: str = ""
    paragraph: str = ""
    characters: str = ""
    size: float = 0
    hidden: bool = False


def id_of(name: str) -> str:
    """Return the id of one of our styles from its name: `Overrad` for “Överrad”."""
    return words.ascii_letters(name)


def spacing(*, before: int = 0, after: int = 0, line: int = 0) -> str:
    """Return the space around a paragraph, in twentieths of a point, and its line height, in 240ths of a line."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def twentieths(millimetres: float) -> int:
    """Return a length in millimetres as twentieths of a point."""
    return round(millimetres / 25.4 * 72 * 20)


def font(name: str) -> str:
    """Return the property that sets a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def colour(value: str) -> str:
    """Return the property that sets a colour of a theme."""
    return f'<w:color w:val="{_hexadecimal(value)}"/>'


def border(side: str, size: int, space: int, value: str) -> str:
    """Return the border on a side, in a theme's colour; `size` is in eighths of a point, and `space` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{_hexadecimal(value)}"/>'


def _hexadecimal(value: str) -> str:
    return value.removeprefix("#").upper()


KEEP: Final = "<w:keepNext/><w:keepLines/>"
PLAIN: Final = "<w:suppressAutoHyphens/>"
BOLD: Final = "<w:b/><w:bCs/>"
ITALIC: Final = "<w:i/><w:iCs/>"
LEFT: Final = f'<w:ind w:left="{EXHIBIT_INDENT}" w:right="{EXHIBIT_INDENT}"/>'


def _borders(*borders: str) -> str:
    return f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _box(colours: Colours) -> str:
    left = border("left", 20, 9, colours.accent)
    borders = _borders(border("top", 4, 5, colours.wash), left, border("bottom", 4, 5, colours.wash))
    return f'{borders}<w:shd w:val="clear" w:color="auto" w:fill="{_hexadecimal(colours.wash)}"/>'


def _heading(level: int, size: float, before: int, after: int, characters: str) -> Style:
    return Style(
        id=f"Heading{level}",
        name=f"heading {level}",
        next="BodyText",
        paragraph=f'{KEEP}{PLAIN}{spacing(before=before, after=after, line=240)}<w:outlineLvl w:val="{level - 1}"/>',
        characters=characters,
        size=size,
    )


def styles(theme: Theme) -> tuple[Style, ...]:
    """Return the styles of a theme."""
    colours, type_ = theme.light, theme.type
    accent, quiet, warn = colour(colours.accent), colour(colours.quiet), colour(colours.warn)
    sans = font(type_.sans)
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{twentieths(theme.measures.text_width)}"/></w:tabs>'
    return (
        Style(id="Normal", name="Normal", based_on="", paragraph=spacing(after=130, line=276)),
        Style(id="BodyText", name="Body Text"),
        Style(id="FirstParagraph", name="First Paragraph", based_on="BodyText", next="BodyText", hidden=True),
        Style(id="Compact", name="Compact", based_on="BodyText", paragraph=spacing(after=60, line=276), hidden=True),
        Style(
            id="Title", name="Title", next="Subtitle", paragraph=KEEP + PLAIN + spacing(after=160, line=216),
            characters=sans + BOLD, size=2.6,
        ),
        Style(
            id="Subtitle", name="Subtitle", next="BodyText", paragraph=KEEP + PLAIN + spacing(after=280, line=264),
            characters=sans, size=1.2,
        ),
        Style(
            id=id_of(words.styles.PUBLISHER), name=words.styles.PUBLISHER, paragraph=PLAIN + spacing(after=240),
            characters=sans + BOLD + accent,
        ),
        Style(
            id=id_of(words.styles.EYEBROW), name=words.styles.EYEBROW,
            paragraph=KEEP + _borders(border("top", 24, 12, colours.accent)) + PLAIN + spacing(before=240, after=60),
            characters=sans + quiet, size=1.1,
        ),
        Style(
            id=id_of(words.styles.EDITION), name=words.styles.EDITION,
            paragraph=right_tab + PLAIN + spacing(after=360),
            characters=sans + quiet,
        ),
        Style(
            id=id_of(words.styles.WARNING), name=words.styles.WARNING,
            paragraph=(
                _borders(*(border(side, 8, 6, colours.warn) for side in ("top", "left", "bottom", "right")))
                + f'{PLAIN}{spacing(before=120, after=360)}<w:ind w:left="142" w:right="142"/>'
            ),
            characters=sans + BOLD + warn,
        ),
        _heading(1, 1.75, 480, 240, sans + BOLD + accent),
        _heading(2, type_.section, 380, 140, sans + BOLD),
        _heading(3, type_.subsection, 300, 110, sans + BOLD),
        _heading(4, 1, 260, 90, sans + BOLD + ITALIC),
        _heading(5, 1, 240, 80, sans + ITALIC),
        _heading(6, 1, 240, 80, sans + quiet),
        Style(
            id="BlockText", name="Block Text", based_on="BodyText",
            paragraph=spacing(before=120, after=160, line=276) + '<w:ind w:left="454" w:right="454"/>',
        ),
        Style(
            id="Quote", name="Quote", next="BodyText",
            paragraph=KEEP.replace("<w:keepNext/>", "") + PLAIN + spacing(before=320, after=320, line=276)
            + '<w:ind w:left="397" w:right="397"/>',
            characters=ITALIC + accent, size=1.25,
        ),
        Style(
            id=id_of(words.styles.EXHIBIT), name=words.styles.EXHIBIT,
            paragraph=_box(colours) + spacing(after=130, line=264) + LEFT,
            characters=sans, size=0.95,
        ),
        Style(
            id=id_of(words.styles.EXHIBIT_TITLE), name=words.styles.EXHIBIT_TITLE,
            based_on=id_of(words.styles.EXHIBIT), next=id_of(words.styles.EXHIBIT),
            paragraph=KEEP + PLAIN + spacing(before=240, after=130, line=264), characters=accent,
        ),
        Style(
            id=id_of(words.styles.EXHIBIT_LIST), name=words.styles.EXHIBIT_LIST, based_on=id_of(words.styles.EXHIBIT),
            paragraph=spacing(after=70, line=264),
        ),
        Style(
            id=id_of(words.styles.DIVIDER), name=words.styles.DIVIDER, next="BodyText",
            paragraph=(
                _borders(border("bottom", 4, 1, colours.line)) + spacing(after=320)
                + '<w:ind w:left="3000" w:right="3000"/>'
            ),
        ),
        Style(
            id=id_of(words.styles.GAP), name=words.styles.GAP, hidden=True,
            paragraph='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
        ),
        Style(
            id=id_of(words.styles.DILEMMA), name=words.styles.DILEMMA, next="BodyText",
            paragraph=KEEP + PLAIN + spacing(after=240, line=264), characters=sans, size=1.2,
        ),
        Style(
            id=id_of(words.styles.FACTS), name=words.styles.FACTS,
            paragraph=(
                f'{KEEP}{_borders(border("left", 20, 9, colours.accent))}'
                f'<w:tabs><w:tab w:val="left" w:pos="1871"/></w:tabs>{PLAIN}'
                f'{spacing(after=80, line=252)}<w:ind w:left="1871" w:hanging="1644"/>'
            ),
            characters=sans, size=type_.notice,
        ),
        Style(
            id=id_of(words.styles.NOTICE), name=words.styles.NOTICE, paragraph=PLAIN + spacing(before=80, after=240),
            characters=sans + quiet, size=type_.notice,
        ),
        Style(
            id="Caption", name="caption", next="BodyText", paragraph=PLAIN + spacing(before=120, after=320, line=252),
            characters=sans, size=type_.caption,
        ),
        Style(id="ImageCaption", name="Image Caption", based_on="Caption", next="BodyText", hidden=True),
        Style(
            id="TableCaption", name="Table Caption", based_on="Caption", hidden=True,
            paragraph=KEEP + spacing(before=280, after=120, line=252),
        ),
        Style(id="Figure", name="Figure", paragraph=spacing(before=280), hidden=True),
        Style(id="CaptionedFigure", name="Captioned Figure", based_on="Figure", paragraph="<w:keepNext/>", hidden=True),
        Style(
            id=id_of(words.styles.TABLE_TEXT), name=words.styles.TABLE_TEXT,
            paragraph=spacing(line=252), characters=sans, size=type_.table,
        ),
        Style(
            id=id_of(words.styles.TABLE_HEAD), name=words.styles.TABLE_HEAD, based_on=id_of(words.styles.TABLE_TEXT),
            paragraph="<w:keepNext/>" + PLAIN,
            characters=BOLD,
        ),
        Style(
            id="FootnoteText", name="footnote text", paragraph=spacing(after=60, line=252), size=type_.note,
        ),
        Style(id="FootnoteBlockText", name="Footnote Block Text", based_on="FootnoteText", hidden=True),
        Style(
            id="Bibliography", name="Bibliography", paragraph=PLAIN + spacing(after=110, line=264)
            + '<w:ind w:left="397" w:hanging="397"/>',
        ),
        Style(
            id="DefinitionTerm", name="Definition Term", next="Definition", paragraph=KEEP, characters=BOLD,
            hidden=True,
        ),
        Style(
            id="Definition", name="Definition", paragraph='<w:ind w:left="397"/>', hidden=True,
        ),
        Style(
            id="SourceCode", name="Source Code", paragraph=PLAIN + spacing(before=120, after=160, line=252),
            characters=sans, hidden=True,
        ),
        Style(
            id=id_of(words.styles.IMPRINT_TITLE), name=words.styles.IMPRINT_TITLE, next=id_of(words.styles.IMPRINT),
            paragraph=KEEP + PLAIN + spacing(before=720, after=160),
            characters=sans + BOLD + accent,
        ),
        Style(
            id=id_of(words.styles.IMPRINT), name=words.styles.IMPRINT,
            paragraph=(
                f'{KEEP}<w:tabs><w:tab w:val="left" w:pos="2381"/></w:tabs>{PLAIN}'
                f'{spacing(after=100, line=252)}<w:ind w:left="2381" w:hanging="2381"/>'
            ),
            characters=sans, size=0.88,
        ),
        Style(
            id=id_of(words.styles.IMPRINT_NOTICE), name=words.styles.IMPRINT_NOTICE,
            based_on=id_of(words.styles.IMPRINT),
            paragraph='<w:ind w:left="0" w:firstLine="0"/>',
        ),
        Style(
            id="TOCHeading", name="TOC Heading", next="BodyText",
            paragraph=KEEP + "<w:pageBreakBefore/>" + PLAIN + spacing(after=240),
            characters=sans + BOLD + accent, size=1.75,
        ),
        Style(
            id="TOC1", name="toc 1", paragraph=PLAIN + spacing(before=110, after=30, line=252),
            characters=sans + BOLD,
        ),
        Style(
            id="TOC2", name="toc 2", paragraph=PLAIN + spacing(after=20, line=252) + '<w:ind w:left="284"/>',
            characters=sans,
        ),
        Style(
            id="Header", name="header",
            paragraph=_borders(border("bottom", 4, 4, colours.line)) + right_tab + PLAIN + spacing(line=240),
            characters=sans + quiet, size=type_.header,
        ),
        Style(
            id="Footer", name="footer",
            paragraph=right_tab + PLAIN + spacing(line=240),
            characters=sans + quiet, size=type_.header,
        ),
        Style(id="DefaultParagraphFont", name="Default Paragraph Font", kind="character", based_on="", hidden=True),
        Style(
            id="Hyperlink", name="Hyperlink", kind="character", based_on="DefaultParagraphFont",
            characters=accent + '<w:u w:val="single"/>',
        ),
        Style(
            id="FootnoteReference", name="footnote reference", kind="character", based_on="DefaultParagraphFont",
            characters='<w:vertAlign w:val="superscript"/>',
        ),
        Style(
            id="VerbatimChar", name="Verbatim Char", kind="character", based_on="DefaultParagraphFont",
            characters=sans, hidden=True,
        ),
        Style(
            id=id_of(words.styles.WARNING_WORD), name=words.styles.WARNING_WORD,
            kind="character", based_on="DefaultParagraphFont",
            characters=BOLD + warn,
        ),
    )  # fmt: skip
