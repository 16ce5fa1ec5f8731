"""The bibliography, its citation style, and the identifiers in it and in `report/publication.yaml`.

Of an entry that nothing cites, only that is told: what programs for references keep in it need not be complete.
"""

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
    remedy="Give one of them another key, and correct the citations; if both are the same, remove one.",
    acceptable=False,
    warns_when="if the entries are the same, or if nothing cites them; the first is read",
)
ENTRY_HAS_KEY: Final = Rule(
    name="entry-has-key",
    holds="Every entry in the bibliography has a key, without spaces, commas and other marks that end it.",
    why="Without one, no text can cite it.",
    remedy="Write a key after the brace, as in `@book{svara2001, …}`.",
    severity=Severity.WARNING,
    acceptable=True,
)
FIELD_IS_GIVEN_ONCE: Final = Rule(
    name="field-is-given-once",
    holds="No field is given twice in an entry.",
    why="Only the first is read.",
    remedy="Keep the right one.",
    severity=Severity.WARNING,
    acceptable=True,
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
    why="The BibLaTeX manual lists the kinds (2.1.1 to 2.1.3); any other is read as `@misc`.",
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
    holds="An entry inherits fields only from other entries, which exist in the bibliography.",
    remedy="Correct the key in `crossref` or `xdata`, or write the fields in the entry itself.",
    acceptable=True,
)
FIELD_IS_GIVEN: Final = Rule(
    name="field-is-given",
    holds="An entry has the fields that a work of its kind needs.",
    why="They are the ones that the BibLaTeX manual requires (2.1.1), except those that Swedish reports do without.",
    remedy="Add the field, or one of the alternatives that the hint lists. A work without a year has `year = {u.å.}`.",
    acceptable=True,
    warns_when="if what is missing is who made the work, when, or who issued it, as references do without that",
)
FIELD_IS_NOT_EMPTY: Final = Rule(
    name="field-is-not-empty",
    holds="No field that a work of its kind needs is empty.",
    remedy="Give it a value, or remove the field.",
    acceptable=True,
)
FIELD_IS_SHOWN: Final = Rule(
    name="field-is-shown",
    holds="The reference of a cited entry shows every field that says something about the work.",
    why="What somebody has written and nobody can read is easily overlooked.",
    remedy="Correct the field's name, or say it in `note`. The field may stay if readers need not see it.",
    severity=Severity.WARNING,
    acceptable=True,
)
NAMES_ARE_TOLD_APART: Final = Rule(
    name="names-are-told-apart",
    holds="Persons are parted by “and”, and the name of an organisation stands in a second pair of braces.",
    why="“Sveriges Kommuner och Regioner” would otherwise be a person whose surname is Regioner.",
    remedy="Write `author = {Alm, Bo and Ek, Cia}`, and `author = {{Sveriges Kommuner och Regioner}}`.",
    severity=Severity.WARNING,
    acceptable=True,
)
TEX_IS_TYPESET: Final = Rule(
    name="tex-is-typeset",
    holds="What an entry writes in TeX can be shown in every format.",
    why="Formulas beyond raised and lowered characters, and commands of packages, have no place in a list.",
    remedy="Write the characters themselves, or `CO$_2$`.",
    acceptable=False,
)
COMMUNICATION_IS_NOT_LISTED: Final = Rule(
    name="communication-is-not-listed",
    holds="Personal communication, such as letters, e-mails and conversations, is not in the bibliography.",
    why="Readers cannot look it up, so it is told in the text or a footnote.",
    remedy="Say it where it is used, as “(Bo Alm, personlig kommunikation, 3 mars 2023)”, and remove the entry.",
    severity=Severity.WARNING,
    acceptable=True,
)
YEAR_IS_PLAUSIBLE: Final = Rule(
    name="year-is-plausible",
    holds="A year is written with four digits, and is neither before printing began nor after the publication; the day "
    "of access is one of the calendar.",
    remedy="Look the year up. Write `year = {u.å.}` if there is none, and `pubstate = {inpress}` if it is yet to come.",
    acceptable=True,
    warns_when="if the value says that the work is not published yet, or the day is that of access",
)
PAGES_ARE_A_RANGE: Final = Rule(
    name="pages-are-a-range",
    holds="Pages are single pages or ranges that end after they begin.",
    remedy="Write `12--15`, with a comma between several.",
    acceptable=True,
    warns_when="if they are no numbers and are shown as they are written",
)
URL_IS_WEB_ADDRESS: Final = Rule(
    name="url-is-web-address",
    holds="A `url` is a complete web address.",
    remedy="Write the address in full, as `https://…`.",
    acceptable=True,
)
DOI_IS_VALID: Final = Rule(
    name="doi-is-valid",
    holds="A DOI is well-formed, as `10.1234/name`, and stands bare in `report/publication.yaml`.",
    why="ISO 26324 says what a DOI looks like.",
    remedy="Look it up on the publisher's page, and remove the punctuation after it.",
    acceptable=True,
)
ISBN_IS_VALID: Final = Rule(
    name="isbn-is-valid",
    holds="An ISBN has 13 digits, or 10 in older books, and the right check digit.",
    why="ISO 2108:2017 says how the check digit is calculated, so that a mistyped digit shows.",
    remedy="Look it up in the book.",
    acceptable=True,
    warns_when="if its reference does not show the ISBN",
)
ISSN_IS_VALID: Final = Rule(
    name="issn-is-valid",
    holds="An ISSN has eight digits with a hyphen in the middle, and the right check digit.",
    why="ISO 3297 says how the check digit is calculated, so that a mistyped digit shows.",
    remedy="Look it up in the journal or the series.",
    acceptable=True,
    warns_when="in the bibliography, as no reference shows it",
)
