"""What could not get through is told to a named person, and settled by a button."""

from dataclasses import replace

import pytest

from bot import relay
from handlers import schedule_note, tell_stuck
from sandbox.faults import Kind
from sandbox.slack.seen import find_button
from storage import applications, events, letters, messages, outbox, people
from tests.handlers.deciding import a_candidate, a_conversation, hiring_headline, person_id
from tests.handlers.lettering import dm, letter_of, rejected, sends, to_ada
from tests.handlers.scheduling import books_screening, opens_candidate
from tests.handlers.test_candidate_reopen import reopens

ADA = "ada@example.com"
WELCOME = "Your application to GenerativeModels.ai"
LOUD = "<!channel> <https://evil.example|Adam> & Sons"


def stuck_in(company):
    with company.db.read() as tx:
        return outbox.stuck(tx)


def archive(company, archived=True):
    company.workspace.channel("hiring").archived = archived


def a_refused_message(company):
    """Something about Ada cannot be posted: somebody archived the channel."""
    candidate = a_candidate(company)
    company.at_rest()
    archive(company)
    with company.db.begin() as tx:
        channel = applications.get(tx, candidate).channel
        messages.post(tx, f"debrief:{candidate}", "candidate.headline", candidate, to=channel)
    company.at_rest()


def a_late_press(person, label, message):
    """The button as it stands now, for a screen that will not be current when it is pressed."""
    surface = person.desk.post(message)
    found = find_button(surface.blocks, label, "", person.workspace.reader(person.member))
    return lambda: person.desk.press(surface, *found)


def a_refused_letter(company):
    """Ada's rejection: the mail server did not take it."""
    candidate = rejected(company)
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    assert sends(company).ok
    company.passes(hours=26)
    return candidate


def test_a_message_to_an_archived_channel_is_told_to_the_coordinator_and_tried_again(company):
    a_refused_message(company)
    told = company["rita"].finds("could not get through", "bot DM")
    assert "A message about *Ada Example* in" in told.all_text
    assert "the channel is archived" in told.all_text
    assert told.buttons == ["Invite me", "Use another channel", "Drop it"]
    assert [len(company[who].dms) for who in ("rita", "remy", "adam")] == [1, 0, 0]
    archive(company, archived=False)
    assert company["rita"].presses("Invite me", told).ok
    company.at_rest()
    assert stuck_in(company) == []
    after = company["rita"].dms[-1]
    assert after.buttons == []
    assert "It is tried again, says Rita Okafor." in after.all_text


def test_what_fails_again_asks_again_in_the_same_message(company):
    a_refused_message(company)
    assert company["rita"].presses("Invite me").ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    (told,) = company["rita"].dms
    assert told.buttons == ["Invite me", "Use another channel", "Drop it"]


def test_what_is_dropped_stays_dropped(company):
    a_refused_message(company)
    assert company["rita"].presses("Drop it").ok
    company.at_rest()
    assert stuck_in(company) == []
    assert "It is dropped, says Rita Okafor." in company["rita"].dms[-1].all_text
    company.passes(hours=1)
    assert len(company["rita"].dms) == 1


def test_a_name_that_calls_everybody_calls_nobody_where_it_stands_under_what_was_settled(company):
    company.workspace.member("rita").real_name = LOUD
    a_refused_message(company)
    assert company["rita"].presses("Drop it").ok
    company.at_rest()
    told = company["rita"].dms[-1]
    words = f"It is dropped, says {LOUD}."
    assert words in told.text
    assert told.all_text.endswith(words)


def test_a_name_that_calls_everybody_calls_nobody_where_a_doubt_was_settled(company):
    company.workspace.member("rita").real_name = LOUD
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    opens_candidate(company)
    rita = company["rita"]
    doubtful = rita.finds("cannot tell whether", "bot DM")
    late = a_late_press(rita, "It arrived", doubtful)
    assert rita.presses("It arrived", doubtful).ok
    company.at_rest()
    told = rita.finds("It arrived, says", "bot DM")
    assert f"It arrived, says {LOUD}." in told.text
    assert told.all_text.endswith(f"It arrived, says {LOUD}.")
    late()
    assert f"This is settled: it arrived, says {LOUD}." in rita.dms[-1].text


def test_every_admin_is_asked_when_the_coordinator_has_left(company):
    with company.db.begin() as tx:
        rita = people.get(tx, person_id(company, "rita"))
        people.save(tx, replace(rita, active=False))
    a_refused_message(company)
    assert company["rita"].dms == []
    assert company["adam"].presses("Drop it", company["adam"].finds("could not get through", "bot DM")).ok
    company.at_rest()
    assert "It is dropped, says Adam Keller." in company["adam"].dms[-1].all_text


def test_a_refused_mail_is_told_and_a_dropped_one_does_not_leave(company):
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    opens_candidate(company)
    told = company["rita"].finds("could not get through", "bot DM")
    assert "to *Ada Example*" in told.all_text
    assert "the mail server refused it (554)" in told.all_text
    assert company["rita"].presses("Drop it", told).ok
    company.passes(hours=1)
    assert company.mailbox.of(ADA) == []
    with company.db.read() as tx:
        assert letters.get(tx, 1).state == "cancelled"


def test_a_refused_mail_is_sent_again_when_somebody_says_so(company):
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    opens_candidate(company)
    assert company["rita"].presses("Try again").ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1


def test_a_refused_mail_that_may_have_left_at_the_next_try_is_told_as_that(company):
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    opens_candidate(company)
    rita = company["rita"]
    refused = rita.finds("could not get through", "bot DM")
    once_more = a_late_press(rita, "Try again", refused)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    assert rita.presses("Try again", refused).ok
    company.at_rest()
    doubtful = rita.finds("cannot tell whether", "bot DM")
    assert "It arrived" in doubtful.buttons
    assert "Try again" not in doubtful.buttons
    assert len(company.mailbox.of(ADA)) == 1
    once_more()
    assert "Meanwhile we cannot tell" in rita.dms[-1].text
    assert len(company.mailbox.of(ADA)) == 1
    assert rita.presses("It arrived", doubtful).ok


def test_a_letter_that_may_have_left_at_the_next_try_cannot_be_dropped_by_a_button_of_before(company):
    candidate, rita = a_refused_letter(company), company["rita"]
    refused = rita.finds("could not get through", "bot DM")
    drops = a_late_press(rita, "Drop it", refused)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    assert rita.presses("Try again", refused).ok
    company.passes(hours=26)
    assert len(to_ada(company)) == 1
    drops()
    assert "Meanwhile we cannot tell whether it left" in rita.dms[-1].text
    company.at_rest()
    assert letter_of(company, candidate).state == "held"
    assert rita.presses("It arrived", rita.finds("whether this letter left", "bot DM")).ok
    company.passes(hours=26)
    assert len(to_ada(company)) == 1


def test_a_refused_letter_says_so_and_can_be_called_back(company):
    candidate, rita = a_refused_letter(company), company["rita"]
    letter = dm(company, "rita", "Letter to Ada Example")
    assert "It could not be sent." in letter.all_text
    assert rita.presses("Undo", letter).ok
    company.at_rest()
    assert letter_of(company, candidate).state == "draft"
    told = rita.finds("could not get through", "bot DM")
    assert told.buttons == []
    assert "It is not wanted any more." in told.all_text
    assert not to_ada(company)
    assert sends(company).ok
    company.passes(hours=26)
    assert len(to_ada(company)) == 1


def test_a_mail_that_was_stopped_while_it_was_leaving_is_over_once_it_is_refused(company, monkeypatch):
    monkeypatch.setattr(relay, "TRIES", 1)

    def stops(call, fault):
        if call == "smtp.mail":
            with company.db.begin() as tx:
                letters.cancel(tx, 1)

    company.faults.tells(stops)
    company.faults.plan("smtp.mail", Kind.LOSE_BEFORE)
    opens_candidate(company)
    assert company["rita"].dms == []
    assert stuck_in(company) == []


def test_a_refused_letter_is_said_to_be_so_wherever_it_is_spoken_of(company):
    candidate, rita = a_refused_letter(company), company["rita"]
    assert "the letter could not be sent" in hiring_headline(company).all_text
    assert rita.presses("Preview", hiring_headline(company)).ok
    assert "It could not be sent." in rita.modal.text
    rita.closes(everything=True)
    assert rita.types("/candidate", "Ada").ok
    assert rita.presses("Timeline", "modal").ok
    assert "could not send the letter: it was refused" in rita.modal.text
    rita.closes(everything=True)
    company.passes(hours=10)
    assert rita.presses("Try again", rita.finds("could not get through", "bot DM")).ok
    company.at_rest()
    letter = letter_of(company, candidate)
    with company.db.read() as tx:
        assert letter.send_at == outbox.of_group(tx, f"mail:{letter.key}")[-1].not_before > company.clock.now()


def test_a_letter_that_was_called_off_cannot_be_called_back(company):
    rejected(company)
    assert sends(company).ok
    rita = company["rita"]
    late = a_late_press(rita, "Undo", dm(company, "rita", "Letter to Ada Example"))
    assert reopens(company).ok
    late()
    assert "It is not needed any more" in rita.dms[-1].text


def test_a_refused_mail_is_not_wanted_any_more_when_its_candidate_withdraws(company):
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    opens_candidate(company)
    rita = company["rita"]
    told = rita.finds("could not get through", "bot DM")
    assert f"The mail “{WELCOME}” to *Ada Example*" in told.all_text
    once_more = a_late_press(rita, "Try again", told)
    assert rita.presses("Withdraw", hiring_headline(company)).ok
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.finds("could not get through", "bot DM").buttons == []
    once_more()
    assert "This is settled: it is not wanted any more." in rita.dms[-1].text
    company.at_rest()
    assert WELCOME not in {mail.message["Subject"] for mail in company.mailbox.of(ADA)}


@pytest.mark.parametrize("kind", ["owed", "stand_in", "declined", "pointed"])
def test_what_is_told_of_an_interview_is_known_by_its_candidate_when_it_gets_stuck(company, kind):
    candidate = a_candidate(company)
    held = a_conversation(company, candidate, "screening", "ana")
    with company.db.begin() as tx:
        messages.post(tx, f"{kind}:{held}", "candidate.headline", candidate, to="C0NOWHERE")
    company.at_rest()
    assert "A message about *Ada Example* in" in company["rita"].finds("could not get through", "bot DM").all_text


def test_what_is_told_of_a_deleted_event_is_known_by_its_candidate_when_it_gets_stuck(company):
    other, candidate = a_candidate(company, name="Zoe Other"), a_candidate(company)
    deleted = a_conversation(company, candidate, "screening", "ana")
    a_conversation(company, other, "screening", "bo")
    with company.db.begin() as tx:
        key = schedule_note.removed_key(candidate, deleted)
        messages.post(tx, key, "candidate.headline", candidate, to="C0NOWHERE")
    company.at_rest()
    assert "A message about *Ada Example* in" in company["rita"].finds("could not get through", "bot DM").all_text


def test_what_is_about_nothing_any_more_is_told_all_the_same(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx:
        messages.post(tx, "headline:77", "candidate.headline", candidate, to="C0NOWHERE")
    company.at_rest()
    assert company["adam"].finds("could not get through", "bot DM")


def test_after_a_change_of_an_event_was_dropped_the_calendar_is_heard_again(company, monkeypatch):
    booked = books_screening(company)
    monkeypatch.setattr(relay, "TRIES", 1)
    company.faults.outage("events.patch", on=True)
    with company.db.begin() as tx:
        events.show(tx, 1)
    company.at_rest()
    company.faults.outage("events.patch", on=False)
    told = company["rita"].finds("The calendar event about *Ada Example* could not get through", "bot DM")
    assert company["rita"].presses("Drop it", told).ok
    company.calendars.answers("ana@example.org", booked["id"], "declined")
    company.works()
    assert "can't come" in company["rita"].dms[-1].all_text


def test_nobody_is_told_that_they_could_not_be_told(company):
    a_refused_message(company)
    (promise,) = stuck_in(company)
    with company.db.begin() as tx:
        (notice,) = outbox.of_group(tx, messages.group(f"held:{promise.id}"))
        tell_stuck(tx, notice)
        assert messages.find(tx, f"held:{notice.id}") is None
