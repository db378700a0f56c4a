"""A company that closes for the night and opens again: everything is where it was, and the bot goes on."""

import json
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage

import pytest

from sandbox import saved
from sandbox.bot_process import ROOT
from sandbox.company import INTERVIEWS, MONDAY, open_company
from sandbox.google.gmail_text import Written
from tests.company import LivingCompany
from tests.handlers.scheduling import ADA, books, looks, opens_candidate, opens_form

NOTHING = {"format": 1}


@contextmanager
def at_work(folder, database_url):
    with open_company(ROOT / "app.yaml", folder=folder) as outside:
        company = LivingCompany(outside, database_url, mode="socket", process_file=ROOT / "process.yaml")
        company.bot_starts()
        try:
            yield company
        finally:
            company.bot_dies()
            saved.save(outside, folder)


def reopened(folder):
    return open_company(ROOT / "app.yaml", folder=folder)


def everything(company):
    """What anybody can see, and the ids behind it."""
    return {
        "people": {name: (person.member, person.describe()) for name, person in company.people.items()},
        "channels": company.workspace.channels,
        "events": {it.id: company.calendars.events_of(it.id, gone=True) for it in company.calendars.all},
        "invitations": company.calendars.invitations_sent,
        "invitation mails": company.calendars.invitation_mails,
        "mails": [(it.content, it.envelope_from, it.envelope_to, it.received_at) for it in company.mailbox.mails],
        "now": company.clock.now(),
    }


def test_what_was_said_booked_and_mailed_before_is_there_after(tmp_path, database_url):
    with at_work(tmp_path, database_url) as living:
        living.hire_everybody()
        opens_candidate(living)
        opens_form(living)
        looks(living, people_screening=[living["bo"]])
        books(living)
        living["bo"].presses("I'll be there")
        living["ana"].says("Who is <Ada> & why?", "hiring")
        living["rita"].opens_home()
        living.at_rest()
        living.clock.advance(timedelta(minutes=7))
    with reopened(tmp_path) as after:
        assert everything(after)["now"] == MONDAY + timedelta(minutes=7)
        assert "Ada Example" in after["rita"].home.text
        assert [it.text for it in after["rita"].sees("hiring")][-1] == "Who is <Ada> & why?"
        assert [it["summary"] for it in after.calendars.events_of("bo@example.org")]
        assert len(after.mailbox.of(ADA)) >= 2
        assert "bo@example.org" in {to for _, _, to in after.calendars.invitations_sent}
        before = everything(after)
        saved.save(after, tmp_path)
    with reopened(tmp_path) as again:
        assert everything(again) == before


def test_the_bot_goes_on_with_the_same_people_messages_and_events(tmp_path, database_url):
    with at_work(tmp_path, database_url) as living:
        living.hire_everybody()
        opens_candidate(living)
        opens_form(living)
        looks(living, people_screening=[living["bo"]])
        books(living)
        living.works()  # the calendar is synced up to here
    with at_work(tmp_path, database_url) as living:
        (event,) = living.calendars.events_of(INTERVIEWS)
        living.calendars.answers("bo@example.org", event["id"], "accepted")
        living.works()
        (headline,) = living["rita"].sees("hiring")
        assert any("Bo Lindqvist (comes)" in it.all_text for it in living["rita"].thread(headline))
        living["bo"].finds("You'll be there. Thank you.")
        assert next(call.query.get("syncToken") for call in living.calendars.calls if call.method == "events.list")
        assert {call.status for call in living.calendars.calls} == {200}
        living["rita"].presses("Withdraw", on=headline)
        living["rita"].hands_in()
        living.at_rest()
        (headline,) = living["rita"].sees("hiring")
        assert "Closed" in headline.all_text
        assert living.calendars.events_of(INTERVIEWS) == []


def test_no_message_gets_a_time_that_another_has(tmp_path):
    with reopened(tmp_path) as company:
        last = company["rita"].says("One", "hiring")
        saved.save(company, tmp_path)
    with reopened(tmp_path) as company:
        assert company["rita"].says("Two", "hiring").ts > last.ts


def test_what_only_one_saw_what_was_taken_back_and_what_was_edited_stay_so(tmp_path):
    with reopened(tmp_path) as company:
        workspace = company.workspace
        channel = workspace.channel("hiring")
        workspace.post(channel, workspace.bot, "For Ana", reader=company["ana"].member.id)
        told = workspace.post(channel, workspace.bot, "Told <@U1>", metadata={"event_type": "a", "event_payload": {}})
        told.edited_ts = workspace.stamps.next()
        workspace.post(channel, workspace.bot, "A reply", thread_ts=told.ts)
        workspace.post(channel, workspace.bot, "Taken back").deleted = True
        workspace.members[company["cy"].member.id].deleted = True
        saved.save(company, tmp_path)
        posts = workspace.channel("hiring").posts
    with reopened(tmp_path) as company:
        assert company.workspace.channel("hiring").posts == posts
        assert [it.text for it in company["ana"].sees("hiring")] == ["For Ana", "Told @U1"]
        assert [it.text for it in company["bo"].sees("hiring")] == ["Told @U1"]
        assert company["cy"].member.deleted
        assert [it.who for it in company.workspace.mentions()] == ["U1"]


def test_a_sync_token_handed_out_before_tells_only_what_changed_since(tmp_path):
    with reopened(tmp_path) as company:
        company.calendars.add_busy("bo@example.org", MONDAY, MONDAY + timedelta(hours=1), "Before")
        revision = company.calendars.revision
        company.calendars.expire_sync_tokens()
        company.calendars.make_unreadable("dee@example.org")
        saved.save(company, tmp_path)
    with reopened(tmp_path) as company:
        company.calendars.add_busy("bo@example.org", MONDAY, MONDAY + timedelta(hours=1), "After")
        copies = company.calendars.calendar("bo@example.org").copies.values()
        assert [it.event.shared["summary"] for it in copies if it.revision > revision] == ["After"]
        assert company.calendars.epoch == 1
        assert not company.calendars.calendar("dee@example.org").readable


def test_a_mail_stays_byte_for_byte_whatever_it_was_written_in(tmp_path):
    content = b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nGr\xc3\xbc\xc3\x9fe, \xff\xfe and a line\r\n"
    with reopened(tmp_path) as company:
        company.mailbox.take(content, "jobs@example.org", ("a@example.com", "b@example.com"))
        saved.save(company, tmp_path)
    with reopened(tmp_path) as company:
        (mail,) = company.mailbox.of("b@example.com")
        assert (mail.content, mail.subject, mail.received_at) == (content, "Grüße", MONDAY)


def test_what_gmail_keeps_is_found_again_and_a_draft_can_still_be_sent(tmp_path):
    with reopened(tmp_path) as company:
        draft = company.gmail.write(written_to("ada@example.com"))
        company.gmail.send(company.gmail.write(written_to("bo@example.com")))
        saved.save(company, tmp_path)
        kept = [(it.id, it.thread, it.at, it.labels) for it in company.gmail.mails.values()]
    with reopened(tmp_path) as company:
        assert [(it.id, it.thread, it.at, it.labels) for it in company.gmail.mails.values()] == kept
        sent = company.gmail.send(draft)
        assert sent.id not in {mail for mail, *_ in kept}
        assert len(company.mailbox.of("ada@example.com")) == 1


def test_what_is_saved_stands_line_by_line_and_a_save_that_breaks_off_loses_nothing(tmp_path, monkeypatch):
    with reopened(tmp_path) as company:
        company["rita"].says("One", "hiring")
        saved.save(company, tmp_path)
        before = (tmp_path / saved.FILE).read_text(encoding="utf-8")
        company["rita"].says("Two", "hiring")
        (tmp_path / f"{saved.FILE}.new").mkdir()  # as when the disk is full
        with pytest.raises(OSError):
            saved.save(company, tmp_path)
        assert (tmp_path / saved.FILE).read_text(encoding="utf-8") == before
        (tmp_path / f"{saved.FILE}.new").rmdir()
        saved.save(company, tmp_path)
    new = set((tmp_path / saved.FILE).read_text(encoding="utf-8").splitlines()) - set(before.splitlines())
    (line,) = [line for line in new if "Two" in line]
    assert "One" not in line
    assert len(new) <= 4  # the stamps, the message, and a comma


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"format": 1, "now"', "cannot be read"),
        ("[]", "is not a company as it was saved"),
        (json.dumps(NOTHING), "is not a company as it was saved"),
        (json.dumps({"format": 2}), "was saved in format 2; this version reads format 1"),
    ],
)
def test_a_broken_file_says_which_it_is_and_what_to_do(tmp_path, content, why):
    (tmp_path / saved.FILE).write_text(content, encoding="utf-8")
    with pytest.raises(saved.CannotOpen) as told, reopened(tmp_path):
        pass
    assert str(tmp_path / saved.FILE) in str(told.value)
    assert why in str(told.value)
    assert f"To begin anew, delete the folder {tmp_path} and start again." in str(told.value)


def written_to(address):
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = address, "jobs@example.org", "Hello"
    message.set_content("Hello")
    return Written(message)
