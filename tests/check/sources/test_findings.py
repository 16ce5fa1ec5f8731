"""Everything that is checked in the sources is found through one door."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from kefu.check.people.registry import registry_of
from kefu.check.people.spellings import Kind, Name
from kefu.check.sources.findings import texts
from kefu.diagnostics import Diagnostic, Location
from kefu.load import load
from kefu.rules.people import REGISTERED_NAME_FINDS_ENOUGH

REGISTRY = registry_of([Name(kind=Kind.PERSON, real="Ottilia Provdal", invented="Anna A")])


def found(root: Path, *, names: bool = False) -> list[tuple[str, str]]:
    told = texts(load(root, jobs=1).project, root, REGISTRY if names else None)
    return [(finding.rule.name, str(finding.location)) for finding in told]


def git(root: Path, *arguments: str) -> None:
    subprocess.run([shutil.which("git") or "git", *arguments], cwd=root, check=True)


def write(root: Path, path: str, text: str) -> None:
    full = root / path
    full.write_text(f"{full.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_the_small_project_has_no_finding(small: Path) -> None:
    assert found(small) == []


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("cases/01-skolan/case.md", "Hon bodde i Lund då.", "scene-is-invented"),
        ("cases/01-skolan/teaching-note.md", "Det var Region Skåne.", "scene-is-invented"),
        ("cases/01-skolan/case.md", "Ring 046-222 00 00 nu.", "personal-data-is-absent"),
        ("report/analys.md", "Skriv till kim@kommun.se snart.", "personal-data-is-absent"),
        ("report/analys.md", "Han sa (19121212-1212) tyst.", "personal-data-is-absent"),
        ("report/analys.md", "`@misc{a, number = {046-222 00 00}}`", "personal-data-is-absent"),
        ("report/analys.md", "### För djupt\n\nText.", "heading-levels-do-not-skip"),
        ("report/analys.md", 'Hon sa "nej" då.', "quotation-marks-are-swedish"),
        ("bibliography/references.bib", "@misc{nytt, title={Ny}, author={Ek}, year={2001}}", "entry-is-cited"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(small: Path, path: str, text: str, rule: str) -> None:
    lines = (small / path).read_text(encoding="utf-8").count("\n")
    write(small, path, text)
    told = [(name, place) for name, place in found(small) if name == rule]
    assert told
    assert all(place.startswith(f"{path}:{lines + 2}:") for _, place in told)


def test_a_real_place_is_no_scene_outside_the_cases(small: Path) -> None:
    write(small, "report/analys.md", "KEFU finns i Lund.")
    assert found(small) == []


def test_what_a_case_allows_with_a_reason_is_no_finding(small: Path) -> None:
    write(small, "cases/01-skolan/case.md", "Hon bodde i Lund då. Ring 046-222 00 00 nu.")
    allowed = '{what: Lund, reason: "där finns KEFU"}, {what: 046-222 00 00, reason: universitetets växel}'
    write(small, "cases/01-skolan/case.yaml", f"allowed: [{allowed}]")
    assert found(small) == []
    write(small, "cases/02-bron/case.md", "Hon bodde i Lund då.")
    assert [rule for rule, _ in found(small)] == ["scene-is-invented"]


def test_the_publications_own_contact_is_no_personal_datum(small: Path) -> None:
    publication = small / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8").replace("prov@example.org", "info@kommunforskning.se")
    publication.write_text(text, encoding="utf-8")
    write(small, "report/analys.md", "Skriv till info@kommunforskning.se snart.")
    assert found(small) == []


def test_what_is_shared_with_a_part_for_teachers_is_a_warning(small: Path) -> None:
    for path in ("cases/01-skolan/teaching-note.md", "report/analys.md"):
        write(small, path, "Den som leder samtalet väntar gärna länge innan någon får ordet igen.")
    assert {str(finding.severity) for finding in texts(load(small, jobs=1).project, small, None)} == {"warning"}


def test_numbers_of_works_are_no_numbers_of_persons_but_those_in_their_titles_may_be(small: Path) -> None:
    path = small / "bibliography" / "references.bib"
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    title = next(number for number, line in enumerate(lines) if re.match(r"\s*title\s*=", line))
    lines[title:title] = ["  number = {046-222 00 00},", "  note = {046-222 00 01},"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [place for rule, place in found(small) if rule == "personal-data-is-absent"] == [
        f"bibliography/references.bib:{title + 2}:11"
    ]


def test_what_a_registry_says_of_its_own_names_is_told_with_what_they_find(small: Path) -> None:
    (small / "utkast.txt").write_text("Ottilia Provdal ringde", encoding="utf-8")
    (small / "names.yaml").write_text("real: Ottilia Provdal\nÖ: Ottilia Provdal\n", encoding="utf-8")
    git(small, "init", "-q")
    write(small, "report/analys.md", "Så sa Provdals kollega.")
    doubt = Diagnostic(rule=REGISTERED_NAME_FINDS_ENOUGH, location=Location(path=PurePosixPath("names")), message="x")
    registry = replace(REGISTRY, doubts=(doubt,), file=small / "names.yaml")
    told = texts(load(small, jobs=1).project, small, registry)
    assert [(finding.rule.name, str(finding.location.path)) for finding in told] == [
        ("registered-name-finds-enough", "names"),
        ("real-name-is-absent", "report/analys.md"),
        ("untracked-file-names-nobody", "utkast.txt"),
    ]


def test_real_names_are_found_in_sources_and_in_all_files_that_git_tracks(small: Path) -> None:
    write(small, "cases/01-skolan/case.md", "Så sa Provdals kollega.")
    (small / "anteckning.txt").write_text("Ottilia Provdal ringde", encoding="utf-8")
    (small / "otrackad.txt").write_text("Ottilia Provdal ringde", encoding="utf-8")
    assert [place for rule, place in found(small, names=True) if rule == "real-name-is-absent"] == [
        "cases/01-skolan/case.md:22:7"
    ]
    git(small, "init", "-q")
    git(small, "add", "cases", "report", "anteckning.txt")
    assert sorted(place for rule, place in found(small, names=True) if rule == "real-name-is-absent") == [
        "anteckning.txt:1:1",
        "cases/01-skolan/case.md:22:7",
    ]


def test_a_file_that_is_read_but_not_tracked_is_searched_too(small: Path) -> None:
    git(small, "init", "-q")
    write(small, "report/analys.md", "Så sa Provdals kollega.")
    assert [PurePosixPath(place.partition(":")[0]).name for _, place in found(small, names=True)] == ["analys.md"]


@pytest.mark.parametrize("in_git", [True, False])
def test_real_names_in_what_reviewers_have_said_are_found(small: Path, in_git: bool) -> None:
    (small / "review").mkdir()
    (small / "review/skr.yaml").write_text("text: |-\n  Sade Ottilia Provdal det?\n", encoding="utf-8")
    if in_git:
        git(small, "init", "-q")

    told = texts(load(small, jobs=1).project, small, REGISTRY)

    assert len([one for one in told if str(one.location.path) == "review/skr.yaml"]) == 1
