"""What is told of the citations of a manuscript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.manuscripts.citations import Fate
from kefu.manuscripts.values import Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from kefu.manuscripts import citations
    from kefu.manuscripts.citations import Cited


def told_of(cited: Cited, file: PurePosixPath) -> Iterator[Told]:
    """Yield what has become of each citation, and which entries are new in the bibliography, whose path is given."""
    yield from map(_told, cited.told)
    for new in cited.added:
        like = f"; look whether it is {_keys(new.like, 'or')}, which it is like" if new.like else ""
        yield Told(outcome=Outcome.TAKEN, message=f"“{new.key}” is a new entry in {file}{like}")


def _told(one: citations.Told) -> Told:
    match one.fate:
        case Fate.CITED:
            return Told(outcome=Outcome.TAKEN, message=f"“{one.words}” cites {_keys(one.keys, 'and')}", mark=one.mark)
        case Fate.DOUBTFUL:
            could_be = f": it could be {_keys(one.could_be, 'or')}" if one.could_be else f": {one.why}"
            return Told(outcome=Outcome.LEFT, message=f"“{one.words}” stays text{could_be}", mark=one.mark)
        case Fate.LEFT_OUT:
            why = f": {one.why}" if one.why else f", which is {_keys(one.keys, 'and')}"
            return Told(outcome=Outcome.LEFT, message=f"“{one.words}” is left out{why}", mark=one.mark)


def _keys(keys: Iterable[str], word: str) -> str:
    return f" {word} ".join(f"@{key}" for key in keys)
