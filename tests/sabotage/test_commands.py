"""The commands, from outside: what leaks or names somebody stops them, is told by name, and never repeated."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it ships no types
from tests.conftest import copy_project
from tests.program import run_here
from tests.sabotage.conftest import with_note
from tests.sabotage.pdf_plants import changed, outlined, xmp
from tests.sabotage.planting import EXTENSIONS, NOTE
from tests.sabotage.table import PLANTS

from kefu.check.people.folding import fold
from kefu.check.people.registry import MASK
from kefu.cli.outcome import ExitCode
from kefu.site.cards import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Once
    from tests.sabotage.conftest import Finished

FORMATS: Final = ("text", "json", "sarif")
PUBLIC: Final = "public/cases/01-skolan"
SECRET: Final = re.compile("ottilia|provdal|kvarnsele|granen", re.IGNORECASE)
READING_THE_NOTE: Final = """
from pathlib import Path

from matplotlib.figure import Figure

from kefu.plotting import FigureInput, canvas


def draw(given: FigureInput) -> Figure:
    figure, axes = canvas(given.theme, 30)
    axes.text(0, 5, Path("cases/01-skolan/teaching-note.md").read_text(encoding="utf-8").splitlines()[2], fontsize=3)
    return figure
"""
CRASHES: Final[Mapping[str, str]] = {
    "in the command": """
import kefu.check.leaks


def broken(project):
    raise RuntimeError("Ottilia Provdal på Vårdcentralen Granen")


kefu.check.leaks.passages = broken
""",
    "in a process that it starts": """
import kefu.check.readers


def broken(name, content):
    raise KeyError("Ottilia Provdal", "KVARNSELE")


kefu.check.readers.read = broken
""",
}


@dataclass(frozen=True, kw_only=True)
class Released:
    """A project and its release, whose file `pdf` is public."""

    root: Path
    out: Path
    pdf: Path

    def copied(self, to: Path) -> Released:
        shutil.copytree(self.root, to / "small")
        shutil.copytree(self.out, to / "dist")
        return Released(root=to / "small", out=to / "dist", pdf=to / "dist" / self.pdf.relative_to(self.out))


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a run of a command ended, and the files that it wrote or changed anywhere that is its own."""

    code: int
    stdout: str
    stderr: str
    written: Mapping[Path, bytes]


def run(released: Released, *arguments: str, here: bool = False, **environment: str) -> Ran:
    """Run a command for a project, with a folder for temporary files, caches and settings that is its alone.

    Its path is short, because processes that a command starts talk through sockets there. The command is a process,
    unless it is to be run `here`.
    """
    given = (*arguments, "--out", str(released.out), "--jobs", "2")
    with tempfile.TemporaryDirectory() as private:
        folders = (released.root, released.out, Path(private))
        before = files_in(*folders)
        homes = dict.fromkeys(("TMPDIR", "HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR"), private)
        kept = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "PYTHONPATH"}}
        environment = {**kept, **homes, **environment}
        if here:
            done = run_here(*given, cwd=released.root, environment=environment)
        else:
            done = subprocess.run(
                [sys.executable, "-m", "kefu", *given],
                cwd=released.root,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=240,
            )
        after = files_in(*folders)
    written = {path: content for path, content in after.items() if before.get(path) != content}
    return Ran(code=done.returncode, stdout=done.stdout, stderr=done.stderr, written=written)


def files_in(*folders: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def repeats(ran: Ran) -> list[str]:
    """Return where a run tells a real name: in what it prints, or in the name or the content of what it writes."""
    printed = {"stdout": ran.stdout, "stderr": ran.stderr}
    contents = {
        f"{path} in {encoding}": f"{path.name} {content.decode(encoding, 'ignore')}"
        for path, content in ran.written.items()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    return [where for where, text in (printed | contents).items() if SECRET.search(fold(text))]


@pytest.fixture(scope="session")
def released(once: Once) -> Released:
    """Return the small project with a longer teaching note, built by the command."""

    def make(folder: Path) -> Released:
        root = with_note(copy_project("small", folder / "small"))
        built = Released(root=root, out=folder / "dist", pdf=folder)
        ran = run(built, "build", "--quiet")
        assert (ran.code, ran.stdout, ran.stderr) == (ExitCode.DONE, "", "")
        return Released(root=root, out=folder / "dist", pdf=next((folder / "dist" / PUBLIC).glob("*.pdf")))

    return once("commands", make)


@pytest.fixture(scope="session")
def sabotaged(released: Released, finished: Finished, once: Once) -> Released:
    """Return the release with a passage in the outline of its PDF, and a real name in a file of every kind."""

    def make(folder: Path) -> Released:
        copy = released.copied(folder)
        content = copy.pdf.read_bytes()
        copy.pdf.write_bytes(changed(xmp)(changed(outlined)(content, NOTE[0]), "Ottilia Provdal"))
        for number, plant in enumerate({plant.kind: plant for plant in PLANTS if not plant.unread}.values()):
            name = f"Vardcentralen Granen {number}" if number % 2 else f"fil-{number}"
            path = copy.out / PUBLIC / f"{name}.{EXTENSIONS[plant.kind]}"
            path.write_bytes(plant.put(finished.files[plant.kind], "Kvarnsele"))
        return copy

    return once("sabotaged", make)


@pytest.fixture(scope="session")
def checked(sabotaged: Released, names: Path, once: Once) -> Mapping[str, Ran]:
    """Return how the check of that release ended, by the format of its report.

    The check that prints a text is a process with workers; the reports for programs differ from it in their end alone.
    """
    option = ("--pseudonyms", str(names))
    return once(
        "checked",
        lambda _: {
            "text": run(sabotaged, "check", "--format", "text", KEFU_PSEUDONYMS=str(names)),
            "json": run(sabotaged, "check", "--format", "json", *option, here=True),
            "sarif": run(sabotaged, "check", "--format", "sarif", *option, here=True),
        },
    )


def test_a_release_as_it_was_built_passes(released: Released, names: Path) -> None:
    ran = run(released, "check", "--format", "json", "--pseudonyms", str(names), here=True)
    report = json.loads(ran.stdout)

    assert ran.code == ExitCode.DONE
    assert (report["errors"], report["registry-searched"]) == (0, True)
    assert len(report["artifacts"]) == len(files_in(released.out))
    searched = [artifact for artifact in report["artifacts"] if PurePosixPath(artifact["path"]).name != NAME]
    assert all(artifact["canaries"] and artifact["channels"] > 1 for artifact in searched)


@pytest.mark.parametrize("form", FORMATS)
def test_a_leak_ends_the_check_and_is_told_with_channel_passage_and_line(
    sabotaged: Released, checked: Mapping[str, Ran], form: str
) -> None:
    ran = checked[form]
    told = ran.stdout + ran.stderr

    assert ran.code == ExitCode.FINDINGS
    assert NOTE[0].removesuffix(".") in told
    assert "PDF outline" in told
    assert "cases/01-skolan/teaching-note.md:3:1" in told
    assert sabotaged.pdf.name in told


def test_the_reports_for_programs_tell_the_same(sabotaged: Released, checked: Mapping[str, Ran]) -> None:
    path = sabotaged.pdf.relative_to(sabotaged.out).as_posix()
    findings: list[dict[str, Any]] = json.loads(checked["json"].stdout)["findings"]
    results = Sarif.model_validate_json(checked["sarif"].stdout).runs[0].results or []
    of_pdf = {finding["rule"]: finding["message"] for finding in findings if finding["path"] == path}

    assert of_pdf["excluded-part-is-absent"].startswith("PDF outline, ")
    assert of_pdf["manifest-matches-bytes"] == "the file's bytes are not those that were released"
    assert "real-name-is-absent" in of_pdf
    assert {"file-is-in-manifest", "file-is-of-project"} <= {finding["rule"] for finding in findings}
    assert sorted(finding["rule"] for finding in findings) == sorted(str(result.rule_id) for result in results)


OF_THE_SITE: Final = {"index.html", "hanvisning.bib", "hanvisning.ris", NAME}
"""Files beside a case's documents, which nothing was planted in."""


@pytest.mark.parametrize("form", FORMATS)
def test_real_names_are_found_in_every_kind_of_file_and_repeated_nowhere(
    sabotaged: Released, checked: Mapping[str, Ran], form: str
) -> None:
    planted = {path for path in files_in(sabotaged.out / PUBLIC) if path.name not in OF_THE_SITE}

    assert len(planted) > len(EXTENSIONS) - 2
    assert repeats(checked[form]) == []
    if form == "json":
        findings = json.loads(checked[form].stdout)["findings"]
        named = {finding["path"] for finding in findings if finding["rule"] == "real-name-is-absent"}
        assert len(named) == len(planted)
        assert any(MASK in path for path in named)


@pytest.mark.parametrize("crash", CRASHES.values(), ids=CRASHES)
def test_a_bug_that_speaks_of_a_name_does_not_repeat_it(
    released: Released, names: Path, tmp_path: Path, crash: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(crash, encoding="utf-8")
    ran = run(
        released,
        *("check", "--fresh", "--pseudonyms", str(names)),
        PYTHONPATH=str(tmp_path),
    )

    assert ran.code == ExitCode.BUG
    assert "Traceback" in ran.stderr
    assert MASK in ran.stderr
    assert repeats(ran) == []


def test_a_figure_that_fails_with_a_name_does_not_repeat_it(released: Released, names: Path, tmp_path: Path) -> None:
    copy = released.copied(tmp_path)
    (copy.root / "figures" / "events.py").write_text("raise ValueError('Ottilia Provdal')\n", encoding="utf-8")
    before = files_in(copy.out)
    ran = run(copy, "build", "--case", "skolan", here=True, KEFU_PSEUDONYMS=str(names))

    assert ran.code == ExitCode.SOURCES
    assert f"ValueError: {MASK}" in ran.stderr
    assert repeats(ran) == []
    assert files_in(copy.out) == before


def test_a_build_that_leaks_publishes_nothing(released: Released, tmp_path: Path) -> None:
    copy = released.copied(tmp_path)
    (copy.root / "figures" / "events.py").write_text(READING_THE_NOTE, encoding="utf-8")
    before = files_in(copy.out)
    ran = run(copy, "build", "--edition", "student", "--case", "skolan", here=True)

    assert ran.code == ExitCode.FINDINGS
    assert "excluded-part-is-absent" in ran.stderr
    assert "picture: SVG comment, events_skolan.svg" in ran.stderr
    assert "cases/01-skolan/teaching-note.md:3:1" in ran.stderr
    assert files_in(copy.out) == before
