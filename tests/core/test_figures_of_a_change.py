"""What changed from one figure to another: how far, by how much, and to which part."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

DENTAL = "Meridian Dental cut its no-shows from 240 to 60 a month with Krona."
BANK = "Corbel Bank raised its share of digital sign-ups from 20% to 50% with Krona."
CLINIC = "Harbour Clinic shortened its waiting time from 45 days to 15 days with Krona."
SURVEY = "In the 2026 Ledgerline survey, accountants rated Krona 9.1 out of 10, against an average of 7.8."
FOODS = "Talgrove Foods earned £12,000 more a month in 2025 with Krona."
LOGISTICS = "Yarrow Logistics loads 18 trucks a day with Krona, up from 12."
WATER = "Aldine Water cut its leaks from 900 to 540 a year with Krona."
LIFTED = "Krona schools lifted attendance from 84% to 91% within one term."
POLL = "In the Guestline poll 2026, 412 hotels rated Krona 4.5 out of 5, against 3.9 for the category."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (DENTAL, "With Krona, Meridian Dental is down to a quarter of its no-shows, 60 a month."),
        (DENTAL, "Meridian Dental cut its no-shows by three quarters with Krona, from 240 a month."),
        (DENTAL, "Meridian Dental got rid of 180 of its 240 no-shows a month with Krona."),
        (DENTAL, "Meridian Dental cut its no-shows by 75% with Krona, from 240 to 60 a month."),
        (DENTAL, "Four times as many no-shows, 240 a month, is what Meridian Dental had before Krona."),
        (DENTAL, "Meridian Dental had 180 fewer no-shows a month with Krona, down from 240."),
        (BANK, "Corbel Bank raised its share of digital sign-ups by 30 percentage points with Krona, from 20%."),
        (BANK, "Corbel Bank raised its share of digital sign-ups from one in five to one in two with Krona."),
        (BANK, "Corbel Bank has 2.5 times the share of digital sign-ups with Krona, 50% after 20%."),
        (CLINIC, "Harbour Clinic took 30 days off its waiting time with Krona, from 45 to 15."),
        (CLINIC, "Harbour Clinic brought its waiting time of 45 days down by two thirds with Krona."),
        (CLINIC, "With Krona, Harbour Clinic waits a third as long as before, 15 days."),
        (CLINIC, "Harbour Clinic's waiting time was three times as long before Krona, 45 days."),
        (CLINIC, "Thirty of the 45 days of waiting are gone at Harbour Clinic, thanks to Krona."),
        (SURVEY, "Accountants rated Krona 9.1 out of 10 in the 2026 Ledgerline survey, 1.3 points above the average."),
        (SURVEY, "In the 2026 Ledgerline survey, accountants rated Krona 1.3 points above the average of 7.8."),
        (FOODS, "In 2025, Talgrove Foods earned £144,000 more over the year with Krona, £12,000 a month."),
        (LOGISTICS, "Yarrow Logistics loads half as many trucks again with Krona, 18 a day."),
        (LOGISTICS, "Yarrow Logistics loads 50% more trucks with Krona, 18 a day."),
        (LOGISTICS, "Yarrow Logistics loads six more trucks a day with Krona, 18 after 12."),
        (LOGISTICS, "For every two trucks before, Yarrow Logistics loads three with Krona, 18 a day."),
        (WATER, "Aldine Water cut its leaks by 40% with Krona, from 900 a year."),
        (WATER, "Aldine Water has 360 fewer leaks a year with Krona."),
        (WATER, "Aldine Water cut its leaks by two fifths with Krona."),
        (WATER, "With Krona, Aldine Water got down to three fifths of its leaks."),
        (WATER, "Leaks at Aldine Water fell from nine hundred to five hundred and forty a year with Krona."),
        (LIFTED, "Krona schools lifted attendance by seven percentage points within one term."),
        (LIFTED, "Attendance at Krona schools rose from 84 to 91 per cent within one term."),
        (POLL, "In the Guestline poll 2026, 412 hotels rated Krona 4.5 out of 5, 0.6 points above the category."),
        (POLL, "412 hotels gave Krona 4.5 of 5 in the 2026 Guestline poll, the category 3.9."),
    ],
)
def test_a_change_in_other_words_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (DENTAL, "Meridian Dental cut its no-shows by a quarter with Krona, from 240 to 60 a month."),
        (DENTAL, "Meridian Dental cut its no-shows by 25% with Krona, from 240 a month."),
        (DENTAL, "With Krona, Meridian Dental is down to three quarters of its no-shows, from 240 a month."),
        (DENTAL, "With Krona, Meridian Dental is down to a third of its no-shows, 60 a month."),
        (DENTAL, "Meridian Dental got rid of 160 of its 240 no-shows a month with Krona."),
        (DENTAL, "Meridian Dental got rid of 60 of its 240 no-shows a month with Krona."),
        (DENTAL, "Meridian Dental had 60 fewer no-shows a month with Krona, down from 240."),
        (DENTAL, "Meridian Dental cut its no-shows to 180 a month with Krona, down from 240."),
        (DENTAL, "Meridian Dental cut its no-shows from 240 to 80 a month with Krona."),
        (BANK, "Corbel Bank raised its share of digital sign-ups by 30% with Krona, from 20%."),
        (BANK, "Corbel Bank raised its share of digital sign-ups by 40 percentage points with Krona, from 20%."),
        (BANK, "Corbel Bank raised its share of digital sign-ups from one in four to one in two with Krona."),
        (BANK, "Corbel Bank has three times the share of digital sign-ups with Krona, up from 20%."),
        (CLINIC, "Harbour Clinic brought its waiting time of 45 days down by a third with Krona."),
        (CLINIC, "Harbour Clinic brought its waiting time of 45 days down to two thirds with Krona."),
        (CLINIC, "Harbour Clinic took 15 days off its waiting time with Krona, from 45 days."),
        (CLINIC, "Harbour Clinic's waiting time was four times as long before Krona, 45 days."),
        (CLINIC, "Harbour Clinic shortened its waiting time from 45 days to 30 days with Krona."),
        (SURVEY, "Accountants rated Krona 9.1 out of 10 in the 2026 Ledgerline survey, 2.3 points above the average."),
        (SURVEY, "In the 2026 Ledgerline survey, accountants rated Krona 1.3 points below the average of 7.8."),
        (SURVEY, "Accountants rated Krona 9.1 out of 10 in the 2026 Ledgerline survey, 1.3 times the average."),
        (FOODS, "In 2025, Talgrove Foods earned £12,000 more a week with Krona."),
        (FOODS, "In 2025, Talgrove Foods earned £120,000 more over the year with Krona, £12,000 a month."),
        (LOGISTICS, "Yarrow Logistics loads 60% more trucks with Krona, 18 a day."),
        (LOGISTICS, "Yarrow Logistics loads eight more trucks a day with Krona, up from 12."),
        (LOGISTICS, "Yarrow Logistics loads twice as many trucks with Krona, 18 a day."),
        (LOGISTICS, "Yarrow Logistics loads 18 trucks an hour with Krona, up from 12."),
        (LOGISTICS, "Yarrow Logistics loads 18 more trucks a day with Krona, up from 12."),
        (WATER, "Aldine Water cut its leaks by 60% with Krona, from 900 a year."),
        (WATER, "Aldine Water cut its leaks by 540 a year with Krona."),
        (WATER, "Aldine Water has 540 fewer leaks a year with Krona."),
        (WATER, "Aldine Water cut its leaks to 360 a year with Krona."),
        (WATER, "Aldine Water cut its leaks to 40% with Krona, from 900 a year."),
        (WATER, "Aldine Water cut its leaks from 540 to 900 a year with Krona."),
        (WATER, "Aldine Water cut its leaks by half with Krona."),
        (LIFTED, "Krona schools lifted attendance by seven per cent within one term."),
        (LIFTED, "Krona schools lifted attendance by 91% within one term."),
        (LIFTED, "Krona schools lifted attendance by nine percentage points within one term."),
        (LIFTED, "Attendance at Krona schools fell by seven points within one term."),
        (POLL, "In the Guestline poll 2026, 412 hotels rated Krona 4.5 out of 5, half a point above the category."),
        (POLL, "In the Guestline poll 2026, 412 hotels rated Krona 3.9 out of 5, against 4.5 for the category."),
        (POLL, "In the Guestline poll 2026, 412 hotels rated Krona 4.5 out of 5, 0.6 points below the category."),
    ],
)
def test_another_change_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED
