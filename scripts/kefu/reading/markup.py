"""Pandoc as a reader of Markdown and of bibliographies, and a writer of other formats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pypandoc  # type: ignore[import-untyped]  # it ships no types, and one name of it is used

from kefu import tree
from kefu.cache import NOTHING_KEPT, Step
from kefu.processes.keeping import answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.cache import Store

MARKDOWN: Final = (
    "markdown-auto_identifiers-example_lists-pandoc_title_block-smart-task_lists-tex_math_dollars-yaml_metadata_block"
)
"""What authors write. Quotes and dashes are written as they are to be read, labels are never made up, and `(@key)`
is a citation in parentheses, not an example."""

SCRIPT: Final = Path(__file__).with_name("markup.lua")

LEVELS: Final = 200
"""How deeply JSON may be nested in a text that is read. A nested list adds four; the manuscript has at most 19."""


class UnreadError(Exception):
    """Texts take pandoc too long, as brackets in brackets do, or hold too much in each other.

    `reasons` says why, as the end of a sentence about the text, by the index of the text.
    """

    def __init__(self, reasons: Mapping[int, str]) -> None:
        self.reasons = reasons
        super().__init__(reasons)


SECONDS: Final = 10
"""How long pandoc may take for nothing. What it may take more is in proportion to the work; it takes a fifth of it."""

MEMORY: Final = 512
"""The megabytes that pandoc may use for nothing, likewise."""

PACKED: Final = 4
"""How many bytes of work one byte of an archive is taken for."""

EXHAUSTED: Final = 251
"""The exit code of a program in Haskell that needs more memory than it may use. Source: GHC's manual, `-M`."""


def seconds_for(size: int, pieces: int = 1) -> int:
    """Return how many seconds pandoc may compute for pieces of work that have so many bytes together."""
    return SECONDS + pieces + size // 100_000


def memory_for(size: int) -> int:
    """Return how many megabytes pandoc may use for work of so many bytes."""
    return MEMORY + size // 2_000


def read(texts: Sequence[str], *, jobs: int, store: Store = NOTHING_KEPT) -> list[str]:
    """Parse Markdown texts and return for each the blocks of its tree, as JSON; raises `UnreadError`."""

    def parsed(new: list[str]) -> list[str]:
        try:
            results = _bounded([{"job": "read", "text": text, "format": MARKDOWN} for text in new], jobs)
        except UnreadError as error:
            reasons = {new[index]: reason for index, reason in error.reasons.items()}
            raise UnreadError({i: reasons[text] for i, text in enumerate(texts) if text in reasons}) from None
        return [json.dumps(tree.blocks(result), ensure_ascii=False) for result in results]

    return store.keep_each(Step.READ, parsed, texts)


def read_references(bibtex: str, *, language: str, store: Store = NOTHING_KEPT) -> dict[str, str]:
    """Return the entries of a BibTeX text (with BibLaTeX types and fields) by key, each as pandoc metadata in JSON.

    `language` is that of the publication, an IETF tag: with it titles keep their capitals. Raises `UnreadError`.
    """
    return store.keep(Step.REFERENCES, _read_references, bibtex, language)


def _read_references(bibtex: str, language: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        path = Path(folder, "references.bib")
        path.write_text(bibtex, encoding="utf-8")
        (result,) = _bounded([{"job": "references", "path": str(path), "language": language}], 1)
    entries = json.loads(result)["meta"]["references"]["c"]
    return {_string(entry["c"]["id"]): json.dumps(entry, ensure_ascii=False) for entry in entries}


def _bounded(work: list[dict[str, Any]], jobs: int) -> list[str]:
    """Do work that authors' texts can make slow or deeply nested. Raises `UnreadError`."""
    try:
        results: list[str | None] = [*run(work, jobs)]
    except (subprocess.TimeoutExpired, MemoryError):
        results = [_alone(one) for one in work]
    done = [result for result in results if result is not None]
    reasons = {
        index: "takes more time or memory to read than it may" if result is None else "holds too much in each other"
        for index, result in enumerate(results)
        if result is None or _levels(result) > LEVELS
    }
    if reasons:
        raise UnreadError(reasons)
    return done


def _alone(work: dict[str, Any]) -> str | None:
    """Return the result of one piece of work, or nothing if it takes too long or too much."""
    try:
        return _run_one_process([work])[0]
    except (subprocess.TimeoutExpired, MemoryError):
        return None


def _levels(result: str) -> int:
    """Return how deeply values are nested in JSON."""
    brackets = re.sub(r'"(?:[^"\\]|\\.)*"|[^][{}"]+', "", result)
    return max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)


def _string(value: tree.Node) -> str:
    return str(value["c"]) if value["t"] == "MetaString" else tree.plain(value["c"])


def write(document: str, format_: str) -> str:
    """Write a whole tree, given as JSON, in one of pandoc's formats."""
    (result,) = run([{"job": "write", "tree": document, "format": format_}], 1)
    return result


def write_each(documents: Sequence[str], format_: str, *, jobs: int) -> list[str]:
    """Write whole trees, given as JSON, in one of pandoc's formats, each paragraph on one line."""
    return run([{"job": "write", "tree": one, "format": format_, "unwrapped": True} for one in documents], jobs)


def write_package(document: str, format_: str, *, pictures: Mapping[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """Write a whole tree, given as JSON, in one of pandoc's formats that are packages: `docx` or `epub3`.

    `pictures` are those that the tree names, by the name of its use. `files` are options of pandoc's writer whose
    values are files: the `template` of a page, or the `reference_doc` whose styles are used.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        for name, content in {**pictures, **files}.items():
            (folder / name).write_bytes(content)
        out = folder / f"package.{format_}"
        work = {
            "job": "write_package",
            "tree": document,
            "format": format_,
            "pictures": {name: str(folder / name) for name in pictures},
            "files": {name: str(folder / name) for name in files},
            "out": str(out),
        }
        run([work], 1)
        return out.read_bytes()


def read_package(content: bytes, format_: str) -> tuple[str, dict[str, bytes]]:
    """Read a file in one of pandoc's formats, such as `docx` or `odt`, and return its tree as JSON, and its pictures.

    The pictures are given by the names that the tree has for them. Formulas that text can show become text. Raises
    `UnreadError`, and `ValueError` if the file is not in the format.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        path = folder / "given"
        path.write_bytes(content)
        job = {"job": "read_package", "path": str(path), "folder": str(folder), "format": format_, "size": len(content)}
        try:
            (result,) = _bounded([job], 1)
        except RuntimeError as error:
            raise ValueError(str(error)) from None
        read = json.loads(result)
        names = read["pictures"] or []
        pictures = {name: (folder / str(index)).read_bytes() for index, name in enumerate(names, 1)}
        return read["tree"], pictures


def run(work: list[dict[str, Any]], jobs: int) -> list[str]:
    """Share the work among as many pandoc processes as `jobs` allows and return the results in order."""
    shares = [work[index::jobs] for index in range(min(jobs, len(work)))]
    with ThreadPoolExecutor(max_workers=max(1, len(shares))) as pool:
        done = list(pool.map(_run_one_process, shares))
    return [done[index % jobs][index // jobs] for index in range(len(work))]


def _run_one_process(work: list[dict[str, Any]]) -> list[str]:
    """Have pandoc do work. Raises `TimeoutExpired` and `MemoryError` if it takes more than it may, and is ended."""
    given = json.dumps(work).encode()
    size = len(given) + sum(PACKED * one.get("size", 0) for one in work)
    with subprocess.Popen(
        [pandoc(), "+RTS", f"-M{memory_for(size)}m", "-RTS", "lua", str(SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **_needed_on_windows()},
    ) as process:
        said, wrong = answer(process, given, seconds=seconds_for(size, len(work)))
    if process.returncode == EXHAUSTED:
        raise MemoryError("pandoc needs more memory than it may use")
    if process.returncode:
        raise RuntimeError(f"pandoc failed: {wrong.decode('utf-8', 'replace')}")
    results: list[str] = json.loads(said)
    return results


def _needed_on_windows() -> dict[str, str]:
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}


@cache
def pandoc() -> str:
    """Return the path of the pandoc in the package `pypandoc-binary`, never one installed on the system."""
    return str(Path(pypandoc.__file__).with_name("files") / ("pandoc.exe" if os.name == "nt" else "pandoc"))
