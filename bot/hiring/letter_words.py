"""Turns of phrase that a letter must not hold, and those that it needs. Data for `letter.check`.

The lists catch what people in a hurry tend to type, not everything that language can say: sender and second reader
stay the ones who know. See tests/hiring/letters for what they were held to.
"""

import re

from bot.hiring.letter_compared import COMPARED
from bot.hiring.letter_hopes import HOPE
from bot.hiring.letter_marks import MARK, PICTURE, RECOMMENDED
from bot.hiring.letter_opinions import OPINION
from bot.hiring.letter_private import CHARACTER, PRIVATE

INSIDE = (MARK, RECOMMENDED)
REJECTION = (PICTURE, OPINION, COMPARED, HOPE, PRIVATE, CHARACTER)

CLEAR_NO = re.compile(
    r"\b(?:not|won['’]t|cannot|can['’]t|no longer|unable to)\b[^.?!]{0,60}"
    r"\b(?:tak\w+|go\w*|mov\w+|proceed\w*|continu\w+|offer\w*|pursu\w+|progress\w*|invit\w+|advanc\w+|further|forward"
    r"|hire|hiring|success\w*)\b"
    r"|\b(?:decided|decision|decide) against\b|\bunsuccessful\b"
    r"|\b(?:answer|decision|this|it|outcome|result)\b[^.?!]{0,60}\bis (?:an? )?(?:clear )?no\b(?! \w)"
    r"|\b(?:this|it) is an? (?:clear )?no from\b|\b(?:is|give you) an? (?:clear )?no\b(?=\s*(?:[,;:.]|and\b|from\b))"
    r"|\banswer\b[^.?!]{0,60}\bis no\b"
    r"|\b(?:reject\w*|declin\w+|turn(?:ed|ing)? down|end(?:ed|ing)?|clos(?:ed|ing|e)) your application\b"
    r"|\b(?:process|application)\b[^.?!]{0,50}\b(?:ends? here|comes to an end|has ended|is over|stops here)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(r"\b(?:apply(?:ing)? again|re-?appl\w+|apply(?:ing)? once more|new application)\b", re.IGNORECASE)
AFTER_A_TIME = re.compile(r"\b\w+ (?:months?|years?)\b|\b(?:20\d\d)\b", re.IGNORECASE)
