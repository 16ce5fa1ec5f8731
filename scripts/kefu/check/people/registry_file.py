"""The file of real and invented names, which lies outside the repository; nothing that it holds is ever printed.

The file is YAML with up to four lists, and at least one name in them:

    persons:
      - real: Anna-Karin Exempelsson        # given names, particles such as “von”, surname last
        invented: Maria Holm
        aliases: [Ankan, Anna-Karin Provberg]
    places:
      - real: Provstad
        invented: Sjövalla
        exceptions: [Provstads universitet]  # where the name is somebody else's
    organisations:
      - {real: Provstads Bygg AB, invented: Sjövalla Bygg AB}
    workplaces:
      - {real: Kontrollen, invented: Björkhuset, ordinary-word: true}

`aliases` are searched as the real name is; a given name alone is searched only where it is an alias. `ordinary-word`
marks a name that is found only with a capital, because it is also a word.
"""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from pydantic import Field

from kefu.authored import Authored, PersonName, RegisteredName
from kefu.check.people.folding import fold
from kefu.check.people.registry import registry_of, search
from kefu.check.people.repository import is_ignored, is_inside, repository_of
from kefu.check.people.spellings import Kind, Name
from kefu.completeness import complete
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.reading.sources import read
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.people.registry import Registry
    from kefu.reading.yaml import Yaml

LABEL: Final = PurePosixPath("pseudonyms")
"""What diagnostics call the file: its own name could be that of somebody real."""

_WHICH: Final = "the file is the one that --pseudonyms or KEFU_PSEUDONYMS names; what it holds is never printed"


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
    "file-exists": ("there is no such file", "check the path"),
    "file-is-readable": ("the file cannot be read", "check who may read it"),
    "text-is-utf-8": ("a byte here is not UTF-8", "save the file with the encoding UTF-8"),
    "yaml-is-readable": (
        "the file is no readable YAML here",
        'put names that hold “:” or “#” inside “"…"”, indent with spaces, and give each key once',
    ),
    "key-is-known": ("a registry has no such key", f"known keys: {', '.join(_KEYS)}"),
    "key-is-given": ("a key is missing", "every name has “real” and “invented”"),
    "value-is-valid": (
        "the value is not of the kind that belongs here",
        "a name has two characters or more and a letter; a person's has letters, spaces, “-”, “'” and “.” alone",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryFile:
    """Where a registry is, and the project that it is for.

    A registry itself cannot be sent to another process; each that searches reads the file, once.
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

    Raises `BuildError` where the file is in the repository and git does not ignore it, cannot be read, or is not as
    this module describes. Neither the error, nor what led to it, holds a piece of the file or its path.
    """
    outcome = _load(path, root)
    if isinstance(outcome, tuple):
        raise BuildError(outcome)
    return outcome


def _refusal(path: Path, root: Path) -> tuple[Diagnostic, ...]:
    if not is_inside(path, repository_of(root) or root) or is_ignored(path, root):
        return ()
    message = "the file is in the repository, and git does not ignore it"
    return (_problem("registry-is-outside-repository", message, "move it out, or ignore it and take it out of git"),)


def _problem(rule: str, message: str, hint: str, *, at: Location | None = None) -> Diagnostic:
    place = Location(path=LABEL, line=at.line if at else None, column=at.column if at else None)
    return Diagnostic(rule=rule, location=place, message=message, hints=(hint, _WHICH))


def _load(path: Path, root: Path) -> Registry | tuple[Diagnostic, ...]:
    """Return the registry, or what is wrong with it; errors end here, since they hold pieces of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            full = path.resolve()
            if refusal := _refusal(full, root):
                return refusal
            yaml = parse_yaml(read(full.parent, PurePosixPath(full.name)))
            names = tuple(_names(validate(_File, yaml)))
            return tuple(_problems(names, yaml)) or registry_of(names)
    except BuildError as error:
        return tuple(map(_explained, error.diagnostics))
    except Exception:  # noqa: BLE001 - whatever it is, it may hold a name
        return (_problem("yaml-is-readable", *_EXPLANATIONS["yaml-is-readable"]),)


def _explained(diagnostic: Diagnostic) -> Diagnostic:
    """Return the diagnostic with its rule and place, and with words that hold nothing of the file."""
    message, hint = _EXPLANATIONS.get(diagnostic.rule, _EXPLANATIONS["value-is-valid"])
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
    """Yield what is wrong with names that each are well-formed."""
    if not names:
        yield _problem("registry-has-names", "the registry holds no name", "a registry lists at least one")
    registry = registry_of(names)
    places = [(key, index) for key in _LISTS.values() for index in range(len(yaml.value.get(key) or ()))]
    counts = Counter((name.kind, fold(name.real)) for name in names)
    for name, place in zip(names, places, strict=True):
        if counts[name.kind, fold(name.real)] > 1:
            message, hint = "the real name is listed twice", "keep one, with the aliases of both"
            yield _problem("real-name-is-unique", message, hint, at=yaml.at((*place, "real")))
        if search(name.invented, registry):
            message = "the invented name holds a real one of the registry"
            hint = "invent another, or list it among the exceptions of the real one"
            yield _problem("invented-name-is-invented", message, hint, at=yaml.at((*place, "invented")))
