"""The command line as a user meets it: a process with arguments, output, files and an exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.conftest import PROJECTS, REPOSITORY
from tests.engines.standin import HANGING, left, needs_the_stand_in, stand_in

from kefu import __version__
from kefu.cli.outcome import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEFU: Final = (sys.executable, "-m", "kefu")
ENVIRONMENT: Final = {
    name: value
    for name, value in os.environ.items()
    if name not in ("SOURCE_DATE_EPOCH", "COLUMNS", "FORCE_COLOR", "NO_COLOR")
} | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "160"}
RELEASE: Final = (
    "public/cases/01-skolan/fall-01-skolan-studentutgava.pdf",
    "public/cases/02-bron/fall-02-bron-studentutgava.pdf",
    "public/report/prov-rapport.pdf",
    "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf",
    "restricted/cases/02-bron/fall-02-bron-lararutgava.pdf",
)
LATER: Final = {"SOURCE_DATE_EPOCH": "1924905600", "TZ": "America/Los_Angeles"}
"""The first second of 2030-12-31 in UTC, seen from elsewhere: another day, which changes every document."""


def kefu(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KEFU, *map(str, arguments)],
        cwd=cwd,
        env={**ENVIRONMENT, **(environment or {})},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def documents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the state of a release without the site around its documents, which are all PDFs here."""
    return {path: found for path, found in state(folder).items() if path.endswith((".pdf", "manifest.json"))}


def entries_in(manifest: bytes) -> list[dict[str, Any]]:
    """Return what a manifest says of the documents of a release."""
    return [entry for entry in json.loads(manifest)["artifacts"] if entry["edition"]]


def rows(table: str) -> list[list[str]]:
    """Return the cells of a printed table, row by row, without its header."""
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in table.splitlines() if line[:1] == "│"]


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a project that has been built from one of its own folders, and what the program said."""
    root = tmp_path_factory.mktemp("cli") / "små fall"
    shutil.copytree(PROJECTS / "small", root)
    shutil.copyfile(REPOSITORY / "bibliography" / "kefu.csl", root / "bibliography" / "kefu.csl")
    return root, kefu("build", cwd=root / "cases" / "01-skolan")


@pytest.fixture
def built(first_build: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> Path:
    """Return a copy of the built project, which a test may change."""
    return Path(shutil.copytree(first_build[0], tmp_path / "projekt"))


def test_a_build_finds_the_project_above_and_publishes_in_its_dist(
    first_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, said = first_build

    assert said.returncode == ExitCode.DONE
    assert set(documents(root / "dist")) == {"manifest.json", *RELEASE}
    assert (root / "dist" / "public" / "index.html").is_file()
    assert {path.name for path in root.iterdir()} == {
        *("report", "cases", "figures", "bibliography", "dist"),
    }


def test_a_build_prints_every_file_with_its_edition_pages_and_size(
    first_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, said = first_build
    manifest = (root / "dist" / "manifest.json").read_bytes()
    listed = entries_in(manifest)

    assert rows(said.stdout) == [
        [str(root / "dist" / e["path"]), e["edition"], str(e["pages"]), str(round(e["bytes"] / 1000))] for e in listed
    ]
    assert [entry["path"] for entry in listed] == [*RELEASE]
    pages = sum(entry["pages"] for entry in listed)
    others = len(json.loads(manifest)["artifacts"]) - 5
    assert said.stdout.splitlines()[-1] == f"5 files, {pages} pages, and {others} files of the site, in {root / 'dist'}"


def test_a_build_that_is_not_on_a_terminal_says_each_step_once_and_plainly(
    first_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, said = first_build

    assert said.stderr.splitlines() == ["reading …", "drawing …", "assembling …", "rendering …", "checking …"]
    assert "\x1b" not in said.stdout


def test_a_quiet_build_prints_nothing(built: Path) -> None:
    said = kefu("build", "--quiet", "--edition", "student", "--case", "1", cwd=built)

    assert (said.returncode, said.stdout, said.stderr) == (ExitCode.DONE, "", "")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("--edition report", {RELEASE[2]}),
        ("--case 02", {RELEASE[1], RELEASE[4]}),
        ("-c skolan -e teacher", {RELEASE[3]}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_partial_build_touches_what_was_asked_for_alone(built: Path, choice: str, expected: set[str]) -> None:
    before = documents(built / "dist")

    said = kefu("build", *choice.split(), cwd=built, environment=LATER)

    after = documents(built / "dist")
    assert said.returncode == ExitCode.DONE
    assert after.keys() == before.keys()
    assert {path for path in after if after[path][0] != before[path][0]} == {*expected, "manifest.json"}
    assert {path for path in after if after[path][1] != before[path][1]} == {*expected, "manifest.json"}
    assert {Path(row[0]) for row in rows(said.stdout)} == {Path("dist") / path for path in expected}
    entries = [{entry["path"]: entry for entry in entries_in(folder["manifest.json"][0])} for folder in (before, after)]
    assert [*entries[1]] == [*RELEASE]
    assert {path for path in RELEASE if entries[0][path] != entries[1][path]} == expected
    assert {path for path in after if b"D:20301231120000Z" in after[path][0]} == expected


def test_a_release_can_go_elsewhere(built: Path, tmp_path: Path) -> None:
    before = state(built / "dist")

    said = kefu("build", "--root", "projekt", "--out", "ut", "-e", "student", "-c", "1", "-j", "1", cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    assert [row[0] for row in rows(said.stdout)] == [str(Path("ut") / RELEASE[0])]
    assert set(documents(tmp_path / "ut")) == {"manifest.json", RELEASE[0]}
    assert state(built / "dist") == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("build --edition elev", "there is no edition “elev”; the editions are report, student, teacher"),
        ("build --case 3", "there is no case “3”; the cases are 01-skolan, 02-bron"),
        ("build --jobs 0", "--jobs"),
        ("build --fast", "--fast"),
        ("publish", "publish"),
        ("new case", "TITLE"),
        ("build --root figures", "there is no project in “figures”"),
    ],
    ids=lambda value: "" if "“" in value else value,
)
def test_what_does_not_exist_is_a_usage_error(built: Path, arguments: str, message: str) -> None:
    before = state(built)

    said = kefu(*arguments.split(), cwd=built)

    assert said.returncode == ExitCode.USAGE
    assert message.lower() in said.stderr.lower()
    assert "Traceback" not in said.stderr
    assert said.stdout == ""
    assert state(built) == before


@pytest.mark.parametrize("arguments", [("build",), ("list",), ("new", "case", "Titel")], ids=" ".join)
def test_a_folder_without_a_project_is_a_usage_error(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = kefu(*arguments, cwd=tmp_path)

    assert said.returncode == ExitCode.USAGE
    assert f"there is no project in “{tmp_path}” or above it: no report/publication.yaml" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_errors_in_sources_are_all_reported_with_place_rule_and_hint(built: Path) -> None:
    change(built / "cases/01-skolan/teaching-note.md", "[@svara2001]", "[@svara2011]")
    change(built / "report/analys.md", "@fig-skolan-handelser", "@fig-skolan-handelse")
    change(built / "report/publication.yaml", "place: Lund", "place: Lund\ncolour: blue")
    change(built / "figures/bars.yaml", "alt:", "alternative:")
    before = state(built / "dist")

    said = kefu("build", cwd=built / "cases")

    assert said.returncode == ExitCode.SOURCES
    lines = said.stderr.splitlines()
    assert "report/publication.yaml:8:1: error[key-is-known]: unknown key “colour”" in lines
    assert "figures/bars.yaml:2:1: error[key-is-known]: unknown key “alternative”" in lines
    assert re.fullmatch(r"\d+ errors; nothing was published", lines[-1])
    assert said.stdout == ""
    assert state(built / "dist") == before


def test_an_error_is_printed_with_its_hint_below(built: Path) -> None:
    change(built / "cases/01-skolan/teaching-note.md", "[@svara2001]", "[@svara2011]")
    before = state(built / "dist")

    said = kefu("build", "--quiet", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr == (
        "cases/01-skolan/teaching-note.md:3:38: error[citation-resolves]: "
        "there is no entry in the bibliography “svara2011”\n"
        "  hint: did you mean “@svara2001”?\n"
        "1 error; nothing was published\n"
    )
    assert state(built / "dist") == before


def test_a_sign_that_cannot_be_printed_is_an_error_where_it_stands(built: Path) -> None:
    change(built / "cases/02-bron/case.md", "Nu skulle hon svara.", "Nu skulle hon \N{PARTY POPPER} svara.")

    said = kefu("build", "-q", "-e", "student", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.startswith("cases/02-bron/case.md:20:55: error[pdf-is-conforming]: ")
    assert "Traceback" not in said.stderr


def test_a_warning_is_printed_and_the_release_is_published(built: Path) -> None:
    (built / "report" / "olistad.md").write_text("# Olistad\n", encoding="utf-8")

    said = kefu("build", "--quiet", "-e", "student", "-c", "1", cwd=built, environment=LATER)

    assert said.returncode == ExitCode.DONE
    assert said.stderr.startswith("report/olistad.md: warning[chapter-is-listed]: ")
    assert "error" not in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("kind", ["notes", "file", "no parent"])
def test_a_folder_that_cannot_take_the_release_is_refused(built: Path, kind: str) -> None:
    out = built / "ut"
    if kind == "notes":
        out.mkdir()
        (out / "anteckningar.txt").write_text("mina", encoding="utf-8")
    elif kind == "file":
        out.write_text("min", encoding="utf-8")
    else:
        out = out / "dist"
    before = state(built)

    said = kefu("build", "--out", out, cwd=built)

    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr.startswith("error: ")
    assert str(out.name) in said.stderr
    assert state(built) == before


def test_a_new_case_can_be_built_at_once(built: Path) -> None:
    begun = kefu("new", "case", "Badet: ”ö”, &c", cwd=built / "report")

    assert begun.returncode == ExitCode.DONE
    assert "cases/03-badet-o-c" in begun.stdout
    assert "kefu build --case 03" in begun.stdout

    said = kefu("build", "--case", "03", cwd=built)

    assert said.returncode == ExitCode.DONE, said.stderr
    assert {path for path in documents(built / "dist") if "03" in path} == {
        "public/cases/03-badet-o-c/fall-03-badet-o-c-studentutgava.pdf",
        "restricted/cases/03-badet-o-c/fall-03-badet-o-c-lararutgava.pdf",
    }
    assert {*RELEASE} < set(state(built / "dist"))


def test_a_case_is_begun_once(built: Path) -> None:
    kefu("new", "case", "Badet", cwd=built)
    before = state(built)

    said = kefu("new", "case", "Badet", cwd=built)

    assert said.returncode == ExitCode.OUTPUT
    assert "03-badet" in said.stderr
    assert state(built) == before


def test_the_list_shows_lengths_editions_and_status(built: Path) -> None:
    change(built / "cases/02-bron/case.yaml", "status: review", "status: approved")
    change(built / "cases/02-bron/case.yaml", "title: Bron", 'title: "Bron [red] :bridge:"')
    (built / "cases/01-skolan/conversation.md").write_text("Två ord.\n", encoding="utf-8")

    said = kefu("list", cwd=built)

    assert said.returncode == ExitCode.DONE
    assert rows(said.stdout) == [
        ["01", "Skolan", "45 · 18", "16 · 10", "2 · 2", "20 · 11", "8 · 16", "student, teacher", "review"],
        ["02", "Bron [red] :bridge:", "45 · 18", "16 · 10", "–", "20 · 11", "8 · 16", "student, teacher", "approved"],
        ["report/forord.md", "6 · 45"],
        ["report/inledning.md", "41 · 7"],
        ["report/analys.md", "17 · 18"],
        ["report/bilaga.md", "10 · 2"],
    ]
    head = next(line for line in said.stdout.splitlines() if "title" in line)
    assert re.findall(r"[\w-]+", head) == [
        *("case", "title", "case", "questions", "conversation", "teaching-note", "epilogue", "editions", "status"),
    ]
    assert said.stdout.splitlines()[-1].startswith("lengths are words · LIX; ")


def test_the_list_of_a_project_with_errors_shows_them(built: Path) -> None:
    change(built / "cases/02-bron/case.yaml", "status: review", "status: klart")

    said = kefu("list", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.startswith("cases/02-bron/case.yaml:5:9: error[value-is-known]: “status” is the text “klart”")


@pytest.mark.parametrize("given", ["i dag", "1.5", "9" * 30], ids=["words", "fraction", "too large"])
def test_a_date_that_is_none_is_a_usage_error(built: Path, given: str) -> None:
    before = state(built)

    said = kefu("build", cwd=built, environment={"SOURCE_DATE_EPOCH": given})

    assert said.returncode == ExitCode.USAGE
    assert "SOURCE_DATE_EPOCH" in said.stderr
    assert "Traceback" not in said.stderr
    assert state(built) == before


@pytest.mark.parametrize("program", ["module", "script"])
def test_the_version_is_shown(tmp_path: Path, program: str) -> None:
    script = Path(sys.executable).with_name("kefu.exe" if os.name == "nt" else "kefu")
    start = [*KEFU] if program == "module" else [str(script)]

    said = subprocess.run([*start, "--version"], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")

    assert said.stdout == f"kefu {__version__}\n"


@pytest.mark.parametrize(
    ("command", "mentioned"),
    [
        ((), ("build", "new", "list", "--version", "--install-completion", "--show-completion", "--help")),
        (("build",), ("--root", "--out", "--edition", "--case", "--jobs", "--quiet", "-e", "-c", "-j", "-q")),
        (("new",), ("case",)),
        (("new", "case"), ("title", "--root")),
        (("list",), ("--root", "--jobs")),
    ],
    ids=lambda words: " ".join(words) or "kefu",
)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_mentions_every_option(
    tmp_path: Path, command: tuple[str, ...], mentioned: tuple[str, ...], option: str
) -> None:
    said = kefu(*command, option, cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    for word in mentioned:
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", said.stdout)


def test_without_arguments_help_is_shown(tmp_path: Path) -> None:
    said = kefu(cwd=tmp_path)

    assert said.returncode == ExitCode.USAGE
    assert "build" in said.stdout + said.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_can_be_shown(tmp_path: Path, shell: str) -> None:
    said = kefu("--show-completion", shell, cwd=tmp_path)

    assert said.returncode == ExitCode.DONE
    assert "kefu" in said.stdout
    assert "COMPLETE" in said.stdout


def test_the_readme_documents_every_exit_code() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)}
    assert documented == {*ExitCode}


def test_a_bug_keeps_its_traceback(built: Path) -> None:
    code = "import sys, kefu.release as r; r.check_output = None; from kefu.cli.app import main; main()"

    said = subprocess.run(
        [sys.executable, "-c", code, "build"],
        cwd=built,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert said.returncode == ExitCode.BUG
    assert "Traceback" in said.stderr
    assert "TypeError" in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_build_on_a_terminal_shows_a_bar_and_the_files(built: Path) -> None:
    import pty  # noqa: PLC0415 - Windows does not have it

    ours, theirs = pty.openpty()
    environment = {**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [*KEFU, "build", "-c", "1"], cwd=built, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := read_terminal(ours):
            shown += chunk
    os.close(ours)

    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert process.returncode == ExitCode.DONE
    assert "rendering" in text
    assert re.search(r"[0-2]/2", text)
    assert "2 files" in text
    assert max(map(len, text.splitlines())) <= 160


def read_terminal(descriptor: int) -> bytes:
    """Return what a program writes on its terminal; nothing where it has ended."""
    try:
        return os.read(descriptor, 65536)
    except OSError:  # this is how Linux says that nobody holds the other end
        return b""


def end(process: subprocess.Popen[str], name: str, *, whole: bool) -> None:
    """Send a signal to a process that leads its group, or to the whole group."""
    number = signal.Signals[name]
    if whole:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Return an empty folder with a short name: that of a socket has an end."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        yield Path(folder)


ended: Final = pytest.mark.parametrize(
    ("name", "whole"), [("SIGINT", True), ("SIGHUP", True), ("SIGTERM", False), ("SIGTERM", True)]
)
"""Ctrl+C and a closed terminal reach all processes of a command, `kill` one, and `timeout` all again."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("step", ["reading", "drawing", "rendering"])
@ended
def test_an_interrupted_build_leaves_the_earlier_release_no_process_and_no_scratch_folder(
    built: Path, scratch: Path, name: str, whole: bool, step: str
) -> None:
    """The workers hold the pipe of standard error too, so it ends only when the last of them has."""
    before = state(built / "dist")
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2"],
        cwd=built,
        env=ENVIRONMENT | LATER | {"TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != f"{step} …\n":
            assert process.poll() is None
        end(process, name, whole=whole)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == ExitCode.INTERRUPTED, errors
    assert errors.splitlines()[-1] == "error: interrupted; the release in place is as it was"
    assert "Traceback" not in errors
    assert state(built / "dist") == before
    assert not [path.name for path in built.iterdir() if path.name.startswith(".")]
    assert [*scratch.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_command_that_was_started_to_outlive_its_terminal_does(built: Path) -> None:
    with subprocess.Popen(
        ["nohup", *KEFU, "build", "--jobs", "2", "-e", "student"],  # noqa: S607 - the system's own
        cwd=built,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "rendering …\n":
            assert process.poll() is None
        end(process, "SIGHUP", whole=True)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == ExitCode.DONE, errors


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_killed_build_leaves_the_earlier_release_and_no_process(built: Path) -> None:
    before = state(built / "dist")
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2"],
        cwd=built,
        env=ENVIRONMENT | LATER,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        while process.stderr.readline() != "rendering …\n":
            assert process.poll() is None
        process.kill()
        process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert state(built / "dist") == before
    assert kefu("build", "-e", "student", "-c", "1", cwd=built).returncode == ExitCode.DONE


@needs_the_stand_in
@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("", "it says that all is well, and has made no file"),
        ("print('ERROR: no such thing', file=sys.stderr)\nsys.exit(1)", "no such thing"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "it failed with exit code -11"),
    ],
    ids=["silent", "failing", "crashing"],
)
def test_a_quarto_that_makes_no_file_is_told_and_publishes_nothing(
    built: Path, does: str, told: str, tmp_path: Path
) -> None:
    before = state(built / "dist")
    program = stand_in(tmp_path, does)
    said = kefu("build", "--quiet", "-c", "1", "-e", "teacher", "--engine", "quarto", "--quarto", program, cwd=built)

    assert said.returncode == ExitCode.SOURCES, said.stderr
    assert said.stderr.startswith("report/publication.yaml: error[quarto-renders]: Quarto, pdf of Fall")
    assert told in said.stderr
    assert said.stderr.endswith("nothing was published\n")
    assert "Traceback" not in said.stderr
    assert state(built / "dist") == before


def test_a_quarto_that_is_not_there_is_told_before_anything_is_done(small: Path) -> None:
    said = kefu("build", "--engine", "quarto", "--quarto", "nowhere", cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert said.stderr.startswith(
        "nowhere: error[quarto-is-found]: there is no program “nowhere”\n  hint: install Quarto"
    )
    assert not (small / "dist").exists()


def test_a_quarto_is_named_for_its_engine_alone(small: Path) -> None:
    said = kefu("build", "--quarto", "nowhere", cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert "--quarto is for --engine quarto" in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    ("name", "whole"),
    [("SIGINT", False), ("SIGINT", True), ("SIGHUP", True), ("SIGTERM", False), ("SIGTERM", True), ("SIGKILL", False)],
)
def test_a_build_that_is_ended_ends_quarto_and_all_that_it_has_started(
    built: Path, name: str, whole: bool, tmp_path: Path
) -> None:
    before = state(built / "dist")
    ids = tmp_path / "ids"
    program = stand_in(tmp_path, HANGING.format(told=str(ids)))
    with subprocess.Popen(
        [*KEFU, "build", "--jobs", "2", "--engine", "quarto", "--quarto", str(program)],
        cwd=built,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        while not ids.exists() or len(ids.read_text(encoding="utf-8").split()) < 4:
            assert process.poll() is None
            time.sleep(0.05)
        end(process, name, whole=whole)
        process.wait(timeout=60)

    assert left(ids) == []
    assert state(built / "dist") == before
