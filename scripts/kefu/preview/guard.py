"""Who may ask a preview for something: browsers that call it by its own name and know its token, and only to read."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from typing import TYPE_CHECKING, Final

from kefu.policy import PREVIEWED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from typing import Any

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS: Final = (
    (b"content-security-policy", PREVIEWED.encode()),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
"""What every answer says: nothing of it is kept, told to others, or taken for something else."""

METHODS: Final = ("GET", "HEAD")

NOT_FOUND: Final = 404
NOT_ALLOWED: Final = 405
MISDIRECTED: Final = 421

HTTP: Final = 80
"""The port that browsers do not name."""


def names(host: str) -> frozenset[str]:
    """Return what a browser may call a server that was told to listen at a host.

    Another name is that of a site that somebody has made lead here.
    """
    if is_loopback(host):
        return frozenset((host, "127.0.0.1", "localhost"))
    own = socket.gethostname().lower()
    return frozenset((host.lower(), own, f"{own}.local", "127.0.0.1", "localhost"))


def is_loopback(host: str) -> bool:
    """Return whether only programs on this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Answers itself what may not be asked, and puts `HEADERS` on every answer."""

    def __init__(self, app: App, token: str, host: str, port: int) -> None:
        self._app = app
        self._token = token
        self._names = names(host)
        self._reachable = not is_loopback(host)
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; see ASGI."""
        if scope["type"] != "http":
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in HEADERS}
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in own]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        if refusal := self._refusal(scope):
            await answer({"type": "http.response.start", "status": refusal, "headers": [(b"content-length", b"0")]})
            await answer({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, receive, answer)

    def _refusal(self, scope: Scope) -> int:
        """Return the status for what may not be asked, and 0 for the rest."""
        hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._is_own(hosts[0]):
            return MISDIRECTED
        token = scope["path"].split("/")[1] if scope["path"].startswith("/") else ""
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return NOT_FOUND
        return 0 if scope["method"] in METHODS else NOT_ALLOWED

    def _is_own(self, host: str) -> bool:
        """Return whether a host in a request is one of this server's; no site can have an address as its name."""
        name, _, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", str(HTTP))
        if port != str(self._port):
            return False
        if name in self._names:
            return True
        try:
            return self._reachable and bool(ipaddress.ip_address(name.strip("[]")))
        except ValueError:
            return False
