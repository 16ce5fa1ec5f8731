"""Texts that have a form."""

from __future__ import annotations

from typing import Any

import pydantic
import pytest
from pydantic import TypeAdapter, ValidationError

from kefu.authored import FORMS, Identifier, Words
from kefu.authored.forms import EmailAddress, Form, WebAddress, WebFolder


@pytest.mark.parametrize("text", ["a", "ny-bro", "2025", "a1-b2-c3"])
def test_an_identifier_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    assert TypeAdapter(Identifier).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "-", "a-", "-a", "a--b", "A", "å", "a_b", "a b", "a/b", "a.b", "a\n"])
def test_nothing_else_is_an_identifier(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Identifier).validate_python(text)


def test_words_have_no_space_around_them_and_are_never_empty() -> None:
    assert TypeAdapter(Words).validate_python("  två ord ") == "två ord"
    with pytest.raises(ValidationError):
        TypeAdapter(Words).validate_python(" ")


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.words)
def test_a_form_is_explained_and_has_an_example_that_has_it(form: Form) -> None:
    assert form.words.startswith(("be ", "contain "))
    assert TypeAdapter(pydantic.constr(pattern=form.pattern)).validate_python(form.example) == form.example


@pytest.mark.parametrize(
    ("kind", "text", "holds"),
    [
        (WebAddress, "https://creativecommons.org/licenses/by/4.0/", True),
        (WebAddress, "http://example.org", True),
        (WebAddress, "https://example.org?a=b#c", True),
        (WebAddress, "example.org", False),
        (WebAddress, "https://", False),
        (WebAddress, "https://example.org/a b", False),
        (WebFolder, "https://example.org/rapport/", True),
        (WebFolder, "https://example.org/rapport", False),
        (WebFolder, "https://example.org/?a=b/", False),
        (EmailAddress, "för.efter+x@sub.example.org", True),
        (EmailAddress, "kefu(at)example.org", False),
        (EmailAddress, "kefu@example", False),
        (EmailAddress, "kefu@example.org.", False),
        (EmailAddress, "Kefu <kefu@example.org>", False),
        (EmailAddress, "a@b@example.org", False),
    ],
)
def test_an_address_is_one_that_leads_somewhere(kind: Any, text: str, holds: bool) -> None:
    try:
        assert TypeAdapter(kind).validate_python(text) == text
    except ValidationError:
        assert not holds
    else:
        assert holds
