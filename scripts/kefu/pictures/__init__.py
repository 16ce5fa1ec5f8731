"""Picture files → pictures that may be published: nothing in them but the picture, and alike in every format."""

from kefu.pictures.faults import PictureError
from kefu.pictures.pixels import INCH, PRINT, Size
from kefu.pictures.placing import SHARP, resolution, width_on_page
from kefu.pictures.preparing import SUFFIXES, Picture, prepared, size_of
from kefu.pictures.profile import NAMES, bare_profile

__all__ = [
    "INCH",
    "NAMES",
    "PRINT",
    "SHARP",
    "SUFFIXES",
    "Picture",
    "PictureError",
    "Size",
    "bare_profile",
    "prepared",
    "resolution",
    "size_of",
    "width_on_page",
]
