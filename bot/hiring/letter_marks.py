"""Marks and recommendations, as people give them away: in numbers, letters, stars, shares or words."""

from bot.hiring.letter_ban import COLLEAGUES, NEAR, ban

_FEW = (
    r"(?:(?:10|\d)(?:[.,]\d)?(?![.,]?\d)|one|two|three|four|five|six|seven|eight|nine|ten)"  # 0.83 measures something
)
_TOP = r"(?:4|four|5|five|6|six|10|ten)"
_HERE = r"(?=\s*(?:[^\w\s%(]|$|(?:for|in|on|out|points?|overall|from|and|but|while|where)\b))"  # nothing is counted
_TRAITS = (
    r"(?:problem solving|reasoning|communication|test(?:ing|s)?|debugging|cod(?:e|ing)(?: quality)?|design"
    r"|architecture"
    r"|collaboration|teamwork|motivation|reliability|transparency|learning|structure|technical\w*|soft skills?)"
)
_GRADE = r"[\"“']?(?-i:[A-F])(?:[+−-]|\b)[\"”']?"
_GOT = (
    r"you (?:\w+ ){0,2}(?:got|reached|scored|landed (?:at|on)|achieved|received|earned|had|were at|stand at|made"
    r"|(?:ended|end) (?:up )?(?:with|at|on)|came (?:out )?(?:at|to|with)|finished (?:at|with|on))"
)

MARK = ban(
    "reads like a mark. Marks stay inside the company.",
    r"(?<![\d/.])(?:10|\d)(?:[.,]\d)?\s*/\s*(?:5|10)(?![\d/%]|\.\d)",
    rf"(?<![\d/.])\d(?:[.,]\d)?\s*/\s*4(?![\d/%]|\.\d){_HERE}",
    rf"\b{_FEW} (?:points? |stars? )?(?:out )?of {_TOP}\b(?: points?| stars?)?{_HERE}",
    rf"\b(?:mark|score|rating|grade|average|result|total)s?(?: \w+){{0,4}} (?:of|was|were|is|are|came to)"
    rf" (?:only |just |about |an? )*(?:{_FEW}|{_GRADE}){_HERE}",
    rf"\b(?:rated|scored|graded|marked) (?:you |your \w+ )?(?:at |with |as |an? |only |just )*(?:{_FEW}"
    rf"|{_GRADE}){_HERE}",
    rf"\b{_GOT} (?:only |just |about |around |an? |the )*(?:{_FEW}|{_GRADE}){_HERE}",
    rf"\b{_GOT} (?:only |just |about |around )*\d+(?:[.,]\d+)? ?(?:%|per ?cent\b)(?! of\b| \w+ (?:coverage|load)|\w)",
    r"\b(?:%|per ?cent) (?:in|on|for) (?:our|the|your) (?:evaluation|assessment|interview|rating|scoring"
    r"|criteria)\b",
    rf"\bgave (?:you |it |this |that )?(?:only |just )?an? (?:\d(?:[.,]\d)?(?![.,]?\d)|{_GRADE}){_HERE}",
    rf"\b(?:an?|the|only|just|note|mark|grade) (?:{_FEW}|{_GRADE}) (?:for|in|on) (?:your |the )?{_TRAITS}\b",
    rf"\bnote {_FEW} (?:for|in)\b",
    rf"\b{_TRAITS}(?: was| is| were)?(?:\s*[:=–-]\s*|\s+)(?:(?:10|\d)(?:[.,]\d)?(?![.,]?\d)"
    rf"|{_GRADE})(?=\s*(?:[,.;!)]|$|and\b))",
    r"\b[A-F] ?(?:minus|plus)\b",
    r"\b\d+ (?:out )?of \d+ (?:possible )?points?\b|\b(?:our|a|the|on (?:a|our|the)) scale (?:of|from|goes|runs"
    r"|is)\b",
    rf"\b(?:{_TRAITS}|part)(?: was| were| is|:)(?: \w+)? (?:good|okay|ok|sufficient|satisfactory|fair|poor|weak"
    rf"|bad|mediocre|average|excellent)(?=\s*[.,;!])",
    r"\b(?:insufficient|unsatisfactory|mediocre|sub-?par|below expectations|inadequate)\b|\ba (?:clear )?fail\b",
    r"\byour (?:\w+ )?(?:results?|performance)\b[^.?!\n]{0,40}\b(?:was|were|is) (?:\w+ )?(?:poor|weak|bad|mixed"
    r"|average|low|good|strong|okay)\b|\bthe (?:ratings|scores|marks|grades) (?:of|were|was|show|are)\b"
    r"|\bin the (?:ratings|marks|grades)\b",
    r"\bpoints? (?:short|below|under|too few|behind|missing|away|less)\b",
    rf"\b(?:received|got|earned|lost|collected|missing|gave you|missed"
    rf"|lacked) (?:\w+ ){{0,2}}(?:{_FEW} )?points?\b(?! across)",
    rf"\bwe (?:need|require|expect|ask for|wanted)(?: at least| a minimum of| an?)* {_FEW}{_HERE}(?! (?:for|in"
    rf"|on)\b)",
    r"\bscorecards?\b|\b(?:evaluation|assessment|rating|grading|score|interview) (?:form|sheet|card|grid|report"
    r"|matrix)s?\b",
    r"\byour (?:\w+ )?(?:marks?|scores?|ratings?|grades?)(?=\s*(?:[^\w\s]|$|(?:for|in|on|of|was|were|is|are|came|did"
    r"|from|across|put|fell|at|and|has|have|had|not|just|only|below|simply)\b))",
    r"\bour (?:\w+ )?(?:scoring|grading|ranking|rating|marking)s?\b(?! (?:service|model|code|system['’]s) \w+ed\b)",
    r"\byou (?:\w+ )?(?:scored|ranked) (?:quite |rather |very |a bit |somewhat |too |so |relatively )?"
    r"(?:low|lower|high|higher|highest|lowest|below|above|badly|poorly|well|average|weak|under)\b",
    r"\b(?:were|was|are|got|been) (?:\w+ )?(?:rated|graded|ranked|scored)\b(?! (?:by|limit))"
    rf"(?={NEAR}{{0,30}}(?:low|high|below|above|poor|weak|average|last|middle|\d|needs))",
    r"[★☆⭐✩✪✮🌟]|👍|👎|\bthumbs? (?:up|down)\b|\b(?:one|two|three|four|five|\d) stars?\b",
    r"\b(?:below|above|under)[ -]average\b(?! (?:latency|time|load|cost))|\bneeds (?:work|improvement)\b",
    r"\b(?:didn['’]t|did not|failed to|not) (?:pass|reach|meet)(?:ed)? (?:the|our) (?:threshold|minimum|cut-?off"
    r"|required|bar)\b",
)

RECOMMENDED = ban(
    "is a recommendation from a scorecard. What colleagues recommended stays inside the company.",
    r"\bstrong(?:ly)?[\s-](?:no|yes|against|in favou?r)\b(?! (?:problem|doubt)s?)",
    r"\b(?:weak|soft|lean(?:ing)?|slight|borderline|tentative|solid)[ -](?:yes|no|hire|reject)\b|\blean(?:ed"
    r"|ing) (?:no|yes)\b",
    r"\bno[\s-]hire\b|\bnot a hire\b|\b(?:strong|borderline) (?:hire|reject)\b",
    r"\b(?:an?|one|two|three|\d) (?:yes|no)(?:es|s)? (?:and|against|to|versus|vs) (?:an?|one|two|three"
    r"|\d) (?:yes|no)(?:es|s)?\b",
    r"\b(?:voted|recommended|leaned) (?:for|against|yes|no|to reject|not to|you)\b",
    r"\b(?:split|close) (?:vote|decision|panel)\b|\bunanimous\w*",
    r"\bvotes? (?:was|were|is|went|came) (?:\w+ )?(?:close|split|clear|against|negative|tied|in|out|for)\b(?! to)"
    r"(?<!votes\sare\sin)|\bvotes? (?:against|for) (?:you|hiring|an offer)\b|\b(?:out-?voted|overruled|overrode"
    r"|vetoed)\b",
    r"\b(?:one|two|three|four|\d) ?(?:to|:|against|versus|vs\.?|-|–) ?(?:one|two|three|four|nil|zero"
    r"|\d) (?:against|for you|in favou?r|votes?)\b",
    rf"\brecommendations? (?:of|from|by) (?:the |our |your )?{COLLEAGUES}\b",
    rf"\b{COLLEAGUES}['’]?s? (?:\w+ )?(?:recommendations?|votes?|verdict)\b",
    r"\b(?:above|below|meets?|met|miss(?:es|ed)?|under) (?:the|our) (?:hiring )?bar\b",
)

PICTURE = ban(
    "is a picture. A letter speaks in plain words.",
    "[\U0001f300-\U0001faff\u2600-\u27bf]",
    r"(?<![\w(])[:;]-?[()](?!\w)",
)
