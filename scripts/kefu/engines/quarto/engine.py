"""The other engine: the Quarto command line, if the user has it.

Quarto is given an empty document, and a filter that puts the finished tree into it after all of Quarto's own
processing. Everything is selected, numbered and resolved beforehand, so there is nothing left for Quarto to leave out.
Source for the filter's place: Quarto's guide, Lua filters, entry points (`post-finalize` is the last).
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, assert_never

from kefu import tree
from kefu.authored import Format
from kefu.completeness import complete
from kefu.engines import Rendered, formats
from kefu.engines.conversion import BODY, noon
from kefu.engines.quarto.messages import problems
from kefu.engines.quarto.program import environment, run
from kefu.engines.typst import MAIN, STANDARDS
from kefu.fonts import folder_of_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.engines.conversion import Conversion
    from kefu.engines.quarto.program import Program
    from kefu.model import Document

NAME: Final = "document"
FILTER: Final = Path(__file__).with_name("quarto.lua")
TEMPLATES: Final = complete(
    Format,
    {
        Format.PDF: ("template", "template.typ"),
        Format.HTML: ("template", "template.html"),
        Format.EPUB: ("template", "template.xhtml"),
        Format.DOCX: ("reference-doc", "reference.docx"),
    },
)
"""Quarto's option that says what stands around a text or how it looks, and the file that is given for it."""

FONTS: Final = "fonts"
PAGE: Final = f"<!DOCTYPE html><html><head><title>{NAME}</title></head><body>{BODY}</body></html>"
"""What surrounds the text of a web page on its way through Quarto, which parses the whole page."""

TARGETS: Final = complete(Format, {Format.PDF: "typst", Format.HTML: "html", Format.EPUB: "epub", Format.DOCX: "docx"})
"""Quarto's names for the formats."""

SECONDS: Final = 180
"""The time limit of one render. The longest one in this repository takes six seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuartoEngine:
    """Renders with a Quarto that has been found; a render that takes longer than `seconds` is stopped."""

    program: Program
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """The name of the engine, with its version."""
        return f"quarto {self.program.version}"

    def render(self, document: Document, format_: Format) -> Rendered:
        """Return the document as a file of the format; see `Engine.render`."""
        return formats.render(document, format_, self.convert)

    def convert(self, conversion: Conversion) -> Rendered:
        """Convert in a temporary folder; see `conversion.Convert`."""
        target = TARGETS[conversion.format]
        with tempfile.TemporaryDirectory(prefix="kefu-", ignore_cleanup_errors=True) as scratch:
            folder = Path(scratch)
            for name, content in inputs(conversion).items():
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(content)
            said = run(
                [str(self.program.path), "render", f"{NAME}.md", "--to", target],
                folder=folder,
                variables=environment(folder, noon(conversion.document)),
                seconds=self.seconds,
            )
            produced, written = folder / f"{NAME}.{conversion.format}", folder / MAIN
            content = produced.read_bytes() if produced.is_file() else b""
            typst = written.read_text(encoding="utf-8", errors="replace") if written.is_file() else ""
        if conversion.format is Format.HTML:
            content = content.partition(b"<body>")[2].rpartition(b"</body>")[0]
        warnings = problems(said, content, typst, conversion.document, conversion.format)
        return Rendered(content=content, warnings=warnings)


def inputs(conversion: Conversion) -> Mapping[str, bytes]:
    """Return the files that Quarto is given in its folder, by name."""
    files = {
        f"{NAME}.md": f"---\n{json.dumps(header(conversion), ensure_ascii=False, indent=2)}\n---\n".encode(),
        f"{NAME}.json": tree.document(conversion.blocks, conversion.metadata).encode(),
        FILTER.name: FILTER.read_bytes(),
        **conversion.files,
    }
    _, template = TEMPLATES[conversion.format]
    match conversion.format:
        case Format.PDF:
            fonts = folder_of_fonts(conversion.document.theme.faces)
            files |= {f"{FONTS}/{path.name}": path.read_bytes() for path in fonts.iterdir()}
            files[template] = conversion.template.encode()
        case Format.HTML:
            files[template] = PAGE.replace(BODY, conversion.template).encode()
        case Format.EPUB:
            files[template] = conversion.template.encode()
        case Format.DOCX:
            files[template] = conversion.reference
        case never:
            assert_never(never)
    return files


def header(conversion: Conversion) -> dict[str, Any]:
    """Return the header of the document that Quarto is given; it is written as JSON, which is also YAML.

    All that Quarto is asked to do is write the file: no citations, no numbering, no page around the text.
    """
    plain = {
        "citeproc": False,
        "number-sections": False,
        "toc": False,
        "shift-heading-level-by": 0,
        "syntax-highlighting": "idiomatic",
        "wrap": "auto",
    }
    own: dict[str, Any]
    match conversion.format:
        case Format.PDF:
            own = {
                "keep-typ": True,
                "pdf-standard": STANDARDS,
                "font-paths": [FONTS],
                "wrap": "none",
            }
        case Format.HTML:
            own = {"minimal": True, "theme": "none", "section-divs": False, "html-math-method": "plain"}
        case Format.EPUB:
            own = {"css": [], "html-math-method": "plain"}
        case Format.DOCX:
            own = {}
        case never:
            assert_never(never)
    option, template = TEMPLATES[conversion.format]
    metadata = conversion.document.metadata
    return {
        "title": metadata.title,
        "lang": metadata.language,
        "execute": {"enabled": False},
        "filters": [{"path": FILTER.name, "at": "post-finalize"}],
        "format": {TARGETS[conversion.format]: {**plain, option: template, **own}},
    }
