"""The XML of Word files is read within bounds, and written as it was."""

from __future__ import annotations

from typing import Final

import pytest
from tests.word.ooxml import docx, p, r

from kefu.rules.word import WORD_FILE_IS_READABLE, WORD_FILE_IS_WITHIN_BOUNDS, WORD_FILE_RUNS_NOTHING
from kefu.word import xml
from kefu.word.package import of
from kefu.word.refusal import RefusalError
from kefu.word.xml import W14, W, is_strict, local, made, parsed, renewed, written

STRICT: Final = (
    b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
    b'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><w:body/></w:document>'
)


def test_an_element_is_read_and_written_as_it_was() -> None:
    content = of("a.docx", docx(p(r("Å &<")))).parts["word/document.xml"]
    root = parsed("word/document.xml", content)

    assert root.tag == f"{W}document"
    assert parsed("x", written(root)).findtext(f".//{W}t") == "Å &<"
    assert written(parsed("x", written(root))) == written(root)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    with pytest.raises(RefusalError, match="document type") as refused:
        parsed("a.xml", text.encode(encoding))

    assert refused.value.rule is WORD_FILE_RUNS_NOTHING


def test_a_document_type_in_disguise_is_refused() -> None:
    content = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a [ ]+AD4APA-a/+AD4-'

    with pytest.raises(RefusalError) as refused:
        parsed("a.xml", content)

    assert refused.value.rule in {WORD_FILE_RUNS_NOTHING, WORD_FILE_IS_READABLE}


def test_what_is_not_well_formed_is_told_with_its_place() -> None:
    with pytest.raises(RefusalError, match=r"“a.xml” in it is not well-formed XML: .*line 1") as refused:
        parsed("a.xml", b"<a><b></a>")

    assert refused.value.rule is WORD_FILE_IS_READABLE
    assert refused.value.hints


@pytest.mark.parametrize("content", [b"", b"\0", b'<?xml version="1.0" encoding="nonsense"?><a/>', b"text"])
def test_what_is_no_xml_is_told(content: bytes) -> None:
    with pytest.raises(RefusalError, match="not well-formed"):
        parsed("a.xml", content)


@pytest.mark.parametrize("content", [b"<a>" * 300 + b"</a>" * 300, b"<a>" + b"x" * (11 << 20) + b"</a>"])
def test_what_is_too_deep_or_too_long_is_told(content: bytes) -> None:
    with pytest.raises(RefusalError, match="more deeply") as refused:
        parsed("a.xml", content)

    assert refused.value.rule is WORD_FILE_IS_WITHIN_BOUNDS


@pytest.mark.parametrize("sign", [b"<b/>", b' c="1"'])
def test_what_has_too_many_tags_or_attributes_is_told_before_it_is_read(
    sign: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "SIGNS", 100)

    with pytest.raises(RefusalError, match="larger"):
        parsed("a.xml", b"<a>" + sign * 101 + b"</a>")


def test_the_strict_form_is_read_under_common_names_and_written_under_its_own() -> None:
    root = parsed("a.xml", STRICT)

    assert root.tag == f"{W}document"
    assert is_strict(STRICT)
    assert not is_strict(written(root))
    assert written(root, strict=True).endswith(STRICT.replace(b"<w:body/>", b"<w:body/>"))


def test_names_are_declared_once_more_for_programs_that_do_not_know_them() -> None:
    root = parsed("a.xml", b'<w:comments xmlns:w="%s" w:a="1"><w:comment/></w:comments>' % W.strip("{}").encode())
    new = renewed(root, {"w14": W14.strip("{}")})
    again = renewed(parsed("a.xml", written(new)), {"w14": W14.strip("{}")})

    assert b'mc:Ignorable="w14"' in written(new)
    assert [local(child) for child in new] == ["comment"]
    assert new.get(f"{W}a") == "1"
    assert written(again) == written(new)


def test_an_element_is_made_with_others_in_it() -> None:
    element = made(f"{W}p", {f"{W}a": "1"}, made(f"{W}r"))

    assert [local(child) for child in element] == ["r"]
    assert element.get(f"{W}a") == "1"


def test_comments_and_instructions_have_no_name() -> None:
    assert [local(child) for child in parsed("a.xml", b"<a><!-- x --><?y z?><b/></a>")] == ["", "", "b"]
