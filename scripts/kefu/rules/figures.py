"""Figures, tables and exhibits: what a text must say about them, and the files that a figure is drawn from."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

FIGURE_EXISTS: Final = Rule(
    name="figure-exists",
    holds="A picture in a text is a figure of the project that can be shown there, or an SVG, PNG or JPEG file.",
    remedy="Correct the name, add the figure, or refer to one that is drawn for each case by its label.",
    acceptable=False,
)
FIGURE_IS_DESCRIBED: Final = Rule(
    name="figure-is-described",
    holds="Every figure script is accompanied by a description, with a caption, an alternative text and a source.",
    remedy="Write a YAML file with the same name as the script.",
    acceptable=False,
)
DATA_IS_READABLE: Final = Rule(
    name="data-is-readable",
    holds="A CSV file has names of columns in its first line, and a value for each of them in every other line.",
    remedy="Save it as “CSV UTF-8”, with commas or semicolons between the values.",
    acceptable=False,
)
FIGURE_IS_NAMED: Final = Rule(
    name="figure-is-named",
    holds="A figure's name consists of small letters a–z, digits and hyphens.",
    remedy="Rename its files, and correct the texts that show it.",
    acceptable=False,
)
FIELD_IS_KNOWN: Final = Rule(
    name="field-is-known",
    holds="Words in braces in a figure's description are fields that the figure has.",
    remedy="Write one of the fields that the hint lists, or `{{` and `}}` for braces that readers see.",
    acceptable=False,
)
FIGURE_SCRIPT_RUNS: Final = Rule(
    name="figure-script-runs",
    holds="Every figure script runs within the time and memory that it may take, and returns a figure.",
    remedy="Correct the script at the line that is named; see `kefu.plotting` for what it can use.",
    warns_when="if the script draws its figure but itself gives a warning",
    acceptable=True,
)
AREAS_ARE_TOLD_APART: Final = Rule(
    name="areas-are-told-apart",
    holds="Areas of a drawn figure that meet have a contrast of at least 3:1 to each other, in grey print and with "
    "every common kind of colour vision, or are told apart by a line, by hatching or by a text in each.",
    why="WCAG 2.2, 1.4.1 and 1.4.11: many readers print in grey, and some do not tell certain colours apart.",
    remedy="Leave matplotlib's edge of paper as it is, or use `fills` for kinds of things and `cell` for amounts, both "
    "from `kefu.plotting`.",
    severity=Severity.WARNING,
    acceptable=True,
)
PICTURE_IS_READABLE: Final = Rule(
    name="picture-is-readable",
    holds="Every picture is whole, has a width and a height, and is not too large to be read.",
    remedy="Open it in a program for pictures, and save it again as SVG, PNG or JPEG.",
    acceptable=False,
)
PICTURE_IS_PORTABLE: Final = Rule(
    name="picture-is-portable",
    holds="Every picture looks the same in every format: its name says what kind of file it is, its colours are those "
    "of screens, it stands still, and it takes nothing from outside itself.",
    remedy="Do what the hint says, and save the picture again.",
    acceptable=False,
)
PICTURE_IS_SHARP: Final = Rule(
    name="picture-is-sharp",
    holds="Every picture has at least 150 pixels per inch at the width at which it is printed.",
    why="With fewer, edges and letters in it look like stairs on paper and on a good screen.",
    remedy="Use a larger original, or make the picture narrower, as in `width=40%`.",
    severity=Severity.WARNING,
    acceptable=True,
)
PICTURE_ATTRIBUTES_ARE_KNOWN: Final = Rule(
    name="picture-attributes-are-known",
    holds="What stands in braces after a picture is a label, an alternative text or a width in per cent.",
    why="Anything else would have no effect, or a different one in each format.",
    remedy='Write `{#fig-name width=50% alt="…"}`, and nothing else.',
    acceptable=False,
)
FIGURE_HAS_LABEL: Final = Rule(
    name="figure-has-label",
    holds="Every figure in a text has a label.",
    why="A figure is numbered, and texts refer to it by its label.",
    remedy="Add `{#fig-name}` after the picture.",
    acceptable=False,
)
FIGURE_HAS_CAPTION: Final = Rule(
    name="figure-has-caption",
    holds="Every picture file in a text has a caption.",
    remedy="Write the caption in the brackets: `![Caption](photo.jpg)`.",
    acceptable=False,
)
FIGURE_HAS_ALT_TEXT: Final = Rule(
    name="figure-has-alt-text",
    holds="Every picture file in a text has an alternative text that is not its caption.",
    why="WCAG 2.2, 1.1.1, and PDF/UA-1 (ISO 14289-1:2014, 7.3): people who cannot see a picture hear what it shows.",
    remedy='Add `alt="what the picture shows"` in the braces after the picture.',
    acceptable=False,
)
FIGURE_STANDS_APART: Final = Rule(
    name="figure-stands-apart",
    holds="A picture is in a paragraph of its own.",
    remedy="Give it a paragraph of its own, and refer to it in the text by its label.",
    acceptable=False,
)
FIGURE_IS_REFERENCED: Final = Rule(
    name="figure-is-referenced",
    holds="Every figure is referred to in a text.",
    why="Readers are told when to look at it.",
    remedy="Write `@fig-name` where readers should look at it.",
    severity=Severity.WARNING,
    acceptable=True,
)
TABLE_HAS_CAPTION: Final = Rule(
    name="table-has-caption",
    holds="Every table has a caption.",
    why="It says what the table shows, and only a table with a label can be referred to.",
    remedy="Write `: Caption {#tbl-name}` on a line of its own after the table.",
    warns_when="if the table has no label either",
    acceptable=True,
)
TABLE_HAS_HEADER: Final = Rule(
    name="table-has-header",
    holds="Every table has a header row.",
    why="WCAG 2.2, 1.3.1, and PDF/UA-1 (ISO 14289-1:2014, 7.5): a screen reader reads out the header with each cell.",
    remedy="Name the columns in the first row of the table.",
    acceptable=False,
)
TABLE_HEADER_CELLS_HAVE_TEXT: Final = Rule(
    name="table-header-cells-have-text",
    holds="Every cell in the header row of a table contains text.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.5): a header says what the cells under it are.",
    remedy="Say what the column contains, even if it is the first.",
    acceptable=True,
)
TABLE_FITS_ITS_PAGE: Final = Rule(
    name="table-fits-its-page",
    holds="The words of a table fit in its columns.",
    why="A wide table is set in smaller type, and on a page on its side if it stands by itself. Beyond that its words "
    "are broken, which makes it hard to read.",
    remedy="Divide the table, shorten its column headings, or swap rows and columns; take it out of lists and boxes.",
    severity=Severity.WARNING,
    acceptable=True,
)
TABLE_ROWS_HAVE_CONTENT: Final = Rule(
    name="table-rows-have-content",
    holds="Every table has rows under its header, and no row is empty.",
    remedy="Fill in the rows, or remove them.",
    acceptable=True,
)
TABLE_IS_REFERENCED: Final = Rule(
    name="table-is-referenced",
    holds="Every table with a label is referred to in a text.",
    why="Readers are told when to look at it.",
    remedy="Write `@tbl-name` where readers should look at it.",
    severity=Severity.WARNING,
    acceptable=True,
)
EXHIBIT_HAS_TITLE: Final = Rule(
    name="exhibit-has-title",
    holds="Every exhibit has a label, and a title that contains words.",
    remedy='Write `::: {.exhibit #exh-name title="…"}`, and say in the title what it is.',
    acceptable=True,
)
EXHIBIT_IS_NOT_EMPTY: Final = Rule(
    name="exhibit-is-not-empty",
    holds="No exhibit is empty.",
    remedy="Fill in the exhibit, or remove its box.",
    acceptable=True,
)
EXHIBIT_IS_REFERENCED: Final = Rule(
    name="exhibit-is-referenced",
    holds="Every exhibit is referred to in a text.",
    why="Readers are told when to look at it.",
    remedy="Write `@exh-name` where readers should look at it.",
    severity=Severity.WARNING,
    acceptable=True,
)
