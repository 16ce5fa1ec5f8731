"""Quarto, which a user may have installed, as another engine.

Its modules are used as they are: who only looks for the program loads no engine.
"""
