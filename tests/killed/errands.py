"""What people go about while the bot is killed. Each errand is about a candidate of its own, and what was acknowledged
on the way is written into the ledger.
"""

from contextlib import suppress
from datetime import timedelta

from handlers import headline
from storage import applications, letters
from tests.handlers import deciding
from tests.handlers.scheduling import INTERVIEWERS, WAITING, labels
from tests.handlers.scoring import MARKS, QUESTION, SAID, STEP_TWO, STRENGTH, held
from tests.killed.insisting import Insisting, Refused
from tests.killed.untorn import PUT_THERE

BOOKED_WITH = INTERVIEWERS[2:]  # cy and dee; ana and bo have cards to write
REASON = "The task was not solved with all hints given."


class Errands:
    """*dice* decide whom they ask and what they choose."""

    def __init__(self, world, name, dice):
        self.world, self.name, self.dice = world, name, dice
        self.who = world[name]
        self.insists = Insisting(world, self.who)

    def goes(self):
        """The next errand of whoever this is."""
        match self.name:
            case "rita":
                self.opens_and_books()
            case "remy":
                self.turns_down()
            case _:
                self.writes_card()

    def opens_and_books(self):
        number = self.world.next_number()
        name, email = f"Ada N{number:05}", f"ada{number:05}@example.com"
        self.insists.opens(lambda: self.who.types("/candidate"), "E-mail")
        self.who.fills_in({"Name": name, "E-mail": email, "Hiring manager": "Hana Sato"})
        assert self.insists.hands_in(f"opening {name}")
        self.world.ledger.opened(email)
        if self._books(name):
            self.world.ledger.booked(email)
            if self.dice.random() < 0.3:
                self._cancels(name, email)

    def _books(self, name):
        for _ in range(20):
            self.insists.opens(lambda: self.who.types("/schedule", name), "Candidate's time zone")
            self.who.fills_in({"people_screening": [self.world[self.dice.choice(BOOKED_WITH)]]})
            if not self.who.hands_in().ok or (shown := self._calendars_said()) is None:
                continue
            if not shown.submit or "Book" not in shown.submit:
                return False
            self.who.fills_in({"option": self.dice.choice(labels(shown)[:3])})
            if self.insists.hands_in(f"booking {name}"):
                return True
        raise Refused(f"{name} was never booked\n{self.who.describe()[-2000:]}")

    def _calendars_said(self):
        """None when the bot died over it: the window says "Looking…" for ever."""
        lives = self.world.lives

        def said():
            modal = self.who.modal
            if modal and not any(words in modal.text for words in WAITING):
                return modal
            return "dead" if self.world.lives != lives else None

        found = self.insists.sees(said, "for the calendars")
        return None if found == "dead" else found

    def _cancels(self, name, email):
        def note():
            return next((it for it in self._thread(name) if "Cancel interview" in it.buttons), None)

        found = self.insists.sees(note, f"the note about {name}")
        self.insists.opens(lambda: self.who.presses("Cancel interview", on=found), "Cancel")
        if self.insists.hands_in(f"cancelling {name}"):
            self.world.ledger.cancelled(email)

    def _thread(self, name):
        """Nothing before the headline stands there."""
        shown = next((it for it in self.who.sees("hiring") if name in it.all_text), None)
        return self.who.thread(shown) if shown else []

    def writes_card(self):
        number = self.world.next_number()
        puts, name = self.world.puts, f"Bea N{number:05}"
        candidate = puts(lambda: self._in_the_screening(name, f"bea{number:05}@example.com"))
        interview = puts(lambda: held(self.world, candidate, self.name))
        form, me = f"scorecard:{interview}", self.who.member.id
        self.insists.opens(lambda: self.who.types("/scorecard"), QUESTION)
        said = f"{SAID} {number}"
        typed = {
            QUESTION: "With hints",
            **MARKS,
            "note.motivation": f"Motivation: {said}",
            "note.problem_solving": said,
        }
        for field, value in typed.items():
            if self.insists.fills_in(field, value) and field.startswith("note."):
                self.world.ledger.typed(form, me, field, value)
        assert self.insists.hands_in("step one")
        for field, value in {**STEP_TWO, "strength": f"{STRENGTH} {number}"}.items():
            self.insists.fills_in(field, value)
        assert self.insists.hands_in("step two")
        self.world.ledger.handed_in(interview, me, said, f"{STRENGTH} {number}")

    def turns_down(self):
        number = self.world.next_number()
        name = f"Cal N{number:05}"
        candidate = self._screened(name, f"cal{number:05}@example.com")
        shown = self.insists.sees(lambda: self._headline(name, "Reject"), f"the headline of {name}")
        self.insists.opens(lambda: self.who.presses("Reject", on=shown), "Why?")
        self.who.fills_in({"reason": REASON})
        assert self.insists.hands_in(f"rejecting {name}")
        self.world.ledger.rejected(candidate)
        asked = self.insists.sees(lambda: self._asked(name), f"[Write letter] for {name}")
        for _ in range(20):
            self.insists.opens(lambda: self.who.presses("Write letter", on=asked), "Preview", "Send letter", "sent")
            if self.who.modal.submit == "Preview":
                assert self.insists.hands_in("preview")
            if self.who.modal.submit == "Send letter" and self.insists.hands_in(f"the letter to {name}"):
                self.world.ledger.letter_sent(candidate)
                return
        raise Refused(f"the letter to {name} was never taken\n{self.who.describe()[-2000:]}")

    def _screened(self, name, email):
        """Their screening by cy is over, and its card is in."""
        puts, world = self.world.puts, self.world
        candidate = puts(lambda: self._in_the_screening(name, email))
        over = puts(lambda: deciding.a_conversation(world, candidate, "screening", "cy", ended=timedelta(hours=2)))
        puts(lambda: deciding.hands_in(world, over, "cy", more=PUT_THERE))
        return candidate

    def _in_the_screening(self, name, email, by="remy"):
        """As after the steps before it."""
        with self.world.db.begin() as tx:
            process = tx.book.current
            opened = applications.add(
                tx,
                applications.add_candidate(tx, name=name, email=email, zone="Europe/Berlin"),
                role=process.roles[0].id,
                process=process.digest,
                stage="screening",
                coordinator=deciding.person_id(self.world, by),
                hiring_manager=deciding.person_id(self.world, "hana"),
                channel=self.world.workspace.channel("hiring").id,
            )
            headline.post(tx, opened)
        return opened.id

    def _headline(self, name, button):
        return next((it for it in self.who.sees("hiring") if name in it.all_text and button in it.buttons), None)

    def _asked(self, name):
        return next((it for it in self.who.dms if name in it.all_text and "Write letter" in it.buttons), None)


def settles_doubts(world):
    """Whoever is asked whether a letter left looks whether it arrived, and says so. How many were asked."""
    asked = 0
    for name in ("rita", "remy"):
        for dm in [it for it in world[name].dms if "It arrived" in it.buttons]:
            promise = next(
                int(button["value"])
                for block in dm.blocks
                for button in block.get("elements", ())
                if button.get("action_id") == "stuck.arrived"
            )
            with world.db.read() as tx:
                letter = letters.get(tx, world.promise(tx, promise).args["letter"])
            arrived = any(mail.subject == letter.subject for mail in world.mailbox.of(letter.to))
            with suppress(LookupError):  # settled a moment ago, and just now drawn so
                world[name].presses("It arrived" if arrived else "Send again", on=dm)
            asked += 1
    return asked
