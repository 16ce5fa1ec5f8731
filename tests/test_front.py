"""Pictures around the texts: a logo is its own address, for pages that stand alone."""

from __future__ import annotations

import base64

from kefu.front import Shown


def test_a_logo_is_its_own_address() -> None:
    kind, _, content = Shown(suffix=".svg", content=b"<svg/>", alt="PROV").address.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(content) == b"<svg/>"


def test_a_picture_is_not_shown_in_full_where_a_value_is_printed() -> None:
    assert "svg/" not in repr(Shown(suffix=".svg", content=b"<svg/>", alt=""))
