"""Rounds of review as files: `review/<name>.yaml`, which the authors answer in and Git keeps with the sources."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu.authored import Authored
from kefu.diagnostics import BuildError, Diagnostic, OutputError
from kefu.layout import REVIEW
from kefu.reading.replacing import Change, apply
from kefu.reading.sources import names_in, read, read_bytes
from kefu.reading.validation import validate
from kefu.reading.yaml import parse_yaml
from kefu.reading.yaml_writing import written
from kefu.review.items import Decision, Item, ItemKind, Place, Remark, Round, Sent
from kefu.rules.review import REVIEW_ITEM_HAS_ITS_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kefu.diagnostics import Location
    from kefu.reading.yaml import Yaml

HEAD: Final = """\
# What reviewers have said in Word files. Write an “answer” at each item, or a “decision”: accepted or rejected.
# Everything else is written by “kefu review”.
"""


class _Sent(Authored):
    document: str
    edition: str
    digest: str


class _Remark(Authored):
    who: str
    when: str
    text: str


class _Place(Authored):
    path: str = ""
    mark: str = ""
    text: str = ""
    paragraph: str = ""


class _Item(Authored):
    number: int
    kind: ItemKind
    answer: str | None = None
    decision: Decision = Decision.OPEN
    said: tuple[_Remark, ...] = ()
    resolved: bool = False
    words: str = ""
    instead: str = ""
    what: str = ""
    place: _Place
    start: int = 0
    to: _Place | None = None
    file: str
    comment: str = ""


class _Round(Authored):
    """A file in `review/`."""

    sent: _Sent
    files: tuple[str, ...]
    items: tuple[_Item, ...]


def path_of(name: str) -> PurePosixPath:
    """Return the path of the file of a round, from the project's root."""
    return REVIEW / f"{name}.yaml"


def read_rounds(root: Path) -> tuple[Round, ...]:
    """Return the rounds of review of a project, by name; raises `BuildError` with every mistake in their files."""
    rounds: list[Round] = []
    problems: list[Diagnostic] = []
    if not (root / REVIEW).exists():
        return ()
    for name in sorted(names_in(root, REVIEW)):
        path = PurePosixPath(name)
        if path.suffix == ".yaml" and not name.startswith("."):
            try:
                rounds.append(_round(path.stem, parse_yaml(read(root, REVIEW / path))))
            except BuildError as error:
                problems += error.diagnostics
    if problems:
        raise BuildError(problems)
    return tuple(rounds)


def location_of(root: Path, name: str, item: Item) -> Location:
    """Return where an item stands in the file of the round with a name."""
    yaml = parse_yaml(read(root, path_of(name)))
    numbers = [one["number"] for one in yaml.value["items"]]
    return yaml.at(("items", numbers.index(item.number)))


def save(root: Path, round_: Round) -> None:
    """Write a round to its file; if there is one, only what has changed is written anew, and comments in it stay.

    Raises `BuildError` or `OutputError` if that is not possible; then nothing is written.
    """
    path = path_of(round_.name)
    value = _value(round_)
    if (root / path).exists():
        before = read_bytes(root, path).decode("utf-8")
        apply(root, [Change(path=path, before=before, after=written(path, value, read(root, path).text))])
        return
    try:
        (root / path).parent.mkdir(exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(HEAD + written(path, value))
    except OSError as error:
        raise OutputError(f"“{path}” cannot be written: {error.strerror}") from None


def _round(name: str, yaml: Yaml) -> Round:
    stored = validate(_Round, yaml)
    problems = [*_same_numbers(stored, yaml)]
    if problems:
        raise BuildError(problems)
    return Round(
        name=name,
        sent=Sent(document=stored.sent.document, edition=stored.sent.edition, digest=stored.sent.digest),
        files=stored.files,
        items=tuple(map(_item, stored.items)),
    )


def _same_numbers(stored: _Round, yaml: Yaml) -> Iterator[Diagnostic]:
    seen: Counter[int] = Counter()
    for at, item in enumerate(stored.items):
        seen[item.number] += 1
        if seen[item.number] == 2:  # noqa: PLR2004 - the second is one too many
            yield Diagnostic(
                rule=REVIEW_ITEM_HAS_ITS_NUMBER,
                location=yaml.at(("items", at, "number")),
                message=f"another item of this round has the number {item.number}, too",
                hints=(f"give it the number {max(one.number for one in stored.items) + 1}",),
            )


def _item(stored: _Item) -> Item:
    return Item(
        number=stored.number,
        kind=stored.kind,
        place=_place(stored.place),
        words=stored.words,
        start=stored.start,
        instead=stored.instead,
        said=tuple(Remark(who=one.who, when=one.when, text=one.text) for one in stored.said),
        resolved=stored.resolved,
        answer=(stored.answer or "").strip(),
        decision=stored.decision,
        source=stored.file,
        thread=stored.comment,
        to=_place(stored.to) if stored.to else None,
        what=stored.what,
    )


def _place(stored: _Place) -> Place:
    path = PurePosixPath(stored.path)
    return Place(path=path, mark=stored.mark, text=stored.text, paragraph=stored.paragraph)


def _value(round_: Round) -> dict[str, Any]:
    """Return what the file of a round says. What is empty is left out, but for the place of an answer."""
    sent = round_.sent
    return {
        "sent": {"document": sent.document, "edition": sent.edition, "digest": sent.digest},
        "files": [*round_.files],
        "items": [_item_value(item) for item in round_.items],
    }


def _item_value(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "said": [{"who": one.who, "when": one.when, "text": one.text} for one in item.said],
        "resolved": item.resolved,
        "words": item.words,
        "instead": item.instead,
        "what": item.what,
    }
    place: dict[str, Any] = {"place": _place_value(item.place), "start": item.start}
    if item.to:
        place["to"] = _place_value(item.to)
    return {
        "number": item.number,
        "kind": str(item.kind),
        "answer": item.answer,
        "decision": str(item.decision),
        **{key: value for key, value in told.items() if value},
        **place,
        "file": item.source,
        **({"comment": item.thread} if item.thread else {}),
    }


def _place_value(place: Place) -> dict[str, Any]:
    told = {
        "path": "" if place.path == PurePosixPath() else place.path.as_posix(),
        "mark": place.mark,
        "text": place.text,
        "paragraph": place.paragraph,
    }
    return {key: value for key, value in told.items() if value}
