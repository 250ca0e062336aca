"""Apollo's sequence as `GET /emailer_campaigns/{id}` gives it: steps, touches and templates in arrays of their own.

A touch joins its step to its template by id, never by order; several touches of a step are its A/B variants. The wait
comes before the step. A call or a task has its text in its step's `note`.
"""

from collections.abc import Iterator, Mapping

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import DAY, EMAIL, Campaign, FileStep, Text, grouped, letter

_MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60, "day": DAY, "week": 7 * DAY}
_CHANNELS = {"auto_email": EMAIL, "manual_email": EMAIL, "call": "call_script"}


def recognises(root: Value) -> bool:
    return "emailer_steps" in root.members


def campaign(root: Value) -> Campaign:
    templates = {one.text("id"): one for one in root.each("emailer_templates")}
    steps = sorted(root.each("emailer_steps"), key=lambda step: step.number("position") or 0)
    touches = grouped((one.text("emailer_step_id"), one) for one in root.each("emailer_touches"))
    found = [_step(number, step, touches[step.text("id")], templates) for number, step in enumerate(steps, 1)]
    return Campaign(found, root.text("emailer_campaign", "name"))


def _step(number: int, step: Value, touches: list[Value], templates: Mapping[str | None, Value]) -> FileStep:
    kind = step.text("type") or ""
    replies = bool(touches) and all(one.text("type") == "reply_to_thread" for one in touches)
    return FileStep(
        int(step.number("position") or number), list(_texts(step, touches, templates)), _wait(step),
        _CHANNELS.get(kind, kind), number > 1 and replies,
    )  # fmt: skip


def _texts(step: Value, touches: list[Value], templates: Mapping[str | None, Value]) -> Iterator[Text]:
    for place, touch in enumerate(touches):
        template = templates.get(touch.text("emailer_template_id")) or touch.get("emailer_template")
        body = template.first("body_html", "body_text") if template else None
        if template and body:
            label = letter(place) if len(touches) > 1 else None
            enabled = touch.text("status") != "inactive"
            yield Text(body, template.get("subject"), "body_html" in template.members, label, enabled=enabled)
    note = step.get("note")
    if note and note.scalar:
        yield Text(note, html=False)


def _wait(step: Value) -> int | None:
    time, mode = step.number("wait_time"), step.text("wait_mode")
    return int(time * _MINUTES[mode]) if time is not None and mode in _MINUTES else None
