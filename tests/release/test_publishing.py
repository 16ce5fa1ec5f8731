"""A release is in place whole, or not at all: layout, manifest, refusals, failures and kills."""

from __future__ import annotations

import errno
import hashlib
import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from filelock import FileLock

from kefu.assemble import assemble, outlines
from kefu.authored import Format, Visibility
from kefu.diagnostics import OutputError
from kefu.model import Artifact
from kefu.release import publishing
from kefu.release import swapping as swaps
from kefu.release.publishing import Stamp, artifact_path, changes, check_output, publish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu.model import Project


def artifact(path: str, content: str, *, edition: str = "student") -> Artifact:
    folders = PurePosixPath(path).parts
    return Artifact(
        path=PurePosixPath(path),
        content=content.encode(),
        digest=hashlib.sha256(content.encode()).hexdigest(),
        pages=len(content),
        document=folders[-2],
        edition=edition,
        title=f"Titel ”{content}”",
        visibility=Visibility(folders[0]),
        rights="Fritt att läsa.",
    )


REPORT: Final = artifact("public/report/rapport.pdf", "rapport", edition="report")
STUDENT: Final = artifact("public/cases/01-skolan/fall.pdf", "skolan")
TEACHER: Final = artifact("restricted/cases/01-skolan/fall.pdf", "för lärare", edition="teacher")
EARLIER: Final = (REPORT, STUDENT, TEACHER)
LATER: Final = (artifact("public/report/rapport.pdf", "ny rapport", edition="report"), STUDENT)


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def released(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """Return what a folder holds after the artifacts have been published into it, but for the manifest."""
    return {str(made.path): made.content for made in artifacts}


def manifest(out: Path) -> list[dict[str, object]]:
    entries = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["artifacts"]
    assert isinstance(entries, list)
    return entries


def release_in(out: Path) -> dict[str, bytes]:
    """Return the files of a release after checking that its manifest and its files say the same."""
    files = bytes_in(out)
    listed = json.loads(files.pop("manifest.json"))["artifacts"]
    assert {entry["path"]: (entry["sha256"], entry["bytes"]) for entry in listed} == {
        path: (hashlib.sha256(content).hexdigest(), len(content)) for path, content in files.items()
    }
    return files


def beside(out: Path) -> set[str]:
    """Return the names of what stands beside a release."""
    return {path.name for path in out.parent.iterdir()} - {out.name}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "ut"
    folder.mkdir()
    return folder / "dist"


@pytest.fixture
def earlier(out: Path) -> Path:
    """Return a folder that holds a release."""
    publish(EARLIER, out, whole=True)
    return out


@pytest.fixture(params=["one step", "two steps"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Swap folders as this system does it, and as a system does that has no call for it."""
    if request.param == "two steps":
        monkeypatch.setattr(swaps, "_exchange", lambda _one, _other: False)


def test_artifacts_are_laid_out_by_their_paths(out: Path) -> None:
    publish(EARLIER, out, whole=True)

    assert release_in(out) == released(EARLIER)


def test_the_manifest_lists_every_artifact_by_path(out: Path) -> None:
    publish((TEACHER, REPORT), out, whole=True)

    assert (
        (out / "manifest.json").read_text(encoding="utf-8")
        == """\
{
  "generator": "kefu",
  "release": false,
  "date": "",
  "sources": "",
  "released": {
    "date": "",
    "files": {}
  },
  "artifacts": [
    {
      "path": "public/report/rapport.pdf",
      "sha256": "862f957bff971a511b2a804c86639d819d6c5a78cc82800440a14316ce692fd0",
      "bytes": 7,
      "pages": 7,
      "document": "report",
      "edition": "report",
      "title": "Titel ”rapport”",
      "visibility": "public",
      "rights": "Fritt att läsa."
    },
    {
      "path": "restricted/cases/01-skolan/fall.pdf",
      "sha256": "d52398e4351178c477b7b8ccfa84b429794dc3682dc99df28b7a0b42b23d01b0",
      "bytes": 12,
      "pages": 10,
      "document": "01-skolan",
      "edition": "teacher",
      "title": "Titel ”för lärare”",
      "visibility": "restricted",
      "rights": "Fritt att läsa."
    }
  ]
}
"""
    )


def stamp(out: Path) -> tuple[bool, str]:
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return told["release"], told["sources"]


def test_of_the_stamp_of_a_part_stays_what_is_true_of_the_whole(out: Path) -> None:
    publish(EARLIER, out, whole=True, stamp=Stamp(sources="a", release=True))
    assert stamp(out) == (True, "a")
    publish((TEACHER,), out, whole=False, stamp=Stamp(sources="a", release=False))
    assert stamp(out) == (False, "a")
    publish((TEACHER,), out, whole=False, stamp=Stamp(sources="b", release=True))
    assert stamp(out) == (False, "")
    publish(EARLIER, out, whole=True, stamp=Stamp(sources="b", release=True))
    assert stamp(out) == (True, "b")


def test_a_part_replaces_the_site_and_touches_nothing_outside(out: Path, tmp_path: Path) -> None:
    page = replace(REPORT, path=PurePosixPath("public/tema/index.html"), document="", edition="")
    publish((*EARLIER, page), out, whole=True)
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    manifest["artifacts"].append({"path": "../outside.txt"})
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    publish((TEACHER,), out, whole=False)
    assert not (out / page.path).exists()
    assert outside.exists()


@pytest.mark.usefixtures("swapping")
def test_a_whole_release_leaves_nothing_of_an_earlier_one(earlier: Path) -> None:
    publish(LATER, earlier, whole=True)

    assert release_in(earlier) == released(LATER)
    assert beside(earlier) == set()


@pytest.mark.usefixtures("swapping")
def test_a_partial_release_keeps_the_rest_byte_for_byte(earlier: Path) -> None:
    before = bytes_in(earlier)

    publish(LATER[:1], earlier, whole=False)

    assert release_in(earlier) == released(EARLIER) | released(LATER[:1])
    kept = [entry for entry in manifest(earlier) if entry["path"] != str(REPORT.path)]
    assert kept == [entry for entry in json.loads(before["manifest.json"])["artifacts"] if entry in kept]
    assert len(kept) == 2
    assert beside(earlier) == set()


def test_a_partial_release_keeps_the_times_of_the_rest(earlier: Path) -> None:
    before = (earlier / STUDENT.path).stat().st_mtime_ns

    publish(LATER[:1], earlier, whole=False)

    assert (earlier / STUDENT.path).stat().st_mtime_ns == before


def test_a_partial_release_can_be_the_first(out: Path) -> None:
    publish((TEACHER,), out, whole=False)

    assert release_in(out) == released([TEACHER])


def test_the_same_release_again_gives_the_same_bytes(earlier: Path) -> None:
    before = bytes_in(earlier)

    publish(tuple(reversed(EARLIER)), earlier, whole=True)

    assert bytes_in(earlier) == before


def test_an_empty_folder_takes_a_release(out: Path) -> None:
    out.mkdir()

    publish(EARLIER, out, whole=True)

    assert release_in(out) == released(EARLIER)


def test_a_relative_folder_is_one_of_the_working_directory(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)

    publish(EARLIER, Path("dist"), whole=True)

    assert release_in(out) == released(EARLIER)


def test_a_link_to_a_folder_stays_a_link(earlier: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(earlier, target_is_directory=True)

    publish(LATER, link, whole=True)

    assert link.is_symlink()
    assert release_in(earlier) == released(LATER)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_release_can_be_read_by_others(earlier: Path) -> None:
    assert earlier.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    "content",
    [
        {"anteckningar.txt": "mina"},
        {"manifest.json": '{"name": "Some web app", "artifacts": []}'},
        {"manifest.json": "[]"},
        {"manifest.json": '{"generator": "kefu"}'},
        {"manifest.json": "no JSON"},
        {"manifest.json": "", "public/rapport.pdf": "%PDF"},
    ],
    ids=["notes", "manifest of another program", "list", "no artifacts", "no JSON", "empty manifest"],
)
def test_a_folder_that_holds_no_release_is_refused_and_left_alone(out: Path, content: dict[str, str]) -> None:
    for name, text in content.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    before = bytes_in(out)

    with pytest.raises(OutputError, match="holds something other than a kefu release"):
        check_output(out)
    with pytest.raises(OutputError, match="holds something other than a kefu release"):
        publish(EARLIER, out, whole=True)

    assert bytes_in(out) == before
    assert beside(out) == set()


def test_a_file_in_the_place_of_the_folder_is_refused_and_left_alone(out: Path) -> None:
    out.write_text("min fil", encoding="utf-8")

    with pytest.raises(OutputError, match="is not a folder"):
        check_output(out)
    with pytest.raises(OutputError, match="is not a folder"):
        publish(EARLIER, out, whole=True)

    assert out.read_text(encoding="utf-8") == "min fil"


def test_a_folder_where_nothing_can_be_written_is_refused_before_anything_is_built(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def refused(*, dir: Path) -> None:  # noqa: A002 - the name is the library's
        asked.append(dir)
        raise PermissionError

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    with pytest.raises(OutputError, match="is not writable"):
        check_output(out)

    assert asked == [out.parent]


def test_a_folder_in_a_folder_that_is_not_there_is_made_when_there_is_something_to_put_in_it(tmp_path: Path) -> None:
    out = tmp_path / "saknas" / "dist"

    check_output(out)
    assert not out.parent.exists()

    publish(EARLIER, out, whole=True)
    assert (out / "manifest.json").is_file()


class DiskIsFullError(OSError):
    """What a write fails with when the disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENOSPC, "No space left on device", str(path))


@pytest.mark.parametrize("written", [0, 1, 2], ids=["first file", "second file", "manifest"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "partial"])
def test_a_failure_while_writing_leaves_the_earlier_release(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, written: int, whole: bool
) -> None:
    before = bytes_in(earlier)
    write = Path.write_bytes
    done: list[Path] = []

    def write_until_full(path: Path, data: bytes) -> int:
        if len(done) == written:
            write(path, data[:3])
            raise DiskIsFullError(path)
        done.append(path)
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    with pytest.raises(OutputError, match="No space left on device"):
        publish(LATER, earlier, whole=whole)

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


@pytest.mark.parametrize("failing", [0, 1], ids=["first rename", "second rename"])
def test_a_failure_while_swapping_in_two_steps_leaves_the_earlier_release(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before = bytes_in(earlier)
    rename = Path.rename
    done: list[Path] = []

    def rename_until_busy(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) - 1 == failing:
            raise OSError(errno.EBUSY, "Device or resource busy", str(path))
        return rename(path, target)

    monkeypatch.setattr(swaps, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", rename_until_busy)
    with pytest.raises(OutputError, match="Device or resource busy"):
        publish(LATER, earlier, whole=True)

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


def test_an_interruption_while_writing_leaves_the_earlier_release(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_in(earlier)

    def interrupted(_path: Path, _data: bytes) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(LATER, earlier, whole=True)

    assert bytes_in(earlier) == before
    assert beside(earlier) == set()


def test_a_first_release_that_fails_leaves_no_folder(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _data: bytes) -> int:
        raise DiskIsFullError(path)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError):
        publish(EARLIER, out, whole=True)

    assert not out.exists()
    assert beside(out) == set()


def test_a_build_waits_for_another_and_then_gives_up(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_in(earlier)
    monkeypatch.setattr(swaps, "WAIT", 0.01)

    with (
        FileLock(earlier.with_name(".dist.lock")),
        pytest.raises(OutputError, match="another build has been publishing"),
    ):
        publish(LATER, earlier, whole=True)

    assert bytes_in(earlier) == before
    publish(LATER, earlier, whole=True)
    assert release_in(earlier) == released(LATER)


# Processes that are killed. Each says on its standard output when it has come to its moment, and waits there.
BEGIN: Final = """
import pathlib, shutil, sys
sys.path.insert(0, {tests!r})
from kefu.release import swapping as swaps
from kefu.release import publish
from test_publishing import EARLIER, LATER

def wait(*_, **__):
    print("here", flush=True)
    sys.stdin.read()
"""
END: Final = """
publish({what}, pathlib.Path({out!r}), whole={whole})
print("done", flush=True)
"""
MOMENTS: Final = {
    "while writing a file": """
write, written = pathlib.Path.write_bytes, []
def half(path, data):
    if written:
        write(path, data[:3])
        wait()
    written.append(path)
    return write(path, data)
pathlib.Path.write_bytes = half
""",
    "before the swap": """
swaps._swap = wait
""",
    "before the first of two renames": """
swaps._exchange = lambda one, other: False
pathlib.Path.rename = wait
""",
}
AFTER: Final = """
shutil.rmtree = wait
"""
AFTER_TWO_RENAMES: Final = """
swaps._exchange = lambda one, other: False
remove = shutil.rmtree
shutil.rmtree = lambda path, **how: wait() if path.exists() and path.name.endswith("previous") else remove(path, **how)
"""
BETWEEN: Final = """
swaps._exchange = lambda one, other: False
rename, renamed = pathlib.Path.rename, []
def second(path, target):
    if renamed:
        wait()
    renamed.append(path)
    return rename(path, target)
pathlib.Path.rename = second
"""


def start(out: Path, moment: str = "", *, what: str = "LATER", whole: bool = True) -> subprocess.Popen[str]:
    """Start a process that publishes, and that waits for its standard input's end at the moment."""
    code = BEGIN.format(tests=str(Path(__file__).parent)) + moment + END.format(what=what, out=str(out), whole=whole)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def kill_at(moment: str, out: Path, *, whole: bool = True) -> None:
    """Publish `LATER` in a process, and kill it at the moment, as a machine does that has no memory left."""
    with start(out, moment, whole=whole) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL


posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.mark.slow
@posix
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "partial"])
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_kill_before_the_swap_leaves_the_earlier_release(earlier: Path, moment: str, whole: bool) -> None:
    before = bytes_in(earlier)

    kill_at(moment, earlier, whole=whole)

    assert bytes_in(earlier) == before
    publish(LATER, earlier, whole=True)
    assert release_in(earlier) == released(LATER)
    assert beside(earlier) == set()


@pytest.mark.slow
@posix
def test_a_kill_after_the_swap_leaves_the_later_release(earlier: Path) -> None:
    kill_at(AFTER, earlier)

    assert release_in(earlier) == released(LATER)
    publish((TEACHER,), earlier, whole=False)
    assert release_in(earlier) == released((*LATER, TEACHER))
    assert beside(earlier) == set()


@pytest.mark.slow
@posix
def test_a_kill_after_two_renames_leaves_the_later_release(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_at(AFTER_TWO_RENAMES, earlier)

    assert release_in(earlier) == released(LATER)
    monkeypatch.setattr(swaps, "_exchange", lambda _one, _other: False)
    publish((TEACHER,), earlier, whole=False)
    assert release_in(earlier) == released((*LATER, TEACHER))
    assert beside(earlier) == set()


@pytest.mark.slow
@posix
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "partial"])
def test_a_kill_between_two_renames_is_mended_by_the_next_build(
    earlier: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    kill_at(BETWEEN, earlier)
    assert not earlier.exists()

    monkeypatch.setattr(swaps, "_exchange", lambda _one, _other: False)
    publish((STUDENT,), earlier, whole=whole)

    assert release_in(earlier) == (released((STUDENT,)) if whole else released(EARLIER))
    assert beside(earlier) == set()


@pytest.mark.slow
@posix
def test_a_kill_of_the_first_release_leaves_none(out: Path) -> None:
    kill_at(MOMENTS["while writing a file"], out)

    assert not out.exists()
    publish(EARLIER, out, whole=True)
    assert release_in(out) == released(EARLIER)
    assert beside(out) == set()


@pytest.mark.slow
def test_two_builds_at_once_both_have_their_say(out: Path) -> None:
    with FileLock(out.with_name(".dist.lock")):
        processes = [start(out, what=f"EARLIER[{index}:{index + 1}]", whole=False) for index in range(len(EARLIER))]
    for process in processes:
        said, _ = process.communicate(timeout=60)
        assert said == "done\n"

    assert release_in(out) == released(EARLIER)
    assert beside(out) == set()


def test_a_document_is_in_the_folder_of_those_who_may_see_it(project: Project) -> None:
    everything = outlines(project)
    drawings = {name: b"" for outline in everything for name in outline.drawings}
    documents = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)

    assert {str(artifact_path(document, Format.PDF)) for document in documents} >= {
        "public/report/prov-rapport.pdf",
        "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf",
    }


def test_what_is_released_is_told_by_the_manifest(earlier: Path, tmp_path: Path) -> None:
    assert [entry["path"] for entry in publishing.released(earlier)] == sorted(str(made.path) for made in EARLIER)
    assert publishing.released(tmp_path / "nothing") == ()


def test_what_a_release_of_the_same_date_would_change_is_told(out: Path) -> None:
    date = "2026-03-01"
    assert changes(EARLIER, out, date, whole=True) == ()
    publish(EARLIER, out, whole=True, stamp=Stamp(date=date, release=True))

    assert changes(EARLIER, out, date, whole=True) == ()
    assert len(changes(LATER, out, date, whole=True)) == 2
    assert changes(LATER, out, "2026-03-02", whole=True) == ()


@pytest.mark.parametrize("entries", [[1], [{}], [{"path": 1}], [{"path": "a.txt"}, 1]])
def test_a_manifest_with_other_entries_is_not_one_of_a_release(out: Path, entries: list[object]) -> None:
    out.mkdir()
    text = json.dumps({"generator": "kefu", "artifacts": entries})
    (out / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(OutputError, match="something other than a kefu release"):
        check_output(out)


@pytest.mark.parametrize(("date", "kept"), [("2026-03-01", "2026-03-01"), ("2026-03-02", "")])
def test_a_part_of_another_date_leaves_the_whole_without_one(out: Path, date: str, kept: str) -> None:
    publish(EARLIER, out, whole=True, stamp=Stamp(date="2026-03-01"))
    publish([STUDENT], out, whole=False, stamp=Stamp(date=date))

    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["date"] == kept


def test_a_page_of_the_site_that_somebody_has_removed_stops_no_part(out: Path) -> None:
    page = replace(artifact("public/index.html", "start"), document="", edition="")
    publish([*EARLIER, page], out, whole=True)
    (out / "public" / "index.html").unlink()
    publish([STUDENT], out, whole=False)

    assert set(release_in(out)) == {str(made.path) for made in EARLIER}
