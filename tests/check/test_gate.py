"""The gate holds every file against what it may show, brings all findings together, and names nobody."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.conftest import DRAWING, copy_project
from tests.here import Here

from kefu.assemble import assemble, outlines
from kefu.authored import Acceptance, Format
from kefu.authored.descriptions import Allowance
from kefu.check.gate import Gate, unchecked
from kefu.check.manifest import ReleaseFile
from kefu.check.people import RegistryFile
from kefu.check.people.contents import Contents
from kefu.check.people.history import Piece
from kefu.check.people.registry import MASK
from kefu.diagnostics import Diagnostic, Location
from kefu.engines.html import render
from kefu.engines.pandoc import by_pandoc
from kefu.load import load
from kefu.release import artifact_path
from kefu.rules.release import FILE_IS_OF_PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.check.report import Report
    from kefu.model import Document, Project

SECRET: Final = b"Jag vill aldrig att det sprids hur det gick f\xc3\xb6r Kvarnsele till sist."
"""A sentence of the teaching note."""

NAMES: Final = "places:\n  - {real: Kvarnsele, invented: Sj\u00f6valla}\n"


@dataclass(frozen=True, kw_only=True)
class Given:
    """A project with a teaching note, and its student edition of a case as a web page."""

    root: Path
    project: Project
    document: Document
    path: PurePosixPath
    page: bytes

    def report(
        self,
        *files: tuple[PurePosixPath, bytes],
        project: Project | None = None,
        around: Sequence[PurePosixPath] = (),
        pool: Executor | None = None,
        names: RegistryFile | None = None,
        **settings: Any,
    ) -> Report:
        """Return what the gate reports of files."""
        gate = Gate(project or self.project, self.root, names=names, pool=pool or Here())
        homes = {self.path: (self.document, Format.HTML)}
        gate.examine([ReleaseFile(path=path, content=content) for path, content in files], homes, around)
        given = {"found": (), "whole": True, "stale": False, "progress": lambda _done, _total: None, **settings}
        return gate.report(homes, around, **given)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    root = copy_project("small", tmp_path_factory.mktemp("gate") / "small")
    note = root / "cases" / "01-skolan" / "teaching-note.md"
    note.write_text(f"{note.read_text(encoding='utf-8')}\n{SECRET.decode()}\n", encoding="utf-8")
    project = load(root, jobs=1).project
    everything = outlines(project)
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    documents = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    (document,) = (one for one in documents if (one.name, one.edition.name) == ("cases/01-skolan", "student"))
    page = render(document, by_pandoc).content
    return Given(root=root, project=project, document=document, path=artifact_path(document, Format.HTML), page=page)


def told(report: Report) -> set[tuple[str, str]]:
    return {(str(finding.location.path), finding.rule.name) for finding in report.findings}


def leaking(page: bytes) -> bytes:
    return page.replace(b"</main>", b"<p hidden>" + SECRET + b"</p></main>")


def test_a_file_as_it_was_made_has_no_findings_and_is_counted(given: Given) -> None:
    report = given.report((given.path, given.page))
    (audited,) = report.artifacts

    assert report.findings == ()
    assert (audited.path, audited.included > 0, audited.canaries > 0) == (given.path, True, True)
    assert audited.found == audited.included
    assert report.sources == len(given.project.sources)
    assert not report.registry_searched


def test_a_leak_is_told_of_the_file_that_has_it(given: Given) -> None:
    report = given.report((given.path, leaking(given.page)))

    assert told(report) == {(str(given.path), "excluded-part-is-absent")}
    assert "cases/01-skolan/teaching-note.md" in report.findings[0].hints[0]


def test_a_file_of_the_site_may_show_what_any_public_document_shows(given: Given) -> None:
    page = PurePosixPath("public/index.html")

    assert told(given.report((page, leaking(given.page)), around=[page])) == {(str(page), "excluded-part-is-absent")}
    assert told(given.report((page, given.page), around=[page])) == set()


def test_a_file_that_belongs_to_nothing_may_show_nothing(given: Given) -> None:
    stray = PurePosixPath("public/kopia.html")

    assert told(given.report((stray, given.page))) == {
        (str(stray), "file-is-of-project"),
        (str(stray), "excluded-part-is-absent"),
    }


def test_a_release_of_other_sources_is_told_as_that_and_its_leaks_all_the_same(given: Given) -> None:
    empty = b"<!doctype html><title>Tom</title>"
    fresh = given.report((given.path, empty))
    stale = given.report((given.path, empty + b"<p>" + SECRET), stale=True)

    assert (str(given.path), "included-part-is-found") in told(fresh)
    assert told(stale) == {
        ("manifest.json", "release-is-of-these-sources"),
        (str(given.path), "excluded-part-is-absent"),
    }


def test_what_was_found_before_is_told_too_and_what_is_accepted_apart(given: Given) -> None:
    earlier = Diagnostic(
        rule=FILE_IS_OF_PROJECT, location=Location(path=PurePosixPath("public/a.txt")), message="it is nobody's"
    )
    acceptance = Acceptance.model_validate({"rule": "heading-is-tagged", "place": "public/a.pdf", "reason": "prov"})
    accepting = replace(
        given.project, acceptances=((acceptance, Location(path=PurePosixPath("report/publication.yaml"))),)
    )

    assert given.report(found=(earlier,)).findings == (earlier,)
    assert told(given.report(project=accepting)) == {("report/publication.yaml", "acceptance-is-used")}
    assert told(given.report(project=accepting, whole=False)) == set(), "it may be for a file that was not built"


def test_real_names_are_found_and_not_repeated(given: Given, tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=given.root)
    path = given.path.with_name("Kvarnsele.html")

    report = given.report((given.path, leaking(given.page)), (path, given.page), names=names)

    assert report.registry_searched
    assert "real-name-is-absent" in {rule for _, rule in told(report)}
    assert MASK in str(report.artifacts[1].path)
    assert "kvarnsele" not in str(report).casefold()


class Broken(Here):
    """An executor whose first work never ends well, as when a process is killed."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = super().submit(fn, *args, **kwargs)
        if self.count > 2:  # files have a remedy of their own
            return future
        broken: Future[Any] = Future()
        broken.set_exception(BrokenProcessPool())
        return broken


def test_what_a_broken_process_should_have_worked_out_is_worked_out_again(given: Given) -> None:
    files: Mapping[PurePosixPath, bytes] = {given.path: leaking(given.page)}

    assert given.report(*files.items(), pool=Broken()) == given.report(*files.items())


def test_nothing_is_said_of_files_when_the_sources_have_errors() -> None:
    error = Diagnostic(
        rule=FILE_IS_OF_PROJECT, location=Location(path=PurePosixPath("cases/a.md")), message="it is wrong"
    )

    report = unchecked([error], None)

    assert [finding.rule.name for finding in report.findings] == ["file-is-of-project", "release-is-checked"]
    assert (report.artifacts, report.sources, report.registry_searched) == ((), 0, False)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_each_file_is_held_against_what_its_own_kind_may_show_whatever_is_beside_it(
    given: Given, order: tuple[int, int, int]
) -> None:
    site, stray = PurePosixPath("public/index.html"), PurePosixPath("public/kopia.html")
    files = [(path, given.page) for path in (site, stray, given.path)]

    assert told(given.report(*(files[number] for number in order), around=[site])) == {
        (str(stray), "file-is-of-project"),
        (str(stray), "excluded-part-is-absent"),
    }


@pytest.mark.parametrize(("past", "searched"), [(False, True), (True, False), (True, True)])
def test_the_past_is_searched_if_it_is_wanted_and_there_are_names(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, past: bool, searched: bool
) -> None:
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=given.root) if searched else None
    piece = Piece(
        path=PurePosixPath("notes.md"),
        contents=Contents(texts=("Det var i Kvarnsele.",)),
        where="in a version of a file",
    )
    monkeypatch.setattr("kefu.check.gate.past", lambda _root: [piece])
    if past:
        gate = Gate(given.project, given.root, names=names, pool=Here(), past=True)
    else:
        gate = Gate(given.project, given.root, names=names, pool=Here())
    gate.examine([], {}, ())

    report = gate.report({}, (), found=(), whole=True, stale=False, progress=lambda _done, _total: None)

    told = [finding for finding in report.findings if "git's history" in finding.message]
    assert bool(told) == (past and searched)


NUMBER: Final = "046-222 00 11"


@pytest.mark.parametrize(
    ("name", "found"), [("cases/01-skolan", False), ("cases/02-bron", True), ("report", False), ("", True)]
)
def test_a_number_that_a_case_allows_may_stand_in_its_own_documents_and_in_the_report(
    given: Given, name: str, *, found: bool
) -> None:
    (case, *others) = given.project.cases
    allowance = Allowance.model_validate({"what": NUMBER, "reason": "prov"})
    allowing = replace(case, description=case.description.model_copy(update={"allowed": (allowance,)}))
    project = replace(given.project, cases=(allowing, *others))
    one = replace(given, document=replace(given.document, name=name or given.document.name))
    path = given.path if name else PurePosixPath("public/kopia.html")

    report = one.report((path, given.page.replace(b"</main>", f"<p>{NUMBER}</p></main>".encode())), project=project)

    assert ((str(path), "personal-data-is-absent") in told(report)) == found


def test_real_names_in_sources_are_told_at_their_place(given: Given, tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    names = RegistryFile(path=tmp_path / "names.yaml", root=given.root)

    assert ("cases/01-skolan/teaching-note.md", "real-name-is-absent") in told(given.report(names=names))


def test_no_real_name_is_repeated_when_the_sources_have_errors(given: Given, tmp_path: Path) -> None:
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    error = Diagnostic(rule=FILE_IS_OF_PROJECT, location=Location(path=PurePosixPath("a.md")), message="Kvarnsele")

    report = unchecked([error], RegistryFile(path=tmp_path / "names.yaml", root=given.root))

    assert MASK in report.findings[0].message
    assert "kvarnsele" not in str(report).casefold()
