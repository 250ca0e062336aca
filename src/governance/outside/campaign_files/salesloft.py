"""Salesloft's cadence as it is imported and exported: `cadence_content.step_groups[].steps[]`, or the same in `data`.

A group has the day on which its steps are done, so that a wait is the days since the group before. An e-mail that
names an earlier group goes out in its thread. Call and other steps have their text in `type_settings.instructions`.
"""

from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import DAY, EMAIL, Campaign, FileStep, Text

_CHANNELS = {"Email": EMAIL, "Phone": "call_script"}


def recognises(root: Value) -> bool:
    return _cadence(root).get("cadence_content", "step_groups") is not None


def campaign(root: Value) -> Campaign:
    cadence = _cadence(root)
    groups = cadence.each("cadence_content", "step_groups")
    return Campaign(list(_steps(groups)), cadence.text("settings", "name"))


def _cadence(root: Value) -> Value:
    return root.get("data") or root


def _steps(groups: Sequence[Value]) -> Iterator[FileStep]:
    """Each step of each group; the steps of one group are done on one day."""
    number, before = 0, None
    for group in groups:
        day = group.number("day")
        wait = None if day is None or before is None else int((day - before) * DAY)
        for step in group.each("steps"):
            number += 1
            yield _step(number, step, wait)
            wait = 0
        before = day


def _step(number: int, step: Value, wait: int | None) -> FileStep:
    kind = step.text("type") or ""
    earlier = step.get("type_settings", "previous_email_step_group_reference_id")
    replies = earlier is not None and earlier.scalar is not None
    return FileStep(number, list(_texts(step)), wait, _CHANNELS.get(kind, kind.lower()), replies)


def _texts(step: Value) -> Iterator[Text]:
    enabled = step.get("enabled")
    sent = enabled is None or enabled.scalar is not False
    template = step.get("type_settings", "email_template")
    if template and (body := template.get("body")):
        yield Text(body, template.get("subject"), enabled=sent)
    said = step.get("type_settings", "instructions")
    if said and said.scalar:
        yield Text(said, html=False, enabled=sent)
