"""How far a whole message stands from the talk track, and which sentences pull it away.

What pulls is what the message sells, asks or tells that the talk track does not; what holds are its approved
points. Every further sentence that pulls counts half of the one before, so that small talk does not add up.
"""

from collections.abc import Sequence

from governance.core.drift.said import Said

LIMIT = 0.4
"""From here on a message mixes in something else."""
NO_POINT = 0.5
"""What it weighs that a message makes no approved point: as much as one foreign remark."""
OTHER_BUYER = 0.5
"""What it weighs that a message addresses another buyer."""
NOTICEABLE = 0.5
_HOLD = 0.25


def distance(said: Sequence[Said], other_buyer: bool) -> float:
    """From 0, only approved points, to 1, none."""
    points = sum(one.makes_a_point for one in said)
    pulls = sorted((one.pull for one in said), reverse=True)
    away = sum(pull * 0.5**number for number, pull in enumerate(pulls))
    away += (NO_POINT if not points else 0) + (OTHER_BUYER if other_buyer else 0)
    return round(away / (away + points + _HOLD), 3)


def pulling(said: Sequence[Said]) -> tuple[Said, ...]:
    """The sentences that pull a message away noticeably, the strongest first."""
    return tuple(sorted((one for one in said if one.pull >= NOTICEABLE), key=lambda one: -one.pull))
