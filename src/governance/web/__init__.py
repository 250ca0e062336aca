"""The HTTP door: Litestar, JSON under /api."""
