"""Case folders as authored: `cases/<number>-<slug>/` with a description and one Markdown file for each part."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.authored import CaseDescription, PartKind
from kefu.diagnostics import Location
from kefu.layout import CASE, CASES
from kefu.reading.sources import names_in, read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.rules.cases import (
    ACTOR_IS_KNOWN,
    ACTOR_IS_UNIQUE,
    CASE_FOLDER_IS_NAMED,
    CASE_ID_IS_UNIQUE,
    CASE_ID_MATCHES_FOLDER,
    CASE_NUMBER_IS_UNIQUE,
    CASE_NUMBERS_ARE_EQUALLY_LONG,
    PART_EXISTS,
    PART_IS_KNOWN,
    STATUS_IS_SIGNED,
    TIMELINE_IS_IN_ORDER,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path, PurePosixPath

    from kefu.load.problems import Problems
    from kefu.model import Source
    from kefu.reading.yaml import Yaml

FEWEST_DIGITS: Final = 2
NAME: Final = re.compile(rf"([0-9]{{{FEWEST_DIGITS},}})-([a-z0-9]+(?:-[a-z0-9]+)*)")
"""The name of a case's folder: the number and the id of the case."""

MOST_SHOWN: Final = 3
"""How many folders a message tells to rename."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A case's files, before its texts are parsed."""

    number: int
    yaml: Yaml
    description: CaseDescription
    parts: tuple[tuple[PartKind, Source], ...]


def read_cases(root: Path, needed: Mapping[PartKind, str], problems: Problems) -> tuple[Described, ...]:
    """Read every case of the project, by number. `needed` maps each required part to an edition that has it."""
    cases = []
    names: list[re.Match[str]] = []
    numbers: dict[int, PurePosixPath] = {}
    found = problems.names_in(root, CASES)
    problems.note_astray(root, CASES, *(CASES / name for name in found))
    for folder in (name for name in found if (root / CASES / name).is_dir() and name[0] not in "._"):
        path = CASES / folder
        name = NAME.fullmatch(folder)
        if not name:
            problems.note(
                CASE_FOLDER_IS_NAMED,
                Location(path=path),
                "a case's folder is named by a number of two or more digits, a hyphen and the case's id",
                "for example “cases/07-ny-ordforande”, in small letters a–z, digits and hyphens",
            )
            problems.unread.add("label")
            continue
        names.append(name)
        number = int(name[1])
        if number in numbers:
            problems.note(
                CASE_NUMBER_IS_UNIQUE,
                Location(path=path),
                f"the number {name[1]} is also that of “{numbers[number]}”",
                "rename one of the folders",
            )
        numbers[number] = path
        with problems.collected(unread="label"):
            cases.append(_read_case(root, path, name, needed, problems))
    _check_digits(names, problems)
    _check_ids(cases, problems)
    return tuple(cases)


def digits_needed(numbers: Iterable[str]) -> int:
    """Return how many digits the numbers of all cases should have, given those in the names of the cases' folders.

    These are as many as most have, and enough for the highest.
    """
    given = (*numbers,)
    lengths = Counter(map(len, given))
    most = max(lengths, key=lambda length: (lengths[length], length), default=FEWEST_DIGITS)
    return max(most, *(len(number.lstrip("0")) for number in given)) if given else most


def _check_digits(names: Sequence[re.Match[str]], problems: Problems) -> None:
    digits = digits_needed(name[1] for name in names)
    others = [name for name in names if len(name[1]) != digits]
    if others:
        first = others[0]
        shown = [f"“{name[0]}” to “{int(name[1]):0{digits}}-{name[2]}”" for name in others[:MOST_SHOWN]]
        more = [f"and {len(others) - MOST_SHOWN} more in the same way"] if len(others) > MOST_SHOWN else []
        problems.note(
            CASE_NUMBERS_ARE_EQUALLY_LONG,
            Location(path=CASES / first[0]),
            f"the number “{first[1]}” has {len(first[1])} digits; here, those of all cases should have {digits}",
            f"rename {', '.join([*shown, *more])}",
        )


def _read_case(
    root: Path, folder: PurePosixPath, name: re.Match[str], needed: Mapping[PartKind, str], problems: Problems
) -> Described:
    parts = []
    found = names_in(root, folder)
    for path in (folder / name for name in found if name.endswith(".md")):
        if path.stem in set(PartKind):
            with problems.collected(unread="label"):
                parts.append((PartKind(path.stem), read(root, path)))
        else:
            problems.note(
                PART_IS_KNOWN,
                Location(path=path),
                f"“{path.name}” is no part of a case",
                f"known parts: {', '.join(f'{kind}.md' for kind in PartKind)}",
            )
    for kind, edition in needed.items():
        if f"{kind}.md" not in found:
            problems.note(
                PART_EXISTS,
                Location(path=folder / CASE),
                f"the part “{kind}.md” is missing; the edition “{edition}” needs it",
                f"write “{folder / kind}.md”",
            )
    yaml = parse_yaml(read(root, folder / CASE))
    description = validate(CaseDescription, yaml)
    if description.id != name[2]:
        problems.note(
            CASE_ID_MATCHES_FOLDER,
            yaml.at(("id",)),
            f"the id “{description.id}” differs from the folder's name “{folder.name}”",
            f"write “id: {name[2]}”, or rename the folder to “{name[1]}-{description.id}”",
        )
    _check_state(yaml, description, problems)
    _check_people(yaml, description, problems)
    order = list(PartKind)
    return Described(
        number=int(name[1]),
        yaml=yaml,
        description=description,
        parts=tuple(sorted(parts, key=lambda part: order.index(part[0]))),
    )


def _check_state(yaml: Yaml, case: CaseDescription, problems: Problems) -> None:
    signed = {"status-date: 2026-11-20": case.status_date, "status-role: projektledare": case.status_role}
    missing = [line for line, value in signed.items() if value is None]
    if missing and not case.status.is_draft:
        keys = " and ".join(f"“{line.partition(':')[0]}”" for line in missing)
        problems.note(
            STATUS_IS_SIGNED,
            yaml.at(("status",)),
            f"the state “{case.status}” is not signed: {keys} {'is' if len(missing) == 1 else 'are'} missing",
            *(f"add a line “{line}”" for line in missing),
        )


def _check_people(yaml: Yaml, case: CaseDescription, problems: Problems) -> None:
    known: set[str] = set()
    for index, actor in enumerate(case.actors):
        if actor.id in known:
            problems.note(
                ACTOR_IS_UNIQUE,
                yaml.at(("actors", index, "id")),
                f"the actor id “{actor.id}” is used twice",
            )
        known.add(actor.id)
    for index, relation in enumerate(case.relations):
        for key, name in (("from", relation.from_), ("to", relation.to)):
            if name not in known:
                problems.note(
                    ACTOR_IS_KNOWN,
                    yaml.at(("relations", index, key)),
                    f"there is no actor with the id “{name}”",
                    _actor(key, name, case),
                )
    for index, (before, event) in enumerate(zip(case.timeline, case.timeline[1:], strict=False), start=1):
        if event.date < before.date:
            problems.note(
                TIMELINE_IS_IN_ORDER,
                yaml.at(("timeline", index, "date")),
                f"{event.date} comes after {before.date} in the list",
                "list the events with the oldest first",
            )


def _actor(key: str, name: str, case: CaseDescription) -> str:
    """Return how to name the actor who was probably meant, whose name, role or misspelt id was given."""
    for actor in case.actors:
        for what, given in (("name", actor.name), ("role", actor.role)):
            if name.casefold() in {given.casefold(), given.split()[-1].casefold(), given.split()[0].casefold()}:
                return f"“{name}” is the {what} of an actor; write the id, as in “{key}: {actor.id}”"
    ids = [actor.id for actor in case.actors]
    close = difflib.get_close_matches(words.slug(name), ids)
    if close:
        return f"did you mean “{key}: {close[0]}”?"
    return f"known actors: {', '.join(sorted({*ids}))}"


def _check_ids(cases: list[Described], problems: Problems) -> None:
    seen: dict[str, Described] = {}
    for case in cases:
        earlier = seen.setdefault(case.description.id, case)
        if earlier is not case:
            problems.note(
                CASE_ID_IS_UNIQUE,
                case.yaml.at(("id",)),
                f"the case id “{case.description.id}” is also that of {earlier.yaml.at(('id',))}",
                "give each case an id of its own",
            )
