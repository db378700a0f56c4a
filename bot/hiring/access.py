"""Who may do what: one table, one question, deny by default.

A rule names roles (whoever has one of them may, on any candidate) and relations (who is tied to this very candidate
or interview). Every listener's action id has a rule here, or is refused; `tests/test_listeners.py` counts them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.hiring.application import Application
from bot.hiring.errors import NotAllowed
from bot.hiring.interview import Interview
from bot.hiring.person import Person, Role


class Tie(StrEnum):
    """How a person can be tied to a candidate."""

    COORDINATOR = "coordinator"
    HIRING_MANAGER = "their hiring manager"
    PANEL = "an interviewer of theirs"


@dataclass(frozen=True)
class Rule:
    """*anyone*: every full member of the workspace, because what they get is their own."""

    roles: frozenset[Role] = frozenset()
    ties: frozenset[Tie] = frozenset()
    anyone: bool = False

    @property
    def words(self) -> str:
        """Who may, as people say it: "a recruiter or the hiring manager"."""
        names = [f"{'an' if role.words[0] in 'aeiou' else 'a'} {role.words}" for role in sorted(self.roles)]
        names += [tie.value if tie is not Tie.COORDINATOR else "the coordinator" for tie in sorted(self.ties)]
        return " or ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + f" or {names[-1]}"


@dataclass(frozen=True)
class Object:
    """What an action is about: an application, and its interviews as far as they matter to the question."""

    application: Application | None = None
    interviews: tuple[Interview, ...] = ()


def _rule(*who: Role | Tie) -> Rule:
    return Rule(frozenset(w for w in who if isinstance(w, Role)), frozenset(w for w in who if isinstance(w, Tie)))


ANYONE = Rule(anyone=True)
RECRUITING = _rule(Role.RECRUITER)
ADMINS = _rule(Role.ADMIN)
SEES_FIGURES = _rule(Role.RECRUITER, Role.HIRING_MANAGER, Role.ADMIN)
SEES_CANDIDATE = _rule(Role.RECRUITER, Tie.HIRING_MANAGER, Tie.COORDINATOR, Tie.PANEL)
DECIDES_STAGE = _rule(Role.RECRUITER, Tie.HIRING_MANAGER)
DECIDES = _rule(Tie.HIRING_MANAGER)
READS_CARDS = _rule(Role.RECRUITER, Tie.HIRING_MANAGER, Tie.PANEL)
ON_PANEL = _rule(Tie.PANEL)
LOOKS_AFTER = _rule(Role.RECRUITER, Tie.COORDINATOR)
SEES_TIMELINE = _rule(Role.RECRUITER, Tie.HIRING_MANAGER, Tie.COORDINATOR)
SCHEDULES = _rule(Role.RECRUITER, Tie.COORDINATOR)
WRITES_LETTERS = _rule(Role.RECRUITER, Tie.COORDINATOR, Tie.HIRING_MANAGER)
UNSTICKS = _rule(Role.RECRUITER, Role.ADMIN, Tie.COORDINATOR, Tie.HIRING_MANAGER)

RULES: dict[str, Rule] = {
    "app_home_opened": ANYONE,
    "/hiring": ANYONE,
    "/candidate": ANYONE,  # a name is looked up only among the candidates they may see
    "hiring.team": _rule(Role.ADMIN, Role.RECRUITER),
    "hiring.pipeline": RECRUITING,
    # figures: of stages and scorecards, never of one candidate; by an interviewer's name only for those who plan
    "hiring.stats": SEES_FIGURES,
    "stats.window": SEES_FIGURES,
    "stats.role": SEES_FIGURES,
    "stats.load": _rule(Role.RECRUITER, Role.ADMIN),
    "team.add": ADMINS,
    "team.added": ADMINS,
    "team.edit": ADMINS,
    "team.edited": ADMINS,
    "team.find": _rule(Role.ADMIN, Role.RECRUITER),
    "team.earlier": _rule(Role.ADMIN, Role.RECRUITER),
    "team.later": _rule(Role.ADMIN, Role.RECRUITER),
    "team.mine": ANYONE,  # one's own hours
    "team.set": ANYONE,
    "user_change": ANYONE,  # Slack says who left; nobody presses it
    "candidate.form": RECRUITING,
    "candidate.add": RECRUITING,
    "candidate.open": SEES_CANDIDATE,
    "candidate.withdraw": RECRUITING,
    "candidate.withdrawn": RECRUITING,
    "candidate.manager": LOOKS_AFTER,
    "candidate.managed": LOOKS_AFTER,
    "candidate.edit": LOOKS_AFTER,
    "candidate.edited": LOOKS_AFTER,
    "candidate.more": ANYONE,  # shows only the candidates they may see
    "pipeline.more": RECRUITING,
    "candidate.merge": RECRUITING,
    "candidate.merged": RECRUITING,
    "candidate.reopen": RECRUITING,
    "candidate.reopened": RECRUITING,
    "candidate.notes": RECRUITING,
    "candidate.notes_page": RECRUITING,
    "candidate.note_added": RECRUITING,
    # what happened: beyond these, whoever owes a scorecard is told little (bot.hiring.timeline)
    "candidate.timeline": SEES_TIMELINE,
    "candidate.timeline_page": SEES_TIMELINE,
    # decisions: beyond these, a stage says in the process who decides on it (bot.hiring.decision)
    "decision.advance": DECIDES_STAGE,
    "decision.advanced": DECIDES_STAGE,
    "decision.reject": DECIDES_STAGE,
    "decision.rejected": DECIDES_STAGE,
    "decision.one_more": DECIDES_STAGE,
    "decision.one_more_asked": DECIDES_STAGE,
    "decision.offer": DECIDES,
    "decision.offered": DECIDES,
    # the debrief: beyond these, whoever owes a scorecard is blind (bot.hiring.reading)
    "debrief.read": READS_CARDS,
    "debrief.page": READS_CARDS,
    "debrief.keep": ON_PANEL,
    "debrief.change": ON_PANEL,
    "debrief.voted": ON_PANEL,
    "debrief.share": ON_PANEL,  # one's own note (bot.hiring.sharing)
    "debrief.take_back": ON_PANEL,
    # letters and offers
    "letter.form": WRITES_LETTERS,
    "letter.look": WRITES_LETTERS,
    "letter.edit": WRITES_LETTERS,
    "letter.typed": WRITES_LETTERS,
    "letter.preview": WRITES_LETTERS,
    "letter.send": WRITES_LETTERS,
    "letter.undo": WRITES_LETTERS,
    "letter.asked": WRITES_LETTERS,
    "letter.agree": WRITES_LETTERS,  # and nobody their own (handlers.letter_reader)
    "letter.send_back": WRITES_LETTERS,
    "letter.sent_back": WRITES_LETTERS,
    "contact.note": WRITES_LETTERS,
    "contact.waive": WRITES_LETTERS,
    "contact.waived": WRITES_LETTERS,
    "offer.form": WRITES_LETTERS,
    "offer.accepted": WRITES_LETTERS,
    "offer.accept": WRITES_LETTERS,
    "offer.declined": WRITES_LETTERS,
    "offer.decline": WRITES_LETTERS,
    "offer.extend": WRITES_LETTERS,
    "offer.extended": WRITES_LETTERS,
    "offer.unanswered": WRITES_LETTERS,
    "offer.expired": WRITES_LETTERS,
    "offer.cleared": WRITES_LETTERS,
    # what got stuck
    "stuck.arrived": WRITES_LETTERS,
    "stuck.again": WRITES_LETTERS,
    "stuck.retry": UNSTICKS,
    "stuck.drop": UNSTICKS,
    "stuck.elsewhere": UNSTICKS,
    "stuck.invite": UNSTICKS,
    "stuck.invited": UNSTICKS,
    "stuck.move": UNSTICKS,
    "stuck.moved": UNSTICKS,
    "restored.ended": ADMINS,
    "home.digest": RECRUITING,
    # scorecards: beyond these, only who sits on this interview's panel (bot.hiring.scorecard)
    "/scorecard": ANYONE,  # lists one's own
    "scorecard.of_message": ANYONE,  # lists one's own
    "draft.keep": ANYONE,  # one's own, and only into what one is writing
    "scorecard.open": ON_PANEL,
    "scorecard.notes": ON_PANEL,
    "scorecard.correct": ON_PANEL,
    "scorecard.add_trait": ON_PANEL,
    "scorecard.milestone": ON_PANEL,
    "scorecard.clock": ON_PANEL,
    "scorecard.back": ON_PANEL,
    "scorecard.next": ON_PANEL,
    "scorecard.submit": ON_PANEL,
    "scorecard.go_on": SCHEDULES,
    "scorecard.went_on": SCHEDULES,
    # scheduling
    "/schedule": SCHEDULES,  # a name is looked up only among the candidates they may schedule
    "schedule.form": SCHEDULES,
    "schedule.find": SCHEDULES,
    "schedule.change": SCHEDULES,
    "schedule.copy": SCHEDULES,
    "schedule.book": SCHEDULES,
    "interview.accept": ON_PANEL,
    "interview.decline": ON_PANEL,
    "interview.reschedule": SCHEDULES,
    "interview.cancel": SCHEDULES,
    "interview.cancelled": SCHEDULES,
    "interview.replace": SCHEDULES,
    "interview.replaced": SCHEDULES,
    "interview.keep": SCHEDULES,
    "interview.missed": SCHEDULES,
}


def may(actor: Person, action: str, about: Object | None = None) -> bool:
    """Whether *actor* may do *action* to *about*. Without an object, ties cannot hold: only roles count."""
    rule = RULES.get(action)
    if rule is None or not actor.active or _is_erased(about):
        return False
    return rule.anyone or actor.has(*rule.roles) or any(_holds(tie, actor, about) for tie in rule.ties)


def require(actor: Person, action: str, about: Object | None = None) -> None:
    """Raises NotAllowed, saying kindly who may."""
    if not may(actor, action, about):
        rule = RULES.get(action)
        if _is_erased(about):
            raise NotAllowed("What was known about this candidate was erased. Nothing was changed.")
        if rule is None or not rule.words:
            raise NotAllowed("I don't know what this is for (any more). Nothing was changed.")
        raise NotAllowed(f"This takes {rule.words}. Nothing was changed; please ask one of them.")


def may_ever(actor: Person, action: str) -> bool:
    """Whether asking makes sense before the object is known: a role fits, or a tie could."""
    rule = RULES.get(action)
    return rule is not None and actor.active and (rule.anyone or bool(rule.ties) or actor.has(*rule.roles))


def _is_erased(about: Object | None) -> bool:
    return about is not None and about.application is not None and about.application.erased


def _holds(tie: Tie, actor: Person, about: Object | None) -> bool:
    if about is None:
        return False
    application = about.application
    match tie:
        case Tie.COORDINATOR:
            return application is not None and application.coordinator == actor.id
        case Tie.HIRING_MANAGER:
            return (
                application is not None
                and application.hiring_manager == actor.id
                and Role.HIRING_MANAGER in actor.roles
            )
        case Tie.PANEL:
            return any(actor.id in interview.people for interview in about.interviews)
        case _:
            assert_never(tie)
