"""Only who knows the token and calls the preview by its name is answered, and nothing can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.preview.conftest import run

from kefu.policy import PREVIEWED
from kefu.preview.guard import Guard, is_loopback, names

if TYPE_CHECKING:
    from kefu.preview.guard import Receive, Scope, Send

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens
TOKEN = "abc-token"  # noqa: S105 - that of a test


async def app(scope: Scope, _receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"public")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def ask(
    path: str, *, method: str = "GET", hosts: tuple[str, ...] = ("127.0.0.1:8123",), listening: str = "127.0.0.1"
) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "method": method, "headers": [(b"host", host.encode()) for host in hosts]}
    run(Guard(app, TOKEN, listening, 8123)(scope, receive, send))
    start, body = sent
    return start["status"], dict(start["headers"]), body["body"]


def test_every_answer_says_what_it_may_load_and_that_nobody_keeps_it() -> None:
    for path in (f"/{TOKEN}/x", "/"):
        _, headers, _ = ask(path)
        assert headers[b"content-security-policy"] == PREVIEWED.encode()
        assert headers[b"cache-control"] == b"no-store"
        assert headers[b"referrer-policy"] == b"no-referrer"
        assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize(
    "path", ["/", "/abc", "/abc-tokens/", "/abc-toke/", "//abc-token/", "/ABC-TOKEN/", "abc-token", "*"]
)
def test_without_the_token_there_is_nothing(path: str) -> None:
    status, _, body = ask(path)

    assert (status, body) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(method: str) -> None:
    assert ask(f"/{TOKEN}/", method=method)[0] == 405


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_may_be_asked_is_answered(method: str) -> None:
    assert ask(f"/{TOKEN}/x", method=method)[::2] == (200, b"/abc-token/x")


@pytest.mark.parametrize(
    ("hosts", "listening", "status"),
    [
        (("localhost:8123",), "127.0.0.1", 200),
        (("LOCALHOST:8123",), "127.0.0.1", 200),
        (("localhost",), "127.0.0.1", 421),
        (("localhost:80",), "127.0.0.1", 421),
        (("evil.example:8123",), "127.0.0.1", 421),
        (("192.168.1.5:8123",), "127.0.0.1", 421),
        ((), "127.0.0.1", 421),
        (("127.0.0.1:8123", "evil.example:8123"), "127.0.0.1", 421),
        (("192.168.1.5:8123",), EVERYWHERE, 200),
        (("[fe80::1]:8123",), "::", 200),
        (("evil.example:8123",), EVERYWHERE, 421),
        (("dator.example:8123",), "dator.example", 200),
    ],
)
def test_a_preview_answers_to_its_own_names_alone(hosts: tuple[str, ...], listening: str, status: int) -> None:
    assert ask(f"/{TOKEN}/", hosts=hosts, listening=listening)[0] == status


def test_other_machines_reach_a_host_that_is_not_of_this_machine_alone() -> None:
    assert [host for host in ("127.0.0.1", "::1", "localhost", EVERYWHERE, "dator.example") if is_loopback(host)] == [
        "127.0.0.1",
        "::1",
        "localhost",
    ]
    assert "evil.example" not in names(EVERYWHERE)
