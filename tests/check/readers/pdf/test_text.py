from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from kefu.check.readers.pdf.objects import Unreadable
from kefu.check.readers.pdf.text import page_texts


def page(content: bytes) -> bytes:
    with pikepdf.new() as pdf:
        made = pdf.add_blank_page().obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        made.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        drawn = b"/P <</MCID 3>> BDC BT /F 9 Tf 9 50 Td (form) Tj ET EMC"
        form = pdf.make_stream(drawn, Subtype=Name.Form, BBox=[0, 0, 99, 99])
        form.Resources = made.Resources
        made.Resources.XObject = Dictionary(X=pdf.make_indirect(form))
        made.Contents = pdf.make_stream(content)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


def test_marked_content_is_told_apart() -> None:
    (found,) = page_texts(
        page(b"BT /F 9 Tf 9 90 Td /P <</MCID 0>> BDC (ett) Tj EMC 90 0 Td /P <</MCID 5>> BDC (fall) Tj EMC ET")
    )

    assert found is not None
    assert found.text.split() == ["ett", "fall"]
    assert {identifier: text.strip() for identifier, text in found.marked.items()} == {0: "ett", 5: "fall"}


def test_what_a_form_draws_belongs_to_what_draws_the_form() -> None:
    (found,) = page_texts(page(b"/P <</MCID 7>> BDC /X Do EMC"))

    assert found is not None
    assert found.marked == {7: "form"}


def test_what_a_form_marks_by_itself_is_no_marked_content_of_the_page() -> None:
    (found,) = page_texts(page(b"/X Do"))

    assert found is not None
    assert found.marked == {}


def test_what_is_in_no_marked_content_is_in_the_text_alone() -> None:
    (found,) = page_texts(page(b"BT /F 9 Tf 9 90 Td (ensam) Tj ET"))

    assert found is not None
    assert found.text == "ensam"
    assert found.marked == {}


def test_what_pdfium_does_not_read_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="pdfium cannot read it"):
        page_texts(b"%PDF-1.7")


def raw(count: int) -> bytes:
    """Return a file that says that it has a number of pages, and has one."""
    return page(b"").replace(b"/Count 1 ", b"/Count %d " % count)


def test_a_file_may_have_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="it has 20001 pages, but at most 20000 are read"):
        page_texts(raw(20_001))
    monkeypatch.setattr("kefu.check.readers.pdf.text.MOST_PAGES", 1)
    assert len(page_texts(page(b""))) == 1


def test_a_page_may_take_so_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    two = page(b"BT /F 9 Tf 9 90 Td (ett) Tj 90 0 Td (fall) Tj ET")
    (found,) = page_texts(two)
    assert found is not None

    monkeypatch.setattr("kefu.check.readers.pdf.text._MOST_WORK", 2 * len(found.text))
    assert page_texts(two) == (found,)
    monkeypatch.setattr("kefu.check.readers.pdf.text._MOST_WORK", 2 * len(found.text) - 1)
    assert page_texts(two) == (None,)


@pytest.mark.parametrize("language", ["sv", "sv-Latn-SE-x-hembygden"])
def test_marked_content_may_state_its_language(language: str) -> None:
    content = b"/P <</MCID 0 /Lang (%s)>> BDC BT /F 9 Tf 9 90 Td (ett) Tj ET EMC" % language.encode()
    (found,) = page_texts(page(content))

    assert found is not None
    assert found.languages == {0: language}


def marked(lines: str, monkeypatch: pytest.MonkeyPatch, work: int | None = None) -> str:
    """Return the text of what is marked on a page, on which each line has texts; those in brackets are not marked."""
    content = ""
    for number, line in enumerate(lines.split("/")):
        content += f" BT /F 9 Tf 9 {90 - 20 * number} Td"
        for text in line.split("+"):
            inner = text.strip("[]")
            content += f" ({inner}) Tj" if inner != text else f" /P <</MCID 0>> BDC ({text}) Tj EMC"
        content += " ET"
    if work is not None:
        monkeypatch.setattr("kefu.check.readers.pdf.text._MOST_WORK_AT_SEAMS", work)
    (found,) = page_texts(page(content.encode()))
    assert found is not None
    return found.marked[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("aa+bb", "aabb"),
        ("aa/bb", "aa\nbb"),
        ("aa+bb/[bb]", "aabb"),
        ("dcbefghijklmno+bb/[dccefghijklmno]/[bb]", "dcbefghijklmnobb"),
        ("dcbefghijklmno+bb/[ddbefghijklmno]/[bb]", "dcbefghijklmno\nbb"),
    ],
)
def test_marked_texts_are_on_lines_of_their_own_if_the_page_has_them_so(
    monkeypatch: pytest.MonkeyPatch, lines: str, text: str
) -> None:
    assert marked(lines, monkeypatch) == text


@pytest.mark.parametrize(("work", "text"), [(10, "aa\nbb"), (9, "aabb")])
def test_line_ends_are_looked_for_as_long_as_it_does_not_take_too_much_work(
    monkeypatch: pytest.MonkeyPatch, work: int, text: str
) -> None:
    assert marked("aa/bb", monkeypatch, work) == text
