"""What reviewers read in the answers that are put into their Word files."""

from __future__ import annotations

from typing import Final

DONE: Final = "Infört."
NOT_DONE: Final = "Inte infört."
"""What became of a comment, if its authors have decided and written no answer."""

ANSWERED: Final = "svar"
"""What the name of an answered file ends with."""
