"""The words that put something into somebody's mouth: verbs, nouns and adjectives of saying, thinking, judging, wanting."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.reading.wordlist import words

# What a verb may take and still report somebody's words or mind.
CLAUSE, QUOTE, INFINITIVE, OBJECT, BARE = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Cue:
    """How a verb attributes.

    Attributes:
        takes: a sum of CLAUSE, QUOTE, INFINITIVE, OBJECT, BARE.
        preps: the prepositions and particles behind which it reports.
        tone: what it thinks of that: 1 well, -1 ill, 0 neither.
    """

    takes: int
    preps: frozenset[str] = frozenset()
    tone: int = 0


_SAYING = words("""
say add note argue write declare announce report state suggest claim insist explain acknowledge admit conclude
assert allege contend maintain remark comment observe reply respond retort answer counter warn caution predict
forecast indicate reveal disclose confirm affirm reaffirm reiterate repeat stress emphasize emphasise underline
underscore highlight recall recount remember boast brag joke quip complain lament concede confess testify swear
vow promise pledge assure reassure inform notify advise tell remind convince persuade urge exclaim shout yell
scream cry whisper mutter murmur growl thunder quote cite read tweet retweet post blog email telegraph cable
broadcast rule decide determine find estimate calculate reckon guess speculate opine posit postulate propose
recommend demand imply hint signal intimate clarify elaborate specify stipulate certify attest declaim proclaim
pronounce profess preach protest object rejoin riposte rebut deny refute dispute doubt question wonder ask
inquire enquire query continue conclude begin interject interrupt agree disagree concur tease scoff sneer snap
bark joke muse ruminate venture volunteer divulge leak tip show demonstrate prove illustrate document detail
outline describe relate narrate mention point caption headline teach learn discover realize realise understand
hear notice gather
""")
_THINKING = words("""
think believe hope fear worry suspect expect anticipate assume presume suppose imagine feel know see envision
foresee consider deem trust wish regret dream remember forget figure sense recognize recognise accept mean
prefer intend want bet calculate fret agonize accept conceive envisage perceive fantasize rejoice marvel grumble
gripe whine moan groan sigh laugh shrug nod
""")
_NO_CLAUSE = frozenset(["begin", "prove", "mean", "decide", "forget", "accept", "conceive"])
_WILLING = words("""
vow promise pledge threaten refuse decline offer propose ask urge call order request demand seek hope want wish
plan intend expect agree vote swear claim profess seem appear support oppose advocate resolve volunteer consent
commit undertake prefer encourage advise warn remind recommend instruct press challenge dare caution aim desire
long yearn strive
""")
_JUDGING_WELL = words("""
praise hail welcome applaud commend laud extol salute congratulate compliment thank endorse support back embrace
favor favour prefer tout celebrate champion cheer defend approve recommend admire appreciate respect credit like
love toast trumpet glorify vouch honor honour justify uphold vindicate
""")
_JUDGING_ILL = words("""
criticize criticise condemn denounce slam blast decry deplore assail castigate chide rebuke berate lambast
lambaste bash mock ridicule deride scorn taunt accuse blame charge reject dismiss rebuff repudiate disavow
disown discount dispute contest challenge question doubt deny refute oppose protest knock lash savage excoriate
eviscerate pan pillory vilify denigrate disparage belittle bemoan lament regret resent dislike hate detest fear
distrust mistrust warn threaten insult scold reprimand admonish reproach censure fault impugn discredit hammer
pound skewer trash pummel bemoan rue abhor
""")
_JUDGING = words("""
call describe portray depict characterize characterise label brand dub term deem regard liken compare cite
mention discuss express voice reference invoke recall recount recite quote repeat reiterate echo emphasize
emphasise stress underline underscore highlight note acknowledge announce declare proclaim propose reveal
disclose detail outline explain clarify list state articulate utter convey signal reaffirm affirm confirm
concede admit predict forecast estimate tweet retweet report question contemplate assert allege claim suggest
advocate urge demand promise pledge offer raise issue address attribute ascribe credit judge rate rank rebut
name identify view debate share tout pitch float circulate reassure remind prefer publicize broadcast chant
envision envisage foresee anticipate expect order request refuse decline position pronounce say
""")
_BEHIND = {
    "accord": "", "call": "for on", "refer": "to", "allude": "to", "speak": "about of against", "talk": "about of up",
    "point": "to out", "comment": "on", "respond": "to with by", "reply": "to with", "push": "for", "apologize": "for",
    "apologise": "for", "rail": "against", "hint": "at", "brag": "about of", "boast": "about of", "complain": "about of",
    "lash": "at out", "warn": "of against about", "vouch": "for", "balk": "at", "joke": "about", "argue": "for against",
    "write": "about of on", "say": "about of", "ask": "about for", "tweet": "about", "caution": "against", "insist": "on",
    "agree": "with to on", "disagree": "with", "hope": "for", "wish": "for", "fear": "for", "worry": "about",
    "dream": "of", "approve": "of", "disapprove": "of", "object": "to", "protest": "against", "testify": "about",
    "inquire": "about", "wonder": "about", "think": "of about", "know": "of", "press": "for", "appeal": "for",
    "advocate": "for", "dwell": "on", "elaborate": "on", "expand": "on", "focus": "", "admit": "to", "confess": "to",
    "muse": "about on", "laugh": "at", "scoff": "at", "sneer": "at", "grumble": "about", "bristle": "at", "gloat": "about",
    "rage": "against at", "fume": "about at", "side": "with", "sympathize": "with", "sympathise": "with", "believe": "in",
    "concur": "with", "swear": "by", "vow": "", "opt": "for", "plead": "for with", "lobby": "for against", "speculate": "about on",
    "agonize": "over", "react": "to", "lean": "toward", "demand": "of", "chime": "in", "opine": "on about", "report": "on",
    "announce": "", "rule": "out", "hit": "back", "fire": "back", "shoot": "back", "push back": "on", "weigh": "in", "care": "about",
}  # fmt: skip


def _table() -> dict[str, Cue]:
    takes: dict[str, int] = {}
    for verbs, flags in (
        (_SAYING, CLAUSE | QUOTE | BARE), (_THINKING, CLAUSE), (_WILLING, INFINITIVE), (_JUDGING_WELL, OBJECT),
        (_JUDGING_ILL, OBJECT), (_JUDGING, OBJECT),
    ):  # fmt: skip
        for word in verbs:
            takes[word] = takes.get(word, 0) | flags
    for word in _QUOTING:
        takes[word] = takes.get(word, 0) | QUOTE
    for word in _WEAK_OBJECT:
        takes[word] = takes.get(word, 0) & ~OBJECT
    for word in _NO_CLAUSE:
        takes[word] = takes.get(word, 0) & ~CLAUSE
    for word in _BEHIND:
        takes.setdefault(word, 0)
    tone = dict.fromkeys(_JUDGING_WELL, 1) | dict.fromkeys(_JUDGING_ILL, -1)
    return {w: Cue(f, frozenset(_BEHIND.get(w, "").split()), tone.get(w, 0)) for w, f in takes.items()}


_QUOTING = words("""
think laugh sigh smile nod joke go like begin start continue finish offer call demand urge praise criticize
criticise condemn denounce slam blast chant sing lash hail fire shoot hit chime weigh tell
""")
_WEAK_OBJECT = words("""
like love raise address deny fear charge press offer support back hit issue report embrace celebrate approve
underscore
""")

VERBS: dict[str, Cue] = _table()

# Nouns that carry a that-clause, or with an owner something behind a preposition.
NOUNS: dict[str, frozenset[str]] = {
    word: frozenset(preps.split())
    for words, preps in (
        (("claim assertion allegation accusation contention argument statement suggestion belief conviction view opinion notion "
         "conclusion prediction warning admission acknowledgement acknowledgment confirmation denial announcement declaration "
         "revelation remark insistence complaint assurance assessment forecast estimate report rumor rumour speculation fear "
         "worry concern hope expectation suspicion doubt confidence understanding impression sense consensus observation "
         "finding comment boast reminder premise theory hint signal pretense charge"), "about of over"),
        (("call demand request plea appeal push proposal pledge promise vow threat offer commitment desire wish "
         "determination refusal willingness unwillingness readiness reluctance"), "for"),
        (("criticism condemnation praise endorsement rejection opposition denunciation approval disapproval mockery "
         "skepticism scepticism backing admiration disdain contempt"), "for of to on about"),
    )
    for word in words.split()
}  # fmt: skip
# Adjectives whose that-clause, infinitive or "about" tells a mind.
ADJECTIVES: dict[str, frozenset[str]] = {
    word: frozenset(preps.split())
    for words, preps in (
        (("confident sure certain convinced aware hopeful adamant optimistic pessimistic skeptical sceptical doubtful afraid "
         "worried concerned glad happy sorry sad angry furious disappointed surprised proud unsure uncertain clear positive "
         "insistent mindful pleased shocked dismayed alarmed outraged upset delighted thankful grateful"),
         "about of with at"),
        ("willing unwilling eager reluctant keen ready determined hesitant anxious prepared", ""),
    )
    for word in words.split()
}  # fmt: skip
# Light verbs with a noun: "casts doubt on", "voiced concern about", "took a favourable view of", "showed scepticism about".
LIGHT = frozenset(
    words("""
cast express voice raise take show have give make offer issue share hold hear pour throw lay put draw
""")
)
LIGHT_NOUNS: dict[str, int] = {
    **dict.fromkeys(words("""
doubt skepticism scepticism concern worry fear criticism condemnation disappointment anger outrage alarm regret
dissatisfaction displeasure opposition objection scorn blame disdain protest misgiving indignation caution
reservation frustration dismay contempt suspicion
"""), -1),
    **dict.fromkeys(words("""
support confidence hope optimism satisfaction praise appreciation gratitude admiration readiness willingness
welcome enthusiasm sympathy approval thanks solidarity
"""), 1),
    **dict.fromkeys(words("""
view opinion interest stance position statement comment remark claim argument point promise pledge call demand
appeal proposal warning announcement pessimism surprise belief desire wish understanding expectation commitment
speech reference mention word thought sentiment case
"""), 0),
}  # fmt: skip
# Verbs of keeping silent: what follows is not said by their subject.
SILENT = frozenset(
    [
        "forget",
        "omit",
        "neglect",
        "avoid",
        "refrain",
        "refuse",
        "decline",
        "fail",
        "prefer",
        "choose",
        "forbear",
    ]
)
REMEMBERING = frozenset(words("""
remember mention recall say note acknowledge admit discuss comment speak talk address notice recognize recognise
remind bring touch refer disclose reveal confirm answer explain elaborate name identify specify
"""))  # fmt: skip
# Participles and prepositions that name where a source has it from.
VIA = {"cite": frozenset({""}), "quote": frozenset({""}), "refer": frozenset({"to"})}
# What "it is ... that" may hold when nobody in particular says so.
IMPERSONAL = frozenset(words("""
know believe say think report expect assume note allege understand rumor rumour claim recognize recognise
acknowledge suppose consider estimate hold agree accept hope fear presume
"""))  # fmt: skip
IMPERSONAL_ADJECTIVES = frozenset(
    [
        "clear",
        "known",
        "obvious",
        "evident",
        "possible",
        "likely",
        "unlikely",
        "apparent",
        "noteworthy",
        "fair",
        "doubtful",
        "plain",
    ]
)
POSITIVE_WORDS = frozenset(
    words("""
rely relies count counts loyal loyalty trusted solidarity partners allies
good great best better success successful efficient effective reliable reliability support supports supporting
supportive ally closest close partner friend friendly friendship cooperation cooperate prospects historic
achievement achieve welcome congratulate proud pride hope hopes opportunity benefit beneficial favorable
favourable constructive positive progress peace peaceful stability stable trust confident confidence important
role capabilities access strengthen strong stronger contribute contribution agree agreement look forward meets
interests favor favour improve improvement prefer advantage respect admissible optimistic optimism priority
""")
)  # fmt: skip
NEGATIVE_WORDS = frozenset(
    words("""
bad worse worst fail failed fails failure threat threaten threatens danger dangerous attack attacked aggression
aggressive war crisis conflict violation violate violates illegal unlawful doubt doubts unreliable problem
problems concern concerns sanctions blackmail pressure brazen wrong harm harms damage impedes impede unable
cannot lacks lack weak weakness refuse refuses reject rejection against oppose condemn criticize criticise
hostile hostility enemy betray betrayal terror terrorism unacceptable crime crimes invasion annex annexation
destabilize undermine undermines unjust one-sided shake rudiment toughen counterfeit skepticism provocation
blame mistake never interfere interference collapse abuse abuses oppression repression tricked
""")
)  # fmt: skip
NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "nor", "neither", "without", "hardly", "scarcely", "cannot"}
)
