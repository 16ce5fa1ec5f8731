"""The bibliography. In the files here a line `%! column rule: …` expects a problem on the line above it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.check.sources.bibliography import bibliography, cited_in, without_identifiers
from kefu.diagnostics import BuildError
from kefu.literature import ALIASES, KINDS, works, written
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.bibtex import parse_bibtex
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kefu.diagnostics import Diagnostic
    from kefu.load import Loaded
    from kefu.model import Project

YEAR = 2026
BOOK = "author = {Ek, A.}, title = {Bron}, year = {2001}"
OTHER = "author = {Al, B.}, title = {Ån}, year = {2003}"


def check(text: str, cited: Collection[str] | None = None) -> tuple[Diagnostic, ...]:
    """Check a bibliography; without `cited` everything in it is cited."""
    keys = re.findall(r"@\w+\{\s*([^,}\s]+)", text) if cited is None else cited
    return bibliography(source(text), keys, year=YEAR, references={})


def source(text: str) -> Source:
    return Source(path=PurePosixPath("a.bib"), text=text, digest="")


def rules(text: str) -> list[str]:
    return [problem.rule.name for problem in check(text)]


WRONG = """\
@article{a1,
%! 1 field-is-given: “a1” has no “journaltitle”
  author = {Ek, Anna},
  title  = {Om bron},
  year   = {20001},
%! 13 year-is-plausible: “20001” is not a valid year
  doi    = {10.5334/bdb.},
%! 13 doi-is-valid: ends with
  pages  = {12--1},
%! 13 pages-are-a-range: end before they begin
}
@book{b1, title = {}, isbn = "978-91-85831-62-4", author = {X}, year = 2001}
%! 20 field-is-not-empty: “title” is empty
%! 31 isbn-is-valid: the check digit
@Report{c1,
  author = {Ek, Anna and Al, Bo},
  title  = {{Om {BRON}}},
  Year   = {2028},
%! 13 year-is-plausible: “2028” cannot be right
  institution = {X},
  url    = {www.example.org},
%! 13 url-is-web-address: is not a web address
}
@artikel{d1, title = {Bron}}
%! 1 entry-kind-is-known: unknown kind of work “artikel”
  @misc{e1, title = {Om en bro},
    crossref = {borta}}
%! 17 crossref-resolves: no entry “borta”
"""


ASKED = {"field-is-given", "field-is-not-empty"}


def test_problems_are_told_at_their_line_and_column() -> None:
    lines: list[str] = []
    expected = []
    for line in WRONG.splitlines():
        if note := re.fullmatch(r"%! (\d+) ([\w-]+): (.+)", line):
            expected.append((len(lines), int(note[1]), note[2], note[3]))
        else:
            lines.append(line)
    found = check("\n".join(lines))
    assert [(p.location.line, p.location.column, p.rule.name) for p in found] == [e[:3] for e in expected]
    for problem, (*_, message) in zip(found, expected, strict=True):
        assert message in problem.message
        assert problem.hints
        assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("artikel", "did you mean “article”?"), ("xyz", f"known kinds: {', '.join(KINDS)}")],
)
def test_a_kind_that_is_unknown_is_told_with_what_may_be_meant(kind: str, hint: str) -> None:
    (problem,) = (one for one in check(f"@{kind}{{a, {BOOK}}}") if one.rule.name == "entry-kind-is-known")
    assert problem.hints == (hint,)


@pytest.mark.parametrize(
    ("parents", "places"),
    [
        ({"a": "a"}, [("a", "“a” inherits fields from itself")]),
        ({"a": "b", "b": "a"}, [("b", "“b” inherits fields from itself, by way of “a”")]),
        ({"a": "b", "b": "c", "c": "b"}, [("c", "“c” inherits fields from itself, by way of “b”")]),
        ({"a": "b,c", "b": "c", "c": "d", "d": ""}, []),
    ],
)
def test_an_entry_that_inherits_from_itself_is_told(
    parents: Mapping[str, str], places: Sequence[tuple[str, str]]
) -> None:
    text = "\n".join(f"@book{{{key}, {BOOK}, xdata = {{{above}}}}}" for key, above in parents.items())
    found = [p for p in check(text) if p.rule.name == "crossref-resolves"]
    lines = [*parents]
    assert [(lines[(p.location.line or 0) - 1], p.message) for p in found] == places


def test_what_nobody_cites_is_a_warning() -> None:
    text = f"@book{{a, {BOOK}}}\n  @book{{b, {BOOK.replace('Bron', 'Ån')}}}"
    (problem,) = check(text, cited={"a"})
    assert (problem.rule.name, problem.severity) == ("entry-is-cited", Severity.WARNING)
    assert (problem.location.line, problem.location.column) == (2, 3)
    assert "“b”" in problem.message


def test_what_lends_a_cited_entry_its_fields_is_used() -> None:
    part = "@incollection{a, author = {Ek, A.}, title = {Bron}, crossref = {b}}"
    whole = "@collection{b, editor = {Al, B.}, title = {Broar}, year = {2001}}"
    assert check(part + whole, cited={"a"}) == ()
    assert [problem.rule.name for problem in check(part, cited={"a"})] == [
        "field-is-given",
        "field-is-given",
        "crossref-resolves",
    ]


@pytest.mark.parametrize("text", ["@book{a, title = {x}", "@book{"])
def test_what_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(BuildError) as raised:
        check(text)
    assert all(problem.location.column for problem in raised.value.diagnostics)


@pytest.mark.parametrize("kind", [*KINDS, *ALIASES])
def test_every_field_that_a_kind_requires_is_missed_and_any_of_its_alternatives_will_do(kind: str) -> None:
    needed = KINDS[ALIASES.get(kind, kind)].needs
    values = {"year": "2001", "date": "2001", "url": "https://example.org", "doi": "10.5334/bdb"}
    whole = {names[0]: values.get(names[0], "Ord") for names in needed}

    def as_entry(fields: dict[str, str]) -> str:
        return f"@{kind}{{a, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}"

    assert {problem.rule.name for problem in check(as_entry(whole))} <= {"communication-is-not-listed"}
    for names in needed:
        rest = {name: value for name, value in whole.items() if name != names[0]}
        missing = [problem for problem in check(as_entry(rest)) if problem.rule.name in ASKED]
        if rest.keys() & {*names}:  # as an institution is a report's author too
            assert missing == []
            continue
        assert [problem.rule.name for problem in missing] == ["field-is-given"]
        assert f"“{names[0]}”" in missing[0].message
        for other in names[1:]:
            assert other in missing[0].hints[0]
            given = check(as_entry(rest | {other: values.get(other, "Ord")}))
            assert [problem for problem in given if problem.rule.name in ASKED] == []


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        ("@artikel{a, year = {2001}}", ["unknown kind of work “artikel”"]),
        ("@report{a, author = {{Röda Korset}}, year = {2001}}", ["“a” has no “title”"]),
        ("@report{a, author = {Ek, A.}, year = {2001}, title = {x}}", ["“a” has no “institution”"]),
        ("@report{a, author = {{Röda Korset}}, year = {2001}, title = {x}}", []),
        ("@book{a, author = {Ek, A.}, year = {2001}, subtitle = {}, title = { }}", ["“title” is empty"]),
        ("@book{a, author = {Ek, A.}, pubstate = {inpress}, title = {x}}", []),
        ("@book{a, author = {}, editor = {}, year = {2001}, title = {x}}", ["“author” is empty"]),
    ],
)
def test_what_is_missing_is_told_and_nothing_else(entry: str, messages: list[str]) -> None:
    assert [problem.message for problem in check(entry)] == messages


@pytest.mark.parametrize(
    ("entry", "severity", "hint"),
    [
        ("@misc{a, note = {x}}", Severity.ERROR, "add a line “title = {…},”"),
        ("@misc{a, title = {}}", Severity.ERROR, "give it a value, or remove the field"),
        ("@manual{a, title = {x}, year = {}}", Severity.ERROR, "give it a value, or remove the field"),
        (
            "@manual{a, title = {x}}",
            Severity.WARNING,
            "add a line “year = {…},” or “date”; if the work has none, “year = {u.å.},”",
        ),
    ],
)
def test_what_is_missing_is_told_with_what_to_write(entry: str, severity: Severity, hint: str) -> None:
    (problem,) = check(entry)
    assert (problem.severity, problem.hints) == (severity, (hint,))


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (BOOK, "author = {A. Ek}, title = {{BRON}.}, date = {2001-02}", "title"),
        (BOOK, "author = {Ek, A. and Al, B.}, title = {Bron}, year = {2001}, number = {3}", "title"),
        (
            "author = {Åk, A.}, title = {En ö}, year = 2001",
            'author = {{\\AA}k, A.}, title = {En \\"o}, year = 2001',
            "title",
        ),
        ("author = {Ek, A.}, title = {Bron}, year = u.å.", "author = {Ek, A.}, title = {Bron}, year = u.å.", "title"),
        ("title = {Bron}, year = 2001, editor = {Ek, A.}", "title = {Bron}, year = 2001, author = {Ek, B.}", "title"),
        (f"{BOOK}, doi = {{10.5334/BDB}}", f"{OTHER}, doi = {{10.5334/bdb}}", "DOI"),
        (f"{BOOK}, doi = {{10.5334/bdb}}, volume = 1", f"{OTHER}, doi = {{10.5334/bdb}}, volume = 2", "DOI"),
        (f"{BOOK}, isbn = {{0-306-40615-2}}", f"{OTHER}, isbn = {{9780306406157}}", "ISBN"),
    ],
)
def test_a_work_is_listed_once(one: str, other: str, share: str) -> None:
    (problem,) = check(f"@book{{a, {one}}}\n@report{{b, institution = {{X}}, {other}}}")
    assert (problem.rule.name, problem.location.line) == ("work-is-listed-once", 2)
    assert "“b” is the same work as “a”" in problem.message
    assert share in problem.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BOOK, BOOK.replace("2001", "2002")),
        (BOOK, BOOK.replace("Ek", "Al")),
        (BOOK, BOOK.replace("Bron", "Ån")),
        (f"{BOOK}, volume = 1", f"{BOOK}, volume = 2"),
        (f"{BOOK}, edition = 1, volume = 1", f"{BOOK}, edition = 2, volume = 1"),
        (f"{BOOK}, isbn = {{0-306-40615-2 978-91-85831-62-3}}", f"{OTHER}, isbn = {{978-91-85831-62-3}}"),
        (f"{BOOK}, isbn = {{978-91-85831-62-3}}, volume = 1", f"{BOOK}, isbn = {{978-91-85831-62-3}}, volume = 2"),
    ],
)
def test_works_that_only_resemble_one_another_are_several(one: str, other: str) -> None:
    assert check(f"@book{{a, {one}}}\n@book{{b, {other}}}") == ()


def test_chapters_share_the_isbn_of_their_book() -> None:
    chapter = "@incollection{%s, author = {Ek, A.}, title = {%s}, booktitle = {X}, year = 2001, isbn = {9780306406157}}"
    assert check(chapter % ("a", "Bron") + chapter % ("b", "Ån")) == ()


def test_a_work_that_is_there_three_times_is_told_twice_and_once_each() -> None:
    text = "\n".join(f"@book{{{key}, {BOOK}, doi = {{10.5334/bdb}}}}" for key in "abc")
    assert [(problem.rule.name, problem.location.line) for problem in check(text)] == [
        ("work-is-listed-once", 2),
        ("work-is-listed-once", 3),
    ]


FIELDS = ("author", "title", "year", "date", "doi", "isbn", "issn", "url", "pages", "crossref", "xdata", "editor")


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((*KINDS, *ALIASES, "okänd")),
            st.dictionaries(st.sampled_from(FIELDS), st.text("aåX019-–/.,: \\\"'~#%", max_size=12), max_size=6),
        ),
        max_size=4,
    )
)
def test_any_entries_are_checked_to_their_places(entries: list[tuple[str, dict[str, str]]]) -> None:
    text = "\n".join(
        f"@{kind}{{k{index}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}"
        for index, (kind, fields) in enumerate(entries)
        if not any(value.endswith("\\") for value in fields.values())
    )
    for problem in check(text):
        assert problem.location.line
        assert problem.location.column
        assert problem.hints


def test_works_are_cited_in_chapters_parts_and_captions(project: Project) -> None:
    assert cited_in(project) == {"svara1985", "svara2001", "kommunallag"}


def test_the_repositorys_bibliography_is_sound(manuscript: Loaded) -> None:
    project = manuscript.project
    path = PurePosixPath(project.publication.bibliography.references)
    (source,) = (source for source in project.sources if source.path == path)
    cited, year = cited_in(project), project.publication.date.year
    assert bibliography(source, cited, year=year, references=project.references) == ()


def test_what_nobody_cites_need_not_be_complete() -> None:
    faulty = "@buk{b, author = {Alm; Ek}, year = {20}, doi = {x}, pages = {9--1}, crossref = {borta}, isbn = {1}}"
    assert [problem.rule.name for problem in check(faulty, cited=())] == ["entry-is-cited"]


@pytest.mark.parametrize(
    ("second", "cited", "severity"),
    [
        ("@book{a, title = {y}}", {"a"}, Severity.ERROR),
        ("@book{a, title = {x}}", {"a"}, Severity.WARNING),
        ("@book{a, title = {y}}", set(), Severity.WARNING),
    ],
)
def test_a_key_that_is_used_twice_matters_if_it_is_cited(second: str, cited: set[str], severity: Severity) -> None:
    found = [p for p in check(f"@book{{a, title = {{x}}}}\n{second}", cited) if p.rule.name == "key-is-unique"]
    assert [(problem.location.line, problem.severity) for problem in found] == [(2, severity)]
    assert "also in line 1" in found[0].message


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("@book{, title = {x}}", "the entry has no key, so nothing can cite it"),
        ("@book{title = {x}}", "the entry has no key, so nothing can cite it"),
        ("@book{a b, title = {x}}", "the key “a b” cannot be cited"),
    ],
)
def test_an_entry_that_cannot_be_cited_is_told(entry: str, message: str) -> None:
    (problem,) = check(entry, ())
    assert (problem.rule.name, problem.severity) == ("entry-has-key", Severity.WARNING)
    assert problem.message == message


def test_entries_after_one_that_cannot_be_cited_are_checked_too() -> None:
    found = check("@book{, title = {x}}\n@book{a, title = {x}}\n@book{a, title = {y}}", ())
    assert {problem.rule.name for problem in found} == {"entry-has-key", "entry-is-cited", "key-is-unique"}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ("author = {Åk, Anna and Al, Bo}, year = {2001}", "ak2001"),
        ("editor = {Ek, Anna}, date = {1998-02}", "ek1998"),
        ("institution = {{Röda Korset}}, year = {}, date = {1998}", "rodakorset1998"),
        ("author = {Ek, Anna}", "ek"),
        ("title = {x}, year = {2001}", "2001"),
        ("title = {x}", "nyckel"),
    ],
)
def test_a_key_is_suggested_that_says_who_and_when(fields: str, key: str) -> None:
    (problem,) = check(f"@book{{, {fields}}}", ())
    assert f"“@book{{{key}, …}}”" in problem.hints[0]


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("titel = {x}", "did you mean “title”?"),
        ("publiser = {x}", "did you mean “publisher”?"),
        ("origpublisher = {x}", "say it in “note”"),
        ("afterword = {x}", "say it in “note”"),
    ],
)
def test_a_field_that_nobody_sees_is_told(field: str, hint: str) -> None:
    (problem,) = check(f"@book{{a, {BOOK}, {field}}}")
    assert (problem.rule.name, problem.severity) == ("field-is-shown", Severity.WARNING)
    assert hint in problem.hints[0]


@pytest.mark.parametrize(
    "field",
    [
        "abstract = {x}", "keywords = {x}", "file = {:a.pdf:pdf}", "mendeley-groups = {x}", "owner = {x}",
        "bdsk-url-1 = {x}", "timestamp = {x}", "langid = {swedish}", "month = jan", "issn = {0378-5955}", "key = {x}",
        "author_keywords = {x}", "ids = {x}", "urldate = {2020-01-01}", "shorttitle = {x}", "groups = {x}", "eid = {x}",
        "annote = {x}",
    ],
)  # fmt: skip
def test_what_programs_keep_for_themselves_is_not_missed(field: str) -> None:
    assert check(f"@book{{a, {BOOK}, {field}}}") == ()


@pytest.mark.parametrize(
    "entry",
    [
        "@letter{a, author = {Ek, A.}, title = {Brev}}",
        "@misc{a, author = {Ek, A.}, title = {E-brev}, note = {Personlig kommunikation, 3 mars 2023}}",
    ],
)
def test_personal_communication_is_not_listed(entry: str) -> None:
    (problem,) = check(entry)
    assert (problem.rule.name, problem.severity) == ("communication-is-not-listed", Severity.WARNING)


@pytest.mark.parametrize("tex", ["$\\frac{1}{2}$", "\\foo{x}"])
def test_what_cannot_be_shown_is_told_at_its_field(tex: str) -> None:
    text = f"@book{{a, author = {{Ek, A.}}, year = 2001,\n title = {{Om {tex}}}}}"
    references = markup.read_references(written(works(parse_bibtex(source(text)).entries)), language="sv-SE")
    (problem,) = bibliography(source(text), {"a"}, year=YEAR, references=references)
    assert (problem.rule.name, problem.location.line, problem.location.column) == ("tex-is-typeset", 2, 11)
    assert problem.message == f"“{tex.strip('$')}” in “title” is TeX that cannot be shown"


def test_what_cannot_be_shown_of_an_inherited_field_is_told_at_the_entry() -> None:
    text = (
        "@incollection{a, author = {Ek, A.}, title = {Bron}, crossref = {b}}\n"
        "@collection{b, editor = {Al, B.}, title = {Om \\foo{x}}, year = {2001}}"
    )
    references = markup.read_references(written(works(parse_bibtex(source(text)).entries)), language="sv-SE")
    found = bibliography(source(text), {"a"}, year=YEAR, references=references)
    assert {(str(problem.location), problem.message) for problem in found} == {
        ("a.bib:1:1", "“\\foo{x}” in “a” is TeX that cannot be shown"),
        ("a.bib:2:44", "“\\foo{x}” in “title” is TeX that cannot be shown"),
    }


def test_numbers_of_works_are_no_numbers_of_persons() -> None:
    text = """\
% ring 070-123 45 67
@article{a, title = {Ring 070-123 45 68}, issn = {0304-4076}, doi = "10.1/070-123 45 69",
  abstract = {070-123 45 60}, note = {070-123 45 61}}
"""
    shown = without_identifiers(source(text)).text
    hidden = ("0304-4076", "10.1/070-123 45 69", "070-123 45 60")
    assert shown == re.sub("|".join(hidden), lambda match: " " * len(match[0]), text)


def test_a_number_that_goes_on_in_another_line_is_hidden_in_both() -> None:
    text = "@article{a, url = {https://\n a.example/070-123 45 69 },\n title = {x}}\n"
    shown = without_identifiers(source(text)).text
    assert shown == f"@article{{a, url = {{{' ' * 8}\n{' ' * 24} }},\n title = {{x}}}}\n"
