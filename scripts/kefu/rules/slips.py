"""What authors forget in Markdown, markup of other programs, and words of a skeleton that nobody has replaced."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

_FIX: Final = "run `kefu fix`"

TEXT_HAS_NO_HEADER: Final = Rule(
    name="text-has-no-header",
    holds="A chapter or a part of a case does not begin with a YAML header.",
    why="Its title is its first heading, and everything else is said once, in `publication.yaml` or `case.yaml`.",
    remedy="Remove the lines from `---` to `---`, and begin with `# Title`.",
    acceptable=False,
)
VERSIONS_ARE_MERGED: Final = Rule(
    name="versions-are-merged",
    holds="A text does not contain the lines `<<<<<<<`, `=======` and `>>>>>>>` with which Git marks two versions.",
    remedy="Keep one of the two versions, and remove the three lines.",
    acceptable=False,
)
BLOCK_STANDS_APART: Final = Rule(
    name="block-stands-apart",
    holds="A heading, list, quotation, table, footnote or `:::` block has a blank line before it.",
    why="Without one, it becomes a part of the paragraph above, and readers see its marks.",
    remedy=f"Leave a blank line before it, or {_FIX}.",
    warns_when="if the line may be part of the sentence, as a line that begins with a dash",
    acceptable=True,
)
HEADING_MARK_HAS_SPACE: Final = Rule(
    name="heading-mark-has-space",
    holds="There is a space between the `#` of a heading and its text.",
    remedy=f"Write `## Text`, or {_FIX}.",
    warns_when="if it is a single word after a single `#`, which may be meant as it stands",
    acceptable=False,
)
HEADING_IS_MARKED: Final = Rule(
    name="heading-is-marked",
    holds="A heading is marked with `#`, not with a line under it, bold type or a number of its own.",
    why="WCAG 2.2, 1.3.1: what only looks like a heading is none for people who navigate by headings.",
    remedy="Write `## Text`.",
    severity=Severity.WARNING,
    acceptable=True,
)
NUMBERS_ARE_AUTOMATIC: Final = Rule(
    name="numbers-are-automatic",
    holds="The text of a heading or a caption does not begin with a number of its own.",
    why="Headings, figures, tables and exhibits are numbered in every document; readers would see two numbers.",
    remedy="Leave the number out.",
    severity=Severity.WARNING,
    acceptable=True,
)
LIST_IS_MARKED: Final = Rule(
    name="list-is-marked",
    holds="The items of a list are marked with `- ` or `1. `, and lines of dialogue are paragraphs.",
    why="Lines that begin with “•” or “–” become one paragraph, and are no list for a screen reader.",
    remedy=f"Write `- ` before each item and a blank line before the first, or {_FIX}.",
    warns_when="if the lines begin with a dash, which may be meant as dialogue",
    acceptable=True,
)
BOX_IS_CLOSED: Final = Rule(
    name="box-is-closed",
    holds="Every `:::` block ends with a line `:::` of its own, and there is no such line without a block.",
    why="A block that is not closed swallows the rest of the text.",
    remedy="Write `:::` on a line of its own after the block, or remove the line that closes nothing.",
    acceptable=False,
)
CODE_IS_CLOSED: Final = Rule(
    name="code-is-closed",
    holds="Code that begins with backticks ends with as many.",
    remedy="End it in the same way as it begins, or remove the backticks.",
    acceptable=False,
)
EMPHASIS_IS_CLOSED: Final = Rule(
    name="emphasis-is-closed",
    holds="Emphasis that begins with `*`, `**` or `_` ends with the same sign in the same paragraph.",
    why="Readers would see the signs.",
    remedy=r"Write `*word*` or `**word**`, and `\*` for a sign that readers should see.",
    warns_when="if it is a single sign, which may be meant as it is",
    acceptable=True,
)
LINK_HAS_TARGET: Final = Rule(
    name="link-has-target",
    holds="A link or picture names its target in parentheses directly after the brackets.",
    why="Readers would see the brackets, and have nothing to follow.",
    remedy="Write `[text](https://…)` or `![caption](file.png)`.",
    warns_when="if brackets stand alone, which may be meant as they are",
    acceptable=True,
)
CITATION_IS_CLOSED: Final = Rule(
    name="citation-is-closed",
    holds="A citation that begins with `[` ends with `]`.",
    remedy="Write `[@key, s. 12]`.",
    acceptable=False,
)
ATTRIBUTES_ARE_READ: Final = Rule(
    name="attributes-are-read",
    holds="A label or class in braces stands directly after what it belongs to.",
    why="Readers would see the braces, and references to the label would lead nowhere.",
    remedy='Write `# Heading {#sec-name}`, `![caption](file.png){#fig-name alt="…"}` or `: Caption {#tbl-name}`.',
    acceptable=False,
)
FOOTNOTE_IS_REFERRED_TO: Final = Rule(
    name="footnote-is-referred-to",
    holds="Every footnote belongs to one mark in the text, and has one text.",
    why="A footnote without a mark is lost without a word, and so is the first of two with the same name.",
    remedy="Write `[^1]` where the footnote belongs, or remove it.",
    acceptable=False,
)
TEXT_IS_NOT_INDENTED: Final = Rule(
    name="text-is-not-indented",
    holds="A paragraph does not begin with a tab or four spaces.",
    why="Markdown takes it for code.",
    remedy="Remove the spaces; code stands between two lines of three backticks.",
    severity=Severity.WARNING,
    acceptable=True,
)
LAYOUT_IS_MARKED: Final = Rule(
    name="layout-is-marked",
    holds="Columns are a table, and nothing is moved with tabs, spaces or rows of dots and underscores.",
    why="Readers of a web page, an e-book or a screen reader see no columns, or hear every sign.",
    remedy=f"Write a table with `|` between the columns; for a single tab, {_FIX}.",
    severity=Severity.WARNING,
    acceptable=True,
)
CODE_IS_NOT_RUN: Final = Rule(
    name="code-is-not-run",
    holds="Texts contain no code that is to be run, as R Markdown and Quarto do it.",
    why="It would be printed as it is.",
    remedy="Write the result, or put the code into `figures/` and show it with `![](figure:name){#fig-name}`.",
    acceptable=False,
)
MARKUP_IS_KNOWN: Final = Rule(
    name="markup-is-known",
    holds="Texts contain no markup that only another program understands, such as Quarto, Obsidian or Jekyll.",
    why="Readers would see it.",
    remedy="Remove it, or write it in Markdown.",
    acceptable=True,
)
CHARACTERS_ARE_PLAIN: Final = Rule(
    name="characters-are-plain",
    holds="Texts contain no invisible characters, every letter is a single character, and a word has one alphabet.",
    why="Readers could not find the words by searching, and screen readers would stumble over them. What nobody sees, "
    "or what only looks like our letters, also hides words from whoever reviews a text.",
    remedy=f"Retype the word, or {_FIX}.",
    warns_when="for soft hyphens, unusual spaces and hyphens, and letters in a form of their own",
    acceptable=True,
)
CHARACTERS_CAN_BE_SET: Final = Rule(
    name="characters-can-be-set",
    holds="The fonts of the publication have every character in it.",
    why="PDF/UA-1 (ISO 14289-1:2014, 7.21.4.1), and readers would see an empty box.",
    remedy="Write it in Latin letters, or in words.",
    acceptable=False,
)
PLACEHOLDER_IS_REPLACED: Final = Rule(
    name="placeholder-is-replaced",
    holds="No instruction, `TODO` or `[namn]` is left where a text was to be written.",
    remedy="Write the text, or remove the placeholder.",
    warns_when="unless the build is for readers (`--release`)",
    acceptable=False,
)
