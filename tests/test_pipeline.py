"""The straight line of a build: what is reported and where, what is published."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import re
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader
from tests.here import Here

from kefu.check.people import RegistryFile
from kefu.diagnostics import BuildError, OutputError
from kefu.pipeline import build, check
from kefu.processes.parcels import Packing
from kefu.rules.leaks import RESTRICTED_PASSAGE_IS_NOT_PUBLIC
from kefu.rules.rule import Severity
from kefu.selection import SelectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kefu.model import Artifact
    from kefu.pipeline import Build

pytestmark = pytest.mark.usefixtures("here")

NAMES: Final = "persons:\n  - {real: Ottilia Provdal, invented: Anna A}\n"
"""A registry of real names."""

PARTY: Final = "\N{PARTY POPPER}"
"""A sign that none of the documents' fonts has."""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def documents(made: Build) -> list[Artifact]:
    """Return the files of the documents that a build made, without the site around them."""
    return [artifact for artifact in made.artifacts if artifact.edition]


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_goes_through_its_phases_and_publishes_what_it_returns(small: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    out = tmp_path / "dist"

    made = build(small, out, jobs=2, progress=lambda *step: steps.append(step))

    phases = list(dict.fromkeys(doing for doing, _, _ in steps))
    assert phases == ["reading", "drawing", "assembling", "rendering", "checking"]
    assert [done for doing, done, _ in steps if doing == "rendering"] == [0, 1, 2, 3, 4, 5]
    assert {total for doing, _, total in steps if doing == "rendering"} == {5}
    assert made.report.findings == ()
    files = bytes_in(out)
    listed = json.loads(files.pop("manifest.json"))["artifacts"]
    assert files == {str(artifact.path): artifact.content for artifact in made.artifacts}
    assert [entry["path"] for entry in listed if entry["edition"]] == [
        "public/cases/01-skolan/fall-01-skolan-studentutgava.pdf",
        "public/cases/02-bron/fall-02-bron-studentutgava.pdf",
        "public/report/prov-rapport.pdf",
        "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf",
        "restricted/cases/02-bron/fall-02-bron-lararutgava.pdf",
    ]
    for artifact in made.artifacts:
        pages = len(PdfReader(io.BytesIO(artifact.content)).pages) if artifact.edition else None
        assert artifact.digest == hashlib.sha256(artifact.content).hexdigest()
        assert artifact.pages == pages
        assert artifact.path.parts[0] == artifact.visibility


def test_a_date_takes_the_place_of_the_publications_own(small: Path, tmp_path: Path) -> None:
    date = datetime.date(2031, 12, 24)

    made = build(small, tmp_path / "dist", editions=["student"], cases=["bron"], date=date)

    (artifact,) = documents(made)
    reader = PdfReader(io.BytesIO(artifact.content))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == datetime.datetime(2031, 12, 24, 12, tzinfo=datetime.UTC)
    assert "24 december 2031" in reader.pages[0].extract_text().replace("\N{NO-BREAK SPACE}", " ")
    assert "(2031)" in reader.pages[1].extract_text()


def test_a_partial_build_renders_what_was_asked_for_alone(small: Path, tmp_path: Path) -> None:
    made = build(small, tmp_path / "dist", editions=["teacher"], cases=["1"])

    assert [str(artifact.path) for artifact in documents(made)] == [
        "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf"
    ]
    assert set(bytes_in(tmp_path / "dist")) == {"manifest.json", *(str(made_.path) for made_ in made.artifacts)}


def test_folders_and_files_of_a_release_have_numbers_as_long_as_those_of_the_sources(
    small: Path, tmp_path: Path
) -> None:
    (small / "cases/01-skolan").rename(small / "cases/001-skolan")
    (small / "cases/02-bron").rename(small / "cases/100-bron")

    made = build(small, tmp_path / "dist", editions=["student", "teacher"], cases=["001", "0100"], jobs=2)

    assert {str(artifact.path) for artifact in documents(made)} == {
        "public/cases/001-skolan/fall-001-skolan-studentutgava.pdf",
        "public/cases/100-bron/fall-100-bron-studentutgava.pdf",
        "restricted/cases/001-skolan/fall-001-skolan-lararutgava.pdf",
        "restricted/cases/100-bron/fall-100-bron-lararutgava.pdf",
    }
    (page,) = (made_.content for made_ in made.artifacts if str(made_.path) == "public/cases/001-skolan/index.html")
    assert "Fall 1: Skolan" in page.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_partial_build_keeps_the_rest_and_tells_of_all_of_it(small: Path, tmp_path: Path) -> None:
    publication = small / "report" / "publication.yaml"
    change(
        publication,
        "parts: [case, questions], visibility: public}",
        "parts: [case, questions], visibility: public, formats: [pdf, html]}",
    )
    out = tmp_path / "dist"
    whole = build(small, out, jobs=2)
    part = build(small, out, cases=["1"], editions=["student"])
    assert {str(artifact.path) for artifact in part.artifacts} < {str(artifact.path) for artifact in whole.artifacts}
    assert bytes_in(out).keys() == {"manifest.json", *(str(artifact.path) for artifact in whole.artifacts)}
    assert check(small, out, jobs=2).findings == ()


def test_a_part_of_a_release_that_is_damaged_cannot_be_built_alone(small: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "dist", jobs=2)
    (tmp_path / "dist" / "public" / "report" / "prov-rapport.pdf").unlink()
    with pytest.raises(OutputError, match="run “kefu build” without"):
        build(small, tmp_path / "dist", cases=["1"])


def test_a_release_of_other_sources_is_told_once(small: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "dist", jobs=2)
    change(
        small / "cases/01-skolan/case.md", "Fallmarkör skolan alfa.", "Fallmarkör skolan alfa, som har fått fler ord."
    )
    assert [finding.rule.name for finding in check(small, tmp_path / "dist", jobs=2).findings] == [
        "release-is-of-these-sources"
    ]


def test_all_problems_of_all_documents_are_reported_at_once(small: Path, tmp_path: Path) -> None:
    change(small / "cases/01-skolan/questions.md", "Frågemarkör", f"Fråge {PARTY} markör")
    change(small / "cases/02-bron/epilogue.md", "Det gick", f"Det {PARTY} gick")
    change(small / "report/bilaga.md", "Vem gör", f"Vem {PARTY} gör")

    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "dist", jobs=2)

    places = [str(diagnostic.location) for diagnostic in caught.value.diagnostics]
    assert list(dict.fromkeys(places)) == [
        "cases/01-skolan/questions.md:3:52",
        "cases/02-bron/epilogue.md:1:30",
        "report/bilaga.md:5:5",
    ]
    assert not (tmp_path / "dist").exists()


def test_what_is_wrong_with_the_bibliography_is_told_before_anything_is_drawn(small: Path, tmp_path: Path) -> None:
    change(small / "bibliography/references.bib", "{The Myth", "{$\\frac{1}{2}$ Myth")
    change(small / "bibliography/references.bib", "Dichotomy and", "\\foo and")
    phases: list[str] = []

    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "dist", progress=lambda doing, _done, _total: phases.append(doing))

    assert [f"{problem.location} {problem.rule}" for problem in caught.value.diagnostics][:2] == [
        "bibliography/references.bib:3:14 tex-is-typeset",
        "bibliography/references.bib:9:14 tex-is-typeset",
    ]
    assert phases == ["reading"]


MISSPELT: Final = {
    "text": ("cases/01-skolan/case.md", "Nu skulle", f"Nu {PARTY} skulle", "cases/01-skolan/case.md:20:46"),
    "exhibit's title": ("cases/02-bron/case.md", "från Bo", f"från {PARTY} Bo", "cases/02-bron/case.md:7:47"),
    "table": ("cases/02-bron/case.md", "| Post |", f"| Post {PARTY} |", "cases/02-bron/case.md:13:8"),
    "footnote": ("report/inledning.md", "En fotnot", f"En {PARTY} fotnot", "report/inledning.md:9:10"),
    "case's title": ("cases/01-skolan/case.yaml", ": Skolan", f": S {PARTY}", "cases/01-skolan/case.yaml:2:10"),
    "dilemma": ("cases/01-skolan/case.yaml", "stå kvar?", f"stå {PARTY} kvar?", "cases/01-skolan/case.yaml:3:25"),
    "subtitle": ("report/publication.yaml", "Två fall", f"Två {PARTY} fall", "report/publication.yaml:2:15"),
    "figure's caption": ("figures/bars.yaml", "Staplar", f"Staplar {PARTY}", "figures/bars.yaml:1:18"),
    "reference": ("bibliography/references.bib", "The Myth", f"The {PARTY} Myth", "bibliography/references.bib:9:18"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "place"), MISSPELT.values(), ids=MISSPELT)
def test_a_sign_that_no_font_has_is_reported_where_it_stands(
    small: Path, tmp_path: Path, path: str, old: str, new: str, place: str
) -> None:
    change(small / path, old, new)

    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "dist", editions=["report", "student", "teacher"])

    assert {str(diagnostic.location) for diagnostic in caught.value.diagnostics} == {place}
    assert {diagnostic.rule.name for diagnostic in caught.value.diagnostics} == {"characters-can-be-set"}


def test_warnings_of_all_phases_come_back_in_reading_order(small: Path, tmp_path: Path) -> None:
    (small / "report" / "olistad.md").write_text("# Olistad\n\nOrd.\n", encoding="utf-8")
    change(
        small / "figures/events.py",
        "    figure, axes",
        '    import warnings\n    warnings.warn("odd")\n    figure, axes',
    )

    made = build(small, tmp_path / "dist", cases=["1"], editions=["student"])

    assert [(str(w.location), w.severity) for w in made.report.findings] == [
        ("figures/events.py:11", Severity.WARNING),
        ("report/olistad.md", Severity.WARNING),
    ]
    assert (tmp_path / "dist" / "manifest.json").exists()


def approve(root: Path) -> None:
    """Approve the cases of a small project."""
    for case in ("01-skolan", "02-bron"):
        path = root / "cases" / case / "case.yaml"
        text = re.sub(r"(?m)^status: .*$", "status: approved\nstatus-date: 2026-11-20\nstatus-role: redaktör",
                      re.sub(r"(?m)^status-.*\n", "", path.read_text(encoding="utf-8")))  # fmt: skip
        path.write_text(text, encoding="utf-8")


def test_a_release_with_a_passage_of_a_teaching_note_in_a_public_text_is_refused_unless_it_is_accepted(
    small: Path, tmp_path: Path
) -> None:
    approve(small)
    places = ("cases/01-skolan/case.md", "cases/01-skolan/teaching-note.md")
    for path in places:
        text = (small / path).read_text(encoding="utf-8")
        (small / path).write_text(
            f"{text}\nRektorn fick aldrig veta att ordföranden redan hade bestämt sig.\n", encoding="utf-8"
        )

    def released(case: str) -> list[str]:
        made = build(small, tmp_path / "dist", cases=[case], editions=["student"], release=True)
        return [str(one.location.path) for one in made.report.findings if one.rule == RESTRICTED_PASSAGE_IS_NOT_PUBLIC]

    with pytest.raises(BuildError) as caught:
        released("1")
    assert {(str(one.location.path), one.rule) for one in caught.value.diagnostics} == {
        (path, RESTRICTED_PASSAGE_IS_NOT_PUBLIC) for path in places
    }
    assert released("2") == [*places], "the release shows neither, and is warned"
    publication = small / "report" / "publication.yaml"
    accepted = "".join(
        f"  - {{rule: {RESTRICTED_PASSAGE_IS_NOT_PUBLIC}, place: '{path}', reason: båda får säga det}}\n"
        for path in places
    )
    text = publication.read_text(encoding="utf-8")
    publication.write_text(f"{text}\naccepted:\n{accepted}", encoding="utf-8")
    assert released("1") == []


def test_a_release_with_a_placeholder_is_refused_unless_none_of_its_documents_shows_it(
    small: Path, tmp_path: Path
) -> None:
    approve(small)
    change(small / "cases/02-bron/epilogue.md", "Det gick", "TODO. Det gick")

    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "dist", cases=["2"], editions=["teacher"], release=True)
    assert [f"{one.location} {one.rule}" for one in caught.value.diagnostics] == [
        "cases/02-bron/epilogue.md:1:26 placeholder-is-replaced"
    ]
    made = build(small, tmp_path / "dist", cases=["2"], editions=["student"], release=True)
    assert [str(one.location) for one in made.report.findings if one.rule.name == "placeholder-is-replaced"] == [
        "cases/02-bron/epilogue.md:1:26"
    ]


def test_figures_that_no_chosen_document_shows_are_not_drawn(small: Path, tmp_path: Path) -> None:
    change(small / "figures/bars.py", "    figure, axes", "    raise ValueError\n    figure, axes")

    build(small, tmp_path / "dist", editions=["student"])
    with pytest.raises(BuildError) as caught:
        build(small, tmp_path / "dist", editions=["report"])

    assert [str(diagnostic.location) for diagnostic in caught.value.diagnostics] == ["figures/bars.py:10"]


@pytest.mark.parametrize(
    ("changes", "choice", "error"),
    [
        ({"cases/01-skolan/case.md": ("@fig-skolan-handelser", "@fig-okand")}, {}, BuildError),
        ({"figures/bars.py": ("def draw", "def drew")}, {}, BuildError),
        ({"report/analys.md": ("Jämför", f"Jämför {PARTY}")}, {}, BuildError),
        ({}, {"editions": ["okand"]}, SelectionError),
        ({}, {"cases": ["okand"]}, SelectionError),
    ],
    ids=["mistake in a source", "mistake in a script", "mistake in rendering", "unknown edition", "unknown case"],
)
def test_a_build_that_fails_leaves_the_earlier_release(
    small: Path,
    tmp_path: Path,
    changes: Mapping[str, tuple[str, str]],
    choice: Mapping[str, list[str]],
    error: type[Exception],
) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "manifest.json").write_text('{"generator": "kefu", "artifacts": []}', encoding="utf-8")
    (out / "rapport.pdf").write_bytes(b"earlier")
    before = bytes_in(out)
    for path, (old, new) in changes.items():
        change(small / path, old, new)

    with pytest.raises(error):
        build(small, out, editions=choice.get("editions", []), cases=choice.get("cases", []))

    assert bytes_in(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"small", "dist"}


def test_a_folder_that_cannot_take_the_release_is_refused_before_anything_is_read(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "anteckningar"
    out.mkdir()
    (out / "mina.txt").touch()
    (small / "report" / "publication.yaml").write_text("inte: rätt", encoding="utf-8")

    with pytest.raises(OutputError):
        build(small, out)


class Sent(Here):
    """Does here what it would send to the workers of a scheduler, and keeps what it would send."""

    def __init__(self, shared: tuple[type, ...]) -> None:
        super().__init__()
        self._packing = Packing(shared)
        self.functions: set[str] = set()
        self.content = b""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        parcel = self._packing.pack(fn, *args)
        self.functions.add(fn.__qualname__)
        self.content += parcel.content + b"".join(parcel.pieces.values())
        return super().submit(fn, *args, **kwargs)


def sent_by_a_build(root: Path, monkeypatch: pytest.MonkeyPatch, names: RegistryFile | None = None) -> Sent:
    """Return what a build with a scheduler sends to its workers."""
    made: list[Sent] = []

    def workers_of(_address: str, shared: tuple[type, ...]) -> AbstractContextManager[Sent]:
        made.append(Sent(shared))
        return nullcontext(made[0])

    monkeypatch.setattr("kefu.processes.cluster.cluster", workers_of)
    build(root, root / "dist", names=names, scheduler="tcp://127.0.0.1:8786")
    return made[0]


def test_the_workers_of_a_scheduler_do_everything_but_draw(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sent_by_a_build(small, monkeypatch)

    assert sent.functions == {"PandocEngine.render", "examine_all", "_texts", "fonts", "passages"}


def test_no_real_name_and_nothing_that_searches_for_one_is_sent_to_the_workers_of_a_scheduler(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    sent = sent_by_a_build(small, monkeypatch, RegistryFile(path=tmp_path / "names.yaml", root=small))

    assert sent.functions == {"PandocEngine.render", "fonts"}
    assert not {name for name in (b"Ottilia", b"Provdal", b"names.yaml", b"Registry") if name in sent.content}
