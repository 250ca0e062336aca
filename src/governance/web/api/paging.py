"""What queries may say. Lists are paged by key: `after` the last number that was seen, so that nothing is skipped or
shown twice."""

from typing import Annotated, TypeAlias

from litestar.params import PathParameter, QueryParameter

LARGEST = 2**31 - 1
"""What a column of numbers holds."""

After: TypeAlias = Annotated[int, QueryParameter(ge=0, le=LARGEST, description="Go on after this number.")]
Before: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=LARGEST, description="Go on before this number.")]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=200, description="Items on a page.")]
Versions: TypeAlias = Annotated[int, QueryParameter(ge=1, le=100, description="Versions on a page.")]
Number: TypeAlias = Annotated[int, PathParameter(ge=1, le=LARGEST)]

LINE = r"^[^\x00-\x1f\x7f]+(?!\n)$"
KEY = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}(?!\n)$"
"""A key in a query. `$` alone would let a line break pass at its end."""
