"""A release can be looked at on this machine: its public files, and nothing else of this machine."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from kefu.diagnostics import OutputError
from kefu.policy import SERVED
from kefu.site import serving as module
from kefu.site.serving import HOST, MOST, server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.server import ThreadingHTTPServer
    from pathlib import Path

NONE: Mapping[str, str] = MappingProxyType({})
FILES = {
    "public/index.html": b"<!doctype html><title>Start</title>",
    "public/404.html": b"<!doctype html><title>Saknas</title>",
    "public/report/index.html": b"<!doctype html><title>Rapport</title>",
    "public/report/kefu.pdf": b"%PDF-1.7",
    "public/assets/kefu.css": b"a{}",
    "public/assets/search.js": b"0",
    "public/assets/fonts/a.woff": b"wOFF",
    "public/pagefind/wasm.sv.pagefind": b"\0asm",
    "public/feed.xml": b"<feed/>",
    "public/report/a.docx": b"PK",
    "public/report/a.epub": b"PK",
    "public/report/bilder/a.svg": b"<svg/>",
    "restricted/secret.pdf": b"secret",
    "manifest.json": b"{}",
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    serving = server(tmp_path, 0)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield serving
    serving.shutdown()
    serving.server_close()
    thread.join()


def ask(
    serving: ThreadingHTTPServer, path: str, method: str = "GET", headers: Mapping[str, str] = NONE
) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(HOST, serving.server_port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("Content-Type", answer.headers.get("Location", "")), answer.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?a=b", "text/html; charset=utf-8"),
        ("/report/", "text/html; charset=utf-8"),
        ("/report/kefu.pdf", "application/pdf"),
        ("/report/a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/report/a.epub", "application/epub+zip"),
        ("/report/bilder/a.svg", "image/svg+xml"),
        ("/assets/kefu.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/assets/fonts/a.woff", "font/woff"),
        ("/pagefind/wasm.sv.pagefind", "application/wasm"),
        ("/feed.xml", "application/xml"),
    ],
)
def test_public_files_are_served_as_what_they_are(running: ThreadingHTTPServer, path: str, kind: str) -> None:
    status, found, content = ask(running, path)
    assert (status, found) == (200, kind)
    assert content


def test_a_folder_is_its_page(running: ThreadingHTTPServer) -> None:
    assert ask(running, "/report")[:2] == (301, "/report/")
    assert ask(running, "/assets/")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/manifest.json",
        "/restricted/secret.pdf",
        "/../restricted/secret.pdf",
        "/..%2frestricted/secret.pdf",
        "/%2e%2e/restricted/secret.pdf",
        "/report/../../restricted/secret.pdf",
        "/report/..%5c..%5crestricted%5csecret.pdf",
        "//restricted/secret.pdf",
        "/%00",
        "/" + "a" * 6000,
        "/" + "a/" * 3000,
    ],
)
def test_whatever_else_is_asked_for_is_not_there(running: ThreadingHTTPServer, path: str) -> None:
    status, _, content = ask(running, path)
    assert status == 404
    assert b"Saknas" in content


def test_the_page_for_what_is_not_there_leads_to_this_server(running: ThreadingHTTPServer, tmp_path: Path) -> None:
    page = (
        b'<a href="https://a.example/b/">1</a><a href="https://a.example/b/c/">2</a><a href="https://d.example/">3</a>'
    )
    (tmp_path / "public" / "404.html").write_bytes(page)
    assert ask(running, "/a/b/")[2] == page, "the start page does not say where the site is published"
    (tmp_path / "public" / "index.html").write_bytes(b'<link rel="canonical" href="https://a.example/b/">')
    assert ask(running, "/a/b/")[2] == b'<a href="/">1</a><a href="/c/">2</a><a href="https://d.example/">3</a>'
    assert ask(running, "/404.html")[2] == page, "every file is shown as it is"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_out_of_the_folder_lead_nowhere(running: ThreadingHTTPServer, tmp_path: Path) -> None:
    (tmp_path / "public" / "link.pdf").symlink_to(tmp_path / "restricted" / "secret.pdf")
    (tmp_path / "public" / "folder").symlink_to(tmp_path / "restricted")
    assert ask(running, "/link.pdf")[0] == 404
    assert ask(running, "/folder/secret.pdf")[0] == 404


def test_only_reading_is_answered(running: ThreadingHTTPServer) -> None:
    assert ask(running, "/index.html", "HEAD") == (200, "text/html; charset=utf-8", b"")
    assert ask(running, "/index.html", "PUT")[0] == 501


def test_nobody_else_can_ask(running: ThreadingHTTPServer) -> None:
    assert running.server_address[0] == "127.0.0.1"


def test_a_folder_without_release_and_a_port_that_is_taken_are_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no release"):
        server(tmp_path, 0)
    (tmp_path / "public").mkdir()
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(OutputError, match="choose another with --port"):
            server(tmp_path, taken.getsockname()[1])


@pytest.mark.parametrize("host", ["example.org", "example.org:{port}", "127.0.0.1", "localhost:1", ""])
def test_a_site_that_somebody_has_made_lead_here_gets_no_answer(running: ThreadingHTTPServer, host: str) -> None:
    status, _, content = ask(running, "/index.html", headers={"Host": host.format(port=running.server_port)})
    assert status == 421
    assert b"Start" not in content


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_server_answers_to_its_own_names(running: ThreadingHTTPServer, name: str) -> None:
    assert ask(running, "/index.html", headers={"Host": f"{name}:{running.server_port}"})[0] == 200


def test_at_the_port_that_browsers_do_not_name_the_names_alone_are_its_own(
    running: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HTTP", running.server_port)
    assert ask(running, "/index.html", headers={"Host": "localhost"})[0] == 200
    assert ask(running, "/index.html", headers={"Host": "example.org"})[0] == 421


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/\\x.example/%2e%2e", "/"),
        ("/\\x.example/../report", "/report/"),
        ("//x.example/..", "/"),
        ("/report?a", "/report/"),
    ],
)
def test_no_address_of_a_folder_leads_to_another_site(running: ThreadingHTTPServer, path: str, leads_to: str) -> None:
    assert ask(running, path)[:2] == (301, leads_to)


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, b"%PDF"),
        ("bytes=5-", 206, b"1.7"),
        ("bytes=-3", 206, b"1.7"),
        ("bytes=-300", 206, b"%PDF-1.7"),
        ("bytes=6-900", 206, b".7"),
        ("Bytes=0-3", 206, b"%PDF"),
        (f"bytes={'9' * 5000}-", 200, b"%PDF-1.7"),
        (f"bytes=-{'9' * 5000}", 200, b"%PDF-1.7"),
        ("bytes=8-", 416, b""),
        ("bytes=5-4", 416, b""),
        ("bytes=-", 200, b"%PDF-1.7"),
        ("bytes=0-1,3-4", 200, b"%PDF-1.7"),
        ("pages=1-2", 200, b"%PDF-1.7"),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(running: ThreadingHTTPServer, asked: str, status: int, part: bytes) -> None:
    found, _, content = ask(running, "/report/kefu.pdf", headers={"Range": asked})
    assert (found, content) == (status, part)


def test_every_answer_says_what_a_page_may_load(running: ThreadingHTTPServer) -> None:
    for path in ("/", "/report", "/nothing"):
        connection = http.client.HTTPConnection(HOST, running.server_port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.getheader("Content-Security-Policy") == SERVED
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        connection.close()


def test_a_connection_on_which_nothing_is_said_is_closed(
    running: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.Handler, "timeout", 0.05)
    with socket.create_connection((HOST, running.server_port), timeout=10) as connection:
        assert connection.recv(1) == b""


def test_more_connections_than_there_is_room_for_wait(
    running: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.Handler, "timeout", 0.3)
    before = threading.active_count()
    idle = [socket.create_connection((HOST, running.server_port), timeout=10) for _ in range(MOST + 5)]
    assert ask(running, "/index.html")[0] == 200
    assert threading.active_count() <= before + MOST
    for connection in idle:
        connection.close()
