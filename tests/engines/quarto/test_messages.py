"""What Quarto says is told as problems of a document.

The texts in `recorded` are those of Quarto 1.10.18; the README there says how they came about.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu.authored import Format
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.engines.quarto.messages import problems
from kefu.engines.quarto.program import KEPT, Said
from kefu.rules.engines import PDF_IS_CONFORMING, QUARTO_RENDERS, TYPST_COMPILES
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document
    from kefu.rules.rule import Rule

RECORDED: Final = Path(__file__).with_name("recorded")
FILE: Final = b"a file"
TITLE: Final = "Skolan"
TYPST: Final = """\
#set document(title: "Fallet Skolan")
#set text(lang: "sv")
// origin: cases/01-skolan/case.md
Skolan läggs ned.
// origin: cases/01-skolan/questions.md
Vad gör rektorn?
#nosuchfunction(x)
"""


@pytest.fixture(scope="session")
def document(books: Mapping[str, Document]) -> Document:
    case = books["cases/01-skolan student"]
    return replace(case, metadata=replace(case.metadata, title=TITLE))


def recorded(name: str, code: int | None) -> Said:
    return Said(code=code, text=(RECORDED / f"{name}.txt").read_bytes().decode())


def refused(
    said: Said, document: Document, *, content: bytes = b"", typst: str = "", format_: Format = Format.PDF
) -> tuple[Diagnostic, ...]:
    with pytest.raises(BuildError) as error:
        problems(said, content, typst, document, format_)
    return error.value.diagnostics


def told(message: str, format_: Format, severity: Severity = Severity.ERROR) -> Diagnostic:
    hint = "build with the default engine to see whether the sources are at fault"
    return Diagnostic(
        rule=QUARTO_RENDERS,
        location=Location(path=PurePosixPath("report/publication.yaml")),
        message=f"Quarto, {format_} of {TITLE}: {message}",
        hints=(hint,) if severity is Severity.ERROR else (),
        minor=severity is Severity.WARNING,
    )


def of_source(
    part: str,
    message: str,
    *,
    passage: str,
    rule: Rule = TYPST_COMPILES,
    hints: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(
        rule=rule,
        location=Location(path=PurePosixPath(f"cases/01-skolan/{part}.md")),
        message=f"{message} (in {TITLE})",
        hints=hints,
        minor=severity is Severity.WARNING,
        passage=passage,
    )


def test_a_clean_run_gives_no_problems(document: Document) -> None:
    assert problems(recorded("clean", 0), FILE, "", document, Format.EPUB) == ()


def test_that_verapdf_is_not_installed_is_no_problem(document: Document) -> None:
    said = recorded("clean-pdf", 0)
    assert "verapdf is not installed" in said.text
    assert problems(said, FILE, "", document, Format.PDF) == ()


def test_an_error_is_told_without_its_stack_trace(document: Document) -> None:
    said = recorded("yaml-syntax", 1)
    assert "Stack trace:" in said.text
    message = "YAMLException: unexpected end of the stream within a double quoted scalar (4:1)"
    assert refused(said, document) == (told(message, Format.PDF),)


def test_an_invalid_header_is_told_with_the_field_and_what_it_must_be(document: Document) -> None:
    assert refused(recorded("yaml-schema", 1), document, format_=Format.HTML) == (
        told(
            'In file doc.qmd (line 3, columns 6--10) Field "toc" has value maybe, which must instead be `true` or'
            " `false` ✖ The value maybe is of type string. ℹ The error happened in location toc.",
            Format.HTML,
        ),
        told("Render failed due to invalid YAML.", Format.HTML),
        told("Validation of YAML front matter failed.", Format.HTML),
    )


@pytest.mark.parametrize("name", ["typst-error", "typst-error-coloured"])
def test_an_error_of_typst_is_told_once_with_or_without_colours_and_at_its_source(
    name: str, document: Document
) -> None:
    said = recorded(name, 1)
    assert said.text.count("error: unknown variable: nosuchfunction") == 2
    assert ("\x1b" in said.text) == (name == "typst-error-coloured")
    assert refused(said, document, typst=TYPST) == (
        of_source("questions", "unknown variable: nosuchfunction", passage="#nosuchfunction(x)"),
    )


def test_several_errors_of_typst_are_told_each_at_its_source(document: Document) -> None:
    typst = (
        TYPST.replace("Skolan läggs", "Skolan #cite(<ett>) läggs").replace("gör", "gör @tva").partition("#nosuch")[0]
    )
    assert refused(recorded("typst-errors", 1), document, typst=typst) == (
        of_source(
            "case",
            "the document does not contain a bibliography",
            passage="Skolan #cite(<ett>) läggs ned. // origin: cases/01-skolan/questions.md Vad gör @tva rektorn?",
        ),
        of_source("questions", "label `<tva>` does not exist in the document", passage="Vad gör @tva rektorn?"),
    )


def test_warnings_of_typst_are_told_at_their_sources_and_let_the_file_pass(document: Document) -> None:
    typst = TYPST.partition("Skolan läggs")[0] + 'Skolan ** läggs ned.\n#text(font: "Nosuch")[Slut.]\n'
    assert problems(recorded("typst-warnings", 0), FILE, typst, document, Format.PDF) == (
        of_source(
            "case",
            "no text within stars",
            passage='Skolan ** läggs ned. #text(font: "Nosuch")[Slut.]',
            hints=("using multiple consecutive stars (e.g. **) has no additional effect",),
            severity=Severity.WARNING,
        ),
        of_source(
            "case",
            "unknown font family: nosuch",
            passage='#text(font: "Nosuch")[Slut.]',
            severity=Severity.WARNING,
        ),
    )


def test_a_pdf_that_would_not_be_accessible_is_an_error_of_its_own_kind(document: Document) -> None:
    typst = TYPST.partition("Skolan läggs")[0] + '= Skolan\n#image("box.svg")\n'
    assert refused(recorded("no-alternative-text", 1), document, typst=typst) == (
        of_source(
            "case",
            "PDF/A-2a, PDF/UA-1 error: missing alt text",
            passage='#image("box.svg")',
            rule=PDF_IS_CONFORMING,
            hints=("make sure your images and equations have alt text",),
        ),
    )


def test_a_picture_that_typst_misses_is_named_without_the_folder_of_the_rendering(document: Document) -> None:
    typst = TYPST.partition("Skolan läggs")[0] + '= Skolan\n#image("box.svg", alt: "En ruta")\n'
    assert refused(recorded("no-picture", 1), document, typst=typst) == (
        of_source("case", "file not found (searched at box.svg)", passage='#image("box.svg", alt: "En ruta")'),
    )


@pytest.mark.parametrize(
    ("name", "format_", "messages"),
    [
        (
            "unknown-citation",
            Format.DOCX,
            ["Citeproc: citation nobody2020 not found", "Citeproc: citation nobody2021 not found"],
        ),
        (
            "unknown-reference",
            Format.HTML,
            ["Unable to resolve crossref @fig-nope", "Unable to resolve crossref @sec-nope"],
        ),
        ("missing-picture", Format.DOCX, ["Could not fetch resource nope.png: replacing image with description"]),
        ("lua-error", Format.HTML, ["boom"]),
    ],
)
def test_a_file_that_does_not_say_what_it_should_is_refused_though_the_exit_code_is_0(
    name: str, format_: Format, messages: list[str], document: Document
) -> None:
    errors = tuple(told(message, format_) for message in messages)
    assert refused(recorded(name, 0), document, content=FILE, format_=format_) == errors


def test_other_warnings_let_the_file_pass(document: Document) -> None:
    assert problems(recorded("unclosed-div", 0), FILE, "", document, Format.PDF) == tuple(
        told(
            f"Div at line {begin} column 1 unclosed at line {end} column 1, closing implicitly.",
            Format.PDF,
            Severity.WARNING,
        )
        for begin, end in ((12, 16), (5, 9))
    )


def test_a_filter_that_is_not_there_is_told_without_the_noise_that_follows(document: Document) -> None:
    assert refused(recorded("missing-filter", 1), document) == (
        told("cannot open nope.lua: No such file or directory", Format.PDF),
    )


def test_a_failure_that_is_not_marked_as_an_error_is_told_by_its_last_lines_alone(document: Document) -> None:
    assert refused(recorded("missing-bibliography", 1), document, format_=Format.HTML) == (
        told("File nope.bib not found in resource path", Format.HTML),
    )


@pytest.mark.parametrize("text", ["", "\n \n", "\x1b[31m\x1b[0m", "WARN: Error encountered when rendering files\n"])
def test_a_failure_without_a_word_is_told_by_its_exit_code(text: str, document: Document) -> None:
    assert refused(Said(code=70, text=text), document) == (told("it failed with exit code 70", Format.PDF),)


def test_a_run_that_was_ended_is_told_as_such_whatever_file_there_is(document: Document) -> None:
    said = recorded("clean", None)
    for content in (b"", FILE):
        assert refused(said, document, content=content) == (
            told("it was stopped because it took too long", Format.PDF),
        )


def test_success_without_a_file_is_an_error(document: Document) -> None:
    assert refused(recorded("clean", 0), document, format_=Format.EPUB) == (
        told("it reported success but made no file", Format.EPUB),
    )


@pytest.mark.parametrize(
    "text",
    ["\n" * KEPT, " " * KEPT, "x" * KEPT, "[typst]: Compiling\n" * (KEPT // 19), "ERROR:\n\n" * (KEPT // 8)],
    ids=["blank lines", "blanks", "one line", "beginnings", "errors"],
)
def test_a_megabyte_of_anything_is_understood_in_seconds(text: str, document: Document) -> None:
    begun = time.monotonic()
    assert refused(Said(code=1, text=text), document, content=FILE)
    for before in ("[typst]: Compiling document.typ to document.pdf...error: x\n", "[typst]: Compiling"):
        assert refused(Said(code=1, text=before + text), document, content=FILE)
    assert time.monotonic() - begun < 20


PIECES: Final = st.sampled_from(
    [
        "\n",
        "\r\n",
        " ",
        "\x1b[31m",
        "\x1b[39m",
        "\x1b]8;;https://example.org\x1b\\",
        "ERROR: ",
        "ERROR (a.lua:2) ",
        "WARN: ",
        "[WARNING] ",
        "(W) ",
        "[typst]: Compiling document.typ to document.pdf...",
        "DONE",
        "error: ",
        "warning: ",
        "  = hint: ",
        "  ┌─ document.typ:4:1",
        "  ┌─ document.typ:0:0",
        "Stack trace:",
        "    at f (a.js:1:2)",
        "citation a not found",
        "verapdf is not installed",
    ]
)
SAID: Final = st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join)


@given(text=SAID, code=st.none() | st.integers(-64, 255), content=st.sampled_from([b"", FILE]), typst=SAID)
@example(text="", code=0, content=FILE, typst="")
@example(text="WARN: \x1b]0;x\x07", code=0, content=FILE, typst="")
def test_whatever_is_said_a_file_passes_with_warnings_alone_and_no_message_holds_an_escape(
    text: str, code: int | None, content: bytes, typst: str, document: Document
) -> None:
    try:
        found = problems(Said(code=code, text=text), content, typst, document, Format.PDF)
    except BuildError as error:
        found = error.diagnostics
        assert any(problem.severity is Severity.ERROR for problem in found)
    else:
        assert (code, content) == (0, FILE)
        assert all(problem.severity is Severity.WARNING for problem in found)
    assert all("\x1b" not in line for problem in found for line in (problem.message, *problem.hints))
