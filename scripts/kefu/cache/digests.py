"""Digests of values, and of the program itself."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

import kefu

PACKAGE: Final = Path(kefu.__file__).parent


def digest(*values: object) -> str:
    """Return the SHA-256 digest of values, in hexadecimal digits; that of equal values in the same order is the same.

    Values are texts, bytes, numbers, dates, paths, members of enumerations, and sequences, sets, mappings, dataclasses
    and pydantic models of these. Raises `TypeError` for anything else.
    """
    written = json.dumps(values, default=_written, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _written(value: Any) -> Any:
    """Return a value that JSON has no form for in one that it has, with the name of its type."""
    name = type(value).__qualname__
    match value:
        case bytes():
            return {name: hashlib.sha256(value).hexdigest()}
        case PurePath() | date():
            return {name: str(value)}
        case frozenset() | set():
            return {name: sorted(map(digest, value))}
        case Mapping():
            return {name: [[key, value[key]] for key in value]}
        case _ if is_dataclass(value):
            return {name: [getattr(value, field.name) for field in fields(value)]}
        case _ if hasattr(type(value), "model_fields"):
            return {name: [getattr(value, field) for field in type(value).model_fields]}
    raise TypeError(f"a {name} has no digest")


@cache
def program() -> str:
    """Return the digest of this program: of every file of this package, and of the versions of what is installed."""
    return digest(composition())


def composition() -> Mapping[str, str]:
    """Return what this program is made of: the Python, the system, this package, and the version of each package."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    contents = [[path.relative_to(PACKAGE).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()] for path in files]
    found = (path.stem for folder in reversed(sys.path) for path in sorted(Path(folder).glob("*.dist-info")))
    installed = {name: version for name, _, version in (stem.partition("-") for stem in found)}
    return {
        "Python": " ".join(sys.version.split()),
        "system": sys.platform,
        "files of kefu": digest(contents),
        **{name: installed[name] for name in sorted(installed)},
    }
