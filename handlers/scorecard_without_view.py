"""What going on without a scorecard looks like: the button, the form with the reason, and what readers see of it."""

from collections.abc import Mapping, Sequence

from bot.hiring.forgone import Forgone
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import answers, button, divider, esc, field, modal, section, text_input, when
from handlers.debrief_words import Group, name_of, noted
from handlers.scorecard_view import about

GO_ON = "scorecard.go_on"
WENT_ON = "scorecard.went_on"
SEALED = (
    "Only readers of the cards see this. They cannot read the others' cards and do not vote. "
    "They may still hand in: their card is then marked as written late, or as not independent once the debrief is open."
)

WENT_ON_WITHOUT_YOURS = (
    "the others went on without your scorecard. Nobody waits for it any more; you may still hand it in, marked as late."
)


def go_on(interview: Interview, person: Person) -> Block:
    return button("Go on without this card", action=GO_ON, value=f"{interview.id}:{person.id}")


def asked_of(value: str) -> tuple[int, str]:
    interview, _, person = value.partition(":")
    return int(interview), person


def form(standing: Standing, interview: Interview, person: Person) -> Block:
    who = about(interview, standing.application, standing.process)
    reason = field("reason", "Why do you not wait any longer?", text_input(multiline=True), hint=SEALED)
    return modal(
        "Go on without a card",
        [section(f"{who}: you go on without the scorecard of {esc(person.name)}."), reason],
        callback=WENT_ON,
        metadata=f"{interview.id}:{person.id}",
        submit="Go on",
    )


def read(view: Block) -> tuple[tuple[int, str], str]:
    return asked_of(view["private_metadata"]), str(answers(view).get("reason", ""))


def without(standing: Standing, forgone: Sequence[Forgone], people: Mapping[str, Person]) -> Group:
    """For those who may read the cards: whose is not among them, and why."""
    held = {i.id: standing.process.session(i.session).name for i in standing.interviews if i.is_booked}
    blocks: Group = []
    for it in forgone:
        if it.interview in held and (it.interview, it.person) not in standing.handed_in:
            head = f"*Without {name_of(it.person, people)}'s card* · {esc(held[it.interview])}"
            blocks += noted(f"{head} · {name_of(it.by, people)}, {when(it.at)}", it.reason)
    return [divider(), *blocks] if blocks else []
