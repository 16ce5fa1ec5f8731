"""A web server for looking at a release on this machine, and for nothing else."""

from __future__ import annotations

import mimetypes
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Final

from kefu.authored import Format, Visibility
from kefu.diagnostics import OutputError

HOST: Final = "127.0.0.1"
"""Only programs on this machine can reach the server."""

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
    public = out.resolve() / Visibility.PUBLIC
    if not public.is_dir():
        raise OutputError(f"there is no release in “{out}”; run “kefu build” first, or name the folder with --out")
    try:
        return ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(public)))
    except OSError as error:
        raise OutputError(f"port {port} cannot be used: {error.strerror}; choose another with --port") from None


class Handler(SimpleHTTPRequestHandler):
    """Answers requests for files in one folder; it finds nothing outside that folder, not even through a link."""

    server_version = "kefu"
    sys_version = ""

    def guess_type(self, path: object) -> str:
        """Return the media type of a file; texts are UTF-8."""
        suffix = Path(str(path)).suffix.lower()
        kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def send_head(self) -> BytesIO | None:
        """Send the headers of a file and return the file, or else the page for missing addresses."""
        public = Path(self.directory).resolve()
        if "\0" in self.translate_path(self.path):
            return self._not_found(public)
        wanted = Path(self.translate_path(self.path))
        page = wanted / "index.html" if wanted.is_dir() else wanted
        if not page.resolve().is_relative_to(public) or not page.is_file():
            return self._not_found(public)
        if wanted.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{self.path.partition('?')[0]}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return self._sent(page, page.read_bytes(), HTTPStatus.OK)

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

    def _sent(self, page: Path, content: bytes, status: HTTPStatus) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(page))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Print nothing: anybody who looks at the pages sees what is missing."""
