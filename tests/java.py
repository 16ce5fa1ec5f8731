"""How the independent checkers that are Java programs are started."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of `java` for programs that run for seconds: compiling their code well takes longer than running it does."""

UNKNOWN_TO_NU: Final = ("--filterpattern", ".*but found \"'wasm-unsafe-eval'\".*")
"""Options of the Nu checker: it does not know a source that the Content Security Policy, level 3, has since 2021."""


@contextmanager
def quick_java() -> Iterator[None]:
    """Let every `java` that is started inside take those options, whoever starts it."""
    with patch.dict(os.environ, JDK_JAVA_OPTIONS=" ".join(QUICK)):
        yield
