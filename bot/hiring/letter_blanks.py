"""What was still to be filled in: variables, brackets, dotted lines, headings with nothing under them."""

import re
from collections.abc import Iterator

from bot.hiring.letter_ban import spaced

_HTML = (
    r"(?:/|button|label|input|form|div|span|main|nav|ul|ol|li|table|section|header|footer|img|canvas|video|dialog"
    r"|select|option|script|style|h[1-6])\b"
)
_THING = (
    r"(?:(?:first|last|full|candidate['’]?s?|your|the|insert|enter|add|put|sender) ?)*"
    r"(?:name|date|role|company|position|job|title|strengths?|reason|signature|sender|interviewers?|time|day"
    r"|months?|number"
    r"|please|text|project|topic|link|here|something|x+)"
)

BLANK = re.compile(
    spaced(
        r"\{[^{}\n]*[^{}\s][^{}\n]*\}|\$\{|\{\{|\}\}|\[\[|\]\]"
        r"|<<\s*\w[^<>\n]*>>|%[A-Za-z_]{2,}%|%\([A-Za-z_]+\)s|\$[A-Z_]{3,}\b|#[A-Z_]{3,}#|@[A-Z_]{3,}@|\*\|[^"
        r"|\n]+\|\*"
        r"|\b(?:DD|dd)[./-](?:MM|mm)\b|\bYYYY\b"
        rf"|(?<![\w<])<(?!{_HTML}|https?:|mailto:)[^\W\d][^<>@\n/]{{1,40}}>(?!\w)"
        rf"|\[(?!\])(?:[A-ZÄÖÜ][A-ZÄÖÜ _-]+|(?i:[^\[\]\n]{{0,30}}\b{_THING}\b[^\]\n]{{0,30}})|\.\.\.|…|\?+)\]"
        r"|\((?i:insert|fill in|put|enter|add)\b[^)\n]{0,40}(?i:here|name|date|strength|role|reason"
        r"|something)[^)\n]*\)"
        rf"|\((?i:{_THING}|tb[acd]|todo|\?+|\.\.\.|…)\)"
        r"|\b(?:TODO|FIXME|TB[ACD]|tb[acd]|X{2,}|x{2,})\b|\b(?i:todo):"
        r"|_{3,}|\.{4,}|\?{2,}|(?i:\blorem ipsum\b|\bn/a\b|\bnote to self\b|\bdo not send\b|\bcopy[- ]?paste\w*)"
        r"|(?i:\bto be (?:added|filled in|completed|confirmed|decided)\b|\b(?:write|insert|add) (?:something "
        r"|text )?here\b)"
        r"|(?i:\bMr\.?/Mr?s\b|\bMs\.?/Mr\b|\bhe/she\b|\bhis/her\b)"
        r"|(?m::[ \t]*(?:\.{2,}|…|-+|–|\?+|none|null|undefined|nan)[ \t]*$)"
        r"|\b(?i:with|for|at|on|of|to|by|from|the|your) [,.;:!](?=\s|$)|\b(?i:hello|dear|hi) ,|\b(?i:dear),"
        r"|\b(?i:with (?:about|for the)|the (?:at|about|and)|for the (?:at|on)|on and for|after months"
        r"|in the role at,)\b(?!-)"
    )
)
BARE_HEADING = re.compile(r"(?m)^[^\n]{0,60}\w:[ \t]*(?=\n[ \t]*\n(?!\s*(?:[-*•]|\d+[.)]))|\Z)")


def blanks(text: str) -> Iterator[str]:
    """Each as it stands in *text*."""
    for pattern in (BLANK, BARE_HEADING):
        for match in pattern.finditer(text):
            yield match[0].strip()
