"""Validate a built release with independent programs: run it with `nox -s conformance`.

Every PDF that the manifest lists goes through veraPDF, once as PDF/UA-1 and once as PDF/A-2a, and through the rules of
outloud. Whatever a program does not say of a file counts as a failure: a file that is missing, a file that the
manifest does not list, a report that cannot be read.

veraPDF is a Java program. Maven brings it from where the machine gets its Java packages, and it is run only if it is,
byte for byte, the one that is named here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, Final

import outloud  # type: ignore[import-untyped]  # it comes without types
from pydantic import BaseModel, Field, ValidationError
from rich.console import Console
from rich.table import Column, Table
from tests.java import QUICK

TOOLS: Final = Path(__file__).parents[2] / "build" / "verapdf"

ARTIFACT: Final = "org.verapdf.apps:greenfield-apps:1.28.2"
SHA256: Final = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
MAIN: Final = "org.verapdf.apps.GreenfieldCliWrapper"
PROFILES: Final = {"ua1": "PDF/UA-1 validation profile", "2a": "PDF/A-2A validation profile"}
"""What veraPDF calls the standards: on its command line, and in its reports."""

MISTAKEN: Final = frozenset({"ORD-001", "TAG-002"})
"""Rules of outloud 0.2 that are wrong about correct files.

ORD-001 takes an element's own marked content to come before that of all its children, and so finds every paragraph
with a link in it painted out of order (ISO 32000-1, 14.7.4: the order is that of the entry K).
TAG-002 takes the head of a table that goes on overleaf for prose that nobody hears, if it has enough words. It has been
heard on the page before; the gate itself holds all text of a document against its tags (`text-is-tagged`).
"""

LONGEST: Final = 900
"""Seconds that a program may take."""

Failures = Mapping[str, tuple[str, ...]]
"""By a file's path in the release, what is wrong with it."""


class Unusable(Exception):  # noqa: N818 - it says what the release or the machine is
    """The validation cannot be done; the message says why and what to do."""


class Broken(BaseModel):
    """A rule of veraPDF that a file breaks."""

    clause: str
    number: int = Field(alias="testNumber")
    description: str


class Details(BaseModel):
    """What veraPDF counted."""

    passed: int = Field(alias="passedChecks")
    failed: int = Field(alias="failedChecks")
    broken: tuple[Broken, ...] = Field(alias="ruleSummaries")


class Validation(BaseModel):
    """What veraPDF says of a file by one of its profiles."""

    details: Details
    ending: str = Field(alias="jobEndStatus")
    profile: str = Field(alias="profileName")
    compliant: bool


class Item(BaseModel):
    """The file that a job is about."""

    name: str


class Job(BaseModel):
    """What veraPDF did with one file: no results where it could not read it."""

    item: Item = Field(alias="itemDetails")
    results: tuple[Validation, ...] = Field(default=(), alias="validationResult")


class Jobs(BaseModel):
    """What veraPDF did."""

    jobs: tuple[Job, ...]


class Report(BaseModel):
    """The report that veraPDF writes as JSON; other keys than these do not matter here."""

    report: Jobs


def listed(release: Path) -> tuple[str, ...]:
    """Return the paths of all PDFs in a release; raises `Unusable` where they are not those of its manifest."""
    try:
        manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
        paths = tuple(str(artifact["path"]) for artifact in manifest["artifacts"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{release} has no manifest that can be read ({error!r}); run “nox -s build” first") from error
    wanted = {path for path in paths if path.endswith(".pdf")}
    there = {path.relative_to(release).as_posix() for path in release.rglob("*.pdf")}
    if not wanted or wanted != there:
        names = ", ".join(sorted(wanted ^ there)) or "there is none"
        raise Unusable(f"the PDFs in {release} are not those of its manifest: {names}; run “nox -s build” again")
    return tuple(sorted(wanted))


def program(name: str, package: str) -> str:
    """Return the path of a program; raises `Unusable` where there is none."""
    found = shutil.which(name)
    if not found:
        raise Unusable(f"“{name}” is not on the path; install {package}, for example Debian's package of that name")
    return found


def obtained(tools: Path) -> Path:
    """Return veraPDF, got by Maven where it is not there; raises `Unusable` for any other bytes than the known."""
    _, name, version = ARTIFACT.split(":")
    jar = tools / f"{name}-{version}.jar"
    if not jar.is_file():
        maven = program("mvn", "maven")
        tools.mkdir(parents=True, exist_ok=True)
        order = (maven, "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={tools}")
        done = subprocess.run(order, capture_output=True, text=True, errors="replace", check=False, timeout=LONGEST)
        if done.returncode or not jar.is_file():
            raise Unusable(f"Maven did not bring {ARTIFACT}:\n{done.stdout}{done.stderr}")
    digest = hashlib.sha256(jar.read_bytes()).hexdigest()
    if digest != SHA256:
        jar.unlink()
        raise Unusable(f"{jar.name} was removed: its SHA-256 is {digest}, not {SHA256}")
    return jar


def reported(text: str, release: Path, paths: tuple[str, ...], flavour: str) -> Failures:
    """Return what veraPDF's report says against each file; raises `Unusable` for anything but a whole report."""
    try:
        jobs = Report.model_validate_json(text).report.jobs
    except ValidationError as error:
        raise Unusable(f"veraPDF's report cannot be read: {error}") from error
    by_name = {job.item.name: job for job in jobs}
    names = {path: str(release / path) for path in paths}
    if set(by_name) != set(names.values()) or len(jobs) != len(paths):
        raise Unusable(f"veraPDF reported on {len(jobs)} files, which are not the {len(paths)} of the release")
    return {path: tuple(_against(by_name[name], flavour)) for path, name in names.items()}


def _against(job: Job, flavour: str) -> list[str]:
    if [result.profile for result in job.results] != [PROFILES[flavour]]:
        return ["veraPDF could not validate it"]
    (result,) = job.results
    found = [f"{broken.clause}-{broken.number}: {broken.description}" for broken in result.details.broken]
    whole = result.compliant and result.ending == "normal" and result.details.passed and not result.details.failed
    return found or ([] if whole else ["veraPDF does not call it compliant"])


def verapdf(jar: Path, release: Path, paths: tuple[str, ...], flavour: str) -> Failures:
    """Return what veraPDF has against each file by one standard."""
    java = program("java", "default-jre-headless")
    with tempfile.TemporaryDirectory(prefix="kefu-") as home:
        order = (java, *QUICK, f"-Duser.home={home}", "-cp", str(jar), MAIN, "--flavour", flavour, "--format", "json")
        files = [str(release / path) for path in paths]
        done = subprocess.run((*order, *files), capture_output=True, check=False, timeout=LONGEST)
    failures = reported(done.stdout.decode("utf-8", "replace"), release, paths, flavour)
    if done.returncode and not any(failures.values()):
        raise Unusable(f"veraPDF ended with {done.returncode}:\n{done.stderr.decode('utf-8', 'replace')}")
    return failures


def outlouds(release: Path, paths: tuple[str, ...]) -> Failures:
    """Return what outloud has against each file, warnings too."""
    return {path: tuple(_of_outloud(outloud.check(str(release / path), skip=MISTAKEN))) for path in paths}


def _of_outloud(result: Any) -> Iterator[str]:
    if result.error:
        yield f"it cannot be read: {result.error}"
    elif not any(run.status == "ran" for run in result.runs):
        yield "nothing was checked"
    for run in result.runs:
        if run.status == "crashed":
            yield f"{run.rule} could not be finished: {run.reason}"
    for finding in result.sorted_findings():
        if finding.severity != "info":
            place = f"; it is on page {finding.page}" if finding.page else ""
            times = f"; it is so {finding.count} times" if finding.count > 1 else ""
            yield f"{finding.rule}: {finding.message}{place}{times}"


def judged(jar: Path, release: Path, paths: tuple[str, ...]) -> Mapping[str, Failures]:
    """Return what each program has against each file, by what it checks; they work side by side."""
    with ThreadPoolExecutor() as pool:
        ua, a = (pool.submit(verapdf, jar, release, paths, flavour) for flavour in PROFILES)
        found = outlouds(release, paths)
    return {"PDF/UA-1": ua.result(), "PDF/A-2a": a.result(), "outloud": found}


def main() -> int:
    """Validate the release in the folder that is given, print a table, and return whether anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path, help="the folder that `kefu build` published into")
    release: Path = parser.parse_args().release.resolve()
    console = Console(width=100, soft_wrap=True)
    try:
        paths = listed(release)
        jar = obtained(TOOLS)
        columns = judged(jar, release, paths)
    except (Unusable, subprocess.TimeoutExpired) as error:
        console.print(str(error), style="red", markup=False)
        return 1
    table = Table(Column("file", no_wrap=True), *columns)
    for path in paths:
        table.add_row(
            PurePosixPath(path).name, *("fails" if failures[path] else "passes" for failures in columns.values())
        )
    console.print(table)
    failed = [(path, name, what) for path in paths for name, found in columns.items() for what in found[path]]
    for path, name, what in failed:
        console.print(f"{path}: {name}: {what}", markup=False)
    console.print(f"{len(paths)} files, {len({path for path, *_ in failed})} of them fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
