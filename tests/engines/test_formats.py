"""Each format asks an engine for a conversion of its own, and of the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu.authored import Format
from kefu.engines.conversion import BODY, Conversion
from kefu.engines.formats import render

if TYPE_CHECKING:
    from kefu.engines import Rendered
    from kefu.model import Document


class Asked(Exception):  # noqa: N818 - it is no error
    """The conversion that an engine was asked for."""

    def __init__(self, conversion: Conversion) -> None:
        self.conversion = conversion
        super().__init__(conversion)


def asking(conversion: Conversion) -> Rendered:
    raise Asked(conversion)


@pytest.mark.parametrize("format_", Format)
def test_a_format_asks_for_its_own_conversion(rich: Document, format_: Format) -> None:
    with pytest.raises(Asked) as caught:
        render(rich, format_, asking)
    conversion = caught.value.conversion

    assert conversion.format is format_
    assert conversion.document.name == rich.name
    assert conversion.blocks
    assert BODY in conversion.template
    assert bool(conversion.reference) is (format_ is Format.DOCX)
