"""The message standard: wording, required elements, limits and links, per channel and region."""

from functools import cached_property
from typing import Annotated, Any, Literal

import re2
from pydantic import AfterValidator, Field, model_validator

from governance.core.policy.document import Document, Key, Strict, Words, fault

Severity = Literal["blocker", "warning", "note"]
MAX_PATTERN_LENGTH = 1_000


def _compiles(pattern: str) -> str:
    if not pattern:
        raise ValueError("the pattern is empty, and would match everything; write what it is to match")
    if len(pattern) > MAX_PATTERN_LENGTH:
        raise ValueError(f"the pattern has {len(pattern)} characters; at most {MAX_PATTERN_LENGTH} are allowed")
    compile_re2(pattern)
    return pattern


def compile_re2(pattern: str) -> Any:
    """Compile an RE2 pattern; raises ValueError with RE2's own words."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        detail = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
        raise ValueError(f"not an RE2 pattern: {detail}") from None


Re2 = Annotated[str, AfterValidator(_compiles)]
Limit = Annotated[int, Field(ge=0, le=1_000_000)]


class ByKind(Strict):
    """A limit that differs between a cold touch and a follow-up."""

    cold: Limit | None = None
    followup: Limit | None = None


class Limits(Strict):
    """Upper limits. Words and characters count the body without its footer lines."""

    subject_chars: Limit | None = None
    chars: Limit | None = None
    words: Limit | ByKind | None = None
    links: Limit | None = None
    exclamation_marks: Limit | None = None

    def words_for(self, kind: str | None) -> int | None:
        """The word limit for a kind of touch; the strictest one if the kind is not known."""
        if not isinstance(self.words, ByKind):
            return self.words
        by_kind = {"cold": self.words.cold, "followup": self.words.followup}
        if kind in by_kind:
            return by_kind[kind]
        return min((limit for limit in by_kind.values() if limit is not None), default=None)


class Channel(Strict):
    """What one channel asks of a message."""

    require: tuple[Words, ...] = ()
    require_said: tuple[Words, ...] = ()
    limits: Limits = Limits()


class Forbidden(Strict):
    """A phrase that may not stand anywhere; whole words, any case, look-alikes folded."""

    text: Words
    why: Words | None = None


class Preferred(Strict):
    """A wording to use in place of another."""

    instead_of: Words
    say: Words


class Pattern(Strict):
    """An RE2 pattern that may not match."""

    re2: Re2
    why: Words

    @cached_property
    def compiled(self) -> Any:
        return compile_re2(self.re2)


class WordRules(Strict):
    """Forbidden, preferred and patterned wording."""

    forbidden: tuple[Forbidden, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class Competitors(Strict):
    """Names of competitors, and whether approved claims may name them."""

    names: tuple[Words, ...] = ()
    rule: Literal["never", "only_approved_claims"] = "never"


class Tone(Strict):
    """Manner of speaking that a machine can see."""

    shouting: Literal["forbidden", "allowed"] = "forbidden"


class Identity(Strict):
    """What names us and what is our postal address, as text or as a merge field such as `{{postal_address}}`.

    The names of the workspace and of the talk track name us, and fields that say by their name that they are a postal
    address are one, without standing here.
    """

    names: tuple[Words, ...] = ()
    postal_addresses: tuple[Words, ...] = ()


class StandardExpectation(Strict):
    """Exactly the codes that the standard's own rules report."""

    findings: tuple[Key, ...]


class StandardTest(Strict):
    """A test that stands in the standard. Sending rules are tested where a region is named."""

    copy_: str = Field(alias="copy", max_length=20_000)
    subject: str | None = None
    channel: Key = "email"
    region: str | None = None
    expect: StandardExpectation


class MessageStandard(Document):
    """Wording, required elements and limits, owned by marketing.

    `sending_rules` switches rule sets on for a country, a group or `all`.
    """

    kind: Literal["message_standard"]
    groups: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    channels: Annotated[dict[Key, Channel], Field(min_length=1)]
    merge_fields: tuple[Words, ...] = ()
    identity: Identity = Identity()
    words: WordRules = WordRules()
    competitors: Competitors = Competitors()
    tone: Tone = Tone()
    sending_rules: dict[str, tuple[Key, ...]] = Field(default_factory=dict)
    severities: dict[Key, Severity] = Field(default_factory=dict)
    tests: tuple[StandardTest, ...] = ()

    @model_validator(mode="after")
    def _tests_name_channels(self) -> "MessageStandard":
        for number, test in enumerate(self.tests):
            if test.channel not in self.channels:
                message = f"a test names channel {test.channel}; channels are {', '.join(self.channels)}"
                raise fault(message, "tests", number, "channel")
        return self
