"""A flag that a signal handler may set."""

from __future__ import annotations


class Flag:
    """Something that is set or not, and that a signal handler may set at any moment, because setting it takes no lock.

    A `threading.Event` would wait for itself forever if a second signal arrived while the first was setting it.
    """

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        """Return whether it is set."""
        return self._set

    def set(self) -> None:
        """Set it."""
        self._set = True

    def clear(self) -> None:
        """Reset it."""
        self._set = False
