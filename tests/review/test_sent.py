"""What was sent is found in the sources as they are, in Git, and in the release."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import change
from tests.review.documents import assembled, of_document, word

from kefu.cache import NOTHING_KEPT
from kefu.release import MANIFEST
from kefu.review.items import Sent
from kefu.review.sent import digest_of, found, stated
from kefu.word import read
from kefu.word.package import of

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Document


def sent_of(document: Document) -> Sent:
    return Sent(document=document.name, edition=document.edition.name, digest=digest_of(document))


def texts(root: Path, now: Document | None, sent: Sent) -> str:
    was = found(root, now, sent, NOTHING_KEPT)
    return "\n".join(one.before for one in was.paragraphs) if was else ""


def test_a_file_says_which_document_it_is() -> None:
    told = f"cases/01-skolan student {'0' * 64}"

    assert stated(word(custom={"kefu-document": told})) == Sent(
        document="cases/01-skolan", edition="student", digest="0" * 64
    )
    for other in ("", "cases/01-skolan student", f"../x student {'0' * 64}", f"{told} x"):
        assert stated(word(custom={"kefu-document": other})) is None
    assert stated(word()) is None


def test_the_sources_as_they_are_may_be_what_was_sent(small: Path) -> None:
    document = assembled(small, "cases/01-skolan")

    assert "Anna såg på klockan." in texts(small, document, sent_of(document))
    assert texts(small, document, Sent(document="cases/01-skolan", edition="student", digest="0" * 64)) == ""
    assert texts(small, None, sent_of(document)) == ""


@pytest.mark.slow
def test_a_commit_may_have_what_was_sent(small: Path) -> None:
    was = assembled(small, "cases/01-skolan")

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=small, check=True, capture_output=True)  # noqa: S607

    git("init", "-q")
    for old, new in (("Mötet", "Mötet"), ("Mötet", "Samtalet"), ("Samtalet", "Beskedet")):
        change(small / "cases/01-skolan/case.md", f"# {old}", f"# {new}")
        git("add", ".")
        git("commit", "-qm", new)

    assert "Anna såg på klockan." in texts(small, assembled(small, "cases/01-skolan"), sent_of(was))


def test_the_release_may_have_what_was_sent(small: Path) -> None:
    document = assembled(small, "cases/01-skolan")
    release = small / "dist"
    release.mkdir()
    (release / "fall.docx").write_bytes(of_document(document))
    entry = '{"path": "fall.docx", "document": "01-skolan", "edition": "student"}'
    (release / MANIFEST).write_text(f'{{"generator": "kefu", "artifacts": [{entry}]}}', encoding="utf-8")

    assert found(small, None, sent_of(document), NOTHING_KEPT) == read(of("fall.docx", of_document(document)))
