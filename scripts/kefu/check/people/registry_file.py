"""The file of real and invented names, which is kept outside the repository; its content is never printed.

The file is YAML with up to four lists, which contain at least one name:

    persons:
      - real: Anna-Karin Exempelsson        # given names, particles such as “von”, surname last
        invented: Maria Holm
        aliases: [Ankan, Anna-Karin Provberg]
    places:
      - real: Provstad
        invented: Sjövalla
        exceptions: [Provstads universitet]  # phrases in which the name is somebody else's
    organisations:
      - {real: Provstads Bygg AB, invented: Sjövalla Bygg AB}
    workplaces:
      - {real: Kontrollen, invented: Björkhuset, ordinary-word: true}

`aliases` are searched for like the real name; a given name alone is searched for only if it is an alias.
`ordinary-word` marks a name that is also a word, and is therefore found only with a capital.
"""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from pydantic import Field

from kefu.authored import Authored, PersonName, RegisteredName
from kefu.check.people.doubts import doubts
from kefu.check.people.folding import fold
from kefu.check.people.registry import registry_of, search
from kefu.check.people.repository import is_ignored, is_inside, repository_of
from kefu.check.people.spellings import Kind, Name
from kefu.completeness import complete
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.layout import real
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.rules.files import (
    FILE_EXISTS,
    FILE_IS_READABLE,
    KEY_IS_GIVEN,
    KEY_IS_KNOWN,
    TEXT_IS_UTF_8,
    VALUE_IS_VALID,
    YAML_IS_READABLE,
)
from kefu.rules.people import (
    INVENTED_NAME_IS_INVENTED,
    REAL_NAME_IS_UNIQUE,
    REGISTERED_NAME_FINDS_ENOUGH,
    REGISTERED_NAME_FINDS_NO_MORE,
    REGISTRY_HAS_NAMES,
    REGISTRY_IS_OUTSIDE_REPOSITORY,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.people.registry import Registry
    from kefu.reading.yaml import Yaml
    from kefu.rules.rule import Rule

LABEL: Final = PurePosixPath("pseudonyms")
"""What diagnostics call the file, since its name could contain that of somebody real."""

_WHICH: Final = "the file is the one given with --pseudonyms or KEFU_PSEUDONYMS; its content is never printed"


class _Entry(Authored):
    real: RegisteredName = Field(repr=False)
    invented: RegisteredName
    aliases: tuple[RegisteredName, ...] = Field(default=(), repr=False)
    exceptions: tuple[RegisteredName, ...] = Field(default=(), repr=False)
    ordinary_word: bool = False


class _Person(_Entry):
    real: PersonName = Field(repr=False)
    aliases: tuple[PersonName, ...] = Field(default=(), repr=False)


class _File(Authored):
    persons: tuple[_Person, ...] = ()
    places: tuple[_Entry, ...] = ()
    organisations: tuple[_Entry, ...] = ()
    workplaces: tuple[_Entry, ...] = ()


_LISTS: Final = complete(
    Kind,
    {
        Kind.PERSON: "persons",
        Kind.PLACE: "places",
        Kind.ORGANISATION: "organisations",
        Kind.WORKPLACE: "workplaces",
    },
)
_KEYS: Final = (*_LISTS.values(), "real", "invented", "aliases", "exceptions", "ordinary-word")
_EXPLANATIONS: Final = {
    FILE_EXISTS: ("there is no such file", "check the path"),
    FILE_IS_READABLE: ("the file cannot be read", "check its permissions"),
    TEXT_IS_UTF_8: ("a byte here is not UTF-8", "save the file with the encoding UTF-8"),
    YAML_IS_READABLE: (
        "the file is not valid YAML here",
        'put names that contain “:” or “#” in “"…"”, indent with spaces, and give each key only once',
    ),
    KEY_IS_KNOWN: ("a registry has no such key", f"known keys: {', '.join(_KEYS)}"),
    KEY_IS_GIVEN: ("a key is missing", "every name needs “real” and “invented”"),
    VALUE_IS_VALID: (
        "the value is not valid here",
        "a name has at least two characters and a letter; a person's has only letters, spaces, “-”, “'” and “.”",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryFile:
    """The path of a registry's file, and the root of the project that it is for.

    A registry cannot be sent to another process, so each process that searches for names reads the file, once.
    """

    path: Path
    root: Path

    def load(self) -> Registry:
        """Return the registry; raises `BuildError` as `load_registry` does."""
        return _loaded(self.path, self.root)


@cache
def _loaded(path: Path, root: Path) -> Registry:
    return load_registry(path, root)


def load_registry(path: Path, root: Path) -> Registry:
    """Return the registry in a file, for the project in the folder `root`.

    Raises `BuildError` if the file is in the repository and git does not ignore it, if it cannot be read, or if it does
    not have the form that this module describes. Neither the error nor its cause contains the file's path or any piece
    of its content.
    """
    outcome = _load(path, root)
    if isinstance(outcome, tuple):
        raise BuildError(outcome)
    return outcome


def _refusal(path: Path, root: Path) -> tuple[Diagnostic, ...]:
    if not is_inside(path, repository_of(root) or root) or is_ignored(path, root):
        return ()
    message = "the file is in the repository, and git does not ignore it"
    return (_problem(REGISTRY_IS_OUTSIDE_REPOSITORY, message, "move it out, or make git ignore and not track it"),)


def _problem(rule: Rule, message: str, hint: str, *, at: Location | None = None) -> Diagnostic:
    place = Location(path=LABEL, line=at.line if at else None, column=at.column if at else None)
    return Diagnostic(rule=rule, location=place, message=message, hints=(hint, _WHICH))


def _load(path: Path, root: Path) -> Registry | tuple[Diagnostic, ...]:
    """Return the registry, or what is wrong with it; errors stop here, since they contain pieces of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            full = real(path)
            if refusal := _refusal(full, root):
                return refusal
            yaml = parse_yaml(read(full.parent, PurePosixPath(full.name)))
            names = tuple(_names(validate(_File, yaml)))
            if problems := tuple(_problems(names, yaml)):
                return problems
            return replace(registry_of(names), doubts=tuple(_doubts(names, yaml)), file=full)
    except BuildError as error:
        return tuple(map(_explained, error.diagnostics))
    except Exception:  # noqa: BLE001 - whatever it is, it may contain a name
        return (_problem(YAML_IS_READABLE, *_EXPLANATIONS[YAML_IS_READABLE]),)


def _explained(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic with the same rule and place, worded so that it reveals nothing from the file."""
    message, hint = _EXPLANATIONS.get(diagnostic.rule, _EXPLANATIONS[VALUE_IS_VALID])
    return _problem(diagnostic.rule, message, hint, at=diagnostic.location)


def _names(file: _File) -> Iterator[Name]:
    for kind, key in _LISTS.items():
        for entry in getattr(file, key):
            yield Name(
                kind=kind,
                real=entry.real,
                invented=entry.invented,
                aliases=entry.aliases,
                exceptions=entry.exceptions,
                ordinary_word=entry.ordinary_word,
            )


def _problems(names: tuple[Name, ...], yaml: Yaml) -> Iterator[Diagnostic]:
    """Yield what is wrong with names that are well-formed on their own."""
    if not names:
        yield _problem(REGISTRY_HAS_NAMES, "the registry contains no names", "list at least one")
    registry = registry_of(names)
    counts = Counter((name.kind, fold(name.real)) for name in names)
    for name, place in zip(names, _places(yaml), strict=True):
        if counts[name.kind, fold(name.real)] > 1:
            message, hint = "the real name is listed twice", "keep one of them, with the aliases of both"
            yield _problem(REAL_NAME_IS_UNIQUE, message, hint, at=yaml.at((*place, "real")))
        if search(name.invented, registry):
            message = "the invented name contains a real one from the registry"
            hint = "invent another, or list it as an exception to the real one"
            yield _problem(INVENTED_NAME_IS_INVENTED, message, hint, at=yaml.at((*place, "invented")))


def _places(yaml: Yaml) -> list[tuple[str, int]]:
    return [(key, index) for key in _LISTS.values() for index in range(len(yaml.value.get(key) or ()))]


def _doubts(names: tuple[Name, ...], yaml: Yaml) -> Iterator[Diagnostic]:
    for name, place in zip(names, _places(yaml), strict=True):
        for doubt in doubts(name):
            rule = REGISTERED_NAME_FINDS_NO_MORE if doubt.too_much else REGISTERED_NAME_FINDS_ENOUGH
            yield _problem(rule, doubt.message, doubt.hint, at=yaml.at((*place, "real")))
