"""What a promise that got stuck is about: which candidate, in which words, and who has to know."""

from bot.hiring.application import Application
from bot.hiring.errors import NotFound
from bot.hiring.person import Role
from handlers import stuck_view
from handlers.blocks import esc
from storage import applications, channels, interviews, letters, messages, outbox, people
from storage.database import Tx
from storage.outbox import Promise

OF_APPLICATION = {
    "headline", "pointer", "cards", "debrief", "decision", "vote", "offer", "contact", "removed", "uninvited",
    "coordinator", "manager",
}  # fmt: skip
OF_INTERVIEW = {
    "interview", "ask", "declined", "pointed", "kit", "bell", "nudge", "owed", "stand_in",
}  # fmt: skip


def application_of(tx: Tx, promise: Promise) -> Application | None:
    """None, too, where what it was about is not there any more: that must not keep anybody from hearing of it."""
    try:
        number = _application_id(tx, promise)
        return applications.get(tx, number) if number is not None else None
    except NotFound:
        return None


def is_shut(promise: Promise) -> bool:
    """Whether it waits for a channel of the company's that we cannot write in."""
    return (
        promise.kind == "message"
        and promise.error in channels.ENDED
        and not channels.is_own(promise.target)
        and not is_person(promise.target)
    )


def place(promise: Promise, about: Application | None) -> str:
    """For the buttons: "shut", or "replaceable" where the candidate is talked about there; else empty."""
    if not is_shut(promise):
        return ""
    return "replaceable" if about is not None and about.channel == promise.target else "shut"


def is_person(target: str) -> bool:
    return target.startswith(("U", "W"))


def who_must_know(tx: Tx, promise: Promise, about: Application | None) -> list[str]:
    """The coordinator; where there is none who can be reached, every admin."""
    coordinator = people.find(tx, about.coordinator) if about else None
    if coordinator is not None and coordinator.active and promise.target != coordinator.id:
        return [coordinator.id]
    return [admin.id for admin in people.with_role(tx, Role.ADMIN) if admin.id != promise.target]


def post_anew(tx: Tx, key: str, to: str) -> None:
    """A message stands with somebody else, or in another channel, from now on; what was held of it is dropped."""
    for promise in outbox.of_group(tx, messages.group(key)):
        if promise.state in outbox.STUCK and outbox.reopen(tx, promise.id, "cancelled"):
            refresh_notices(tx, promise.id)
    messages.move(tx, key, to)


def refresh_notices(tx: Tx, promise_id: int) -> None:
    """Whoever was asked about the promise sees what became of it."""
    messages.refresh(tx, stuck_view.key(promise_id))
    messages.refresh_all(tx, stuck_view.key(promise_id) + ":")


def in_words(tx: Tx, promise: Promise, about: Application | None) -> str:
    """Mrkdwn, a sentence without its reason."""
    if promise.kind == "channel" and about is not None:
        own = channels.get(tx, about.id)
        failed = "could not be brought up to date" if own.channel else "could not be made"
        return f"The private channel for *{esc(about.name)}* {failed}"
    return f"{_thing(tx, promise, about)} could not get through"


def _thing(tx: Tx, promise: Promise, about: Application | None) -> str:
    name = f" about *{esc(about.name)}*" if about else ""
    match promise.kind:
        case "mail":
            letter = letters.get(tx, promise.args["letter"])
            return f"The mail “{esc(letter.subject)}” to *{esc(about.name if about else letter.to)}*"
        case "event":
            return f"The calendar event{name}"
        case "home":
            return f"The Home of {_person(tx, promise.target)}"
        case _ if is_person(promise.target):
            return f"A message to {_person(tx, promise.target)}{name}"
        case _:
            own = channels.of_target(tx, promise.target)
            return f"A message{name} in <#{promise.target if own is None else own.place}>"


def _application_id(tx: Tx, promise: Promise) -> int | None:
    if promise.kind == "mail":
        return letters.get(tx, promise.args["letter"]).application
    if promise.kind == "channel":
        return int(promise.args["application"])
    if promise.kind == "event":
        return interviews.get(tx, promise.args["interview"]).application
    return of_message(tx, promise.args["message"]) if promise.kind == "message" else None


def of_message(tx: Tx, key: str) -> int | None:
    """From the message's key, or from the headline it stands under."""
    living = messages.find(tx, key)
    kind, _, rest = (living.thread if living and living.thread else key).partition(":")
    number = rest.partition(":")[0]
    if not number.isdecimal():
        return None
    if kind in OF_APPLICATION:
        return int(number)
    if kind in OF_INTERVIEW:
        return interviews.get(tx, int(number)).application
    return letters.get(tx, int(number)).application if kind == "letter" else None


def _person(tx: Tx, person: str) -> str:
    known = people.find(tx, person)
    return esc(known.name) if known else "somebody"
