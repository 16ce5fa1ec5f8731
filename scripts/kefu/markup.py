"""Pandoc as a reader of Markdown, a resolver of citations and a writer of other formats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pypandoc  # type: ignore[import-untyped]  # it ships no types, and one name of it is used

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARKDOWN: Final = (
    "markdown-auto_identifiers-example_lists-pandoc_title_block-smart-task_lists-tex_math_dollars-yaml_metadata_block"
)
"""What authors write. Quotes and dashes are written as they are to be read, labels are never made up, and `(@key)`
is a citation in parentheses, not an example."""

SCRIPT: Final = Path(__file__).with_name("markup.lua")


def read(texts: Sequence[str], *, jobs: int) -> list[str]:
    """Parse Markdown texts and return for each the blocks of its tree, as JSON."""
    reading = [{"job": "read", "text": text, "format": MARKDOWN} for text in texts]
    return [json.dumps(tree.blocks(result), ensure_ascii=False) for result in _run(reading, jobs)]


def read_references(bibtex: str, *, language: str) -> dict[str, str]:
    """Return the entries of a BibTeX text (with BibLaTeX types and fields) by key, each as pandoc metadata in JSON.

    `language` is that of the publication, an IETF tag: with it titles keep their capitals.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        path = Path(folder, "references.bib")
        path.write_text(bibtex, encoding="utf-8")
        (result,) = _run([{"job": "references", "path": str(path), "language": language}], 1)
    entries = json.loads(result)["meta"]["references"]["c"]
    return {_string(entry["c"]["id"]): json.dumps(entry, ensure_ascii=False) for entry in entries}


def _string(value: tree.Node) -> str:
    return str(value["c"]) if value["t"] == "MetaString" else tree.plain(value["c"])


def cite(
    documents: Sequence[tuple[list[tree.Node], Mapping[str, str]]], *, style: str, language: str, jobs: int
) -> list[str]:
    """Resolve the citations of documents and return each as a whole tree in JSON.

    A document is its blocks and the references that it cites, by key. The bibliography goes into the div `refs`.
    `style` is the text of a CSL style, `language` an IETF tag.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        csl = Path(folder, "style.csl")
        csl.write_text(style, encoding="utf-8")
        meta = {
            "csl": {"t": "MetaString", "c": str(csl)},
            "lang": {"t": "MetaString", "c": language},
            "link-citations": {"t": "MetaBool", "c": True},
        }
        citing = [
            {
                "job": "cite",
                "tree": tree.document(
                    blocks,
                    meta | {"references": {"t": "MetaList", "c": [json.loads(r) for r in references.values()]}},
                ),
            }
            for blocks, references in documents
        ]
        return _run(citing, jobs)


@cache
def refusal(style: str, *, language: str) -> str:
    """Return why pandoc cannot cite with a CSL style, given as text; nothing, where it can."""
    try:
        cite([([], {})], style=style, language=language, jobs=1)
    except RuntimeError as error:
        told = re.search(r"^Citeproc\w*Error: (.*)", str(error), re.MULTILINE)
        if not told:
            raise
        return told[1]
    return ""


def write(document: str, format_: str) -> str:
    """Write a whole tree, given as JSON, in one of pandoc's formats."""
    (result,) = _run([{"job": "write", "tree": document, "format": format_}], 1)
    return result


def _run(work: list[dict[str, Any]], jobs: int) -> list[str]:
    """Share the work among as many pandoc processes as `jobs` allows and return the results in order."""
    shares = [work[index::jobs] for index in range(min(jobs, len(work)))]
    with ThreadPoolExecutor(max_workers=max(1, len(shares))) as pool:
        done = list(pool.map(_run_one_process, shares))
    return [done[index % jobs][index // jobs] for index in range(len(work))]


def _run_one_process(work: list[dict[str, Any]]) -> list[str]:
    process = subprocess.run(
        [pandoc(), "lua", str(SCRIPT)],
        input=json.dumps(work).encode(),
        capture_output=True,
        check=False,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **_needed_on_windows()},
    )
    if process.returncode:
        raise RuntimeError(f"pandoc failed: {process.stderr.decode('utf-8', 'replace')}")
    results: list[str] = json.loads(process.stdout)
    return results


def _needed_on_windows() -> dict[str, str]:
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}


@cache
def pandoc() -> str:
    """Return the path of the pandoc that the package `pypandoc-binary` carries, never one of the system's."""
    return str(Path(pypandoc.__file__).with_name("files") / ("pandoc.exe" if os.name == "nt" else "pandoc"))
