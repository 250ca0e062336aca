"""Instantly's campaign, API v2: `sequences[0].steps[].variants[]`.

A step's `delay` is the wait after it; only the first sequence is used; a blank subject goes on in the same thread;
`v_disabled` takes a variant out. The body is plain text or HTML, as it is written.
"""

from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import DAY, Campaign, FileStep, Text, in_thread, is_html, letter

_MINUTES = {"minutes": 1, "hours": 60, "days": DAY}
_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def recognises(root: Value) -> bool:
    return any("steps" in sequence.members for sequence in root.each("sequences"))


def campaign(root: Value) -> Campaign:
    steps = root.each("sequences")[0].each("steps")
    waits = [None, *(_wait(step) for step in steps)]
    return Campaign(
        [_step(number, step, wait) for number, (step, wait) in enumerate(zip(steps, waits, strict=False), 1)],
        root.text("name"),
        ", ".join(_texts(root.each("email_list"))) or None,
        "; ".join(map(_schedule, root.each("campaign_schedule", "schedules"))) or None,
        root.says("insert_unsubscribe_header") if root.get("insert_unsubscribe_header") else None,
    )


def _wait(step: Value) -> int | None:
    """The minutes after a step, which are those before the next."""
    delay, unit = step.number("delay"), step.text("delay_unit") or "days"
    return int(delay * _MINUTES[unit]) if delay is not None and unit in _MINUTES else None


def _step(number: int, step: Value, wait: int | None) -> FileStep:
    variants = step.each("variants")
    replies = in_thread(number, (one.get("subject") for one in variants))
    texts = [_text(place, one) for place, one in enumerate(variants) if one.get("body")]
    return FileStep(number, texts, wait, replies=replies)


def _text(place: int, variant: Value) -> Text:
    body = variant.members["body"]
    enabled = not variant.says("v_disabled")
    return Text(body, variant.get("subject"), is_html(body), letter(place), enabled=enabled)


def _schedule(schedule: Value) -> str:
    days = [name for number, name in enumerate(_DAYS) if (day := schedule.get("days")) and day.says(str(number))]
    hours = "–".join(filter(None, (schedule.text("timing", "from"), schedule.text("timing", "to"))))
    return " ".join(filter(None, (", ".join(days), hours, schedule.text("timezone"))))


def _texts(values: Sequence[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value.scalar, str):
            yield value.scalar
