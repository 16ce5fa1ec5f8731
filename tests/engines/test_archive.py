"""Archives whose bytes repeat."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

from kefu.engines.archive import archived

if TYPE_CHECKING:
    import pytest


def test_an_archive_holds_its_members_in_the_order_given() -> None:
    content = archived({"b": b"2" * 100, "a": b"1"}, first=("mimetype", b"x"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert [(e.filename, e.compress_type) for e in archive.infolist()] == [
            *(("mimetype", zipfile.ZIP_STORED), ("b", zipfile.ZIP_DEFLATED), ("a", zipfile.ZIP_DEFLATED))
        ]
        assert archive.read("b") == b"2" * 100


def test_an_archive_does_not_know_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before = archived({"a": b"1"})
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(10**9))

    assert archived({"a": b"1"}) == before
