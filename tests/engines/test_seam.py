"""The engines are what the seam asks for, so that a build can take either."""

from __future__ import annotations

import inspect

import pytest

from kefu.engines import Rendered
from kefu.engines.pandoc import PandocEngine
from kefu.engines.quarto.engine import QuartoEngine
from kefu.engines.seam import PICTURES, Engine


@pytest.mark.parametrize("engine", [PandocEngine, QuartoEngine])
def test_an_engine_renders_a_document_in_a_format(engine: type[Engine]) -> None:
    assert inspect.signature(engine.render) == inspect.signature(Engine.render)


def test_a_file_that_came_out_well_has_no_warnings_and_no_pictures_beside_it() -> None:
    made = Rendered(content=b"x")

    assert (made.warnings, made.assets) == ((), ())


def test_pictures_stand_in_one_folder_beside_a_page() -> None:
    assert PICTURES
    assert PICTURES.isidentifier(), "it is a name that every system and address can have"
