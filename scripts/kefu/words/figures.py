"""What figures show, and what their alternative texts say."""

from __future__ import annotations

from typing import Final

SIDE_NAMES: Final = {"politics": "Politiken", "administration": "Förvaltningen", "outside": "Utanför"}
ON_A_SIDE: Final = {"politics": "i politiken", "administration": "i förvaltningen", "outside": "utanför"}
RELATION: Final = "{one} till {other}: {text}"
DAYS: Final = "{number} dagar"
