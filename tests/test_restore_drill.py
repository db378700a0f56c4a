"""The restore drill: a day of work after the backup, then the disk is lost. Nothing reaches anybody a second time."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from threading import Thread

import pytest

from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import applications, outbox, restores
from tests.databases import on_both
from tests.handlers.lettering import ADA, dm, rejected, sends, to_ada
from tests.handlers.scheduling import books, event, looks, opens_candidate, opens_form, starts, utc
from tests.handlers.test_stuck import a_late_press

BOOKED = {"Bea Booked": "ana", "Mo Moved": "bo", "Cal Cancelled": "cy"}
IN_DOUBT = "We cannot tell whether this letter left since then."


@dataclass(frozen=True)
class Seen:
    """All that anybody outside ever got: posts by our key, events by id, mails by receiver and subject."""

    posts: Counter
    events: Counter
    mails: Counter

    def since(self, before):
        return Seen(self.posts - before.posts, self.events - before.events, self.mails - before.mails)


def seen(company):
    return Seen(
        Counter(_key(post) for post in _ours(company)),
        Counter(event["id"] for event in company.calendars.events_of(INTERVIEWS, gone=True)),
        Counter((mail.envelope_to, mail.subject) for mail in company.mailbox.mails),
    )


def texts_of(company, keys):
    return [post.text for post in _ours(company) if _key(post) in keys]


def _ours(company):
    return [post for channel in company.workspace.channels.values() for post in channel.posts if post.metadata]


def _key(post):
    return post.metadata["event_payload"]["key"]


def is_booked(company, name, panel):
    opens_candidate(company, name, f"{name.split()[0].lower()}@example.com")
    opens_form(company, name)
    looks(company, people_screening=[company[panel]])
    assert books(company).ok


def thread_of(company, name):
    return company["rita"].thread(company["rita"].finds(name, "hiring"))


def a_day_of_work(company):
    """A letter leaves, an interview is moved, one cancelled, somebody new comes; reminders and kits go out."""
    rita = company["rita"]
    assert rita.presses("Reschedule", on=thread_of(company, "Mo Moved")[0]).ok
    looks(company, first="2027-03-04")
    assert books(company).ok
    assert rita.presses("Cancel interview", on=thread_of(company, "Cal Cancelled")[0]).ok
    assert rita.hands_in().ok
    company.at_rest()
    is_booked(company, "Lou Lost", "dee")
    company.passes(hours=26)
    assert len(company.mailbox.of(ADA)) == 1


def a_day_later(company, command, backup):
    """Backed up while somebody works; a day of work is lost; the backup is put back and the bot at work again.

    Returns what everybody had seen before.
    """
    for name, panel in BOOKED.items():
        is_booked(company, name, panel)
    rejected(company)
    sends(company)
    busy = Thread(target=lambda: opens_candidate(company, "Under Load", "under@example.com"))
    busy.start()
    assert command("backup", backup) == 0
    busy.join()
    a_day_of_work(company)
    before = seen(company)
    company.bot_dies()
    assert command("restore", backup) == 0
    starts_again(company)
    return before


def starts_again(company):
    """The bot does by itself what a restore asks for, then rests."""
    company.bot_starts()
    company["adam"].waits_for(lambda: _is_told(company), timeout=60, why="for word of the restore")
    company.at_rest()
    company.works()


def _is_told(company):
    return any("The last thing I remember" in dm.all_text for dm in company["adam"].dms)


def held(company):
    with company.db.read() as tx:
        return [it for it in outbox.stuck(tx) if it.error == restores.IN_DOUBT]


@on_both
def test_after_a_restore_nothing_is_sent_again_and_everything_doubtful_is_listed(company, command, tmp_path):
    before = a_day_later(company, command, tmp_path / "yesterday.backup")
    new = seen(company).since(before)
    assert not new.events
    assert not new.mails
    assert max(seen(company).posts.values()) == 1
    doubtful = held(company)
    said = Counter(text.split("<!date")[0] for text in texts_of(company, new.posts))
    assert said == {
        "I was put back to a backup of ": len(doubtful),
        "I was put back to a backup. The last thing I remember is of ": 1,
        "Deleted in the calendar: Initial interview with Cal Cancelled": 1,
    }
    notice = company["adam"].finds("The last thing I remember", "bot DM")
    assert f"Held: {len(doubtful)} of mail" in notice.all_text
    assert "Ada Example* · Your application" in notice.all_text
    assert notice.all_text.count("is asked") == len(doubtful)


def test_after_a_restore_people_settle_what_is_held_and_work_goes_on(company, command, tmp_path):
    before = a_day_later(company, command, tmp_path / "yesterday.backup")
    rita, adam = company["rita"], company["adam"]
    assert "Mar 4, 2027" in thread_of(company, "Mo Moved")[0].all_text
    assert "cancelled" in thread_of(company, "Cal Cancelled")[0].all_text
    for notice in [it for it in rita.dms if IN_DOUBT in it.all_text and it.buttons]:
        assert notice.buttons == ["It arrived", "Send it", "Drop it"]
        assert rita.presses("It arrived" if "Ada" in notice.all_text else "Drop it", notice).ok
    company.at_rest()
    assert held(company) == []
    notice = adam.finds("The last thing I remember", "bot DM")
    assert "Held: no mail" in notice.all_text.replace("*", "")
    assert adam.presses("All is settled", notice).ok
    company.at_rest()
    assert "All is settled, says Adam Keller." in adam.finds("The last thing I remember", "bot DM").all_text
    assert not seen(company).since(before).mails
    is_booked(company, "Nia New", "dee")
    assert len(company.mailbox.of("nia@example.com")) == 2
    with company.db.read() as tx:
        (new,) = applications.of_email(tx, "nia@example.com")
    assert new.id > restores.STEP
    assert command("verify") == 0


def test_what_is_said_after_a_restore_is_not_looked_through_however_much_it_is(company, command, tmp_path, monkeypatch):
    opens_candidate(company)
    assert command("backup", tmp_path / "yesterday.backup") == 0
    company.passes(hours=3)
    company.bot_dies()
    assert command("restore", tmp_path / "yesterday.backup") == 0
    starts_again(company)
    company.passes(days=1)
    monkeypatch.setattr("integrations.slack.LOOKED_THROUGH", 4)
    monkeypatch.setattr("integrations.slack.PAGE", 2)
    for number in range(6):
        opens_candidate(company, f"Bea the {number}.", f"bea{number}@example.com")
    assert len([post for post in company["hana"].sees("hiring") if "Bea the" in post.all_text]) == 6
    with company.db.read() as tx:
        assert outbox.stuck(tx) == []


def test_only_an_admin_ends_it_and_once_whatever_they_are_called(company, command, tmp_path):
    loud = "<!channel> <https://evil.example|Adam>"
    company.workspace.member("adam").real_name = loud
    a_candidate_backed_up = tmp_path / "backup.db"
    opens_candidate(company)
    assert command("backup", a_candidate_backed_up) == 0
    company.bot_dies()
    assert command("restore", a_candidate_backed_up) == 0
    starts_again(company)
    adam = company["adam"]
    notice = adam.finds("The last thing I remember", "bot DM")
    assert not any("The last thing I remember" in dm.all_text for dm in company["rita"].dms)
    late = a_late_press(adam, "All is settled", notice)
    adam.presses("All is settled", notice)
    late()
    words = f"All is settled, says {loud}."
    assert f"This is over: {words}" in adam.dms[-1].text
    company.at_rest()
    assert words in adam.finds("The last thing I remember", "bot DM").all_text


@pytest.mark.parametrize("gone", [True, False])
def test_the_calendar_counts_against_what_the_backup_still_owed_it(company, command, tmp_path, gone):
    backup = tmp_path / "backup.db"
    is_booked(company, "Bea Booked", "ana")
    assert command("backup", backup) == 0
    with closing(sqlite3.connect(backup)) as copy:  # saved before the event was there
        copy.execute("UPDATE event SET shown = 0")
        copy.execute("UPDATE outbox SET state = 'pending' WHERE kind = 'event'")
        copy.commit()
    shown = event(company)
    if gone:
        company.calendars.removes(INTERVIEWS, shown["id"])
    else:
        company.calendars.moves(INTERVIEWS, shown["id"], utc(5, 10), utc(5, 11))
    company.works()
    before = seen(company)
    company.bot_dies()
    assert command("restore", backup) == 0
    starts_again(company)
    assert not seen(company).since(before).events
    if not gone:
        assert starts(event(company)) == utc(5, 10)
    assert ("cancelled" if gone else "Mar 5, 2027") in thread_of(company, "Bea Booked")[0].all_text


@pytest.mark.parametrize("by_hand", [True, False])
def test_mail_to_somebody_of_before_waits_for_a_person_until_all_is_settled(company, command, tmp_path, by_hand):
    backup = tmp_path / "backup.db"
    is_booked(company, "Bea Booked", "ana")
    assert command("backup", backup) == 0
    company.bot_dies()
    assert command("restore", backup) == 0
    starts_again(company)
    if by_hand:
        adam = company["adam"]
        assert adam.presses("All is settled", adam.finds("The last thing I remember", "bot DM")).ok
    assert company["rita"].presses("Cancel interview", on=thread_of(company, "Bea Booked")[0]).ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    subjects = [mail.subject for mail in company.mailbox.of("bea@example.com")]
    assert any("Cancelled" in subject for subject in subjects) == by_hand
    assert len(held(company)) == (not by_hand)


def test_a_letter_that_was_refused_before_the_backup_may_have_left_since(company, command, tmp_path):
    rejected(company)
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    assert sends(company).ok
    company.passes(hours=1)
    assert command("backup", tmp_path / "b") == 0
    rita, adam = company["rita"], company["adam"]
    assert rita.presses("Try again", rita.finds("could not get through", "bot DM")).ok
    company.passes(hours=1)
    company.bot_dies()
    assert command("restore", tmp_path / "b") == 0
    starts_again(company)
    notice = rita.finds(IN_DOUBT, "bot DM")
    assert notice.buttons == ["It arrived", "Send it", "Drop it"]
    assert "Undo" not in dm(company, "rita", "Letter to Ada Example").buttons
    assert adam.presses("All is settled", adam.finds("The last thing I remember", "bot DM")).ok
    assert rita.presses("It arrived", notice).ok
    company.passes(hours=26)
    assert len(to_ada(company)) == 1
