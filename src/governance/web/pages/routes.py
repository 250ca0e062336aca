"""The pages of a workspace."""

from typing import Any

from governance.web.pages.campaigns import campaigning
from governance.web.pages.drift import drifting
from governance.web.pages.finding import finding
from governance.web.pages.people import people
from governance.web.pages.permits import permits
from governance.web.pages.policies import policies
from governance.web.pages.queue import queueing
from governance.web.pages.record import record
from governance.web.pages.review import reviewing
from governance.web.pages.tokens import tokens
from governance.web.pages.uploading import uploading
from governance.web.pages.writing import writing

of_a_workspace: list[Any] = [
    campaigning,
    drifting,
    finding,
    people,
    permits,
    policies,
    queueing,
    record,
    reviewing,
    tokens,
    uploading,
    writing,
]
