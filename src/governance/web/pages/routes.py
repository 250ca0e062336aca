"""The pages of a workspace."""

from typing import Any

of_a_workspace: list[Any] = []
