"""Does a sentence go on about what the one before told of us?"""

import re
from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.qualifiers import families

_IT = any_of(
    r"(?:it|they|this|the (?:tool|platform|service|system)) (?:\w+ ){0,2}\w+(?:s|ed)|there(?:'s| is| are) an?",
    before=r"^\W*(?:and |plus |also |so )?",
)
_BEGINS = r"^\W*(?:(?:and|plus|also|so|besides|what's more|on top of that|in addition|afterwards|then),? )?"
_SOMEBODY_ELSE = any_of(
    r"""it|it's|they|they're|them|you|you'\w+|your|yours|i|i'\w+|me|my|most|many|some|few|people|companies|firms
    |nobody|no one|everyone|everybody|somebody|someone|none|if|when|whenever|whether|unless|what|that's|let's
    |perhaps|maybe|means?|worth|seems?|sounds?|said|says|tells?|asks?|enough|plenty|would|should
    |today|last week|last month|news|ideas?|questions?|facts?|market|industry
    |(?:kind|best|warm) (?:regards|wishes)|sincerely|congrat\w*|well done"""
)
_BY_THE_WAY = re.compile(r" (?:before|after|until) [^,]*\byou\b[^,]*$")
"""When something is done, told by the reader's time: `before anyone is sent to you`."""
_SOURCE = any_of(
    r"(?:that|this|it|the (?:basis|numbers?|figures?|results?|data)) (?:is|are|was|were|comes?|came)", before=_BEGINS
)
_EVERY = any_of("each|every|all(?: of)? the", before=_BEGINS)
_DONE = any_of(
    r"(?:is|are|was|were|gets?|(?:can|may)(?: also)? be) (?:\w+ly )?(?:\w+ed|done|made|paid|held|kept|run|sent|sold)"
)
_VERB = any_of(r"is|are|was|were|has|have|had|do|does|did|can|will|paid|took|made|\w+(?:s|ed)")


@lru_cache(maxsize=REMEMBERED)
def continues(sentence: Meaning) -> bool:
    """`It …`, `They …`, `This …`, `There is …`."""
    return bool(_IT.match(sentence.folded.text))


@lru_cache(maxsize=REMEMBERED)
def tells_more(sentence: Meaning) -> bool:
    """Whether a sentence, of which nobody else is the subject, tells a fact that can be checked.

    `Every lesson is held in person`, `Invoices can be paid in euros`, `The switch took three weeks`.
    """
    text = _BY_THE_WAY.sub("", sentence.folded.text)
    if _SOMEBODY_ELSE.search(text) or _SOURCE.match(text) or families(sentence) or not _VERB.search(text):
        return False
    named = any(name.first for name in sentence.names)
    return bool(sentence.quantities or named or _EVERY.match(text) or _DONE.search(text))
