"""Whatever the OpenAPI document allows, and what it forbids, is answered as it says: never with a defect of ours.

GOVERNANCE_EXAMPLES=200 pytest tests/web/test_schemathesis.py asks for longer.
"""

import os
from contextlib import suppress
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance
from tests.web.serving import Served
from tests.web.world import World

Operation = APIOperation[Any, Any, Any, Any]
EXAMPLES = int(os.environ.get("GOVERNANCE_EXAMPLES", "3"))
HOSTILE = ("\0", "%00", "�", "1e999", "9" * 30, "-1", "null", "' OR 1=1", "x" * 3_000, "١")
SECURITY_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")
ENDING = ("end_session", "confirm_session", "take_role", "deactivate_person", "end_machine", "reset_person")
"""What takes rights away comes last."""


def operations(served: Served) -> list[Operation]:
    schema = schemathesis.openapi.from_dict(httpx.get(f"{served.url}/api/docs/openapi.json").json())
    found = [result.ok() for result in schema.get_all_operations()]  # type: ignore[union-attr]
    return sorted(found, key=lambda one: ENDING.index(name(one)) if name(one) in ENDING else -1)


def name(operation: Operation) -> str:
    return str(operation.definition.raw["operationId"])


@pytest.mark.parametrize("who", ["ines", "machine"])
def test_no_request_is_answered_with_a_defect(spoilt: World, who: str) -> None:
    reached: set[str] = set()
    for operation in operations(spoilt.served):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _ask(spoilt, who, operation, mode, reached)
        spoilt.served.work()
    assert len(reached) > (30 if who == "ines" else 15), "too little of the service is reached"
    assert spoilt.company.verified().broken is None


def _ask(everything: World, who: str, operation: Operation, mode: GenerationMode, reached: set[str]) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=EXAMPLES < 10,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        for key in case.path_parameters or {}:
            case.path_parameters[key] = data.draw(_values(everything, operation, key, case.path_parameters[key]))
        if data.draw(st.booleans()):
            case.body, case.query = _real(everything, case.body), _real(everything, case.query)
        if _require_right(everything, who, operation, case):
            reached.add(name(operation))

    with suppress(Unsatisfiable):  # There is nothing to get wrong about an operation without parameters.
        ask()


def _values(everything: World, operation: Operation, key: str, drawn: Any) -> st.SearchStrategy[Any]:
    """Mostly what is there, sometimes what was made up, sometimes what means harm."""
    real = {"key": "loopfern", "role": "marketing", "document": "outreach-approval", "number": 1}.get(key)
    if key in ("id", "decision"):
        kind = "decision" if key == "decision" else operation.path.partition("{key}/")[2].split("/")[0].rstrip("s")
        kind = {"launch": "authorisation", "people": "person", "uploads": "upload"}.get(kind, kind)
        real = everything.ids[kind]
    return st.sampled_from([real] * 20 + [drawn] * 2 + list(HOSTILE))


def _real(everything: World, sent: Any) -> Any:
    """A body or a query whose ids are of what is there, so that it comes further than to `not found`."""
    ids, review = everything.ids, everything.review
    known = {
        "variant": ids["approved"],
        "campaign_id": ids["campaign"],
        "campaign": ids["campaign"],
        "owner": ids["person"],
        "upload": ids["upload"],
        "text": review["text"],
        "policy_set": review["policy_set"],
        "revision": 1,
        "based_on": 1,
    }
    return {name: known.get(name, value) for name, value in sent.items()} if isinstance(sent, dict) else sent


def _client(everything: World, who: str, operation: Operation) -> httpx.Client:
    """Somebody; whoever is about to sign out has signed in for it."""
    if name(operation) == "end_session" and who != "machine":
        return everything.served.as_(everything.company, who)
    return everything[who]


def _require_right(everything: World, who: str, operation: Operation, case: Any) -> bool:
    client = _client(everything, who, operation)
    sent = {k: v for k, v in dict(client.headers).items() if k in ("cookie", "x-csrf-token", "authorization")}
    case.headers.pop("Cookie", None)
    answer = case.call(base_url=everything.served.url, headers=sent)
    shown = f"{case.as_curl_command()}\n{answer.status_code} {answer.text[:1_000]}"
    assert answer.status_code < 500, shown
    for header in SECURITY_HEADERS:
        assert header in answer.headers, shown
    told = operation.definition.raw["responses"]
    assert str(answer.status_code) in told or answer.status_code in (404, 405), shown
    if answer.status_code < 400:
        case.validate_response(answer, checks=[content_type_conformance, response_schema_conformance])
    return bool(answer.status_code < 400)
