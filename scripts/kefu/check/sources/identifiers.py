"""DOI, ISBN and ISSN: their syntax and check digits, and the publication's own identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kefu.authored import Publication
from kefu.diagnostics import Diagnostic, in_reading_order
from kefu.literature import bare_doi
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.rules.bibliography import DOI_IS_VALID, ISBN_IS_VALID, ISSN_IS_VALID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.model import Source
    from kefu.reading.yaml import YamlPath
    from kefu.rules.rule import Rule

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/[^\s\\{}]+|10/[a-z0-9]{3,10}", re.ASCII)
_ISBN: Final = re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX]", re.ASCII)
_ISSN: Final = re.compile(r"\d{4}-\d{3}[\dX]", re.ASCII)


class Fault(NamedTuple):
    """What is wrong with an identifier, and how to correct it."""

    message: str
    hint: str


def doi_fault(doi: str) -> Fault | None:
    """Return what is wrong with a DOI, which is written bare, without the address of a resolver before it.

    Its prefix is `10.` and the registrant's number, and its suffix consists of any visible characters (ISO 26324); a
    short one, of shortdoi.org, looks like `10/abc`. In addition to that standard, a registrant's number must have at
    least four digits, and backslashes, braces and final punctuation are faults: they come from TeX, or from the
    sentence that the DOI was copied from.
    """
    bare = bare_doi(doi)
    if not _DOI.fullmatch(bare) or not bare.isprintable():
        return Fault(
            f"“{doi}” is not a valid DOI", "a DOI looks like “10.1234/name”; look it up on the publisher's page"
        )
    if bare[-1] in ".,;:":
        return Fault(f"the DOI “{doi}” ends with “{bare[-1]}”", "remove the punctuation, which is not part of the DOI")
    if bare != doi:
        return Fault(f"“{doi}” is more than the bare DOI", f"write “{bare}”; its address is derived from that")
    return None


def isbn_fault(isbn: str) -> Fault | None:
    """Return what is wrong with an ISBN of 10 or 13 digits, written with or without hyphens or spaces.

    The rules for prefix and check digit are those of ISO 2108:2017 and, for 10 digits, of the 1992 edition. The prefix
    979-0 is for printed music (ISMN, ISO 10957). The positions of the hyphens are not checked against the ranges of the
    International ISBN Agency, whose list keeps growing.
    """
    digits = re.sub("[ -]", "", isbn)
    if not _ISBN.fullmatch(isbn):
        return Fault(
            f"“{isbn}” is not a valid ISBN", "an ISBN has 13 digits, or 10 in older books, separated by hyphens"
        )
    if digits.startswith("9790") and len(digits) == len("9790000000000"):
        return Fault(f"“{isbn}” is not a valid ISBN: 979-0 is for printed music", "look it up in the book")
    if _isbn_check_digit(digits[:-1]) != digits[-1]:
        return Fault(f"the check digit of the ISBN “{isbn}” is wrong", "one digit is mistyped; look it up in the book")
    return None


def whole_isbn(isbn: str) -> str:
    """Return the 13 digits of a valid ISBN, converting it if it has 10."""
    digits = re.sub("[ -]", "", isbn)
    core = digits[:-1] if len(digits) == len("9780000000000") else f"978{digits[:-1]}"
    return core + _isbn_check_digit(core)


def _isbn_check_digit(digits: str) -> str:
    if len(digits) == len("978000000000"):
        return str(-sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10)
    return _modulo_11(digits)


def issn_fault(issn: str) -> Fault | None:
    """Return what is wrong with an ISSN: eight digits with a hyphen in the middle (ISO 3297)."""
    if not _ISSN.fullmatch(issn):
        return Fault(
            f"“{issn}” is not a valid ISSN", "an ISSN looks like “1234-5679”: eight digits, the last of which may be X"
        )
    digits = issn.replace("-", "")
    if _modulo_11(digits[:-1]) != digits[-1]:
        return Fault(f"the check digit of the ISSN “{issn}” is wrong", "one digit is mistyped; look it up")
    return None


def _modulo_11(digits: str) -> str:
    """Return the check digit for these digits, which are weighted 2, 3 and so on, starting from the last."""
    check = -sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), start=2)) % 11
    return "X" if check == len("0123456789") else str(check)


FAULTS: Final[Mapping[str, Callable[[str], Fault | None]]] = {
    "doi": doi_fault,
    "isbn": isbn_fault,
    "issn": issn_fault,
}
"""The function that finds what is wrong with an identifier, by the name of its field."""

VALID: Final[Mapping[str, Rule]] = {"doi": DOI_IS_VALID, "isbn": ISBN_IS_VALID, "issn": ISSN_IS_VALID}
"""The rule that a faulty identifier breaks, by the name of its field."""


def identifiers(source: Source) -> tuple[Diagnostic, ...]:
    """Check the identifiers of the report and its series in `publication.yaml`.

    Raises `BuildError` if the file is not valid.
    """
    yaml = parse_yaml(source)
    publication = validate(Publication, yaml)
    given: list[tuple[YamlPath, str, str]] = [
        (("identifiers", "isbn", kind), "isbn", isbn) for kind, isbn in publication.identifiers.isbn.items()
    ]
    if publication.identifiers.doi:
        given.append((("identifiers", "doi"), "doi", publication.identifiers.doi))
    if publication.series and publication.series.issn:
        given.append((("series", "issn"), "issn", publication.series.issn))
    return in_reading_order(
        Diagnostic(rule=VALID[name], location=yaml.at(path), message=fault.message, hints=(fault.hint,))
        for path, name, value in given
        if (fault := FAULTS[name](value))
    )
