"""The seam between what a document says and how it is typeset: an engine renders a document in a format."""

from kefu.engines.seam import PICTURES, Engine, Rendered

__all__ = ["PICTURES", "Engine", "Rendered"]
