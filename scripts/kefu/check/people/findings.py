"""What the searches for people and places find, as diagnostics that do not reveal whom they are about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kefu.check.people.abbreviated import abbreviated
from kefu.check.people.folding import fold
from kefu.check.people.misspelt import misspelt
from kefu.check.people.personal_data import personal_data
from kefu.check.people.places import scenes
from kefu.check.people.registry import MASK, masked, masked_path, search
from kefu.check.people.repository import RepositoryFile
from kefu.check.people.spellings import Kind
from kefu.completeness import complete
from kefu.diagnostics import Diagnostic, Location
from kefu.model import Source
from kefu.reading.sources import location_at
from kefu.rules.people import (
    MISSPELT_NAME_IS_ABSENT,
    PERSONAL_DATA_IS_ABSENT,
    REAL_NAME_IS_ABSENT,
    SCENE_IS_INVENTED,
    TRACKED_FILE_IS_READ,
    UNTRACKED_FILE_NAMES_NOBODY,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.check.people.history import Piece
    from kefu.check.people.personal_data import Datum
    from kefu.check.people.registry import Hit, Registry
    from kefu.check.readers import Channel

_BEARERS: Final = complete(
    Kind,
    {
        Kind.PERSON: "a person",
        Kind.PLACE: "a place",
        Kind.ORGANISATION: "an organisation",
        Kind.WORKPLACE: "a workplace",
    },
)


_LETTERS_AMONG_BYTES: Final = 6
_WRITTEN: Final = re.compile(r"(?:[^\W\d_]|[ .,'-])+")


def names_in_source(source: Source, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each real name in a source and in its path; the path is shown masked."""
    shown = replace(source, path=masked_path(source.path, registry))
    return (
        *names_in_path(source.path, registry),
        *(_name(hit, location_at(shown, hit.start), "here") for hit in search(source.text, registry)),
        *(
            _doubtful(hit, location_at(shown, hit.start), "is one letter away from")
            for hit in misspelt(source.text, registry)
        ),
        *(
            _doubtful(hit, location_at(shown, hit.start), "with the initial after it may be")
            for hit in abbreviated(source.text, registry)
        ),
    )


def names_in_file(file: RepositoryFile, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each real name in a file that git tracks and in its path, and for what is not read."""
    sources = (Source(path=file.path, text=text, digest="") for text in file.contents.texts)
    found = [diagnostic for source in sources for diagnostic in names_in_source(source, registry)]
    named = {diagnostic.location for diagnostic in found if diagnostic.rule == REAL_NAME_IS_ABSENT}
    told = (one for one in found if one.rule == REAL_NAME_IS_ABSENT or one.location not in named)
    return tuple(dict.fromkeys((*names_in_path(file.path, registry), *told, *_of_other_kinds(file, registry))))


def _of_other_kinds(file: RepositoryFile, registry: Registry) -> Iterator[Diagnostic]:
    named = {channel.name for channel in file.contents.channels if channel.name.endswith((" listing", "file name"))}
    yield from names_in_channels(file.path, file.contents.channels, registry, addresses=named)
    for problem in file.contents.problems:
        yield Diagnostic(
            rule=TRACKED_FILE_IS_READ,
            location=Location(path=masked_path(file.path, registry)),
            message=f"names were not searched for in all of it: {masked(problem, registry, address=True)}",
            hints=("look yourself, and save it in another form, such as PDF or text, or take it out of git",),
        )


def names_in_other_file(file: RepositoryFile, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a diagnostic if there are real names in a file of the project's folder that git does not track."""
    if not any(one.rule == REAL_NAME_IS_ABSENT for one in names_in_file(file, registry)):
        return ()
    return (
        Diagnostic(
            rule=UNTRACKED_FILE_NAMES_NOBODY,
            location=Location(path=masked_path(file.path, registry)),
            message="there are real names in this file, which git does not track",
            hints=("move it out of the project's folder, where nobody can commit, copy or send it by mistake",),
        ),
    )


def names_in_history(piece: Piece, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each bearer of a real name in a piece of git's history."""
    file = RepositoryFile(path=piece.path, contents=piece.contents)
    found = (one for one in names_in_file(file, registry) if one.rule == REAL_NAME_IS_ABSENT)
    return tuple(
        dict.fromkeys(
            replace(
                one,
                location=replace(one.location, line=None, column=None),
                message=f"{one.message.partition(' appears ')[0]} appears in git's history, {piece.where}",
                hints=(
                    *one.hints,
                    "rewrite the history, as with “git filter-repo”, and throw away every clone of the old one",
                ),
            )
            for one in found
        )
    )


def names_in_path(path: PurePosixPath, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each real name in the path of a file, whatever kind of file it is."""
    place = Location(path=masked_path(path, registry))
    return tuple(_name(hit, place, "in the file's path") for hit in search(str(path), registry, address=True))


def names_in_channels(
    path: PurePosixPath, channels: Iterable[Channel], registry: Registry, *, addresses: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each real name in the channels of a finished file, but only one per name and place.

    `path` is the file's path in the release; names in the path itself are left to `names_in_path`. `addresses` holds
    the names of those channels that contain names of files, fields or the like; see `search`.
    """
    location = Location(path=masked_path(path, registry))
    return tuple(
        dict.fromkeys(
            _name(hit, location, f"in {masked(f'{channel.name}, {channel.place}', registry, address=True)}")
            for channel in channels
            for hit in search(channel.text, registry, address=channel.name in addresses)
            if not channel.name.endswith("binary text") or _is_no_chance(channel.text[hit.start : hit.end])
        )
    )


def _is_no_chance(found: str) -> bool:
    """Return whether a name among bytes, such as those of a font, cannot have come together by chance."""
    return bool(_WRITTEN.fullmatch(found)) and sum(map(str.isalpha, found)) >= _LETTERS_AMONG_BYTES


def redacted(diagnostic: Diagnostic, registry: Registry) -> Diagnostic:
    """Return a diagnostic with `MASK` in place of every real name in its path, message, hints and passage."""
    return replace(
        diagnostic,
        location=replace(diagnostic.location, path=masked_path(diagnostic.location.path, registry)),
        message=masked(diagnostic.message, registry),
        hints=tuple(masked(hint, registry) for hint in diagnostic.hints),
        passage=masked(diagnostic.passage, registry),
    )


def scenes_in_source(source: Source, allowed: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each mention of a real municipality or region as the scene of a source.

    `allowed` names the exceptions: “Lund”, “Skåne”, also with “kommun”, “Region” or “län”. The diagnostics do not name
    the place, since a registry may contain it.
    """
    permitted = {_plain_name(name) for name in allowed}
    return tuple(
        Diagnostic(
            rule=SCENE_IS_INVENTED,
            location=location_at(source, scene.start),
            message="a real municipality or region is named as the scene",
            hints=("invent a name for it, or allow it in case.yaml: “allowed: [{what: …, reason: …}]”",),
        )
        for scene in scenes(source.text)
        if _plain_name(scene.name) not in permitted
    )


def personal_data_in_source(source: Source, allowed: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each personal datum in a source, except those in `allowed`, spelled exactly as there."""
    return tuple(
        _datum(datum, location_at(source, datum.start), "here")
        for datum in personal_data(source.text)
        if source.text[datum.start : datum.end] not in allowed
    )


def personal_data_in_channels(
    path: PurePosixPath, channels: Iterable[Channel], allowed: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each kind of personal datum in each place in the channels of a finished file.

    Data in `allowed`, spelled exactly as there, are left out.
    """
    return tuple(
        dict.fromkeys(
            _datum(datum, Location(path=path), f"in {channel.name}, {channel.place}")
            for channel in channels
            for datum in personal_data(channel.text)
            if channel.text[datum.start : datum.end] not in allowed
        )
    )


def _plain_name(name: str) -> str:
    return re.sub(r"^region(?:en)? |s? (?:kommun|stad|lan|region)$|s?regionen$", "", fold(name)).removesuffix("s")


def _name(hit: Hit, location: Location, where: str) -> Diagnostic:
    return Diagnostic(
        rule=REAL_NAME_IS_ABSENT,
        location=location,
        message=f"the real name {MASK} of {_BEARERS[hit.kind]} appears {where}",
        hints=(f"the invented name is “{hit.invented}”",),
    )


def _doubtful(hit: Hit, location: Location, how: str) -> Diagnostic:
    return Diagnostic(
        rule=MISSPELT_NAME_IS_ABSENT,
        location=location,
        message=f"the word here {how} the real name of {_BEARERS[hit.kind]}",
        hints=(
            f"if it is that name, write the invented one, “{hit.invented}”",
            "if it is another name, list it in the registry under “exceptions” for the real one",
        ),
    )


def _datum(datum: Datum, location: Location, where: str) -> Diagnostic:
    return Diagnostic(
        rule=PERSONAL_DATA_IS_ABSENT,
        location=location,
        message=f"{datum.kind} appears {where}",
        hints=(
            "remove it; as an example, use something like 070-174 06 05 or name@example.org",
            "if it is meant to be public, allow it in case.yaml: “allowed: [{what: …, reason: …}]”",
        ),
    )
