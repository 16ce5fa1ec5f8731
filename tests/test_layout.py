"""Paths in a project's folder lead to one place, whatever links are on the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kefu.layout import astray, real

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


def test_a_path_leads_where_its_links_lead(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert real(tmp_path / "b" / ".." / "b" / "c") == tmp_path.resolve() / "a" / "c"


def test_a_link_that_leads_to_itself_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    assert real(tmp_path / "a").is_symlink()
    assert not real(tmp_path / "a").exists()


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c").symlink_to(tmp_path)
    assert astray(tmp_path / "a") == "is a link that leads to itself"
    assert astray(tmp_path / "b") == "is a link to something that does not exist"
    assert [astray(tmp_path / name) for name in ("c", "nowhere", "a/x")] == ["", "", ""]
