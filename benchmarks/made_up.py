"""A made-up scheduling service with as many approved claims as asked for, and its policy documents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

WORK = (
    "shift planning", "roster changes", "holiday cover", "overtime approval", "swap requests", "sick cover",
    "weekend rotas", "handover notes", "time sheets", "agency bookings", "training days", "night rotas",
    "on-call lists", "absence reports", "contract hours", "site briefings",
)  # fmt: skip
WHO = (
    "ward managers", "site leads", "store managers", "depot planners", "hotel supervisors", "kitchen leads",
    "plant managers", "care coordinators", "branch managers", "duty officers", "team leads",
)  # fmt: skip
PLACES = (
    "Leeds", "Ghent", "Graz", "Porto", "Lyon", "Malmö", "Utrecht", "Bremen", "Cork", "Turin", "Gdańsk",
    "Brno", "Tampere", "Aarhus", "Bilbao",
)  # fmt: skip
_KINDS = 7
_SEASONS = ("", " in winter", " in summer")
_SECTORS = (
    "", " at airports", " at ports", " in bakeries", " in breweries", " in call centres", " in canteens",
    " in cinemas", " in clinics", " in dairies", " in foundries", " in garages", " in hospices", " in laundries",
    " in libraries", " in museums", " in nurseries", " in pharmacies", " in schools", " in theatres",
)  # fmt: skip
_DAY = date(2026, 1, 1)
_FIELDS = ["first_name", "company", "sender_name", "postal_address", "unsubscribe_link"]


@dataclass(frozen=True, slots=True)
class MadeUpClaim:
    """An approved claim: its id, category, wording and the qualifier it needs."""

    id: str
    category: str
    wording: str
    qualifier: str | None = None


def made_up_claims(count: int) -> list[MadeUpClaim]:
    """Distinct claims of the kinds that sales makes, up to 100,800: 7, 16 and 15 share no factor."""
    return [_claim(number) for number in range(count)]


def _claim(number: int) -> MadeUpClaim:
    sector, season = divmod(number // (_KINDS * len(WORK) * len(PLACES)), len(_SEASONS))
    work = WORK[number % len(WORK)] + _SEASONS[season] + _SECTORS[sector]
    who, place = WHO[number % len(WHO)], PLACES[number % len(PLACES)]
    category, wording, qualifier = _kinds(number, work, who, place)[number % _KINDS]
    return MadeUpClaim(f"claim-{number}", category, wording, qualifier)


def _kinds(number: int, work: str, who: str, place: str) -> list[tuple[str, str, str | None]]:
    percent, hours, teams = 8 + number % 60, 2 + number % 30, 40 + 7 * number
    return [
        (
            "metric",
            f"Rotaly cuts the time that {who} in {place} spend on {work} by up to {percent}%.",
            "Customer survey 2026.",
        ),
        ("capability", f"Rotaly plans {work} for {who} in {place} from their own staffing rules.", None),
        ("customer_proof", f"More than {teams} {who} near {place} use Rotaly for {work}.", None),
        (
            "metric",
            f"{who.capitalize()} in {place} see {work} settled within {hours} hours on average.",
            None,
        ),
        ("security_compliance", f"Rotaly keeps {work} of {place} in data centres in the EU.", None),
        (
            "price_offer",
            f"Rotaly for {work} in {place} starts at €{percent} per site and month.",
            "Plus a set-up fee of €90.",
        ),
        ("capability", f"A pilot of {work} with {who} in {place} is live in {hours} days.", None),
    ]


def made_up_documents(claims: list[MadeUpClaim]) -> dict[str, dict[str, Any]]:
    """The policy documents by file name."""
    return {
        "workspace": {
            "key": "rotaly",
            "name": "Rotaly",
            "time_zone": "UTC",
            "business_hours": {"days": ["mon"], "from": "09:00", "to": "17:00"},
        },
        "message-standard": _head("message_standard") | _STANDARD,
        "talk-track": _head("talk_track") | _talk_track(claims),
    }


def _head(kind: str) -> dict[str, Any]:
    key = kind.replace("_", "-")
    return {"kind": kind, "key": key, "title": key, "in_force_from": _DAY, "reason": "Made up for measuring."}


_STANDARD: dict[str, Any] = {
    "channels": {
        "email": {
            "require": ["subject", "{{unsubscribe_link}}", "{{postal_address}}"],
            "limits": {"subject_chars": 60, "words": {"cold": 140, "followup": 100}, "links": 1},
        }
    },
    "merge_fields": _FIELDS,
    "words": {
        "forbidden": [{"text": text} for text in ("risk-free", "guaranteed", "game-changer", "no-brainer")],
        "preferred": [{"instead_of": "utilize", "say": "use"}],
        "patterns": [{"re2": r"(?i)\b100\s?%\s+(?:safe|secure)\b", "why": "Nobody can say that."}],
    },
    "competitors": {"names": ["Schichtwerk", "Planorama"], "rule": "never"},
}


def _talk_track(claims: list[MadeUpClaim]) -> dict[str, Any]:
    return {
        "names": ["Rotaly"],
        "positioning": "Rotas that follow the staffing rules you already have.",
        "pillars": [
            {"id": "own-rules", "says": "Shifts are planned from the site's own staffing rules."},
            {"id": "quiet-phone", "says": "Nobody is called on a day off to fill a gap."},
        ],
        "claims": [_claim_document(claim) for claim in claims],
        "never_say": [
            {"id": "no-overtime", "rule": "Promises that overtime ends."},
            {"id": "replaces-staff", "rule": "Says that Rotaly replaces planners."},
        ],
    }


def _claim_document(claim: MadeUpClaim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "category": claim.category,
        "wordings": [claim.wording],
        "qualifier": claim.qualifier,
        "evidence": "Made up.",
        "owner": "marketing",
        "valid_from": _DAY,
    }
