"""The bibliography, its citation style, and the identifiers in it and in `report/publication.yaml`."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

BIBTEX_IS_READABLE: Final = Rule(
    name="bibtex-is-readable",
    holds="The bibliography is valid BibTeX.",
    remedy="Write an entry as `@article{key, field = {value}, …}`, with every brace closed.",
    acceptable=False,
)
KEY_IS_UNIQUE: Final = Rule(
    name="key-is-unique",
    holds="No two entries in the bibliography have the same key.",
    remedy="Give one of them another key, and correct the citations.",
    acceptable=False,
)
STYLE_IS_READABLE: Final = Rule(
    name="style-is-readable",
    holds="The citation style is an independent CSL 1.0 style that pandoc can use.",
    remedy="Use an independent style from the repository of the Citation Style Language.",
    acceptable=False,
)
ENTRY_KIND_IS_KNOWN: Final = Rule(
    name="entry-kind-is-known",
    holds="An entry is of a kind of work that BibLaTeX knows.",
    why="The BibLaTeX manual lists the kinds (2.1.1 to 2.1.3).",
    remedy="Correct the word after `@`; `@misc` is for anything that fits nowhere else.",
    acceptable=True,
)
ENTRY_IS_CITED: Final = Rule(
    name="entry-is-cited",
    holds="Every work in the bibliography is cited.",
    remedy="Cite it where a text relies on it, or remove it.",
    severity=Severity.WARNING,
    acceptable=True,
)
WORK_IS_LISTED_ONCE: Final = Rule(
    name="work-is-listed-once",
    holds="No work is in the bibliography under two keys.",
    why="A document that cites both would list the work twice.",
    remedy="Cite one of them everywhere, and remove the other.",
    acceptable=True,
)
CROSSREF_RESOLVES: Final = Rule(
    name="crossref-resolves",
    holds="An entry inherits fields only from entries that exist in the bibliography.",
    remedy="Correct the key in `crossref` or `xdata`, or write the fields in the entry itself.",
    acceptable=True,
)
FIELD_IS_GIVEN: Final = Rule(
    name="field-is-given",
    holds="An entry has the fields that a work of its kind needs.",
    why="They are the ones that the BibLaTeX manual requires (2.1.1), except those that Swedish reports do without.",
    remedy="Add the field, or one of the alternatives that the hint lists.",
    acceptable=True,
)
FIELD_IS_NOT_EMPTY: Final = Rule(
    name="field-is-not-empty",
    holds="No field of an entry is empty.",
    remedy="Give it a value, or remove the field.",
    acceptable=True,
)
YEAR_IS_PLAUSIBLE: Final = Rule(
    name="year-is-plausible",
    holds="A year is written with four digits, and is neither before printing began nor after the publication.",
    remedy="Look the year up. If a web page or a law has no year, leave the field out, and “u.å.” is shown.",
    acceptable=True,
)
PAGES_ARE_A_RANGE: Final = Rule(
    name="pages-are-a-range",
    holds="Pages are single pages or ranges that end after they begin.",
    remedy="Write `12--15`, with a comma between several, and without “s.” or “pp.”.",
    acceptable=True,
)
URL_IS_WEB_ADDRESS: Final = Rule(
    name="url-is-web-address",
    holds="A `url` is a complete web address.",
    remedy="Write the address in full, as `https://…`.",
    acceptable=True,
)
DOI_IS_VALID: Final = Rule(
    name="doi-is-valid",
    holds="A DOI is written bare, as `10.1234/name`, and is well-formed.",
    why="ISO 26324 says what a DOI looks like.",
    remedy="Look it up on the publisher's page, and remove the address before it and the punctuation after it.",
    acceptable=True,
)
ISBN_IS_VALID: Final = Rule(
    name="isbn-is-valid",
    holds="An ISBN has 13 digits, or 10 in older books, and the right check digit.",
    why="ISO 2108:2017 says how the check digit is calculated, so that a mistyped digit shows.",
    remedy="Look it up in the book.",
    acceptable=True,
)
ISSN_IS_VALID: Final = Rule(
    name="issn-is-valid",
    holds="An ISSN has eight digits with a hyphen in the middle, and the right check digit.",
    why="ISO 3297 says how the check digit is calculated, so that a mistyped digit shows.",
    remedy="Look it up in the journal or the series.",
    acceptable=True,
)
