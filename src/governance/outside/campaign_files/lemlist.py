"""lemlist's sequences as `GET /campaigns/{id}/sequences` gives them: an object of sequences by id, each with steps.

A single sequence, or its array of steps, is read as well. The delay is in days, before the step. Variant B of an
e-mail stands in `abTest`, as the A/B call gives it. A step without a type is an e-mail if it has a subject.
"""

from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import DAY, EMAIL, Campaign, FileStep, Text, in_thread, is_html

_CHANNELS = {
    "email": EMAIL,
    "linkedinInvite": "linkedin",
    "linkedinSend": "linkedin",
    "phone": "call_script",
    "sms": "sms",
}
"""The types of step whose text is sent or spoken, and the channel of each."""


def recognises(root: Value) -> bool:
    return any("message" in step.members or "conditionKey" in step.members for step in _steps(root))


def campaign(root: Value) -> Campaign:
    return Campaign([_step(number, step) for number, step in enumerate(_steps(root), 1)], root.text("name"))


def _steps(root: Value) -> Sequence[Value]:
    if root.elements:
        return root.elements
    return root.each("steps") or [step for one in root.members.values() for step in one.each("steps")]


def _step(number: int, step: Value) -> FileStep:
    kind = step.text("type") or (EMAIL if "subject" in step.members else "")
    texts = list(_texts(step))
    days = step.number("delay")
    wait = None if days is None else int(days * DAY)
    replies = kind == EMAIL and in_thread(number, (one.subject for one in texts))
    return FileStep(number, texts, wait, _CHANNELS.get(kind, kind), replies)


def _texts(step: Value) -> Iterator[Text]:
    other = step.get("abTest")
    if message := step.get("message"):
        yield Text(message, step.get("subject"), is_html(message), "A" if other and other.members else None)
    if other and (message := other.get("message")):
        yield Text(message, other.get("subject"), is_html(message), "B")
