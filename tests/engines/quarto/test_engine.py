"""Quarto is handed a finished tree to write, and nothing to decide. A stand-in takes the program's place here."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.engines.standin import VERSION, needs_the_stand_in, stand_in

from kefu import tree
from kefu.authored import Format
from kefu.diagnostics import BuildError
from kefu.engines.conversion import Conversion
from kefu.engines.quarto.engine import FILTER, QuartoEngine, header, inputs
from kefu.engines.quarto.program import Program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document

TITLE: Final = "Skolan"
BLOCKS: Final = [tree.para(tree.text("Ett hemligt ord."))]
METADATA: Final = {"title": {"t": "MetaString", "c": "Bokens titel"}}
FONTS: Final = {f"fonts/SourceSansPro-{style}.ttf" for style in ("Bold", "It", "Regular", "Semibold", "SemiboldIt")} | {
    f"fonts/SourceSerifPro-{style}.ttf" for style in ("It", "Regular", "Semibold", "SemiboldIt")
}


@pytest.fixture(scope="session")
def document(books: Mapping[str, Document]) -> Document:
    case = books["cases/01-skolan student"]
    return replace(case, metadata=replace(case.metadata, title=TITLE))


def conversion(document: Document, format_: Format, **given: Any) -> Conversion:
    return Conversion(
        document=document,
        format=format_,
        blocks=BLOCKS,
        files={"bild.svg": b"<svg/>"},
        template="före $body$ efter",
        reference=b"a Word file" if format_ is Format.DOCX else b"",
        metadata=METADATA,
        **given,
    )


def titled(document: Document, title: str) -> Document:
    return replace(document, metadata=replace(document.metadata, title=title))


def read(file: bytes) -> Any:
    """Return what YAML reads in the header of a document that holds nothing else."""
    first, *lines, last = file.decode().removesuffix("\n").split("\n")
    assert (first, last) == ("---", "---")
    assert not {"---", "..."} & set(lines)
    return YAML(typ="safe", pure=True).load("\n".join(lines))


OF_EACH: Final[Mapping[Format, tuple[str, dict[str, Any]]]] = {
    Format.PDF: (
        "typst",
        {
            "template": "template.typ",
            "keep-typ": True,
            "pdf-standard": ["ua-1", "a-2a"],
            "font-paths": ["fonts"],
            "wrap": "none",
        },
    ),
    Format.HTML: (
        "html",
        {
            "template": "template.html",
            "minimal": True,
            "theme": "none",
            "section-divs": False,
            "html-math-method": "plain",
            "wrap": "auto",
        },
    ),
    Format.EPUB: ("epub", {"template": "template.xhtml", "css": [], "html-math-method": "plain", "wrap": "auto"}),
    Format.DOCX: ("docx", {"reference-doc": "reference.docx", "wrap": "auto"}),
}


@pytest.mark.parametrize("format_", Format)
def test_the_header_asks_for_the_format_and_nothing_else(document: Document, format_: Format) -> None:
    target, own = OF_EACH[format_]
    assert header(conversion(document, format_)) == {
        "title": TITLE,
        "lang": "sv-SE",
        "execute": {"enabled": False},
        "filters": [{"path": "quarto.lua", "at": "post-finalize"}],
        "format": {
            target: {
                "citeproc": False,
                "number-sections": False,
                "toc": False,
                "shift-heading-level-by": 0,
                "syntax-highlighting": "idiomatic",
                **own,
            }
        },
    }


@pytest.mark.parametrize("format_", Format)
def test_nothing_of_a_document_is_in_the_header_but_its_title_and_its_language(rich: Document, format_: Format) -> None:
    full = conversion(rich, format_)
    bare = replace(
        rich,
        tree=tree.document([]),
        assets=(),
        metadata=replace(rich.metadata, authors=(), keywords=(), description="", heading="", imprint=()),
    )
    assert header(full) == header(replace(full, document=bare, blocks=[], files={}, metadata={}, template="$body$"))


@pytest.mark.parametrize(
    ("format_", "own"),
    [
        (Format.PDF, {"template.typ", *FONTS}),
        (Format.HTML, {"template.html"}),
        (Format.EPUB, {"template.xhtml"}),
        (Format.DOCX, {"reference.docx"}),
    ],
)
def test_the_folder_holds_what_the_format_needs_and_no_file_more(
    document: Document, format_: Format, own: set[str]
) -> None:
    given = inputs(conversion(document, format_))

    assert set(given) == {"document.md", "document.json", "quarto.lua", "bild.svg", *own}
    assert read(given["document.md"]) == header(conversion(document, format_))
    assert json.loads(given["document.json"]) == {
        "pandoc-api-version": [1, 23, 1],
        "meta": METADATA,
        "blocks": BLOCKS,
    }
    assert given["quarto.lua"] == FILTER.read_bytes()
    assert given["bild.svg"] == b"<svg/>"


@pytest.mark.parametrize(
    ("format_", "name", "content"),
    [
        (Format.PDF, "template.typ", "före $body$ efter"),
        (Format.EPUB, "template.xhtml", "före $body$ efter"),
        (
            Format.HTML,
            "template.html",
            "<!DOCTYPE html><html><head><title>document</title></head><body>före $body$ efter</body></html>",
        ),
        (Format.DOCX, "reference.docx", "a Word file"),
    ],
)
def test_what_stands_around_the_text_is_the_format_s_own(
    document: Document, format_: Format, name: str, content: str
) -> None:
    assert inputs(conversion(document, format_))[name].decode() == content


@pytest.mark.parametrize(
    "title",
    [
        "Citat: \"ett\" och 'två'",
        "$title$ kostar $5: eller $$x$$",
        "En rad\noch en till\n---\n...\nslut",
        "# ingen kommentar: [nej] {nej} & * ! | > % @ `",
        "Sökväg C:\\ny\\tabell",
        "yes",
        "2026-03-01",
        "{{< include hemlig.md >}}",
        "Ö 😀 \N{NO-BREAK SPACE}–",
        "",
    ],
)
def test_a_title_of_any_signs_is_read_as_it_is(document: Document, title: str) -> None:
    given = conversion(titled(document, title), Format.HTML)

    assert read(inputs(given)["document.md"]) == header(given)
    assert header(given)["title"] == title


@given(title=st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")) | st.sampled_from("\n\t\"'\\:$#")))
def test_every_title_is_read_as_it_is(document: Document, title: str) -> None:
    assert read(inputs(conversion(titled(document, title), Format.EPUB))["document.md"])["title"] == title


def engine(folder: Path, does: str) -> QuartoEngine:
    return QuartoEngine(program=Program(path=stand_in(folder, does), version=VERSION), seconds=30)


@needs_the_stand_in
@pytest.mark.parametrize("format_", Format)
def test_the_program_is_started_with_a_list_of_arguments_in_a_folder_of_its_own(
    tmp_path: Path, document: Document, format_: Format
) -> None:
    does = (
        "import json\n"
        "told = json.dumps([sys.argv[1:], os.listdir(), os.getcwd()])\n"
        f"Path('document.{format_}').write_text(f'<body>{{told}}</body>')"
    )
    made = engine(tmp_path, does).convert(conversion(document, format_)).content.decode()
    arguments, names, folder = json.loads(made.removeprefix("<body>").removesuffix("</body>"))
    given = {name.partition("/")[0] for name in inputs(conversion(document, format_))}

    assert arguments == ["render", "document.md", "--to", OF_EACH[format_][0]]
    assert set(names) == {*given, ".home"}
    assert not Path(folder).exists()


@needs_the_stand_in
def test_a_web_page_is_its_body_alone_and_one_without_a_body_is_no_page(tmp_path: Path, document: Document) -> None:
    page = "<html><head><title>x</title></head><body><p>Ord.</p></body></html>"
    web = conversion(document, Format.HTML)
    made = engine(tmp_path, f"Path('document.html').write_text({page!r})").convert(web)
    assert made.content == b"<p>Ord.</p>"

    with pytest.raises(BuildError, match="Quarto, html of Skolan: it reported success but made no file"):
        engine(tmp_path, "Path('document.html').write_text('<p>Ord.</p>')").convert(web)


@needs_the_stand_in
def test_the_typst_text_that_is_left_behind_tells_the_source_of_an_error(tmp_path: Path, document: Document) -> None:
    does = (
        "Path('document.typ').write_text('// origin: cases/01-skolan/case.md\\n#ett\\n')\n"
        "print('[typst]: Compiling document.typ to document.pdf...error: unknown variable: ett\\n'"
        "'  ┌─ document.typ:2:1\\n', file=sys.stderr)\n"
        "sys.exit(1)"
    )
    with pytest.raises(BuildError, match="unknown variable: ett") as error:
        engine(tmp_path, does).convert(conversion(document, Format.PDF))
    (diagnostic,) = error.value.diagnostics
    assert str(diagnostic.location) == "cases/01-skolan/case.md"
    assert diagnostic.passage == "#ett"
