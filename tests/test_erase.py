"""`interview-bot erase`: who asks for it is forgotten, everywhere the bot can reach, and the figures stay."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from bot.__main__ import main
from sandbox import history
from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from sandbox.history.packing import DATABASE
from sandbox.history.people import PAST, Fate
from sandbox.slack.events import Events
from storage import applications, letters, outbox
from tests.databases import on_both
from tests.handlers.deciding import screened
from tests.handlers.lettering import ADA, REASON, STRENGTH, dm, letter_of, rejected, sends, to_ada, writes
from tests.handlers.scheduling import opens_candidate
from tests.handlers.test_candidate_merge import headlines
from tests.handlers.test_candidate_note import notes_down, opens_notes
from tests.handlers.test_schedule_parting import rejected_before_it
from tests.relay.promised import calls, states, waits_until
from tests.relay.test_messages import deletes
from tests.sandbox.test_history import reopened

SECRET = "Their partner moves to Lisbon in May."
GONE = "This was about somebody whose data was erased on"


@pytest.fixture
def erase(command, capsys):
    """`erase(email, …)`: typed; gives how it ended and what was said."""

    def typed(*words):
        ended = command("erase", *words)
        said = capsys.readouterr()
        return ended, "\n".join(line for line in (said.out + said.err).splitlines() if not line.startswith("{"))

    return typed


def standing_in_rows(company, *words):
    with company.db.read() as tx:
        rows = [
            (table.name, str(tuple(row)))
            for table in SQLModel.metadata.sorted_tables
            for row in tx.execute(table.select())
        ]
    return {(name, word) for name, row in rows for word in words if word in row}


def standing_outside(company, *words):
    """In anything that the bot wrote to Slack, and in the calendar."""
    ours = [post for channel in company.workspace.channels.values() for post in channel.posts if post.metadata]
    homes = [company.workspace.windows.home(member) for member in company.workspace.members]
    shown = [json.dumps([post.text, post.blocks], default=str, ensure_ascii=False) for post in ours]
    shown += [str(event) for event in company.calendars.events_of(INTERVIEWS)]
    shown += [json.dumps(home.blocks, ensure_ascii=False) for home in homes if home]
    return {word for text in shown for word in words if word in text}


def test_whoever_went_through_the_whole_funnel_stands_nowhere_any_more(tmp_path, monkeypatch, logs_as_before):
    history.unpack(tmp_path)
    gone = [next(it.candidate for it in PAST if it.fate is fate) for fate in (Fate.HIRED, Fate.NO_AFTER_ONSITE)]
    words = [word for candidate in gone for word in (candidate.name, candidate.email)]
    with reopened(tmp_path) as company:
        for name, value in company.environment().items():
            monkeypatch.setenv(name, value)
        figures, mails = figures_of(company), len(company.mailbox.mails)
        told = list(company.calendars.invitations_sent)
        assert {"letter", "candidate"} <= {table for table, _ in standing_in_rows(company, *words)}
        assert standing_outside(company, *words) >= {candidate.name for candidate in gone}
        for candidate in gone:
            assert main(["erase", candidate.email, "--yes"]) == 0
        company.at_rest()
        assert not standing_in_rows(company, *words)
        assert not standing_outside(company, *words)
        assert figures_of(company) == figures
        assert (len(company.mailbox.mails), company.calendars.invitations_sent) == (mails, told)
        assert main(["verify"]) == 0
        company.bot_dies()
        company.bot_starts()
        company.passes(hours=26)
        assert not standing_outside(company, *words)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith(DATABASE))
    assert not [word for word in words if word.encode() in kept]


def figures_of(company):
    company["rita"].types("/hiring", "stats")
    return company["rita"].finds("Hiring figures").all_text


@on_both
def test_every_word_that_was_typed_about_them_goes(company, command, erase):
    candidate = rejected(company)
    opens_notes(company)
    assert notes_down(company, SECRET).ok
    assert sends(company).ok
    company.passes(hours=1)
    letter = letter_of(company, candidate).body.splitlines()[2]
    words = ("Ada Example", ADA, SECRET, REASON, STRENGTH, letter)
    assert {word for _, word in standing_in_rows(company, *words)} == set(words)
    said = erase(ADA, "--yes")
    assert said[0] == 0
    assert "- Ada Example, software_engineer, rejected: 1 interview, 1 scorecard, 1 note, 1 mail" in said[1]
    assert "heads printed before do not hold" not in said[1]
    company.at_rest()
    assert not standing_in_rows(company, *words)
    assert not standing_outside(company, *words)
    assert GONE in headlines(company)[0].all_text
    assert GONE in dm(company, "rita", GONE).all_text
    assert not dm(company, "rita", GONE).buttons
    assert command("verify") == 0
    assert len(to_ada(company)) == 1


def test_without_yes_it_only_says_what_would_go(company, erase):
    rejected(company)
    ended, said = erase(ADA.upper())
    assert ended == 0
    assert said.startswith(
        "This would be erased:\n- Ada Example, software_engineer, rejected: 1 interview, 1 scorecard"
    )
    assert said.endswith("Nothing was changed. To do it, say --yes: nothing brings it back.")
    company.at_rest()
    assert "Ada Example" in headlines(company)[0].all_text


def test_an_open_application_has_to_end_first(company, erase):
    screened(company)
    for yes in ((), ("--yes",)):
        ended, said = erase(ADA, *yes)
        assert ended == 1
        assert "Ada Example's application is open. Withdraw it in Slack first" in said
    assert "Ada Example" in headlines(company)[0].all_text


def test_nobody_under_an_address_is_said(company, erase):
    assert erase("nobody@example.com", "--yes") == (
        1,
        "Nobody is known under this e-mail address. `/candidate` and a name in Slack shows it.",
    )


def test_a_letter_that_has_not_left_never_does(company, erase):
    rejected(company)
    assert sends(company).ok
    assert erase(ADA, "--yes")[0] == 0
    company.passes(hours=48)
    assert not to_ada(company)
    assert not standing_outside(company, "Ada Example", "Write letter", "Undo")
    with company.db.read() as tx:
        assert not outbox.stuck(tx)
        assert not applications.with_letter_waiting(tx)


def test_a_mail_that_nobody_knows_the_fate_of_is_not_asked_about_any_more(company, erase):
    rejected(company)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    assert sends(company).ok
    company.passes(hours=1)
    assert dm(company, "rita").buttons == ["It arrived", "Send again"]
    assert erase(ADA, "--yes")[0] == 0
    company.at_rest()
    assert not standing_outside(company, "Ada Example", "Send again")
    with company.db.read() as tx:
        assert not outbox.stuck(tx)


def test_while_a_mail_leaves_it_waits(company, erase):
    candidate = rejected(company)
    assert sends(company).ok
    company.faults.plan("smtp.data", Kind.SLOW, seconds=3)
    company.clock.advance(timedelta(hours=1))
    company.bot.relay.wake()
    waits_until(lambda: states(company, letters.group(f"rejection:{candidate}")) == ["sending"])
    ended, said = erase(ADA, "--yes")
    assert (ended, said.splitlines()[0]) == (
        1,
        "A mail to Ada Example is leaving just now. Please try again in a minute.",
    )
    company.at_rest()
    assert erase(ADA, "--yes")[0] == 0
    assert len(to_ada(company)) == 1


def test_whoever_has_something_of_theirs_open_is_told_that_it_is_gone(company, erase):
    candidate = rejected(company)
    rita = company["rita"]
    assert writes(company).ok
    typed = letter_of(company, candidate).body
    assert erase(ADA, "--yes")[0] == 0
    rita.hands_in()
    assert "What was known about this candidate was erased. Nothing was changed." in rita.modal.text
    with company.db.read() as tx:
        (letter,) = letters.of_application(tx, candidate)
    assert (letter.body, letter.state, bool(typed)) == ("", "cancelled", True)
    rita.types("/candidate", "Ada")
    assert "Erased" not in rita.modal.text


def test_an_interview_still_in_their_calendar_goes_without_a_word(company, erase):
    rejected_before_it(company)
    sent = list(company.calendars.invitations_sent)
    assert company.calendars.events_of(INTERVIEWS)
    assert erase(ADA, "--yes")[0] == 0
    company.works()
    assert not company.calendars.events_of(INTERVIEWS)
    assert company.calendars.invitations_sent == sent


def test_what_was_merged_goes_together_and_a_namesake_is_pointed_out(company, erase):
    opens_candidate(company)
    opens_candidate(company, "Ada Example", "ada@example.net")
    rita = company["rita"]
    assert rita.presses("Open", headlines(company)[1]).ok
    assert rita.presses("Merge", "modal").ok
    assert rita.hands_in().ok
    opens_candidate(company, "Ada Example", "ada.example@example.net")
    assert rita.presses("Withdraw", headlines(company)[0]).ok
    assert rita.hands_in().ok
    company.at_rest()
    ended, said = erase(ADA, "--yes")
    assert ended == 0
    assert said.count("- Ada Example, ") == 2
    assert (
        "- Not among it: Ada Example under ada.example@example.net. The same person? Erase that address, too." in said
    )
    first, second, third = headlines(company)
    assert GONE in first.all_text
    assert GONE in second.all_text
    assert "Ada Example" in third.all_text


def test_a_question_that_was_settled_names_them_no_more_either(company, erase):
    rejected(company)
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    assert sends(company).ok
    company.passes(hours=1)
    rita = company["rita"]
    assert rita.presses("Try again", rita.finds("could not get through", "bot DM")).ok
    company.passes(hours=1)
    assert "Ada Example" in rita.finds("could not get through", "bot DM").all_text
    assert erase(f" {ADA} ", "--yes")[0] == 0
    company.at_rest()
    assert not standing_outside(company, "Ada Example")


def test_what_stands_in_the_messages_of_somebody_who_left_goes_too(company, erase):
    rejected(company)
    sends(company)
    company.passes(hours=1)
    Events(company.workspace).changes(company.workspace.member("rita"), deleted=True)
    company.at_rest()
    assert "Ada Example" in standing_outside(company, "Ada Example")
    erase(ADA, "--yes")
    company.at_rest()
    assert not standing_outside(company, "Ada Example")


def test_what_slack_has_no_more_is_not_said_anew(company, erase):
    opens_candidate(company)
    rita = company["rita"]
    assert rita.presses("Withdraw", headlines(company)[0]).ok
    assert rita.hands_in().ok
    company.at_rest()
    deletes(company, headlines(company)[0])
    before = len(calls(company, "chat.postMessage"))
    assert erase(ADA, "--yes")[0] == 0
    company.at_rest()
    assert len(calls(company, "chat.postMessage")) == before


def test_an_older_database_put_there_by_hand_is_not_taken_for_the_one_of_now(
    company, command, erase, database_url, tmp_path
):
    opens_candidate(company)
    assert command("backup", tmp_path / "older") == 0
    rita = company["rita"]
    assert rita.presses("Withdraw", headlines(company)[0]).ok
    assert rita.hands_in().ok
    company.bot_dies()
    assert command("backup", tmp_path / "newer") == 0  # which notes the head
    file = Path(make_url(database_url).database)
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()
    file.write_bytes((tmp_path / "older").read_bytes())
    ended, said = erase(ADA, "--yes")
    assert ended == 2
    assert "not the database that worked here last" in said
