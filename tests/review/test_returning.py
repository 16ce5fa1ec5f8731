"""What came back becomes rounds: every item in a file is an item in review/, at its place, whatever has happened."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.conftest import change
from tests.review.documents import assembled, found, of_document
from tests.word.ooxml import begin, comment, dele, docx, end, gone, ins, p, r

from kefu import tree
from kefu.cache import NOTHING_KEPT
from kefu.diagnostics import BuildError
from kefu.marks import paragraphs
from kefu.model import Source
from kefu.review import ItemKind, placed, present, read_rounds, returned
from kefu.word import read
from kefu.word.package import of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kefu.marks import Marked
    from kefu.review import Returned

CASE = "cases/01-skolan"


def edited(each: Marked) -> str | None:
    """Return some paragraphs of the first case as reviewers have left them."""
    if "klockan" in each.text:
        before, after = each.text.split("klockan")
        return p(r(before), begin(0), r("klockan"), end(0), r(after), mark=each.mark)
    if "hon svara" in each.text:
        return p(r(each.text[:-6]), dele(gone("svara")), ins(r("tiga")), r("."), mark=each.mark)
    return None


def brought(root: Path, *files: tuple[str, bytes], name: str = "", sent: bytes = b"") -> tuple[Returned, ...]:
    for file, content in files:
        (root.parent / file).write_bytes(content)
    given_ = root.parent / "sent.docx"
    given_.write_bytes(sent)
    paths = [root.parent / file for file, _ in files]
    return returned(root, paths, name=name, given=given_ if sent else None, store=NOTHING_KEPT)


def test_items_of_several_reviewers_make_one_round_and_the_same_files_add_nothing(small: Path) -> None:
    document = assembled(small, CASE)
    was = of_document(document)
    one = of_document(document, edited, comments=(comment(0, "Stämmer det?"), comment(1, "Utan plats")))
    two = of_document(document, edited, comments=(comment(0, "Vilken klocka?", who="Bo Lund", initials="BL"),))
    files = ("skr.docx", one), ("bo.docx", two)

    (back,) = brought(small, *files, sent=was)

    told = [
        (item.kind, str(where.location) if where else "", item.said[0].who)
        for item in back.round.items
        for where in [back.places[item.number]]
    ]
    assert told == [
        (ItemKind.COMMENT, f"{CASE}/case.md:3:13", "AB"),
        (ItemKind.COMMENT, f"{CASE}/case.md:3:13", "BL"),
        (ItemKind.REPLACEMENT, f"{CASE}/case.md:20:57", "A"),
        (ItemKind.COMMENT, "", "AB"),
    ]
    assert back.round.name == "01-skolan-2026-11-12"
    assert (back.new, back.comments, back.warnings) == (4, 3, ())
    assert read_rounds(small) == (back.round,)

    (again,) = brought(small, *files, sent=was)

    assert (again.new, again.round) == (0, back.round)


def test_what_was_sent_need_not_be_found(small: Path) -> None:
    returned_ = of_document(assembled(small, CASE), edited, comments=(comment(0, "Stämmer det?"),))
    change(small / f"{CASE}/case.md", "Nu skulle", "Strax skulle")

    (back,) = brought(small, ("skr.docx", returned_))

    assert [one.rule.name for one in back.warnings] == ["sent-document-is-found"]
    assert [item.kind for item in back.round.items] == [ItemKind.COMMENT, ItemKind.REPLACEMENT]
    assert [where.changed for where in back.places.values() if where] == [False, True]


@pytest.mark.parametrize(
    ("told", "given_", "name", "rule"),
    [
        ((), "", "", "word-file-is-ours"),
        ((f"cases/99-borta student {'0' * 64}",), "", "", "word-file-is-ours"),
        ((f"{CASE} student {'0' * 64}",), f"{CASE} student {'1' * 64}", "", "word-file-is-ours"),
        ((f"{CASE} student {'0' * 64}", f"cases/02-bron student {'0' * 64}"), "", "a", "files-are-of-one-document"),
    ],
)
def test_files_that_are_not_ours_are_refused_with_one_diagnostic_and_nothing_is_written(
    small: Path, told: Sequence[str], given_: str, name: str, rule: str
) -> None:
    files = [(f"{at}.docx", docx(p(r("Hej")), custom={"kefu-document": one})) for at, one in enumerate(told or [""])]
    sent = docx(p(r("Hej")), custom={"kefu-document": given_}) if given_ else b""

    with pytest.raises(BuildError) as raised:
        brought(small, *files, name=name, sent=sent)

    assert [one.rule.name for one in raised.value.diagnostics] == [rule]
    assert not (small / "review").exists()


def test_a_file_that_says_nothing_is_taken_if_what_was_sent_is_given(small: Path) -> None:
    document = assembled(small, CASE)
    texts = [each.text for each in paragraphs(tree.blocks(document.tree))]
    google = docx(*(p(r(text.replace("klockan", "uret"))) for text in texts))

    (back,) = brought(small, ("google.docx", google), sent=of_document(document))

    assert [(item.kind, item.words, item.instead) for item in back.round.items] == [(ItemKind.EDIT, "klockan", "uret")]


def test_a_name_that_another_document_has_is_refused(small: Path) -> None:
    for name in (CASE, "cases/02-bron"):
        content = docx(p(dele(gone("Hej"))), custom={"kefu-document": f"{name} student {'0' * 64}"})
        if name == CASE:
            brought(small, ("a.docx", content), name="omgang")
            continue
        with pytest.raises(BuildError, match="files-are-of-one-document"):
            brought(small, ("a.docx", content), name="omgang")


def test_a_file_with_more_than_anybody_could_answer_is_refused(small: Path) -> None:
    many = docx(*(p(r("x"), ins(r("y"))) for _ in range(3_001)),
                custom={"kefu-document": f"{CASE} student {'0' * 64}"})  # fmt: skip

    with pytest.raises(BuildError, match="round-is-not-too-large"):
        brought(small, ("a.docx", many))


ORIGIN: Final = PurePosixPath("cases/01-ort/case.md")
COMMON: Final = ("och", "att", "kommunen", "de", "i")


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Return paragraphs, each with words of its own among such as all have."""
    sizes = draw(st.lists(st.integers(6, 14), min_size=2, max_size=7))
    return [
        " ".join(word for at in range(size) for word in (f"o{number}x{at}", *([COMMON[at % 5]] if at % 3 == 0 else [])))
        for number, size in enumerate(sizes)
    ]


def tree_of(written: Sequence[str]) -> str:
    part = tree.attr(classes=["part"], origin=str(ORIGIN))
    return tree.document([tree.div(part, [tree.para(tree.text(text)) for text in written])])


@settings(max_examples=40)
@given(texts(), st.data())
def test_everything_comes_home_whatever_is_written_meanwhile(was: list[str], data: st.DataObject) -> None:
    """Reviewers leave comments and changes in a real Word file, while authors write on in the sources."""
    marks = [each.mark for each in paragraphs(tree.blocks(tree_of(was)))]
    original = docx(*(p(r(text), mark=mark) for text, mark in zip(was, marks, strict=True)))
    keeps_marks = data.draw(st.booleans())
    left: dict[str, tuple[int, str]] = {}
    blocks, comments = [], []
    for number in data.draw(st.permutations(range(len(was)))) if keeps_marks else range(len(was)):
        words = was[number].split(" ")
        at = data.draw(st.integers(1, len(words) - 1))
        before, word, after = " ".join(words[:at]) + " ", words[at], "".join(f" {each}" for each in words[at + 1 :])
        kind = data.draw(st.sampled_from(("nothing", "comment", "change", "edit")))
        said = f"sagt{number}"
        if kind == "comment":
            middle = begin(number) + r(word) + end(number)
            comments.append(comment(number, said))
        else:
            middle = {"change": dele(gone(word)) + ins(r(said)), "edit": r(said)}.get(kind, r(word))
        if kind != "nothing":
            left[said] = number, word
        blocks.append(p(r(before), middle, r(after), mark=marks[number] if keeps_marks else ""))
    back = read(of("svar.docx", docx(*blocks, comments=data.draw(st.permutations(comments)))))

    items = found(back, read(of("sent.docx", original)))

    own = {item.instead or item.said[0].text: item for item in items}
    assert own.keys() == left.keys()
    assert len(items) == len(left)

    now: list[tuple[int | None, str]] = []
    for number in data.draw(st.permutations(range(len(was)))):
        fate = data.draw(st.sampled_from(("kept", "kept", "longer", "gone", "new before")))
        if fate == "new before":
            now.append((None, f"nytt{number} stycke{number} som{number} ingen{number} har{number} sett{number}"))
        if fate != "gone":
            now.append((number, was[number] + (" sist tillagt" if fate == "longer" else "")))
    source = Source(path=ORIGIN, text="\n\n".join(text for _, text in now) + "\n", digest="")
    there = present(tree_of([text for _, text in now]), [source])
    lines = {number: 1 + 2 * line for line, (number, _) in enumerate(now)}
    for said, (number, word) in left.items():
        where = placed(own[said], there)
        if number in lines:
            assert where, said
            assert where.location.line == lines[number]
            text = dict(now)[number]
            assert where.location.column == text.index(word) + 1
        else:
            assert where is None
