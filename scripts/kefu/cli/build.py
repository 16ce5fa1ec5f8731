"""`kefu build`: every document, checked and published."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kefu.cache import NOTHING_KEPT
from kefu.cli import terminal
from kefu.cli.arguments import (
    CORES,
    Cache,
    Fresh,
    Jobs,
    Out,
    Pseudonyms,
    Quarto,
    Root,
    project_folder,
    publication_date,
    release_folder,
)
from kefu.cli.outcome import NOTHING_PUBLISHED, ExitCode, explained, registry_file
from kefu.diagnostics import BuildError
from kefu.processes.endings import at_once
from kefu.processes.workers import preload

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.engines import Engine


class EngineName(StrEnum):
    """The engines that can render documents."""

    PANDOC = "pandoc"
    QUARTO = "quarto"


def build(
    root: Root = None,
    out: Out = None,
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", "-e", metavar="NAME", help="Build only this edition; can be repeated."),
    ] = None,
    case: Annotated[
        list[str] | None,
        typer.Option("--case", "-c", metavar="ID", help="Build only this case, by number or slug; can be repeated."),
    ] = None,
    pseudonyms: Pseudonyms = None,
    release: Annotated[
        bool,
        typer.Option(
            "--release",
            help="Build for readers: refuse unless every case is approved and, if the publication requires it, "
            "real names have been searched for.",
        ),
    ] = False,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="What renders the documents; quarto has to be installed separately.")
    ] = EngineName.PANDOC,
    quarto: Quarto = None,
    cache: Cache = None,
    fresh: Fresh = False,
    jobs: Jobs = CORES,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Let the workers of this Dask scheduler make and check the files, as at tcp://127.0.0.1:8786.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.")] = False,
) -> None:
    """Build all documents, or the chosen ones, check them, and publish the release if all of them are sound.

    Without options, all editions of everything are built. A partial build leaves the other documents of an earlier
    release as they are. What was made before from the same is not made again, except for a release.
    """
    folder = project_folder(root)
    preload()
    with at_once():  # a library that is interrupted while it is loaded may end the process
        from kefu.cli.kept import kept_in, remembered
        from kefu.pipeline import build as run
        from kefu.processes.cluster import ClusterError
        from kefu.selection import SelectionError

    names = registry_file(pseudonyms, folder)
    with explained(names) as shown:
        out = release_folder(out, folder)
        if cluster is not None:
            _check_cluster(engine)
        chosen = _engine(engine, quarto)
        with kept_in(cache, folder, out, fresh=fresh or release, names=names is not None) as store:
            same = store if names is None and engine is EngineName.PANDOC else NOTHING_KEPT
            with remembered(same, folder, out) as said:
                try:
                    with terminal.shown_progress(quiet=quiet) as progress:
                        made = run(
                            folder,
                            out,
                            editions=edition or (),
                            cases=case or (),
                            date=publication_date(),
                            names=names,
                            release=release,
                            engine=chosen,
                            store=store,
                            jobs=jobs,
                            scheduler=cluster,
                            progress=progress,
                        )
                except SelectionError as error:
                    raise typer.BadParameter(str(error)) from None
                except ClusterError as error:
                    terminal.problem(shown(str(error)))
                    raise typer.Exit(ExitCode.USAGE) from None
                with said():
                    terminal.print_diagnostics(made.report.findings, outcome=NOTHING_PUBLISHED)
                    if not quiet:
                        terminal.print_artifacts(made.artifacts, out, shown)


def _check_cluster(engine: EngineName) -> None:
    """Make sure that this machine can give work to a cluster; if it cannot, print what is wrong and exit."""
    from kefu.processes.cluster import is_installed

    if engine is EngineName.QUARTO:
        raise typer.BadParameter("--cluster works only with --engine pandoc")
    if not is_installed():
        terminal.problem("--cluster needs an extra of this package: pip install 'kefu[cluster]'")
        raise typer.Exit(ExitCode.USAGE)


def _engine(name: EngineName, quarto: Path | None) -> Engine:
    """Return the engine with a name; if its program cannot be used, print what is wrong and exit."""
    match name:
        case EngineName.PANDOC:
            if quarto:
                raise typer.BadParameter("--quarto works only with --engine quarto")
            from kefu.engines.pandoc import PANDOC

            return PANDOC
        case EngineName.QUARTO:
            from kefu.engines.quarto.engine import QuartoEngine
            from kefu.engines.quarto.program import find

            try:
                return QuartoEngine(program=find(quarto, os.environ))
            except BuildError as error:
                terminal.print_diagnostics(error.diagnostics, outcome=NOTHING_PUBLISHED)
                raise typer.Exit(ExitCode.USAGE) from None
