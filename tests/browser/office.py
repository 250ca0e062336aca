"""A company at work: copy that is brought through the real actions, and its people at their browsers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from playwright.sync_api import Page
from tests.browser.visiting import Visits
from tests.service.company import Company, company
from tests.web.serving import Served

from governance.actions.campaigns import campaign_named
from governance.actions.decisions import decide
from governance.actions.submissions import bring
from governance.actions.variant_reads import look_at_variant
from governance.core.actor import Actor
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.review.case import CallVerdict, DecisionVerdict, Text
from governance.core.review.deciding import Say
from governance.store.transaction import Tx

W = "/w/loopfern"
SUPPORTED = "Loopfern reads each return request, checks it against your own policy and books the label."
ALTERED = "Retailers on Loopfern cut refund handling time by 27% in the first quarter."
UNSUPPORTED = "Loopfern answers every support request within four minutes."
FOOTER = "{{postal_address}}\n{{unsubscribe_link}}"


def letter(*sentences: str) -> str:
    return "\n\n".join(["Hi {{first_name}},", " ".join(sentences), "Worth a short call?", FOOTER])


@dataclass(frozen=True)
class Office:
    """The company, and browsers for its people by first name."""

    company: Company
    visits: Visits

    def at(self, name: str, path: str = "/queue", **look: Any) -> Page:
        """Somebody at a page of the workspace."""
        return self.visits.open(f"{W}{path}", session=self.company.sign_in(name), **look)

    def brings(self, author: str, body: str, *, name: str = "Opener B", submit: bool = True, **more: Any) -> str:
        """A variant of somebody's, put forward; its id."""
        variant = Variant(
            name, Revision(body=body, subject="A question", **more), Manifest(channel="email", kind="cold")
        )

        def work(tx: Tx, actor: Actor) -> dict[str, Any]:
            return bring(tx, actor, campaign_named(tx, actor, None, "january"), variant, submit)

        return str(self.company.as_(author, work)["id"])

    def decides(self, name: str, id: str, verdict: str = "approve", note: str | None = None) -> dict[str, Any]:
        """A decision made elsewhere, on what is there now."""

        def work(tx: Tx, actor: Actor) -> dict[str, Any]:
            review = look_at_variant(tx, actor, UUID(id))["review"]
            say = Say(
                DecisionVerdict(verdict), Text(**review["text"]), review["policy_set"], None, CallVerdict.YES, note
            )
            return decide(tx, actor, UUID(id), say)

        return self.company.as_(name, work)

    def approved(self, author: str = "leo") -> str:
        """A variant that everybody has approved."""
        id = self.brings(author, letter(SUPPORTED), name="Opener A")
        for name in ("tom", "nia", "priya"):
            self.decides(name, id)
        return id


def office(served: Served, visits: Visits) -> Office:
    """The company with its policies in force, and ada and mara as administrators."""
    founded = company(served.store, administrators=("ada", "mara"))
    founded.put_in_force()
    return Office(founded, visits)
