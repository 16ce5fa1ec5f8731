"""The values of fields in an entry that is cited."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.check.sources.fields import faults
from kefu.literature import works
from kefu.model import Source
from kefu.reading.bibtex import parse_bibtex
from kefu.rules.rule import Severity

YEAR = 2026
BOOK = "author = {Ek, A.}, title = {Bron}, year = {2001}"


def found(text: str) -> list[tuple[str, Severity, str, str]]:
    """Return the rule, severity, message and hint of everything that is wrong in the entries of a text."""
    entries = parse_bibtex(Source(path=PurePosixPath("a.bib"), text=text, digest="")).entries
    return [
        (problem.rule.name, problem.severity, problem.message, problem.hints[0])
        for work in works(entries)
        for problem in faults(work, YEAR)
    ]


def rules(text: str) -> list[str]:
    return [rule for rule, *_ in found(text)]


@pytest.mark.parametrize(
    ("field", "right"),
    [
        ("year = {1500}", True),
        ("year = {2027}", True),
        ("year = 2001", True),
        ("date = {2001-02-03}", True),
        ("date = {1998/2001}", True),
        ("date = {1998/}", True),
        ("date = {1998~}", True),
        ("year = {1499}", False),
        ("year = {2028}", False),
        ("year = {1998--2001}", True),
        ("year = {1998/2001}", True),
        ("year = {c1998}", True),
        ("year = {[1998]}", True),
        ("year = {u.å.}", True),
        ("year = {n.d.}", True),
        ("year = {1998}, date = {20}", False),
        ("date = {2020-05/2020-06}", True),
        ("date = {2019-05-01T12:00:00}", True),
        ("date = {May 2020}", True),
        ("date = {2021-22}", True),
        ("year = {20001}", False),
        ("year = {in press}", False),
        ("year = {٢٠٠١}", False),
        ("date = {2001/1998}", False),
        ("date = {2001/2002/2003}", False),
        ("date = {/}", False),
        ("date = {2001-2}", True),
        ("date = {2001-13}", False),
    ],
)
def test_a_year_is_plausible(field: str, *, right: bool) -> None:
    text = f"@book{{a, author = {{Ek, A.}}, title = {{Bron}}, {field}}}"
    assert rules(text) == ([] if right else ["year-is-plausible"])


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("year = {2028}", "the year “2028” cannot be right", "a work cited in 2026 is from 1500 to 2027, "),
        ("date = {1998/2028}", "the year “2028” cannot be right", "a work cited in 2026 is from 1500 to 2027, "),
        ("date = {2001/1998}", "the year “2001/1998” cannot be right", "a work cited in 2026 is from 1500 to 2027, "),
        ("year = {20001}", "“20001” is not a valid year", "write four digits, “u.å.” if there is no year, "),
    ],
)
def test_a_year_that_cannot_be_right_is_told_with_what_can(field: str, message: str, hint: str) -> None:
    ((_, severity, told, hinted),) = found(f"@book{{a, author = {{Ek, A.}}, title = {{Bron}}, {field}}}")
    assert (severity, told) == (Severity.ERROR, message)
    assert hinted.startswith(hint)


@pytest.mark.parametrize(
    ("pages", "right"),
    [
        ("189--212", True),
        ("189–212", True),
        ("189-212", True),
        ("189 -- 212", True),
        ("189--92", True),
        ("7", True),
        ("e1021", True),
        ("xi--xiv", True),
        ("S12--S18", True),
        ("1--10", True),
        ("12--11", False),
        ("99--100", True),
        ("1--3, 12--11", False),
        ("1--3, 7, 9--12", True),
        ("43+", True),
        ("12--12", True),
        ("12--xiv", True),
        ("xi--12", True),
        ("212--189", False),
        ("189--82", False),
        ("189---212", True),
        ("189--", True),
        ("n/a--n/a", True),
        ("s. 189--212", True),
        ("pp. 189", True),
        ("--212", False),
        ("189 till 212", False),
        ("1,,2", False),
        ("många", False),
    ],
)
def test_pages_are_a_range(pages: str, *, right: bool) -> None:
    assert rules(f"@book{{a, {BOOK}, pages = {{{pages}}}}}") == ([] if right else ["pages-are-a-range"])


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("2024-02-29", True),
        ("2024-02-30", False),
        ("2023-02-29", False),
        ("2024-13-01", False),
        ("15 januari 2024", True),
        ("i går", False),
    ],
)
def test_a_day_of_access_is_one_of_the_calendar(day: str, *, right: bool) -> None:
    entry = f"@book{{a, {BOOK}, url = {{https://example.org}}, urldate = {{{day}}}}}"
    told = [] if right else [("year-is-plausible", Severity.WARNING)]
    assert [(rule, severity) for rule, severity, *_ in found(entry)] == told


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("https://exämple.org/å", True),
        ("ftp://example.org/a", False),
        ("example.org", False),
        ("https://", False),
        ("https://[", False),
        ("https://example.org/a b", False),
        ("\\url{https://example.org}", True),
        ("https://example.org/a\\_b", True),
        ("https://example.org/a{\\_}b", True),
        ("https://example.org/a https://example.org/b", True),
        ("https://example.org/a, https://example.org/b.", True),
        ("javascript:alert(1)", False),
    ],
)
def test_a_url_is_an_address_on_the_web(url: str, *, right: bool) -> None:
    assert rules(f"@book{{a, {BOOK}, url = {{{url}}}}}") == ([] if right else ["url-is-web-address"])


@pytest.mark.parametrize(
    ("field", "rule", "severity"),
    [
        ("doi = {10.1016/0304-4076(91)90019-8}", "", None),
        ("doi = {https://doi.org/10.5334/bdb}", "", None),
        ("doi = {10.1007/978-3-031-60069-2{\\_}8}", "", None),
        ("doi = {10/abc123}", "", None),
        ("doi = {http://example.org/a.pdf}", "doi-is-valid", Severity.ERROR),
        ("issn = {0304-4076}", "", None),
        ("issn = {10860266}", "", None),
        ("issn = {1864-9335, 2151-2590}", "", None),
        ("issn = {0378-5955 (print) 2434-561X (online)}", "", None),
        ("issn = {0378-5954}", "issn-is-valid", Severity.WARNING),
        ("issn = {ISSN 12}", "issn-is-valid", Severity.WARNING),
        ("isbn = {978-91-85831-62-3 978-91-7164-145-8}", "", None),
        ("isbn = {978–91–85831–62–3}", "", None),
        ("isbn = {ISBN 978-91-85831-62-3 (inb.)}", "", None),
        ("isbn = {0-306-40615-2}", "", None),
        ("isbn = {0304-4076}", "", None),
        ("isbn = {978-91-85831-62-4}", "isbn-is-valid", Severity.ERROR),
        ("isbn = {978-91-85831-62-3, 978-91-7164-145-9}", "isbn-is-valid", Severity.WARNING),
        ("isbn = {978-91-85831-62-4}, doi = {10.5334/bdb}", "isbn-is-valid", Severity.WARNING),
        ("url = {oj}, doi = {10.5334/bdb}", "", None),
        ("pages = {många}", "pages-are-a-range", Severity.WARNING),
        ("pages = {}", "", None),
    ],
)
def test_identifiers_are_read_as_programs_write_them(field: str, rule: str, severity: Severity | None) -> None:
    assert [each[:2] for each in found(f"@book{{a, {BOOK}, {field}}}")] == ([(rule, severity)] if rule else [])


def test_what_is_not_published_yet_is_told_how_to_say() -> None:
    ((rule, severity, _, hint),) = found("@article{a, author = {Ek, A.}, year = {in press}}")
    assert (rule, severity) == ("year-is-plausible", Severity.WARNING)
    assert "pubstate = {inpress}" in hint


def test_names_that_are_no_names_are_told() -> None:
    ((rule, severity, _, hint),) = found("@book{a, author = {Röda Korset}, publisher = {Röda Korset}}")
    assert (rule, severity) == ("names-are-told-apart", Severity.WARNING)
    assert "{Röda Korset}" in hint
