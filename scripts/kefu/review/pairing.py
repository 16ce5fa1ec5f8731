"""Which paragraph of a document as it came back is which paragraph of the document as it was sent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from kefu.marks import BEGIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kefu.word import Paragraph

SIMILAR: Final = 0.5
"""The share of words that two texts have in common, from which on they are the same paragraph in two forms."""

MOST_COMPARED: Final = 20_000
"""The most pairs of paragraphs that are compared where many have changed side by side."""


def marks_of(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the marks of a paragraph that a build has put in it, the first of which is its own."""
    return tuple(mark for mark in paragraph.marks if mark.startswith(BEGIN))


def paired(returned: Sequence[Paragraph], sent: Sequence[Paragraph]) -> dict[int, int]:
    """Return for paragraphs that came back, by index, which one that was sent they are: each is that of one at most.

    They are known by their marks, which Google Docs takes away, then by their text and what stands around them, and
    then by a text that is similar. A paragraph that is only in one of the two is left out.
    """
    pairs = dict(_by_mark(returned, sent))
    taken = {*pairs.values()}
    for story in dict.fromkeys(paragraph.story for paragraph in returned):
        left = [at for at, one in enumerate(returned) if one.story is story and at not in pairs and one.before.strip()]
        rest = [at for at, one in enumerate(sent) if one.story is story and at not in taken and one.before.strip()]
        pairs.update(_by_text(returned, left, sent, rest))
    return pairs


def _by_mark(returned: Sequence[Paragraph], sent: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the same mark; of several with one, as after copying, that whose text is most similar."""
    places = {mark: at for at, one in reversed([*enumerate(sent)]) for mark in marks_of(one)}
    wanting: defaultdict[int, list[int]] = defaultdict(list)
    for at, paragraph in enumerate(returned):
        for there in [places[mark] for mark in marks_of(paragraph) if mark in places][:1]:
            wanting[there].append(at)
    for there, all_of_them in wanting.items():
        yield max(all_of_them, key=lambda at: likeness(returned[at].before, sent[there].before)), there


def _by_text(
    returned: Sequence[Paragraph], left: Sequence[int], sent: Sequence[Paragraph], rest: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs among what is left: the same text in the same order, similar texts between them, then any."""
    ours = [words_of(returned[at].before) for at in left]
    theirs = [words_of(sent[at].before) for at in rest]
    lone, alone = [], []
    for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(left[i:j], rest[k:m], strict=True)
            continue
        near = [*_similar(ours[i:j], theirs[k:m])]
        yield from ((left[i + one], rest[k + other]) for one, other in near)
        lone += [at for at in range(i, j) if at - i not in {one for one, _ in near}]
        alone += [at for at in range(k, m) if at - k not in {other for _, other in near}]
    for one, other in _similar([ours[at] for at in lone], [theirs[at] for at in alone]):
        yield left[lone[one]], rest[alone[other]]


def _similar(ours: Sequence[tuple[str, ...]], theirs: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the most similar pairs of texts, none of which is in two, as far as they are similar at all."""
    if len(ours) * len(theirs) > MOST_COMPARED:
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, text in reversed([*enumerate(theirs)]):
            places[text].append(at)
        yield from ((at, places[text].pop()) for at, text in enumerate(ours) if places.get(text))
        return
    found = sorted(
        ((-_shared(one, other), abs(i - j), i, j) for i, one in enumerate(ours) for j, other in enumerate(theirs))
    )
    here: set[int] = set()
    there: set[int] = set()
    for share, _, i, j in found:
        if -share < SIMILAR:
            return
        if i not in here and j not in there:
            here.add(i)
            there.add(j)
            yield i, j


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without what is between them, as which programs may write something else."""
    return tuple(re.findall(r"\w+", text.casefold())) or tuple(text.split())


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common: 1 if they have the same."""
    return _shared(words_of(one), words_of(other))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return float(one == other)
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))
