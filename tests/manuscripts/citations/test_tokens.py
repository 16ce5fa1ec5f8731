"""Tokens stand for fields."""

from __future__ import annotations

from kefu.manuscripts.citations.tokens import TOKEN, token, without


def test_a_token_has_the_number_of_its_field() -> None:
    assert TOKEN.findall(f"a{token(0)}{token(120)}b") == ["0", "120"]


def test_signs_of_tokens_are_taken_out_of_a_text() -> None:
    assert without(f"a{token(3)}b") == "a3b"
    assert not TOKEN.search(without(token(3)))
