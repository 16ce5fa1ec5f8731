"""The search index holds what the pages say, and the same pages give the same index."""

from __future__ import annotations

import gzip
from pathlib import PurePosixPath

import pytest

from kefu.site.search import index

PAGE = (
    '<!doctype html><html lang="sv-SE"><head><title>{title}</title></head><body><nav>Sidhuvudet</nav>'
    '<main data-pagefind-body><h1 id="a">{title}</h1><p>{text}</p></main></body></html>'
)


def pages(**texts: str) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath("cases", name, "index.html"): PAGE.format(title=name, text=text).encode()
        for name, text in texts.items()
    }


def fragments(files: dict[PurePosixPath, bytes]) -> str:
    return "\n".join(
        gzip.decompress(content).decode("utf-8", "replace")
        for path, content in sorted(files.items())
        if path.suffix == ".pf_fragment"
    )


def test_an_index_holds_the_pages_with_their_addresses_and_nothing_around_them() -> None:
    found = fragments(dict(index(pages(ett="Tjänstemännens ansvar", tva="Nämndens beslut"))))
    assert "Tjänstemännens ansvar" in found
    assert "/cases/tva/index.html" in found
    assert "Sidhuvudet" not in found


def test_the_same_pages_give_the_same_index() -> None:
    some = pages(ett="Tjänstemännens ansvar", tva="Nämndens beslut")
    assert index(some) == index(dict(reversed(some.items())))


def test_an_index_is_one_for_swedish_and_has_no_user_interface() -> None:
    names = {path.name for path in index(pages(ett="Ansvar"))}
    assert "pagefind.js" in names
    assert any(name.startswith("wasm.sv") for name in names)
    assert not any("ui" in name for name in names)


def test_no_pages_have_no_index() -> None:
    assert index({}) == {}


def test_what_pagefind_cannot_do_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: "/bin/false")
    with pytest.raises(RuntimeError, match="pagefind failed"):
        index(pages(ett="Ansvar"))
