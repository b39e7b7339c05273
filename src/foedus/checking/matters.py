"""What the press calls a matter, and what the titles, agendas and subjects of the United Nations call it.

A small thesaurus of the Assembly's and the Council's work, written from general knowledge of the agenda: left the words of
an article, right the words of the record. It only helps to find a roll call; it decides nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TABLE = """
crimea|sevastopol|annex = crimea; sevastopol; territorial integrity of ukraine
invasion|invad|aggress|offensive|onslaught = aggression; invasion; armed intervention; military intervention; foreign intervention
war in ukraine|peace in ukraine|withdraw = aggression against ukraine; just and lasting peace; withdrawal
referend|secession|sham vote|four regions = territorial integrity of ukraine; referendum
reparation|compensat = reparation; compensation
suspend|suspension|expel|expul|oust|eject|strip = suspension of the rights of membership; suspension; credentials
human rights council|rights council|rights body = human rights council; suspension of the rights of membership
militari|naval base|black sea|azov = militarization
nuclear plant|zaporizh|power plant = nuclear facilities; nuclear safety
truce|ceasefire|cease-fire|armistice = ceasefire; cease fire; protection of civilians; truce
gaza|hamas|west bank|palestin|intifada|occupied territor = palestin; gaza; occupied arab territor; illegal israeli actions; protection of civilians
jerusalem|embassy move = jerusalem; illegal israeli actions
wall|barrier|separation = wall in the occupied palestinian; construction of a wall; wall; illegal israeli actions
settler|settlement = settlement
golan = golan
goldstone|fact-finding = fact finding mission; gaza conflict
observer status|observer state|statehood|non-member|upgrade = status of palestine; observer; admission of new members
membership bid|full member|admission|admit = admission of new members; admission
zionis = racism and racial discrimination; zionism; racial discrimination
racis|xenophob = racism; racial discrimination
nazi|fascis = nazism; neo nazism
apartheid|pretoria = apartheid; south africa
namibia|south-west africa|south west africa = namibia; south west africa
rhodesia|ian smith = southern rhodesia; zimbabwe
embargo|blockade = embargo; blockade
sanction|coercive|coercion = coercive measures; sanction; economic measures; coercion
test-ban|test ban|nuclear test|testing = test ban; nuclear test
prohibition treaty|nuclear ban|ban treaty|prohibit|outlaw|ban on nuclear|tpnw = prohibition of nuclear weapons; prohibition
nuclear-free|nuclear-weapon-free|weapon-free = nuclear weapon free
disarm = disarmament
landmine|mine ban|mine-ban|anti-personnel = anti personnel mine; landmine
cluster = cluster munition
arms trade|weapons sales|gun trade = arms trade
small arms|firearm = small arms
arms race in space|outer space|space weapon|weapons in space|anti-satellite = outer space; anti satellite
killer robot|autonomous weapon = autonomous weapon
cyber|hacking|online crime = cybercrime; information security; information and telecommunications; criminal purposes; information and communications technologies
missile = missile; ballistic
uranium = uranium
fissile = fissile material
chemical weapon|gas attack|poison gas = chemical weapon
biological weapon|germ = biological
hiroshima|atomic|bomb = nuclear; atomic
iaea|nuclear watchdog|atomic agency = international atomic energy agency
water = water
food|hunger|famine = food; hunger
climate|warming|emission|greenhouse = climate
sea level|small islands = sea level; small island
ocean|law of the sea|seabed|high seas = law of the sea; ocean
fishing|fisher|driftnet = fisher; driftnet
death penalty|capital punishment|execution|executions|gallows = death penalty; capital punishment; execution
torture = torture
slave|slavery = slave
disappear = disappearance
migra|marrakesh|compact = migration; global compact; migrant
refugee = refugee; displaced persons
displaced|abkhaz|ossetia = displaced persons; abkhazia
karabakh|armenian-held|occupied territories of azerbaijan = occupied territories of azerbaijan
chagos|diego garcia = chagos
falkland|malvinas = falkland; malvinas
mayotte|comoro = mayotte; comor
sahara|sahrawi|polisario = western sahara
timor = timor
kosovo|pristina = kosovo
yugoslav|bosnia|sarajevo = bosnia; yugoslavia
srebrenica = srebrenica
genocide = genocide
holocaust = holocaust
cloning|clone = cloning
world court|icj|advisory opinion|hague|international court = international court of justice; advisory opinion
criminal court|icc = international criminal court
rohingya|junta|burma|yangon|suu kyi = myanmar; rohingya
khmer|phnom penh|kampuchea = kampuchea; cambodia
kabul|taliban|mujahid = afghanistan
saddam|kuwait invasion = kuwait; iraq
air raid|air strike|bombing raid = military attack; aerial
contra|managua = nicaragua
china seat|chinese seat|peking|chiang|formosa|taiwan = lawful rights; representation of china
hungarian uprising|budapest uprising = hungary
suez = egypt; middle east; suez
uniting for peace = uniting for peace
women|gender|female = women; gender
child|minors = child
youth = youth
disabilit|disabled = disabilit
religio|blasphem|defam|islamophob = religio; islamophobia; defamation
gay|lgbt|sexual orientation|homosexual = sexual orientation; extrajudicial
mercenar = mercenar
coloni|self-rule|dependent territor = colonial; decolonization; non self governing
economic order = economic order
democratic order|equitable order = equitable international order
globali = globalization
debt|vulture = debt
tax = tax
trade = trade
commodit = commodit
self-determination = self determination
right to peace|culture of peace = peace
right to development|development right = right to development
terroris|hostage = terrorism; hostage
budget|dues|spending = budget; scale of assessments
assessment|contributions = scale of assessments; apportionment
peacekeep|blue helmet = peacekeeping
veto = veto
council reform|enlarge|enlargement = equitable representation; increase in the membership
charter = charter
covid|coronavirus|pandemic|vaccine = covid; pandemic; coronavirus
artificial intelligence = artificial intelligence
heritage|looted|artefact|artifact = cultural property; restitution
drug|narcotic = drug; narcotic
sport|olympic = sport; olympic
oil slick|oil spill = oil slick
journalist|press freedom|media = journalist; information
internet|digital = information and communications; internet; digital
election|elections = election
assad|syrian opposition|ghouta|aleppo = syria
kim jong|pyongyang rights = korea
tehran rights = iran
coup = situation in; political
truth|mass graves = missing person
antarctic = antarctica
mercury|environment|pollution = environment
forest|biodivers = forest; biodivers
science|technology = science; technology
"""


def _rows() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    out = []
    for line in _TABLE.strip().splitlines():
        left, _, right = line.partition(" = ")
        out.append(
            (
                re.compile(r"(?<![a-z])(?:" + "|".join(re.escape(k) for k in left.split("|")) + ")"),
                tuple(w.strip() for w in right.split(";")),
            )
        )
    return tuple(out)


@lru_cache(maxsize=1)
def rows() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The thesaurus: (words of an article, words of the record)."""
    return _rows()


def expand(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """For each matter that some words of an article name, the ways in which the record may put it.

    >>> expand(("truce",))[0][:2]
    ('ceasefire', 'cease fire')
    """
    text = " ".join(w.removeprefix("~") for w in words if not w.startswith("@"))
    return [names for pattern, names in rows() if pattern.search(text)]


# What titles have called a state, beside the names that it goes by.
_OF_STATE = {
    "TLS": ("timor",), "KHM": ("kampuchea",), "MMR": ("burma", "myanmar"), "ZWE": ("southern rhodesia",), "NAM": ("south west africa",),
    "COD": ("congo",), "VNM": ("viet nam", "vietnam"), "SYR": ("syrian",), "PSE": ("palestin",), "YUG": ("yugoslav",),
    "BIH": ("bosnia",), "SRB": ("kosovo", "yugoslav"), "PRK": ("democratic people s republic of korea", "democratic peoples republic of korea"),
    "CHN": ("people s republic of china",), "ZAF": ("south africa", "apartheid"), "GNB": ("guinea bissau", "portuguese"), "ISR": ("israel",),
    "COM": ("comor",), "MUS": ("chagos",), "GEO": ("georgia", "abkhazia"),
}  # fmt: skip

_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "ed", "es", "s")


def root(word: str) -> str:
    """The part of a word that its forms share, rough: for finding, not for grammar.

    >>> root("prohibition"), root("condemned"), root("rights")
    ('prohibit', 'condemn', 'right')
    """
    word = word.lower().replace("-", " ").replace("'", " ").strip()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def plain(text: str) -> str:
    """A title in lower case, words parted by single blanks, with one before and after."""
    return " " + " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'s", ""))) + " "


@lru_cache(maxsize=512)
def names_of(code: str) -> tuple[str, ...]:
    """How titles name a state or body: its names and adjectives, plain."""
    from foedus.model import bodies, states

    found = [n for n in (*states.names(), *bodies.body_names()) if n.code == code]
    extra = _OF_STATE.get(code, ())
    kept = [
        *extra,
        *(plain(n.text).strip() for n in found if n.kind in {"name", "official", "adjective", "demonym"}),
    ]
    return tuple(dict.fromkeys(k for k in kept if len(k) >= 3))
