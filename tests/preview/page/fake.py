"""A preview that plays what a test wants: the states that it says, and the documents that it shows."""

from __future__ import annotations

import io
import json
import queue
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pikepdf
from tests.conftest import REPOSITORY

from kefu.site.fonts import fonts
from kefu.site.serving import HOST, TYPES
from kefu.site.style import style
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOLDER: Final = REPOSITORY / "scripts" / "kefu" / "preview" / "page"
TOKEN: Final = "en-hemlig-adress"  # noqa: S105 - it protects nothing
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; object-src 'self'"
)
"""What the preview lets its page do."""

State = dict[str, Any]

CASES: Final = {
    1: ("01-utkastet", "Utkastet som läckte"),
    2: ("02-prognosen", "Prognosen"),
    3: ("03-ordforande", "Ny ordförande, gammal direktör"),
    4: ("04-inlagget", "Inlägget"),
    5: ("05-ringer", "Ordföranden ringer"),
    6: ("06-ord", "Ett vanligt ord"),
    7: ("07-loftet", "Löftet och rapporten"),
    8: ("08-herrar", "En direktör, flera herrar"),
    9: ("09-handslaget", "Handslaget"),
    10: ("10-anmalan", "Anmälan"),
    11: ("11-samlingen", "Överenskommelsen om samlingsstyret i den nybildade kommunen"),
}
EDITIONS: Final = {
    "student": ("Studentutgåva", ["html", "pdf", "epub", "docx"]),
    "leadership": ("Ledarprogramsutgåva", ["html", "pdf"]),
    "teacher": ("Lärarutgåva", ["pdf", "docx"]),
    "reading": ("Läsutgåva", ["html", "epub"]),
}
REPORT: Final = "report/rapport"
FIRST: Final = "student/01-utkastet"
SECOND: Final = "student/02-prognosen"
TEACHER: Final = "teacher/02-prognosen"


def document(identifier: str, **known: Any) -> State:
    """Return what a state says of a document, as if it had been made and nothing were wrong with it."""
    edition, _, name = identifier.partition("/")
    number, title = next(((n, title) for n, (folder, title) in CASES.items() if folder == name), (0, ""))
    label, formats = EDITIONS.get(edition, ("Rapport", ["html", "pdf", "epub", "docx"]))
    return {
        "id": identifier,
        "case": str(number or ""),
        "caseTitle": title,
        "edition": label,
        "title": title or "När det blir svårt",
        "restricted": edition == "teacher",
        "formats": formats,
        "revision": "a1",
        "pdf": "a1",
        "good": True,
        "since": "12:01:07",
        "errors": 0,
        "warnings": 0,
        "changed": False,
        "checked": "",
    } | known


def problem(**known: Any) -> State:
    """Return a problem of the second case, as a state has it."""
    return {
        "severity": "error",
        "rule": "citation-resolves",
        "message": "“@lindgren2031” is not in the bibliography",
        "hints": ["did you mean @lindgren2013?"],
        "path": "cases/02-prognosen/case.md",
        "line": 14,
        "column": 26,
        "text": "Kommunen växte långsamt [@lindgren2031, s. 12], som alla hade väntat.",
        "documents": [SECOND, REPORT],
        "editor": "vscode://file/projekt/cases/02-prognosen/case.md:14:26",
    } | known


SHORT: Final = (REPORT, FIRST, "leadership/01-utkastet", "teacher/01-utkastet", SECOND, TEACHER)
LONG: Final = (REPORT, *(f"{edition}/{folder}" for folder, _ in CASES.values() for edition in EDITIONS))


def state(documents: Sequence[str] = SHORT, **known: Any) -> State:
    """Return a state in which all is well."""
    return {
        "title": "När det blir svårt",
        "serial": 1,
        "at": "12:03:41",
        "busy": "",
        "documents": [document(identifier) for identifier in documents],
        "latest": "",
        "focus": None,
        "problems": [],
    } | known


SPLIT: Final = "Stycke 26."
"""How the second section of a document begins."""


def paragraphs(count: int = 40) -> list[str]:
    """Return the paragraphs of a document that is several screens long."""
    rest = "Kommunstyrelsens ordförande läste prognosen en gång till och lade ifrån sig den. " * 3
    return [f"Stycke {number}. {rest}" for number in range(1, count + 1)]


def page(title: str, texts: Sequence[str]) -> str:
    """Return a web page as the preview gives it: in the site's style, with places and the script of the preview."""
    middle = next((n for n, text in enumerate(texts) if text.startswith(SPLIT)), len(texts))
    written = [
        f'<p data-source="{n}" data-editor="vscode://file/fall.md:{n}:1">{text}</p>' for n, text in enumerate(texts)
    ]
    return f"""<!DOCTYPE html>
<html lang="sv-SE"><head><meta charset="utf-8"><title>{title}</title>
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<link rel="stylesheet" href="../../../assets/kefu.css">
<script type="module" src="../../../page/preview-document.js"></script></head>
<body class="reading"><header class="site"><p class="brand"><a href="../../index.html">Startsida</a></p></header>
<main id="innehall"><article><header class="title"><p class="banner"><strong>Förhandsvisning</strong></p>
<h1>{title}</h1></header><nav class="toc"><details open><summary>Innehåll</summary>
<ul><li>Mötet</li><li>Beslutet</li></ul></details></nav><div class="text">
<section><h2 id="sec-ett">Mötet</h2>{"".join(written[:middle])}</section>
<section><h2 id="sec-tva">Beslutet</h2>{"".join(written[middle:])}</section>
<p><a id="ut" href="https://example.org/">annanstans</a></p></div></article></main></body></html>"""


@cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """Return the style of the site and its fonts, each with its media type."""
    return {"kefu.css": ("text/css", style(THEME))} | {f"fonts/{name}": ("font/woff", made) for name, made in fonts(())}


@cache
def sheets() -> bytes:
    """Return a PDF that has five paragraphs of a document on each page, by their first words."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    for first in range(1, 41, 5):
        lines = (
            f"(Stycke {n}. Kommunstyrelsens ordf\\366rande l\\344ste prognosen) Tj T*" for n in range(first, first + 5)
        )
        page_ = pdf.add_blank_page(page_size=(595, 842))
        page_.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page_.Contents = pdf.make_stream(f"BT /F1 12 Tf 40 TL 70 750 Td {' '.join(lines)} ET".encode("latin-1"))
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


@dataclass(kw_only=True)
class Fake:
    """A preview. What it shows of a document is in `pages`, by the document's name; what is missing is not found."""

    state: State
    pages: dict[str, str]
    address: str = ""
    open: bool = True
    """Whether one can connect."""

    read: bool = True
    """Whether the publication has been read, and with it what its pages look like."""

    asked: list[str] = field(default_factory=list)
    pause: dict[str, threading.Event] = field(default_factory=dict)
    _listeners: list[queue.Queue[bytes]] = field(default_factory=list)

    def say(self, documents: Mapping[str, Mapping[str, Any]] | None = None, **known: Any) -> None:
        """Say a state that differs from the last one in some of its values, and in those of some documents."""
        changed = [one | (documents or {}).get(one["id"], {}) for one in self.state["documents"]]
        self.state = self.state | {"documents": changed, "serial": self.state["serial"] + 1} | known
        for listener in self._listeners:
            listener.put(self.event())

    def write(self, identifier: str, texts: Sequence[str], revision: str, **known: Any) -> None:
        """Change a document, and say so."""
        self.pages[identifier] = page("Prognosen", texts)
        self.say({identifier: {"revision": revision, "pdf": revision}}, **known)

    def cut(self) -> None:
        """Break all connections, and let nobody connect."""
        self.open = False
        for listener in self._listeners:
            listener.put(b"")

    def event(self) -> bytes:
        return f"event: state\ndata: {json.dumps(self.state)}\n\n".encode()

    @contextmanager
    def listening(self) -> Iterator[queue.Queue[bytes]]:
        listener: queue.Queue[bytes] = queue.Queue()
        self._listeners.append(listener)
        try:
            yield listener
        finally:
            self._listeners.remove(listener)

    def answer(self, path: str) -> tuple[str, bytes] | None:  # noqa: PLR0911 - one for each kind of path
        """Return the media type and the content of what is at a path."""
        match path.split("/"):
            case [""]:
                return "text/html", (FOLDER / "index.html").read_bytes()
            case ["page", name] if (FOLDER / name).is_file():
                return TYPES.get((FOLDER / name).suffix, "text/css"), (FOLDER / name).read_bytes()
            case ["assets", *names] if self.read:
                return assets().get("/".join(names))
            case ["document", _, _, "review.json"]:
                return "application/json", b'{"items": []}'
            case ["document", edition, folder, file]:
                identifier = f"{edition}/{folder}"
                if identifier in self.pause:
                    self.pause[identifier].wait(10)
                known = self.pages.get(identifier)
                if known is None:
                    return None
                return ("application/pdf", sheets()) if file == "file.pdf" else ("text/html", known.encode())
            case _:
                return None


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix(f"/{TOKEN}/")
            fake.asked.append(f"{self.command} {path}")
            if path == "events" and fake.open:
                self.events()
                return
            found = fake.answer(path)
            kind, content = found or ("text/plain", b"")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815 - the names are the library's

        def events(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            with fake.listening() as listener:
                said = fake.event()
                while said:
                    self.wfile.write(said)
                    self.wfile.flush()
                    said = listener.get()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing of connections that break off."""


@contextmanager
def playing(fake: Fake) -> Iterator[Fake]:
    """Serve a preview on this machine."""
    server = Server((HOST, 0), _handler(fake))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    fake.address = f"http://{HOST}:{server.server_port}/{TOKEN}/"
    try:
        yield fake
    finally:
        fake.cut()
        server.shutdown()
        server.server_close()
        thread.join()


def fake_of(known: State) -> Fake:
    """Return a preview that has a long web page and a PDF of each document of a state."""
    assets()  # before several requests ask for them at once
    pages = {one["id"]: page(one["title"], paragraphs()) for one in known["documents"]}
    return Fake(state=known, pages=pages)
