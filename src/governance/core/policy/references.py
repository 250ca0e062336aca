"""Names in one document that another must know: regions, channels, codes, roles, partners."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from governance.core.countries import COUNTRIES, known_country
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Path, Strict
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.sending_rules import EVERYWHERE, RULE_SETS
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Dangling:
    """A name that nothing declares: in which value, at which path, and what is allowed there."""

    source: Strict
    path: Path
    message: str


def dangling_codes(standard: MessageStandard, codes: Collection[str]) -> Iterator[Dangling]:
    """Severities of codes that no check has."""
    for code in standard.severities:
        if code not in codes:
            message = f"no check reports {code}; allowed are {', '.join(sorted(codes))}"
            yield Dangling(standard, ("severities", code), message)


def dangling_regions_of_standard(standard: MessageStandard) -> Iterator[Dangling]:
    """Group members that are no country; sending rules for neither a country, a group nor everywhere."""
    for group, members in standard.groups.items():
        for number, region in enumerate(members):
            if region not in COUNTRIES:
                message = f"country {region} is unknown; {_country_to_write(region)}"
                yield Dangling(standard, ("groups", group, number), message)
    for region in standard.sending_rules:
        if region != EVERYWHERE and (unknown := _unknown_region(region, standard)):
            yield Dangling(standard, ("sending_rules", region), f"{unknown}; or {EVERYWHERE}")
    for number, test in enumerate(standard.tests):
        if test.region and (unknown := _unknown_region(test.region, standard)):
            yield Dangling(standard, ("tests", number, "region"), unknown)


def dangling_rule_sets(standard: MessageStandard) -> Iterator[Dangling]:
    """Sending rules that there are none of; a group whose name stands for everywhere."""
    for region, names in standard.sending_rules.items():
        for number, name in enumerate(names):
            if name not in RULE_SETS:
                message = f"sending rules {name} are unknown; allowed are {', '.join(RULE_SETS)}"
                yield Dangling(standard, ("sending_rules", region, number), message)
    if EVERYWHERE in standard.groups and EVERYWHERE in standard.sending_rules:
        message = f"{EVERYWHERE} means everywhere in sending_rules; give the group another name"
        yield Dangling(standard, ("groups", EVERYWHERE), message)


def dangling_scopes(talk_track: TalkTrack, standard: MessageStandard) -> Iterator[Dangling]:
    """Channels and regions of claims, and of the talk track's tests, that the standard does not know."""
    for number, claim in enumerate(talk_track.claims):
        here = ("claims", number)
        yield from _channels(talk_track, (*here, "channels"), claim.channels, standard)
        yield from _regions(talk_track, (*here, "regions"), claim.regions, standard)
    for number, test in enumerate(talk_track.tests):
        if test.channel and test.channel not in standard.channels:
            yield Dangling(talk_track, ("tests", number, "channel"), _unknown_channel(test.channel, standard))
        if test.region and (message := _unknown_region(test.region, standard)):
            yield Dangling(talk_track, ("tests", number, "region"), message)


def dangling_owners(talk_track: TalkTrack, approval: ApprovalPolicy | None) -> Iterator[Dangling]:
    """Owners of claims that are no role of the approval policy."""
    for number, claim in enumerate(talk_track.claims if approval else ()):
        if approval and claim.owner not in approval.roles:
            message = f"owner {claim.owner} is no role; {approval.key} declares {', '.join(approval.roles)}"
            yield Dangling(talk_track, ("claims", number, "owner"), message)


def dangling_countries(qualification: QualificationPolicy) -> Iterator[Dangling]:
    """Countries of the profile that ISO 3166-1 does not list."""
    for number, country in enumerate(qualification.profile.countries):
        if country not in COUNTRIES:
            message = f"country {country} is unknown; {_country_to_write(country)}"
            yield Dangling(qualification, ("profile", "countries", number), message)


def dangling_people(workspace: Workspace, approval: ApprovalPolicy | None) -> Iterator[Dangling]:
    """Partners that the workspace does not list; roles that the approval policy does not declare."""
    partners = [partner.key for partner in workspace.partners]
    for number, person in enumerate(workspace.people):
        if person.partner and person.partner not in partners:
            message = f"partner {person.partner} is unknown; partners are {', '.join(partners) or 'none'}"
            yield Dangling(workspace, ("people", number, "partner"), message)
        for index, role in enumerate(person.roles if approval else ()):
            if approval and role not in approval.roles:
                message = f"role {role} is not declared; {approval.key} declares {', '.join(approval.roles)}"
                yield Dangling(workspace, ("people", number, "roles", index), message)


def _channels(
    source: Strict, path: Path, channels: tuple[str, ...] | str, standard: MessageStandard
) -> Iterator[Dangling]:
    for number, channel in enumerate(channels if isinstance(channels, tuple) else ()):
        if channel not in standard.channels:
            yield Dangling(source, (*path, number), _unknown_channel(channel, standard))


def _regions(
    source: Strict, path: Path, regions: tuple[str, ...] | str, standard: MessageStandard
) -> Iterator[Dangling]:
    for number, region in enumerate(regions if isinstance(regions, tuple) else ()):
        if message := _unknown_region(region, standard):
            yield Dangling(source, (*path, number), message)


def _unknown_channel(channel: str, standard: MessageStandard) -> str:
    return f"channel {channel} is unknown; {standard.key} has {', '.join(standard.channels)}"


def _unknown_region(region: str, standard: MessageStandard) -> str | None:
    if region in COUNTRIES or region in standard.groups:
        return None
    groups = f", or a group of {standard.key}: {', '.join(standard.groups)}" if standard.groups else ""
    return f"region {region} is unknown; {_country_to_write(region)}{groups}"


def _country_to_write(name: str) -> str:
    return f"write {known_country(name) or 'a country code of ISO 3166-1'}"
