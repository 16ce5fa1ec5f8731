"""The whole, from outside: the same bytes anywhere, a new edition without code, nothing restricted in public files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from pypdf import PdfReader
from tests.conftest import PROJECTS, REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.conftest import Once

LARGE_PRINT: Final = """\
  large-print:
    title: Storstilsutgåva
    document: case
    parts: [case, questions]
    visibility: public
    type-size: 16
"""


@dataclass(frozen=True)
class Places:
    """The same project, built in two places that have as little in common as they can."""

    one: Path
    other: Path


@pytest.fixture(scope="session")
def places(once: Once) -> Places:
    """Return the folders of two projects, the small one in every format and a fifth edition, both built."""
    return once("places", _places)


def _places(folder: Path) -> Places:
    return Places(
        one=built(
            folder / "ett",
            jobs=1,
            environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"},
        ),
        other=built(
            folder / "en mapp" / "längre ned",
            jobs=3,
            environment={
                "TZ": "America/Los_Angeles",
                "LC_ALL": "C.UTF-8",
                "LANG": "sv_SE.UTF-8",
                "PYTHONHASHSEED": "4711",
                "PYTHONUTF8": "1",
                "MPLCONFIGDIR": str(folder / "matplotlib"),
                "HOME": str(folder),
            },
        ),
    )


def built(root: Path, *, jobs: int, environment: Mapping[str, str]) -> Path:
    """Make a project of the small one in every format and a fifth edition, build it, and return its folder."""
    shutil.copytree(PROJECTS / "small", root)
    shutil.copyfile(REPOSITORY / "bibliography" / "kefu.csl", root / "bibliography" / "kefu.csl")
    publication = root / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    text = text.replace("visibility: public", "visibility: public, formats: [pdf, html, epub, docx]")
    publication.write_text(text + LARGE_PRINT, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "kefu", "build", "--quiet", "--jobs", str(jobs)],
        cwd=root,
        env={**kept, **environment},
        check=True,
        timeout=240,
    )
    return root


@pytest.fixture
def dist(places: Places) -> Path:
    return places.one / "dist"


def files_in(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_sources_give_the_same_bytes_anywhere(places: Places) -> None:
    """Another folder, time zone, locale, hash seed, home, number of processes."""
    one, other = files_in(places.one / "dist"), files_in(places.other / "dist")

    assert one.keys() == other.keys()
    assert {path.rpartition(".")[2] for path in one} >= {"pdf", "html", "epub", "docx", "svg", "woff", "pf_index"}
    assert [path for path in one if one[path].read_bytes() != other[path].read_bytes()] == []


def test_a_build_leaves_the_sources_as_they_were(places: Places) -> None:
    sources = files_in(PROJECTS / "small")
    after = {path: file for path, file in files_in(places.one).items() if not path.startswith(("dist/", ".kefu/"))}

    assert after.keys() - sources.keys() == {"bibliography/kefu.csl"}
    changed = [path for path in sources if after[path].read_bytes() != sources[path].read_bytes()]
    assert changed == ["report/publication.yaml"]


def sizes_of_type(path: Path) -> Counter[float]:
    """Return how many letters a PDF has in each size of type, in points."""
    counted: Counter[float] = Counter()

    def count(text: str, _cm: Any, _tm: Any, _font: Any, size: float) -> None:
        counted[round(size, 1)] += len(text.strip())

    for page in PdfReader(path).pages[2:]:
        page.extract_text(visitor_text=count)
    return counted


def test_a_fifth_edition_is_five_lines_of_yaml(dist: Path) -> None:
    assert len(LARGE_PRINT.splitlines()) - 1 <= 5
    assert {path for path in files_in(dist) if "storstil" in path} == {
        "public/cases/01-skolan/fall-01-skolan-storstilsutgava.pdf",
        "public/cases/02-bron/fall-02-bron-storstilsutgava.pdf",
    }


@pytest.mark.parametrize(
    ("edition", "size"),
    [
        ("public/cases/01-skolan/fall-01-skolan-storstilsutgava.pdf", 16),
        ("public/cases/01-skolan/fall-01-skolan-studentutgava.pdf", 11.5),
    ],
    ids=["large print", "student"],
)
def test_running_text_has_the_size_of_its_edition_on_a4_pages(dist: Path, edition: str, size: float) -> None:
    reader = PdfReader(dist / edition)
    letters = sizes_of_type(dist / edition)

    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    assert letters.most_common(1)[0][0] == size
    assert reader.metadata is not None


def test_large_print_has_no_small_print(dist: Path) -> None:
    """Captions, tables, headers, page numbers: nothing is smaller than the student edition's running text."""
    letters = sizes_of_type(dist / "public/cases/01-skolan/fall-01-skolan-storstilsutgava.pdf")

    assert min(letters) >= 11


def test_large_print_says_what_the_student_edition_says(dist: Path) -> None:
    folder = dist / "public" / "cases" / "02-bron"
    texts = [squeezed(folder / f"fall-02-bron-{name}.pdf") for name in ("studentutgava", "storstilsutgava")]

    for marker in ("Fallmarkör", "Frågemarkör", "Kostnaderförbron", "Nuskullehonsvara."):
        assert all(marker in text for text in texts)


RESTRICTED: Final = (
    "Handledningsmarkör skolan gamma",
    "Handledningsmarkör bron gamma",
    "Epilogmarkör skolan delta",
    "Epilogmarkör bron delta",
    "Det gick som det gick",
    "Rita tre fält",
    "Tavelplan",
    "Lärarhandledning",
    "Lärarutgåva",
    "Kommunallag (2017:725)",
)
"""What the parts for teachers say, what is made of them (headings, a reference), and the edition's own name."""

HIDDEN: Final = (
    "sec-skolan-tavla",
    "sec-bron-tavla",
    "teaching-note",
    "epilogue",
    "Handledningsmarkör",
    "Epilogmarkör",
)
"""What a reader never sees of those parts: labels, file names."""


def squeezed(path: Path) -> str:
    """Return the text of all pages of a PDF without spaces and hyphens, so that no line break can part a word."""
    return squeeze("".join(page.extract_text() for page in PdfReader(path).pages))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}-]", "", text)


def strings_in(item: Any) -> Iterator[str]:
    """Yield every text and name in a PDF object, but for objects that it refers to, which are objects of their own."""
    if isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        yield from (text for inner in item.as_list() for text in strings_in_direct(inner))
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, inner in item.items():
            yield key
            yield from strings_in_direct(inner)


def strings_in_direct(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.Object) and not item.is_indirect:
        yield from strings_in(item)


def insides(path: Path) -> tuple[str, bytes]:
    """Return all texts and names in the objects of a PDF (outline, properties, structure tree, …), and its streams."""
    with pikepdf.open(path) as pdf:
        objects: list[Any] = [*pdf.objects]
        texts = [text for item in objects for text in strings_in(item)]
        streams = [item.read_bytes() for item in objects if isinstance(item, pikepdf.Stream)]
    return "\n".join(texts), b"\n".join(streams)


def found_in(path: Path, passages: tuple[str, ...]) -> set[str]:
    """Return which of the passages a PDF holds, in what its readers see or anywhere else in it."""
    pages = squeezed(path)
    texts, streams = insides(path)
    texts = squeeze(texts)
    raw = path.read_bytes()
    return {
        passage
        for passage in passages
        if squeeze(passage) in pages
        or squeeze(passage) in texts
        or any(passage.encode(code) in kept for code in ("utf-8", "utf-16-be", "latin-1") for kept in (streams, raw))
    }


def test_no_public_file_holds_what_is_for_teachers(dist: Path) -> None:
    public = {path: file for path, file in files_in(dist / "public").items() if file.suffix == ".pdf"}

    leaking = {path: found_in(file, RESTRICTED + HIDDEN) for path, file in public.items()}

    assert len(public) == 5
    assert {path: found for path, found in leaking.items() if found} == {}


@pytest.mark.parametrize("passage", RESTRICTED)
def test_the_teacher_edition_holds_what_public_files_do_not(dist: Path, passage: str) -> None:
    """Without this, a search that finds nothing anywhere would pass."""
    restricted = files_in(dist / "restricted").values()

    assert [path.name for path in restricted if found_in(path, (passage,))]


def in_outline(pdf: pikepdf.Pdf, words: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(words, 0))


def in_properties(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.docinfo["/Subject"] = pikepdf.String(words)


def in_structure(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.Root.StructTreeRoot.Alt = pikepdf.String(words)


def in_contents(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.pages[1].contents_add(f"% {words}\n".encode())


def in_actual_text(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.pages[1].contents_add(b"/Span <</ActualText (\xfe\xff%s)>> BDC EMC\n" % words.encode("utf-16-be"))


def in_attachment(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.attachments["a.txt"] = words.encode()


@pytest.mark.parametrize(
    "hide",
    [in_outline, in_properties, in_structure, in_contents, in_actual_text, in_attachment],
    ids=lambda f: f.__name__,
)
def test_the_search_looks_everywhere(dist: Path, tmp_path: Path, hide: Callable[[pikepdf.Pdf, str], None]) -> None:
    path = tmp_path / "leaking.pdf"
    with pikepdf.open(dist / "public" / "report" / "prov-rapport.pdf") as pdf:
        hide(pdf, "Epilogmarkör bron delta")
        pdf.save(path)

    assert found_in(path, RESTRICTED) == {"Epilogmarkör bron delta"}


def test_public_and_restricted_files_share_no_folder(dist: Path) -> None:
    assert {path.name for path in dist.iterdir()} == {"public", "restricted", "manifest.json"}
    assert {path for path in files_in(dist / "public") if "larar" in path} == set()
    assert all("lararutgava" in path for path in files_in(dist / "restricted"))
    assert len(files_in(dist / "restricted")) == 2
