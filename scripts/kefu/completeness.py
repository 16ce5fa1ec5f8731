"""Tables that leave out nothing: one that forgets a member of what it is about is an error that names the member."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

T = TypeVar("T", bound="Collection[object]")


def complete(members: Iterable[object], table: T) -> T:
    """Return a table by member, or an order of the members, as it is given.

    Raises `ValueError`, when the module with the table is imported, where it says nothing of one of the members.
    """
    missing = [member for member in members if member not in table]
    if missing:
        raise ValueError(f"the table says nothing of {', '.join(map(repr, missing))}")
    return table
