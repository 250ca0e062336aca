"""Where packaged files are: package data in an installed wheel, else the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_REPOSITORY = _PACKAGE.parent.parent


def packaged(name: str) -> Path:
    """The folder called `name`: `alembic`, `policies`, `review_ui`."""
    inside = _PACKAGE / "packaged" / name
    return inside if inside.is_dir() else _REPOSITORY / name
