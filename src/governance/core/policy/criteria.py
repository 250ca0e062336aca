"""Criteria: conditions on facts, written as data so that they can be read aloud, compared and tested."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, Tag, model_validator

from governance.core.policy.document import Key, Path, Strict, Words
from governance.core.policy.standard import Re2, compile_re2

Scalar = bool | int | float | str
Number = int | float
Days = Annotated[int, Field(ge=1, le=3_660)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Scalars = Annotated[tuple[Scalar, ...], Field(min_length=1)]


class Named(Strict):
    """What every criterion may carry: an id to be named by, and the reason a failure is recorded under."""

    id: Key | None = None
    reject_reason: Key | None = None


class FieldCriterion(Named):
    """One fact held against one operator. `between` is inclusive; `within_days` counts civil days back."""

    field: Words
    is_: Scalar | None = Field(None, alias="is")
    one_of: Scalars | None = None
    not_one_of: Scalars | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    between: tuple[Number, Number] | None = None
    is_set: bool | None = None
    matches: Re2 | None = None
    within_days: Days | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> "FieldCriterion":
        used = [name for name in OPERATORS if self._operand(name) is not None]
        if len(used) != 1:
            found = " and ".join(used) or "none"
            raise ValueError(f"a field needs exactly one of {', '.join(OPERATORS)}; found {found}")
        if self.between and self.between[0] > self.between[1]:
            raise ValueError(f"between {self.between[0]} and {self.between[1]} allows nothing; swap them")
        return self

    def _operand(self, name: str) -> Any:
        return getattr(self, "is_" if name == "is" else name)

    @cached_property
    def operation(self) -> tuple[str, Any]:
        """The one operator and its operand."""
        return next((name, self._operand(name)) for name in OPERATORS if self._operand(name) is not None)

    @cached_property
    def pattern(self) -> Any:
        return compile_re2(self.matches or "")


OPERATORS = (
    "is",
    "one_of",
    "not_one_of",
    "at_least",
    "at_most",
    "between",
    "is_set",
    "matches",
    "within_days",
)


class EventCriterion(Named):
    """Something happened often enough. With `distinct`, values of that property are counted once."""

    event: Words
    at_least: Count = 1
    distinct: Words | None = None
    within_days: Days | None = None


class StageCriterion(Named):
    """The lead meets the criteria of another stage."""

    stage: Key


class PersonaCriterion(Named):
    """The lead's title belongs to a persona of the profile, or to any of them."""

    persona: Key


class ClaimCategoryCriterion(Named):
    """The copy makes a claim of this category."""

    claim_category: Literal[
        "metric", "capability", "customer_proof", "comparative", "price_offer", "security_compliance"
    ]


class AllOf(Named):
    """Every criterion passes."""

    all: "Criteria"


class AnyOf(Named):
    """At least one criterion passes."""

    any: "Criteria"


class NoneOf(Named):
    """No criterion passes, and each is known to fail."""

    none: "Criteria"


HEADS = {
    "field": "FieldCriterion",
    "event": "EventCriterion",
    "stage": "StageCriterion",
    "persona": "PersonaCriterion",
    "claim_category": "ClaimCategoryCriterion",
    "all": "AllOf",
    "any": "AnyOf",
    "none": "NoneOf",
}


def _kind(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((tag for head, tag in HEADS.items() if head in value), None)
    return type(value).__name__


Criterion = Annotated[
    Union[  # noqa: UP007 - the members carry tags
        Annotated[FieldCriterion, Tag("FieldCriterion")],
        Annotated[EventCriterion, Tag("EventCriterion")],
        Annotated[StageCriterion, Tag("StageCriterion")],
        Annotated[PersonaCriterion, Tag("PersonaCriterion")],
        Annotated[ClaimCategoryCriterion, Tag("ClaimCategoryCriterion")],
        Annotated[AllOf, Tag("AllOf")],
        Annotated[AnyOf, Tag("AnyOf")],
        Annotated[NoneOf, Tag("NoneOf")],
    ],
    Discriminator(
        _kind,
        custom_error_type="criterion",
        custom_error_message=f"a criterion is a group of keys with one of {', '.join(HEADS)}",
    ),
]
Criteria = Annotated[tuple[Criterion, ...], Field(min_length=1)]

for _model in (AllOf, AnyOf, NoneOf):
    _model.model_rebuild()


def members(criterion: Criterion) -> tuple[Criterion, ...]:
    """The criteria that this one combines; none for a single condition."""
    match criterion:
        case AllOf(all=parts) | AnyOf(any=parts) | NoneOf(none=parts):
            return parts
    return ()


def leaves(criterion: Criterion, path: Path = ()) -> Iterator[tuple[Path, Criterion]]:
    """Every single condition, in the order in which it is written, with its path below the criterion's."""
    parts = members(criterion)
    if not parts:
        yield path, criterion
    for number, part in enumerate(parts):
        yield from leaves(part, (*path, _head(criterion), number))


def _head(criterion: Criterion) -> str:
    """The key that tells what kind of criterion this is."""
    return next(head for head, tag in HEADS.items() if tag == type(criterion).__name__)
