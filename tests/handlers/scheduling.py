"""What people do when interviews are scheduled, in their words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

from bot.hiring.interview import Seat
from sandbox.company import INTERVIEWS
from storage import applications, audit, interviews, people

WAITING = ("Looking at calendars…", "Looking who is free…")
INTERVIEWERS = ("ana", "bo", "cy", "dee")
ADA = "ada@example.com"
HOUR = timedelta(hours=1)


def utc(day, hour, minute=0, month=3):
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def opens_candidate(company, name="Ada Example", email=ADA, by="rita", **more):
    person = company[by]
    assert person.types("/candidate").ok
    assert person.fills_in({"Name": name, "E-mail": email, "Hiring manager": "Hana Sato", **more}).ok
    assert person.hands_in().ok
    company.at_rest()


def at_stage(company, stage, email=ADA):
    """As after the steps before it."""
    with company.db.begin() as tx:
        application = applications.lock(tx, applications.of_email(tx, email)[0].id)
        applications.save(tx, replace(application, stage=stage, version=application.version + 1))
        audit.add(tx, actor=audit.BOT, action="application.advanced", application=application.id, said="advanced")
    return application.id


def change_person(company, name, **changes):
    with company.db.begin() as tx:
        people.save(tx, replace(people.get(tx, company[name].member.id), **changes))


def had_interviews(company, *names, number=0, tasks=()):
    """With another candidate, on the days before: *number* without a task, or one with each of *tasks*."""
    with company.db.begin() as tx:
        somebody = applications.add_candidate(tx, name="Cal Before", email="cal@example.com")
        earlier = applications.add(
            tx,
            somebody,
            role=tx.book.current.roles[0].id,
            process=tx.book.current.digest,
            stage="screening",
            coordinator=company["rita"].member.id,
            hiring_manager=None,
            channel="C1",
        )
        for days, task in enumerate(tasks or [None] * number, 1):
            interviews.add(
                tx,
                application=earlier.id,
                session="screening",
                stage="screening",
                starts_at=tx.now - timedelta(days=days),
                ends_at=tx.now - timedelta(days=days) + HOUR,
                zone="UTC",
                panel=[Seat(company[name].member.id) for name in names],
                task=task,
            )


def opens_form(company, name="Ada Example", by="rita"):
    outcome = company[by].types("/schedule", name)
    assert outcome.ok, outcome
    return company[by].modal


def looks(company, by="rita", **answers):
    """Hand in the form and wait for what the calendars say."""
    person = company[by]
    person.fills_in(answers)
    outcome = person.hands_in()
    assert outcome.ok, outcome
    return sees_answer(person)


def sees_answer(person):
    return person.waits_for(
        lambda: person.modal if not any(words in person.modal.text for words in WAITING) else None,
        why="for the calendars",
    )


def books(company, by="rita", option=""):
    if option:
        picked = next(label for label in labels(company[by].modal) if option in label)
        company[by].fills_in({"option": picked})
    outcome = company[by].hands_in()
    company.at_rest()
    return outcome


def labels(window):
    block = next(block for block in window.blocks if block.get("block_id") == "option")
    return [option["text"]["text"] for option in block["element"]["options"]]


def at_once(company, *names):
    """They press Book together; what each was told, the winner first."""
    outcomes = {}
    presses = [Thread(target=lambda name=name: outcomes.update({name: company[name].hands_in()})) for name in names]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    company.at_rest()
    return sorted(outcomes.items(), key=lambda told: not told[1].ok)


def books_screening(company, panel="ana", by="rita", **candidate):
    """Ada's screening on Tuesday 2 March with *panel*."""
    opens_candidate(company, **candidate)
    opens_form(company, candidate.get("name", "Ada Example"), by)
    looks(company, by, people_screening=[company[panel]])
    assert books(company, by).ok
    return event(company)


def events(company, *, gone=False):
    return [it for it in company.calendars.events_of(INTERVIEWS, gone=gone) if "attendees" in it or gone]


def event(company):
    (only,) = events(company)
    return only


def guests(shown):
    return {guest["email"] for guest in shown["attendees"]}


def starts(shown):
    return datetime.fromisoformat(shown["start"]["dateTime"]).astimezone(UTC)


def is_busy(company, *names, start=None, end=None, besides=()):
    """In meetings of their own, from *start* to *end* (the two coming weeks), except in the spans of *besides*."""
    at, until = start or utc(1, 0), end or utc(31, 0)
    spans = []
    for begin, finish in besides:
        spans.append((at, begin))
        at = finish
    for name in names:
        for begin, finish in [*spans, (at, until)]:
            company.calendars.add_busy(f"{name}@example.org", begin, finish)


def asked(company, name):
    """The question to one interviewer; None when they were not asked."""
    return next((dm for dm in company[name].dms if "You are on the panel" in dm.all_text), None)


def thread(company, name="Ada Example", by="rita"):
    headline = company[by].finds(name, "hiring")
    return company[by].thread(headline)


def mails(company, words, email=ADA):
    return [mail for mail in company.mailbox.of(email) if words in mail.subject]
