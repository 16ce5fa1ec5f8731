"""Citations of a manuscript, and what has become of each, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu import tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, or an organisation, which has only a `family`. `particle` is a “von”, `suffix` a “Jr.”."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A work as a reference program describes it, in the terms of CSL 1.0.2.

    `kind` is the type of the item; `names`, `dates` (ISO 8601, or as they are written) and `fields` are by variable.
    """

    kind: str = ""
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> str:
        """The year in which it was published, in four digits, or nothing."""
        found = re.search(r"\d{4}", self.dates.get("issued", ""), re.ASCII)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to one work: what stands before and after, and the place in it, in Swedish (“s. 12”).

    `without_author` shows only the year; `in_text` makes the author part of the sentence, with the year in parentheses.
    """

    work: Described
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    without_author: bool = False
    in_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a reference program has put into a manuscript: a citation, or a list of works if `is_list`.

    `program` is its name, `text` what readers saw. `fault` says why the references could not be read; then there are
    none.
    """

    program: str
    text: str
    references: tuple[Reference, ...] = ()
    is_list: bool = False
    fault: str = ""


class Fate(StrEnum):
    """What has become of a citation."""

    CITED = "cited"
    """It is a citation of works in the bibliography, whose keys are told."""
    DOUBTFUL = "doubtful"
    """It stands in the text as it was written, and somebody has to decide."""
    LEFT_OUT = "left out"
    """It is not in the text: it is part of a list of works, or stood in text that was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What has become of a citation, or of an entry of the list of works.

    `words` is how readers saw it, `keys` are the works that it is taken for, `could_be` those that it might be. `why`
    says in a sentence what is in doubt. `mark` is that of its paragraph; 0 if it is in none.
    """

    fate: Fate
    words: str
    keys: tuple[str, ...] = ()
    could_be: tuple[str, ...] = ()
    why: str = ""
    mark: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A new entry of the bibliography: its key, and the keys of entries that it is like without being the same."""

    key: str
    like: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A manuscript with its citations in this project's form.

    `bibliography` is the text of `references.bib`: as it was, with new entries at the end.
    """

    blocks: list[tree.Node]
    bibliography: str
    added: tuple[Added, ...]
    told: tuple[Told, ...]
