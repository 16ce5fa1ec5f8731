"""A release is what its manifest says, where the project says that it should be, and nothing else is there."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.manifest import (
    ReleaseFile,
    expected,
    generated,
    listed,
    manifested,
    pictures,
    placed,
    read_release,
    stamp_in,
)
from kefu.diagnostics import Location
from kefu.engines import PICTURES
from kefu.model import Artifact, Asset
from kefu.release.publishing import MANIFEST, Stamp, publish
from kefu.rules.catalogue import RULES
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kefu.model import Document, Project

    Homes = Mapping[PurePosixPath, tuple[Document, Format]]

REPORT = PurePosixPath("public/report/prov-rapport.pdf")
STUDENT = PurePosixPath("public/cases/01-skolan/fall-01-skolan-studentutgava.pdf")
TEACHER = PurePosixPath("restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf")


@pytest.fixture(scope="module")
def homes(project: Project) -> Homes:
    everything = outlines(project)
    drawings = {name: b"" for outline in everything for name in outline.drawings}
    return expected(assemble(project, everything, everything, drawings, project.publication.date, jobs=1))


@pytest.fixture
def out(homes: Homes, tmp_path: Path) -> Path:
    """Return a release of every document of the small project; its files hold their own paths."""
    artifacts = []
    for path, (document, _) in homes.items():
        content = str(path).encode()
        artifacts.append(
            Artifact(
                path=path,
                content=content,
                digest=hashlib.sha256(content).hexdigest(),
                pages=1,
                document=document.name.rpartition("/")[2],
                edition=document.edition.name,
                title=document.metadata.title,
                visibility=document.edition.description.visibility,
                rights=str(document.edition.rights),
            )
        )
    publish(artifacts, tmp_path / "dist", whole=True)
    return tmp_path / "dist"


def rules(out: Path, homes: Homes) -> list[tuple[str, str]]:
    files, found = read_release(out)
    found += manifested(files, homes, listed(files)) if files else ()
    found += placed((file.path for file in files), homes)
    return sorted((diagnostic.rule.name, str(diagnostic.location)) for diagnostic in found)


def edit_manifest(out: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    path = out / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest["artifacts"])
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_the_project_tells_where_its_files_are(homes: Homes) -> None:
    assert {REPORT, STUDENT, TEACHER} <= {*homes}
    assert len(homes) == 5


def test_a_release_as_it_was_published_has_no_finding(out: Path, homes: Homes) -> None:
    assert rules(out, homes) == []


def test_a_folder_without_release_is_told(tmp_path: Path, homes: Homes) -> None:
    assert rules(tmp_path, homes) == [("release-exists", "manifest.json")]


def test_altered_bytes_are_told(out: Path, homes: Homes) -> None:
    (out / STUDENT).write_bytes(b"other")
    assert rules(out, homes) == [("manifest-matches-bytes", str(STUDENT))]


def test_a_page_of_the_site_that_is_not_as_it_would_be_made_is_told() -> None:
    start, search, document = (PurePosixPath("public", name) for name in ("index.html", "sok/index.html", "a.pdf"))
    site = {start: b"as made", search: b"as made"}
    files = [
        ReleaseFile(path=start, content=b"altered"),
        ReleaseFile(path=search, content=b"as made"),
        ReleaseFile(path=document, content=b"of no page"),
    ]

    (found,) = generated(files, site)

    assert (found.rule.name, found.location.path) == ("site-is-as-generated", start)


def test_a_file_that_the_manifest_does_not_know_is_told(out: Path, homes: Homes) -> None:
    (out / "public" / "notes.txt").write_text("x", encoding="utf-8")
    assert rules(out, homes) == [
        ("file-is-in-manifest", "public/notes.txt"),
        ("file-is-of-project", "public/notes.txt"),
    ]


def test_a_file_that_is_gone_is_told(out: Path, homes: Homes) -> None:
    (out / STUDENT).unlink()
    assert rules(out, homes) == [("file-of-manifest-exists", str(STUDENT)), ("release-is-complete", "manifest.json")]


def test_a_partial_release_is_a_warning(out: Path, homes: Homes) -> None:
    (out / STUDENT).unlink()
    edit_manifest(out, lambda entries: entries.remove(next(e for e in entries if e["path"] == str(STUDENT))))
    files, _ = read_release(out)
    (warning,) = manifested(files, homes, listed(files))
    assert warning.severity is Severity.WARNING
    assert "1 of the project's 5 files are not in the release" in warning.message


def test_files_that_are_swapped_with_the_manifest_are_told(out: Path, homes: Homes) -> None:
    """The teacher's file under the student's name, with a manifest that says so, is no student's file."""
    content = (out / TEACHER).read_bytes()
    (out / STUDENT).write_bytes(content)

    def swap(entries: list[dict[str, object]]) -> None:
        teacher = next(e for e in entries if e["path"] == str(TEACHER))
        student = next(e for e in entries if e["path"] == str(STUDENT))
        student |= {**teacher, "path": str(STUDENT)}

    edit_manifest(out, swap)
    assert {rule for rule, _ in rules(out, homes)} == {"manifest-tells-what-is-there"}


def test_a_restricted_document_in_the_public_folder_is_told(homes: Homes) -> None:
    public = PurePosixPath("public", *TEACHER.parts[1:])
    (found,) = placed([public], {public: homes[TEACHER]})
    assert found.rule.name == "restricted-stays-restricted"


def test_a_restricted_file_that_somebody_copied_into_the_public_folder_is_told(out: Path, homes: Homes) -> None:
    copied = out / "public" / "cases" / "01-skolan" / TEACHER.name
    copied.write_bytes((out / TEACHER).read_bytes())
    assert ("file-is-of-project", f"public/cases/01-skolan/{TEACHER.name}") in rules(out, homes)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b'{"artifacts": [1]}',
        b'{"artifacts": [{}]}',
        b'{"artifacts": 1}',
        b"\xff",
        b"[" * 100_000,
        b'{"artifacts": [{"path": "\\ud800"}]}',
    ],
)
def test_a_manifest_that_cannot_be_read_is_told(out: Path, homes: Homes, manifest: bytes) -> None:
    (out / MANIFEST).write_bytes(manifest)
    assert rules(out, homes) == [("manifest-is-readable", "manifest.json")]


def test_a_manifest_that_lists_a_file_twice_is_told(out: Path, homes: Homes) -> None:
    edit_manifest(out, lambda entries: entries.append(entries[0]))
    assert rules(out, homes) == [("manifest-is-readable", "manifest.json")]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_told_and_not_followed(out: Path, homes: Homes, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / "public" / "link").symlink_to(tmp_path / "elsewhere")
    (out / "public" / "file").symlink_to(out / TEACHER)
    assert [found for found in rules(out, homes) if "holds" in found[0]] == [
        ("release-holds-files-alone", "public/file"),
        ("release-holds-files-alone", "public/link"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_manifest_that_is_a_link_is_told_and_not_followed(out: Path, homes: Homes, tmp_path: Path) -> None:
    (out / MANIFEST).rename(tmp_path / "elsewhere.json")
    (out / MANIFEST).symlink_to(tmp_path / "elsewhere.json")
    assert rules(out, homes) == [
        ("manifest-is-readable", "manifest.json"),
        ("release-holds-files-alone", "manifest.json"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["public/pipe.pdf", "manifest.json"])
def test_a_pipe_is_told_and_not_waited_for(out: Path, homes: Homes, name: str) -> None:
    (out / name).unlink(missing_ok=True)
    os.mkfifo(out / name)
    assert {path for _, path in rules(out, homes)} == {name}


@pytest.fixture
def deep(out: Path) -> Iterator[None]:
    """Put a file into so many folders that no path can name it, and take them away again."""
    here = os.open(out / "public", os.O_RDONLY)
    for _ in range(2500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("note.txt", os.O_CREAT, dir_fd=here))
    yield
    os.unlink("note.txt", dir_fd=here)
    os.close(here)
    outermost, rest = out / "public" / "d", out / "public" / "rest"
    while (outermost / "d").exists():
        (outermost / "d").rename(rest)
        outermost.rmdir()
        rest.rename(outermost)


@pytest.mark.skipif(os.name == "nt", reason="a path cannot be made longer there than it can be read")
@pytest.mark.usefixtures("deep")
def test_a_file_in_more_folders_than_a_path_can_name_is_told(out: Path, homes: Homes) -> None:
    assert {rule for rule, _ in rules(out, homes)} == {"release-holds-files-alone"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything can be read here")
@pytest.mark.parametrize("path", [STUDENT, STUDENT.parent, MANIFEST])
def test_what_may_not_be_read_is_told(out: Path, homes: Homes, path: PurePosixPath) -> None:
    (out / path).chmod(0)
    assert ("release-holds-files-alone", str(path)) in rules(out, homes)
    (out / path).chmod(0o700)


def test_a_file_that_is_too_large_is_told(out: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.check.manifest.LARGEST", 10)
    assert {rule for rule, _ in rules(out, homes)} >= {"release-holds-files-alone"}


def test_every_error_of_a_release_is_one_that_cannot_be_accepted(out: Path, homes: Homes) -> None:
    (out / STUDENT).write_bytes(b"other")
    (out / "public" / "notes.txt").write_text("x", encoding="utf-8")
    (out / REPORT).unlink()
    told = {rule for rule, _ in rules(out, homes)} - {"release-is-complete"}
    assert len(told) >= 3
    assert not any(RULES[rule].acceptable for rule in told)


def test_the_pictures_of_web_pages_are_beside_them(homes: Homes) -> None:
    page = STUDENT.with_suffix(".html")
    (student, teacher) = (homes[path][0] for path in (STUDENT, TEACHER))
    place = Location(path=REPORT)
    narrow = Asset(name="a.narrow.svg", content=b"", original=b"", place=place)
    asset = Asset(name="a.svg", content=b"", original=b"", place=place, narrow=narrow)
    web = student.edition.description.model_copy(update={"formats": (Format.HTML,)})
    shown = replace(student, assets=(asset,), edition=replace(student.edition, description=web))

    assert pictures([shown, replace(teacher, assets=(asset,))]) == {
        page.parent / PICTURES / name for name in ("a.svg", "a.narrow.svg")
    }


def test_the_bound_of_a_files_size_is_what_may_still_be_read(
    out: Path, homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / STUDENT).write_bytes(b"x" * 10_000)
    for bound, read in ((10_000, True), (9_999, False)):
        monkeypatch.setattr("kefu.check.manifest.LARGEST", bound)
        assert (("release-holds-files-alone", str(STUDENT)) in rules(out, homes)) != read


def test_the_files_of_a_release_are_in_the_order_of_their_paths(out: Path) -> None:
    for name in ("b/a.txt", "b/c/d.txt", "a/z.txt", "a/b/c.txt"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).touch()
    files, _ = read_release(out)
    own = [str(file.path) for file in files if file.path.suffix == ".txt"]
    assert own == ["a/z.txt", "a/b/c.txt", "b/a.txt", "b/c/d.txt"]


def test_a_stamp_is_read_from_the_manifest_alone(out: Path) -> None:
    publish([], out, whole=True, stamp=Stamp(date="2026-03-01", sources="a", release=True))
    files, _ = read_release(out)

    assert stamp_in(files) == Stamp(date="2026-03-01", sources="a", release=True)
    assert stamp_in([]) == stamp_in([ReleaseFile(path=MANIFEST, content=b"1")]) == Stamp()
    assert stamp_in([ReleaseFile(path=REPORT, content=files[0].content)]) == Stamp()


@pytest.mark.parametrize(("key", "value"), [("bytes", 7), ("sha256", "0" * 64)])
def test_a_manifest_that_tells_another_size_or_digest_is_told(out: Path, homes: Homes, key: str, value: object) -> None:
    edit_manifest(out, lambda entries: next(e for e in entries if e["path"] == str(STUDENT)).update({key: value}))
    assert rules(out, homes) == [("manifest-matches-bytes", str(STUDENT))]


def test_a_file_of_some_size_is_read(out: Path, homes: Homes) -> None:
    (out / STUDENT).write_bytes(b"x" * 1_000_000)
    assert rules(out, homes) == [("manifest-matches-bytes", str(STUDENT))]
