"""Word files that came back → rounds in `review/`: read, compared with what was sent, placed, and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.load import load
from kefu.review.comparing import items
from kefu.review.items import Round
from kefu.review.placing import placed, present
from kefu.review.rounds import MOST_ITEMS, called, joined, matching, name_of, numbered
from kefu.review.sent import current, found, stated
from kefu.review.store import read_rounds, save
from kefu.rules.review import (
    FILES_ARE_OF_ONE_DOCUMENT,
    ROUND_IS_NOT_TOO_LARGE,
    SENT_DOCUMENT_IS_FOUND,
    WORD_FILE_IS_OURS,
)
from kefu.tree import document
from kefu.word import opened, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kefu.cache import Store
    from kefu.model import Project
    from kefu.review.items import Item, Sent
    from kefu.review.placing import Found, Present
    from kefu.rules.rule import Rule
    from kefu.word import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A round with what has just come back: how many of its items are new, and where each item is, by its number.

    `comments` and `changes` count what the files hold: comments with their replies, and items of other kinds.
    """

    round: Round
    new: int
    places: Mapping[int, Found | None]
    comments: int
    changes: int
    warnings: tuple[Diagnostic, ...]


def returned(root: Path, files: Sequence[Path], *, name: str, given: Path | None, store: Store) -> tuple[Returned, ...]:
    """Bring home what reviewers have left in Word files, and keep it in `review/`: a round for each document.

    `name` is that of the round, or empty; `given` is the file that was sent, if somebody knows. Raises `BuildError` or
    `OutputError` for what cannot be used; then nothing is written.
    """
    words = _read(files)
    was = read(opened(given)) if given else None
    groups: dict[Sent, dict[str, Word]] = {}
    for file, word in words.items():
        groups.setdefault(_sent(file, word, was), {})[file] = word
    if name and len(groups) > 1:
        names = ", ".join(f"“{sent.document}” ({sent.edition})" for sent in groups)
        raise _failure(
            FILES_ARE_OF_ONE_DOCUMENT,
            next(iter(words)),
            f"the files are of several documents, or of one as it was sent several times: {names}",
            "leave --name out, and each of them has a round of its own",
        )
    project = load(root, jobs=1, store=store).project
    rounds = [*read_rounds(root)]
    made = []
    for sent, own in groups.items():
        made.append(_round(root, project, rounds, sent, own, was, name, store))
        rounds = [*(one for one in rounds if one.name != made[-1].round.name), made[-1].round]
    for one in made:
        save(root, one.round)
    return tuple(made)


def places(project: Project, round_: Round, store: Store) -> dict[int, Found | None]:
    """Return where the items of a round are in the sources as they are, by number."""
    now = _present(project, round_.sent, store)
    return {item.number: placed(item, now) for item in round_.items}


def _present(project: Project, sent: Sent, store: Store) -> Present:
    as_it_is = current(project, sent, store)
    return present(as_it_is.tree if as_it_is else document([]), project.sources)


def _read(files: Sequence[Path]) -> dict[str, Word]:
    words: dict[str, Word] = {}
    problems: list[Diagnostic] = []
    for path in files:
        try:
            words[path.name if path.name not in words else f"{path.parent.name}/{path.name}"] = read(opened(path))
        except BuildError as error:
            problems += error.diagnostics
    if problems:
        raise BuildError(problems)
    return words


def _sent(file: str, word: Word, was: Word | None) -> Sent:
    """Return which document a file is of."""
    own, given = stated(word), stated(was) if was else None
    if own and given and own != given:
        raise _failure(
            WORD_FILE_IS_OURS,
            file,
            f"it is of “{own.document}” ({own.edition}), and the file that was sent is another document or version",
            "name the file that was sent to this reviewer with --sent, or leave it out",
        )
    if told := own or given:
        return told
    raise _failure(
        WORD_FILE_IS_OURS,
        file,
        "it does not say that it is a document of this project",
        "name the Word file that was sent with --sent, as in “kefu review svar.docx --sent skickad.docx”",
    )


def _round(
    root: Path,
    project: Project,
    rounds: Sequence[Round],
    sent: Sent,
    own: Mapping[str, Word],
    given: Word | None,
    name: str,
    store: Store,
) -> Returned:
    as_it_is = current(project, sent, store)
    was = given or found(root, as_it_is, sent, store)
    if as_it_is is None and was is None:
        raise _failure(
            WORD_FILE_IS_OURS,
            next(iter(own)),
            f"it says that it is “{sent.document}”, which this project does not have",
            "check that it belongs to this project; if the case has been renamed, name the file that was sent with "
            "--sent",
        )
    now = present(as_it_is.tree if as_it_is else document([]), project.sources)
    how = project.publication.review
    by_file = {
        file: [_placed(item, now) for item in items(word, was, source=file, named=lambda by: called(by, how))]
        for file, word in own.items()
    }
    before = next((one for one in rounds if one.name == name), None) if name else matching(rounds, sent, by_file)
    if before and before.sent != sent:
        raise _failure(
            FILES_ARE_OF_ONE_DOCUMENT,
            next(iter(own)),
            f"the round “{name}” is about another document, or about this one as it was sent another time",
            "give the round another name with --name",
        )
    kept = before.items if before else ()
    together = joined(kept, by_file.values())
    if len(together) > MOST_ITEMS:
        raise _failure(
            ROUND_IS_NOT_TOO_LARGE,
            next(iter(own)),
            f"there are {len(together)} comments and changes",
            f"check that it is the file that came back; a round may have {MOST_ITEMS}",
        )
    where = {id(item): placed(item, now) for item in together}
    new = sorted(together[len(kept) :], key=lambda item: _order(where[id(item)]))
    round_ = Round(
        name=before.name if before else name or name_of(sent, by_file, [one.name for one in rounds]),
        sent=sent,
        files=tuple(dict.fromkeys((*(before.files if before else ()), *own))),
        items=numbered([*together[: len(kept)], *new], len(kept)),
    )
    flat = [item for found_there in by_file.values() for item in found_there]
    return Returned(
        round=round_,
        new=len(new),
        places={item.number: placed(item, now) for item in round_.items},
        comments=sum(len(word.comments) for word in own.values()),
        changes=sum(item.thread == "" for item in flat),
        warnings=() if was else tuple(_unfound(file) for file in own),
    )


def _placed(item: Item, now: Present) -> Item:
    """Return an item with the path of the source that it is about."""
    where = placed(item, now)
    return replace(item, place=replace(item.place, path=where.location.path)) if where else item


def _order(where: Found | None) -> tuple[bool, tuple[int, int]]:
    """Return what items are sorted by: their place in the document, those without one last."""
    return where is None, where.order if where else (0, 0)


def _unfound(file: str) -> Diagnostic:
    return Diagnostic(
        rule=SENT_DOCUMENT_IS_FOUND,
        location=Location(path=PurePosixPath(file)),
        message="what was sent is neither in the release nor in the sources nor in Git, so that edits without tracking "
        "cannot be found; comments and tracked changes are all here",
        hints=("name the file that was sent with --sent",),
    )


def _failure(rule: Rule, file: str, message: str, hint: str) -> BuildError:
    location = Location(path=PurePosixPath(file))
    return BuildError([Diagnostic(rule=rule, location=location, message=message, hints=(hint,))])
