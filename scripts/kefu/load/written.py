"""Every text of a project and its role: a chapter of the report, a part of a case, or the caption of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.authored import PartKind, Place
    from kefu.load import cases
    from kefu.load.figures import Caption
    from kefu.load.publication import Front
    from kefu.load.texts import Inspected
    from kefu.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class InCase:
    """The role of a text that is a part of a case."""

    case: cases.Described
    kind: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as written, the file it is in, and its role; the role of a chapter is its place in the report."""

    role: Place | InCase | Caption
    source: Source
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A text that has been read, and its role."""

    role: Place | InCase | Caption
    inspected: Inspected

    @property
    def case(self) -> cases.Described | None:
        """The case that the text belongs to."""
        return self.role.case if isinstance(self.role, InCase) else None

    @property
    def kind(self) -> PartKind | None:
        """The kind of part that the text is."""
        return self.role.kind if isinstance(self.role, InCase) else None


def written_texts(
    front: Front | None, described: Iterable[cases.Described], captions: Iterable[Caption]
) -> Iterator[Written]:
    """Yield every text of a project: the chapters in reading order, the parts case by case, and the captions."""
    for place, source in front.chapters if front else ():
        yield Written(role=place, source=source, text=source.text)
    for case in described:
        for kind, source in case.parts:
            yield Written(role=InCase(case=case, kind=kind), source=source, text=source.text)
    for caption in captions:
        yield Written(role=caption, source=caption.figure.yaml.source, text=caption.text)
