"""E-mails of 80 to 120 words composed from clauses: the same seed gives the same e-mails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.made_up import PLACES, WHO, WORK, MadeUpClaim

LEAST_WORDS, MOST_WORDS = 80, 120
REPEATED = 0.3
"""Share of sentences, greeting and close apart, that stand word for word in an earlier e-mail."""

_POOL = 40
_LONGEST_SENTENCE = 28
_FOOTER = "{{postal_address}}\n{{unsubscribe_link}}"
_WHEN = (
    "this quarter",
    "before the holidays",
    "since spring",
    "this year",
    "in peak season",
    "after the audit",
)
_LEADS = (
    "In plain words:",
    "For your team:",
    "From our side:",
    "What we can show:",
    "One fact:",
    "In short:",
)


@dataclass(frozen=True, slots=True)
class Email:
    """A composed e-mail."""

    id: str
    subject: str
    body: str


def compose(count: int, claims: Sequence[MadeUpClaim], repeated: float = REPEATED, seed: int = 7) -> list[Email]:
    """E-mails that make some of the claims, word for word and changed, among questions and observations."""
    composer = _Composer(Random(seed), claims, repeated)
    return [composer.email(number) for number in range(count)]


@dataclass(slots=True)
class _Composer:
    random: Random
    claims: Sequence[MadeUpClaim]
    repeated: float
    said: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def email(self, number: int) -> Email:
        greeting = "Hi {{first_name}},"
        day = self.random.choice(("Monday", "Tuesday", "Thursday"))
        close = f"Would {day} at {self.random.randint(8, 17)} suit you?\n\nBest wishes,\n{{{{sender_name}}}}"
        words = self.random.randint(LEAST_WORDS, MOST_WORDS - _LONGEST_SENTENCE)
        middle = self.middle(words - _words(f"{greeting} {close} {_FOOTER}"))
        half = len(middle) // 2
        paragraphs = [greeting, " ".join(middle[:half]), " ".join(middle[half:]), close, _FOOTER]
        subject = f"{self.random.choice(WORK).capitalize()} in {self.random.choice(PLACES)}"
        return Email(f"mail-{number}", subject, "\n\n".join(paragraphs))

    def middle(self, words: int) -> list[str]:
        """Sentences until there are at least so many words."""
        kinds = (self.observation, self.approved, self.figure, self.question, self.approved, self.wish)
        sentences: list[str] = []
        while _words(" ".join(sentences)) < words:
            sentences.append(self.sentence(kinds[len(sentences) % len(kinds)]))
        return sentences

    def sentence(self, kind: Callable[[], str]) -> str:
        """One said before, as often as asked for; otherwise one never said."""
        if len(self.said) >= _POOL and self.random.random() < self.repeated:
            return self.random.choice(self.said)
        sentence = kind()
        while sentence in self.known:
            sentence = kind()
        self.known.add(sentence)
        self.said.append(sentence)
        return sentence

    def approved(self) -> str:
        claim = self.random.choice(self.claims)
        who, when = self.random.choice(WHO), self.random.choice(_WHEN)
        return f"{self.random.choice(_LEADS)} {claim.wording[:-1]}, as {who} told us {when}."

    def figure(self) -> str:
        who, work, place, when = self.slots()
        return f"With Rotaly {who} in {place} cut {work} by {self.random.randint(5, 95)}% {when}."

    def observation(self) -> str:
        who, work, place, when = self.slots()
        return f"I noticed that {{{{company}}}} is hiring {who} in {place} for {work} {when}."

    def question(self) -> str:
        who, work, place, when = self.slots()
        return f"How do your {who} get {work} done when {place} is short of people {when}?"

    def wish(self) -> str:
        who, work, place, when = self.slots()
        return f"Nobody should have to redo {work} for {place} {when} because two {who} called in sick."

    def slots(self) -> tuple[str, str, str, str]:
        choose = self.random.choice
        return choose(WHO), choose(WORK), choose(PLACES), choose(_WHEN)


def _words(text: str) -> int:
    return len(text.split())
