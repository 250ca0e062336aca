"""Countries by common name: ISO 3166-1 code, English name, and the names in the languages around."""

import unicodedata

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


def country_code(name: str) -> str:
    """The ISO code of a country's code or common name; any other name in lower case."""
    plain = _plain(name)
    return _CODES.get(plain, plain)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", ""))
    return " ".join("".join(char for char in letters if not unicodedata.combining(char)).split())


_CODES = {_plain(name): code for code, names in _NAMES.items() for name in (code, *names.split(", "))}
