"""Manuscripts that were written in Word and other programs → sources in this project's form."""

from kefu.manuscripts.importing import Plan, carry_out, case, chapter
from kefu.manuscripts.reading import read

__all__ = ["Plan", "carry_out", "case", "chapter", "read"]
