"""What a command keeps for the next one, where, and what it says of that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.cli.conftest import ENVIRONMENT, change, kefu, started, state

from kefu.cli.outcome import ExitCode

COUNTING: Final = """
import sys
sys.argv = ["kefu", *{arguments}]
from kefu.__main__ import main
try:
    main()
except SystemExit as ended:
    code = ended.code
loaded = {{name.partition(".")[0] for name in sys.modules}}
print(code, len(sys.modules), *sorted(loaded & {{"pydantic", "matplotlib", "typst", "typer", "rich", "pikepdf"}}))
"""
"""Runs the program, and prints its exit code, how many modules it has loaded, and which of those that take long."""

MOST: Final = 250
"""The modules that a command with nothing to do may load; Python itself loads 50, and the program 500."""


def loaded(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", COUNTING.format(arguments=[*arguments])],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()[-1]


@pytest.fixture(scope="session")
def kept(first_build: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose commands are remembered; tests leave it as it is."""
    folder = Path(shutil.copytree(first_build[0], tmp_path_factory.mktemp("kept") / "projekt"))
    assert started("build", cwd=folder).returncode == ExitCode.DONE
    assert started("check", cwd=folder).returncode == ExitCode.DONE
    assert started("list", cwd=folder).returncode == ExitCode.DONE
    return folder


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_command_with_nothing_to_do_does_not_load_the_program(kept: Path, command: str) -> None:
    code, modules, *slow = loaded(command, cwd=kept).split()
    assert (code, slow) == ("0", [])
    assert int(modules) < MOST


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_command_with_nothing_to_do_says_what_it_said(kept: Path, command: str) -> None:
    before = state(kept / "dist")
    again, anew = started(command, cwd=kept), kefu(command, "--fresh", cwd=kept)
    assert again.stdout == anew.stdout
    assert again.returncode == anew.returncode == ExitCode.DONE
    assert {path: content for path, (content, _) in state(kept / "dist").items()} == {
        path: content for path, (content, _) in before.items()
    }


def test_builds_at_the_same_time_share_a_cache_and_make_the_same(kept: Path, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    command = [sys.executable, "-m", "kefu", "build", "--quiet", "--cache", cache, "--out"]
    outs = [tmp_path / "one", tmp_path / "other"]
    builds = [subprocess.Popen([*command, str(out)], cwd=kept, env=ENVIRONMENT) for out in outs]
    assert [build.wait() for build in builds] == [ExitCode.DONE] * 2
    first, *others = ({path: content for path, (content, _) in state(out).items()} for out in (kept / "dist", *outs))
    assert [other == first for other in others] == [True] * 2


def test_a_list_of_what_did_not_change_is_the_same_list(kept: Path, tmp_path: Path) -> None:
    again, anew = started("list", cwd=kept), kefu("list", "--cache", str(tmp_path / "other"), cwd=kept)
    assert again.stdout == anew.stdout
    assert "01" in again.stdout


def test_a_list_shows_what_was_changed(mine: Path) -> None:
    before = kefu("list", cwd=mine).stdout
    change(mine / "cases/01-skolan/case.md", "Anna såg på klockan.", "Anna såg på klockan igen och igen.")
    assert kefu("list", cwd=mine).stdout != before


def test_a_touched_source_is_nothing_new(kept: Path) -> None:
    for path in (kept / "cases").rglob("*.*"):
        os.utime(path)
    assert loaded("build", cwd=kept).split()[2:] == []


@pytest.fixture
def mine(kept: Path, tmp_path: Path) -> Path:
    """Return a project that was built, and whose build is remembered where it is; the test may change it."""
    folder = Path(shutil.copytree(kept, tmp_path / "projekt"))
    assert kefu("build", cwd=folder).returncode == ExitCode.DONE
    return folder


@pytest.mark.parametrize(
    "name",
    ["public/report/prov-rapport.pdf", "manifest.json", "restricted/cases/01-skolan/fall-01-skolan-lararutgava.pdf"],
)
def test_an_altered_file_is_put_right(kept: Path, name: str) -> None:
    before = state(kept / "dist")
    (kept / "dist" / name).write_bytes((kept / "dist" / name).read_bytes() + b"\n")
    assert started("build", cwd=kept).returncode == ExitCode.DONE
    assert {path: content for path, (content, _) in state(kept / "dist").items()} == {
        path: content for path, (content, _) in before.items()
    }


def test_an_altered_file_is_found_by_a_check(kept: Path) -> None:
    name = "public/report/prov-rapport.pdf"
    content = (kept / "dist" / name).read_bytes()
    (kept / "dist" / name).write_bytes(content + b"\n")
    try:
        said = started("check", cwd=kept)
    finally:
        (kept / "dist" / name).write_bytes(content)
    assert said.returncode == ExitCode.FINDINGS
    assert name in said.stdout


def test_an_edit_is_seen(mine: Path) -> None:
    before = state(mine / "dist")
    change(mine / "cases/01-skolan/case.md", "Anna såg på klockan.", "Anna såg på klockan igen.")
    assert kefu("build", cwd=mine).returncode == ExitCode.DONE
    assert state(mine / "dist") != before


@pytest.mark.parametrize("option", ["--fresh", "--release"])
def test_who_wants_everything_anew_leaves_the_cache_alone(mine: Path, option: str) -> None:
    for case in mine.glob("cases/*/case.yaml"):
        change(case, "status: review", "status: approved")
    before = state(mine / ".kefu")
    said = kefu("build", option, cwd=mine)
    assert said.returncode == ExitCode.DONE, said.stderr
    assert state(mine / ".kefu") == before


def test_the_cache_may_be_elsewhere(mine: Path, tmp_path: Path) -> None:
    for option, environment, folder in (
        (("--cache", str(tmp_path / "a")), {}, "a"),
        ((), {"KEFU_CACHE": str(tmp_path / "b")}, "b"),
    ):
        kefu("build", "-e", "student", "-c", "1", *option, cwd=mine, environment=environment)
        assert (tmp_path / folder / "CACHEDIR.TAG").is_file()


def test_a_cache_in_the_release_is_refused(mine: Path) -> None:
    said = kefu("build", "--cache", "dist/cache", cwd=mine)
    assert said.returncode == ExitCode.USAGE
    assert "must not be in the release" in said.stderr


def test_a_cache_that_cannot_be_used_is_told_once(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "thesis.docx").touch()
    said = kefu("build", "-e", "student", "-c", "1", "--quiet", "--cache", str(tmp_path / "files"), cwd=mine)
    assert said.returncode == ExitCode.DONE
    assert said.stderr.count("warning: nothing is kept") == 1
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["thesis.docx"]


def test_a_search_for_real_names_leaves_nothing(mine: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("persons:\n  - {real: Ottilia Provdal, invented: Anna A}\n", encoding="utf-8")
    change(mine / "cases/01-skolan/teaching-note.md", "Rita tre fält.", "Rita tre fält till Provdal.")
    kefu("clean", cwd=mine)
    said = kefu("build", "--pseudonyms", str(names), cwd=mine)
    assert said.returncode == ExitCode.FINDINGS
    assert {path.name for path in (mine / ".kefu").iterdir()} == {".gitignore", "CACHEDIR.TAG"}
