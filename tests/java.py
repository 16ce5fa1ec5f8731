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


@contextmanager
def quick_java() -> Iterator[None]:
    """Let every `java` that is started inside take those options, whoever starts it."""
    with patch.dict(os.environ, JDK_JAVA_OPTIONS=" ".join(QUICK)):
        yield
