"""The addresses of a preview: its page, what the page is told, and the documents. All of them only read."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from kefu.authored import Format
from kefu.preview.making import UnmadeError
from kefu.preview.reviewing import told
from kefu.site.serving import TYPES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request

    from kefu.preview.reviewing import Reviews
    from kefu.preview.session import Session

    Answer = Callable[[Request], Awaitable[Response]]

OPEN: Final = 10.0
"""Seconds after which something is sent on a connection on which nothing happens, so that nobody closes it."""

NOT_FOUND: Final = 404
UNAVAILABLE: Final = 503
"""The status of a document that cannot be made yet, because its sources have errors."""

INLINE: Final = frozenset((Format.PDF, Format.HTML))
"""The formats that a browser shows; it saves files of any other."""


class News:
    """Wakes everybody who waits for news in the server's loop; any thread may bring them."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self.over = False

    def bring(self) -> None:
        """Say that there is something new, or that all is over."""
        loop = self._loop
        if loop and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def come(self) -> AsyncIterator[bool]:
        """Yield at once, and then whenever there are news, or, as false, after a while without any."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        event.set()
        self._waiting.add(event)
        try:
            while not self.over:
                try:
                    await asyncio.wait_for(event.wait(), OPEN)
                except TimeoutError:
                    yield False
                else:
                    event.clear()
                    if not self.over:
                        yield True
        finally:
            self._waiting.discard(event)


def application(session: Session, news: News, reviews: Reviews) -> Starlette:
    """Return what answers requests; a `Guard` in front of it decides which."""
    answers = _Answers(session, news, reviews)
    above = "/{token}"
    one = above + "/document/{edition}/{name}"
    return Starlette(
        routes=[
            Route(f"{above}/", _answered(answers.start)),
            Route(f"{above}/page/{{file}}", _answered(answers.page)),
            Route(f"{above}/assets/{{name:path}}", _answered(answers.asset)),
            Route(f"{above}/events", answers.events),
            Route(f"{one}/", _answered(answers.document)),
            Route(f"{one}/review.json", _answered(answers.reviews)),
            Route(f"{one}/file.{{format}}", _answered(answers.file)),
            Route(f"{one}/{{folder}}/{{picture}}", _answered(answers.picture)),
        ]
    )


class _Answers:
    """The answers to requests, by what is asked for."""

    def __init__(self, session: Session, news: News, reviews: Reviews) -> None:
        self._session = session
        self._news = news
        self._reviews = reviews

    async def start(self, _request: Request) -> Response:
        return _file_of_page("index.html")

    async def page(self, request: Request) -> Response:
        return _file_of_page(request.path_params["file"])

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        return Response(await run_in_threadpool(self._session.asset, name), media_type=_type_of(name))

    async def events(self, request: Request) -> Response:
        kind = "text/event-stream"
        return (
            Response(media_type=kind) if request.method == "HEAD" else StreamingResponse(self._told(), media_type=kind)
        )

    async def _told(self) -> AsyncIterator[str]:
        """Yield the state, now and whenever it has changed, and say when reviewers' items have."""
        serial, version = 0, self._reviews.version
        async for new in self._news.come():
            if (now := self._reviews.version) != version:
                version = now
                yield "event: reviews\ndata: {}\n\n"
            state = self._session.state()
            if new and state["serial"] != serial:
                serial = state["serial"]
                yield f"event: state\nid: {serial}\ndata: {json.dumps(state, ensure_ascii=False)}\n\n"
            else:
                yield ": still here\n\n"

    async def document(self, request: Request) -> Response:
        shown = await run_in_threadpool(self._session.html, _id_in(request))
        return Response(shown.content, media_type="text/html; charset=utf-8")

    async def reviews(self, request: Request) -> Response:
        id_ = _id_in(request)
        shown = await run_in_threadpool(self._session.html, id_)
        found = told(self._reviews.rounds, id_, shown.places)
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")

    async def picture(self, request: Request) -> Response:
        name = request.path_params["picture"]
        return Response(self._session.picture(_id_in(request), name), media_type=_type_of(name))

    async def file(self, request: Request) -> Response:
        format_ = Format(request.path_params["format"])
        name, content = await run_in_threadpool(self._session.file, _id_in(request), format_)
        kind = "inline" if format_ in INLINE else "attachment"
        disposition = f'{kind}; filename="{name}"'
        return Response(content, media_type=format_.media_type, headers={"Content-Disposition": disposition})


def _answered(answer: Answer) -> Answer:
    """Return what answers also for what there is not, and for what cannot be made yet."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except (KeyError, ValueError):
            return Response(status_code=NOT_FOUND)
        except UnmadeError as error:
            return PlainTextResponse(str(error), status_code=UNAVAILABLE)

    return answered


def _id_in(request: Request) -> str:
    return f"{request.path_params['edition']}/{request.path_params['name']}"


def _file_of_page(name: str) -> Response:
    """Return a file of the preview's own page; raises `KeyError` if there is none, whatever its name leads to."""
    present = {file.name: file for file in files("kefu.preview").joinpath("page").iterdir() if file.is_file()}
    return Response(present[name].read_bytes(), media_type=_type_of(name))


def _type_of(name: str) -> str:
    suffix = f".{name.rpartition('.')[2].lower()}"
    kind = {**TYPES, ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}.get(suffix)
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
