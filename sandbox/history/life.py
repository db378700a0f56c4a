"""One candidate's way through the company: what happens next, and when.

A life gives the moment it wants to go on at, and does its next step when that moment has come; in between others
live theirs.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sandbox.company import MONDAY
from sandbox.history import notes, steps
from sandbox.history.calendar import at_desk
from sandbox.history.cards import Drawer
from sandbox.history.chance import Chance
from sandbox.history.people import BEYOND_SCREENING, Applicant, Fate
from sandbox.stories import scenes
from sandbox.stories.player import Player
from sandbox.stories.telling import Event, Telling

Moments = Iterator[datetime]
EARLY = ("bo", "dee")  # vote as soon as they are asked
MINUTE = timedelta(minutes=1)


class Life:
    def __init__(self, telling: Telling, who: Applicant, drawer: Drawer) -> None:
        self.telling, self.who, self._drawer = telling, who, drawer
        self._chance = Chance(who)

    def moments(self) -> Moments:
        fate, say = self.who.fate, self._chance.one_of
        yield self.who.applied_at
        steps.applies(self.telling, self.who)
        if fate is Fate.JUST_APPLIED:
            return
        yield self._later(18, 40)
        if fate is Fate.LEFT_AT_ONCE:
            steps.withdraws(self.telling, self.who, say(notes.WITHDREW))
            return
        yield from self._is_booked("screening", self._chance.screeners())
        if fate is Fate.LEFT_WHILE_BOOKED:
            yield self._later(20, 26)
            steps.withdraws(self.telling, self.who, say(notes.WITHDREW))
            return
        if fate is Fate.SCREENING_TODAY:
            return
        yield from self._meets()
        if fate in {Fate.CARD_OWED, Fate.TO_DECIDE}:
            return
        yield self._later(1, 20)
        if fate in BEYOND_SCREENING:
            steps.advances(self.telling, self.who, say(notes.NEXT_STEP))
            yield from self._goes_on()
        else:
            yield from self._ends_after_screening()

    def _ends_after_screening(self) -> Moments:
        by = self.who.coordinator
        steps.turns_down(self.telling, self.who, by, self._chance.one_of(notes.NO_AFTER_SCREENING))
        if self.who.fate is not Fate.LETTER_WAITS:
            yield self._later(0.5, 5)
            steps.writes_letter(self.telling, self.who, by)

    def _goes_on(self) -> Moments:
        yield self._later(1, 24)
        if self.who.fate is Fate.LEFT_AFTER_SCREENING:
            steps.withdraws(self.telling, self.who, self._chance.one_of(notes.WITHDREW))
            return
        yield from self._is_booked("onsite", self._chance.loop())
        yield from self._meets()
        yield from self._is_debriefed()

    def _is_debriefed(self) -> Moments:
        """Half an hour after the last card, in the hiring manager's working hours."""
        fate, telling = self.who.fate, self.telling
        yield MONDAY if fate is Fate.DEBRIEF else at_desk(telling.now + 35 * MINUTE)
        telling["hana"].headline(self.who.candidate.name, "debrief is open")
        if fate is Fate.DEBRIEF:
            for name in EARLY:
                steps.votes(telling, self.who, name, None)
            return
        agenda = [(self._at(name, telling.now + self._chance.hours(0.3, 20)), name) for name in self._met]
        for at, name in sorted(agenda):
            yield at
            steps.votes(telling, self.who, name, self._chance.other_view())
        yield self._later(0.5, 6)
        steps.manager_reads(telling, self.who)
        if fate is Fate.NO_AFTER_ONSITE:
            steps.turns_down(telling, self.who, "hana", self._chance.one_of(notes.NO_AFTER_ONSITE))
            yield self._later(2, 24)
            steps.writes_letter(telling, self.who, "hana", reader=self.who.coordinator)
        else:
            steps.is_offered(telling, self.who, self._chance.one_of(notes.YES))
            yield from self._is_offered()

    def _is_offered(self) -> Moments:
        yield self._later(1, 20)
        steps.writes_offer(self.telling, self.who)
        yield self._later(48, 160)
        if self.who.fate is Fate.DECLINED:
            steps.declines(self.telling, self.who, self._chance.one_of(notes.DECLINED))
            return
        first_day = steps.accepts(self.telling, self.who)
        yield at_desk(datetime.combine(first_day - timedelta(days=5), MONDAY.timetz()))
        steps.clears(self.telling, self.who)

    # interviews

    def _is_booked(self, stage: str, panel: dict[str, tuple[str, ...]]) -> Moments:
        """If nobody has time as asked, with whoever has, and later."""
        day = dict(self.who.meets_on).get(stage)
        first = day or at_desk(self.telling.now + timedelta(days=8 if stage == "onsite" else 2)).date()
        last = day or first + timedelta(days=5)
        tries = [(panel, last), (panel, first + timedelta(days=10)), ({}, first + timedelta(days=13))]
        booked = any(
            steps.books(self.telling, self.who, asked, first, until, self._chance.dice)
            for asked, until in tries[: 1 if day else 3]
        )
        if not booked:
            raise LookupError(f"there is no time for {self.who.candidate.name}: {stage}, {first}")
        yield self._later(0.3, 2)
        steps.panel_answers(self.telling, self.who, self._chance.dice)

    def _meets(self) -> Moments:
        """Every interview that is booked, its kits and bells, and the scorecards when they come."""
        agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        for event in scenes.upcoming_of(self.telling, self.who.candidate):
            starts, ends = scenes.starts_at(event), scenes.ends_at(event)
            agenda += [(at, len(agenda), _nothing) for at in (starts - 14 * MINUTE, starts, ends)]
            panel = scenes.panel_of(self.telling, event)
            slow = self._chance.slow_one(panel)
            for player in panel:
                if self.who.fate is not Fate.CARD_OWED or player.first_name != "Ana":
                    at = self._chance.card_at(player, ends, slow=player is slow)
                    agenda.append((at, len(agenda), self._card(event, player)))
        for at, _, does in sorted(agenda, key=lambda it: it[:2]):
            yield at
            does()

    def _card(self, event: Event, player: Player) -> Callable[[], None]:
        session = next(key for key, name in scenes.SESSION_NAMES.items() if name == scenes.words_of(event))
        card = self._drawer.card(session, self._chance.how_good(session))
        return lambda: steps.hands_in_card(self.telling, self.who, player.person.member.name, card)

    @property
    def _met(self) -> list[str]:
        """Short names of everybody who sat on a panel."""
        events = scenes.interviews_of(self.telling, self.who.candidate)
        return sorted({it.person.member.name for event in events for it in scenes.panel_of(self.telling, event)})

    # time

    def _later(self, least: float, most: float) -> datetime:
        return at_desk(self.telling.now + self._chance.hours(least, most))

    def _at(self, name: str, at: datetime) -> datetime:
        return at_desk(at, self.telling[name].person.member.tz)


def _nothing() -> None:
    """The bot acts; nobody else."""
