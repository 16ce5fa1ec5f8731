"""The program that renders: found, started and ended, whatever it does. A stand-in takes the place of Quarto."""

from __future__ import annotations

import datetime
import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest
from tests.engines.standin import HANGING, left, needs_the_stand_in, stand_in

from kefu.diagnostics import BuildError
from kefu.engines.quarto import program
from kefu.engines.quarto.program import KEPT, NOT_STARTED, Said, environment, find, run
from kefu.processes.workers import STOPPING

if TYPE_CHECKING:
    from pathlib import Path

HINT = "install Quarto, give its path with --quarto or QUARTO_PATH, or build with the default engine"
MOMENT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)

pytestmark = needs_the_stand_in


def told(error: pytest.ExceptionInfo[BuildError]) -> tuple[str, str]:
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.hints == (HINT,)
    return diagnostic.rule.name, f"{diagnostic.location}: {diagnostic.message}"


def does(folder: Path, code: str, *, seconds: float = 30) -> Said:
    return run([str(stand_in(folder, code))], folder=folder, variables=environment(folder, MOMENT), seconds=seconds)


def test_the_program_that_is_named_comes_before_the_variable_and_the_variable_before_the_path(tmp_path: Path) -> None:
    named, variable, on_path = (tmp_path / name for name in ("named", "variable", "path"))
    for number, folder in enumerate((named, variable, on_path)):
        folder.mkdir()
        stand_in(folder, "", version=f"1.{10 + number}.3")
    variables = {"QUARTO_PATH": str(variable / "quarto"), "PATH": str(on_path)}

    assert find(named / "quarto", variables).version == "1.10.3"
    assert find(None, variables).version == "1.11.3"
    assert find(None, {**variables, "QUARTO_PATH": ""}).version == "1.12.3"
    assert find(None, {"PATH": str(on_path)}).path == on_path / "quarto"


def test_a_program_that_is_not_there_is_told_and_no_other_is_taken_for_it(tmp_path: Path) -> None:
    stand_in(tmp_path, "")
    nowhere = tmp_path / "nowhere"
    with pytest.raises(BuildError) as none:
        find(None, {"PATH": str(nowhere)})
    assert told(none) == ("quarto-is-found", "quarto: there is no Quarto on PATH")
    for given, variables in ((nowhere, {}), (None, {"QUARTO_PATH": str(nowhere)})):
        with pytest.raises(BuildError) as missing:
            find(given, {"PATH": str(tmp_path), **variables})
        assert told(missing) == ("quarto-is-found", f"{nowhere}: there is no program “{nowhere}”")


def test_what_is_no_program_is_told_for_what_it_is(tmp_path: Path) -> None:
    text = tmp_path / "quarto.md"
    text.write_text("# Quarto\n", encoding="utf-8")
    for given, message in (
        (tmp_path, f"“{tmp_path}” is a folder; name the program in it"),
        (text, f"“{text}” is not executable"),
    ):
        with pytest.raises(BuildError) as refused:
            find(given, {})
        assert told(refused) == ("quarto-is-found", f"{given}: {message}")


@pytest.mark.parametrize(
    ("version", "rule", "message"),
    [
        ("1.8.27", "quarto-is-supported", "it is version 1.8.27; the oldest supported version is 1.9"),
        ("0.9", "quarto-is-supported", "it is version 0.9; the oldest supported version is 1.9"),
        ("Quarto", "quarto-is-found", "it does not report its version the way Quarto does"),
        ("", "quarto-is-found", "it does not report its version the way Quarto does"),
    ],
)
def test_a_program_of_another_version_is_refused(version: str, rule: str, message: str, tmp_path: Path) -> None:
    path = stand_in(tmp_path, "", version=version)
    with pytest.raises(BuildError) as refused:
        find(path, {})
    assert told(refused) == (rule, f"{path}: {message}")


@pytest.mark.parametrize("version", ["1.9.0", "1.10.18", "2.0", "99.9.9"])
def test_newer_versions_are_taken(version: str, tmp_path: Path) -> None:
    assert find(stand_in(tmp_path, "", version=version), {}).version == version


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    path = stand_in(tmp_path, "")
    path.write_text("#!/nowhere/interpreter\n", encoding="utf-8")
    with pytest.raises(BuildError) as broken:
        find(path, {})
    assert told(broken)[1].startswith(f"{path}: it could not be started: ")


@pytest.mark.slow
def test_a_program_that_hangs_when_asked_for_its_version_is_ended_with_its_child_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = tmp_path / "ids"
    path = stand_in(tmp_path, "", asked=HANGING.format(told=str(ids)))
    monkeypatch.setattr(program, "SECONDS", 1.5)

    with pytest.raises(BuildError) as silent:
        find(path, {})

    assert told(silent) == ("quarto-is-found", f"{path}: it did not report its version within 1.5 seconds")
    assert left(ids) == []


def test_the_environment_is_the_same_for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    for name in ("SECRET", "QUARTO_PROFILE", "QUARTO_PYTHON", "TYPST_FONT_PATHS", "PYTHONPATH", "LANG"):
        monkeypatch.setenv(name, "of the user")
    for name in ("SYSTEMROOT", "COMSPEC", "PATHEXT"):
        monkeypatch.delenv(name, raising=False)
    home = str(tmp_path / ".home")

    assert environment(tmp_path, MOMENT) == {
        "PATH": "/usr/bin",
        "HOME": home,
        "USERPROFILE": home,
        "LOCALAPPDATA": home,
        "TMPDIR": str(tmp_path),
        "TEMP": str(tmp_path),
        "TMP": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "1772366400",
        "TYPST_IGNORE_SYSTEM_FONTS": "true",
    }


def test_a_program_gets_its_arguments_as_they_are_in_its_folder_with_that_environment_and_no_input(
    tmp_path: Path,
) -> None:
    code = "sys.stderr.write(repr((sys.argv[1:], os.getcwd(), os.environ['TZ'], sys.stdin.read())))"
    arguments = ["render", "a b.md", "$(touch made)", "; touch made", "*"]
    said = run(
        [str(stand_in(tmp_path, code)), *arguments],
        folder=tmp_path,
        variables=environment(tmp_path, MOMENT),
        seconds=30,
    )

    assert said == Said(code=0, text=repr((arguments, str(tmp_path), "UTC", "")))
    assert not (tmp_path / "made").exists()


def test_what_a_slow_program_says_is_heard_to_its_end(tmp_path: Path) -> None:
    code = "for word in 'ett två tre'.split():\n    print(word, file=sys.stderr, flush=True)\n    time.sleep(0.3)"
    assert does(tmp_path, code) == Said(code=0, text="ett\ntvå\ntre\n")


def test_a_failure_keeps_its_code_and_its_words(tmp_path: Path) -> None:
    assert does(tmp_path, "sys.stderr.write('ERROR: nej')\nsys.exit(7)") == Said(code=7, text="ERROR: nej")


def test_a_program_that_is_killed_tells_by_what(tmp_path: Path) -> None:
    said = does(tmp_path, "sys.stderr.write('x')\nsys.stderr.flush()\nos.kill(os.getpid(), signal.SIGKILL)")
    assert said == Said(code=-signal.SIGKILL, text="x")


def test_of_a_huge_output_the_beginning_is_kept_and_the_program_never_waits(tmp_path: Path) -> None:
    code = "sys.stderr.write('början' + 'x' * (1 << 25))\nsys.stdout.write('y' * (1 << 25))\nPath('done').touch()"
    said = does(tmp_path, code)

    assert said.code == 0
    assert len(said.text.encode()) == KEPT
    assert said.text.startswith("början")
    assert (tmp_path / "done").exists()


def test_bytes_that_are_no_text_are_heard_too(tmp_path: Path) -> None:
    assert does(tmp_path, r"sys.stderr.buffer.write(b'a\xff')").text == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.slow
def test_a_program_that_hangs_is_ended_with_its_child_when_its_time_is_over(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    said = does(tmp_path, HANGING.format(told=str(ids)), seconds=2)

    assert said == Said(code=None, text="")
    assert left(ids) == []


def test_a_child_that_outlives_its_program_is_ended(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    code = (
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"Path({str(ids)!r}).write_text(str(child.pid))\n"
    )
    assert does(tmp_path, code).code == 0
    assert left(ids) == []


@pytest.mark.slow
def test_a_program_is_ended_with_its_child_when_this_process_is_to_end(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    timer = threading.Timer(1.5, STOPPING.set)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            does(tmp_path, HANGING.format(told=str(ids)))
    finally:
        timer.cancel()
        STOPPING.clear()
    assert left(ids) == []


def test_a_program_that_is_gone_since_it_was_found_is_told(tmp_path: Path) -> None:
    said = run(["/nowhere/quarto"], folder=tmp_path, variables=dict(os.environ), seconds=1)
    assert said.code == NOT_STARTED
    assert said.text.startswith("ERROR: it could not be started: ")
    assert "/nowhere/quarto" in said.text
