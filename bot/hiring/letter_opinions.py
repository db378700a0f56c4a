"""What single colleagues or the team thought, told in a letter that speaks for the company."""

import re
from collections.abc import Iterable, Iterator

from bot.hiring.letter_ban import COLLEAGUES, NEAR, ban, spaced

SAID = (
    r"(?:(?:also|both|all|really|clearly|simply|just|only|still|did|does|do|has|had|have|not|never|didn['’]t|don['’]t"
    r"|personally|rather|quite) )*"
    r"(?:thought|thinks?|felt|feels?|feel|believe[ds]?|said|says|found|rated|voted|liked?|disliked|loved?|hated"
    r"|prefer(?:red|s)?|doubt(?:ed|s)?|argued|recommended|concluded|considered|noted|noticed that you|wanted"
    r"|would have"
    r"|convinced|complained|critici[sz]ed|mentioned|objected|insisted|wondered|questioned|expected|pointed out"
    r"|remarked|commented|struggled|disagreed?|missed|blocked|hoped|had hoped|came to|is of the opinion"
    r"|warm(?:ed)? (?:to|up)|warmed"
    r"|told (?:me|us)|agreed?|judged|saw you as|saw no|see no"
    r"|gave you|had (?:\w+ ){0,3}(?:doubts?|concerns?|reservations?|feeling|impression|problems?|worries)"
    r"|(?:was|were)(?: not|n['’]t)?(?: \w+)? ?"
    r"(?:convinced|impressed|unsure|sure|sceptical|skeptical|happy|unhappy|against|in favou?r|worried|disappointed"
    r"|divided|split|torn|critical|sold on|irritated|annoyed|confused|surprised by|missing))"
)
VIEW = (
    r"(?:opinion|view|impression|vote|notes?|concerns?|doubts?|recommendation|verdict|feedback|judge?ment"
    r"|assessment|scorecard)s?"
)
_SOME = (
    r"(?:(?:the|our|your|my|some|both|all|several|other|many|most|two|three|an?)"
    r"|(?:one|two|three|some|all|both|none|most|many|half|part|each|the majority) of (?:the|our|your|my))"
)
_GROUP = rf"{_SOME} (?:\w+ )?{COLLEAGUES}"
_US = r"(?:one|two|some|all|both|none|most|half|a few|each|part|the majority|the rest) of us"

OPINION = ban(
    "tells what one person thought. The letter speaks for the company.",
    rf"\b(?:{_GROUP}|{_US}|the others|others|someone here|somebody here|people here)"
    rf"(?: (?:in|on|from) [^\s.?!]+ [^\s.?!]+)? {SAID}\b",
    rf"\b(?:{_GROUP}|the others|the others in the room) (?:was|were|did|could|does|do)(?: not"
    rf"|n['’]t)\b{NEAR}{{0,40}}\byou\b",
    rf"\b{VIEW} (?:of|from|by) {_GROUP}\b|\b(?:{COLLEAGUES})['’]s? (?:\w+ )?{VIEW}\b",
    rf"\baccording to {_GROUP}\b|\bin the (?:eyes|view|opinion) of\b|\b(?:internally|in the debrief"
    rf"|in our discussion),? we\b",
    r"\bbetween (?:us|you and me)\b|\boff the record\b|\bunofficially\b|\bconfidentially\b|\b(?:do not"
    r"|don['’]t) tell\b",
    r"\bpersonally,? I\b|\bI(?:,)? (?:personally|myself|for one)\b|\b(?:if it (?:were|was)|had it been) up to me\b",
    r"\bI (?:would|['’]d) have (?:hired|taken|chosen|liked|loved|preferred|voted)\b|\bI['’]d have (?:hired|taken"
    r"|chosen)\b",
    r"\bI (?:voted|fought|argued|was (?:for|against|in favou?r|the only)|disagreed?)\b",
    r"\b(?:feeling|impression|sense|gut feeling) (?:was |is )?(?:that )?you\b|\bleft (?:us"
    r"|me) (?:\w+ )?with doubts\b",
    rf"\bopinions? (?:was|were|about you|on you|differed|diverged){NEAR}{{0,1}}",
)


def opinion_of(text: str, names: Iterable[str]) -> Iterator[str]:
    """Where one of these people is quoted with an opinion, by full name, a part of it, or a short form of that."""
    for part in dict.fromkeys(part for name in names for part in name.split() if len(part) > 1):
        who = rf"\b{re.escape(part)}\w{{0,3}}"
        said = spaced(rf"{who}(?: and \w+)?(?: \w+ly)? {SAID}\b")
        view = spaced(rf"{who}['’]s? (?:\w+ )?{VIEW}\b|\b{VIEW} (?:of|from|by) {who}\b|\baccording to {who}\b")
        against = spaced(rf"{who} (?:\w+ly )?(?:was|is|did|does|could|can|would|has|had)(?: ?not|n['’]t)\b")
        match = re.search(f"{said}|{view}|{against}", text, re.IGNORECASE)
        if match:
            yield match[0]
