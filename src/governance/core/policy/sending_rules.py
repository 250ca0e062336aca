"""Rules for sending e-mail that a message standard may switch on by region: what each asks, and where that stands.

Collected from secondary sources; the text of no law was read for them, and none of this is legal advice.
"""

from dataclasses import dataclass
from enum import StrEnum

EVERYWHERE = "all"
"""The region of rules that hold wherever a message goes."""


class Demand(StrEnum):
    """What a rule asks, of those things that can be seen in copy and what it is sent with."""

    POSTAL_ADDRESS = "postal_address"
    OPT_OUT = "opt_out"
    NO_FALSE_REPLY = "no_false_reply"
    SENDER = "sender"
    AGENCY = "agency"
    CONTACT = "contact"
    ADDRESS_FOR_OPT_OUT = "address_for_opt_out"
    UNSUBSCRIBE_HEADER = "unsubscribe_header"
    NO_LINKS = "no_links"
    NO_IMAGES = "no_images"
    FEW_WORDS = "few_words"
    SHORT_SUBJECT = "short_subject"
    CALM = "calm"
    NO_BREAKS = "no_breaks"


@dataclass(frozen=True, slots=True)
class SendingRule:
    """One rule of a set: its id, one sentence of what it asks, and its source."""

    id: str
    asks: str
    source: str
    demand: Demand


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that are switched on together, by their name in a message standard."""

    name: str
    title: str
    rules: tuple[SendingRule, ...]


_SENDX = "https://www.sendx.io/help/can-spam-act?hsLang=en"
_DIRECTION = "https://thelegaldirection.com/single-post/can-spam"
_INSTANTLY = "Instantly's skills, spam-safe-copy.md"
_MILLS = "https://millsandmills.ca/blog/business-law/canadas-anti-spam-law-unsubscribe"
_CMBABC = "http://www.cmbabc.ca/casl-and-commercial-electronic-messages/"
_ICO = "the ICO's page on electronic mail, as archived"
_GMAIL = (
    "https://www.suped.com/knowledge/email-deliverability/compliance/"
    "how-to-comply-with-gmails-new-sending-rules-for-bulk-email-senders; that Yahoo asks the same: general knowledge"
)


CAN_SPAM = RuleSet(
    "can-spam",
    "CAN-SPAM, United States",
    (
        SendingRule(
            "can-spam.postal-address",
            "Every message, follow-ups included, holds the sender's postal address.",
            f"{_SENDX}; {_DIRECTION}",
            Demand.POSTAL_ADDRESS,
        ),
        SendingRule(
            "can-spam.opt-out",
            "Every message tells clearly how to opt out.",
            f"{_SENDX}; {_DIRECTION}",
            Demand.OPT_OUT,
        ),
        SendingRule(
            "can-spam.subject",
            "The subject of a first touch does not pass for a reply or a forwarded message.",
            f"{_SENDX}; {_DIRECTION}; {_INSTANTLY}",
            Demand.NO_FALSE_REPLY,
        ),
    ),
)

PECR = RuleSet(
    "pecr",
    "PECR, United Kingdom",
    (
        SendingRule("pecr.sender", "Every message says who sends it.", f"{_ICO} (regulation 23)", Demand.SENDER),
        SendingRule(
            "pecr.contact",
            "Every message holds a way or an address by which to opt out.",
            f"{_ICO} (regulation 23)",
            Demand.ADDRESS_FOR_OPT_OUT,
        ),
    ),
)

CASL = RuleSet(
    "casl",
    "CASL, Canada",
    (
        SendingRule("casl.sender", "Every message names the company that it is sent for.", _MILLS, Demand.SENDER),
        SendingRule(
            "casl.agency",
            "A message that another organisation sends for the company names both.",
            _MILLS,
            Demand.AGENCY,
        ),
        SendingRule(
            "casl.postal-address",
            "Every message holds a postal address.",
            f"{_MILLS}; {_CMBABC}",
            Demand.POSTAL_ADDRESS,
        ),
        SendingRule(
            "casl.contact",
            "Beside it stands a phone number, an e-mail address or a web address.",
            f"{_MILLS}; {_CMBABC}",
            Demand.CONTACT,
        ),
        SendingRule("casl.opt-out", "Every message tells how to unsubscribe.", f"{_MILLS}; {_CMBABC}", Demand.OPT_OUT),
    ),
)

BULK_SENDER = RuleSet(
    "bulk-sender",
    "What Gmail and Yahoo ask of bulk senders",
    (
        SendingRule(
            "bulk-sender.one-click",
            "Every message carries the headers for unsubscribing with one click (RFC 8058).",
            _GMAIL,
            Demand.UNSUBSCRIBE_HEADER,
        ),
    ),
)

COLD_MAIL = RuleSet(
    "cold-mail",
    "Habits of cold e-mail, which are no law",
    (
        SendingRule("cold-mail.links", "The first message holds no link.", _INSTANTLY, Demand.NO_LINKS),
        SendingRule("cold-mail.images", "The first message holds no image.", _INSTANTLY, Demand.NO_IMAGES),
        SendingRule("cold-mail.words", "The first message has at most 100 words.", _INSTANTLY, Demand.FEW_WORDS),
        SendingRule("cold-mail.subject", "The subject has at most 60 characters.", _INSTANTLY, Demand.SHORT_SUBJECT),
        SendingRule("cold-mail.calm", "No words in capitals, no emoji and no !!!.", _INSTANTLY, Demand.CALM),
        SendingRule(
            "cold-mail.breaks",
            "On Instantly, lines are not broken with <br>, which is said to blank the body.",
            "field notes of one author",
            Demand.NO_BREAKS,
        ),
    ),
)

RULE_SETS = {one.name: one for one in (CAN_SPAM, PECR, CASL, BULK_SENDER, COLD_MAIL)}
