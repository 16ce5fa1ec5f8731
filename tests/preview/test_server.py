"""The addresses of a preview: its page, documents with their pictures, files, and news, and nothing else."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.preview.conftest import CASE, TEACHER, run

from kefu.preview.making import UnmadeError
from kefu.preview.page import Page
from kefu.preview.reviewing import Reviews
from kefu.preview.server import News, application

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, MutableMapping

    from kefu.authored import Format


class Session:
    """Knows one web page and one file."""

    def __init__(self) -> None:
        self.serial = 1

    def state(self) -> dict[str, Any]:
        return {"serial": self.serial, "title": "På svenska"}

    def html(self, id_: str) -> Page:
        if id_ == TEACHER:
            raise UnmadeError
        return {CASE: Page(revision="1", content=b"<p>hej", pictures={}, places=(), warnings=())}[id_]

    def picture(self, id_: str, name: str) -> bytes:
        return {(CASE, "a%20b.svg"): b"<svg/>"}[id_, name]

    def file(self, id_: str, format_: Format) -> tuple[str, bytes]:
        return f"fall.{format_}", {CASE: b"%PDF"}[id_]

    def asset(self, name: str) -> bytes:
        return {"kefu.css": b"a{}", "fonts/a.woff": b"wOFF"}[name]


Message = dict[str, Any]


async def request(session: Session, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    sent: list[Any] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "path": f"/token/{path}",
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "method": method,
        "headers": [],
    }
    await application(session, News(), Reviews(Path("nowhere")))(scope, receive, send)  # type: ignore[arg-type]  # it is asked for nothing else
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def ask(path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    return run(request(Session(), path, method))


@pytest.mark.parametrize(
    ("path", "kind", "content"),
    [
        (f"document/{CASE}/", "text/html; charset=utf-8", b"<p>hej"),
        (f"document/{CASE}/bilder/a%20b.svg", "image/svg+xml", b"<svg/>"),
        (f"document/{CASE}/file.pdf", "application/pdf", b"%PDF"),
        ("assets/kefu.css", "text/css; charset=utf-8", b"a{}"),
        ("assets/fonts/a.woff", "font/woff", b"wOFF"),
    ],
)
def test_what_there_is_is_sent_as_what_it_is(path: str, kind: str, content: bytes) -> None:
    status, headers, body = ask(path)

    assert (status, headers["content-type"], body) == (200, kind, content)


def test_the_page_and_its_files_are_sent() -> None:
    status, headers, body = ask("")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"page/preview.js" in body

    status, headers, _ = ask("page/preview.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")


def test_a_browser_shows_a_pdf_and_saves_a_word_file() -> None:
    shown, saved = (ask(f"document/{CASE}/file.{format_}")[1]["content-disposition"] for format_ in ("pdf", "docx"))

    assert shown == 'inline; filename="fall.pdf"'
    assert saved == 'attachment; filename="fall.docx"'


@pytest.mark.parametrize(
    "path",
    [
        "page/",
        "page/nothing.js",
        "page/../session.py",
        "page/..%2fsession.py",
        "page/%2e%2e/session.py",
        "page/./index.html",
        "assets/../page/index.html",
        "assets/fonts/../../../../etc/passwd",
        "document/student/09-inget/",
        "document/student/",
        f"document/{CASE}/file.exe",
        f"document/{CASE}/bilder/../../../../etc/passwd",
        f"document/{CASE}/bilder/b.svg",
        "events/x",
        "x",
    ],
)
def test_what_there_is_not_is_not_found(path: str) -> None:
    status, _, body = ask(path)

    assert status == 404
    assert b"root:" not in body


def test_what_cannot_be_made_yet_is_not_there_yet() -> None:
    assert ask(f"document/{TEACHER}/")[0] == 503


def test_heads_are_answered_without_waiting() -> None:
    assert ask("events", "HEAD")[::2] == (200, b"")


@asynccontextmanager
async def listening(session: Session, news: News) -> AsyncIterator[asyncio.Queue[str]]:
    """Provide what a browser that listens to the events is sent, piece by piece."""
    pieces: asyncio.Queue[str] = asyncio.Queue()

    async def send(message: MutableMapping[str, Any]) -> None:
        if text := message.get("body", b"").decode():
            await pieces.put(text)

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    scope = {"type": "http", "path": "/token/events", "method": "GET", "headers": [], "query_string": b""}
    app = application(session, news, Reviews(Path("nowhere")))  # type: ignore[arg-type]  # as above
    answer = asyncio.create_task(app({**scope, "root_path": ""}, receive, send))
    yield pieces
    news.over = True
    news.bring()
    await asyncio.wait([answer], timeout=10)
    assert answer.done()
    answer.exception()


def test_news_are_told_when_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kefu.preview.server.OPEN", 0.1)

    async def listen() -> list[str]:
        session, news = Session(), News()
        news.bring()  # nobody listens yet
        async with listening(session, news) as pieces:
            first = await pieces.get()
            still = await pieces.get()
            session.serial = 2
            await asyncio.to_thread(news.bring)
            second = await pieces.get()
            while second == still:
                second = await pieces.get()
            return [first, still, second]

    first, still, second = run(asyncio.wait_for(listen(), 30))

    assert still == ": still here\n\n"
    for number, piece in ((1, first), (2, second)):
        event, id_, data, *_ = piece.split("\n")
        assert (event, id_) == ("event: state", f"id: {number}")
        assert json.loads(data.removeprefix("data: ")) == {"serial": number, "title": "På svenska"}
