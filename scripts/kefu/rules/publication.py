"""What `report/publication.yaml` says about editions, chapters and the summary."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

EDITION_MAY_SHOW_PART: Final = Rule(
    name="edition-may-show-part",
    holds="A public edition does not include a part that is only for teachers.",
    why="Everything in a public edition is published for everybody, including students.",
    remedy="Remove the part from the edition, or write `visibility: restricted`.",
    acceptable=False,
)
EDITION_NAMES_PART_ONCE: Final = Rule(
    name="edition-names-part-once",
    holds="An edition lists each part once.",
    remedy="Remove the repetition from `parts`.",
    acceptable=False,
)
EDITION_FORMAT_IS_PUBLIC: Final = Rule(
    name="edition-format-is-public",
    holds="An edition with web pages is public.",
    why="A web page is part of the public site.",
    remedy="Remove `html` from its formats, or write `visibility: public`.",
    acceptable=False,
)
EDITION_HAS_TERMS: Final = Rule(
    name="edition-has-terms",
    holds="A restricted edition says in `terms` what its readers may do with it, and has no open licence.",
    why="A teacher's edition must not say on its cover that it is not for students, and in its imprint that anybody "
    "may hand it on.",
    remedy="Write `terms` for the edition, in plain Swedish: what a teacher may do, and what not.",
    acceptable=False,
)
EDITION_FILE_IS_NAMED: Final = Rule(
    name="edition-file-is-named",
    holds="An edition has a title with a letter or a digit to name its file after, or a `file-name`.",
    remedy="Add a `file-name` to the edition.",
    acceptable=False,
)
EDITION_FILE_IS_UNIQUE: Final = Rule(
    name="edition-file-is-unique",
    holds="No two editions of a document have the same file name.",
    why="One file would replace the other.",
    remedy="Give one of them another `file-name`.",
    acceptable=False,
)
CHAPTER_IS_LISTED_ONCE: Final = Rule(
    name="chapter-is-listed-once",
    holds="A chapter is listed once under `chapters`.",
    remedy="Remove the repetition.",
    acceptable=False,
)
CHAPTER_IS_LISTED: Final = Rule(
    name="chapter-is-listed",
    holds="Every Markdown file next to `publication.yaml` is a chapter of the report.",
    why="A chapter that is not listed is missing from the report, which is easily overlooked.",
    remedy="List the file under `chapters`, or move it elsewhere.",
    severity=Severity.WARNING,
    acceptable=True,
)
CHAPTER_HAS_TITLE: Final = Rule(
    name="chapter-has-title",
    holds="A chapter begins with its title, which is its only heading of level 1.",
    remedy="Begin the file with `# Title`, and write the headings below it with `##` or more.",
    acceptable=False,
)
CASES_HAVE_A_PLACE: Final = Rule(
    name="cases-have-a-place",
    holds="The body of the report lists `cases` once.",
    why="That is the place of the cases in the report.",
    remedy="List `cases` once under `body`, between the chapters before and after the cases.",
    acceptable=False,
)
SUMMARY_IS_CHAPTER: Final = Rule(
    name="summary-is-chapter",
    holds="The summary is a chapter of the report.",
    remedy="Choose one of the files listed under `chapters`.",
    acceptable=False,
)
SUMMARY_STANDS_ALONE: Final = Rule(
    name="summary-stands-alone",
    holds="The summary has no citations, cross-references, footnotes, pictures or tables.",
    why="The site shows it without the rest of the report.",
    remedy="Say it in plain words, or leave it to the other chapters.",
    acceptable=False,
)
