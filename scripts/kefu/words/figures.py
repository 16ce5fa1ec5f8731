"""What figures show, and what their alternative texts say."""

from __future__ import annotations

from typing import Final, get_args

from kefu.authored import Side
from kefu.completeness import complete

SIDE_NAMES: Final = complete(
    get_args(Side), {"politics": "Politiken", "administration": "Förvaltningen", "outside": "Utanför"}
)
ON_A_SIDE: Final = complete(
    get_args(Side), {"politics": "i politiken", "administration": "i förvaltningen", "outside": "utanför"}
)
RELATION: Final = "{one} till {other}: {text}"
DAYS: Final = "{number} dagar"

JOINING: Final = ("av", "för", "från", "i", "med", "och", "på", "som", "till", "vid")
"""Words that belong to what follows them, so that a line ends before them if it can."""
