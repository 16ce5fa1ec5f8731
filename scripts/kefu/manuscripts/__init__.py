"""Manuscripts that were written in Word and other programs → sources in this project's form."""
