"""What people do, what is due by time and what the relay notes meet at one candidate: all of it counts (PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import event

from bot.csv_files import candidates as csv_candidates
from bot.gate import Gate
from bot.hiring import application as rules
from bot.hiring.interview import Answer
from bot.hiring.person import Role
from bot.ports import Member
from handlers import (
    headline,
    letter_start,
    mail,
    offer_deadline,
    reminder,
    schedule_answer,
    schedule_note,
    team_left,
)
from storage import applications, channels, events, interviews, letters, messages, offers, people
from tests.handlers.meeting import Slack, a_relay, beside, buttons, keeps_everything
from tests.storage.given import ANA, REMY, RITA, an_application, an_interview

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


def invited(db):
    with db.begin() as tx:
        application = an_application(tx)
        interview = an_interview(tx, application)
        events.show(tx, interview.id)
        messages.post(tx, headline.key(application.id), "candidate.headline", application.id, to="C1")
        messages.post(tx, f"interview:{interview.id}:thread", "schedule.note", interview.id, to="C1")
    return application, interview


def test_an_answer_that_is_given_while_google_makes_the_link_is_kept(db, database_url):
    application, interview = invited(db)
    with beside(database_url) as starts:
        with db.begin() as tx:
            locked = applications.lock(tx, application.id)
            schedule_answer.answer(tx, locked, interviews.get(tx, interview.id), ANA.id, Answer.DECLINED, where="slack")
            relay = starts(keeps_everything, a_relay(db, Slack()))
        relay.result()
    with db.read() as tx:
        after = interviews.get(tx, interview.id)
        assert (after.meet_url, after.seat(ANA.id).answer) == ("https://meet.example/1", Answer.DECLINED)


class Directory:
    def channel_id(self, name):
        return "C1"

    def member(self, user):
        return Member(user, "Noor Haddad", "noor@example.org", "Europe/Berlin", team="T", welcome=True)

    def forget(self, user):
        pass


def test_somebody_who_looks_in_while_they_are_added_to_the_team_keeps_their_roles(db, database_url):
    gate = Gate(db, Directory(), (), lambda db, person: None, lambda db, person: None)
    noor = replace(ANA, id="U9", name="Noor Haddad", email="noor@example.org", roles=frozenset({Role.RECRUITER}))
    with beside(database_url) as starts:
        with db.begin() as tx:
            people.save(tx, noor)
            looking = starts(gate.person, "U9")
        looking.result()
    with db.read() as tx:
        assert people.get(tx, "U9").roles == {Role.RECRUITER}


def test_somebody_leaves_while_they_are_booked(db, database_url):
    application, interview = invited(db)
    with beside(database_url) as starts:
        with db.begin() as tx:
            applications.lock(tx, application.id)
            leaving = starts(team_left.has_left, db, ANA.id)
            people.lock(tx, [ANA.id])
        leaving.result()
    with db.read() as tx:
        assert not people.get(tx, ANA.id).active
        assert interviews.get(tx, interview.id).seat(ANA.id).answer is Answer.DECLINED


def test_a_reminder_waits_for_whoever_is_changing_the_candidate(db, clock, database_url):
    application, interview = invited(db)
    clock.advance(timedelta(hours=2, minutes=1))
    with beside(database_url) as starts:
        with db.begin() as tx:
            applications.lock(tx, application.id)
            messages.refresh(tx, f"interview:{interview.id}:thread")
            reminding = starts(reminder.remind, db)
            messages.refresh(tx, headline.key(application.id))
        reminding.result()
    with db.read() as tx:
        assert messages.find(tx, f"bell:{interview.id}:{ANA.id}")


def test_reminders_and_a_press_about_the_same_two_recruiters_do_not_wait_for_each_other(db, clock, database_url):
    """The press holds what the second reminder wants; then it wants what the first one had."""
    today = clock.now().date()
    with db.begin() as tx:
        remys, ritas, of_both = (an_application(tx, name, f"{name}@example.com") for name in ("a", "b", "c"))
        applications.save(tx, replace(remys, coordinator=REMY.id, version=2))
        for person in (RITA, REMY):
            people.save(tx, replace(person, digest=True))
            messages.post(tx, f"digest:{person.id}:{today}", "digest", person.id, today.isoformat(), to=person.id)
        for application in (remys, ritas):
            an_interview(tx, application)
    clock.advance(timedelta(hours=2, minutes=1))
    with beside(database_url) as starts:
        with db.begin() as tx:
            applications.lock(tx, of_both.id)
            messages.refresh(tx, f"digest:{RITA.id}:{today}")
            reminding = starts(reminder.remind, db)
            messages.refresh(tx, f"digest:{REMY.id}:{today}")
        reminding.result()


def an_offer_that_ends_tomorrow(db):
    with db.begin() as tx:
        applied = an_application(tx)
        at_offer = next(stage.id for stage in tx.book.current.stages if stage.kind == "offer")
        application = replace(applied, stage=at_offer, version=applied.version + 1)
        applications.save(tx, application)
        letter = letters.draft(
            tx, f"offer:{application.id}", application=application.id, kind="offer", to="ada@example.com",
            subject="Offer", body="Yes.",
        )  # fmt: skip
        letters.settle(tx, letter.id, "sent")
        offers.begin(tx, application.id, by=RITA.id)
        offers.stands_until(tx, application.id, tx.now + timedelta(days=1))
    return application


def test_a_reminder_of_an_offer_that_is_answered_just_now_asks_nothing(db, database_url, clock):
    clock.advance(timedelta(hours=2))
    application, slack = an_offer_that_ends_tomorrow(db), Slack()
    relay = a_relay(db, slack)

    def reminds():
        offer_deadline.remind_of_offers(db)
        keeps_everything(relay)

    with beside(database_url) as starts:
        with db.begin() as tx:
            locked = applications.lock(tx, application.id)
            closed = rules.accept_offer(locked, tx.book.current, now=tx.now)
            applications.save(tx, closed)
            offers.answered(tx, closed.id, "accepted")
            headline.refresh(tx, closed)
            reminding = starts(reminds)
        reminding.result()
    keeps_everything(relay)
    assert not any(buttons(message) for message in slack.shown.values())


def test_what_is_posted_while_the_own_channel_is_given_up_is_posted_anew(db):
    with db.begin() as tx:
        application = an_application(tx)
        channels.add(tx, application.id, instead="C_HIRING")
        application = applications.talk_in(tx, application, channels.target(application.id))
        channels.made(tx, channels.get(tx, application.id), "C_OWN")
        messages.post(tx, headline.key(application.id), "candidate.headline", application.id, to=application.channel)
    slack = Slack()

    def gives_up():
        slack.meanwhile = lambda: None
        with db.begin() as tx:
            applications.lock(tx, application.id)
            channels.give_up(tx, channels.get(tx, application.id))

    slack.meanwhile = gives_up
    keeps_everything(a_relay(db, slack))
    with db.read() as tx:
        assert messages.get(tx, headline.key(application.id)).posted.channel == "C_HIRING"
    assert {posted.channel for posted in slack.shown} == {"C_OWN", "C_HIRING"}


def test_two_interviews_of_one_person_change_at_once(db, monkeypatch):
    """Both have something pointed out about them: each change makes both messages current."""
    with db.begin() as tx:
        given = [an_application(tx, name, f"{name}@example.com") for name in ("ada", "bo")]
        booked = [(application, an_interview(tx, application)) for application in given]
        for _, interview in booked:
            messages.post(tx, f"pointed:{interview.id}:1", "x", interview.id, 1, to=RITA.id)
    both_began, refresh_beside = Barrier(2), schedule_note._refresh_beside

    def together(*asked):
        both_began.wait(5)
        refresh_beside(*asked)

    monkeypatch.setattr(schedule_note, "_refresh_beside", together)

    def changes(application, interview):
        with db.begin() as tx:
            locked = applications.lock(tx, application.id)
            interviews.answer(tx, interview.id, ANA.id, Answer.DECLINED)
            schedule_note.refresh(tx, locked, interview)

    with ThreadPoolExecutor(2) as both:
        for change in [both.submit(changes, *it) for it in booked]:
            change.result()


def test_a_file_that_two_people_import_at_once_is_imported_once(db, process, database_url, tmp_path, monkeypatch):
    with db.begin() as tx:
        people.save(tx, RITA)
    path = tmp_path / "candidates.csv"
    path.write_text(f"name,email,role,coordinator\nAda,ada@example.com,{process.roles[0].id},{RITA.email}\n")
    opens, second = csv_candidates._open, []

    def imports():
        csv_candidates.import_candidates(path, db, process, Directory(), channel="hiring", dry_run=False)

    with beside(database_url) as starts:

        def while_another_begins(*given):
            opens(*given)
            if not second:
                second.append(None)
                second[0] = starts(imports)

        monkeypatch.setattr(csv_candidates, "_open", while_another_begins)
        imports()
        second[0].result()
    with db.read() as tx:
        assert len(applications.of_email(tx, "ada@example.com")) == 1


@pytest.mark.parametrize(
    "does",
    [
        pytest.param(lambda tx, about, letter: letter_start.stop(tx, about), id="withdraws"),
        pytest.param(lambda tx, about, letter: letters.amend(tx, letter.id, to="ada@example.net"), id="is readdressed"),
    ],
)
def test_a_candidate_changes_while_their_mail_is_noted_as_sent(db, database_url, does):
    given_up = []
    event.listen(db.engine, "handle_error", given_up.append)
    with db.begin() as tx:
        application = an_application(tx)
        mail.send(tx, application, "received", f"received:{application.id}", next_contact_date="Friday")
    with beside(database_url) as starts:
        with db.begin() as tx:
            locked = applications.lock(tx, application.id)
            relay = starts(keeps_everything, a_relay(db, Slack()))
            (letter,) = letters.of_application(tx, application.id)
            does(tx, locked, letter)
        relay.result()
    with db.read() as tx:
        assert letters.get(tx, letter.id).state == "sent"
    assert not given_up
