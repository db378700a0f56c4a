"""Hopes and promises: what the writer means kindly and nobody has decided."""

from bot.hiring.letter_ban import NEAR, ban

_LATER = (
    r"(?:again|later|in (?:the )?future|soon|some ?day|another time|next (?:time|year|round|spring|summer|autumn"
    r"|fall|winter|quarter))"
)
_OPENING = (
    r"(?:something|anything|a (?:new )?(?:role|position|place|spot|job|vacancy)|another \w+|an opening|things?"
    r"|a \w+ (?:role|position))"
)

HOPE = ban(
    "raises a hope nobody has promised to keep. Say only what will happen.",
    r"\bkeep(?:ing)? (?:you|your (?:name|profile|details|application)) (?:in mind|on|in our|warm)\b",
    r"\b(?:keep|keeping|kept|hold|have) (?:\w+ ){1,3}on (?:file|our (?:list|radar))\b|\bon our radar\b",
    r"\b(?:future|upcoming) (?:opportunit\w+|openings?|roles?|positions?|vacanc\w+|hiring)\b",
    r"\bother (?:opportunit\w+|openings?|positions|vacanc\w+)\b",
    r"\bat (?:this|the present) time\b(?! zone)|\bat the moment(?=\s*[.,;])|\bright now(?=\s*[.,;])",
    r"\bnot\b[^.?!]{0,60}\bfor now\b|\b(?:is|are|you['’]re) not (?:quite )?(?:yet|ready yet)\b|\bnot yet ready\b",
    r"\bnot (?:\w+ ){0,2}this time\b|\bthis time (?:around|round)\b|\bbut (?:\w+ ){0,2}(?:soon|next time"
    r"|next year)\b|\bnot yet!?(?=\s*(?:[.,;!]|$))",
    r"\b(?:keep|stay|be|get back|remain) in (?:touch|contact)\b|\b(?:get|come|be) (?:\w+ )?back (?:to|on) you\b"
    r"|\breach out\b",
    r"\bhope (?:to|that we|we|that you|you) \w+ (?:\w+ )?(?:again|together|paths|back)\b"
    r"|\bpaths (?:will )?(?:\w+ )?cross\b",
    r"\bsee you (?:soon|again|around|next)\b|\buntil (?:we meet|then|soon)\b|\b(?:meet|work|talk|speak"
    r"|see each other) (?:\w+ )?again\b(?=\s*(?:[.,;!]|$|soon|one|some|in))",
    r"\bdoors? (?:is|are|stays?|remains?|will (?:stay|be|remain))(?: always)? open\b|\bon hold\b|\bnever say never\b",
    r"\b(?:luck|until|till|maybe|perhaps) (?:for )?(?:the )?(?:next|another) (?:time|year|round|chance)\b"
    r"|\bnext time (?:you apply|round|around)\b",
    r"\b(?:maybe|perhaps|possibly|probably) (?:\w+ ){0,4}(?:later|soon|in (?:a|the|some|spring|summer|autumn"
    r"|winter)|next)\b",
    r"\b(?:might|may|could) open(?: up)?\b|\b(?:things|this|that) (?:might|may|could|will) (?:\w+ )?change\b"
    r"|\bin the near future\b",
    rf"\b(?:call|ring|phone|contact|write to|write|message|think of|remember|reconsider|consider|hire|take"
    rf"|let) (?:you|your application)"
    rf" (?:\w+ ){{0,3}}(?:when(?:ever)?|as soon as|once|if (?:something|anything|a|an|we|our|there|budget|the)"
    rf"|{_LATER})\b",
    rf"\b(?:as soon as|once|when(?:ever)?|if|should) {NEAR}{{0,40}}"
    r"\b(?:budget|headcount|funding|openings?|opens? up|comes? up|vacan\w+|hir(?:e|ing) again|becomes? (?:free"
    r"|available)|frees? up)\b",
    rf"\b{_OPENING}(?: \w+){{0,3}} (?:comes? (?:up|along)|opens?(?: up)?|turns? up|becomes? (?:free|available)"
    rf"|frees? up|arises?|pops? up)\b",
    rf"\b(?:sure|certain|confident|convinced|positive|believe|know|bet) (?:that )?{NEAR}{{0,50}}\b(?:here|with us"
    rf"|for us|together|again|next year|next time|soon)\b",
    r"\b(?:I|we)(?: can| do)? promise\b|\bpromised? you\b|\b(?:I|we) guarantee\b|\byou have my word\b"
    r"|\bcount on (?:us|me|it)\b",
    rf"\b(?:love|happy|glad|delighted|like|keen|pleased|looking forward|look forward) (?:to )?(?:have|having|see"
    rf"|seeing|welcome|welcoming|hear|hearing|meet|meeting|talk|interview|invite|consider|work|working)"
    rf"{NEAR}{{0,30}}\b(?:back|again|in (?:the )?future|later|when you|once|some ?day|next)\b",
    r"\b(?:put|drop|say) (?:in )?a (?:\w+ )?word for you\b|\bput in a (?:good )?word\b|\b(?:recommend|pass"
    r"|forward|suggest) (?:you|your (?:cv|profile|application))(?: on)? to\b",
    r"\b(?:talent|candidate|applicant) (?:pool|community|network|database|bank)\b|\b(?:waiting|reserve|short"
    r"|wait)[- ]?list\b|\bour (?:pool|database)\b",
    r"\b(?:are|be|['’]ll be|['’]re) (?:\w+ )?(?:the )?first (?:one |person |name )?(?:we|I|to (?:hear|know|be)"
    r"|on our|in line)\b|\bnext in line\b",
    r"\b(?:if|should|in case)(?: \w+){0,5} (?:says? no|drops? out|declines?|falls? through|changes? (?:his|her"
    r"|their) mind|backs? out|turns? (?:us|it) down)\b",
    r"\b(?:second|another|new|next) chance\b|\bgive (?:us|it|you) another (?:try|go|shot|chance)\b|\b(?:please"
    r"|do) (?:\w+ )?try (?:\w+ )?again\b"
    rf"|\btry (?:it )?{_LATER} {_LATER}\b|\btry again (?:with us|here)\b|\b(?:please"
    rf"|do) (?:\w+ )?come (?:\w+ )?back\b|\bcome back (?:to us|with more|in a|next|later|when)\b",
    r"\blet['’]?s (?:\w+ ){0,3}(?:coffee|beer|drink|lunch|talk|meet|chat|catch up|connect|speak|see)\b"
    r"|\bover a (?:coffee|beer|drink)\b(?= (?:some|one|in|next|and see))",
    r"\b(?:never lose|don['’]t lose|lose) (?:hope|contact)\b|\b(?:it|this|we) will work out\b|\bwatch (?:our"
    r"|this) (?:career|careers|page|space|website)\b|\bkeep an eye on\b(?! (?:the|each|every) (?:log|test|load"
    r"|time|memory)\b)",
    r"\b(?:eyes?|ears?) open\b|\bhear from (?:me|us) (?:\w+ )?(?:when|once|as soon as|if|again)\b"
    r"|\bthen you(?:['’]re| are| will be)\b",
    r"\bwe(?:['’]ll| will| are going to| plan to| want to) (?:\w+ )?(?:hire|open|grow|recruit|need)\b"
    r"|\b(?:hiring )?freeze (?:is|ends?)\b",
    r"\b(?:may|might|could|will|should) (?:\w+ )?have (?:an?|another|some) (?:\w+ )?(?:opening|vacancy|role"
    r"|position|place|spot)\b",
    r"\bsome ?day\b|\bsooner or later\b|\byour (?:time|chance|turn) will come\b|\bone day (?:\w+ ){0,3}(?:with"
    r"|here|us)\b",
)
