"""What a web page may load and run, as a Content Security Policy (W3C, level 3): our own scripts and no others."""

from __future__ import annotations

from typing import Final

_SCRIPTS: Final = "'self' 'wasm-unsafe-eval'"
"""Our own scripts, and the search program that one of them loads."""

IN_PAGES: Final = f"script-src {_SCRIPTS} file:; object-src 'none'; base-uri 'none'"
"""What each page says itself, wherever it is put; opened from a folder, its scripts are files and no site's own."""

SERVED: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline' data:; img-src 'self' data:; font-src 'self'; "
    f"script-src {_SCRIPTS}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What `serve` says of every page: nothing but what is in the release."""

PREVIEWED: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline' data:; img-src 'self' data:; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""What a preview says of every answer: nothing but what comes from the preview itself."""
