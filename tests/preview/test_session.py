"""A session knows the documents as they were last good, and makes anew what has changed and nothing else."""

from __future__ import annotations

import io
import os
import re
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests.preview.conftest import CASE, OTHER, REPORT, TEACHER, documents, edit

from kefu.authored import Format
from kefu.preview.making import UnmadeError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from kefu.preview.page import Page
    from kefu.preview.session import Session

pytestmark = pytest.mark.slow


def test_all_documents_are_told_with_what_the_list_shows(session: Session) -> None:
    session.changed()

    state = session.state()
    told = documents(session)
    assert state["title"] == "En liten rapport"
    assert [*told] == [REPORT, CASE, OTHER, TEACHER, "teacher/02-bron"]
    assert told[CASE]["case"] == "1"
    assert told[CASE]["caseTitle"] == told[CASE]["title"] == "Skolan"
    assert told[CASE]["edition"] == "Studentutgåva"
    assert told[CASE]["formats"] == ["pdf", "html", "docx"]
    assert (told[CASE]["restricted"], told[TEACHER]["restricted"]) == (False, True)
    assert (told[REPORT]["case"], told[REPORT]["title"]) == ("", "En liten rapport")
    assert all(one["revision"] and one["good"] and one["since"] for one in told.values())
    assert len({one["revision"] for one in told.values()}) == len(told)
    assert state["busy"] == ""
    assert [one for one in state["problems"] if one["severity"] == "error"] == []


def test_a_page_says_that_it_is_a_preview_and_leads_nowhere_else(session: Session) -> None:
    session.changed()
    page = session.html(CASE)

    text = page.content.decode()
    assert '<p class="banner"><strong>Förhandsvisning</strong></p>' in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'src="../../../page/preview-document.js"' in text
    assert 'href="../../../assets/kefu.css"' in text
    (picture,) = page.pictures
    assert session.picture(CASE, picture).startswith(b"<svg")
    assert b"@font-face" in session.asset("kefu.css")


def test_files_say_that_they_are_previews_beside_what_they_say_already(session: Session) -> None:
    session.changed()
    name, content = session.file(TEACHER, Format.PDF)
    word, docx = session.file(CASE, Format.DOCX)

    assert (name, word) == ("fall-01-skolan-lararutgava.pdf", "fall-01-skolan-studentutgava.docx")
    assert docx.startswith(b"PK")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 3
    assert session.file(TEACHER, Format.PDF) == (name, content)


def test_only_the_documents_that_show_a_text_change_with_it(session: Session, written: Path) -> None:
    session.changed()
    session.html(CASE)
    before = documents(session)
    edit(written / "cases/01-skolan/questions.md", "?", " då?")

    assert session.changed()

    after = documents(session)
    assert {id_ for id_ in after if after[id_]["revision"] != before[id_]["revision"]} == {CASE, TEACHER}
    assert session.state()["latest"] == CASE
    assert b" d\xc3\xa5?" in session.html(CASE).content


def test_a_preview_begins_with_the_document_that_was_written_last(session: Session, written: Path) -> None:
    late = written / "cases" / "02-bron" / "teaching-note.md"
    os.utime(late, (time.time() + 5, time.time() + 5))
    session.changed()

    assert session.state()["latest"] == "teacher/02-bron"


def test_who_asks_before_anything_is_read_is_served_first(session: Session, written: Path) -> None:
    os.utime(written / "cases" / "01-skolan" / "case.md", (time.time() + 5, time.time() + 5))
    asked = threading.Event()
    with ThreadPoolExecutor() as pool:

        def hear() -> None:
            if not asked.is_set():
                asked.set()
                waiting.append(pool.submit(session.html, OTHER))
                time.sleep(0.2)

        waiting: list[Future[Page]] = []
        session.hear = hear
        session.changed(lambda: True)  # which is satisfied with one document
        waiting[0].result(timeout=60)

    assert [id_ for id_, one in documents(session).items() if one["revision"]] == [OTHER]


def test_times_of_files_change_nothing(session: Session, written: Path) -> None:
    session.changed()
    serial = session.state()["serial"]
    for path in written.rglob("*.md"):
        os.utime(path, (time.time() + 5, time.time() + 5))

    assert not session.changed()
    assert session.state()["serial"] == serial


def test_what_has_changed_in_a_page_is_told(session: Session, written: Path) -> None:
    session.changed()
    session.html(CASE)
    edit(written / "cases/01-skolan/case.md", "Nu skulle hon svara.", "Nu skulle hon svara med lugn röst.")
    session.changed()

    focus = session.state()["focus"]
    assert focus["document"] == CASE
    (number,) = focus["sources"]
    text = session.html(CASE).content.decode()
    found = re.search(rf'<p data-source="{number}" data-editor="([^"]+)">Kostnaderna står', text)
    assert found
    assert found[1] == f"vscode://file/{written.as_posix().strip('/')}/cases/01-skolan/case.md:20:1"


def test_lines_that_move_move_the_links_to_the_editor_and_nothing_else(session: Session, written: Path) -> None:
    session.changed()
    before, earlier = session.html(CASE).content, documents(session)
    edit(written / "cases/01-skolan/case.md", "# Mötet om skolan", "<!--\nTvå rader.\n-->\n\n# Mötet om skolan")
    session.changed()

    after, now = session.html(CASE).content, documents(session)
    assert b"cases/01-skolan/case.md:3:1" in before
    assert b"cases/01-skolan/case.md:7:1" in after
    assert re.sub(rb':\d+:\d+"', b"", before) == re.sub(rb':\d+:\d+"', b"", after)
    assert {id_ for id_ in now if now[id_]["revision"] != earlier[id_]["revision"]} == {CASE, TEACHER, REPORT}
    assert [(one["pdf"], one["since"]) for one in now.values()] == [
        (one["pdf"], one["since"]) for one in earlier.values()
    ]
    assert session.state()["focus"] is None


def test_what_was_not_made_before_a_mistake_came_says_that_it_is_old(session: Session, written: Path) -> None:
    session.changed()
    session.html(OTHER)
    for case in ("01-skolan", "02-bron"):
        edit(written / f"cases/{case}/case.md", "Nu skulle", "Snart skulle")
    session.changed(lambda: True)
    edit(written / "cases/02-bron/case.md", "@exh-bron-mejl", "@exh-bron-brev")
    session.changed()

    told = documents(session)
    assert not told[CASE]["errors"]
    assert not told[CASE]["good"]


def test_a_mistake_leaves_the_last_good_page_which_says_so(session: Session, written: Path) -> None:
    session.changed()
    good = session.html(CASE).content
    edit(written / "cases/01-skolan/case.md", "@exh-skolan-mejl", "@exh-skolan-brev")
    session.changed()

    told = documents(session)
    assert {id_ for id_ in told if not told[id_]["good"]} == {REPORT, CASE, TEACHER}
    assert (told[CASE]["errors"], told[OTHER]["errors"]) == (1, 0)
    (problem,) = [one for one in session.state()["problems"] if one["severity"] == "error"]
    assert problem["rule"] == "cross-reference-resolves"
    assert problem["path"] == "cases/01-skolan/case.md"
    assert problem["line"] == 3
    assert problem["text"].startswith("Anna såg på klockan.")
    assert problem["documents"] == [REPORT, CASE, TEACHER]
    assert problem["editor"].endswith(f"cases/01-skolan/case.md:3:{problem['column']}")
    assert session.html(CASE).content == good

    edit(written / "cases/01-skolan/case.md", "@exh-skolan-brev", "@exh-skolan-mejl")
    session.changed()

    assert all(one["good"] for one in documents(session).values())
    assert [one for one in session.state()["problems"] if one["severity"] == "error"] == []


def test_a_document_that_cannot_be_made_anew_because_of_another_says_so(session: Session, written: Path) -> None:
    session.changed()
    edit(written / "cases/01-skolan/case.md", "@exh-skolan-mejl", "@exh-skolan-brev")
    edit(written / "cases/02-bron/questions.md", "?", " då?")
    session.changed()

    told = documents(session)
    assert not told[OTHER]["good"]
    assert told[OTHER]["errors"] == 0


def test_a_project_that_has_errors_from_the_beginning_has_no_documents(session: Session, written: Path) -> None:
    (written / "report/publication.yaml").write_text("title: [\n", encoding="utf-8")
    session.changed()

    assert session.state()["documents"] == []
    assert session.state()["problems"]
    assert session.asset("kefu.css")
    with pytest.raises(KeyError):
        session.html(CASE)


def test_cases_come_go_and_change_their_names(session: Session, written: Path) -> None:
    session.changed()
    session.html(OTHER)
    (written / "cases/02-bron").rename(written / "cases/03-bron")
    session.changed()

    assert "student/03-bron" in documents(session)
    with pytest.raises(KeyError):
        session.html(OTHER)

    shutil.rmtree(written / "cases/03-bron")
    for path in written.rglob("*.md"):
        path.write_text(re.sub(r"@case-bron|@\w+-bron\S*", "bron", path.read_text(encoding="utf-8")), encoding="utf-8")
    session.changed()

    assert {one["case"] for one in documents(session).values()} <= {"", "1", "3"}


def test_a_change_in_the_meantime_leaves_the_rest_for_the_next_time(session: Session) -> None:
    session.changed(lambda: True)

    assert sum(bool(one["revision"]) for one in documents(session).values()) == 1

    session.changed()

    assert all(one["revision"] for one in documents(session).values())


def test_what_there_is_not_is_not_found(session: Session) -> None:
    session.changed()

    for ask in (
        lambda: session.html("student/03-tom"),
        lambda: session.html(TEACHER),
        lambda: session.file(TEACHER, Format.EPUB),
        lambda: session.file(CASE, Format.HTML),
        lambda: session.picture(CASE, "../publication.yaml"),
        lambda: session.asset("fonts/../kefu.css"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_what_cannot_be_typeset_is_a_problem_of_that_document_alone(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ZeroDivisionError("a mistake of the program")

    session.changed()
    monkeypatch.setattr("kefu.preview.making.typeset", fail)
    with pytest.raises(UnmadeError, match="a mistake of the program"):
        session.file(CASE, Format.PDF)

    told = documents(session)
    assert [id_ for id_ in told if not told[id_]["good"]] == [CASE]
    assert session.html(CASE).content


def test_the_gate_is_asked_afterwards(session: Session, written: Path) -> None:
    edit(written / "cases/01-skolan/case.md", "Nu skulle", "Ring  hem. Nu skulle")
    session.changed()
    before = session.state()["problems"]
    session.check()

    after = session.state()["problems"]
    assert len(after) > len(before)
    assert "words-are-parted-by-one-space" in {one["rule"] for one in after}
    assert documents(session)[CASE]["changed"] is None
    assert re.fullmatch(r"Granskad \d\d:\d\d:\d\d", documents(session)[CASE]["checked"])

    edit(written / "cases/01-skolan/case.md", "Ring  hem. Nu", "Nu")
    session.changed()

    assert "words-are-parted-by-one-space" not in {one["rule"] for one in session.state()["problems"]}
    assert documents(session)[CASE]["checked"] == ""
