"""Smartlead's sequences, in the three shapes that its API and guides show.

As they are written: `sequences[]` with `seq_variants[]`; as they are read: an array with `sequence_variants[]`; as the
guide shows them: `variants[]`. A step may hold its text itself, beside its variants or without any. The delay is the
wait before the step; a blank subject goes on in the same thread.
"""

from collections.abc import Iterator, Sequence

from governance.outside.campaign_files.json_source import Value
from governance.outside.campaign_files.sequence import DAY, Campaign, FileStep, Text, in_thread, is_blank, letter

_VARIANTS = ("seq_variants", "sequence_variants", "variants")
_DELAYS = ("delay_in_days", "delayInDays")
_SHARES = ("variant_distribution_percentage", "variant_distribution")
_LABELS = ("variant_label", "variant_name")


def recognises(root: Value) -> bool:
    return any("seq_number" in step.members for step in _steps(root))


def campaign(root: Value) -> Campaign:
    return Campaign([_step(place, step) for place, step in enumerate(_steps(root), 1)], root.text("name"))


def _steps(root: Value) -> Sequence[Value]:
    return root.elements or root.each("sequences") or root.each("data")


def _step(place: int, step: Value) -> FileStep:
    number = int(step.number("seq_number") or place)
    texts = list(_texts(step))
    replies = in_thread(number, (one.subject for one in texts))
    days = next((found for key in _DELAYS if (found := step.number("seq_delay_details", key)) is not None), None)
    return FileStep(number, texts, None if days is None else int(days * DAY), replies=replies)


def _texts(step: Value) -> Iterator[Text]:
    """The step's own text, unless it is a blank one beside variants, and then these."""
    variants = step.first(*_VARIANTS)
    own = step.get("email_body")
    if own and not (variants and variants.elements and is_blank(own)):
        yield Text(own, step.get("subject"))
    for place, variant in enumerate(variants.elements if variants else ()):
        body = variant.get("email_body") or variant.get("body")
        if body:
            yield Text(body, variant.get("subject"), label=_label(variant, place), weight=_share(variant))


def _label(variant: Value, place: int) -> str:
    return next((said for key in _LABELS if (said := variant.text(key))), letter(place))


def _share(variant: Value) -> float | None:
    return next((share for key in _SHARES if (share := variant.number(key)) is not None), None)
