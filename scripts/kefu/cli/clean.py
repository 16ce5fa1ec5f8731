"""`kefu clean`: empty the cache."""

from __future__ import annotations

import typer

from kefu.cache import empty, is_store
from kefu.cli.arguments import Cache, Root, project_folder
from kefu.diagnostics import OutputError
from kefu.layout import CACHE


def clean(root: Root = None, cache: Cache = None) -> None:
    """Remove what was kept so that it need not be made again. Nothing else is lost: the next build makes everything."""
    folder = cache or project_folder(root) / CACHE
    if not folder.exists():
        typer.echo(f"there is no cache in “{folder}”")
        return
    if not is_store(folder):
        raise OutputError(f"“{folder}” is no cache of this program, so nothing in it was removed")
    try:
        empty(folder)
    except OSError as error:
        raise OutputError(f"“{error.filename or folder}” cannot be removed: {error.strerror}; try again") from None
    typer.echo(f"the cache in “{folder}” is empty")
