"""Is a sentence a factual assertion about us?

Questions, requests, pleasantries, stated limits and facts about the reader are not.
"""

import re
from functools import lru_cache

from governance.core.claims.continuation import continues, tells_more
from governance.core.claims.imprint import is_imprint
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.qualifiers import families
from governance.core.claims.quantity import Kind
from governance.core.claims.words import is_content, stem

_START = r"^\W*(?:p\.?\s?s\.?\W+)?"
_US = any_of("we|we're|we've|we'll|we'd|our|ours|the (?:app|software|platform|tool|service|dashboard|portal)")
_US_WRITTEN = any_of(r"(?<!\bof )(?<!\bupon )us")
_OUR_CUSTOMERS = any_of(
    r"""(?:our|most|many|all|every|other|these|\d[\d,.]*+\+?) (?:\w+ )?(?:clients?|customers?|users?|members?|accounts?)
    |(?:clients?|customers|users) (?:of ours|like|see|get|save|tell|report|who)
    |(?:once|with|after|when(?! it)) (?:it|us|we|this) (?:runs?|is|are|in place|on it|has|have|\w+s)
    |(?:customer|client) (?:satisfaction|retention) (?:\w+ ){0,3}\d+
    |no (?:other )?(?:\w+ )?(?:tool|platform|service|software|vendor|provider|solution|product)"""
)
_COURTESY = any_of(
    r"""happy to|glad to|would love|i'd love|we'd love|love to|let me|let us|let's|shall i|may i|can i|could we
    |can we|should we|would you|could you|are you|do you|thank you|thanks|looking forward
    |(?<!\bevery )(?<!\beach )(?<!\bfirst )reply|worth a|open to
    |feel free|just let|book a|grab|ping me|drop me|send me|tell me|ask me|i'll|i will|i can|i could|i'm|i am
    |i was|i saw|i noticed|i read|i hope|i thought|i know|i won't|i've|i work|i look|i promised|i leave|my|calling
    |call you|catch up|(?:talk|speak|chat|meet)(?= (?:soon|to|with|about|over|for|on|in|at|next|then|again)\b|\W*$)
    |(?:to|we|you|us|let's|quick|short|brief|a|our|next|your|good) (?:ever )?(?:talk|speak|chat|meet)
    |(?<!put us )in touch|reach out|reaching out|introduce|intro
    |we should|we could|our (?:paths|call|chat|meeting|conversation)|fair to ask
    |we (?:heard|noticed|both know|allow ourselves|write to|were told)|we (?:read|see|hear)(?= that| of| about|[.,])
    |you (?:may|might) ask|we might|we met|we spoke|we talked|we last|leave you alone|yours for
    |we(?:'ve| have)? all|we (?:haven't|have not) (?:\w+ )?(?:met|spoken|talked)
    |(?:two|three|four|five|some|few|quick) (?:facts?|things?|questions?|reasons?) (?:about|that|people|we|i)
    |one (?:fact|thing|question|reason) (?:about|i)"""
)
_PARENTHETIC = any_of(
    r"""i(?:'m| am) (?:sorry|afraid)(?: to say)?|i (?:think|believe|know|admit|promise|dare say|must say)
    |between you and me
    |to be (?:fair|honest|frank|upfront|clear)|i regret to say|sadly|alas""",
    before=r"(?:^|, |– |- |\()",
    after=r"(?=[,.)]|\W*$)",
)
"""What the writer says in passing of a sentence that tells something else."""
_IMPERATIVE = any_of(
    r"""book|reply|call|write|send|see|read|watch|click|visit|grab|pick|choose|take|tell|ask|let|try|have a|check
    |compare|imagine|picture|suppose|think|look|find|get|join|meet|say|answer|act|bring|give me|forward|overview
    |checklist|calendar""",
    before=_START + r"(?:\{\{[^{}]*\}\},? *)?(?:(?:if|should|when|whenever|once) [^,]{3,60}, )?"
    r"(?:please |just |simply |then |so )?",
)
_LIMITS = any_of(
    r"""(?:we|it|that|they) (?:do not|don't|cannot|can't|won't|will not|never)|we are no|we're no|we're not
    |we are not|not a|is not|isn't|nobody
    |no(?! (?:problem|doubt|wonder|matter|worries|fewer|later|less|more|longer|charge|cost|fee|extra))"""
)
_STATED_LIMIT = any_of(
    r"""we(?:'re| are) (?:not|no|closed)|we (?:do not|don't|cannot|can't|aren't)|(?:nobody|no one|none of us)
    (?: honest)? can
    |(?:nor|neither) (?:do|are|can|will|would|have) we|(?:nor|neither) (?:is|does|can) (?:it|this|that)
    |(?:it|this|that) (?:does not|doesn't|is not|isn't|cannot|can't)|i (?:do not|don't|cannot|can't)
    |(?:we|i)(?: won't| will not| wouldn't| would not| would never|'d never)
    [ ](?:dream|pretend|claim|presume|tell|say)""",
    before=_START + "(?:and |but |no, |also )?",
)
_NO_PROMISE = any_of(
    r"""(?:whether|how \w+|when|what) (?:\S+ ){1,10}(?:depends?|is (?:for|up to))|no promises?
    |(?:no|nobody|none) (?:\w+ ){0,5}can (?:promise|guarantee|claim|say)
    |(?:see|know|sure|ask|asks|check|find out|wonder) (?:\w+ ){0,2}(?:whether|if)
    |(?:not|never|cannot|can't|couldn't|don't|won't|nobody can|no one can) (?:\w+ ){0,2}
    (?:promise|guarantee|claim|say)"""
)
_BOAST = any_of(
    r"""never|always|guarantee\w*|ensure\w*|first|only|award|awarded|certified|approved by|trusted by|used by
    |chosen by|named|ranked|rated|recogni[sz]ed|proven|patented|the #?1|in the industry|on the market|than any
    |than other|every single|100%|zero|unlimited|for free|is free(?! of)
    |at no (?:charge|cost|extra cost)|on the house|instantly|overnight|will ever|not one
    |nobody (?:beats|else)|no one (?:beats|else)|a thing of the past
    |no (?:\w+ ){1,3}(?:is|are|works?|does) (?:\w+er|more|as)
    |(?:no|nobody|no one) (?:\w+ ){0,6}(?:\w+er|more \w+|less \w+|as \w+) (?:than|as) (?:we|us|ours)
    |which [^,]{3,40} (?:picked|chose|selected|adopted|approved|recommend\w*|endorse\w*|trusts?|uses?)
    |(?:picked|selected|adopted|endorsed|recommended|backed) by
    |no (?:client|customer|user)s? (?:of ours )?(?:has|have) (?:ever|yet)"""
)
_ABOUT_US_ANYWAY = any_of(
    r"""(?:not|never|won't|don't|hardly) (?:find|see|get) an? (?:better|\w+er|more \w+)
    |(?:nobody|no one|no other \w+)(?: else)? (?:in|on) (?:\w+ ){1,3}?
    (?:has|have|offers?|makes?|works?|does|delivers?|is)
    (?: \w+){0,2} (?:\w+er|as|so|more)|#1|number one|no\. ?1
    |market leader|world-class|best-in-class|industry-leading|market-leading|award-winning"""
)
_BY_MANY = any_of("(?:trusted|used|loved|chosen|preferred) by", before=_START)
_RESULT_FOR_YOU = any_of(
    r"""(?:you(?:'ll| will| can| could| would|'d)? )?(?:save|cut|reduce|boost|increase|double|triple|halve|grow|slash
    |lower|gain|earn|speed up)""",
    before=_START + r"(?:\{\{[^{}]*\}\},? *)?",
)
_READER_SAID = any_of(
    r"""(?:you |your (?:\w+ ){1,5})(?:says?|said|told|tell|wrote|writes?|posted|post|mention\w*|ask\w*|list\w*)""",
    before=_START,
)
_READER_DID = any_of(
    r"""you (?:have |just |recently )?\w+ed (?:your|the|a|an)
    |(?:the|that|those) (?:\w+ ){1,3}you(?:'ve| have)? (?:\w+ )?
    (?:published|posted|listed|wrote|sent|shared|advertised|announced|put out|put up)""",
    before=_START,
)
_READER_KEEPS = any_of("(?:remains?|stays?|is|are) (?:yours|up to you|with you|your call|your decision)")
_GREETING = any_of(
    "hi|hey|hello|dear|moi|hei|hallo|good (?:morning|afternoon|day)", before=_START, after=r"[^.!?]{0,40}$"
)
_VERB = any_of(r"is|are|was|were|has|have|had|do|does|did|can|will|\w+(?:s|ed)")
_IF = any_of("if|should|in case|were", before=_START)
_WE_VERB = any_of(r"(?:we|they) (?:also |now |even |both |only )?[a-z]+")
_WE_DO = any_of(
    r"we|our \w+|(?:most|all|many|some|each|half|none|both|two|three|a third|\d+%?) of (?:us|our \w+)",
    before=_START,
    after=" ",
)
_OFFERED = any_of(
    r"""(?:there(?:'s| is| are)|now with) (?:also )?(?:an? )?(?:\S+ ){0,2}
    (?:hotline|helpline|help ?desk|app|portal|chat|tier|plug-?in|add-on|discount|warranty|integration)s?
    |you(?:'ll| will)? (?:also )?(?:get|have|receive) (?:an?|your(?: own)?)
    [ ](?:dedicated|named|personal|free|full-time) \w+
    |an? (?:\w+ ){0,3}(?:integration|app|plug-?in|dashboard|portal|hotline|add-on|bot)
    [ ](?:sends?|shows?|lets?|gives?|tells?) you""",
    before=_START,
)
"""What somebody who writes to the reader says of what he sells, without naming himself."""
_STAGE = re.compile(r"^\s*[\[(].*[\])]\s*$", re.DOTALL)
_TELLING = 3
SUBJECT_WITHIN = 4
"""Words within which the subject of a sentence stands."""
_ANY_SUCH = any_of(r"an? (?:\w+ ){1,3}(?:that|which|who|without|with no)", before=_START)
"""`A report that comes late`: one of the kind, whoever's."""
_THEIRS = any_of("your|their|his|her|my|whose|most|many|some|other|another")


@lru_cache(maxsize=REMEMBERED)
def is_aside(sentence: Meaning) -> bool:
    """Questions, greetings, stage directions, words quoted from the reader: they never carry a verdict."""
    text = sentence.folded.text
    if sentence.is_question or not sentence.content or _GREETING.match(text) or _STAGE.match(text):
        return True
    return '"' in text and bool(_READER_SAID.match(text))


@lru_cache(maxsize=REMEMBERED)
def is_courtesy(sentence: Meaning) -> bool:
    """Requests, thanks, what the writer does or would like, and what the reader said."""
    text = _PARENTHETIC.sub("", sentence.folded.text)
    return bool(_COURTESY.search(text) or _IMPERATIVE.match(text) or _READER_SAID.match(text))


def is_about_the_reader(sentence: Meaning, our_names: frozenset[str]) -> bool:
    """`You opened your second shop in May`: what the reader did without us."""
    return bool(_READER_DID.match(sentence.folded.text)) and not speaks_of_us(sentence, our_names)


def disclaims(sentence: Meaning) -> bool:
    """`We are not your attorney`, `the decision remains yours`: the contrary of a promise."""
    text = sentence.folded.text
    return bool(_STATED_LIMIT.match(text) or _READER_KEEPS.search(text))


@lru_cache(maxsize=REMEMBERED)
def promises_nothing(sentence: Meaning) -> bool:
    """`Whether it passes is for the auditor to decide`, `nobody can promise you that`."""
    return bool(_NO_PROMISE.search(sentence.folded.text))


@lru_cache(maxsize=REMEMBERED)
def speaks_of_us(sentence: Meaning, our_names: frozenset[str]) -> bool:
    """Whether the sentence names us, our product or our customers, or promises a figure that only we can mean.

    `US` in capitals is a country.
    """
    text = sentence.folded.text
    if _US.search(text) or sentence.content & our_names or _OUR_CUSTOMERS.search(text):
        return True
    if _ABOUT_US_ANYWAY.search(text) or _BY_MANY.match(text) or _OFFERED.match(text):
        return True
    if _RESULT_FOR_YOU.match(text) and _has_a_result(sentence):
        return True
    return any(sentence.written(*place.span()).islower() for place in _US_WRITTEN.finditer(text))


def asserts_about_us(sentence: Meaning, our_names: frozenset[str], after_us: bool) -> bool:
    """Whether the sentence states a checkable fact about us: a figure, a boast, or what we and ours do.

    `after_us`: the sentence before spoke of us, so that `it` may be ours.
    """
    more = after_us and tells_more(sentence)
    about_us = speaks_of_us(sentence, our_names) or more or (after_us and continues(sentence))
    text = sentence.folded.text
    if families(sentence) and not sentence.quantities:
        return False
    told = not is_aside(sentence) and not _announces(text) and not promises_nothing(sentence)
    if not about_us or not told or _STATED_LIMIT.match(text):
        return False
    if is_imprint(sentence, our_names):
        return _has_a_result(sentence) or _boasts(sentence)
    if is_courtesy(sentence):
        return _has_a_result(sentence) and not _IMPERATIVE.match(text)
    if more:
        return True
    named = stem(sentence.tokens[0].text) in our_names and _has_a_verb(sentence)
    subject = named or bool(_WE_DO.match(text) or _OFFERED.match(text))
    counted = any(quantity.kind is Kind.COUNT for quantity in sentence.quantities)
    if counted or (subject and sentence.quantities) or _has_a_result(sentence) or _boasts(sentence):
        return True
    telling = subject or (len(sentence.content) >= _TELLING and _has_a_verb(sentence))
    return telling and not _LIMITS.search(text)


def _boasts(sentence: Meaning) -> bool:
    text = sentence.folded.text
    return bool(sentence.superlatives or _BOAST.search(text) or _ABOUT_US_ANYWAY.search(text))


def _has_a_verb(sentence: Meaning) -> bool:
    if any(_VERB.fullmatch(token.text) for token in sentence.tokens[1:]):
        return True
    return bool(_WE_VERB.search(sentence.folded.text)) and not _IF.match(sentence.folded.text)


def tells_of_ours(sentence: Meaning, subjects: frozenset[str]) -> bool:
    """Whether the sentence says something of what the claims are about: `Each sensor is made in Norway.`"""
    text = sentence.folded.text
    if is_aside(sentence) or is_courtesy(sentence) or disclaims(sentence) or _announces(text) or _LIMITS.search(text):
        return False
    if _ANY_SUCH.match(text):
        return False
    opens = next((token for token in sentence.tokens[:SUBJECT_WITHIN] if is_content(token.text)), None)
    if opens is None or stem(opens.text) not in subjects or _THEIRS.search(text[: opens.start]):
        return False
    return len(sentence.content) >= _TELLING and _has_a_verb(sentence)


def _announces(text: str) -> bool:
    """A line that only introduces or links what follows."""
    return text.rstrip().endswith(":") or "http" in text


def _has_a_result(sentence: Meaning) -> bool:
    return any(q.kind in (Kind.SHARE, Kind.MULTIPLE, Kind.MONEY) for q in sentence.quantities)
