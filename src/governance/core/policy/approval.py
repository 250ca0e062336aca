"""The approval policy: who must say yes before copy goes out, in which order, and by when."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from governance.core.policy.criteria import (
    ClaimCategoryCriterion,
    Criterion,
    FieldCriterion,
    leaves,
)
from governance.core.policy.document import Document, Key, Path, Strict, fault
from governance.core.policy.evaluation import Outcome, evaluate

Roles = Annotated[tuple[Key, ...], Field(min_length=1)]
BusinessHours = Annotated[int, Field(ge=1, le=1_000)]
DayCount = Annotated[int, Field(ge=1, le=3_660)]


class Owners(Strict):
    """The roles that propose and publish each kind of document."""

    message_standard: Roles
    talk_track: Roles
    qualification: Roles
    approval: Roles


class Requirement(Strict):
    """A named condition on a submission: so many people of one role.

    Without `when` it always applies. `after` names requirements decided before. `excludes` says whether the
    contributors' whole organisation stands back, or only the contributors themselves.
    """

    id: Key
    role: Key
    approvals: Annotated[int, Field(ge=1, le=20)]
    when: Criterion | None = None
    after: tuple[Key, ...] = ()
    excludes: Literal["organisation", "contributors"] = "organisation"
    asks: Key | None = None
    within_business_hours: BusinessHours | None = None
    escalate_to: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def _asks_of_the_submission(self) -> "Requirement":
        for path, leaf in leaves(self.when, ("when",)) if self.when else ():
            if not isinstance(leaf, FieldCriterion | ClaimCategoryCriterion):
                message = "when takes field, claim_category, all, any and none; a submission has no other facts"
                raise fault(message, *path)
        return self

    def applies(self, submission: Mapping[str, Any], at: datetime) -> Outcome:
        """Pass if the requirement applies. Unknown must be treated as an error, never as not applicable."""
        return evaluate(self.when, submission, at).outcome if self.when else Outcome.PASS


class Waivable(Strict):
    """Findings that these roles may waive, with a reason and an end."""

    waivable_by: Roles


Handling = Literal["must_be_fixed", "reason_needed_from_approver"] | Waivable


class Findings(Strict):
    """What becomes of findings by severity."""

    blocker: Literal["must_be_fixed"] | Waivable = "must_be_fixed"
    warning: Handling = "reason_needed_from_approver"


class SubmissionExpectation(Strict):
    """Exactly the requirements that apply, in any order."""

    requirements: tuple[Key, ...]


class SubmissionTest(Strict):
    """A test that stands in the policy."""

    submission: dict[str, Any]
    expect: SubmissionExpectation


class ApprovalPolicy(Document):
    """Roles, owners and requirements; RevOps owns it."""

    kind: Literal["approval"]
    roles: Roles
    owners: Owners
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    findings: Findings = Findings()
    approval_valid_days: DayCount
    on_standard_change: Literal["recheck", "review_again"] = "recheck"
    confirm_decisions_with: Literal["session", "password", "passkey"] = "session"
    new_role_votes_after: Literal["second_person", "hours"] = "second_person"
    permit_lasts_days: DayCount
    tests: tuple[SubmissionTest, ...] = ()

    @model_validator(mode="after")
    def _roles_are_declared(self) -> "ApprovalPolicy":
        for where, role, path in self._roles_named():
            if role not in self.roles:
                message = f"{where} names role {role}; declared roles are {', '.join(self.roles)}"
                raise fault(message, *path)
        return self

    @model_validator(mode="after")
    def _requirements_are_declared_once(self) -> "ApprovalPolicy":
        ids = [requirement.id for requirement in self.requirements]
        for number, requirement in enumerate(self.requirements):
            if requirement.id in ids[:number]:
                message = f"requirement {requirement.id} stands twice; each has an id of its own"
                raise fault(message, "requirements", number, "id")
            for index, before in enumerate(requirement.after):
                if before not in ids:
                    message = f"requirement {requirement.id} comes after {before}; declared are {', '.join(ids)}"
                    raise fault(message, "requirements", number, "after", index)
        return self

    @model_validator(mode="after")
    def _requirements_are_ordered(self) -> "ApprovalPolicy":
        try:
            TopologicalSorter({r.id: r.after for r in self.requirements}).prepare()
        except CycleError as error:
            cycle = error.args[1]
            number = [requirement.id for requirement in self.requirements].index(cycle[0])
            message = f"requirements wait for each other: {' → '.join(cycle)}"
            raise fault(message, "requirements", number, "after") from None
        return self

    @model_validator(mode="after")
    def _tests_name_requirements(self) -> "ApprovalPolicy":
        ids = [requirement.id for requirement in self.requirements]
        for number, test in enumerate(self.tests, 1):
            for index, id in enumerate(test.expect.requirements):
                if id not in ids:
                    message = f"test {number} expects {id}; declared are {', '.join(ids)}"
                    raise fault(message, "tests", number - 1, "expect", "requirements", index)
        return self

    def _roles_named(self) -> Iterator[tuple[str, str, Path]]:
        """Where a role is named, in words; the role; and its path."""
        for number, requirement in enumerate(self.requirements):
            yield f"requirement {requirement.id}", requirement.role, ("requirements", number, "role")
        for kind, roles in self.owners:
            for number, role in enumerate(roles):
                yield f"owners.{kind}", role, ("owners", kind, number)
        for severity, handling in self.findings:
            for number, role in enumerate(handling.waivable_by if isinstance(handling, Waivable) else ()):
                yield f"findings.{severity}", role, ("findings", severity, "waivable_by", number)
