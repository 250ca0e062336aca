"""How the columns of a lead list and the merge fields of copy are called, so that the same is known for the same."""

import re

_ALIASES = {
    "first_name": "first firstname givenname",
    "last_name": "last lastname surname familyname",
    "company": "company companyname organisation organization",
    "title": "title jobtitle position",
    "email": "email emailaddress mail",
    "phone": "phone phonenumber",
    "website": "website companywebsite",
    "linkedin_profile": "linkedinprofile linkedinurl linkedin",
    "personalization": "personalization personalisation icebreaker",
    "country": "country countrycode",
    "evidence": "evidence research researchnotes personalizationevidence evidencetext",
}
_NAMES = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
_SEPARATORS = re.compile(r"[\s_.-]+")


def lead_field(name: str) -> str:
    """The common name of a field that every platform knows; of any other the name as it stands.

    Platforms tell the keys of custom variables apart to the letter, so these are not folded.
    """
    return _NAMES.get(_SEPARATORS.sub("", name).casefold(), name.strip())
