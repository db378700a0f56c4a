"""The headline: where a candidate stands, who has to act, and the buttons of the next step."""

from collections.abc import Iterator, Mapping

from bot.hiring.application import Application, State
from bot.hiring.person import Person
from bot.hiring.standing import Next, Standing
from bot.ports import Block, Message
from handlers.blocks import actions, button, context, esc, message, section, when

OPEN = "candidate.open"
WITHDRAW = "candidate.withdraw"
MANAGER = "candidate.manager"
HEADLINE = "candidate.headline"

ENDED = {
    State.HIRED: "Closed: offer accepted",
    State.OFFER_DECLINED: "Closed",
    State.REJECTED: "Closed",  # never "Rejected": a channel is read by tomorrow's colleagues
    State.WITHDRAWN: "Closed",
}


def headline(standing: Standing, people: Mapping[str, Person], *, continued: str | None = None) -> Message:
    """*continued* is a link to the application that goes on in place of this one."""
    a = standing.application
    role = standing.process.role(a.role)
    words = closed_words(standing, people) or f"{esc(standing.stage.name)} · {next_words(standing, people)}"
    if continued:
        words = f"Closed: continued in {continued}"
    text = f"{esc(a.name)} · {esc(role.name)} · {words}"
    who = f"Coordinator {name_of(a.coordinator, people)}"
    if a.hiring_manager:
        who += f" · Hiring manager {name_of(a.hiring_manager, people)}"
    return message(
        text,
        section(f"*{esc(a.name)}* · {esc(role.name)}\n{words}"),
        context(f"{who} · since {when(a.stage_since, '{date_short}')}"),
        actions(*buttons(standing)),
    )


def closed_words(standing: Standing, people: Mapping[str, Person]) -> str:
    """What is said of who is closed, with the letter until it has left; "" while the application is open."""
    ended = ENDED.get(standing.application.state, "")
    return f"{ended} · {next_words(standing, people)}" if standing.next is Next.LETTER else ended


def buttons(standing: Standing) -> list[Block]:
    """[Open] and the buttons of the next step. The first five show without "more"."""
    value = value_of(standing.application)
    made = [button("Open", action=OPEN, value=value)]
    for label, action, style in _steps(standing):
        made.append(button(label, action=action, value=value, style=style))
    if standing.next in LETTERS and standing.letter in {"reading", "approved", "refused"}:
        made.append(button("Undo", action="letter.undo", value=f"{standing.application.id}.{standing.letter_id}"))
    if standing.application.is_open:
        made.append(button("Withdraw", action=WITHDRAW, value=value))
    return made


STEPS: dict[Next, tuple[tuple[str, str, str | None], ...]] = {
    Next.SCHEDULE: (("Schedule", "schedule.form", "primary"),),
    Next.DECIDE_STAGE: (
        ("Read the cards", "debrief.read", None),
        ("Advance", "decision.advance", "primary"),
        ("Reject", "decision.reject", None),
        ("One more conversation", "decision.one_more", None),
    ),
    Next.DECIDE: (
        ("Make an offer", "decision.offer", "primary"),
        ("Reject", "decision.reject", None),
        ("One more conversation", "decision.one_more", None),
    ),
    Next.OFFER_LETTER: (
        ("Preview", "letter.look", "primary"),
        ("Write the offer", "offer.form", None),
        ("Accepted", "offer.accepted", None),
        ("Declined", "offer.declined", None),
    ),
    Next.OFFER_ANSWER: (("Accepted", "offer.accepted", "primary"), ("Declined", "offer.declined", None)),
    Next.LETTER: (("Preview", "letter.look", "primary"), ("Write letter", "letter.form", None)),
}


LETTERS = {Next.LETTER: "letter", Next.OFFER_LETTER: "offer"}
WRITING = {"letter.form", "offer.form"}


def _steps(standing: Standing) -> Iterator[tuple[str, str, str | None]]:
    """Whoever sent a letter has nothing left to write, unless they call it back."""
    is_written = standing.letter not in {None, "draft"}
    for label, action, style in STEPS.get(standing.next, ()):
        if standing.next not in LETTERS or not is_written:
            yield label, action, style
        elif action not in WRITING:
            yield label, action, None


def next_words(standing: Standing, people: Mapping[str, Person]) -> str:
    """What has to happen next and who has to act, in one phrase. Never a hint of a mark."""
    a = standing.application
    coordinator, manager = name_of(a.coordinator, people), name_of(a.hiring_manager or a.coordinator, people)
    match standing.next:
        case Next.SCHEDULE:
            return f"to be scheduled by {coordinator}"
        case Next.INTERVIEW:
            upcoming = next(i for i in standing.interviews if i.is_booked and not i.is_over(standing.now))
            return f"{esc(standing.process.session(upcoming.session).name)} {when(upcoming.starts_at)}"
        case Next.SCORECARDS:
            return f"waiting for {len(standing.missing)} scorecard{'s' if len(standing.missing) != 1 else ''}"
        case Next.DECIDE_STAGE:
            return f"{_cards(standing)} · to be decided by {coordinator} or {manager}"
        case Next.DEBRIEF:
            return f"{_cards(standing)} · the debrief opens soon"
        case Next.DECIDE:
            return (
                f"debrief is open · {f'to be decided by {manager}' if a.hiring_manager else 'needs a hiring manager'}"
            )
        case Next.OFFER_LETTER | Next.LETTER:
            return _letter(standing, coordinator)
        case Next.OFFER_ANSWER:
            return "offer made · waiting for the answer"
        case _:
            return ""


def _letter(standing: Standing, coordinator: str) -> str:
    called = LETTERS[standing.next]
    match standing.letter:
        case "reading":
            return f"the {called} waits for a second reader"
        case "approved":
            return f"the {called} leaves {when(standing.letter_leaves_at) if standing.letter_leaves_at else 'soon'}"
        case "refused":
            return f"the {called} could not be sent"
        case "held":
            return f"we cannot tell whether the {called} arrived"
        case _ if standing.next is Next.LETTER:
            return "the letter is not sent yet"
        case _:
            return f"the offer is to be written by {coordinator}"


def _cards(standing: Standing) -> str:
    count = sum(i.stage == standing.application.stage for i, _ in standing.without)
    return f"going on without {count} scorecard{'s' if count != 1 else ''}" if count else "all scorecards are in"


def application_of(value: str) -> tuple[int, int]:
    """A button's value: the application's id and the version its presser saw."""
    number, _, version = value.partition(".")
    return int(number), int(version or 0)


def value_of(application: Application) -> str:
    return f"{application.id}.{application.version}"


def name_of(person: str, people: Mapping[str, Person]) -> str:
    known = people.get(person)
    return esc(known.name) if known else "somebody"
