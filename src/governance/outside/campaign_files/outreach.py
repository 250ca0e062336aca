"""Outreach's sequence as JSON:API: sequenceStep, sequenceTemplate and template among `data` and `included`.

A sequenceTemplate joins its step to its template; several of a step are its A/B variants. The interval is in seconds,
before the step. A call or a task has its text in `taskNote`. A template on its own is a text without a step.
"""

from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import EMAIL, Campaign, FileStep, Text, grouped, letter

_CHANNELS = {"auto_email": EMAIL, "manual_email": EMAIL, "call": "call_script"}


def recognises(root: Value) -> bool:
    return any(one.text("type") in ("template", "sequence", "sequenceStep") for one in _resources(root))


def campaign(root: Value) -> Campaign:
    resources = _resources(root)
    steps = sorted(_of(resources, "sequenceStep"), key=lambda step: step.number("attributes", "order") or 0)
    joins = _of(resources, "sequenceTemplate")
    templates = {_id(one): one for one in _of(resources, "template")}
    mine = grouped((_related(one, "sequenceStep"), one) for one in joins)
    found = [_step(number, step, mine[_id(step)], templates) for number, step in enumerate(steps, 1)]
    sequence = next(iter(_of(resources, "sequence")), None)
    alone = [_template(one, None) for one in templates.values()] if not joins else []
    name = sequence.text("attributes", "name") if sequence else None
    return Campaign([*found, *([FileStep(1, [one for one in alone if one])] if alone else [])], name)


def _resources(root: Value) -> Sequence[Value]:
    data = root.get("data")
    if data is None:
        return ()
    return [*(data.elements or [data]), *root.each("included")]


def _of(resources: Sequence[Value], kind: str) -> list[Value]:
    return [one for one in resources if one.text("type") == kind]


def _id(resource: Value) -> str | None:
    found = resource.get("id")
    return str(found.scalar) if found and found.scalar is not None else None


def _related(resource: Value, name: str) -> str | None:
    found = resource.get("relationships", name, "data")
    return _id(found) if found else None


def _step(number: int, step: Value, joins: Sequence[Value], templates: dict[str | None, Value]) -> FileStep:
    seconds = step.number("attributes", "interval")
    kind = step.text("attributes", "stepType") or ""
    replies = bool(joins) and all((had := one.get("attributes")) and had.says("isReply") for one in joins)
    return FileStep(
        int(step.number("attributes", "order") or number), list(_texts(step, joins, templates)),
        None if seconds is None else int(seconds // 60), _CHANNELS.get(kind, kind), number > 1 and replies,
    )  # fmt: skip


def _texts(step: Value, joins: Sequence[Value], templates: dict[str | None, Value]) -> Iterator[Text]:
    for place, join in enumerate(joins):
        template = templates.get(_related(join, "template"))
        enabled = join.get("attributes", "enabled")
        label = letter(place) if len(joins) > 1 else None
        if template and (text := _template(template, label, enabled is None or enabled.scalar is not False)):
            yield text
    note = step.get("attributes", "taskNote")
    if note and note.scalar:
        yield Text(note, html=False)


def _template(template: Value, label: str | None, enabled: bool = True) -> Text | None:
    body = template.get("attributes", "bodyHtml")
    return Text(body, template.get("attributes", "subject"), True, label, enabled=enabled) if body else None
