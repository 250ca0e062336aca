"""Is a sentence a factual assertion about us? Questions, requests, pleasantries and facts about the reader are not."""

import re

from governance.core.claims.meaning import Meaning
from governance.core.claims.quantities import Kind

_US = re.compile(r"(?<!\w)(?:we|we're|we've|we'll|we'd|our|ours)(?!\w)")
_US_WRITTEN = re.compile(r"(?<!\w)us(?!\w)")
_OUR_CUSTOMERS = re.compile(
    r"(?<!\w)(?:(?:our|most|many|all|every|other|these|\d[\d,.]*\+?) (?:\w+ )?(?:clients?|customers?|users?|members?|"
    r"accounts?)|(?:once|with|after|when) (?:it|us|we|this) (?:runs?|is|are|in place|on it|has|have|\w+s)|"
    r"no (?:other )?(?:\w+ )?(?:tool|platform|service|software|vendor|provider|solution|product)|(?:clients?|customers|users) (?:of ours|like|see|get|save|tell|report|who))(?!\w)"
)
_COURTESY = re.compile(
    r"(?<!\w)(?:happy to|glad to|would love|i'd love|we'd love|love to|let me|let us|let's|shall i|may i|can i|"
    r"could we|can we|should we|would you|could you|are you|do you|thank you|thanks|looking forward|reply|"
    r"worth a|open to|feel free|just let|book a|grab|ping me|drop me|send me|tell me|ask me|i'll|i will|i can|"
    r"i could|i'm|i am|i was|i saw|i noticed|i read|i hope|i thought|i know|i won't|i've|i work|i look|my|"
    r"calling|call you|catch up|talk|speak|chat|meet|in touch|reach out|reaching out|introduce|intro|"
    r"we should|we could|we might|we met|we spoke|we talked|we last|i promised|i leave|leave you alone|"
    r"(?:facts?|things?|questions?|reasons?) (?:about|that|people|we|i)|yours for)(?!\w)"
)
_LIMITS = re.compile(
    r"(?<!\w)(?:(?:we|it|that|they) (?:do not|don't|cannot|can't|won't|will not|never)|we are no|we're no|"
    r"we're not|we are not|not a|is not|isn't|nobody|no )(?!\w)"
)
_STATED_LIMIT = re.compile(
    r"^\W*(?:and |but |no, |also )?(?:we(?:'re| are) (?:not|no)|we (?:do not|don't|cannot|can't)|(?:nobody|no one|none of us)"
    r"(?: honest)? can|it (?:does not|doesn't|is not|isn't|cannot|can't)|i (?:do not|don't|cannot|can't))(?!\w)"
)
_BOAST = re.compile(
    r"(?<!\w)(?:never|always|guarantee\w*|ensure\w*|first|only|award|awarded|certified|approved by|trusted by|used by|"
    r"chosen by|named|ranked|rated|recognised|recognized|proven|patented|the #?1|in the industry|on the market|"
    r"than any|than other|every single|100%|zero|unlimited|instantly|overnight)(?!\w)"
)
_VERB = re.compile(
    r"(?<!\w)(?:is|are|was|were|has|have|had|do|does|did|can|will|\w+(?:s|ed))(?!\w)",
)
_GREETING = re.compile(r"^\W*(?:hi|hey|hello|dear|moi|hei|hallo|good (?:morning|afternoon|day))(?!\w)[^.!?]{0,40}$")
_GOES_ON = re.compile(r"^\W*(?:and |plus |also |so )?(?:it|they|this|the (?:tool|platform|service|system)) (?:\w+ )?\w+s(?!\w)")
_STAGE = re.compile(r"^\s*[\[(].*[\])]\s*$", re.DOTALL)
_IMPERATIVE = re.compile(
    r"^\W*(?:\{\{[^{}]*\}\},? *)?(?:please |just |simply |then |so )?(?:book|reply|call|write|send|see|read|watch|click|"
    r"visit|grab|pick|choose|take|tell|ask|let|try|have a|check|compare|imagine|picture|think|look|find|get|join|"
    r"meet|say|answer|act|bring|give me|forward|overview|checklist|calendar|ps|p\.s)(?!\w)"
)


def is_courtesy(sentence: Meaning) -> bool:
    """Requests, thanks and what the writer does or would like."""
    return bool(_COURTESY.search(sentence.folded.text) or _IMPERATIVE.match(sentence.folded.text))


def is_aside(sentence: Meaning) -> bool:
    """Questions, greetings, stage directions: they never carry a verdict."""
    text = sentence.folded.text
    return sentence.is_question or bool(_GREETING.match(text) or _STAGE.match(text)) or not sentence.content


def continues(sentence: Meaning) -> bool:
    """Whether the sentence goes on about what the one before spoke of: `It …`, `They …`, `That …`."""
    return bool(_GOES_ON.match(sentence.folded.text))


def speaks_of_us(sentence: Meaning, our_names: frozenset[str]) -> bool:
    """Whether the sentence names us, our product or our customers."""
    text = sentence.folded.text
    written = sentence.written(0, len(text))
    named = sentence.content & our_names
    return bool(_US.search(text) or _US_WRITTEN.search(written) or _OUR_CUSTOMERS.search(text) or named)


def asserts_about_us(sentence: Meaning, our_names: frozenset[str], after_us: bool) -> bool:
    """Whether the sentence states a checkable fact about us: a figure, a boast, or what we and ours do.

    `after_us`: the sentence before spoke of us, so that `it` may be ours.
    """
    text = sentence.folded.text
    about_us = speaks_of_us(sentence, our_names) or (after_us and continues(sentence))
    if is_aside(sentence) or not about_us or _IMPERATIVE.match(text):
        return False
    if text.rstrip().endswith(":") or "http" in text:
        return False
    if _STATED_LIMIT.match(text):
        return False
    if _boasts(sentence):
        return not _COURTESY.search(text) or bool(_figures(sentence))
    if _COURTESY.search(text) or _LIMITS.search(text) or len(sentence.content) < 3:
        return False
    return bool(_VERB.search(text))


def _boasts(sentence: Meaning) -> bool:
    text = sentence.folded.text
    return bool(_BOAST.search(text) or sentence.superlatives or _figures(sentence))


def _figures(sentence: Meaning) -> bool:
    return any(q.kind in (Kind.SHARE, Kind.MULTIPLE, Kind.MONEY) for q in sentence.quantities)
