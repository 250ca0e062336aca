"""What every refusal is, whoever is refused and for whatever reason."""

from typing import Any

import httpx

from governance.web.headers import HEADERS

MEMBERS = {"type", "title", "status", "code", "detail", "errors"}
INSIDES = ("Traceback", 'File "', "SELECT", "INSERT", "sqlalchemy", "psycopg", "sqlite3", "litestar", "pydantic")


def refused(answer: httpx.Response, status: int, code: str | None = None, field: str | None = None) -> dict[str, Any]:
    """The problem that an answer is; everything that any refusal must be is asked here."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not [inside for inside in INSIDES if inside in answer.text], answer.text
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name
    found: dict[str, Any] = answer.json()
    assert set(found) == MEMBERS
    assert found["status"] == status
    assert code is None or found["code"] == code, found
    assert field is None or field in [one["field"] for one in found["errors"]], found
    return found
