"""Quarto, which a user may have installed, as another engine."""

from kefu.engines.quarto.engine import QuartoEngine
from kefu.engines.quarto.program import find, locate, unsupported

__all__ = ["QuartoEngine", "find", "locate", "unsupported"]
