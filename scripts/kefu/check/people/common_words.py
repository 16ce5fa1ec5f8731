"""Words that names are combined with in Swedish, or that say what a name names. All are folded."""

from __future__ import annotations

import re
from typing import Final

PARTICLES: Final = frozenset(
    "af al av bin da de del della den der di do dos du el la le ten ter van von zu".split()  # noqa: SIM905 - a list of words
)
COMPANY_FORMS: Final = frozenset({"ab", "aktiebolag", "aktiebolaget", "hb", "kb", "publ"})
SEATS: Final = frozenset({"kommun", "stad", "region", "regionen", "landsting", "lan"})
DIRECTIONS: Final = (
    "stor", "nord", "syd", "vast", "ost", "nordvast", "nordost", "sydvast", "sydost", "mellan", "central",
    "anti", "bort", "fore", "gammel", "gamla", "hel", "icke", "klan", "lag", "lill", "lilla", "nya", "ny", "ovre",
    "pro", "team", "under", "yttre",
)  # fmt: skip
"""What may stand before a name in one word, whatever the name; before a long one, any word may."""

HEADS: Final = (
    "affar|arende|avtal|beslut|brev|debatt|effekt|fall|forslag|grupp|intervju|kris|kritik|ledning|linje|mejl|modell|mote"
    "|process|projekt|rapport|styr|utredning"
)
LOCAL_HEADS: Final = (
    "bilag|blad|bo|bolag|chef|direktor|enhet|forvaltning|fullmaktige|hus|kommun|kontor|namnd|omrad|organisation|parti"
    "|polit|post|press|region|sjukhus|skol|tidning|trakt|verksamhet"
)
PERSON_ENDINGS: Final = "s|ska|skan|skans|ske"
PEOPLE_OF: Final = "are|aren|ares|arna|arnas|bo|bon|bor|bornas?|it|iten|iter|iterna|sk|ska|skt|ensare|ensisk|ensiska"
DEFINITE: Final = "n|ns|en|ens|an|ans|t|ts|et|ets|na|nas|arna|arnas|erna|ernas|orna|ornas|ar|er|or"

_GENERAL: Final = (
    "akademi|aker|aldre|allman|and|arbete|avdelning|avfall|avlopp|bad|bageri|bank|barn|bibliotek|bil|boende|bolag|bostad"
    "|bostader|bruk|by|bygd|bygg|bygge|byggnad|bygden|cafe|center|central|centrum|dag|data|demokrat|djur|drift|egendom|el"
    "|energi|enhet|enskild|entreprenad|familj|fastighet|finans|folk|forbund|foretag|forening|forhandling|forlag|forsamling"
    "|forskning|forskol|forsorg|forvaltning|fri|frisk|fritid|fullmaktige|galleri|gamla|gata|gatan|grund|grupp|gymnasi"
    "|gymnasie|halla|hall|halso|handel|handikapp|havn|hamn|hem|hogskol|holding|hotell|hus|idrott|individ|industri|inkop"
    "|institut|invest|it|kansli|kapell|klinik|klubb|kommun|konsult|kontor|konst|korttid|krog|kultur|kvinno|kyrk|lakar"
    "|landsting|land|lans|lasarett|led|lilla|logistik|lokal|maskin|media|miljo|mindre|motor|mottagning|musei|museum|namnd"
    "|narings|natt|nat|nedre|nordisk|norra|norr|nya|och|omsorg|omvardnad|organisation|ostra|park|parti|personal|plan"
    "|polis|post|press|produktion|psykiatri|raddning|rad|region|rehab|renhallning|restaurang|ridskol|samfund|samhall"
    "|sam|samverkan|samordning|sektion|service|sjuk|sjukhem|sjukhus|skatte|skol|skola|social|sodra|sommar|sparbank|sport"
    "|stad|stadsdel|stiftelse|stora|stor|stod|styrelse|svensk|svenska|sverige|sykehus|system|tand|teater|teknik|teknisk"
    "|tidning|tingsratt|tjanst|torg|trafik|transport|trygg|tunga|ungdom|universitet|upphandling|utbildning|utveckling"
    "|vag|vard|vardag|vardcentral|vardshus|vastra|vatten|verk|verksamhet|verkstad|vux|yrke|ytter|ovre|inre|service"
)
GENERAL: Final = re.compile(
    rf"(?:(?:{_GENERAL})(?:s|e|o|a|u|ar|ings?)?)+(?:n|en|an|et|t|na|erna|orna|ar|er|or|are|ets|ens|ans|nas)?s?"
)
"""A word that says what kind of place or organisation a longer name is about, and names none by itself."""

TELLING: Final = (
    "ans[eå]g|anser|avgick|avgår|bad|ber|berättade|berättar|beskrev|beskriver|beslutade|beslöt|erkände|erkänner|frågade"
    "|frågar|föreslog|föreslår|förklarade|förklarar|hoppades|hoppas|hävdade|hävdar|hörde|invände|kommenterade|konstaterade"
    "|konstaterar|kontaktade|krävde|kräver|ledde|lovade|lovar|log|läste|medgav|medger|mejlade|menade|menar|mindes|minns"
    "|nekade|nickade|poängterade|protesterade|påpekade|påpekar|påstod|påstår|reagerade|ringde|ringer|sa|sade|skrattade"
    "|skrev|skriver|svarade|svarar|säger|tackade|tillade|tror|trodde|tyckte|tycker|undrade|undrar|valdes|vet|vill|ville"
    "|visste|vägrade|själv"
)
"""Verbs of saying, wanting and knowing, whose subject is a person. They are not folded."""

TITLES: Final = (
    "[a-zåäö]*(?:chef|direktör|ordförande|råd|ledamot|sekreterare|politiker|jurist|ekonom|rektor|strateg|samordnare"
    "|handläggare|revisor|lärare|läkare)"
)
"""Titles, which stand after a name and a comma. They are not folded."""

ORDINARY: Final = frozenset(
    [
        "aker",
        "alg",
        "alm",
        "alv",
        "ang",
        "apel",
        "ask",
        "asp",
        "backe",
        "berg",
        "bjork",
        "blad",
        "blank",
        "blixt",
        "blom",
        "bok",
        "borg",
        "bred",
        "bro",
        "bruk",
        "dal",
        "ek",
        "en",
        "fagel",
        "fager",
        "falk",
        "fall",
        "fjader",
        "fjall",
        "flod",
        "fors",
        "frid",
        "frisk",
        "from",
        "fura",
        "furu",
        "gard",
        "glad",
        "glans",
        "gran",
        "granat",
        "grans",
        "grind",
        "gron",
        "grund",
        "gryning",
        "gylden",
        "hage",
        "hagel",
        "hall",
        "hallon",
        "hammar",
        "hamn",
        "hard",
        "hav",
        "havre",
        "hed",
        "himmel",
        "hjalm",
        "hjort",
        "holm",
        "horn",
        "hult",
        "hus",
        "jagare",
        "kall",
        "kant",
        "karr",
        "kil",
        "klang",
        "klar",
        "klinga",
        "klint",
        "klippa",
        "klocka",
        "kloster",
        "kontroll",
        "kors",
        "kraft",
        "krans",
        "krona",
        "kulle",
        "kust",
        "kvarn",
        "kvist",
        "kyrka",
        "lager",
        "larka",
        "lejon",
        "lilja",
        "lind",
        "ljung",
        "ljus",
        "lonn",
        "lov",
        "lund",
        "lycka",
        "mark",
        "modig",
        "morgon",
        "mosse",
        "munk",
        "mur",
        "myr",
        "nord",
        "nyckel",
        "orn",
        "palm",
        "park",
        "pil",
        "plan",
        "port",
        "prast",
        "ram",
        "rask",
        "rav",
        "ren",
        "ring",
        "ris",
        "ros",
        "rot",
        "sal",
        "sand",
        "silver",
        "sjo",
        "skans",
        "skarp",
        "skepp",
        "skog",
        "skold",
        "slatt",
        "smed",
        "snabb",
        "sol",
        "sommar",
        "spang",
        "spets",
        "spira",
        "spjut",
        "spole",
        "stal",
        "stark",
        "steg",
        "sten",
        "stig",
        "stjarna",
        "stork",
        "storm",
        "strand",
        "strid",
        "strom",
        "sund",
        "svan",
        "svard",
        "svensk",
        "syren",
        "tall",
        "tang",
        "tegel",
        "tid",
        "topp",
        "torg",
        "torn",
        "torp",
        "trad",
        "trana",
        "trast",
        "trygg",
        "udd",
        "vag",
        "vagn",
        "vall",
        "varg",
        "varm",
        "vik",
        "vind",
        "vinge",
        "vinkel",
        "vinter",
        "vit",
    ]
)
"""Words that are also surnames or, most of them in the definite form, names of houses."""
