"""What people decide about a candidate: a person, always, and never before everybody's scorecard is in."""

from enum import StrEnum

from bot.hiring import application as steps
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotAllowed, NotNow
from bot.hiring.person import Person, Role
from bot.hiring.standing import Next, Standing


class Verdict(StrEnum):
    ADVANCE = "advance"
    REJECT = "reject"
    OFFER = "offer"
    ONE_MORE = "one_more"


WHEN = {
    Verdict.ADVANCE: {Next.DECIDE_STAGE},
    Verdict.OFFER: {Next.DECIDE},
    Verdict.REJECT: {Next.DECIDE_STAGE, Next.DECIDE},
    Verdict.ONE_MORE: {Next.DECIDE_STAGE, Next.DECIDE},
}


def decide(verdict: Verdict, standing: Standing, actor: Person, *, reason: str) -> Application:
    """The application after *verdict*. Raises NotNow, NotAllowed, or Incomplete for a missing reason."""
    may_decide(verdict, standing, actor)
    if needs_reason(verdict, standing) and not reason.strip():
        raise Incomplete({"reason": "Please write down why, in a sentence or two."})
    match verdict:
        case Verdict.REJECT:
            return steps.reject(standing.application, now=standing.now)
        case Verdict.ONE_MORE:
            return steps.look_again(standing.application)
        case _:
            return steps.advance(standing.application, standing.process, now=standing.now)


def may_decide(verdict: Verdict, standing: Standing, actor: Person) -> None:
    """Raises NotAllowed or NotNow, in words for whoever pressed."""
    name = standing.application.name
    if not standing.application.is_open:
        raise NotNow(f"{name}'s application is closed. Nothing was changed.")
    if standing.next not in WHEN[verdict]:
        raise NotNow(f"{_not_yet(standing, name)} Nothing was changed.")
    _must_be_theirs(standing, actor)


def needs_reason(verdict: Verdict, standing: Standing) -> bool:
    """After a debrief always; before it only to turn somebody down."""
    return standing.stage.kind == "debrief" or verdict is Verdict.REJECT


def _not_yet(standing: Standing, name: str) -> str:
    match standing.next:
        case Next.SCHEDULE:
            return f"Not every conversation with {name} is booked yet."
        case Next.INTERVIEW:
            return f"{name} has a conversation coming up first."
        case Next.SCORECARDS:
            return f"Not every scorecard for {name} is in yet."
        case Next.DEBRIEF:
            return f"The debrief for {name} is not open yet."
        case _:
            return f"This is not the next step for {name}."


def _must_be_theirs(standing: Standing, actor: Person) -> None:
    """The process says which roles decide on a stage; a hiring manager decides only on candidates of their own."""
    application, roles = standing.application, {Role(role) for role in standing.stage.decided_by}
    if actor.has(*(roles - {Role.HIRING_MANAGER})):
        return
    if application.hiring_manager is None:
        raise NotNow(no_hiring_manager(application))
    leads = application.hiring_manager == actor.id and actor.has(Role.HIRING_MANAGER)
    if Role.HIRING_MANAGER not in roles or not leads:
        raise NotAllowed(f"This is for {application.name}'s hiring manager to decide. Nothing was changed.")


def no_hiring_manager(application: Application) -> str:
    return (
        f"{application.name} has no hiring manager yet. A recruiter can name one: "
        f"`/candidate {application.name}`, then [Set hiring manager]."
    )
