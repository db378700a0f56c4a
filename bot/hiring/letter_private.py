"""What is nobody's business when people are chosen: protected matters, private life, money, character."""

from bot.hiring.letter_ban import NEAR, ban

_TONGUE = r"(?:english|german|french|spanish|dutch|polish|italian|portuguese|language)"

PRIVATE = ban(
    "touches a protected or private matter. It has no place in a decision or a letter.",
    r"\byour (?:current |present )?employer\b|\b(?:a|the) guys?\b",
    r"\byour age\b|\bage (?:group|range|gap|limit)\b|\btoo (?:young|old)\b|\byour generation\b|\bdigital natives?\b",
    r"\b(?:younger|older) (?:\w+ )?(?:team|person|people|colleague|candidate|engineer|developer)s?\b"
    r"|\byoung(?: \w+)? team\b",
    r"\b(?:someone|somebody|people|person|anyone|bit|rather|little) (?:\w+ )?(?:younger|older|fresher)\b"
    r"|\b(?:near|close to|before) retirement\b",
    r"\bat (?:over )?(?:2|3|4|5|6)\d(?=\s*[,.])|\b(?:over|under|past|around) (?:3|4|5|6)0 (?:is|years old|and)\b"
    r"|\byears old\b|\byou(?:['’]re| are| turn) (?:\w+ )?[2-6]\d(?=\s*(?:[.,;!]|and|now|already))"
    r"|\b(?:team|people|everyone|everybody|colleagues|us) (?:\w+ ){0,2}(?:under|over|below|above|around"
    r"|in (?:their|our)) (?:the age of )?[2-6]0s?\b",
    r"\bexpecting(?=\s*(?:[.,;!]|a (?:child|baby)))|\bgenders?\b|\bsexual\b|\bpregnan\w+|\b(?:maternity|paternity"
    r"|parental)\b|\b(?:fe)?males?\b|\bwomen\b"
    r"|\b(?:an?|the) (?:\w+ )?(?:woman|man(?! page|-)|girl|lady)\b|\bgay\b|\blesbian\b|\btransgender\b|\bqueer\b",
    r"\bdisabilit\w+|\bdisabled (?:person|people|candidate)|\byour (?:\w+ )?(?:health|illness|medical|sickness"
    r"|disease|recovery|hearing|eyesight|sight|surgery|diagnosis)\b",
    r"\bburn-?out\b|\bsick (?:leave|days?|note)\b|\bwheelchair\b|\bstutter\w*|\bstammer(?:ing|ed)?\b|\bdyslexi\w*"
    r"|\bautis\w*|\badhd\b|\bdepress(?:ion|ed)\b|\bchronic\w*|\bpsychiatr\w+|\btherap(?:y|ist|ies)\b"
    r"|\byour (?:medication|treatment)\b",
    r"\breligio\w+|\byour faith\b|\bethnic\w*|\bnationalit\w+|\bcitizen(?:ship|s)?\b|\bimmigra\w+|\bracial\b"
    r"|\brefugees?\b|\basylum\b|\bforeigners?\b|\bforeign (?:name|degree|accent)\b",
    r"\bheadscar\w+|\bhijab\b|\bturban\b|\bkippah?\b|\bmuslims?\b|\bjewish\b|\bchristians?\b|\bhindus?\b"
    r"|\bramadan\b|\bsabbath\b|\bmosque\b|\bchurch\b|\bprayer (?:times?|breaks?)\b",
    r"\byour race\b|\bskin colou?r\b|\byour (?:origin|background culture|country|accent|roots|passport|native \w+"
    r"|home ?land)\b",
    rf"\byour (?:level of )?{_TONGUE}\b(?! (?:parser|model|server|of choice|choice|project))"
    rf"|\b{_TONGUE} (?:skills?|level|barrier|problems?)\b"
    rf"|\b{_TONGUE} (?:is|was|were) (?:\w+ )?(?:not|too|weak|poor|bad)\b",
    r"\bnative(?: \w+)? speakers?\b|\bmother tongue\b|\bwith an? (?:\w+ )?accent\b",
    r"\byour (?:appearance|looks|voice|photo|hair|beard|outfit|clothes|clothing|dress|weight|tattoos?|piercings?"
    r"|body|make-?up)\b|\btattoos?\b|\boverweight\b",
    r"\bas an? (?:\w+ )?(?:mother|father|parent|mum|mom|dad|woman|man|wife|husband)\b|\b(?:mother|father|mum|mom"
    r"|dad) of\b|\bsingle (?:mother|father|parent|mum|mom|dad)\b",
    r"\byour (?:husband|wife|partner|spouse|boyfriend|girlfriend|fianc\w+|children|kids|family|son|daughter|baby"
    r"|private life|personal (?:life|situation|circumstances))\b",
    r"\b(?:small|little|young) (?:children|kids)\b|\bkids\b|\bbab(?:y|ies) (?:at|on|is)\b|\btoddlers?\b"
    r"|\bchild-?care\b|\bkindergarten\b|\b(?:have|start|planning|want) (?:a |more )?(?:children|family)\b",
    r"\bmarital\b|\bmarried\b|\bdivorced?\b|\b(?:family|childcare) (?:plans|situation|duties|obligations|life)\b",
    r"\bgaps? in (?:your|the) (?:cv|résumé|resume|career|employment)\b|\bunemploy\w+|\bcareer break\b"
    r"|\bjob[- ]hopp\w+|\bchang(?:e|ed|ing) jobs\b|\b(?:cv|résumé|resume) (?:gap|shows)\b",
    r"\bpolitical\b|\btrade union\b|\bworks council\b|\bveteran\b|\bcriminal\b|\bprison\b|\byour debts?\b",
    r"\bsalar(?:y|ies)\b|\bwages?\b|\b(?:pay|financial|compensation|money) (?:expectation|demand|wish|range)(?:s"
    r"|es)?\b|\byour (?:\w+ )?(?:price|rate|expectations)\b|\b(?:to|you) earn\b|\btoo expensive\b|\bafford you\b"
    r"|\bremuneration\b|\byou (?:asked for|wanted|want) (?:too much|more) money\b|\b\d+[.,]?\d*k\b|€|\bEUR\b",
    r"\bvisas?\b|\bwork(?:ing)? permits?\b|\bresidence (?:permit|status)\b|\bsponsor(?:ship)?\b|\bright to work\b"
    r"|\bblue card\b",
    r"\b(?:part|full)[- ]time\b|\byour (?:\w+ )?notice(?: period)?\b|\bnotice period\b|\byour (?:availability"
    r"|working hours)\b|\bwork(?:ing)? (?:only )?(?:from home|remotely|four days)\b|\bfour-day week\b",
    r"\b(?:lives?|living|based|located|resid\w+) (?:\w+ )?(?:closer|near(?:er|by)?|far|abroad|locally)\b"
    r"|\bfar away from\b|\byour (?:commute|address|home town|hometown|place of residence|location|relocation)\b"
    r"|\b(?:willing|ready|want) to (?:relocate|move)\b",
)

CHARACTER = ban(
    "judges character. Name what happened in the task instead, or leave it out.",
    r"\b(?:lack|lacks|lacked|lacking|little|insufficient|not enough|missing)(?: of| any| the| in| some| certain)*"
    r" (?:grit|motivation|resilience|reliability|honesty|transparency|drive|passion|enthusiasm|trustworthiness"
    r"|confidence|maturity|energy|empathy|seniority|charisma|talent|ambition|humility)\b",
    r"(?:\bnot|n['’]t|\bless than|\bhardly)(?: \w+)?"
    r" (?:motivated|reliable|honest|trustworthy|transparent|resilient|driven|passionate|enthusiastic|likeable"
    r"|hungry|ambitious)\b",
    r"\b(?:unmotivated|unreliable|dishonest|untrustworthy|arrogant|lazy|slow learner|sloppy|immature"
    r"|unprofessional|stubborn|rude|self-cent\w+|know-it-all|bluffing|introvert\w*|childish)\b",
    r"\byou(?:['’]re|['’]ve been| are| were| seem(?:ed)?| appear(?:ed)?| look(?:ed)?| sound(?:ed)?| come| came"
    r"| behaved| acted| felt)"
    r"(?: across| over)?(?: to be| to us| as| like| for us)*(?: (?:an?|quite|rather|very|really|just|simply|a bit"
    r"|a little|somewhat|so|always|often))*"
    r" (?:too \w+|nervous|shy|cold|insecure|unsure|defensive|aggressive|boring|passive|chaotic|disorgani[sz]ed"
    r"|unfriendly|emotional|difficult|strange|odd|weird|dull|clumsy|negative|naive|overwhelmed|stressed"
    r"|unprepared|junior|inexperienced|tired|unconvincing|uninterested|disinterested|distant)\b",
    rf"\byou(?:['’]re| are| were|r \w+ (?:is|was)| seem\w*)?(?:n['’]t| not){NEAR}{{0,25}}\b(?:senior|experienced"
    rf"|mature|technical|convincing|skilled|bright|sharp|smart|clever|good|strong|quick|confident|open"
    rf"|assertive) enough\b",
    r"\byou(?:['’]re| are| were)(?:n['’]t| (?:\w+ )?not) (?:\w+ )?(?:convincing|up to|suited|suitable|qualified"
    r"|ready|strong|good|smart|capable|able|what we|the right|the person|the type|who we|senior|experienced)\b",
    r"\bteam[- ]?player\b|\bwhat it takes\b|\bcut out for\b|\b(?:the right|the wrong|that|our) (?:type"
    r"|kind) of person\b|\b(?:manager|leader|startup|start-up) (?:material|type|mentality)\b",
    r"\byour (?:\w+ )?(?:personality|character|attitude|mentality|temperament|ego|body language|charisma"
    r"|(?:self-)?confidence|mindset|nerves|nervousness|tone|manners?)\b",
    r"\bfull of yourself\b|\bspirit we\b|\b(?:gave|give|giving) up (?:\w+ )?(?:quick|eas|earl|fast)\w*"
    r"|\blet (?:anybody|anyone|us|others|people) finish\b",
    r"\byou (?:talk|talked|speak|spoke|laughed|smiled) (?:\w+ )?(?:too|without|over)\b|\binterrupted (?:us|me"
    r"|people|everyone|others)\b",
    r"\bas a person\b|\b(?:the )?chemistry\b|\bthe vibes?\b|\bgut feeling\b|\bclick(?:ed)? with (?:us|the team"
    r"|our)\b|\bpersonal(?:ity)? (?:fit|match)\b|\bfit (?:in|into|with) (?:with )?(?:the|our) (?:team|company"
    r"|culture|people)\b",
)
