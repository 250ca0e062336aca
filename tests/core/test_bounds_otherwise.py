"""Bounds, dates and units in other words."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

MESSAGES = "Krona archives messages for 10 years."
RECORDINGS = "Krona keeps recordings for up to 90 days."
CLINICS = "More than 3,400 clinics use Krona."
INSURANCE = "Brannock Insurance spent €260,000 less on courier trips in 2025 with Krona."
HOLD = "Krona freezers hold a temperature between -25 °C and -15 °C."
ACCURATE = "Krona thermometers are accurate to ±0.5 °C."
DAYS = "Krona warns 45, 15 and 5 days before a permit runs out."
PLACED = "Orders placed by 30 June 2026 ship free of charge with Krona."
TOOL = "Krona was named Tool of the Year 2025 by Depot News."
AUDIT = "Krona passed its audit in May 2026."
SINCE = "Krona has run the archive since March 2021."
CLOSE = "Applications to Krona close on 14 February 2027."
BIKES = "Krona insures bikes up to €5,000."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (MESSAGES, "Krona archives messages for a decade."),
        (MESSAGES, "Krona archives messages for ten years."),
        (MESSAGES, "Krona archives messages for 120 months."),
        (RECORDINGS, "Krona keeps recordings for ninety days at most."),
        (RECORDINGS, "Krona keeps recordings for not more than 90 days."),
        (RECORDINGS, "Krona keeps recordings for as much as 90 days."),
        (RECORDINGS, "Krona keeps recordings for up to three months, 90 days to be exact."),
        (RECORDINGS, "Krona keeps recordings for anything up to ninety days."),
        (RECORDINGS, "Krona keeps as much as three months' worth of recordings, 90 days to be exact."),
        (RECORDINGS, "Krona keeps recordings for 90 days at the outside."),
        (CLINICS, "Well over three thousand clinics, 3,400 and then some, use Krona."),
        (CLINICS, "3,400 clinics and more use Krona."),
        (CLINICS, "Upwards of 3,400 clinics use Krona."),
        (CLINICS, "Over 3.4 thousand clinics use Krona."),
        (
            INSURANCE,
            "In 2025, Brannock Insurance spent two hundred and sixty thousand euros less on courier trips with Krona.",
        ),
        (INSURANCE, "In 2025, Brannock Insurance spent €260k less on courier trips with Krona."),
        (HOLD, "Krona freezers hold a temperature between minus 13 and 5 degrees Fahrenheit."),
        (HOLD, "Krona freezers hold a temperature between minus 25 and minus 15 degrees Celsius."),
        (HOLD, "Krona freezers hold a temperature from -25 to -15 °C."),
        (ACCURATE, "Krona thermometers are accurate to 0.9 °F either way."),
        (ACCURATE, "Krona thermometers are accurate to within half a degree Celsius, plus or minus."),
        (ACCURATE, "Krona thermometers are accurate to 0.5 degrees Celsius either side."),
        (ACCURATE, "Krona thermometers are accurate to ±0.9 degrees Fahrenheit."),
        (DAYS, "Krona warns forty-five, fifteen and five days before a permit runs out."),
        (DAYS, "Krona warns 45 days before a permit runs out, then 15, then five."),
        (DAYS, "Krona warns 15 and 5 days before a permit runs out."),
        (PLACED, "Orders placed until the thirtieth of June 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed up to 30 June 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed no later than June 30th, 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed up to and including 30/06/2026 ship free of charge with Krona."),
        (PLACED, "Orders placed by the end of June 2026 ship free of charge with Krona."),
        (TOOL, "Last year, Depot News named Krona Tool of the Year."),
        (AUDIT, "Krona passed its audit in May of this year."),
        (AUDIT, "Krona passed its audit this May."),
        (SINCE, "The archive has been run by Krona since March 2021."),
        (CLOSE, "Applications to Krona close on the fourteenth of February 2027."),
        (CLOSE, "Applications to Krona close on 14/02/2027."),
        (CLOSE, "Applications to Krona close on February 14."),
        (BIKES, "Krona insures bikes up to five thousand euros."),
        (BIKES, "Krona insures bikes for as much as €5,000."),
    ],
)
def test_a_bound_or_date_in_other_words_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (MESSAGES, "Krona archives messages for half a decade."),
        (MESSAGES, "Krona archives messages for two decades."),
        (MESSAGES, "Krona archives messages for ten months."),
        (RECORDINGS, "Krona keeps recordings for 90 days."),
        (RECORDINGS, "Krona keeps recordings for at least 90 days."),
        (RECORDINGS, "Krona keeps recordings for up to 90 months."),
        (RECORDINGS, "Krona keeps as much as a year's worth of recordings."),
        (RECORDINGS, "Krona keeps recordings for up to three months, 120 days to be exact."),
        (CLINICS, "Well over four thousand clinics use Krona."),
        (CLINICS, "Nearly 3,500 clinics use Krona."),
        (CLINICS, "Well over three thousand clinics use Krona."),
        (CLINICS, "34,000 clinics and more use Krona."),
        (INSURANCE, "In 2025, Brannock Insurance spent a quarter of a million euros less on courier trips with Krona."),
        (INSURANCE, "In 2025, Brannock Insurance spent €26,000 less on courier trips with Krona."),
        (INSURANCE, "In 2025, Brannock Insurance spent $260,000 less on courier trips with Krona."),
        (
            INSURANCE,
            "In 2025, Brannock Insurance spent two hundred and six thousand euros less on courier trips with Krona.",
        ),
        (HOLD, "Krona freezers hold a temperature between minus 13 and 15 degrees Fahrenheit."),
        (HOLD, "Krona freezers hold a temperature between minus 25 and plus 15 degrees Celsius."),
        (HOLD, "Krona freezers hold a temperature from -35 to -15 °C."),
        (ACCURATE, "Krona thermometers are accurate to 0.5 °F either way."),
        (ACCURATE, "Krona thermometers are accurate to ±0.05 °C."),
        (ACCURATE, "Krona thermometers are accurate to 1 degree Celsius either side."),
        (DAYS, "Krona warns 45, 15 and 3 days before a permit runs out."),
        (DAYS, "Krona warns 60, 15 and 5 days before a permit runs out."),
        (DAYS, "Krona warns 45, 20 and 5 days before a permit runs out."),
        (DAYS, "Krona warns 45, 15 and 5 weeks before a permit runs out."),
        (DAYS, "Krona warns 45, 15 and 5 days after a permit runs out."),
        (PLACED, "Orders placed by 30 July 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed after 30 June 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed by 13 June 2026 ship free of charge with Krona."),
        (PLACED, "Orders placed from 30 June 2026 on ship free of charge with Krona."),
        (TOOL, "This year, Depot News named Krona Tool of the Year."),
        (TOOL, "Depot News named Krona Tool of the Year 2024."),
        (AUDIT, "Krona passed its audit in May of last year."),
        (AUDIT, "Krona passed its audit in June of this year."),
        (SINCE, "Krona has run the archive since March 2019."),
        (SINCE, "Krona has run the archive since May 2021."),
        (SINCE, "Krona ran the archive until March 2021."),
        (CLOSE, "Applications to Krona close on 24 February 2027."),
        (CLOSE, "Applications to Krona close on 14/03/2027."),
        (CLOSE, "Applications to Krona close in March."),
        (BIKES, "Krona insures bikes over €5,000."),
        (BIKES, "Krona insures bikes up to €50,000."),
        (BIKES, "Krona insures bikes from €5,000."),
    ],
)
def test_another_bound_or_date_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED
