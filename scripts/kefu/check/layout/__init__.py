"""How the pages of a finished PDF are filled: whether anything stands alone that belongs with something else."""

from kefu.check.layout.findings import layout

__all__ = ["layout"]
