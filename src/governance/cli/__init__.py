"""The composition root: reads settings, builds what the doors need, hands it to them."""

from governance.cli.main import main

__all__ = ["main"]
