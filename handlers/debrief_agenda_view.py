"""How [Read the cards] begins: what to talk about, who would change their mind by what, what was held and noticed."""

from collections.abc import Iterable

from bot.hiring import debrief
from bot.hiring.debrief import Coverage
from handlers.blocks import divider, esc, section, when
from handlers.debrief_reading_view import Reading, who
from handlers.debrief_words import Group, name_of, noted

SIGNALS_A_SECTION = 2800  # characters, of Slack's 3000


def groups(reading: Reading) -> Iterable[Group]:
    yield [section(_agenda(reading))]
    yield from _open_questions(reading)
    yield [divider(), section(f"*Conversations held*\n{_conversations(reading)}")]
    yield from _signals(reading)


def _agenda(reading: Reading) -> str:
    covered = debrief.coverage(reading.standing.process, reading.cards)
    once = [c for c in covered if c.conversations == 1]
    lists = (
        ("Where views differ", [c for c in covered if c.differs]),
        ("Seen in one conversation only", once),
        ("Not seen", [c for c in covered if c.conversations == 0]),
    )
    return "*Start here*\n" + "\n".join(f"{words}: {_names(reading, found)}" for words, found in lists)


def _names(reading: Reading, found: Iterable[Coverage]) -> str:
    names = ", ".join(esc(reading.standing.process.trait(c.trait).name) for c in found)
    return names or "nothing stands out"


def _open_questions(reading: Reading) -> Iterable[Group]:
    asked = debrief.open_questions(reading.cards)
    if not asked:
        return
    heading = section(f"*Open questions* · {esc(reading.standing.process.change_my_mind)}")
    yield [divider(), heading]
    for card in asked:
        yield noted(who(card, reading), card.scorecard.answers.change_my_mind)


def _conversations(reading: Reading) -> str:
    lines = {}
    for card in reading.cards:
        interview = card.interview
        panel = ", ".join(name_of(person, reading.people) for person in interview.people)
        session = esc(reading.standing.process.session(interview.session).name)
        lines[interview.id] = f"• {session}, {when(interview.starts_at)}: {panel}"
    return "\n".join(lines.values())


def _signals(reading: Reading) -> Iterable[Group]:
    """Ticked by how many of those who were there; what nobody noticed is listed too."""
    process = reading.standing.process
    for session in dict.fromkeys(card.interview.session for card in reading.cards):
        found = debrief.signals(process, reading.cards, session)
        if not found:
            continue
        lines = [f"{'✓' if ticked else '–'} {esc(it.text)} · {ticked} of {of}" for it, ticked, of in found]
        yield [section(part) for part in _parts(f"*Signals: {esc(process.session(session).name)}*", lines)]


def _parts(head: str, lines: list[str]) -> Iterable[str]:
    part = head
    for line in lines:
        if len(part) + len(line) > SIGNALS_A_SECTION:
            yield part
            part = line
        else:
            part += f"\n{line}"
    yield part
