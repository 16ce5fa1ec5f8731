"""`kefu serve`: show the public site of a release on this machine."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from kefu.cli.arguments import Out, Root, release_folder
from kefu.cli.outcome import explained


def serve(
    root: Root = None,
    out: Out = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 lets the system choose.")] = 8000,
) -> None:
    """Show the public site of the release on this machine, until it is interrupted."""
    from kefu.site.serving import HOST, server

    with explained(outcome="nothing is served"), server(release_folder(out, root), port) as serving:
        typer.echo(f"the site is at http://{HOST}:{serving.server_port}/ until you press Ctrl+C")
        with suppress(KeyboardInterrupt):
            serving.serve_forever()
