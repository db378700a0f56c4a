from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from sandbox.company import INTERVIEWS
from tests.sandbox.page_visitor import Visitor, a_visitor

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
ADA, GRACE, ANA = "ada@example.com", "grace@example.com", "ana@example.org"
SCREENING = "screening1"
ICS = """BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Initial interview\\, with\r\n  Ana\r\nDTSTART:20270302T090000Z\r\nEND:VEVENT\r\n"""


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with a_visitor() as found:
        yield found


def is_mailed(visitor: Visitor, to: str, subject: str, *, html: str = "", ics: str = "") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Rita Okafor <jobs@example.org>", to, subject
    mail["Reply-To"] = "rita@example.org"
    mail.set_content("Dear Ada,\n\nwe look forward to meeting you.\n")
    if html:
        mail.add_alternative(html, subtype="html")
    if ics:
        mail.add_attachment(ics.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    visitor.company.mailbox.take(mail.as_bytes(), "jobs@example.org", (to,))
    visitor.company.clock.advance(timedelta(minutes=5))


def is_invited(visitor: Visitor, *guests: str) -> None:
    visitor.books(SCREENING, at(10, 1), at(10.75, 1), *guests, zone="Europe/Lisbon")
    visitor.company.clock.advance(timedelta(minutes=5))


def test_an_empty_mailbox_says_so(visitor: Visitor) -> None:
    assert "No letter and no invitation has reached a candidate yet." in visitor.opens("/as/rita/mail").read()


def test_letters_and_invitations_stand_together_newest_first(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Welcome")
    is_invited(visitor, ADA, ANA)
    is_mailed(visitor, GRACE, "Thank you")
    visitor.opens("/as/hana/mail")
    assert visitor.page.like("letter-") == ["letter-2", "letter-i1", "letter-1"]
    assert "Thank you" in visitor.page.read("letter-2")
    assert "1 Mar, 09:10" in visitor.page.read("letter-2")
    assert ANA not in visitor.page.read("letters")  # she works here: her invitations stand in her calendar


def test_the_newest_forty_are_shown_and_the_earlier_ones_are_a_press_away(visitor: Visitor) -> None:
    for number in range(1, 46):
        is_mailed(visitor, ADA, f"Number {number} of many")
    newest = visitor.opens(f"/as/hana/mail?of={ADA}")
    assert newest.like("letter-") == [f"letter-{number}" for number in range(45, 5, -1)]
    earlier = visitor.opens(newest.links["Earlier"])
    assert earlier.like("letter-") == [f"letter-{number}" for number in range(5, 0, -1)]
    assert "Earlier" not in earlier.links
    assert visitor.opens(earlier.links["Newest"]).like("letter-")[0] == "letter-45"


def test_one_can_look_at_what_one_candidate_got(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Welcome")
    is_mailed(visitor, GRACE, "Thank you")
    assert "Everybody (2) grace@example.com (1) ada@example.com (1)" in visitor.opens("/as/rita/mail").read("of")
    assert visitor.opens(f"/as/rita/mail?of={ADA}").like("letter-") == ["letter-1"]
    assert "Nothing has reached eve@example.com yet." in visitor.opens("/as/rita/mail?of=eve@example.com").read()


def test_everybody_of_the_cast_may_look(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Welcome")
    for who in ("gus", "adam", "dee"):
        assert "It stands for the inboxes of the candidates" in visitor.opens(f"/as/{who}/mail").read()
        assert "Dear Ada" in visitor.opens(f"/as/{who}/mail/1").read()


def test_a_letter_is_read_as_the_candidate_sees_it_and_as_text(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Your interview – what to expect", html="<p>Dear <b>Ada</b></p>")
    visitor.opens("/as/ana/mail/1")
    assert "Your interview – what to expect" in visitor.page.read("letter")
    for words in ("From Rita Okafor <jobs@example.org>", "To ada@example.com", "Reply to rita@example.org"):
        assert words in visitor.page.read("letter")
    assert "Date Monday, 1 March 2027, 08:00" in visitor.page.read("letter")  # where Ana lives
    assert "<p>Dear <b>Ada</b></p>" in visitor.page.attributes["letter-html"]["srcdoc"]

    visitor.opens(visitor.page.attributes["look-text"]["href"])
    assert visitor.page.read("letter-text") == "Dear Ada, we look forward to meeting you."
    assert "letter-html" not in visitor.page.words


def test_what_a_letter_brings_along_is_neither_fetched_nor_run(visitor: Visitor) -> None:
    tricks = (
        '<script>alert(1)</script><img src="https://example.net/seen.gif"><a href="https://example.net">here</a>"\'>'
    )
    is_mailed(visitor, ADA, "<script>alert(2)</script>", html=tricks)
    visitor.opens("/as/rita/mail/1")
    frame = visitor.page.attributes["letter-html"]
    assert frame["sandbox"] == ""  # no scripts, no pop-ups, no way out
    assert "default-src 'none'" in frame["srcdoc"]
    assert frame["srcdoc"].index("default-src") < frame["srcdoc"].index("example.net")
    assert frame["srcdoc"].endswith(tricks + "\n")
    assert visitor.page.read("letter-subject") == "<script>alert(2)</script>"


def test_a_letter_without_html_is_shown_as_text(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Welcome")
    assert "Dear Ada" in visitor.opens("/as/rita/mail/1").read("letter-text")


def test_what_is_attached_is_listed_and_a_calendar_file_is_read(visitor: Visitor) -> None:
    is_mailed(visitor, ADA, "Welcome", ics=ICS)
    attached = visitor.opens("/as/rita/mail/1").read("attached-1")
    assert attached == "invite.ics text/calendar, 105 bytes What Initial interview, with Ana From 20270302T090000Z"


def test_an_invitation_says_when_where_the_candidate_lives(visitor: Visitor) -> None:
    is_invited(visitor, ADA, ANA)
    visitor.opens("/as/rita/mail/i1")
    subject = "Invitation: Example · Initial interview @ Tue 2 Mar 2027 10:00 - 10:45 (Europe/Lisbon) (ada@example.com)"
    assert visitor.page.read("letter-subject") == subject
    assert "From Interviews <interviews@example.org>" in visitor.page.read("letter")
    assert "Guests Interviews - organizer ada@example.com Ana Duarte" in visitor.page.read("invitation")
    assert "You have been invited to: Example · Initial interview" in visitor.opens(
        visitor.page.attributes["look-text"]["href"]
    ).read("letter-text")


def test_a_candidate_answers_by_the_mail_they_got(visitor: Visitor) -> None:
    is_invited(visitor, ADA, ANA)
    visitor.opens("/as/gus/mail/i1")
    for word, answer in (("yes", "accepted"), ("maybe", "tentative"), ("no", "declined")):
        visitor.presses(f"invitation-{word}")
        assert visitor.answer_of(ADA, SCREENING) == answer
        assert visitor.page.attributes[f"invitation-{word}"]["aria-pressed"] == "true"
    assert visitor.answer_of(ANA, SCREENING) == "needsAction"


def test_a_move_and_a_cancellation_are_mailed_too_and_older_mails_stay_as_they_were(visitor: Visitor) -> None:
    is_invited(visitor, ADA, ANA)
    visitor.company.calendars.moves(INTERVIEWS, SCREENING, at(14, 2), at(14.75, 2))
    visitor.company.clock.advance(timedelta(minutes=5))
    visitor.company.calendars.removes(INTERVIEWS, SCREENING)
    visitor.opens("/as/rita/mail")
    cancelled, moved, first = visitor.page.like("letter-")
    assert "Canceled event: Example · Initial interview @ Wed 3 Mar 2027 14:00" in visitor.page.read(cancelled)
    assert "Updated invitation: Example · Initial interview @ Wed 3 Mar 2027 14:00" in visitor.page.read(moved)
    assert "Invitation: Example · Initial interview @ Tue 2 Mar 2027 10:00" in visitor.page.read(first)


def test_to_what_is_cancelled_there_is_nothing_to_answer(visitor: Visitor) -> None:
    is_invited(visitor, ADA, ANA)
    visitor.opens("/as/rita/mail/i1")
    visitor.company.calendars.removes(INTERVIEWS, SCREENING)
    visitor.presses("invitation-yes")
    assert "There is nothing to answer any more." in visitor.page.read("letter")
    assert not visitor.page.like("invitation-")


def test_a_letter_nobody_wrote_is_not_here(visitor: Visitor) -> None:
    for number in ("1", "i1", "0", "-1", "x"):
        assert visitor.opens(f"/as/rita/mail/{number}").status == 404
