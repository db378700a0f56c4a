"""Other candidates: that they were better, how many there were, who got the role."""

from bot.hiring.letter_ban import NEAR, ban

_SOMEBODY = r"(?:candidates?|applicants?|finalists?|contenders?|people applying)"
_SOMEONE = (
    r"(?:someone|somebody|another (?:person|engineer|developer|colleague)|one (?:other )?person|a (?:colleague"
    r"|person))"
)
_GOT = (
    r"(?:picked|chose|chosen|hired|hiring|selected|took|taken|appointed|preferred|went with|going with|settled on"
    r"|gave it to)"
)
_BETTER = (
    r"(?:further|farther|better|faster|stronger|quicker|more|cleaner|than you|ahead|in half|half the time|sooner"
    r"|closer"
    r"|deeper|an edge)"
)

COMPARED = ban(
    "compares with other people. A letter is about its reader only.",
    rf"\b(?:stronger|better|best|strongest|other|another|more \w+|many|better-qualified|several|most|internal"
    rf"|different"
    rf"|selected|successful|chosen|fellow|remaining|preferred|top) (?:\w+ )?{_SOMEBODY}\b"
    r"(?! (?:keys?|solutions?|answers?|pivots?|ind\w+)\b)",
    r"\b(?:stronger|better|more experienced|more senior|more suitable) (?:profiles?|engineers?|developers?"
    r"|applications?|people|cvs?)\b",
    r"\b(?:someone|somebody|a person|an engineer|one person|people|others) (?:who (?:is|was|has|had|knows"
    r"|brings) )?(?:\w+ )?"
    r"(?:better|stronger|more|with (?:more|better|stronger)|closer|further along|ahead)\b(?! (?:names?|tests?)\b)",
    rf"\b(?:chose|chosen|hired|went with|going with|picked|selected|preferred|took|go with|decided (?:for|on)"
    rf"|found|offered it to)"
    rf" {_SOMEONE}\b",
    rf"\bthe (?:person|candidate|one|colleague|engineer|applicant|man|woman|developer|guy)s? (?:who |that |whom )?"
    rf"(?:we |was |has |had |is |got |finally |now ){{0,3}}(?:{_GOT}|the job|the role|the offer)\b",
    r"\b(?:compared|in comparison|relative) (?:to|with) (?:the |all |all the )?"
    r"(?:others?|other people|people|candidates|applicants|everyone|rest|competition)\b",
    r"\bcompetition (?:was|is|were)\b|\b(?:tough|strong|stiff|fierce|high|hard) competition\b"
    r"|\bpool of (?:\w+ )?candidates\b",
    r"\bcompetitive (?:field|pool|process|round)\b|\b(?:very|highly|so|extremely) competitive\b|\bfield (?:was"
    r"|is) (?:\w+ )?strong\b",
    r"\b(?:second|third|2nd|3rd) (?:choice|best|rank)\b|\b(?:only|just|in|took|got|won|sadly|our|your"
    r"|close) (?:\w+ )?(?:second|third|2nd|3rd) place\b|\brunner[- ]?up\b",
    r"\b(?:our|my|their) (?:first|top|preferred|favou?rite|number one|other) (?:choice|pick|option|favou?rite)\b",
    r"\byou (?:\w+ ){0,2}(?:came|come|finished|ended(?: up)?|were|was|ranked|placed|are)"
    r" (?:in |as |a |an |close |very |the |only |just |our )*(?:second|third|fourth|fifth|last|2nd|3rd|4th"
    r"|number (?:two|three|2|3)|no\. ?[23]|#[23])(?=\s*(?:[.,;!]|$|(?:of|out|in|among|to|behind|after|by|this|and"
    r"|on|only)\b))",
    r"\b(?:close|tight|near) (?:call|race|run|finish|second|thing)\b|\bnarrow(?:ly)? (?:missed|decision|margin"
    r"|beaten)\b",
    r"\bbetween you and (?:\w+ ){0,3}(?:person|candidate|applicant|engineer|others?|another|someone|somebody"
    r"|colleague|finalist)s?\b",
    r"(?<!you\s)\b(?:had|has|have|brought|brings?|showed|offered|with) (?:(?:simply|just|far|many|a bit|slightly"
    r"|much|even|some|clearly) )*"
    r"more (?:years|experience|depth|seniority|background|to offer|hands-on)\b",
    r"\b(?:over|about|around|nearly|almost|more than|had|got|received|of|out of|from|among|against) (?:the |our "
    r"|all )?"
    r"(?:\d[\d,.]*|dozens?|hundreds?|many|lots|several|so many|a lot|plenty)(?: of)?(?: other| good| strong| great)*"
    r" (?:applications|applicants?|candidates?|CVs|résumés|resumes|contenders|profiles)\b",
    r"\b(?:most|other|all|many|the|some|the other) (?:other )?(?:people|others|engineers|developers|applicants"
    r"|candidates|ones)?\b ?"
    rf"(?:\w+ )?(?:get|got|do|did|solved?|manage[ds]?|finish(?:ed)?|reach(?:ed)?|were|are|had|have|performed"
    rf"|showed|went|came|made){NEAR}{{0,30}}\b{_BETTER}\b",
    r"\b(?:better|stronger|faster|ahead|more|further|quicker|higher|cleaner)(?: \w+)? (?:than|of) (?:you"
    r"|yours)\b(?! (?:\w+ed|were|are|had|have|did|do|thought|might|would|could|knew)\b)",
    r"\b(?:role|job|position|place|offer|spot|seat|it) (?:\w+ )?(?:went|goes|has gone|have gone|was given"
    r"|is going|was offered|will go) to\b"
    r"(?= (?:an?|the|some|another|our|one|[A-Z]))",
    r"\b(?:one|another|other|a) (?:other )?(?:person|engineer|developer|applicant|candidate)s? (?:whose|who|that"
    r"|with)\b(?= (?!you|reads?|writes?))",
    r"\b(?:out )?of (?:the )?\d+ (?:people|persons|engineers|others|interviewees|developers)\b|\bonly (?:one|two"
    r"|three|a few|\d+) (?:got|received|made it|could be|of them|can get)\b",
    r"\b(?:people|someone|somebody|others|candidates|profiles?) who (?:\w+ )?(?:fit|suit|match)(?:s|ted)?\b"
    r"|\b(?:on|in) (?:place|position|rank) (?:\d+|two|three|four|five|six)\b",
    r"\b(?:went|decided|opted) for (?:the|an?|another|someone|somebody) (?:\w+ )?(?:applicant|candidate|person"
    r"|engineer|colleague|developer)\b",
    r"\bfilled (?:internally|by|with)\b|\ban? internal (?:candidate|applicant|colleague|hire|solution|person|move)\b",
    r"\bbar (?:is|was|has been) (?:\w+ )?(?:high|higher|raised)\b|\b(?:a |very )high(?:er)? bar\b",
    r"\b(?:in|into|among|of|to) (?:the|our) (?:top|bottom|upper|lower|best|last) (?:third|half|quarter|quartile"
    r"|decile|ten|five|three|few|group|\d+(?: ?%)?)"
    r"(?! (?:of the )?(?:page|file|screen|list|table|lines?|rows?|bits?|frames?)\b)(?!\w)",
    r"\b(?:better|closer|stronger) (?:match|fit)(?=\s*(?:[.,;!]|$|for (?:the|this|our) (?:role|job|team|position)))",
    r"\b(?:more|better) (?:suited|suitable|qualified)\b",
)
