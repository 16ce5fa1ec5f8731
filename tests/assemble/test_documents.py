"""Whole documents: golden files, bibliographies, pictures, and that a document holds what its edition names alone.

The golden files in `tests/golden/` show every document of the small project as text: its metadata, the names of its
pictures, and its tree as pandoc Markdown, in which ␣ is a no-break space. `KEFU_UPDATE_GOLDEN=1 pytest -k golden`
writes them again; the tests that did so are reported as skipped, never as passed.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assemble.conftest import svg_of
from tests.conftest import REPOSITORY

from kefu import tree
from kefu.assemble import assemble, outlines, pictures_of
from kefu.authored import DocumentKind, EditionDescription, PartKind, Visibility
from kefu.diagnostics import BuildError
from kefu.imprint import ImprintEntry, Rights
from kefu.model import Document, Edition
from kefu.reading import markup
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.assemble.conftest import Assembled, Variant, View, WithEditions

    from kefu.model import Case, Project

GOLDEN: Final = REPOSITORY / "tests" / "golden"
UPDATE: Final = "KEFU_UPDATE_GOLDEN"
MARKDOWN: Final = "markdown-smart-simple_tables-multiline_tables-grid_tables"
NAMES: Final = (
    "report/report",
    "student/cases/01-skolan",
    "student/cases/02-bron",
    "teacher/cases/01-skolan",
    "teacher/cases/02-bron",
)


def golden_path(name: str) -> Path:
    return GOLDEN / f"{name.replace('/', '_')}.md"


def as_text(document: Document) -> str:
    """Return everything that a document holds, apart from its pictures' bytes, as text."""
    lines = [
        f"name: {document.name}",
        f"file-name: {document.file_name}",
        f"kind: {document.kind}",
        f"edition-name: {document.edition.name}",
        f"pictures: {', '.join(asset.name for asset in document.assets)}",
    ]
    for field in fields(document.metadata):
        value = getattr(document.metadata, field.name)
        if isinstance(value, tuple):
            lines.append(f"{field.name}:")
            lines += [f"  - {entry(item) if isinstance(item, ImprintEntry) else item}" for item in value]
        else:
            lines.append(f"{field.name}: {value}".rstrip())
    text = "\n".join(["---", *lines, "---", "", markup.write(document.tree, MARKDOWN)])
    return text.replace(NBSP, "␣").rstrip("\n") + "\n"


def entry(told: ImprintEntry) -> str:
    return f"{' '.join(filter(None, (told.term, told.format)))}: {told.text}"


def compare(path: Path, text: str, *, update: bool) -> None:
    """Fail where a golden file differs from the text. With `update`, write it and skip, because nothing was proved."""
    if update:
        path.write_text(text, encoding="utf-8", newline="\n")
        pytest.skip(f"wrote {path.name}; look at what git says has changed in it")
    if not path.exists():
        pytest.fail(f"there is no golden file {path.name}; {UPDATE}=1 writes it")
    expected = path.read_text(encoding="utf-8")
    assert text == expected, f"{path.name} differs; if that is right, {UPDATE}=1 writes it again"


@pytest.mark.parametrize("name", NAMES)
def test_golden_file_shows_the_whole_document(name: str, documents: Mapping[str, View]) -> None:
    compare(golden_path(name), as_text(documents[name].document), update=os.environ.get(UPDATE) == "1")


def test_golden_files_are_those_of_all_documents_and_no_others(documents: Mapping[str, View]) -> None:
    assert set(documents) == set(NAMES)
    assert set(GOLDEN.glob("*.md")) == {golden_path(name) for name in NAMES}


def test_a_golden_file_that_differs_or_is_missing_fails_and_one_that_is_written_does_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with pytest.raises(pytest.fail.Exception, match="no golden file"):
        compare(path, "nytt\n", update=False)
    with pytest.raises(pytest.skip.Exception, match=r"wrote a\.md"):
        compare(path, "nytt\n", update=True)
    compare(path, "nytt\n", update=False)
    with pytest.raises(AssertionError, match="differs"):
        compare(path, "annat\n", update=False)


def test_a_document_lists_exactly_the_works_that_it_cites(documents: Mapping[str, View]) -> None:
    assert {name: view.bibliography for name, view in documents.items()} == {
        "report/report": ["svara1985", "svara2001"],
        "student/cases/01-skolan": [],
        "student/cases/02-bron": [],
        "teacher/cases/01-skolan": ["kommunallag", "svara2001"],
        "teacher/cases/02-bron": ["kommunallag", "svara2001"],
    }


def test_a_document_that_cites_nothing_has_no_list_of_references(documents: Mapping[str, View]) -> None:
    for name, view in documents.items():
        assert ((1, "Referenser") in view.headings) == (not name.startswith("student/")), name


def test_references_come_after_the_parts_of_a_case_and_before_the_appendices_of_the_report(
    documents: Mapping[str, View],
) -> None:
    assert documents["teacher/cases/01-skolan"].headings[-1] == (1, "Referenser")
    headings = [text for _, text in documents["report/report"].headings]
    assert headings[headings.index("Referenser") - 1] == "2 Analys"
    assert headings[headings.index("Referenser") + 1] == "Bilaga A Frågor till läsaren"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Text.[^1]\n\n[^1]: Se [@svara1985].\n", id="in a footnote"),
        pytest.param("![Efter @svara1985.](figure:events){#fig-ny}\n", id="in a caption"),
        pytest.param("| A |\n|---|\n| [@svara1985] |\n\n: T {#tbl-ny}\n", id="in a table"),
        pytest.param('::: {.exhibit #exh-ny title="T"}\n[@svara1985]\n:::\n', id="in an exhibit"),
        pytest.param("1. Fråga [@svara1985]\n", id="in a list"),
    ],
)
def test_a_work_is_listed_wherever_it_is_cited(text: str, variant: Variant, assembled: Assembled) -> None:
    project = variant({"cases/02-bron/questions.md": text})
    views = assembled(project)
    assert views["student/cases/02-bron"].bibliography == ["svara1985"]
    assert views["student/cases/01-skolan"].bibliography == []


def test_citations_are_links_to_their_work_in_the_swedish_form(documents: Mapping[str, View]) -> None:
    text = documents["report/report"].text
    assert "Vi bygger på Svara (1985) och på andra (Svara 2001, s. 12)." in text
    assert "Svara, J. H. (1985). Dichotomy and Duality. Public Administration Review." in text
    note = documents["teacher/cases/02-bron"]
    assert "Se (Svara 2001) och (kommunallagen 7 kap. 1 §)." in note.text
    assert {"ref-svara2001", "ref-kommunallag"} <= note.labels


def test_a_file_is_named_after_its_case_and_edition(documents: Mapping[str, View]) -> None:
    assert {name: view.document.file_name for name, view in documents.items()} == {
        "report/report": "prov-rapport",
        "student/cases/01-skolan": "fall-01-skolan-studentutgava",
        "student/cases/02-bron": "fall-02-bron-studentutgava",
        "teacher/cases/01-skolan": "fall-01-skolan-lararutgava",
        "teacher/cases/02-bron": "fall-02-bron-lararutgava",
    }


def test_an_edition_may_name_its_files(project: Project, with_editions: WithEditions, assembled: Assembled) -> None:
    keys = {"document": "case", "parts": ["case"], "visibility": "public", "file-name": "ledar-program"}
    views = assembled(with_editions(project, {"prov": keys}))
    assert views["prov/cases/02-bron"].document.file_name == "fall-02-bron-ledar-program"


def picture(path: str, label: str) -> str:
    return f'![Ett foto.]({path}){{#fig-{label} alt="Ett foto av {label}"}}\n\n'


def test_a_picture_file_is_carried_along_where_it_is_shown_and_nowhere_else(
    variant: Variant, assembled: Assembled
) -> None:
    text = f"Text.\n\n{picture('foto.svg', 'nara')}{picture('../../report/foto.svg', 'fjarran')}"
    views = assembled(
        variant(
            {
                "cases/02-bron/questions.md": text,
                "cases/02-bron/foto.svg": svg_of("nara"),
                "report/foto.svg": svg_of("fjarran"),
            }
        )
    )
    for name, view in views.items():
        contents = {asset.name: asset.content for asset in view.document.assets}
        shown = {node["c"][2][0] for node in tree.walk(view.blocks) if node["t"] == "Image"}
        assert set(contents) == shown, name
        held = b"".join(contents.values())
        assert (b"nara" in held) == name.endswith("-bron"), name
        assert (b"fjarran" in held) == name.endswith("-bron"), name


def test_a_picture_shown_twice_is_carried_once(variant: Variant, assembled: Assembled) -> None:
    text = f"Text.\n\n{picture('foto.svg', 'en')}{picture('./foto.svg', 'tva')}"
    views = assembled(variant({"cases/02-bron/questions.md": text, "cases/02-bron/foto.svg": svg_of("foto")}))
    contents = [asset.content for asset in views["student/cases/02-bron"].document.assets]
    assert sum(b"foto" in content for content in contents) == 1


def test_two_pictures_never_take_each_others_place(variant: Variant, assembled: Assembled) -> None:
    text = f"Text.\n\n{picture('foto/a.svg', 'en')}{picture('foto_a.svg', 'tva')}"
    view = assembled(
        variant(
            {
                "cases/02-bron/questions.md": text,
                "cases/02-bron/foto/a.svg": svg_of("en"),
                "cases/02-bron/foto_a.svg": svg_of("tva"),
            }
        )
    )["student/cases/02-bron"]
    contents = {asset.name: asset.content for asset in view.document.assets}
    shown = {
        tree.plain(node["c"][1]).split()[-1]: contents[node["c"][2][0]]
        for node in tree.walk(view.blocks)
        if node["t"] == "Image" and node["c"][2][0].endswith("a.svg")
    }
    assert b'"en"' in shown["en"]
    assert b'"tva"' in shown["tva"]


def test_a_drawing_that_is_not_made_yet_is_empty_and_one_that_no_format_can_show_is_a_mistake_of_its_script(
    project: Project,
) -> None:
    assert pictures_of(project, {"bars.svg": b""})["drawing:bars.svg"].content == b""
    with pytest.raises(BuildError, match=r"^figures/bars\.py: error\[picture-is-readable\]"):
        pictures_of(project, {"bars.svg": b"<svg"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Se ![bild](figure:events) här.\n", id="in the middle of a sentence"),
        pytest.param("Text.\n\n![](figure:events) ![](figure:events)\n", id="beside another"),
        pytest.param("| A |\n|---|\n| ![](figure:events) |\n", id="in a table"),
    ],
)
def test_a_figure_that_does_not_stand_on_its_own_is_a_mistake_with_a_place(
    text: str, variant: Variant, assembled: Assembled
) -> None:
    with pytest.raises(BuildError, match=r"cases/02-bron/questions\.md:\d+:\d+: error"):
        assembled(variant({"cases/02-bron/questions.md": text}))


MARKER: Final = re.compile(r"zq[a-z]+\d[a-z]")
"""A word that stands in one place of the sources: the text that it belongs to, its snippet, its place in that."""

SNIPPETS: Final = (
    """X0a

    <!-- zqcomment0a -->""",
    """# X1a {#sec-X1b}

    Se @sec-X1b och @Sec-X1b.

    ### X1c""",
    """Text.[^1]

    [^1]: X2a""",
    """::: {.exhibit #exh-X3a title="X3b"}
    X3c
    :::""",
    """| X4a |
    |:----|
    | X4b |

    : X4c {#tbl-X4d}""",
    """![X5a](X5b.svg){#fig-X5c alt="X5d"}""",
    """![](figure:X6a){#fig-X6b}""",
    """X7a [@X7b, s. 3]""",
    """> X8a
    >
    > - X8b [X8c](https://example.org/X8d)""",
    """::: {lang=en}
    X9a [X9b]{lang=sv}
    :::""",
)
FIGURE: Final = "caption: X6c efter @X6d\nalt: X6e\nsource: X6f\n"
WORKS: Final = (
    "@book{X7b, author={X7c, A.}, title={X7d}, year={2001}}\n@book{X6d, author={Ek, A.}, title={X6g}, year={2001}}\n"
)
CHAPTERS: Final = ("forord", "inledning", "analys", "bilaga")
RULE: Final = "\n\n***\n\n"


def marked_texts() -> Iterator[tuple[str, str]]:
    """Yield the folder of every case with every kind of part."""
    for folder in ("cases/01-skolan", "cases/02-bron"):
        for kind in PartKind:
            yield folder, kind


def key_of(folder: str, kind: str) -> str:
    """Return how markers of a part begin."""
    return f"zq{folder.rpartition('-')[2]}{kind.replace('-', '')}"


@pytest.fixture(scope="module")
def marked(variant: Variant) -> Project:
    """Return a project whose every text, picture, figure and work holds words that stand nowhere else."""
    edits: dict[str, Any] = {
        f"report/{name}.md": f"# zq{name}0a {{#sec-zq{name}0b}}\n\nzq{name}0c\n" for name in CHAPTERS
    }
    works = ""
    for folder, kind in marked_texts():
        key = key_of(folder, kind)
        lines = RULE.join(SNIPPETS).replace("X", key).splitlines()
        edits[f"{folder}/{kind}.md"] = "\n".join(line.removeprefix("    ") for line in lines)
        edits[f"{folder}/{key}5b.svg"] = svg_of(f"{key}5e")
        edits[f"figures/{key}6a.yaml"] = FIGURE.replace("X", key)
        edits[f"figures/{key}6a.py"] = "raise NotImplementedError\n"
        works += WORKS.replace("X", key)
    return variant(edits | {"bibliography/references.bib": lambda text: f"{text}\n{works}"})


def drawings_of(project: Project) -> Mapping[str, bytes]:
    """Return a picture for every figure that is drawn for the project, with a marker in it."""
    slugs = [figure.slug for figure in project.figures if figure.slug.startswith("zq")]
    return {f"{slug}.svg": svg_of(f"{slug[:-1]}z") for slug in slugs}


Chosen = tuple[frozenset[int], ...]
"""For every part of every case, the snippets that it has beside the first one."""


@st.composite
def editions(draw: st.DrawFn) -> tuple[Edition, ...]:
    """Draw editions with parts in any order; an edition with a part for teachers is restricted, as it must be."""
    described = []
    for index in range(draw(st.integers(1, 4))):
        parts = draw(st.lists(st.sampled_from(PartKind), min_size=1, unique=True))
        secret = any(kind.visibility is Visibility.RESTRICTED for kind in parts)
        visibility = Visibility.RESTRICTED if secret else draw(st.sampled_from(Visibility))
        document = draw(st.sampled_from(DocumentKind))
        keys = {"title": f"Utgåva {index}", "document": document, "parts": parts, "visibility": visibility}
        edition = EditionDescription.model_validate(keys)
        described.append(
            Edition(name=f"edition-{index}", description=edition, rights=Rights(licence=None, terms="Så."))
        )
    return tuple(described)


def reduced(project: Project, chosen: Mapping[str, frozenset[int]]) -> Project:
    """Return the marked project with only the chosen snippets, by the beginning of their markers."""

    def snippets(case: Case, kind: PartKind, blocks: str) -> str:
        groups: list[list[tree.Node]] = [[]]
        for block in json.loads(blocks):
            if block["t"] == "HorizontalRule":
                groups.append([])
            else:
                groups[-1].append(block)
        assert len(groups) == len(SNIPPETS)
        wanted = sorted({0, *chosen[key_of(case.id, kind)]})
        return json.dumps([block for number in wanted for block in groups[number]])

    return replace(
        project,
        cases=tuple(
            replace(
                case,
                parts=tuple(
                    replace(part, text=replace(part.text, blocks=snippets(case, part.kind, part.text.blocks)))
                    for part in case.parts
                ),
            )
            for case in project.cases
        ),
    )


def markers() -> frozenset[str]:
    """Return every marker that a reader of everything would meet, which a comment's is not."""
    sources = "".join((*SNIPPETS, FIGURE, WORKS, "X5e X6z")).replace("zqcomment0a", "")
    places = set(re.findall(r"X(\d[a-z])", sources))
    chapters = {f"zq{name}0{place}" for name in CHAPTERS for place in "abc"}
    return frozenset(chapters) | {key_of(*text) + place for text in marked_texts() for place in places}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(
    described=editions(),
    chosen=st.fixed_dictionaries(
        {key_of(*text): st.frozensets(st.integers(1, len(SNIPPETS) - 1)) for text in marked_texts()}
    ),
)
def test_a_document_holds_the_parts_that_its_edition_names_whole_and_in_order_and_nothing_of_any_other(
    described: tuple[Edition, ...], chosen: Mapping[str, frozenset[int]], marked: Project
) -> None:
    project = replace(reduced(marked, chosen), editions=described)
    everything = outlines(project)
    known = markers()
    made = assemble(project, everything, everything, drawings_of(project), project.publication.date, jobs=1)
    assert len(made) == sum(1 if e.description.document is DocumentKind.REPORT else 2 for e in described)
    for document in made:
        own = [case for case in project.cases if document.name in {"report", f"cases/{case.id}"}]
        kinds = document.edition.description.parts
        named = [key_of(case.id, kind) for case in own for kind in kinds]
        allowed = {f"{key}{number}" for key in named for number in (0, *chosen[key])}
        if document.kind is DocumentKind.REPORT:
            allowed |= {f"zq{name}0" for name in CHAPTERS}
        expected = {marker for marker in known if marker[:-1] in allowed}
        assert set(MARKER.findall(repr(document))) == expected
        places = [document.tree.index(f"{key}0a") for key in named]
        assert places == sorted(places)
        assert bool(document.metadata.banner) == document.edition.restricted
