"""The site's search: Pagefind reads the pages and writes an index that needs no program on the server."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pagefind_bin  # type: ignore[import-untyped]  # it has one function, and no types

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER: Final = PurePosixPath("pagefind")
"""The path of the index, relative to the root of the site."""

SECONDS: Final = 60
"""The time limit for indexing all pages. Those of this repository take less than one second."""

LEFT_OUT: Final = ("nav", "main .actions", "main .draft", ".banner", ".edition", ".facts", ".references", ".imprint")
"""What is on many pages or holds no sentences, as CSS selectors, besides what templates mark as `unsearched`."""

_NEEDED: Final = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*", "*.pf_meta", "*/*.pf_*")
"""The files that a page needs in order to search; the rest is a user interface that the site does not use."""


def program() -> str:
    """Return the path of the Pagefind that comes with the package `pagefind-bin`."""
    return str(pagefind_bin.get_executable())


def index(pages: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Return the files of the search index for some web pages; both are keyed by path from the root of the site.

    Only text in an element with `data-pagefind-body` can be found, except for what is `LEFT_OUT`. The same pages always
    give the same files, and no pages give none. Raises `RuntimeError` if Pagefind fails, since nothing in the sources
    can cause that.
    Source: Pagefind's documentation, “Configuring what content is indexed” and “CLI configuration”.
    """
    if not pages:
        return {}
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        site, bundle = Path(scratch, "site"), Path(scratch, "bundle")
        site.mkdir()
        for path, content in pages.items():
            full = site / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(content)
        done = subprocess.run(
            [
                program(),
                *("--site", str(site), "--output-path", str(bundle), "--keep-index-url", "--silent"),
                *(
                    argument
                    for selector in (*LEFT_OUT, ".unsearched")
                    for argument in ("--exclude-selectors", selector)
                ),
            ],
            cwd=scratch,
            env={"PATH": os.defpath, **({"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {})},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"pagefind failed: {done.stderr.decode('utf-8', 'replace')}")
        files = sorted({path for pattern in _NEEDED for path in bundle.glob(pattern) if path.is_file()})
        return {FOLDER / path.relative_to(bundle).as_posix(): path.read_bytes() for path in files}
