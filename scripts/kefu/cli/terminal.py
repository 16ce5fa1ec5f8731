"""What people see on the terminal: problems, progress, and tables."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table
from rich.text import Text

from kefu.layout import real
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kefu.check.report import Report
    from kefu.diagnostics import Diagnostic
    from kefu.model import Artifact

WIDE: Final = 10_000
"""The width that tables may have if there is no terminal, so that no path is broken."""

_CONTROLS: Final = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}"
)
"""Characters that would change the terminal or the order of letters; the name of a hostile file may contain them."""


class _Console(Console):
    """A console that says no more when nobody is listening, and lets the command come to its own end."""

    def on_broken_pipe(self) -> None:
        """Send the rest of what is written nowhere."""
        self.quiet = True
        _abandon(self.file)


def make_printable() -> None:
    """Let anything be written to standard output and standard error: letters that they do not have become “?”.

    If a stream is closed, what is written to it goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as it lasts
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def unwritten() -> str:
    """Write what is left to be written to standard output, and return why that cannot be done, or an empty string."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon(sys.stdout)
    except OSError as error:
        _abandon(sys.stdout)
        return str(error.strerror)
    return ""


def _abandon(stream: IO[str]) -> None:
    """Send everything that is written to a stream from now on, or is still to be written, nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def output() -> Console:
    """Return the console for the results of a command, which shows texts of the project as they are."""
    return _Console(width=None if sys.stdout.isatty() else WIDE, markup=False, emoji=False)


def problem(message: str) -> None:
    """Print an error."""
    _Console(stderr=True, soft_wrap=True).print(Text.assemble(("error: ", "bold red"), message))


def warning(message: str) -> None:
    """Print a warning."""
    _Console(stderr=True, soft_wrap=True).print(Text.assemble(("warning: ", "bold yellow"), message))


def print_diagnostics(diagnostics: Sequence[Diagnostic], *, outcome: str) -> None:
    """Print diagnostics and, if there are errors, how many, what came of them, and where to read on."""
    console = _Console(stderr=True, soft_wrap=True)
    for diagnostic in diagnostics:
        console.print(_styled(diagnostic))
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    if errors:
        console.print(f"{counted(errors, 'error')}; {outcome}")
        _print_where_to_read_on(console, diagnostics)


def _print_where_to_read_on(console: Console, diagnostics: Sequence[Diagnostic]) -> None:
    """Print the command that explains the rule of the first error, but only to people at a terminal."""
    rules = [diagnostic.rule for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if rules and console.is_terminal:
        console.print(Text(f"“kefu explain {rules[0]}” says more about that rule", style="dim"))


def _styled(diagnostic: Diagnostic) -> Text:
    colour = "bold red" if diagnostic.severity is Severity.ERROR else "bold yellow"
    return Text.assemble(
        (f"{_printable(str(diagnostic.location))}: ", "bold"),
        (f"{diagnostic.severity}[{diagnostic.rule}]", colour),
        f": {_indented(diagnostic.message)}",
        *((f"\n  hint: {_indented(hint)}", "dim") for hint in diagnostic.hints),
    )


def _indented(text: str) -> str:
    """Return a text with any further lines indented, so that they cannot be taken for other diagnostics."""
    return "\n    ".join(map(_printable, text.split("\n")))


def _printable(text: str) -> str:
    return text.translate(_CONTROLS)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: “1 file”, “2 files”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Provide a function that shows progress: as a bar on a terminal, a line per step elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _doing, _done, _total: None
    elif not sys.stderr.isatty():
        seen: set[str] = set()

        def line(doing: str, _done: int, _total: int) -> None:
            if doing not in seen:
                seen.add(doing)
                print(f"{doing} …", file=sys.stderr, flush=True)  # noqa: T201 - this module is what prints

        yield line
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=_Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)

            def update(doing: str, done: int, total: int) -> None:
                bar.update(task, description=doing, completed=done, total=total)

            yield update


def print_artifacts(artifacts: Iterable[Artifact], out: Path, shown: Callable[[str], str]) -> None:
    """Print the documents of a build by path, with paths masked by `shown`; files of the site are only counted."""
    everything = sorted(artifacts, key=lambda artifact: str(artifact.path))
    made = [artifact for artifact in everything if artifact.edition]
    pages = sum(artifact.pages or 0 for artifact in made)
    full = real(out)
    where = full.relative_to(Path.cwd()) if full.is_relative_to(Path.cwd()) else full
    table = Table(
        Column("file", overflow="fold"),
        "edition",
        Column("pages", justify="right"),
        Column("kB", justify="right"),
    )
    for artifact in made:
        size = round(len(artifact.content) / 1000)
        table.add_row(shown(str(where / artifact.path)), artifact.edition, str(artifact.pages or ""), str(size))
    output().print(table)
    site = counted(len(everything) - len(made), "file")
    output().print(
        f"{counted(len(made), 'file')}, {counted(pages, 'page')}, and {site} of the site, in {shown(str(where))}"
    )


def print_report(report: Report) -> None:
    """Print the outcome of a check: every finding, how each file was searched, and the totals."""
    console = output()
    for finding in report.findings:
        console.print(_styled(finding), soft_wrap=True)
    if report.artifacts:
        table = Table(
            Column("file", overflow="fold"),
            Column("channels", justify="right"),
            Column("canaries", justify="right"),
            Column("own text found", justify="right"),
        )
        for audited in report.artifacts:
            share = f"{100 * audited.found / audited.included:.1f} %" if audited.included else "–"
            table.add_row(_printable(str(audited.path)), str(audited.channels), str(audited.canaries), share)
        console.print(table)
    counts = ", ".join(
        counted(number, noun)
        for number, noun in (
            (report.count(Severity.ERROR), "error"),
            (report.count(Severity.WARNING), "warning"),
            (len(report.accepted), "accepted finding"),
        )
    )
    names = "real names searched for" if report.registry_searched else "real names not searched for"
    looked = f"{counted(report.sources, 'source')} and {counted(len(report.artifacts), 'file')} checked"
    console.print(Text(f"{looked}, {names}: {counts}"), soft_wrap=True)
    _print_where_to_read_on(console, report.findings)


def say(lines: Iterable[str]) -> None:
    """Print lines that others may have written, whatever signs are in them."""
    console = output()
    for line in lines:
        console.print(Text(_printable(line)), soft_wrap=True)


def print_differences(differences: Iterable[str]) -> None:
    """Print diffs in colour, as git shows them."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    console = output()
    for difference in differences:
        for line in difference.splitlines():
            console.print(Text(line, style=colours.get(line[:1], "")), soft_wrap=True)
