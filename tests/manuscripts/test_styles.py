"""Styles have what they build on, unless they say something else, and circles of styles end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.word.ooxml import docx, p

from kefu.manuscripts.styles import styles_of
from kefu.word import opened

if TYPE_CHECKING:
    from pathlib import Path

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Mellan"/><w:basedOn w:val="A"/>'
    '<w:rPr><w:b w:val="0"/><w:sz w:val="30"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Del"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:basedOn w:val="Y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="Y"/><w:basedOn w:val="X"/></w:style>'
)


def test_what_styles_say(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p(), styles=STYLES))
    styles = styles_of(opened(path))

    assert [styles.level(None, name) for name in ("A", "B", "C", "Normal", "X", "borta")] == [2, 2, 1, 0, 0, 0]
    assert [styles.holds("rPr/b", None, name) for name in ("A", "B", "X")] == [True, False, False]
    assert [styles.value("rPr/sz", None, name) for name in ("A", "B")] == ["22", "30"]
    assert styles.name("") == "normal"
