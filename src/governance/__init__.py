"""Decides what AI-written outreach may go out. `import governance` loads the pure core only."""

__version__ = "0.1.0"
