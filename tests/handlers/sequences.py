"""Random sequences of `steps`, each about one candidate. What must be so at rest stands in `at_rest`.

After a step the bot is given its turn and everything is looked at; or it only keeps its promises; or it is not waited
for at all, so that the next step meets it at work.
"""

import random
from collections import Counter

from handlers import headline
from storage import applications, interviews
from tests.handlers.at_rest import tellings, violations
from tests.handlers.deciding import person_id
from tests.handlers.steps import PARTING, REFUSED, STEPS, book, letter

REST = ("settles", "rests", "hurries")


class Sequence:
    """One candidate, whose screening *seed* moves about. *first* is the seed the company began with.

    changes      how many there were since everybody was last looked at
    moved        how often it got another time from Slack
    seats        (interview, person): who ever sat there
    spoke        (interview, person): who answered in Slack, and may say something else in the calendar
    held_back    interviews that are cancelled, which the candidate does not know before their letter
    """

    def __init__(self, company, seed, first=0):
        self.company, self.seed, self.first = company, seed, first
        self.name, self.email = f"Ada N{seed:05}", f"ada{seed:05}@example.com"
        self.steps, self.done = [], Counter()
        self.changes, self.moved = 0, 0
        self.seats, self.spoke, self.held_back = set(), set(), set()
        self.application = self._opened()
        self.before = tellings(self)

    def plays(self, length=5):
        """An interview is booked, then anything happens to it."""
        self.does(0, book)
        for number in range(1, length + 1):
            self.does(number, *STEPS)
        self.settles()

    def leaves(self):
        """Turned down or withdrawn, whatever is booked."""
        self.does("leaves", random.Random(self.seed).choice(PARTING))
        self.settles()

    def gets_the_letter(self):
        self.does("letter", letter)

    def has_the_letter(self):
        """It has left, and with it what was held back."""
        self.held_back.clear()
        self.changes += 1
        self.settles()

    def does(self, number, *steps):
        """The first of these, by lot and weight, that can be done. *number* has dice of its own: what was found before
        does not change them.
        """
        self.dice = random.Random(f"{self.seed}.{number}")
        rest = self.dice.choice(REST)
        by_lot = sorted(steps, key=lambda step: self.dice.random() ** (1 / STEPS.get(step, 1)), reverse=True)
        done = next(((step, said) for step in by_lot if (said := step(self)) is not None), None)
        if done is None:  # nobody can see anything yet
            self.company.at_rest()
            return
        step, said = done
        self.steps.append(f"{step.__name__}: {said} ({rest})")
        self.done[f"{step.__name__} refused" if said == REFUSED else step.__name__] += 1
        self.changes += said != REFUSED
        self._keeps_seats()
        if rest == "settles":
            self.settles()
        elif rest == "rests":
            self.company.at_rest()

    def settles(self):
        """What was promised is kept, what was done in the calendar is taken over; then everything is looked at."""
        self.company.at_rest()
        self.company.works()
        self._keeps_seats()  # what was answered too late is done by now
        now = tellings(self)
        often = [
            f"{who} {n} times of {self.changes} changes" for who, n in (now - self.before).items() if n > self.changes
        ]
        self.before, self.changes = now, 0
        found = [*(f"told {words}" for words in often), *violations(self)]
        assert not found, self._told(found)

    def _keeps_seats(self):
        self.seats |= {(it.id, person) for it in self.interviews() for person in it.people}

    # what can be seen of it

    def headline(self):
        return self.company["rita"].finds(self.name, "hiring")

    def notes(self):
        """The thread's, without what the bot says to whoever pressed too late."""
        thread = self.company["rita"].thread(self.headline())
        return [it for it in thread if "Initial interview" in it.all_text and not it.ephemeral]

    def dms(self, name):
        return [it for it in self.company[name].dms if self.name in it.all_text]

    def interviews(self):
        """In the order they were booked."""
        with self.company.db.read() as tx:
            return sorted(interviews.of_application(tx, self.application), key=lambda it: it.id)

    def _told(self, found):
        replay = f"FIRST_SEED={self.first} SEQUENCES={self.seed - self.first + 1}"
        return "\n".join([f"seed {self.seed} ({replay}):", *self.steps, "", "violations:", *found])

    def _opened(self):
        with self.company.db.begin() as tx:
            process = tx.book.current
            candidate = applications.add_candidate(tx, name=self.name, email=self.email, zone="Europe/Berlin")
            opened = applications.add(
                tx,
                candidate,
                role=process.roles[0].id,
                process=process.digest,
                stage="screening",
                coordinator=person_id(self.company, "rita"),
                hiring_manager=person_id(self.company, "hana"),
                channel=self.company.bot.directory.channel_id("hiring"),
            )
            headline.post(tx, opened)
        self.company.at_rest()
        return opened.id
