"""How often, how long, and for which period."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

SEAT = "Krona costs $35 per seat per month, billed annually."
REPORT = "Krona pumps report their pressure every 20 minutes."
INCIDENT = "Krona replays an incident within 45 minutes."
QUARTER = "Krona costs €90 a quarter per vehicle."
ONCE = "The set-up of Krona costs €240 once."
RECORDS = "Krona backs up records every 6 hours."
EVERY = "Krona services every lift every 3 months."
LOST = "Krona replaces a lost card within 24 hours."
CANTEENS = "Krona serves 12 canteens in Ghent and 30 canteens in Lille."
LITRES = "Krona treats 350,000 litres of water an hour at the Delft plant."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (SEAT, "Krona is $420 a year per seat, billed annually."),
        (SEAT, "A seat costs $420 for twelve months with Krona, which is $35 a month, billed annually."),
        (SEAT, "Per seat Krona comes to $105 a quarter, $35 a month billed annually."),
        (REPORT, "Krona pumps report their pressure three times an hour."),
        (REPORT, "Three times an hour, Krona pumps report their pressure."),
        (REPORT, "Krona pumps report their pressure every third of an hour."),
        (REPORT, "Krona pumps report their pressure 72 times a day."),
        (INCIDENT, "Krona replays an incident within three quarters of an hour."),
        (INCIDENT, "Krona replays an incident in 45 minutes at the very most."),
        (INCIDENT, "Krona replays an incident in not more than 45 minutes."),
        (INCIDENT, "Krona replays an incident in anything up to 45 minutes."),
        (INCIDENT, "Krona replays an incident in 45 minutes or less."),
        (QUARTER, "Krona costs €30 a month per vehicle."),
        (QUARTER, "A vehicle costs ninety euros a quarter with Krona, which is €360 over the year."),
        (ONCE, "The set-up of Krona costs 240 euros, paid once."),
        (RECORDS, "Krona backs up records four times a day."),
        (RECORDS, "Four times a day, records are backed up by Krona."),
        (RECORDS, "Records are backed up by Krona every 360 minutes."),
        (EVERY, "Krona services every lift four times a year."),
        (LOST, "Krona replaces a lost card in a day or less."),
        (LOST, "Krona replaces a lost card in no more than 24 hours."),
        (LOST, "It takes Krona a day at the very most to replace a lost card."),
        (CANTEENS, "Krona serves twelve canteens in Ghent and thirty canteens in Lille, forty-two together."),
        (LITRES, "At the Delft plant, Krona treats 350 thousand litres of water an hour."),
    ],
)
def test_a_rate_or_duration_in_other_words_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (SEAT, "Krona is $350 a year per seat, billed annually."),
        (SEAT, "Krona costs $35 per seat per year, billed annually."),
        (SEAT, "Krona is $420 a month per seat, billed annually."),
        (SEAT, "Krona costs $35 per seat per week, billed annually."),
        (REPORT, "Krona pumps report their pressure twice an hour."),
        (REPORT, "Krona pumps report their pressure three times a day."),
        (REPORT, "Krona pumps report their pressure six times an hour."),
        (REPORT, "Krona pumps report their pressure every two minutes."),
        (REPORT, "Krona pumps report their pressure continuously."),
        (REPORT, "Krona pumps report their pressure in real time."),
        (INCIDENT, "Krona replays an incident in well under 45 minutes."),
        (INCIDENT, "Krona replays an incident within half an hour."),
        (INCIDENT, "Krona replays an incident within three quarters of a minute."),
        (QUARTER, "Krona costs €90 a month per vehicle."),
        (QUARTER, "Krona costs €360 a quarter per vehicle."),
        (ONCE, "The set-up of Krona costs €240 a month."),
        (ONCE, "The set-up of Krona costs €2,880 a year."),
        (RECORDS, "Krona backs up records six times a day."),
        (RECORDS, "Krona backs up records within 6 hours."),
        (RECORDS, "Krona backs up records every 6 days."),
        (RECORDS, "Krona backs up records four times an hour."),
        (RECORDS, "Krona backs up records continuously."),
        (EVERY, "Krona services every lift three times a year."),
        (EVERY, "Krona services every lift every 3 weeks."),
        (LOST, "Krona replaces a lost card every 24 hours."),
        (LOST, "Krona replaces a lost card in far less than 24 hours."),
        (LOST, "Krona replaces a lost card in just under 24 hours."),
        (CANTEENS, "Krona serves 52 canteens in all in Ghent and Lille."),
        (LITRES, "At the Delft plant, Krona treats half a million litres of water an hour."),
        (LITRES, "At the Delft plant, Krona treats 350,000 litres of water a day."),
    ],
)
def test_another_rate_or_duration_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED
