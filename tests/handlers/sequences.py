"""Random sequences of what people do to one interview, and an independent look at what everybody then sees."""

import random
from collections import Counter
from datetime import timedelta

from handlers import headline
from sandbox.company import INTERVIEWS
from storage import applications, audit, events, interviews, letters, messages
from tests.handlers.deciding import person_id
from tests.handlers.scheduling import HOUR, INTERVIEWERS, sees_answer, starts, utc

STEPS = ("reschedule", "cancel", "replace", "decline", "answer", "candidate", "move", "delete", "book")
WEIGHTS = (3, 1, 3, 3, 3, 3, 3, 1, 3)
REST = ("works", "works", "rests", "hurries")


class Sequence:
    """One candidate, whose screening *seed* moves about. `steps` tells what was done, for whoever has to mend it."""

    def __init__(self, company, seed):
        self.company, self.seed, self.dice = company, seed, random.Random(seed)
        self.name, self.email = f"Ada N{seed:05}", f"ada{seed:05}@example.com"
        self.steps, self.refused = [], 0
        self.application = self._opened()

    def plays(self, length=8):
        self._does("book")
        for _ in range(length):
            self._does(self.dice.choices(STEPS, WEIGHTS)[0])
        self.settles()
        return self

    def leaves(self):
        rita = self.company["rita"]
        rita.presses("Withdraw", on=self.headline())
        self._hands_in(rita)
        self.settles()

    @property
    def open(self):
        with self.company.db.read() as tx:
            return applications.get(tx, self.application).is_open

    def settles(self):
        for _ in range(2):
            self.company.works()

    def headline(self):
        return self.company["rita"].finds(self.name, "hiring")

    def notes(self):
        notes = self.company["rita"].thread(self.headline())
        return [note for note in notes if "Initial interview" in note.all_text]

    def interviews(self):
        with self.company.db.read() as tx:
            return interviews.of_application(tx, self.application)

    # what people do; whatever the bot refuses (somebody was quicker) changes nothing

    def _does(self, step):
        done = getattr(self, f"_{step}")()
        if done is None:
            return
        rest = self.dice.choice(REST)
        self.steps.append(f"{step} {done} {rest}")
        if rest == "works":
            self.company.works()
        elif rest == "rests" or step in {"book", "reschedule"}:
            self.company.at_rest()

    def _book(self):
        if self._live():
            return None
        rita = self.company["rita"]
        self.company.at_rest()
        if not rita.types("/schedule", self.name).ok or rita.modal is None or rita.modal.title != "Schedule":
            return None
        return self._looks(people_screening=[self.company[self.dice.choice(INTERVIEWERS)]])

    def _reschedule(self):
        by = self.dice.choice(("rita", "remy"))
        if not self._presses("Reschedule", by):
            return None
        panel = [self.company[self.dice.choice(INTERVIEWERS)]]
        return self._looks(by, **({"people_screening": panel} if self.dice.random() < 0.3 else {}))

    def _cancel(self):
        return self._hands_in(self.company["rita"]) if self._presses("Cancel interview") else None

    def _replace(self):
        if not self._presses("Replace"):
            return None
        window = sees_answer(self.company["rita"])
        if not window.submit:
            self.company["rita"].loses_the_window()
            return None
        return self._hands_in(self.company["rita"])

    def _decline(self):
        return self._says("I can't")

    def _answer(self):
        live, email = self._event(), self._panel_email()
        if not live or not email:
            return None
        said = self.dice.choice(("accepted", "declined", "tentative"))
        return self._in_calendar(lambda: self.company.calendars.answers(email, live["id"], said), f"{email} {said}")

    def _candidate(self):
        live = self._event()
        said = self.dice.choice(("accepted", "declined"))
        return live and self._in_calendar(
            lambda: self.company.calendars.answers(self.email, live["id"], said), f"candidate {said}"
        )

    def _move(self):
        live = self._event()
        when = utc(self.dice.randrange(2, 29), self.dice.randrange(9, 16))
        return live and self._in_calendar(
            lambda: self.company.calendars.moves(INTERVIEWS, live["id"], when, when + HOUR), f"{when:%d %H}"
        )

    def _delete(self):
        live = self._event()
        return live and self._in_calendar(lambda: self.company.calendars.removes(INTERVIEWS, live["id"]), "")

    def _in_calendar(self, act, said):
        act()
        return said or "done"

    def _says(self, label):
        for name in self.dice.sample(INTERVIEWERS, len(INTERVIEWERS)):
            for dm in self.company[name].dms:
                if self.name in dm.all_text and label in dm.buttons:
                    return f"{name} {label} {self.company[name].presses(label, on=dm).ok}"
        return None

    def _presses(self, label, by="rita"):
        note = next((it for it in reversed(self.notes()) if label in it.buttons), None)
        if note is None:
            return False
        person = self.company[by]
        person.loses_the_window()
        return person.presses(label, on=note).ok and person.modal is not None

    def _looks(self, by="rita", **more):
        person, day = self.company[by], self.dice.randrange(2, 25)
        person.fills_in({"first": f"2027-03-{day:02}", "last": "2027-03-31", **more})
        if not person.hands_in().ok:
            return self._refused(person)
        sees_answer(person)
        return self._hands_in(person)

    def _hands_in(self, person):
        if not person.modal or not person.modal.submit:
            return self._refused(person)
        if person.hands_in().ok:
            return "done"
        return self._refused(person)

    def _refused(self, person):
        self.refused += 1
        person.loses_the_window()
        return "refused"

    def _live(self):
        return [it for it in self.interviews() if it.is_booked]

    def _event(self):
        found = of_candidate(self.company, self.email)
        return self.dice.choice(found) if found else None

    def _panel_email(self):
        found = [guest["email"] for it in of_candidate(self.company, self.email) for guest in it["attendees"]]
        found = sorted(email for email in found if email != self.email)
        return self.dice.choice(found) if found else None

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


def of_candidate(company, email):
    shown = company.calendars.events_of(INTERVIEWS)
    return [it for it in shown if email in {guest["email"] for guest in it.get("attendees", ())}]


def violations(run):
    """Everything that is not as it should be, at rest, in words."""
    return [*_calendar(run), *_notices(run), *_mails(run), *_slack(run), *_homes(run)]


def _calendar(run):
    live = {it["id"]: it for it in of_candidate(run.company, run.email)}
    with run.company.db.read() as tx:
        for interview in interviews.of_application(tx, run.application):
            booked = events.find(tx, interview.id)
            shown = live.pop(booked.remote_id, None)
            if interview.is_booked != (shown is not None):
                yield f"interview {interview.id} is {interview.state}, its event {'lives' if shown else 'does not'}"
            elif shown is not None:
                yield from _differs(run, interview, shown)
            if shown is not None and not booked.settled:
                yield f"interview {interview.id} waits for its event"
    for event_id in live:
        yield f"a ghost event {event_id}"


def _differs(run, interview, shown):
    if starts(shown) != interview.starts_at:
        yield f"interview {interview.id} at {interview.starts_at}, its event at {starts(shown)}"
    guests = {guest["email"]: guest["responseStatus"] for guest in shown["attendees"]}
    wanted = {run.email} | {f"{_short(run, person)}@example.org" for person in interview.people}
    if set(guests) != wanted or len(guests) != len(shown["attendees"]):
        yield f"interview {interview.id} has {sorted(wanted)}, its event {sorted(guests)}"


def _changes(run):
    with run.company.db.read() as tx:
        return audit.of_application(tx, run.application)


def _notices(run):
    """Google's mails: who joined got one invitation, who left one cancellation, each change told at most once."""
    now = {it["id"]: {guest["email"] for guest in it["attendees"]} for it in of_candidate(run.company, run.email)}
    with run.company.db.read() as tx:
        found = [(it.id, events.find(tx, it.id).remote_id) for it in interviews.of_application(tx, run.application)]
    for interview, event_id in found:
        told = Counter(
            (kind, email) for kind, event, email in run.company.calendars.invitations_sent if event == event_id
        )
        changes = sum(
            entry.action in {"interview.moved", "interview.replaced"} and entry.interview == interview
            for entry in _changes(run)
        )
        changes += sum(step.startswith("move") for step in run.steps)  # also those undone before we looked
        for email in {email for _, email in told}:
            balance = told["insert", email] - told["cancel", email]
            silently = not run.open and email != run.email  # the panel of somebody who left is told in Slack
            if balance != (email in now.get(event_id, ())) and not silently:
                yield f"{email} was invited {told['insert', email]}, uninvited {told['cancel', email]} times"
            if told["update", email] > changes:
                yield f"{email} heard of {told['update', email]} changes, there were {changes}"


def _mails(run):
    mails = run.company.mailbox.of(run.email)
    booked = sum(entry.action == "application.booked" for entry in _changes(run))
    moved = sum(e.action == "interview.moved" and e.detail.get("where") != "calendar" for e in _changes(run))
    cancelled = sum(e.action == "interview.cancelled" and e.actor != audit.BOT for e in _changes(run))
    with run.company.db.read() as tx:
        left = any(it.key.startswith("withdrawn:") for it in letters.of_application(tx, run.application))
    words = Counter(mail.subject.partition(":")[0] for mail in mails)
    if words["Initial interview with GenerativeModels.ai"] != booked:
        yield f"{booked} bookings, but mails {dict(words)}"
    if words["New time"] > moved or (not left and words["Cancelled"] != cancelled):
        yield f"{moved} moves and {cancelled} cancellations, but mails {dict(words)}"
    keys = Counter(mail.message["Message-ID"] for mail in mails)
    for key, number in keys.items():
        if number > 1:
            yield f"mail {key} came {number} times"


def _stamp(interview):
    return f"<!date^{int(interview.starts_at.timestamp())}^"


def _slack(run):
    booked = [it for it in run.interviews() if it.is_booked]
    notes = run.notes()
    if len(notes) != len(run.interviews()):
        yield f"{len(notes)} notes about {len(run.interviews())} interviews"
    for interview, note in zip(sorted(run.interviews(), key=lambda it: it.id), notes, strict=False):
        cancelled = "cancelled" in note.all_text
        if cancelled == interview.is_booked or _stamp(interview) not in str(note.blocks):
            yield f"interview {interview.id} is {interview.state}, its note says {note.all_text!r}"
        if bool(note.buttons) != (interview.is_booked and run.open):
            yield f"the note of interview {interview.id} has {note.buttons}"
        for seat in interview.panel if interview.is_booked else ():
            says = {"asked": "(asked)", "accepted": "(comes)", "declined": "(can't come)"}[seat.answer.value]
            if f"{_full(run, seat.person)} {says}" not in note.all_text:
                yield f"{seat.person} {seat.answer}, the note says {note.all_text!r}"
    shown = run.headline()
    if run.open and (booked and _stamp(booked[0]) not in str(shown.blocks)):
        yield f"the headline says {shown.all_text!r}"
    if run.open and not booked and "to be scheduled" not in shown.all_text:
        yield f"nothing is booked, the headline says {shown.all_text!r}"
    for name in INTERVIEWERS:
        yield from _asked(run, name)
    yield from _coordinator(run)


def _asked(run, name):
    me = person_id(run.company, name)
    asked = [dm for dm in run.company[name].dms if run.name in dm.all_text]
    open_ones = [dm for dm in asked if "You are on the panel" in dm.all_text]
    mine = [it for it in run.interviews() if it.is_booked and me in it.people]
    if len(open_ones) != len(mine):
        yield f"{name} sits on {len(mine)} panels, {len(open_ones)} messages say so"
    for interview, dm in zip(mine, open_ones, strict=False):
        seat = interview.seat(me)
        if _stamp(interview) not in str(dm.blocks) or bool(dm.buttons) != (seat.answer.value == "asked"):
            yield f"{name} {seat.answer} for {interview.starts_at}, their message says {dm.all_text!r} {dm.buttons}"
    with run.company.db.read() as tx:
        ever = sum(messages.find(tx, f"ask:{it.id}:{me}") is not None for it in run.interviews())
    if len(asked) != ever:
        yield f"{name} was asked {ever} times, in {len(asked)} messages"


def _coordinator(run):
    dms = [dm for dm in run.company["rita"].dms if run.name in dm.all_text]
    removed = sum("Somebody deleted this in the calendar" in dm.all_text for dm in dms)
    by_hand = sum(e.action == "interview.cancelled" and e.actor == audit.BOT for e in _changes(run))
    if removed != by_hand:
        yield f"{by_hand} events deleted by hand, {removed} messages about it"
    for (text, buttons), number in Counter((dm.all_text, tuple(dm.buttons)) for dm in dms).items():
        if number > 1 and buttons:
            yield f"the coordinator is asked {number} times: {text!r}"
    open_no = [dm for dm in dms if "declined in the calendar" in dm.all_text and dm.buttons]
    said_no = [
        it
        for it in of_candidate(run.company, run.email)
        for guest in it["attendees"]
        if guest["email"] == run.email and guest["responseStatus"] == "declined"
    ]
    if len(open_no) > len(said_no):
        yield f"{len(open_no)} messages ask for a new time, the candidate declined {len(said_no)}"


def _homes(run):
    for name in INTERVIEWERS:
        me = person_id(run.company, name)
        home = run.company[name].home
        text = str(home.blocks) if home else ""
        for interview in run.interviews():
            mine = interview.is_booked and me in interview.people
            near = interview.starts_at < run.company.clock.now() + timedelta(days=14)
            line = f"{_stamp(interview)}" in text and run.name in text
            if home and mine and near and not line:
                yield f"{name}'s Home does not show {interview.starts_at}"
        if home and run.name in text and not any(it.is_booked and me in it.people for it in run.interviews()):
            yield f"{name}'s Home still shows {run.name}"


def _short(run, person):
    return next(name for name in INTERVIEWERS if person_id(run.company, name) == person)


def _full(run, person):
    return run.company[_short(run, person)].member.real_name
