"""The command line: a thin twin of the package's functions."""

from rashomon.cli.program import main

__all__ = ["main"]
