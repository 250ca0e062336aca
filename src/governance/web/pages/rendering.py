"""Templates: everything is escaped, a name that is missing is an error, and instants are told in the company's zone."""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from governance.paths import packaged
from governance.web.pages import instants, words
from governance.web.pages.static import address

FILTERS: dict[str, Callable[..., Any]] = {
    "day": instants.day,
    "clock": instants.clock,
    "moment": instants.moment,
    "since": instants.since,
    "since_or_day": instants.since_or_day,
    "civil": instants.civil,
    "digest": words.short_digest,
    "initials": words.initials,
    "count": words.count,
    "figure": words.figure,
    "words": words.of_key,
    "listed": words.listed,
}


@cache
def environment() -> Environment:
    """The templates of the pages."""
    found = Environment(
        loader=FileSystemLoader(packaged("review_ui") / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= FILTERS
    found.globals |= {"static": address, "form_id": lambda: str(uuid4()), "SAID": words.SAID}
    return found


def render(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)
