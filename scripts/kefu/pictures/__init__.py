"""Picture files → pictures that may be published: nothing in them but the picture, and alike in every format."""

from kefu.pictures.faults import PictureError
from kefu.pictures.pixels import PRINT, Size
from kefu.pictures.placing import SHARP, resolution, width_on_page
from kefu.pictures.preparing import SUFFIXES, Picture, prepared, size_of

__all__ = [
    "PRINT",
    "SHARP",
    "SUFFIXES",
    "Picture",
    "PictureError",
    "Size",
    "prepared",
    "resolution",
    "size_of",
    "width_on_page",
]
