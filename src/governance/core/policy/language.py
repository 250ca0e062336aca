"""A company's own words: which say more than what it approved, and which say the contrary."""

from governance.core.policy.document import Names, Strict


class Stronger(Strict):
    """`words` that say more `than` others."""

    words: Names
    than: Names


class Opposites(Strict):
    """`words` that say the contrary `of` others, and the other way round."""

    words: Names
    of: Names


class Language(Strict):
    """What holds beside the language of every company. It only ever makes the comparison stricter."""

    stronger: tuple[Stronger, ...] = ()
    opposites: tuple[Opposites, ...] = ()
