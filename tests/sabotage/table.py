"""The table of what is planted where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.sabotage import image_plants, package_plants, pdf_plants, web_plants

if TYPE_CHECKING:
    from tests.sabotage.planting import Plant

PLANTS: Final[tuple[Plant, ...]] = (
    *pdf_plants.PLANTS,
    *package_plants.PLANTS,
    *web_plants.PLANTS,
    *image_plants.PLANTS,
)
