"""Small changes to a module, each as somebody might make it by mistake: what a test that notices it has proved."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import libcst
from mutmut.mutation import mutators

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATORS: Final[tuple[Any, ...]] = (
    mutators.operator_number,
    mutators.operator_name,
    mutators.operator_augmented_assignment,
    mutators.operator_remove_unary_ops,
    mutators.operator_keywords,
    mutators.operator_swap_op,
    mutators.operator_if_exp,
    mutators.operator_symmetric_string_methods_swap,
    mutators.operator_unsymmetrical_string_methods_swap,
)
"""What is changed: numbers, truth values, operators, branches and methods of strings; no wording, and no arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A module with one change: its lines that differ, as they were and as they are, and the whole text."""

    module: str
    line: int
    before: str
    after: str
    text: str


def changes(module: str, text: str) -> Iterator[Change]:
    """Yield every change to the text of a module that Python can compile."""
    tree: Any = libcst.parse_module(text)
    lines = text.splitlines()
    for node in _parts(tree):
        for kind, operator in mutators.mutation_operators:
            if operator not in OPERATORS or not isinstance(node, kind):
                continue
            for other in operator(node):
                changed = tree.deep_replace(node, other).code
                if _compiles(changed):
                    yield _change(module, lines, changed)


def _parts(node: Any) -> Iterator[Any]:
    """Yield what can be changed in a node: no types, which nothing runs, and no decorators, whose options mypy holds.

    That `zip` is strict is left alone too: it states what holds already.
    """
    yield node
    for child in node.children:
        strict = isinstance(child, libcst.Arg) and child.keyword is not None and child.keyword.value == "strict"
        if not strict and not isinstance(child, libcst.Annotation | libcst.Decorator):
            yield from _parts(child)


def _compiles(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _change(module: str, lines: list[str], text: str) -> Change:
    now = text.splitlines()
    first = next(number for number, pair in enumerate(zip(lines, now, strict=False)) if pair[0] != pair[1])
    same = next(number for number, pair in enumerate(zip(lines[::-1], now[::-1], strict=False)) if pair[0] != pair[1])
    before, after = (" ".join(line.strip() for line in some[first : len(some) - same]) for some in (lines, now))
    return Change(module=module, line=first + 1, before=before, after=after, text=text)
