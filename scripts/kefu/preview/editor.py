"""Links that open a text editor at a place in the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.diagnostics import Location

VARIABLE: Final = "KEFU_EDITOR"
"""The variable of the environment that names the editor, as the template of its links."""

CODE: Final = "vscode://file/{path}:{line}:{column}"
"""The links of Visual Studio Code. Source: its documentation, “Opening VS Code with URLs”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """A text editor, by the template of its links; `root` is the project's folder.

    In the template, `{path}`, `{line}` and `{column}` stand for the place.
    """

    root: Path
    template: str = CODE

    def link(self, place: Location) -> str:
        """Return the link to a place; what is not known of it is the beginning."""
        path = quote((self.root / place.path).as_posix(), safe="/:")
        filled = self.template.replace("file/{path}", f"file/{path.removeprefix('/')}").replace("{path}", path)
        return filled.replace("{line}", str(place.line or 1)).replace("{column}", str(place.column or 1))
