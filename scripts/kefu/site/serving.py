"""A web server for looking at a release on this machine, and for nothing else."""

from __future__ import annotations

import mimetypes
import re
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from kefu.authored import Format, Visibility
from kefu.diagnostics import OutputError
from kefu.layout import real
from kefu.policy import SERVED

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    Request = socket.socket | tuple[bytes, socket.socket]
    Address = Any

HOST: Final = "127.0.0.1"
"""Only programs on this machine can reach the server."""

NAMES: Final = (HOST, "localhost")
"""What a browser may call the server. Another name is that of a site that somebody has made lead here."""

HTTP: Final = 80
"""The port that browsers do not name."""

IDLE: Final = 20.0
"""Seconds after which a connection on which nothing is said is closed."""

MOST: Final = 32
"""The most connections at a time; further ones wait."""

RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)
"""A request for one part of a file (RFC 9110, section 14.1.2). Any other range gives the whole file."""

NOT_FOUND: Final = "404.html"
CANONICAL: Final = re.compile(rb'<link rel="canonical" href="([^"]+)">')
"""The part of a start page that says where the site is published."""

TYPES: Final = {f".{format_}": format_.media_type for format_ in Format} | {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pagefind": "application/wasm",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".woff": "font/woff",
    ".xml": "application/xml",
}
"""Media types by suffix, so that they are the same whatever this machine's own list says."""


def server(out: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for the public files of the release in a folder; it listens but does not answer yet.

    With port 0 the system chooses one; `server_port` says which. Raises `OutputError` if there is no release, or if
    the port is taken.
    """
    public = real(out) / Visibility.PUBLIC
    if not public.is_dir():
        raise OutputError(f"there is no release in “{out}”; run “kefu build” first, or name the folder with --out")
    try:
        return Server((HOST, port), partial(Handler, directory=str(public)))
    except OSError as error:
        raise OutputError(f"port {port} cannot be used: {error.strerror}; choose another with --port") from None


def _address(folder: Path) -> str:
    """Return the address of a folder of the site, whose first characters cannot be taken for another site."""
    return f"/{quote(folder.as_posix())}/" if folder.parts else "/"


NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Server(ThreadingHTTPServer):
    """A server with no more than `MOST` threads."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: partial[Handler]) -> None:
        super().__init__(address, handler)
        self._room = threading.BoundedSemaphore(MOST)

    def process_request(self, request: Request, client_address: Address) -> None:
        """Answer a connection in a thread of its own, as soon as there is room for one."""
        if self._room.acquire(timeout=IDLE):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Request, client_address: Address) -> None:
        """Answer a connection, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Request, client_address: Address) -> None:
        """Print nothing of connections that break off."""


class Handler(SimpleHTTPRequestHandler):
    """Answers requests for files in one folder; it finds nothing outside that folder, not even through a link."""

    server_version = "kefu"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = IDLE

    def guess_type(self, path: object) -> str:
        """Return the media type of a file; texts are UTF-8."""
        suffix = Path(str(path)).suffix.lower()
        kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def send_head(self) -> BytesIO | None:
        """Send the headers of a file and return the file, or else the page for missing addresses."""
        public = real(Path(self.directory))
        port = cast("Server", self.server).server_port
        if self.headers.get("Host", "") not in {f"{name}:{port}" for name in NAMES} | set(
            NAMES if port == HTTP else ()
        ):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        wanted = Path(self.translate_path(self.path))
        try:
            page = wanted / "index.html" if wanted.is_dir() else wanted
            if not real(page).is_relative_to(public) or not page.is_file():
                return self._not_found(public)
        except (OSError, ValueError):  # a path that no file can have: too long, or with a NUL
            return self._not_found(public)
        if wanted.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", _address(real(wanted).relative_to(public)))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return self._part(page, page.read_bytes())

    def _part(self, page: Path, content: bytes) -> BytesIO:
        """Send the part of a file that is asked for, or the whole file (RFC 9110, sections 14.2 to 14.4)."""
        size = len(content)
        asked = RANGE.fullmatch(self.headers.get("Range", ""))
        if self.command != "GET" or not asked or not any(asked.groups()):
            return self._sent(page, content, HTTPStatus.OK, {"Accept-Ranges": "bytes"})
        if asked[1]:
            first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
        else:
            first, last = max(size - int(asked[2]), 0), size - 1
        if first >= size or (asked[2] and asked[1] and int(asked[2]) < first):
            unmet = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            return self._sent(page, b"", unmet, {"Content-Range": f"bytes */{size}"})
        told = {"Content-Range": f"bytes {first}-{last}/{size}"}
        return self._sent(page, content[first : last + 1], HTTPStatus.PARTIAL_CONTENT, told)

    def _not_found(self, public: Path) -> BytesIO | None:
        """Send the page for missing addresses, with links to this server instead of to the published site."""
        page, start = public / NOT_FOUND, public / "index.html"
        if not page.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        content = page.read_bytes()
        published = CANONICAL.search(start.read_bytes()) if start.is_file() else None
        if published:
            content = content.replace(b'href="' + published[1], b'href="/')
        return self._sent(page, content, HTTPStatus.NOT_FOUND)

    def _sent(self, page: Path, content: bytes, status: HTTPStatus, told: Mapping[str, str] = NOTHING) -> BytesIO:
        self.send_response(status)
        for name, value in told.items():
            self.send_header(name, value)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(content)

    def end_headers(self) -> None:
        """Let every answer say what the page may load, and that its type is what it says."""
        self.send_header("Content-Security-Policy", SERVED)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Print nothing: anybody who looks at the pages sees what is missing."""
