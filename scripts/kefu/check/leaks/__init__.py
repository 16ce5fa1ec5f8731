"""What a file may not show: passages from parts that its edition excludes, searched for in all that it contains."""

from kefu.check.leaks.audit import PICTURE, Lettered, Searched, Wanted, leaks, lettered, search_channels, wanted
from kefu.check.leaks.scope import Scope, passages, scope_of, scope_of_site
from kefu.check.leaks.sharing import shared

__all__ = [
    "PICTURE",
    "Lettered",
    "Scope",
    "Searched",
    "Wanted",
    "leaks",
    "lettered",
    "passages",
    "scope_of",
    "scope_of_site",
    "search_channels",
    "shared",
    "wanted",
]
