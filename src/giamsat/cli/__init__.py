"""The `giamsat` command."""

from giamsat.cli.main import main

__all__ = ["main"]
