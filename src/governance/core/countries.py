"""Countries: the codes of ISO 3166-1, and common names in English and the languages around."""

import unicodedata

_ISO_3166_1 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
_ALIASES = {"UK": "GB"}
"""Reserved by ISO 3166-1 for a country that has another code."""

COUNTRIES = frozenset(_ISO_3166_1.split()) | _ALIASES.keys()

_NAMES = {
    "AE": "UAE, United Arab Emirates",
    "AR": "Argentina",
    "AT": "Austria, Österreich, Autriche, Oostenrijk, Österrike, Itävalta",
    "AU": "Australia",
    "BE": "Belgium, België, Belgique, Belgien, Belgia",
    "BG": "Bulgaria",
    "BR": "Brazil, Brasil",
    "CA": "Canada, Kanada",
    "CH": "Switzerland, Schweiz, Suisse, Zwitserland, Sveitsi, Svizzera",
    "CN": "China",
    "CY": "Cyprus",
    "CZ": "Czechia, Czech Republic, Tschechien",
    "DE": "DEU, Germany, Deutschland, Allemagne, Duitsland, Tyskland, Saksa",
    "DK": "Denmark, Danmark, Dänemark, Danemark, Denemarken, Tanska",
    "EE": "Estonia, Estland, Viro, Eesti",
    "ES": "Spain, España, Spanien, Espagne, Spanje, Espanja",
    "FI": "FIN, Finland, Suomi, Finnland, Finlande",
    "FR": "FRA, France, Frankreich, Frankrijk, Frankrike, Ranska",
    "GB": "UK, GBR, United Kingdom, Great Britain, Britain, Großbritannien, Vereinigtes Königreich, "
    "Royaume-Uni, Verenigd Koninkrijk, Storbritannien, Iso-Britannia",
    "GR": "Greece, Griechenland, Hellas",
    "HR": "Croatia, Kroatien, Hrvatska",
    "HU": "Hungary, Ungarn, Magyarország",
    "IE": "Ireland, Irland, Irlande, Ierland, Irlanti",
    "IL": "Israel",
    "IN": "India",
    "IS": "Iceland, Island",
    "IT": "Italy, Italia, Italien, Italie, Italië",
    "JP": "Japan",
    "KR": "South Korea, Korea",
    "LT": "Lithuania, Litauen",
    "LU": "Luxembourg, Luxemburg",
    "LV": "Latvia, Lettland",
    "MT": "Malta",
    "MX": "Mexico, México",
    "NL": "NLD, Netherlands, The Netherlands, Holland, Nederland, Niederlande, Pays-Bas, Alankomaat",
    "NO": "Norway, Norge, Norwegen, Norvège, Noorwegen, Norja",
    "NZ": "New Zealand",
    "PL": "Poland, Polska, Polen, Pologne, Puola",
    "PT": "Portugal",
    "RO": "Romania, Rumänien",
    "SE": "SWE, Sweden, Sverige, Schweden, Suède, Zweden, Ruotsi",
    "SG": "Singapore",
    "SI": "Slovenia, Slowenien",
    "SK": "Slovakia, Slowakei",
    "TR": "Turkey, Türkiye",
    "UA": "Ukraine",
    "US": "USA, United States, United States of America, America, Vereinigte Staaten, États-Unis, "
    "Verenigde Staten, Förenta staterna, Yhdysvallat",
    "ZA": "South Africa",
}


def same_country(code: str) -> str:
    """The one code of a country that has two; any other name as it stands."""
    return _ALIASES.get(code, code)


def known_country(name: str) -> str | None:
    """The code of a country, from its code in any case or a common name; None for any other name."""
    code = name.upper() if name.upper() in COUNTRIES else country_code(name)
    return code if code in COUNTRIES else None


def country_code(name: str) -> str:
    """The ISO code of a country's code or common name; any other name in lower case."""
    plain = _plain(name)
    return _CODES.get(plain, plain)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


_CODES = {_plain(code): code for code in _ISO_3166_1.split()}
_CODES |= {_plain(name): code for code, names in _NAMES.items() for name in names.split(", ")}
