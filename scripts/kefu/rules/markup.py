"""The Markdown of texts: what authors may write, and what refers to what."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

MARKDOWN_IS_READABLE: Final = Rule(
    name="markdown-is-readable",
    holds="A text can be read as Markdown within the time and memory that a text may take, and nothing in it is in "
    "more than twelve lists, quotations, emphases and the like.",
    remedy="Close every bracket, and do not nest brackets, lists or quotations more than a few levels deep.",
    acceptable=False,
)
TEXT_IS_NOT_EMPTY: Final = Rule(
    name="text-is-not-empty",
    holds="Every text contains words.",
    remedy="Write the text, or remove the file.",
    acceptable=False,
)
MARKUP_IS_PORTABLE: Final = Rule(
    name="markup-is-portable",
    holds="Texts use only markup that every format can show: no HTML, no LaTeX, no attributes that kefu does not know.",
    why="The same text becomes a PDF, a web page, an e-book and a Word file.",
    remedy="Write it in Markdown, or put a backslash before the first character to show it as it is.",
    acceptable=False,
)
LABEL_NAMES_ITS_KIND: Final = Rule(
    name="label-names-its-kind",
    holds="A label begins with the kind of thing that it labels: `sec-`, `fig-`, `tbl-` or `exh-`.",
    remedy="Rename it as `{#fig-name}`, with only small letters a–z, digits and hyphens.",
    acceptable=False,
)
LABEL_IS_UNIQUE: Final = Rule(
    name="label-is-unique",
    holds="No label is used twice in the project.",
    why="All cases are in one report, where a reference must have one target.",
    remedy="Give each its own label, and correct the references.",
    acceptable=False,
)
BOX_IS_KNOWN: Final = Rule(
    name="box-is-known",
    holds="A `:::` block is an exhibit, a pull quote or a passage in another language.",
    remedy="Write `.exhibit` with a label and a title, `.pullquote` or `lang=…`.",
    acceptable=False,
)
LANGUAGE_IS_A_CODE: Final = Rule(
    name="language-is-a-code",
    holds="A passage in another language is marked with the code of that language.",
    why="Programs that read aloud choose the voice by it. Source: BCP 47 and ISO 639.",
    remedy="Write two or three letters, and a country where it matters: `lang=en`, `lang=en-GB`.",
    acceptable=False,
)
HEADING_HAS_TEXT: Final = Rule(
    name="heading-has-text",
    holds="A heading contains words.",
    why="WCAG 2.2, 2.4.6: headings describe what follows them.",
    remedy="Write its text after `#`, or remove it.",
    acceptable=False,
)
HEADING_IS_NOT_TOO_DEEP: Final = Rule(
    name="heading-is-not-too-deep",
    holds="A chapter has headings of five levels at most, and a part of a case of four.",
    why="A case is a chapter of the report, where its headings stand one level deeper, and web pages have six levels "
    "in all.",
    remedy="Write the heading with fewer `#`, or make its section a paragraph.",
    acceptable=False,
)
LINK_RESOLVES: Final = Rule(
    name="link-resolves",
    holds="A link leads to a page on the web or to an e-mail address.",
    why="A path to a file leads nowhere in a document that stands on its own.",
    remedy="Refer to a place in the publication by its label, as `@sec-name`, and to the web with `https://…`.",
    acceptable=False,
)
FOOTNOTE_RESOLVES: Final = Rule(
    name="footnote-resolves",
    holds="Every footnote mark has a footnote.",
    remedy="Add a line `[^1]: …` with the mark and the text of the footnote.",
    acceptable=False,
)
FOOTNOTE_STANDS_IN_TEXT: Final = Rule(
    name="footnote-stands-in-text",
    holds="A footnote does not stand in a heading, in the text of a link or in another footnote.",
    why="A heading is repeated in tables of contents, where its footnote would be a second one. E-books and Word files "
    "cannot show a footnote in a footnote.",
    remedy="Move the mark to the text below the heading or after the link, and say what the inner footnote says in the "
    "outer one.",
    acceptable=False,
)
LINK_HAS_ONE_TARGET: Final = Rule(
    name="link-has-one-target",
    holds="The text of a link contains no other link, no citation and no cross-reference.",
    why="They are links themselves, and a link can lead to one place only.",
    remedy="End the link before the citation or cross-reference.",
    acceptable=False,
)
FORMULA_IS_IN_WORDS: Final = Rule(
    name="formula-is-in-words",
    holds="A text has no formulas in the form that LaTeX gives them.",
    why="Not every format can show formulas so that they can also be read aloud.",
    remedy="Write `*p* < 0,05`, `x^2^` or `H~2~O`; show a larger formula as a picture that has an alternative text.",
    acceptable=False,
)
COMMENT_IS_CLOSED: Final = Rule(
    name="comment-is-closed",
    holds="A comment that begins with `<!--` ends with `-->`.",
    why="What was meant to be hidden would be published.",
    remedy="End it with `-->`.",
    acceptable=False,
)
REFERENCES_ARE_APART: Final = Rule(
    name="references-are-apart",
    holds="A citation and a cross-reference do not share a pair of brackets.",
    remedy="Give each its own brackets.",
    acceptable=False,
)
CROSS_REFERENCE_RESOLVES: Final = Rule(
    name="cross-reference-resolves",
    holds="Every cross-reference names a label that exists in the project, in a part that some edition includes.",
    remedy="Correct the label, add it to what it should point to, or include the part in an edition.",
    acceptable=False,
)
REFERENCE_IS_VISIBLE: Final = Rule(
    name="reference-is-visible",
    holds="A text for everybody does not refer to a part that is only for teachers.",
    why="Readers could not follow the reference, and would learn that there is something to find.",
    remedy="Remove the reference, or move what it points to.",
    acceptable=False,
)
CITATION_RESOLVES: Final = Rule(
    name="citation-resolves",
    holds="Every citation names a work in the bibliography.",
    remedy="Correct the key, or add the work to the bibliography.",
    acceptable=False,
)
