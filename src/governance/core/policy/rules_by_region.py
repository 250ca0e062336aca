"""Which sending rules hold where a message goes. The recipient's region decides."""

from collections.abc import Iterator

from governance.core.countries import COUNTRIES, same_country
from governance.core.policy.sending_rules import EVERYWHERE, RULE_SETS, SendingRule
from governance.core.policy.standard import MessageStandard


def rules_for(standard: MessageStandard, recipients: tuple[str, ...]) -> Iterator[SendingRule]:
    """The rules that hold in any of these regions; all that are switched on, if it is not known where they are."""
    everywhere = not recipients or not all(one in COUNTRIES or one in standard.groups for one in recipients)
    countries = {country for one in recipients for country in _countries(one, standard)}
    on = {
        name
        for region, names in standard.sending_rules.items()
        if everywhere or region == EVERYWHERE or not countries.isdisjoint(_countries(region, standard))
        for name in names
    }
    for name, rule_set in RULE_SETS.items():
        if name in on:
            yield from rule_set.rules


def _countries(region: str, standard: MessageStandard) -> frozenset[str]:
    """The countries of a group, or the one; of a country that has two codes the one."""
    return frozenset(map(same_country, standard.groups.get(region, (region,))))
