"""Processes that work side by side, and bounds of time and memory for what they do.

Its modules are used as they are: who needs only bounds starts no process.
"""
