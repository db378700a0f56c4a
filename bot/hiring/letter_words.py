"""Turns of phrase that a letter must not hold, and why. Data for `letter.check`.

Each pattern is read without regard to capitals; a plain space in it matches any white space.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Ban:
    """*because* is told to the person who edits, after a quotation of what was found."""

    pattern: re.Pattern[str]
    because: str


def _ban(because: str, *patterns: str) -> Ban:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns).replace(" ", r"\s+")
    return Ban(re.compile(joined, re.IGNORECASE), because)


_FEW = r"(?:\d+(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine|ten)"

INSIDE = (
    _ban(
        "reads like a mark. Marks stay inside the company.",
        r"(?<![\d/.])(?:10|\d)(?:[.,]\d)?\s*/\s*(?:5|10)(?![\d/%]|\.\d)",
        rf"\b{_FEW} out of (?:5|five|10|ten)\b",
        rf"\b(?:mark|score|rating|grade)s? (?:of|was|were|is|are) (?:only |just |a |an )*{_FEW}\b",
        rf"\b(?:rated|scored|graded|marked) (?:you |your \w+ )?(?:at |with |as |a |an |only )*{_FEW}"
        r"(?=\s*(?:[^\w\s]|$|(?:for|in|on|out|points?)\b))",
        r"\b(?:scorecards?|your (?:marks?|scores?|ratings?|grades?))\b",
    ),
    _ban(
        "is a recommendation from a scorecard. What colleagues recommended stays inside the company.",
        r"\bstrong(?:ly)?[\s-](?:no|yes|against|in favou?r)\b(?! (?:problem|doubt)s?)",
        r"\bno[\s-]hire\b",
        r"\b(?:voted|recommended|leaned) (?:for|against|yes|no|to reject|not to|you)\b",
        r"\b(?:split|unanimous) (?:vote|decision|panel)\b",
        r"\b(?:above|below|meets?|met|miss(?:es|ed)?|under) (?:the|our) bar\b",
    ),
)

REJECTION = (
    _ban(
        "compares with other people. A letter is about its reader only.",
        r"\b(?:stronger|better|best|strongest|other|another|more \w+|many|better-qualified|several|most)"
        r" (?:\w+ )?(?:candidates?|applicants?|people applying)\b(?! (?:keys?|solutions?|answers?|pivots?|ind\w+)\b)",
        r"\b(?:someone|somebody) (?:better|stronger|more|with (?:more|better|stronger))\b",
        r"\b(?:chose|chosen|hired|went with|going with|picked|selected|preferred)"
        r" (?:someone|somebody|another (?:person|engineer))\b",
        r"\bcompared (?:to|with) (?:the )?(?:others?|people|candidates|applicants|everyone)\b",
        r"\b(?:tough|strong|stiff|fierce) competition\b|\bcompetitive (?:field|pool)\b|\bpool of (?:\w+ )?candidates\b",
    ),
    _ban(
        "raises a hope nobody has promised to keep. Say only what will happen.",
        r"\bkeep(?:ing)? (?:you|your (?:name|profile)) in mind\b",
        r"\b(?:keep|keeping|kept|hold|have) (?:\w+ ){1,3}on file\b",
        r"\b(?:future|upcoming) (?:opportunit\w+|openings?|roles?|positions?|vacanc\w+)\b",
        r"\bother (?:opportunit\w+|openings?|positions|vacanc\w+)\b",
        r"\bat (?:this|the present) time\b(?! zone)|\bat the moment(?=\s*[.,;])|\bright now(?=\s*[.,;])",
        r"\bnot\b[^.?!]{0,60}\bfor now\b|\b(?:is|are|you['’]re) not (?:quite )?(?:yet|ready yet)\b|\bnot yet ready\b",
        r"\b(?:keep|stay|be|get back) in (?:touch|contact)\b|\bget back to you\b|\breach out\b",
        r"\bhope (?:to|that we|we) \w+ (?:\w+ )?(?:again|together|paths)\b|\bpaths (?:will )?cross\b",
        r"\bdoor (?:is|stays|remains)(?: always)? open\b|\bon hold\b|\bnever say never\b",
        r"\b(?:luck|until|till) next time\b|\bnext time (?:you apply|round|around)\b",
        r"\b(?:might|may|could) open up\b|\b(?:things|this|that) (?:might|may|could) change\b|\bin the near future\b",
    ),
    _ban(
        "touches a protected or private matter. It has no place in a decision or a letter.",
        r"\byour age\b|\bage group\b|\btoo (?:young|old)\b",
        r"\b(?:younger|older) (?:\w+ )?(?:team|person|people|colleague)s?\b",
        r"\bgenders?\b|\bsexual\b|\bpregnan\w+|\b(?:maternity|paternity|parental)\b",
        r"\bdisabilit\w+|\bdisabled (?:person|people|candidate)|\byour (?:health|illness|medical)\b",
        r"\breligio\w+|\byour faith\b|\bethnic\w*|\bnationalit\w+|\bcitizenship\b|\bimmigra\w+|\bracial\b",
        r"\byour race\b|\bskin colou?r\b|\byour (?:origin|background culture|country|accent|english)\b",
        r"\bnative(?: english)? speaker\b|\bwith an? (?:\w+ )?accent\b|\byour (?:appearance|looks|voice|photo)\b",
        r"\bas an? (?:single )?(?:mother|father|parent|woman|man)\b",
        r"\byour (?:husband|wife|partner|children|kids|family)\b",
        r"\bmarital\b|\bmarried\b|\b(?:family|childcare) (?:plans|situation|duties)\b",
        r"\bgaps? in your (?:cv|résumé|resume|career)\b|\bpolitical\b|\btrade union\b|\bveteran\b",
    ),
    _ban(
        "judges character. Name what happened in the task instead, or leave it out.",
        r"\b(?:lack|lacks|lacked|lacking|little|insufficient|not enough|missing)(?: of| any| the| in)*"
        r" (?:grit|motivation|resilience|reliability|honesty|transparency|drive|passion|enthusiasm|trustworthiness)\b",
        r"(?:\bnot|n['’]t|\bless than|\bhardly)(?: \w+)?"
        r" (?:motivated|reliable|honest|trustworthy|transparent|resilient|driven)\b",
        r"\b(?:unmotivated|unreliable|dishonest|untrustworthy|arrogant|lazy|slow learner)\b",
    ),
)

OPINION = (
    r"(?:(?:also|both|really|clearly|simply|did|does|has|had|not|never|didn['’]t) )*"
    r"(?:thought|thinks?|felt|feels?|believe[ds]?|said|found|rated|voted|liked?|disliked|prefer(?:red|s)?|doubted|argued"
    r"|recommended|concluded|considered|noted|wanted|convinced|would have|had doubts|had concerns"
    r"|(?:was|were)(?: not|n['’]t)?"
    r" (?:convinced|impressed|unsure|sceptical|skeptical|happy|against|in favou?r|worried|disappointed))"
)

CLEAR_NO = re.compile(
    r"\b(?:not|won['’]t|cannot|can['’]t|no longer|unable to)\b[^.?!]{0,60}"
    r"\b(?:tak\w+|go\w*|mov\w+|proceed\w*|continu\w+|offer\w*|pursu\w+|progress\w*|invit\w+|advanc\w+|further|forward)\b"
    r"|\b(?:reject\w*|declined?|turn(?:ed|ing)? down) your application\b"
    r"|\b(?:process|application)\b[^.?!]{0,40}\b(?:ends? here|comes to an end|has ended|is over|stops here)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(r"\b(?:apply(?:ing)? again|re-?appl\w+|apply(?:ing)? once more)\b", re.IGNORECASE)
AFTER_A_TIME = re.compile(r"\b\w+ (?:months?|years?)\b|\b(?:20\d\d)\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\{[^{}\n]*\}|\[\[|\]\]|\b(?:TODO|TBD|XXX)\b|\[(?:name|date|role|company|\.\.\.|…)\]")
