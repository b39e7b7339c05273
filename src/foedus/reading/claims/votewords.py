"""The words by which English says how a state voted: verbs, nouns and bare answers, each with the choice it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.reading.claims.masked import ADJECTIVE, BODY, STATE

CHOICES = ("yes", "no", "abstain", "not_voting")

_ADV = r"(?:(?:\w+ly|also|all|both|then|again|even|too|instead|still|once more|in the end|once again)\s+)*"
_WHEN = r"(?:(?:(?:on|last|this|late|early)\s+)+(?:\w+day|week|month|night|morning|\d{1,2}\s+[A-Z]\w+|[A-Z]\w+\s+\d{1,2})\s+)?"
_OWN = r"(?:its|their|his|her|a|an|any|the)"
_Q = r"[\"'“”‘’«»]?"


@dataclass(frozen=True, slots=True)
class Predicate:
    """A way of saying how somebody voted.

    Attributes:
        choice: yes, no, abstain, not_voting; "same" or "other" for as, or not as, another state did.
        strong: whether the words speak of a vote by themselves, without one being spoken of nearby.
        verb: verb (a finite verb, infinitive or participle), state (after "was"/"were" or bare), noun (role of a voter).
    """

    choice: str
    strong: bool
    verb: str


# The order matters: at one place the first that fits is taken, so the longer and more exact ways stand first.
_TABLE: tuple[tuple[str, str, bool, str], ...] = (
    ("not_voting", r"(?:did|do|does)(?:\s+not|n['’]t)\s+(?:even\s+)?(?:vote(?!\s+(?:for|against|in|with|yes|no|to)\b)|cast\s+(?:a|any|its|their)\s+(?:votes?|ballots?)|take\s+(?:any\s+)?part|participate|turn\s+up|show\s+up)(?:\s+at\s+all)?", True, "done"),
    ("not_voting", r"(?:decided|chose|opted|preferred|elected)\s+not\s+to\s+(?:vote|take\s+(?:any\s+)?part|participate|cast\s+(?:a|any|its|their)\s+(?:votes?|ballots?))(?:\s+at\s+all)?", True, "done"),
    ("not_voting", r"(?:failed|declined|refused|neglected)\s+to\s+(?:vote(?!\s+(?:for|against|in|with|yes|no|to)\b)|turn\s+up|show\s+up|take\s+part|participate|cast\s+(?:a|any|its|their)\s+(?:votes?|ballots?))", True, "done"),
    ("not_voting", r"(?:took|taking|taken|take|takes)\s+no\s+part", True, "verb"),
    ("not_voting", r"(?:cast|casting)\s+no\s+(?:votes?|ballots?)|missed\s+the\s+(?:vote|roll\s+call|ballot)", True, "verb"),
    ("not_voting", r"(?:skipp(?:ed|ing)|boycott(?:ed|ing|s)?|shunn(?:ed|ing)|absent(?:ed|ing)\s+(?:itself|themselves)|(?:stay(?:ed|ing|s)?|kept|keeping|keeps)\s+(?:away|out\s+of\s+the\s+(?:room|hall|vote|chamber))|(?:left|leaving)\s+(?:its|their)\s+(?:seats?|chairs?|desks?)\s+empty|(?:walked|walking)\s+out)", False, "verb"),
    ("not_voting", r"not\s+voting\b|non-voting\b|not\s+taking\s+part\b", True, "state"),
    ("not_voting", r"(?:absent|missing|not\s+present|away|not\s+in\s+the\s+(?:room|hall|chamber)|nowhere\s+to\s+be\s+seen)\b", False, "state"),
    ("not_voting", r"absent(?:ee)?s\b|no-shows?\b", False, "noun"),
    ("same", rf"vot(?:ed|es?|ing)\s+(?:{_ADV}){_WHEN}(?:with|alongside|together\s+with|in\s+line\s+with|like|(?:exactly\s+)?as(?=\s+{STATE}+\s+did)|the\s+same\s+way\s+as|in\s+step\s+with|along\s+with)\b", True, "verb"),
    ("same", r"(?:sid(?:ed|es|ing|e)\s+with|(?:lin(?:ed|es|ing|e)|f[ae]ll|falling)\s+(?:up\s+|in\s+)?(?:behind|alongside|with|in\s+with)|line[ds]?\s+up\s+(?:behind|with|alongside)|lining\s+up\s+(?:behind|with|alongside)|(?:stood|stands?|standing)\s+(?:firmly\s+|loyally\s+|squarely\s+)?(?:with|by|behind|alongside|beside|shoulder\s+to\s+shoulder\s+with)|align(?:ed|ing|s)?\s+(?:itself\s+|themselves\s+)?with|rall(?:ied|ying|y)\s+(?:to|behind|around|round)|(?:stuck|sticking|stick)\s+(?:with|by)|(?:remained|stayed)\s+(?:loyal|faithful|true)\s+to|kept\s+faith\s+with|(?:threw|thrown|throwing|cast|casting)\s+in\s+(?:its|their)\s+lot\s+with|(?:threw|casting|throwing|cast)\s+(?:its|their)\s+lot\s+in\s+with|made\s+common\s+cause\s+with|march(?:ed|ing)\s+in\s+step\s+with|agree[ds]?\s+with|in\s+lockstep\s+with)", False, "verb"),
    ("same", r"(?:came|come|comes|coming|rushed|leapt|sprang|went|rallied)\s+to\s+(?:the\s+)?(?=(?:defen[cs]e|aid|help|rescue|side)\s+of|[\ue000\ue001]+(?:['’]s?)?\s+(?:\w+\s+)?(?:defen[cs]e|aid|help|rescue|side))", False, "verb"),
    ("same", r"(?:took|taking|take|takes)\s+(?=[\ue000\ue001]+(?:['’]s?)?\s+side\b)|(?:took|taking|take|takes)\s+the\s+side\s+of|(?:defended|defending|shielded|shielding|stood\s+up\s+for)\b|follow(?:ed|ing|s)\b(?=\s+[\ue000\ue001])", False, "verb"),
    ("other", r"(?:(?:broke|broken|breaking|break|breaks)\s+(?:ranks?\s+)?(?:with|from)|part(?:ed|ing|s)\s+(?:company|ways)\s+(?:with|from)|desert(?:ed|ing|s)?\b|defi(?:ed|es)\b|defying\b|abandon(?:ed|ing|s)?\b|turn(?:ed|ing|s)?\s+(?:against|(?:its|their)\s+backs?\s+on)|depart(?:ed|ing)\s+from|split\s+(?:with|from)|differ(?:ed|ing)\s+(?:with|from)|let\s+down|diverg(?:ed|ing)\s+from|distanced\s+(?:itself|themselves)\s+from)", False, "verb"),
    ("abstain", r"abstain(?:ed|ing|s)?\b(?:\s+from\s+(?:voting|the\s+vot(?:e|ing)))?", True, "verb"),
    ("abstain", r"(?:sat|sitting|sits?|stayed|staying)\s+on\s+the\s+(?:fence|sidelines)|(?:opted|chose|choosing|opting|went)\s+(?:for\s+)?(?:an?\s+)?abstention|register(?:ed|ing)\s+(?:an?\s+)?abstentions?|record(?:ed|ing)\s+(?:an?\s+)?abstentions?", True, "verb"),
    ("abstain", r"abstainers?\b|abstentions?\b", True, "noun"),
    ("yes", rf"vot(?:ed|es?|ing)\s+{_ADV}{_WHEN}(?:in\s+(?:{_OWN}\s+)?(?:favou?r|support)\b|for\b|{_Q}(?:yes|aye|for){_Q}(?=[\s,.;:]|$)|affirmatively|to\s+(?!reject|oppose|block|abstain|defeat|turn\b))", True, "verb"),
    ("yes", rf"cast(?:ing|s)?\s+(?:\w+\s+){{0,3}}?(?:yes|affirmative|favou?rable|positive|{_Q}yes{_Q})\s+(?:votes?|ballots?)|cast(?:ing|s)?\s+{_OWN}\s+(?:votes?|ballots?)\s+(?:for|in\s+favou?r)|(?:said|saying|answered)\s+{_Q}(?:yes|aye){_Q}", True, "verb"),
    ("no", rf"vot(?:ed|es?|ing)\s+{_ADV}{_WHEN}(?:against\b|{_Q}(?:no|nay|against){_Q}(?=[\s,.;:]|$)|(?:it\s+)?down\b|negatively|to\s+(?:reject|oppose|block|defeat|turn\b))", True, "verb"),
    ("no", rf"cast(?:ing|s)?\s+(?:\w+\s+){{0,4}}?(?:{_Q}no{_Q}|negative|dissenting|opposing|contrary)\s+(?:votes?|ballots?)|cast(?:ing|s)?\s+{_OWN}\s+(?:\w+\s+)?(?:votes?|ballots?)\s+against|(?:said|saying|answered)\s+{_Q}(?:no|nay){_Q}|veto(?:ed|es|ing)\b|(?:used|wielded|cast|exercised|using|wielding)\s+(?:its|their|the|a)\s+veto\b", True, "verb"),
    ("no", r"dissent(?:ed|ing|s)?\b(?!\s+(?:votes?|voices?))", False, "verb"),
    ("no", r"dissenters?\b|naysayers?\b|opponents?\b|noes\b|nays\b|hold-?outs?\b|(?:no|negative|dissenting|contrary|opposing)[\s-]votes?\b|votes?\s+(?:cast\s+)?against\b|those\s+against\b", False, "noun"),
    ("yes", r"(?:supporters?|backers?|ayes)\b|(?:yes|affirmative|favou?rable|positive)[\s-]votes?\b|votes?\s+(?:cast\s+)?in\s+favou?r\b|those\s+in\s+favou?r\b", False, "noun"),
    ("yes", rf"(?:g[ai]ve|giving|given|lent|lending|lend|offered|offering)\s+{_OWN}\s+(?:\w+\s+)?(?:support|backing|assent|blessing|approval|endorsement|vote)\s*(?:to|behind|for)?\b|(?:threw|throwing|thrown|put|putting)\s+(?:its|their)\s+(?:\w+\s+)?(?:weight|support)\s+behind|c[ao]me\s+out\s+(?:for|in\s+favou?r\s+of)", False, "verb"),
    ("yes", r"(?:back(?:ed|ing|s)?|support(?:ed|ing|s)?|endors(?:ed|es|ing|e)|approv(?:ed|es|ing|e)(?:\s+of)?|favou?r(?:ed|ing|s)?|welcom(?:ed|ing)|accept(?:ed|ing))\b(?!-)", False, "verb"),
    ("yes", r"in\s+favou?r\b(?:\s+of\b)?", False, "state"),
    ("no", r"(?:oppos(?:ed|es|ing|e)(?:\s+to)?|reject(?:ed|ing|s)?|turned\s+(?:it\s+)?down|turning\s+down|spurn(?:ed|ing)|rebuff(?:ed|ing)|object(?:ed|ing)(?:\s+to)?|c[ao]me\s+out\s+against|(?:stood|standing)\s+(?:out\s+)?against|balked\s+at)\b(?!-)", False, "verb"),
    ("not yes", r"(?:withheld|withholding)\s+(?:its|their)\s+(?:\w+\s+)?(?:support|backing|assent|vote|approval)", False, "verb"),
    ("neither", r"(?:refused|declined|preferred\s+not)\s+to\s+take\s+sides|took\s+neither\s+side|remained\s+neutral|stayed\s+neutral|sat\s+(?:out\b|(?:the\s+vote|it|this\s+one|that\s+one)\s+out)|sitting\s+(?:out\b|it\s+out)|(?:did|do)\s+neither", False, "verb"),
    ("present", r"cast(?:ing)?\s+(?:a|any)\s+(?:votes?|ballots?)\b|(?:took|taking|take|takes)\s+part\s+in\s+the\s+(?:\w+\s+)?vot(?:e|ing)|participat(?:ed|ing|e)\s+in\s+the\s+(?:\w+\s+)?vot(?:e|ing)", True, "verb"),
    ("no", r"against\b", False, "state"),
    ("yes", r"for\b(?=\s*(?:[,.;:)]|$|and\b))", False, "state"),
)  # fmt: skip

PREDICATES = tuple(Predicate(choice, strong, verb) for choice, _, strong, verb in _TABLE)
PATTERN = re.compile("|".join(rf"(?P<p{i}>\b(?:{row[1]}))" for i, row in enumerate(_TABLE)), re.IGNORECASE)

# Choices that a predicate of the table stands for, where it is not one of the four.
MEANT = {
    "not yes": ("no", "abstain", "not_voting"),
    "neither": ("abstain", "not_voting"),
    "present": ("yes", "no", "abstain"),
}

# The first words of the table; a pattern is tried only where one of them stands.
HEAD = re.compile(
    r"\b(?:did|do|does|decided|chose|choosing|opted|opting|preferred|elected|failed|declined|refused|neglected|t[ao]k(?:e|es|en|ing)|took|cast|casting|casts|"
    r"missed|s[ai]t|sits?|sitting|skipp|boycott|shunn|absen|stay|kept|keeping|keeps|left|leaving|walk|not|non|missing|away|nowhere|no|vot|sid|lin|f[ae]ll|"
    r"falling|st[oa][on]d|align|rall|st[iu]ck|remained|threw|thr|made|march|agree|in\b|c[ao]m|rushed|leapt|sprang|went|defend|shield|follow|br[oe][ak]|part|desert|"
    r"def|abandon|turn|depart|split|differ|let|diverg|distanced|abst|regist|record|say|said|answered|veto|us(?:ed|ing)|wield|exercis|dissent|naysay|oppo|noes|nays|"
    r"hold|negative|contrary|those|support|backe|ayes|yes|affirm|favo|g[ai]v|l[eo]n[dt]|offer|put|back|endors|approv|welcom|accept|reject|spurn|rebuff|object|balk|withh|participat|against|for\b)",
    re.IGNORECASE,
)
# Objects that make a weak verb one about a vote even where no vote is named.
WEAK = re.compile(
    rf"\b(?:opposed|supported|backed|rejected|endorsed|sided\s+with|opposing)\b[^.;]*\bon\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    rf"\bjoin(?:ed|ing|s)?\s+[^.;,]{{1,40}}\s+in\s+(?:oppos|reject|back|support|endors)ing\b|"
    rf"\b(?:\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:countries|states|nations|members)\b[^.;]{{0,60}}\b(?:opposed|supported|backed|rejected|against)\b|"
    rf"\b(?:the|its|their)\s+(?:only|sole|lone)\s+(?:{BODY}+\s+)?(?:members?|states?|countr(?:y|ies)|nations?|capitals?|governments?|ones?)\s+(?:that|which|to)\b|"
    r"\b(?:back|support|oppos|endors|reject|approv)\w*\s+(?:the|a|an)\s+(?:[\w\ue000-\ue003-]+\s+){0,3}?(?:call|appeal|demand|condemnation|text|proposal|measure|"
    r"resolution|declaration|ban|moratorium|inquiry|ceasefire|truce|convention|pact|covenant|censure|repeal)\b",
    re.IGNORECASE,
)

# A sentence without one of these can speak of no vote; a cheap test before all others.
TRIGGER = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|abst(?:ain|ention)|ballot|roll[\s-]calls?|resolution|Assembly|Council|draft|motion|veto|dissent|cast\b|"
    r"oppos|against|back(?:ed|s|ing)\b|support|endors|reject|sid(?:ed|es|ing|e)\s+with|behind|stood|stand(?:s|ing)?\b|"
    r"defen[cs]e|absent|stayed|boycott|favou?r|broke|parted|rall(?:ied|ying)|lined|delegations?|took\s+no|take\s+(?:any\s+)?part|"
    r"\d[\s-]*(?:to|[-–—])[\s-]*\d|unanim|count\s+on|rely|relies|reliab|depend\s+on|unity|united|agreed|lockstep)",
    re.IGNORECASE,
)
# What makes a sentence one about voting; weaker words for a choice count only near it.
CONTEXT = re.compile(
    r"\b(?:vot(?:e|ed|es|ing|er)\b|abstain|abstention|ballot|roll[\s-]call|resolution|(?:General\s+)?Assembly\b|draft\b|motion\b|"
    r"veto|delegations?\b|sat\s+on\s+the\s+fence|show\s+of\s+hands|tally\b|plenary|margin\s+of|raised?\s+(?:its|their|a)\s+hands?|treaty\b|Security\s+Council)",
    re.IGNORECASE,
)
ELECTION = re.compile(
    r"\b(?:elect(?:ed|ion|ions)|candida(?:te|cy|tes|ture)|seats?\s+(?:on|at|in)\b|non-permanent|bid\s+for\s+(?!membership|admission)|rounds?\s+of\s+(?:voting|balloting)|(?:first|second|third|fourth|fifth)\s+round|two-thirds|outstripped|runner-up|run-off)\b",
    re.IGNORECASE,
)
# Votes at home: of a people, a parliament, a court. A state's name stands there for its voters.
AT_HOME = re.compile(
    r"\b(?:referendums?|referenda|plebiscite|parliament\w*|lawmakers?|legislat\w+|senate|senators?|congress|duma|bundestag|knesset|mps|deputies|constitution\w*|"
    r"polls|polling|voters|electorate|brexit|leave\s+the|remain\s+in|party|coalition|cabinet|no[\s-]confidence|strike\s+ballot)\b",
    re.IGNORECASE,
)
SECRET = re.compile(
    r"\bsecret\s+(?:ballots?|votes?)|\bballots?\s+(?:was|were|is|are)\s+secret\b", re.IGNORECASE
)

# What stands right before a verb and turns or voids it.
NEGATED = re.compile(
    r"(?:\b(?:not|never|neither|nor|hardly)|n['’]t|\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|fail(?:ed|s|ing)|neglect(?:ed|ing)|omitted|hesitated|unwilling|reluctant)\s+to|\bwithout|\bstopped\s+short\s+of|\bshied\s+away\s+from|\bno\s+longer|\bstopped|\bavoided|\brefrained\s+from)"
    rf"\s+(?:{_ADV}(?:be(?:en)?\s+)?)$",
    re.IGNORECASE,
)
VOID = re.compile(
    r"\b(?:will|would|wo|may|might|could|should|shall|must|can|cannot|if|whether|unless|ought|let|going\s+to|expected\s+to|likely\s+to|about\s+to|set\s+to|due\s+to|plann?(?:s|ed|ing)\s+to|want(?:s|ed)?\s+to|pledg(?:e|es|ed)\s+to|promis(?:e|es|ed)\s+to|vow(?:s|ed)?\s+to|threaten(?:s|ed)?\s+to|urg(?:e|es|ed|ing)\s+\S+(?:\s+\S+)?\s+to|ask(?:s|ed|ing)?\s+\S+(?:\s+\S+)?\s+to|press(?:ed|ing)\s+\S+(?:\s+\S+)?\s+to|call(?:ed|ing|s)?\s+(?:on|upon)\s+\S+(?:\s+\S+)?\s+to|make\s+\S+|how)(?:n['’]t)?"
    rf"\s+(?:not\s+)?{_ADV}(?:have\s+|be\s+)?{_ADV}$",
    re.IGNORECASE,
)
INFINITIVE = re.compile(
    rf"\b(?:decid(?:ed|ing)|chose|choosing|opt(?:ed|ing)|elected|preferred|dared|only|first|last|sole|lone|others?|ones?|{BODY}+|members?|states?|countr(?:y|ies)|nations?|capitals?|delegations?|governments?|managed|{STATE}+|joined\s+\S+|continued|instructed|declin(?:ed|ing)|refus(?:ed|ing)|fail(?:ed|ing)|unwilling|reluctant|happy|content)\s+to\s+{_ADV}$",
    re.IGNORECASE,
)
ACTED_IN = re.compile(
    r"\b(?:alone|isolated|joined|joining|united|companions?|company|followed)\b[^.;]*\bin\s+$", re.IGNORECASE
)
PASSIVE = re.compile(
    rf"\b(?:was|were|is|are|been|being|not|got)\s+(?:not\s+|never\s+)?{_ADV}$|(?:^|[\s,]){_ADV}$",
    re.IGNORECASE,
)
BY = re.compile(
    r"\s+(?:only\s+|just\s+|solely\s+|also\s+|chiefly\s+|mainly\s+|notably\s+|among\s+others\s+)?by\s+",
    re.IGNORECASE,
)

# Acts that resolutions condemn: to back the act is to oppose the resolution, to oppose the act is to back it.
ACTS = re.compile(
    rf"\s+(?:the\s+|an?\s+|{STATE}+['’]s?\s+|{ADJECTIVE}+\s+|{BODY}+['’]s?\s+|ongoing\s+|continuing\s+|illegal\s+|unlawful\s+|armed\s+|military\s+|forcible\s+|US\s+|trade\s+|economic\s+|full-scale\s+)*"
    r"(?:invasion|annexation|aggression|occupation|war\b|bombing|bombardment|coup\b|crackdown|apartheid|blockade|embargo|settlements?\b|intervention|seizure|shelling|genocide|(?:death|capital)\s+(?:penalty|punishment)|racism)(?!\s+(?:resolution|draft|treaty|text|motion|vote))",
    re.IGNORECASE,
)
# Words after "supported Russia's" that mean the state itself was followed.
POSITIONS = re.compile(
    r"\s*['’]s?\s+(?:\w+\s+)?(?:position|stance|stand|side|line|lead|view|camp|case|example|defen[cs]e|aid|help|rescue)\b",
    re.IGNORECASE,
)


def complement(choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices that a denial leaves open."""
    return tuple(c for c in CHOICES if c not in choices)
