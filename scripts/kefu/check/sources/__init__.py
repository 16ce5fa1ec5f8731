"""Checks of the sources alone: their structure, bibliography, identifiers, typography and editorial state.

Its modules and rooms are used as they are: correcting typography needs none of the others.
"""
