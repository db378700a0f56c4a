"""What interviewers write in the stories. None of it may ever stand in a channel."""

from dataclasses import replace

from sandbox.stories.scenes_interview import Card

CLEAR_YES = Card(
    answer="Alone",
    seen=("process", "clarity"),
    mark=4,
    note="Named two edge cases before the first line and tested both at the end.",
    notes={"motivation": "Rewrote a scheduler at night because its drift annoyed them; asked how ours drifts."},
    recommendation="Yes",
    confidence="High: what I saw was clear",
    strength="You talked us through your plan before you typed, and kept to it.",
)
GOOD_TOO = Card(
    answer="With hints",
    mark=3,
    note="Needed one hint for the empty list, then found the other cases alone.",
    notes={"motivation": "Chose the hardest module of their course and could say why it mattered."},
    recommendation="Yes",
    strength="You asked for the goal of the task before you began.",
)
WITH_HINTS = Card(
    answer="With hints",
    seen=("clarity",),
    mark=2,
    note="Two hints before the loop ended; the last case was missed until told.",
    notes={"motivation": "Liked our products; no example of hard work they had picked themselves."},
    recommendation="No",
    confidence="Medium: another conversation might change it",
    strength="You said openly when you were stuck, and why.",
)
CLEAR_NO = Card(
    answer="No",
    mark=1,
    note="No plan after ten minutes; each change was a guess, none was run.",
    recommendation="Strong no",
    strength="You stayed friendly and curious to the last minute.",
)
SETS_UP_ALONE = Card(
    answer="Alone",
    mark=5,
    note="Read the log, found the missing .env and mended the README on the way.",
    recommendation="Strong yes",
    strength="You read the error message to its end and fixed the cause.",
)
SETS_UP_WITH_NUDGES = Card(
    answer="With nudges",
    mark=2,
    note="Skipped the README's second step and reinstalled three times.",
    recommendation="No",
    strength="You kept calm when the second installation failed.",
)
DROVE_IT = Card(
    answer="Yes, most of it",
    mark=4,
    note="Explained why the queue was dropped, who found the mistake, what it cost.",
    recommendation="Yes",
    strength="You told us plainly which part was yours and which was not.",
)
DROVE_IN_PART = Card(
    answer="In part",
    mark=3,
    marks={"transparency": 2},
    note="Knew the goal and one result; the trade-offs were the team lead's.",
    recommendation="Yes",
    strength="You could say what the project was for in one sentence.",
)
KNEW_THE_GOAL = replace(
    DROVE_IN_PART,
    note="Told us what users gained, and which part was the team's and not theirs.",
    strength="You gave your team the credit for the idea.",
)
