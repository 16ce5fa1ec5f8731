"""Reading BibTeX, and knowing where every entry and every field stands."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.bibtex import LONGEST, MOST_ENTRIES, parse_bibtex

if TYPE_CHECKING:
    from kefu.diagnostics import Diagnostic, Location
    from kefu.reading.bibtex import BibEntry


def source(text: str) -> Source:
    return Source(path=PurePosixPath("a.bib"), text=text, digest="")


def told(error: BuildError) -> list[str]:
    return [f"{diagnostic.location} {diagnostic.rule}" for diagnostic in error.diagnostics]


def rest_of_line(text: str, place: Location) -> str:
    """Return what stands from a place to the end of its line."""
    assert place.line is not None
    assert place.column is not None
    return text.split("\n")[place.line - 1][place.column - 1 :]


def test_an_entry_has_its_key_kind_and_fields() -> None:
    text = """\
En rad som inte hör till någon post.

@comment{inte heller den här}
@Article{svara2001,
  title = {The {Myth} of
    the Dichotomy},
  Year = 2001,
}
@string{par = "Public Administration Review"}
@book{åäö:1,
  title = "En bok",
  series = par
}
"""
    first, second = parse_bibtex(source(text)).entries
    assert (first.key, first.kind, str(first.place)) == ("svara2001", "article", "a.bib:4:1")
    assert first.fields["year"] == "2001"
    assert "{Myth}" in first.fields["title"]
    assert (second.key, second.kind, str(second.place)) == ("åäö:1", "book", "a.bib:10:1")
    assert second.fields["series"] == "Public Administration Review"


def test_no_entries_are_none() -> None:
    assert parse_bibtex(source("")).entries == ()


@pytest.mark.parametrize(
    "entry",
    [
        "@article{b, title = {x}",
        "@article{b, title = {x",
        '@article{b, title = "x }',
        "@article{b, title {x}}",
        "@article{b, title = {x}, year = }",
    ],
)
def test_every_block_that_is_no_entry_is_told_at_its_place_with_what_is_wrong(
    entry: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(BuildError) as raised:
        parse_bibtex(source(f"@article{{a, title = {{x}}}}\n\n  {entry}\n\n@article{{c,\n title = {{x}}}}\n"))
    assert "a.bib:3:3 bibtex-is-readable" in told(raised.value)
    assert all(diagnostic.message.strip() for diagnostic in raised.value.diagnostics)
    assert caplog.records == [], "nothing is printed beside the diagnostics"


READ: Final = {
    "in parentheses": ("@book(a, title = {Om :) och})", "a", {"title": "Om :) och"}),
    "no comma between fields": ("@book{a, title = {x}\n year = {2001}}", "a", {"title": "x", "year": "2001"}),
    "joined values": ('@book{a, month = mar # "~1", title = {x} # " y"}', "a", {"month": "mar~1", "title": "x y"}),
    "abbreviations": ('@string(par = "Review")\n@book{a, journal = par # { B}}', "a", {"journal": "Review B"}),
    "no key": ("@book{, title = {x}}", "", {"title": "x"}),
    "a field for a key": ("@book{title = {x}}", "", {"title": "x"}),
    "a key with odd signs": (
        "@book{https://example.org/å_1:2, title = {x}}",
        "https://example.org/å_1:2",
        {"title": "x"},
    ),
    "escaped braces": ("@book{a, title = {x \\} y \\{ z}}", "a", {"title": "x \\} y \\{ z"}),
    "quotes in braces": ('@book{a, title = "x {"} y"}', "a", {"title": 'x {"} y'}),
    "quotes and commas in braces in quotes": ('@book{a, title = "x {"y, z"} å"}', "a", {"title": 'x {"y, z"} å'}),
    "no comma and no space": ("@book{a, title={x}year={1}}", "a", {"title": "x", "year": "1"}),
    "no comma after a number": ("@book{a, year = 1\n title = {x}}", "a", {"year": "1", "title": "x"}),
    "a comment where a comma should be": ("@book{a, year = 1 % y\n title = {x}}", "a", {"year": "1", "title": "x"}),
    "what looks like fields in a value": (
        "@book{a, title = {x {y}, z = {a} year = 1,, b}}",
        "a",
        {"title": "x {y}, z = {a} year = 1,, b"},
    ),
    "a value that is cut off before it": ("Fri text =\n@book{a, title = {x}}", "a", {"title": "x"}),
    "a line between the kind and the brace": ("@ book\n{a, title = {x}}", "a", {"title": "x"}),
    "a kind that begins like a comment": ("@commentary{a, title = {x}}", "a", {"title": "x"}),
    "no fields": ("@book{a}", "a", {}),
    "comments of JabRef": (
        "@Comment{jabref-meta: grouping:\n0 All:;\n1 StaticGroup:a\\;0\\;1\\;\\;;\n}\n@book{a, title = {x}}",
        "a",
        {"title": "x"},
    ),
    "a comment that is never closed": ("@comment{ oj\n@book{a, title = {x}}", "a", {"title": "x"}),
    "a preamble": ('@preamble{"\\newcommand{\\x}{y}"}\n@book{a, title = {x}}', "a", {"title": "x"}),
    "comments of TeX": ("% @book{b, title = {y}}\n@book{a,\n % title = {z},\n title = {x}}", "a", {"title": "x"}),
    "an address before it": ("bo@example.org\n@book{a, title = {x}}", "a", {"title": "x"}),
    "empty commas": ("@book{a,, title = {x},,}", "a", {"title": "x"}),
    "spaces": ("@ARTICLE {a , Title={x} }", "a", {"title": "x"}),
}


@pytest.mark.parametrize("what", READ)
def test_what_programs_write_is_read_as_they_mean_it(what: str) -> None:
    text, key, fields = READ[what]
    (entry,) = parse_bibtex(source(text)).entries
    assert (entry.key, dict(entry.fields)) == (key, fields)


def test_a_field_that_is_given_twice_is_told_and_the_first_is_read() -> None:
    library = parse_bibtex(source("@book{a, title = {x},\n title = {y}, year = 1, year = 1}"))
    assert library.entries[0].fields == {"title": "x", "year": "1"}
    assert [f"{doubt.location} {doubt.rule} {doubt.severity}" for doubt in library.doubts] == [
        "a.bib:2:11 field-is-given-once warning"
    ]


NAMES = ("title", "year", "doi", "isbn", "note")
VALUES = ("{V%s}", '"V%s"', "{{V%s} x = {y}, year = {1}}", "{ V%s,\n  doi = {x} @book}", '"\nV%s {"} = x"', "V%s")
GAPS = ("", " ", "\n  ", " \n")


@settings(derandomize=True, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("", " ", "\n", "\n% x = {y}\n", "\nen rad, title = text\n")),
            st.dictionaries(
                st.sampled_from(NAMES),
                st.tuples(st.sampled_from(VALUES), st.sampled_from(GAPS), st.sampled_from(GAPS), st.booleans()),
            ),
        ),
        max_size=4,
    )
)
def test_the_place_of_a_field_is_where_its_value_begins(
    planted: list[tuple[str, dict[str, tuple[str, str, str, bool]]]],
) -> None:
    text = ""
    for index, (before, fields) in enumerate(planted):
        written = "".join(
            f",{before_name}{name.upper() if capitals else name}{gap}={gap}{value % f'{index}{name}'}{gap}"
            for name, (value, before_name, gap, capitals) in fields.items()
        )
        text += f"{before}@book{{key{index}{written}}}"
    entries = parse_bibtex(source(text)).entries
    assert [entry.key for entry in entries] == [f"key{index}" for index in range(len(planted))]
    for index, (entry, (_, fields)) in enumerate(zip(entries, planted, strict=True)):
        assert rest_of_line(text, entry.place).startswith(f"@book{{key{index}")
        assert set(entry.places) == set(entry.fields) == set(fields)
        for name, place in entry.places.items():
            assert rest_of_line(text, place).lstrip("{").startswith(f"V{index}{name}")


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet='@book{}()"=,#\\\n a1%', max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    entries: tuple[BibEntry, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    try:
        entries = parse_bibtex(source(text)).entries
    except BuildError as error:
        problems = error.diagnostics
    assert all(problem.location.line and problem.location.column for problem in problems)
    assert all(set(entry.places) == set(entry.fields) for entry in entries)


def test_abbreviations_that_double_each_other_are_told_before_they_fill_the_memory() -> None:
    chain = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
    with pytest.raises(BuildError) as caught:
        parse_bibtex(source(f'@string{{a0 = "xxxxxxxxxx"}}\n{chain}'))
    assert caught.value.diagnostics[0].location.line == 15
    assert f"more than {LONGEST} characters" in caught.value.diagnostics[0].message


def test_more_entries_than_a_bibliography_may_have_are_told_at_the_first() -> None:
    with pytest.raises(BuildError) as caught:
        parse_bibtex(source("".join(f"@book{{n{n}, title = {{T}}}}\n" for n in range(MOST_ENTRIES + 2))))
    (told_once,) = caught.value.diagnostics
    assert (told_once.rule.name, told_once.location.line) == ("text-is-not-too-large", MOST_ENTRIES + 1)


def test_what_is_no_value_is_not_quoted_in_full() -> None:
    with pytest.raises(BuildError) as caught:
        parse_bibtex(source(f"@book{{a, title = {'{' * 5000}x{'}' * 5000}}}"))
    assert max(len(one.message) for one in caught.value.diagnostics) < 200
