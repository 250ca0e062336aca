"""Lists are paged by key: `after` the last number that was seen, so that nothing is skipped or shown twice."""

from typing import Annotated, TypeAlias

from litestar.params import QueryParameter

After: TypeAlias = Annotated[int, QueryParameter(ge=0, le=2**53, description="Go on after this number.")]
Before: TypeAlias = Annotated[int | None, QueryParameter(ge=1, le=2**53, description="Go on before this number.")]
Limit: TypeAlias = Annotated[int, QueryParameter(ge=1, le=200, description="Items on a page.")]
