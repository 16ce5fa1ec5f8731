"""`kefu build` publishes what was asked for, or says why it cannot and leaves the earlier release alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.cli.conftest import KEFU, LATER, RELEASE, change, documents, entries_in, kefu, rows, started, state
from tests.engines.standin import needs_the_stand_in, stand_in

from kefu.cli.outcome import ExitCode
from kefu.processes.cluster import ClusterError

if TYPE_CHECKING:
    import subprocess


def test_a_build_finds_the_project_above_and_publishes_in_its_dist(
    first_build: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, said = first_build

    assert said.returncode == ExitCode.DONE
    assert set(documents(root / "dist")) == {"manifest.json", *RELEASE}
    assert (root / "dist" / "public" / "index.html").is_file()
    assert {path.name for path in root.iterdir()} == {
        *("report", "cases", "figures", "bibliography", "dist", ".kefu"),
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


@pytest.mark.slow
def test_what_was_released_is_not_replaced_by_something_else_of_the_same_date(built: Path) -> None:
    """Not even after builds that were not for readers."""
    choice = ("-q", "-e", "student", "-c", "2", "--release")
    change(built / "cases/02-bron/case.yaml", "status: review", "status: approved")
    assert kefu("build", *choice, cwd=built).returncode == ExitCode.DONE
    assert kefu("build", *choice, cwd=built).returncode == ExitCode.DONE
    change(built / "cases/02-bron/case.md", "Nu skulle hon svara.", "Nu skulle hon svara nej.")
    assert kefu("build", *choice[:-1], cwd=built).returncode == ExitCode.DONE
    before = state(built / "dist")

    said = kefu("build", *choice, cwd=built)

    told = f"something else has been released with the date 2026-03-01: “{RELEASE[1]}” has other content"
    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.splitlines() == [
        f"report/publication.yaml:8:7: error[release-has-its-own-date]: {told}",
        "  hint: give the release a new “date”, or build without --release until it is time for one",
        "1 error; nothing was published",
    ]
    assert state(built / "dist") == before
    assert kefu("build", *choice, cwd=built, environment=LATER).returncode == ExitCode.DONE


def test_errors_in_sources_are_all_reported_with_place_rule_and_hint(built: Path) -> None:
    change(built / "cases/01-skolan/teaching-note.md", "[@svara2001]", "[@svara2011]")
    change(built / "report/analys.md", "@fig-skolan-handelser", "@fig-skolan-handelse")
    change(built / "report/publication.yaml", "place: Lund", "place: Lund\ncolour: blue")
    change(built / "figures/bars.yaml", "alt:", "alternative:")
    before = state(built / "dist")

    said = started("build", cwd=built / "cases")

    assert said.returncode == ExitCode.SOURCES
    lines = said.stderr.splitlines()
    assert "report/publication.yaml:8:1: error[key-is-known]: unknown key “colour”" in lines
    assert "figures/bars.yaml:2:1: error[key-is-known]: unknown key “alternative”" in lines
    assert re.fullmatch(r"\d+ errors; nothing was published", lines[-1])
    assert said.stdout == ""
    assert state(built / "dist") == before


def test_a_sign_that_cannot_be_printed_is_an_error_where_it_stands(built: Path) -> None:
    change(built / "cases/02-bron/case.md", "Nu skulle hon svara.", "Nu skulle hon \N{PARTY POPPER} svara.")

    said = started("build", "-q", "-e", "student", cwd=built)

    assert said.returncode == ExitCode.SOURCES
    assert said.stderr.startswith("cases/02-bron/case.md:20:55: error[characters-can-be-set]: ")
    assert "Traceback" not in said.stderr


def test_a_warning_is_printed_and_the_release_is_published(built: Path) -> None:
    (built / "report" / "olistad.md").write_text("# Olistad\n", encoding="utf-8")

    said = kefu("build", "--quiet", "-e", "student", "-c", "1", cwd=built, environment=LATER)

    assert said.returncode == ExitCode.DONE
    assert said.stderr.startswith("report/olistad.md: warning[chapter-is-listed]: ")
    assert "error" not in said.stderr
    assert said.stdout == ""


@pytest.mark.parametrize("kind", ["notes", "file", "in a file"])
def test_a_folder_that_cannot_take_the_release_is_refused(built: Path, kind: str) -> None:
    out = built / "ut"
    if kind == "notes":
        out.mkdir()
        (out / "anteckningar.txt").write_text("mina", encoding="utf-8")
    elif kind == "file":
        out.write_text("min", encoding="utf-8")
    else:
        out.write_text("min", encoding="utf-8")
        out = out / "dist"
    before = state(built)

    said = kefu("build", "--out", out, cwd=built)

    assert said.returncode == ExitCode.OUTPUT
    assert said.stderr.startswith("error: ")
    assert str(out.name) in said.stderr
    assert state(built) == before


@needs_the_stand_in
@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("", "it reported success but made no file"),
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
    assert "--quarto works only with --engine quarto" in said.stderr


def test_a_cluster_needs_an_extra(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.processes.cluster.is_installed", lambda: False)
    said = kefu("build", "--cluster", "tcp://127.0.0.1:8786", cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert said.stderr == "error: --cluster needs an extra of this package: pip install 'kefu[cluster]'\n"
    assert not (small / "dist").exists()


def test_a_cluster_that_cannot_be_used_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unusable(_address: str, _shared: object) -> NoReturn:
        raise ClusterError("no scheduler answers")

    monkeypatch.setattr("kefu.processes.cluster.is_installed", lambda: True)
    monkeypatch.setattr("kefu.processes.cluster.cluster", unusable)
    said = kefu("build", "--cluster", "tcp://127.0.0.1:8786", cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert said.stderr.endswith("error: no scheduler answers\n")
    assert not (small / "dist").exists()


def test_a_cluster_works_with_the_default_engine_alone(small: Path) -> None:
    said = kefu("build", "--cluster", "tcp://127.0.0.1:8786", "--engine", "quarto", "--quarto", KEFU[0], cwd=small)
    assert said.returncode == ExitCode.USAGE
    assert "--cluster works only with --engine pandoc" in said.stderr
