"""Words of job titles: levels, functions, abbreviations, and what several languages call them.

General to any company. Keys are what a word is read as; rows are the words, lower case and without accents.
"""


def _words(row: str) -> list[str]:
    return row.split()


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, row in table.items() for word in _words(row)}


SENIORITY = {
    "intern": 0,
    "individual_contributor": 1,
    "manager": 2,
    "head": 3,
    "director": 3,
    "vp": 4,
    "c_level": 5,
}

PHRASES = {
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

CHIEFS = {
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

CHIEF_OF = {
    "operating": "operations",
    "financial": "finance",
    "people": "hr",
    "executive": "",
    "customer": "customerexperience",
}

LEVELS = {
    "intern": ("intern trainee apprentice werkstudent praktikant praktikantin stagiaire harjoittelija auszubildender"),
    "individual_contributor": (
        "coordinator assistant specialist analyst associate clerk representative rep agent planner "
        "engineer developer consultant advisor officer administrator executive operator technician buyer "
        "expert koordinator koordinatorin sachbearbeiter sachbearbeiterin assistent assistentin "
        "assistente mitarbeiter mitarbeiterin referent referentin coordinateur coordinatrice charge "
        "chargee medewerker coordinator samordnare koordinaattori asiantuntija assistentti beauftragter "
        "beauftragte"
    ),
    "manager": (
        "manager managerin lead teamleiter teamleiterin leader supervisor superintendent paallikko "
        "gestionnaire chef gerant"
    ),
    "head": (
        "head leiter leiterin leitung abteilungsleiter abteilungsleiterin bereichsleiter bereichsleiterin "
        "hoofd responsable"
    ),
    "director": "director direktor direktorin directeur directrice direktor johtaja",
    "vp": "vp",
    "c_level": (
        "chief founder cofounder president geschaftsfuhrer geschaftsfuhrerin inhaber geschaeftsfuehrer "
        "toimitusjohtaja vd gerente pdg"
    ),
}
ABBREVIATIONS = {
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
    "cx": "customerexperience",
    "scm": "supplychain",
    "ecom": "ecommerce",
    "eng": "engineering",
    "whse": "warehouse",
    "md": "ceo",
}

FUNCTIONS = {
    "operations": (
        "operation operational betrieb betriebs operativ operativer operative operatiivinen drift drifts exploitation"
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

SUFFIXES = ("leiterin", "leiter", "leitung", "direktor", "manager", "chef", "paallikko", "johtaja")
AND = frozenset(("and", "und", "en", "et", "och", "ja"))
UNIMPORTANT = frozenset(
    _words(
        "of the for a an de des du d la le les l von der die das fur im van voor het till senior sr global "
        "group regional national international interim acting european europe emea dach uk us eu "
        "management department team m f w x"
    )
)
DEPUTIES = frozenset(("deputy", "junior", "jr", "stellvertretender", "stellvertretende", "adjoint", "vice"))

LEVEL_OF = _by_word(LEVELS)
FUNCTION_OF = {**_by_word(FUNCTIONS), **{name: name for name in FUNCTIONS}}
