"""However a passage or a name is spelt, and wherever it stands, it is found."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import copy_project
from tests.sabotage.conftest import NAMES
from tests.sabotage.package_plants import BODY, inside
from tests.sabotage.pdf_plants import changed, on_page, outlined
from tests.sabotage.planting import NOTE, before

from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import leaks, wanted
from kefu.check.people.findings import names_in_path
from kefu.check.people.folding import fold
from kefu.check.people.registry_file import RegistryFile
from kefu.check.people.repository import tracked_files
from kefu.check.readers.kinds import Kind
from kefu.check.sources.findings import texts
from kefu.diagnostics import BuildError, Diagnostic
from kefu.load import load
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT
from kefu.rules.people import REAL_NAME_IS_ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pikepdf
    from tests.sabotage.conftest import Finished
    from tests.sabotage.pdf_plants import Letters

SEAM: Final = "\x01"
"""Where a text is split: by markup, or by a new run of text. A text has an even number of them."""


def on_first_page(pdf: pikepdf.Pdf, text: str) -> None:
    """Show a text, each piece by an operator of its own."""

    def written(letters: Letters) -> str:
        shown = " 0 -14 Td ".join(
            " ".join(f"{letters.code(piece)} Tj" for piece in line.split(SEAM) if piece) for line in text.split("\n")
        )
        return f"BT /Planted 9 Tf 40 300 Td {shown} ET"

    on_page(pdf, text.replace(SEAM, "").replace("\n", ""), written)


def in_packet(pdf: pikepdf.Pdf, text: str) -> None:
    """Write a text into the XMP packet."""
    note = _seamed(text, "<i>", "</i>")
    stream = pdf.Root.Metadata
    added = f'<rdf:Description rdf:about=""><n:note xmlns:n="http://example.org/ns/">{note}</n:note></rdf:Description>'
    stream.write(stream.read_bytes().replace(b"</rdf:RDF>", f"{added}</rdf:RDF>".encode()))


def _seamed(text: str, opening: str, closing: str) -> str:
    return re.sub(f"{SEAM}([^{SEAM}]*){SEAM}", rf"{opening}\1{closing}", text)


def _in_runs(text: str) -> str:
    pieces = text.replace(SEAM, "</w:t></w:r><w:r><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p><w:r><w:t>{pieces}</w:t></w:r></w:p>"


PLACES: Final[Mapping[str, tuple[Kind, str, Callable[[bytes, str], bytes]]]] = {
    "page text": (Kind.PDF, "PDF page text", changed(on_first_page)),
    "outline": (Kind.PDF, "PDF outline", changed(lambda pdf, text: outlined(pdf, text.replace(SEAM, "")))),
    "metadata": (Kind.PDF, "PDF XMP", changed(in_packet)),
    "DOCX": (Kind.DOCX, "DOCX text", inside(BODY, before("</w:body>", _in_runs))),
    "HTML": (Kind.HTML, "HTML text", before("</body>", lambda text: f"<p>{_seamed(text, '<b>', '</b>')}</p>")),
    "HTML attribute": (Kind.HTML, "HTML attribute",
                       before("</body>", lambda text: f'<i title="{_seamed(text, "&lt;b>", "&lt;/b>")}"></i>')),
    "plain text": (Kind.TEXT, "text text", lambda content, text: content + f"\n\n{_seamed(text, '*', '*')}".encode()),
}  # fmt: skip


def _hyphenated(passage: str, hyphen: str) -> str:
    return re.sub(r"(\w{3})(\w{4})", rf"\1{hyphen}\2", passage)


PASSAGES: Final[Mapping[str, str]] = {
    "soft hyphens": _hyphenated(NOTE[0], "\N{SOFT HYPHEN}"),
    "hyphens at line ends": _hyphenated(NOTE[0], "-\n"),
    "soft hyphens at line ends": _hyphenated(NOTE[0], "\N{SOFT HYPHEN}\n"),
    "lines": NOTE[0].replace(" ", "\n"),
    "ligatures": NOTE[0].replace("fi", "\N{LATIN SMALL LIGATURE FI}"),
    "no-break spaces": NOTE[0].replace(" ", "\N{NO-BREAK SPACE}"),
    "zero-width spaces": NOTE[0].replace("e", "e\N{ZERO WIDTH SPACE}"),
    "capitals": NOTE[0].upper(),
    "pieces": re.sub(r"(\w\w)(\w\w)", rf"\1{SEAM}\2{SEAM}", NOTE[0]),
    "decomposed diacritics": unicodedata.normalize("NFD", NOTE[0]),
    "no diacritics": re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", NOTE[0])),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_passage_is_found_however_it_is_set(finished: Finished, place: str, passage: str) -> None:
    kind, channel, put = PLACES[place]
    task = Task(
        path=finished.path,
        content=put(finished.files[kind], passage),
        wanted=wanted(finished.student),
        document=None,
        allowed=frozenset(),
        names=None,
    )
    found = leaks(finished.path, examine(task).searched, finished.student, finished.project)

    assert channel in {
        diagnostic.message.partition(",")[0] for diagnostic in found if diagnostic.rule == EXCLUDED_PART_IS_ABSENT
    }


SPELLINGS: Final[Mapping[str, tuple[str, str]]] = {
    "as it is": ("Ottilia Provdal", "Maria Holm"),
    "genitive": ("Ottilia Provdals", "Maria Holm"),
    "genitive of a place": ("Kvarnseles", "Sjövalla"),
    "inhabitant": ("Kvarnselebon", "Sjövalla"),
    "definite": ("vårdcentralen Granens", "Vårdcentralen Björken"),
    "indefinite": ("Granens vårdcentral", "Vårdcentralen Björken"),
    "compound": ("Provdalaffären", "Maria Holm"),
    "compound of a place": ("Kvarnselefrågan", "Sjövalla"),
    "without its company form": ("Kvarnsele Byggs", "Sjövalla Bygg AB"),
    "capitals": ("OTTILIA PROVDAL", "Maria Holm"),
    "small letters": ("kvarnsele", "Sjövalla"),
    "no diacritics": ("Vardcentralen Granen", "Vårdcentralen Björken"),
    "decomposed diacritics": (unicodedata.normalize("NFD", "Vårdcentralen Granen"), "Vårdcentralen Björken"),
    "hyphen": ("Ottilia-Provdal", "Maria Holm"),
    "hyphenated": ("Kvarn-sele", "Sjövalla"),
    "soft hyphen": ("Kvarn\N{SOFT HYPHEN}sele", "Sjövalla"),
    "no-break space": ("Ottilia\N{NO-BREAK SPACE}Provdal", "Maria Holm"),
    "initial": ("O. Provdal", "Maria Holm"),
    "surname first": ("Provdal, O.", "Maria Holm"),
    "split by markup": (f"Ott{SEAM}ilia{SEAM} Prov{SEAM}dal{SEAM}", "Maria Holm"),
    "split by a line break": ("Ottilia\nProvdal", "Maria Holm"),
    "split by a hyphen and a line break": ("Kvarn-\nsele", "Sjövalla"),
    "name of a file": ("ottilia_provdal_2024.pdf", "Maria Holm"),
    "name of another file": ("vardcentralen-granen.pdf", "Vårdcentralen Björken"),
}


def is_told(found: list[Diagnostic], where: str, invented: str) -> bool:
    """Tell whether a name is found at a place, with the invented one and without the real one."""
    assert not re.search("provdal|kvarnsele|granen", fold(repr(found)))
    return any(
        where in f"{diagnostic.location}: {diagnostic.message}," and f"“{invented}”" in diagnostic.hints[0]
        for diagnostic in found
        if diagnostic.rule == REAL_NAME_IS_ABSENT
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("spelt", "invented"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_name_is_found_however_it_is_spelt(
    finished: Finished, names: Path, place: str, spelt: str, invented: str
) -> None:
    kind, channel, put = PLACES[place]
    task = Task(
        path=finished.path,
        content=put(finished.files[kind], f"Det var {spelt} som svarade."),
        wanted=wanted(finished.nothing),
        document=None,
        allowed=frozenset(),
        names=RegistryFile(path=names, root=finished.root),
    )

    assert is_told([*examine(task).findings], f"appears in {channel},", invented)


SOURCES: Final = ("cases/01-skolan/teaching-note.md", "cases/01-skolan/case.yaml", "notes/protokoll.txt")


def git(folder: Path, *arguments: str) -> None:
    program = shutil.which("git")
    assert program
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in a git repository, with every spelling in three of its files."""
    root = copy_project("small", tmp_path_factory.mktemp("spelt") / "small")
    (root / "notes").mkdir()
    paragraphs = [f"Det var {_seamed(spelt, '*', '*')} som svarade." for spelt, _ in SPELLINGS.values()]
    for name in SOURCES:
        path = root / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if path.suffix == ".yaml":
            block = "\n\n".join(paragraphs).replace("\n", "\n  ")
            text = text.replace("synopsis: Ett fall om skolan.", f"synopsis: >\n  {block}")
        else:
            text += "\n" + "\n\n".join(paragraphs) + "\n"
        path.write_text(text, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    return root


@pytest.fixture(scope="module")
def in_sources(written: Path, names: Path) -> list[Diagnostic]:
    """Return the names that are found in the sources and in what git tracks."""
    project = load(written, jobs=1).project
    found = texts(project, written, RegistryFile(path=names, root=written).load())
    return [diagnostic for diagnostic in found if diagnostic.rule == REAL_NAME_IS_ABSENT]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("spelt", "invented"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_name_in_a_source_or_a_tracked_file_is_found_at_its_line(
    written: Path, in_sources: list[Diagnostic], source: str, spelt: str, invented: str
) -> None:
    paragraph = f"Det var {_seamed(spelt, '*', '*')}".partition("\n")[0]
    lines = (written / source).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.strip().startswith(paragraph))

    assert is_told(in_sources, f"{source}:{line}:", invented)


@pytest.mark.parametrize(
    "path",
    ["report/ottilia-provdal.md", "Kvarnsele/bilder/karta.png", "notes/VardcentralenGranen.txt", "o.provdal.docx"],
)
def test_a_name_in_the_path_of_a_tracked_file_is_found_and_masked(tmp_path: Path, names: Path, path: str) -> None:
    root = copy_project("small", tmp_path / "small")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(b"x")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    registry = RegistryFile(path=names, root=root).load()
    found = [diagnostic for file in tracked_files(root) for diagnostic in names_in_path(file.path, registry)]

    assert [diagnostic.rule for diagnostic in found] == [REAL_NAME_IS_ABSENT]
    assert not re.search("provdal|kvarnsele|granen", fold(repr(found)))


def test_a_registry_inside_the_repository_is_refused_unless_git_ignores_it(tmp_path: Path) -> None:
    root = copy_project("small", tmp_path / "small")
    git(root, "init", "--quiet")
    inside_it = root / "hemligt" / "names.yaml"
    inside_it.parent.mkdir()
    inside_it.write_text(NAMES, encoding="utf-8")

    with pytest.raises(BuildError) as refused:
        RegistryFile(path=inside_it, root=root).load()
    assert [diagnostic.rule.name for diagnostic in refused.value.diagnostics] == ["registry-is-outside-repository"]
    assert not re.search("provdal|kvarnsele|granen", fold(str(refused.value)))

    (root / ".gitignore").write_text("/hemligt/\n", encoding="utf-8")
    assert len(RegistryFile(path=inside_it, root=root).load().names) == 4

    git(root, "add", "--force", "hemligt/names.yaml")
    other = RegistryFile(path=root / "hemligt" / ".." / "hemligt" / "names.yaml", root=root)
    with pytest.raises(BuildError):
        other.load()
