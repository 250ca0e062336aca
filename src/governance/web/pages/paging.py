"""Where a list goes on, as addresses say it. What cannot be read begins at the beginning."""

from uuid import UUID

from governance.web.pages.door import Page


def after_number(page: Page, name: str = "after") -> int:
    found = page.look.asked.get(name, "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0


def after_id(page: Page) -> UUID | None:
    try:
        return UUID(page.look.asked.get("after", ""))
    except ValueError:
        return None
