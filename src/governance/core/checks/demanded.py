"""What shows that a demand of a sending rule is met, as far as copy can show it."""

import re
from collections.abc import Callable
from functools import lru_cache

from governance.core.copy.holding import Sought
from governance.core.copy.links import is_way_out
from governance.core.copy.variant import Manifest
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.sending_rules import Demand

_OPT_OUT = (
    *("unsubscribe", "opt out", "opt-out", "opting out", "remove me", "take me off", "stop writing to you"),
    *("reply stop", 'reply "stop"', "reply 'stop'", "reply with stop", 'reply with "stop"', "reply no", 'reply "no"'),
    *("not hear from me again", "not hear from us again", "stop hearing from me", "stop hearing from us"),
    *("abmelden", "abbestellen", "verteiler austragen", "désabonner", "désinscrire", "désinscription"),
    *("afmelden", "uitschrijven", "darse de baja", "date de baja", "disiscriviti"),
    *("avregistrera", "avsluta prenumerationen", "peruuta tilaus", "poista minut"),
)
_POSTAL_FIELD = re.compile(r"(postal|mailing|street|physical|registered|office|company|business|sender|our)_?address")
_OWN_COMPANY_FIELD = re.compile(r"(sender|our|own)_?(company|organi[sz]ation)")
_OWN_CONTACT_FIELD = re.compile(
    r"(sender|our|own|from|reply)_?(to_?)?(address$|e?_?mail|phone|mobile|tel|web|site|url|link)"
)
_CONTACT = re.compile(
    r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"  # of an e-mail address: what stands before it may be a merge field
    r"|(?:https?://|\bwww\.)(?![^\s]{0,200}?(?:unsub|opt_?out))[^\s.]{1,200}\.\w"
    r"|(?<!\w)(?:\+|\(?0)\d?(?:[ ()/.-]{0,3}\d){6,14}(?!\w)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

ALLOWED = {
    Demand.POSTAL_ADDRESS: "a merge field such as {{{{postal_address}}}}, or what identity in {standard} declares",
    Demand.OPT_OUT: "a merge field such as {{{{unsubscribe_link}}}}, a link to unsubscribe, or words like reply STOP",
    Demand.SENDER: "{names}, a merge field such as {{{{sender_company}}}}, or what identity in {standard} declares",
    Demand.AGENCY: "{agency}",
    Demand.CONTACT: "a phone number, an e-mail or a web address, or a merge field such as {{{{sender_phone}}}}",
    Demand.ADDRESS_FOR_OPT_OUT: "a way to opt out, an e-mail address, a phone number or a web address",
}
"""What meets the demand, for messages."""

WHAT = {
    Demand.POSTAL_ADDRESS: "A postal address",
    Demand.OPT_OUT: "A way to opt out",
    Demand.SENDER: "The company's name",
    Demand.AGENCY: "The name of the agency that sends",
    Demand.CONTACT: "A phone number, e-mail or web address",
    Demand.ADDRESS_FOR_OPT_OUT: "An address for opting out",
}


def sought(demand: Demand, manifest: Manifest, policies: PolicySet) -> Sought:
    """What is to stand in every rendering."""
    match demand:
        case Demand.POSTAL_ADDRESS:
            return _declared(policies.standard.identity.postal_addresses, is_postal)
        case Demand.SENDER:
            return _declared((*company_names(policies), *policies.standard.identity.names), _is_own_company)
        case Demand.AGENCY:
            return Sought(agency_names(manifest, policies))
        case Demand.CONTACT:
            return Sought(field=_is_contact, address=_leads_to_contact, pattern=_CONTACT)
        case Demand.OPT_OUT:
            return Sought(_OPT_OUT, field=is_way_out, address=is_way_out)
        case _:
            return Sought(_OPT_OUT, field=_is_contact_or_way_out, address=_leads_anywhere_known, pattern=_CONTACT)


def _declared(entries: tuple[str, ...], by_name: Callable[[str], bool]) -> Sought:
    """What a standard declares, as text or as merge fields, and fields that tell by their name."""
    fields = {found[1]: entry for entry in entries if (found := _FIELD.fullmatch(entry))}
    phrases = tuple(entry for entry in entries if entry not in fields.values())
    return Sought(phrases, field=lambda name: name in fields or by_name(name))


def company_names(policies: PolicySet) -> tuple[str, ...]:
    """The company as its workspace and its talk track name it."""
    return tuple(dict.fromkeys((policies.workspace.name, *policies.talk_track.names)))


def agency_names(manifest: Manifest, policies: PolicySet) -> tuple[str, ...]:
    """The organisation that sends for the company: a partner by its name; nothing for the company itself."""
    agency = manifest.agency or ""
    if not agency.strip() or agency.casefold() in map(str.casefold, (policies.workspace.key, *company_names(policies))):
        return ()
    return next(((partner.name,) for partner in policies.workspace.partners if partner.key == agency), (agency,))


@lru_cache(maxsize=1024)
def _plain(field: str) -> str:
    return _CAMEL.sub("_", field).lower()


def is_postal(field: str) -> bool:
    """Whether a merge field says by its name that it is a postal address."""
    return bool(_POSTAL_FIELD.search(_plain(field)))


def _is_own_company(field: str) -> bool:
    return bool(_OWN_COMPANY_FIELD.search(_plain(field))) and not is_postal(field)


def _is_contact(field: str) -> bool:
    return bool(_OWN_CONTACT_FIELD.search(_plain(field))) and not is_postal(field) and not is_way_out(field)


def _is_contact_or_way_out(field: str) -> bool:
    return _is_contact(field) or is_way_out(field)


def _leads_to_contact(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://", "mailto:", "tel:")) and not is_way_out(address)


def _leads_anywhere_known(address: str) -> bool:
    return _leads_to_contact(address) or is_way_out(address)
