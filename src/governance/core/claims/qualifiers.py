"""Qualifiers that sellers word in many ways: results vary, tax comes on top, billed once a year."""

from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning

_RESULTS_VARY = any_of(
    r"""(?:results?|savings?|outcomes?|figures|numbers|yours|mileage|gains?|effects?|experiences?) (?:\w+ ){0,4}
    (?:var(?:y|ies)|differs?|depends?|be different|look different|look nothing like|be (?:higher|lower|better|worse))
    |(?:every|each|no two|all) (?:\w+ ){1,2}(?:is|are) (?:different|alike|the same)|others differ
    |(?:one|single) (?:\w+ )?(?:result|case|customer|example) and no more|not everyone|no guarantee
    |(?:might|may|could|will) (?:\w+ )?(?:see|get|find) (?:\w+ ){0,3}(?:different|more or less|less or more)
    |(?:depend\w*|hangs?|hinges?) (?:\w+ ){0,3}on
    |(?:var(?:y|ies|ied)|differ\w*) (?:\w+ ){0,2}(?:with|by|from|between|according|depending)"""
)
_WITHOUT_TAX = any_of(
    r"""(?:exclud\w+|excl\.?|plus|before|net of|without|ex|not (?:\w+ )?includ\w+) (?:\w+ ){0,2}(?:vat|tax(?:es)?)
    |(?:vat|tax(?:es)?) (?:\w+ ){0,3}(?:extra|on top|not (?:included|contained|in|part)|excluded
    |is added|are added|to be added|comes?)"""
)
_BILLED_YEARLY = any_of(
    r"""(?:billed|paid|payable|invoiced|charged|billing|invoicing) (?:\w+ ){0,3}(?:annually|annual|yearly|year)
    |(?:annual|yearly) (?:billing|invoic\w+|payment|prepayment)
    |(?:one|a single) (?:bill|invoice|payment) (?:a|per|each) year
    |(?:bill|invoice|pay|charge) (?:\w+ ){0,3}
    (?:once a year|annually|yearly|by the year|a year in advance|a year up front)"""
)
_CREDIT_APPROVED = any_of(
    r"""(?:subject to|once|if|provided|as long as|after|depends on|pending|assuming) (?:\w+ ){0,4}
    (?:credit|underwriting)(?: \w+){0,2}
    |credit (?:\w+ ){0,2}(?:permitting|pending)"""
)
_FAMILIES = (_RESULTS_VARY, _WITHOUT_TAX, _BILLED_YEARLY, _CREDIT_APPROVED)


@lru_cache(maxsize=REMEMBERED)
def families(text: Meaning) -> frozenset[int]:
    """The families of qualifiers that a text belongs to."""
    return frozenset(at for at, family in enumerate(_FAMILIES) if family.search(text.folded.text))
