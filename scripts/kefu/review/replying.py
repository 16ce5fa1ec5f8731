"""Rounds of review → the Word files that came back, with the answers in their threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kefu import words
from kefu.diagnostics import OutputError
from kefu.review.items import Decision
from kefu.word import opened, replied

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from kefu.authored import Publication
    from kefu.review.items import Item, Round

_SHORT = {
    Decision.ACCEPTED: words.review.DONE,
    Decision.APPLIED: words.review.DONE,
    Decision.REJECTED: words.review.NOT_DONE,
}


def write_replies(
    rounds: Sequence[Round],
    given: Sequence[Path],
    folders: Sequence[Path],
    out: Path,
    publication: Publication,
    date: datetime.date | None,
) -> list[Path]:
    """Write the Word files of rounds that have answers again, in a folder, with the answers; return where each is.

    `given` are files that came back, and others are looked for in `folders`. Without a `date`, that of the newest
    remark is used, or of the publication if it is later. Raises `BuildError` and `OutputError`.
    """
    at = at_noon(date) if date else when(rounds, publication.date)
    return written(rounds, files_of(rounds, given, folders), out, author=author(publication), date=at)


def answers(rounds: Iterable[Round], file: str) -> dict[str, str]:
    """Return what is answered to the comments in a Word file, by their number in it."""
    items = [item for one in rounds for item in one.items if item.source == file and item.thread]
    return {item.thread: text for item in items if (text := _answer(item))}


def _answer(item: Item) -> str:
    return item.answer or _SHORT.get(item.decision, "")


def files_of(rounds: Sequence[Round], given: Sequence[Path], folders: Sequence[Path]) -> dict[str, Path]:
    """Return the Word files of rounds that have answers, by name: those that are given, or that lie in a folder.

    Raises `OutputError` with the names of those that are not found.
    """
    names = [name for name in dict.fromkeys(name for one in rounds for name in one.files) if answers(rounds, name)]
    by_name = {called: path for path in given for called in (path.name, f"{path.parent.name}/{path.name}")}
    found = {name: path for name in names for path in _candidates(name, by_name, folders)}
    if missing := [f"“{name}”" for name in names if name not in found]:
        raise OutputError(
            f"{', '.join(missing)} cannot be found; name the file as in “kefu review --reply returned.docx”"
        )
    return {name: path for name, path in found.items() if not given or path in given}


def _candidates(name: str, given: Mapping[str, Path], folders: Iterable[Path]) -> list[Path]:
    """Return where a file is, the best place last."""
    lying = [folder / name for folder in reversed([*folders]) if (folder / name).is_file()]
    return [*lying, *([given[name]] if name in given else [])]


def when(rounds: Iterable[Round], date: datetime.date) -> str:
    """Return the time of the answers: that of the newest remark, or the publication's day if that is later."""
    said = (remark.when for one in rounds for item in one.items for remark in item.said)
    return max(at_noon(date), *said, "")


def at_noon(date: datetime.date) -> str:
    """Return a day as Word states a time."""
    return f"{date.isoformat()}T12:00:00Z"


def author(publication: Publication) -> str:
    """Return who answers, as Word shows it: the publisher's short name."""
    return publication.publisher.short_name


def written(rounds: Sequence[Round], files: Mapping[str, Path], out: Path, *, author: str, date: str) -> list[Path]:
    """Write the files again, with answers, in a folder; return where each is. No file that came back is written over.

    Raises `BuildError` if one cannot be read, and `OutputError` if one cannot be written.
    """
    made: dict[Path, bytes] = {}
    returned = {path.resolve() for path in files.values()}
    for name, path in files.items():
        target = out / f"{Path(name).stem}-{words.review.ANSWERED}{path.suffix}"
        if target.resolve() in returned or target in made:
            raise OutputError(f"“{target}” is a file that came back; choose another folder with --out")
        try:
            made[target] = replied(opened(path), answers(rounds, name), author, date)
        except KeyError as error:
            raise OutputError(
                f"“{name}” has no comment with the number {error}; is it the file that came back?"
            ) from None
    try:
        out.mkdir(parents=True, exist_ok=True)
        for target, content in made.items():
            target.write_bytes(content)
    except OSError as error:
        raise OutputError(f"the answers cannot be written in “{out}”: {error.strerror}") from None
    return [*made]
