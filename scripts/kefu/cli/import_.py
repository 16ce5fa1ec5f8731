"""`kefu import`: a manuscript from Word becomes a case or a chapter."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from kefu.cli.arguments import Pseudonyms, Root, project_folder
from kefu.cli.outcome import explained, registry_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.authored import PartKind
    from kefu.check.people import Registry
    from kefu.manuscripts import Plan
    from kefu.word import Revision

NOTHING_WRITTEN = "nothing was written"


class Kind(StrEnum):
    """What a manuscript becomes."""

    CASE = "case"
    CHAPTER = "chapter"


class Changes(StrEnum):
    """What becomes of tracked changes."""

    ACCEPT = "accept"
    REJECT = "reject"
    ASK = "ask"


def import_(
    manuscript: Annotated[Path, typer.Argument(help="The manuscript: .docx, .odt or .md.", metavar="MANUS")],
    kind: Annotated[Kind, typer.Option("--as", help="What it becomes.")] = Kind.CASE,
    title: Annotated[str, typer.Option("--title", help="The title, if not the manuscript's own.")] = "",
    changes: Annotated[Changes, typer.Option("--changes", help="What becomes of tracked changes.")] = Changes.ASK,
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--parts",
            metavar="HEADING=PART",
            help="The part that a heading and the text under it belong to; =PART is for the text before all headings.",
        ),
    ] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Also write the report here.")] = None,
    root: Root = None,
    pseudonyms: Pseudonyms = None,
) -> None:
    """Take over a manuscript as a case or a chapter, and report what became of everything in it."""
    from kefu.diagnostics import OutputError
    from kefu.manuscripts import carry_out, case, chapter, read

    folder = project_folder(root)
    told = _parts(parts or [])
    names = registry_file(pseudonyms, folder)
    with explained(names, outcome=NOTHING_WRITTEN) as shown:
        given = read(manuscript, _decision(manuscript, changes))
        if kind is Kind.CHAPTER:
            plan = chapter(folder, manuscript.name, given, title)
        else:
            plan = case(folder, manuscript.name, given, title, told)
            while plan.unknown:
                told = {**told, **_answer(manuscript, plan)}
                plan = case(folder, manuscript.name, given, title, told)
        if names:
            _search(manuscript, plan, names.load())
        lines = "".join(f"{shown(str(line))}\n" for line in plan.lines)
        carry_out(folder, plan)
        typer.echo(lines, nl=False)
        typer.echo(f"created {plan.target}: run “kefu preview” to see it")
        if report:
            try:
                report.write_text(lines, encoding="utf-8", newline="\n")
            except OSError as error:
                raise OutputError(f"“{report}” cannot be written: {error.strerror}") from None


def _parts(given: list[str]) -> Mapping[str, PartKind]:
    from kefu.authored import PartKind

    found = {}
    for one in given:
        heading, sign, part = one.rpartition("=")
        if not sign or part not in set(PartKind):
            known = ", ".join(PartKind)
            raise typer.BadParameter(f"“{one}” is no heading and part, as in “Kvällen före=case”; parts are {known}")
        found[heading] = PartKind(part)
    return found


def _decision(manuscript: Path, changes: Changes) -> Callable[[Revision], bool]:
    from kefu.diagnostics import BuildError, Diagnostic, Location
    from kefu.rules.manuscripts import CHANGES_ARE_DECIDED

    def decided(change: Revision) -> bool:
        if changes is not Changes.ASK:
            return changes is Changes.ACCEPT
        if not sys.stdin.isatty():
            message = "the manuscript has tracked changes, and nobody has decided on them"
            hint = "say --changes accept or --changes reject, or decide on them in Word"
            location = Location(path=PurePosixPath(manuscript.name))
            raise BuildError([Diagnostic(rule=CHANGES_ARE_DECIDED, location=location, message=message, hints=(hint,))])
        who = change.by.name or "somebody"
        words = f": “{change.words}”" if change.words else ""
        return typer.confirm(f"accept {change.kind} by {who}{words}", default=True)

    return decided


def _answer(manuscript: Path, plan: Plan) -> Mapping[str, PartKind]:
    """Ask to which part the first piece belongs that cannot be told; raises `BuildError` where there is no terminal."""
    from kefu.authored import PartKind
    from kefu.diagnostics import BuildError, Diagnostic, Location
    from kefu.rules.manuscripts import AUDIENCE_IS_TOLD

    if sys.stdin.isatty():
        first = plan.unknown[0]
        what = f"“{first.heading}”" if first.heading else "the text before the first heading"
        known = ", ".join(PartKind)
        while (said := typer.prompt(f"Which part does {what} belong to ({known})?").strip()) not in set(PartKind):
            typer.echo(f"“{said}” is no part")
        return {first.heading: PartKind(said)}
    raise BuildError(
        Diagnostic(
            rule=AUDIENCE_IS_TOLD,
            location=Location(path=PurePosixPath(manuscript.name)),
            message=f"it cannot be told who may read {_place(plan, piece.heading, piece.mark)}",
            hints=(f'say it, as in --parts "{piece.heading}=teaching-note"; parts are {", ".join(PartKind)}',),
        )
        for piece in plan.unknown
    )


def _place(plan: Plan, heading: str, mark: int) -> str:
    what = f"what is under “{heading}”" if heading else "the text before the first heading"
    return f"{what} ({plan.origins[mark]})" if 0 < mark < len(plan.origins) else what


def _search(manuscript: Path, plan: Plan, registry: Registry) -> None:
    """Raise `BuildError` with every real name in what would be written, each with its place in the manuscript."""
    from dataclasses import replace

    from kefu.check.people import names_in_path, names_in_source
    from kefu.diagnostics import BuildError, Location
    from kefu.model import Source
    from kefu.review import path_of

    found = [each for path in plan.files for each in names_in_path(path, registry)]
    for path, text in plan.texts.items():
        marks = sorted((line, mark) for mark, line in text.lines.items())
        for each in names_in_source(Source(path=path, text=text.text, digest=""), registry):
            line = each.location.line or 1
            mark = next((mark for at, mark in marks if at >= line), 0)
            place = f" (in the manuscript: {plan.origins[mark]})" if mark else ""
            where = Location(path=PurePosixPath(manuscript.name))
            found.append(replace(each, location=where, message=f"{each.message}{place}"))
    others = {change.path: change.after for change in plan.changes}
    if plan.round:
        said = (remark for item in plan.round.items for remark in item.said)
        others[path_of(plan.round.name)] = "\n".join(f"{one.who}: {one.text}" for one in said)
    for path, content in others.items():
        found += names_in_source(Source(path=path, text=content, digest=""), registry)
    if found:
        raise BuildError(found)
