"""Job titles read as a function and a seniority, so that one title written in many ways is one title.

General to any company. Abbreviations, word order, and common German, French, Dutch, Swedish and Finnish
titles are resolved by the tables below; what they do not know is compared as written.
"""

import re
import unicodedata
from dataclasses import dataclass

from governance.core.policy.qualification import Persona


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


SENIORITY = {
    "intern": 0,
    "individual_contributor": 1,
    "manager": 2,
    "head": 3,
    "director": 3,
    "vp": 4,
    "c_level": 5,
}

_PHRASES = {
    "vice president": "vp",
    "human resources": "hr",
    "ressources humaines": "hr",
    "managing director": "ceo",
    "business development": "businessdevelopment",
    "supply chain": "supplychain",
    "e commerce": "ecommerce",
    "third party": "thirdparty",
    "quality assurance": "quality",
    "information technology": "it",
    "customer service": "customerservice",
    "customer support": "customerservice",
    "customer care": "customerservice",
    "client service": "customerservice",
    "service client": "customerservice",
    "customer experience": "customerexperience",
    "human relations": "hr",
    "research and development": "researchdevelopment",
    "people and culture": "hr",
}

_CHIEFS = {
    "coo": "operations",
    "cfo": "finance",
    "cto": "technology",
    "cio": "it",
    "cmo": "marketing",
    "chro": "hr",
    "cpo": "product",
    "cro": "revenue",
    "cco": "commercial",
    "ciso": "informationsecurity",
    "cso": "strategy",
    "cdo": "data",
    "cxo": "customerexperience",
    "ceo": "",
}

_CHIEF_OF = {
    "operating": "operations",
    "financial": "finance",
    "people": "hr",
    "executive": "",
    "customer": "customerexperience",
}

_LEVELS = {
    "intern": (
        "intern trainee apprentice werkstudent praktikant praktikantin stagiaire harjoittelija auszubildender"
    ),
    "individual_contributor": (
        "coordinator assistant specialist analyst associate clerk representative rep agent planner engineer "
        "developer consultant advisor officer administrator executive operator technician buyer expert "
        "koordinator koordinatorin sachbearbeiter sachbearbeiterin assistent assistentin assistente "
        "mitarbeiter mitarbeiterin referent referentin coordinateur coordinatrice charge chargee medewerker coordinatör "
        "samordnare koordinaattori asiantuntija assistentti beauftragter beauftragte"
    ),
    "manager": "manager managerin lead leader supervisor superintendent paallikko gestionnaire chef gerant",
    "head": "head leiter leiterin leitung hoofd responsable",
    "director": "director direktor direktorin directeur directrice directeurin direktör johtaja",
    "vp": "vp",
    "c_level": (
        "chief founder cofounder president geschaftsfuhrer "
        "geschaftsfuhrerin inhaber toimitusjohtaja vd gerente pdg"
    ),
}
_ABBREVIATIONS = {
    "dir": "director",
    "mgr": "manager",
    "mngr": "manager",
    "svp": "vp",
    "evp": "vp",
    "avp": "vp",
    "coord": "coordinator",
    "asst": "assistant",
    "spec": "specialist",
    "hd": "head",
    "mktg": "marketing",
    "ops": "operations",
    "qa": "quality",
    "cs": "customerservice",
    "cx": "customerexperience",
    "scm": "supplychain",
    "ecom": "ecommerce",
    "eng": "engineering",
    "whse": "warehouse",
    "md": "ceo",
}

_FUNCTIONS = {
    "operations": (
        "operation operational betrieb betriebs operativ "
        "operativer operative operatiivinen drift drifts exploitation"
    ),
    "logistics": "logistic logistik logistiek logistique logistiikka logistiikan",
    "warehouse": "warehousing lager magazijn varasto entrepot entrepots lagerhaus",
    "quality": "qualitat qualitats kwaliteit kwaliteits kvalitet kvalitets qualite laatu",
    "purchasing": "procurement einkauf einkaufs inkoop inkop inkops achats hankinta sourcing",
    "sales": "vertrieb vertriebs verkauf verkaufs verkoop forsaljning forsaljnings ventes vente myynti",
    "hr": "people personal personeel henkilosto personnel",
    "customerservice": (
        "kundenservice kundendienst kundenbetreuung klantenservice kundservice kundtjanst asiakaspalvelu"
    ),
    "supplychain": "lieferkette toimitusketju forsorjningskedja",
    "production": "produktion produktions productie tuotanto manufacturing",
    "finance": "finances finanzen finanz financien ekonomi talous",
    "marketing": "markkinointi marknad marknads",
    "it": "informatik informatique",
    "fulfilment": "fulfillment",
    "return": "returns retouren retour",
    "ecommerce": "onlinehandel verkkokauppa ehandel",
}

_SUFFIXES = ("leiterin", "leiter", "leitung", "direktor", "manager", "chef", "paallikko", "johtaja")
_AND = frozenset(("and", "und", "en", "et", "och", "ja"))
_UNIMPORTANT = _set_of(
    "of the for a an de des du d la le les l von der die das fur im van voor het till senior sr global group "
    "regional national international interim acting european europe emea dach uk us eu management department "
    "team m f w x"
)
_DEPUTIES = frozenset(("deputy", "junior", "jr", "stellvertretender", "stellvertretende", "adjoint", "vice"))


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {_plain(word): name for name, words in table.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Title:
    """The functions a title names, and its seniority as in SENIORITY, or None where it names no level.

    “Operations and Logistics” are two functions of a word each; “Sales Operations” is one of two words.
    """

    functions: frozenset[frozenset[str]]
    level: int | None


def fits(title: str, persona: Persona) -> bool:
    """Whether a title belongs to a persona: a listed function, at the least seniority or above."""
    if _plain(title) == _plain(persona.id):
        return True
    held = read_title(title)
    listed = [read_title(one) for one in persona.titles]
    at_least = SENIORITY[persona.seniority_at_least]
    if held.level is None:
        return held in listed
    return held.level >= at_least and any(_covers(held, one) for one in listed)


def alternatives(titles: str) -> tuple[str, ...]:
    """The single titles of a text that lists several whole ones: “COO / Head of Operations”."""
    parts = [part.strip() for part in re.split(r"[/;,|]|\bor\b", titles) if part.strip()]
    return tuple(parts) if all(_is_whole(read_title(part)) for part in parts) else (titles.strip(),)


def _is_whole(title: Title) -> bool:
    return title.level is not None and (bool(title.functions) or title.level == SENIORITY["c_level"])


def _covers(held: Title, listed: Title) -> bool:
    if not listed.functions:
        return not held.functions and held.level == listed.level
    return listed.functions <= held.functions


def read_title(title: str) -> Title:
    """Read one title. The words of a function that no table knows stay as they are written."""
    words = [part for word in _words(title) for part in _split(word)]
    functions: list[list[str]] = [[]]
    for word in words:
        if word in _AND:
            functions.append([])
        elif function := _function(word, words):
            functions[-1].append(function)
    levels = [SENIORITY[name] for word in words if (name := _level_of(word))]
    return Title(frozenset(frozenset(one) for one in functions if one), _level(words, levels))


def _function(word: str, words: list[str]) -> str:
    """The function a word names, or nothing for a word of level."""
    if word in _CHIEFS:
        return _CHIEFS[word]
    if word in _LEVEL_OF or word in _DEPUTIES:
        return ""
    name = _FUNCTION_OF.get(word, word)
    return _CHIEF_OF.get(name, name) if "chief" in words else name


def _level_of(word: str) -> str | None:
    return "c_level" if word in _CHIEFS else _LEVEL_OF.get(word)


def _level(words: list[str], levels: list[int]) -> int | None:
    """Chief and vice president outrank the other words; below, the lowest word decides."""
    if not levels:
        return None
    top = max(levels)
    level = top if top >= SENIORITY["vp"] and _is_whole_chief(words) else min(levels)
    return max(level - 1, 0) if _DEPUTIES.intersection(words) else level


def _is_whole_chief(words: list[str]) -> bool:
    """“Chief Operating Officer” is a chief; “assistant to the COO” is not."""
    below = {word for word in words if _LEVEL_OF.get(word) in ("intern", "individual_contributor")}
    return not below - {"officer", "executive"}


def _words(title: str) -> list[str]:
    text = f" {_plain(title)} "
    for phrase, word in _PHRASES.items():
        text = text.replace(f" {phrase} ", f" {word} ")
    return [_ABBREVIATIONS.get(word, word) for word in text.split() if word not in _UNIMPORTANT]


def _split(word: str) -> tuple[str, ...]:
    """A compound such as “Logistikleiter” as function and level; a plural level as its singular."""
    if word in _LEVEL_OF or word in _CHIEFS or word in _FUNCTION_OF:
        return (word,)
    if word.endswith("s") and (word[:-1] in _LEVEL_OF or word[:-1] in _CHIEFS):
        return (word[:-1],)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return (word.removesuffix(suffix), suffix)
    return (word,)


def _plain(text: str) -> str:
    """Lower case, without accents, words apart by single spaces."""
    spelled = re.sub(r"[&,/+]", " and ", text.casefold())
    unaccented = unicodedata.normalize("NFKD", spelled)
    letters = "".join(char for char in unaccented if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", letters.replace("_", " "))))


_LEVEL_OF = _by_word(_LEVELS)
_FUNCTION_OF = {**_by_word(_FUNCTIONS), **{name: name for name in _FUNCTIONS}}
