"""The shape of the package: what may import what, and tests that mirror it."""
