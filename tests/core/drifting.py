"""Messages of the coffee machines, judged as a whole."""

from tests.core.test_judgement import policies

from governance.core.audience import judge_audience
from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Audience, Manifest, Revision
from governance.core.drift.element import Element, ElementName
from governance.core.drift.judgement import Drift, judge_drift


def drift(body: str, audience: Audience | None = None, channel: str = "email") -> Drift:
    in_force = policies("coffee_machines")
    message = read_message(parse_copy(Revision(body=body), PLAIN))
    manifest = Manifest(channel, audience=audience)
    profile = in_force.qualification.profile if in_force.qualification else None
    statements = judge_copy(message, manifest, in_force)
    return judge_drift(message, statements, manifest, judge_audience(audience, profile), in_force)


def element(name: ElementName, body: str, audience: Audience | None = None) -> Element:
    return next(one for one in drift(body, audience).elements if one.name is name)


def told(name: ElementName, body: str, audience: Audience | None = None) -> list[tuple[str, bool]]:
    """The words of an element's things, each with whether it departs."""
    return [(one.words, one.departs) for one in element(name, body, audience).carried]
