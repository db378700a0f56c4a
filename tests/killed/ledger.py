"""What was acknowledged to people while the bot was killed, and what of it is not there (any more)."""

import threading

from storage import applications, drafts, interviews, letters, scorecards


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self._opened, self._booked, self._cancelled = set(), set(), set()
        self._typed, self._cards = {}, {}
        self._rejected, self._letters = set(), set()

    def __len__(self):
        """How many things were acknowledged."""
        with self._lock:
            kept = (
                self._opened,
                self._booked,
                self._cancelled,
                self._typed,
                self._cards,
                self._rejected,
                self._letters,
            )
            return sum(len(it) for it in kept)

    def opened(self, email):
        with self._lock:
            self._opened.add(email)

    def booked(self, email):
        with self._lock:
            self._booked.add(email)

    def cancelled(self, email):
        with self._lock:
            self._cancelled.add(email)

    def typed(self, form, person, field, value):
        with self._lock:
            self._typed[form, person, field] = value

    def handed_in(self, interview, person, note, strength):
        with self._lock:
            self._cards[interview, person] = (note, strength)

    def rejected(self, application):
        with self._lock:
            self._rejected.add(application)

    def letter_sent(self, application):
        with self._lock:
            self._letters.add(application)

    def lost(self, tx):
        """In words. True at every moment, whether the bot lives or not."""
        with self._lock:
            return [
                *self._lost_applications(tx), *self._lost_text(tx), *self._lost_cards(tx), *self._lost_decisions(tx)
            ]  # fmt: skip

    def _lost_applications(self, tx):
        for email in self._opened:
            found = applications.of_email(tx, email)
            if len(found) != 1:
                yield f"{email} was opened once, there are {len(found)} applications"
        for email in self._booked:
            made = [it for a in applications.of_email(tx, email) for it in interviews.of_application(tx, a.id)]
            if len(made) != 1:
                yield f"{email} was booked once, there are {len(made)} interviews"
            if email in self._cancelled and any(it.is_booked for it in made):
                yield f"{email} was cancelled, and is booked"

    def _lost_text(self, tx):
        for (form, person, field), value in self._typed.items():
            interview = int(form.partition(":")[2])
            handed_in = scorecards.find(tx, interview, person) is not None
            if not handed_in and drafts.of(tx, form, person).get(field) != value:
                yield f"what was typed into {field} of {form} is not there"

    def _lost_cards(self, tx):
        for (interview, person), (note, strength) in self._cards.items():
            card = scorecards.find(tx, interview, person)
            if card is None:
                yield f"the scorecard about interview {interview} is not there"
            elif (card.answers.ratings["problem_solving"].note, card.answers.strength) != (note, strength):
                yield f"the scorecard about interview {interview} is not as it was handed in"

    def _lost_decisions(self, tx):
        for application in self._rejected:
            if applications.get(tx, application).is_open:
                yield f"application {application} was rejected, and is open"
        for application in self._letters:
            letter = letters.find(tx, f"rejection:{application}")
            if letter is None or letter.state not in ("approved", "sent", "held"):
                yield f"the letter about application {application} is {letter and letter.state}"
