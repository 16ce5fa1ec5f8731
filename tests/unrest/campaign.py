"""`nox -s unrest`: a preview runs while somebody edits, and after each pause shows what a build from nothing makes.

Options: `--edits N` and `--seed N`. A pause comes after one edit or after several that follow each other at once. Then
the preview is given time until its documents and problems are those that are made from nothing; if that does not come
about, the seed, the edits since the last comparison that went well, and the differences are printed. The page of the
document that was changed last, and that of another one, must be the same to the byte, and every `PDF_EVERY`th time what
another program reads in a PDF must be the same. What the preview's processes take must stay as it is; see `watch`.
"""

from __future__ import annotations

import argparse
import io
import queue
import random
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pypdf
from tests.preview.running import gone, previewing
from tests.remembering import ask_once
from tests.unrest.afresh import Afresh, Problem, afresh, differences, found_in
from tests.unrest.edits import HARMFUL, HARMLESS, mend, snapshot
from tests.unrest.project import prepared
from tests.unrest.watch import PROCESSES, Sample, grown, growth, sampled

from kefu.authored import Format
from kefu.cache import digest
from kefu.diagnostics import BuildError
from kefu.engines.pandoc import PANDOC, pages
from kefu.preview.editor import Editor
from kefu.preview.page import page
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.preview.running import Preview
    from tests.unrest.edits import Edit

    from kefu.model import Document, Project

LATE: Final = 300.0
"""Seconds after which what a preview shows must be right, whatever else the machine does."""

PDF_EVERY: Final = 5
TOLD: Final = 10
MOST_FAULTS: Final = 8
"""So many faults are enough to end with."""

HARM: Final = 0.4
BURST: Final = 0.5
MENDED: Final = 0.8
REMEMBERED: Final = 0.1
"""How often an edit does harm, several edits come at once, what was broken is mended, and all is as it was at first."""

OK: Final = 200


class Listener:
    """Knows the last state of a preview, as a browser does."""

    def __init__(self, preview: Preview) -> None:
        self._states: queue.Queue[dict[str, Any]] = queue.Queue()
        self.state: dict[str, Any] = {}
        threading.Thread(target=self._listen, args=(preview,), daemon=True).start()

    def _listen(self, preview: Preview) -> None:
        try:
            for state in preview.states():
                self._states.put(state)
        except OSError:
            return

    def until_right(self, fresh: Afresh, before: Sequence[str] | None, extra: frozenset[Problem]) -> list[str]:
        """Wait until what is shown is right; return what is not after some time."""
        late = time.monotonic() + LATE
        while True:
            wrong = differences(self.state, fresh, before, extra) if self.state else ["nothing is told"]
            try:
                if wrong or not self._states.empty():
                    self.state = self._states.get(timeout=max(0.01, late - time.monotonic()))
                else:
                    return []
            except queue.Empty:
                return wrong


class Campaign:
    """Edits a project under a preview, and compares what it shows."""

    def __init__(self, root: Path, preview: Preview, chance: random.Random) -> None:
        self._root = root
        self._preview = preview
        self._chance = chance
        self._listener = Listener(preview)
        self._first = self._good = snapshot(root)
        self._documents: tuple[str, ...] = ()
        self._found: frozenset[Problem] = frozenset()
        self._made: dict[str, frozenset[Problem]] = {}
        self._pages: dict[str, tuple[str, bytes]] = {}
        self._since: list[str] = []
        self._said = 0
        self.counts: Counter[str] = Counter()
        self.samples: list[Sample] = []
        self.faults: list[str] = []

    def run(self, edits: int) -> None:
        """Make so many edits, and compare after each pause."""
        self._compare()
        while sum(self.counts.values()) < edits and len(self.faults) < MOST_FAULTS:
            for _ in range(self._chance.randrange(2, 6) if self._chance.random() < BURST else 1):
                self._edit(self._chance.choice(HARMFUL if self._chance.random() < HARM else HARMLESS))
            if not self._compare() and self._chance.random() < MENDED:
                self._mend(self._good)
            elif self._chance.random() < REMEMBERED:
                self._mend(self._first)
        self.faults += grown(self.samples)

    def _edit(self, edit: Edit) -> None:
        name = edit.__name__
        try:
            edit(self._root, self._chance)
        except (OSError, IndexError, UnicodeDecodeError) as error:  # what it is done to has gone
            name = f"{name} (nothing, {type(error).__name__})"
        self._since.append(name)
        self.counts[name.partition(" ")[0]] += 1

    def _mend(self, good: Mapping[Path, bytes]) -> None:
        mend(self._root, good, self._chance)
        self._since.append("mended")
        self.counts["mended"] += 1
        self._compare()

    def _compare(self) -> bool:
        """Compare what is shown with what is made from nothing; return whether the project has no errors."""
        fresh = afresh(self._root)
        extra = frozenset().union(*self._made.values()) | (frozenset() if fresh.project else self._found)
        # What somebody sees between two edits that follow each other at once may be good, and the last that was.
        documents = self._documents if len(self._since) == 1 else None
        wrong = self._listener.until_right(fresh, documents, extra)
        wrong += [*self._unlike(fresh)]
        self.samples.append(sampled(self._preview))
        if len(self.samples[-1].processes) > PROCESSES:
            wrong.append(f"there are too many processes: {self.samples[-1].processes}")
        said, self._said = self._preview.said()[self._said :], len(self._preview.said())
        if "Traceback" in said:
            wrong.append(f"it says:\n{said}")
        if self._preview.process.poll() is not None:
            raise RuntimeError(f"the preview has ended: {said}")
        if wrong:
            self.faults += wrong
            print(f"after {', '.join(self._since)}:", *wrong, sep="\n  ", flush=True)
        self._since.clear()
        if len(self.samples) % TOLD == 0:
            print(f"{sum(self.counts.values())} edits, {len(self.faults)} faults", flush=True)
        if fresh.project:
            self._good, self._documents = snapshot(self._root), tuple(fresh.documents)
            self._found = fresh.problems
        return fresh.project is not None

    def _unlike(self, fresh: Afresh) -> list[str]:
        """Look at some documents, and return how they differ from what is made from nothing."""
        state = self._listener.state
        shown = {one["id"]: str(one["revision"]) for one in state.get("documents", ()) if one["pdf"]}
        paged = {one["id"] for one in state.get("documents", ()) if Format.HTML in one["formats"]}
        candidates: tuple[str, ...] = state.get("latest", ""), self._chance.choice([*shown] or [""])
        chosen = {id_ for id_ in candidates if id_ in shown}
        wrong = []
        for id_ in sorted(chosen & paged):
            status, content = self._preview.ask(f"document/{id_}/")
            if not fresh.project:
                revision, good = self._pages.get(id_, ("", b""))
                if revision == shown[id_] and content != good:
                    wrong.append(f"the page of {id_} is not the last good one")
            elif document := fresh.documents[id_]:
                expected = self._page(id_, document, fresh.project)
                self._pages[id_] = shown[id_], content
                if expected is not None and (status, content) != (OK, expected):
                    wrong.append(f"the page of {id_} ({status}) is another one: {_first_difference(content, expected)}")
        if fresh.project and len(self.samples) % PDF_EVERY == 0 and chosen:
            id_ = min(chosen)
            if document := fresh.documents[id_]:
                wrong += self._unlike_in_print(id_, document, fresh.project)
        return wrong

    def _page(self, id_: str, document: Document, project: Project) -> bytes | None:
        """Return the web page of a document, or nothing if none can be made of it."""
        sources = {one.path: one for one in project.sources}
        try:
            made = page(document, digest(document), sources, Editor(root=self._root), pages())
        except BuildError as error:
            self._made[id_] = found_in(error.diagnostics, project)
            return None
        self._made[id_] = found_in(made.warnings, project)
        return made.content

    def _unlike_in_print(self, id_: str, document: Document, project: Project) -> list[str]:
        status, content = self._preview.ask(f"document/{id_}/file.pdf")
        key = f"{id_}.pdf"
        try:
            made = PANDOC.render(document, Format.PDF)
        except BuildError as error:
            self._made[key] = found_in(error.diagnostics, project)
            return []
        self._made[key] = found_in(made.warnings, project)
        if status == OK and _printed(content) == _printed(made.content):
            return []
        return [f"the PDF of {id_} ({status}) says something else"]

    def tell(self) -> None:
        """Print what was done and what it took."""
        for name, count in sorted(self.counts.items()):
            print(f"{count:6} {name}")
        for name, (before, after) in growth(self.samples).items():
            print(f"{name}: {before:.0f} in the second quarter, {after:.0f} in the last")
        most = max(len(one.processes) for one in self.samples)
        print(f"{sum(self.counts.values())} edits, {len(self.samples)} comparisons, at most {most} processes")
        print(f"{len(self.faults)} faults", flush=True)


def _first_difference(one: bytes, other: bytes) -> str:
    lines = zip(one.decode().split("\n"), other.decode().split("\n"), strict=False)
    return next((f"{a[:300]!r} for {b[:300]!r}" for a, b in lines if a != b), f"{len(one)} for {len(other)} bytes")


def _printed(content: bytes) -> list[str]:
    return [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages]


def run(seed: int, edits: int) -> Campaign:
    """Run a preview and make edits under it; return what came of that."""
    markup._run_one_process = ask_once  # noqa: SLF001 - what the same text says is read once, from no cache of the program
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    with tempfile.TemporaryDirectory(prefix="u") as folder, tempfile.TemporaryDirectory(prefix="u") as scratch:
        root = prepared(Path(folder).resolve(), chance)
        with previewing(root, Path(scratch), "--cache", str(Path(folder, "cache"))) as preview:
            campaign = Campaign(root, preview, chance)
            campaign.run(edits)
            family = preview.family()
            preview.process.terminate()
            preview.process.wait(LATE)
            if preview.process.returncode or not gone(family) or [*Path(scratch).iterdir()]:
                campaign.faults.append(f"it ended with {preview.process.returncode}, and left something")
    return campaign


def main(arguments: Sequence[str]) -> int:
    """Run as the command line says, and return how many faults there were."""
    parser = argparse.ArgumentParser(prog="nox -s unrest --", description="Edit a project under a preview.")
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    campaign = run(given.seed, given.edits)
    print(f"seed {given.seed}")
    campaign.tell()
    return len(campaign.faults)
