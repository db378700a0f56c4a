"""A private channel per candidate, where the process asks for one."""

import pytest

from bot.csv_files.candidates import import_candidates
from bot.hiring import candidate_channel
from sandbox.faults import Kind
from storage import applications, cards, channels, outbox
from tests.company import ROOT, a_living_company
from tests.handlers.deciding import a_conversation, decides, hands_in
from tests.handlers.scheduling import ADA, at_stage, books, looks, opens_candidate, opens_form
from tests.relay.promised import promises_note, states

NAME = "hiring-0001"


def with_the_choice(folder):
    path = folder / "process.yaml"
    text = (ROOT / "process.yaml").read_text("utf-8")
    path.write_text(text.replace("candidate_channels: false", "candidate_channels: true"), encoding="utf-8")
    return path


@pytest.fixture
def company(database_url, tmp_path):
    with a_living_company(database_url, process_file=with_the_choice(tmp_path)) as living:
        yield living


def ours(company):
    """The channels that the bot made, by name."""
    return {it.name: it for it in company.workspace.channels.values() if it.creator == company.workspace.bot.id}


def names_in(company, channel=NAME):
    company.at_rest()
    inside = company.workspace.channel(channel).members
    return {name for name in ("rita", "remy", "hana", "ana", "bo", "cy", "dee") if company[name].member.id in inside}


def headline(company, by="rita", channel=NAME):
    company.at_rest()
    (only,) = company[by].sees(channel)
    return only


def thread_text(company, by="rita", channel=NAME):
    return "\n".join(reply.all_text for reply in company[by].thread(headline(company, by, channel)))


def ada(company):
    with company.db.read() as tx:
        return applications.of_email(tx, ADA)[0]


def stuck_in(company):
    with company.db.read() as tx:
        return outbox.stuck(tx)


def onsite_done(company):
    opens_candidate(company)
    candidate = at_stage(company, "onsite")
    for session, who in (("screening", "ana"), ("repo_setup", "bo"), ("project_deep_dive", "cy")):
        hands_in(company, a_conversation(company, candidate, session, who), who)
    return candidate


def withdraws(company, channel=NAME):
    assert company["rita"].presses("Withdraw", headline(company, channel=channel)).ok
    assert company["rita"].hands_in().ok
    company.at_rest()


def presses_on_card(company, label, by="rita"):
    company[by].types("/candidate", "Ada")
    outcome = company[by].presses(label, "modal")
    assert outcome.ok, outcome


# opening it


def test_a_candidate_is_talked_about_in_a_channel_of_their_own_that_names_nobody(company):
    opens_candidate(company)
    assert list(ours(company)) == [NAME]
    assert ours(company)[NAME].kind == "private_channel"
    assert "Ada Example" in headline(company).all_text
    assert names_in(company) == {"rita", "hana"}
    assert company["rita"].sees("hiring") == []
    presses_on_card(company, "Notes")
    company["rita"].closes()
    assert f"Talked about in #{NAME}" in company["rita"].modal.text


def test_without_the_choice_nothing_changes_and_who_began_without_it_stays(database_url, tmp_path):
    plain = tmp_path / "process.yaml"
    plain.write_text((ROOT / "process.yaml").read_text("utf-8"), encoding="utf-8")
    with a_living_company(database_url, process_file=plain) as company:
        opens_candidate(company)
        assert ours(company) == {}
        with_the_choice(tmp_path)
        company.bot_dies()
        company.bot_starts()
        opens_candidate(company, "Ben Later", "ben@example.com")
        assert list(ours(company)) == ["hiring-0002"]
        assert "Ada Example" in headline(company, channel="hiring").all_text
        assert "Ben Later" in headline(company, channel="hiring-0002").all_text


def test_a_name_that_is_taken_is_left_alone(company):
    company.workspace.add_channel(NAME, private=True, with_bot=False)
    opens_candidate(company)
    assert list(ours(company)) == [f"{NAME}-2"]
    assert "Ada Example" in headline(company, channel=f"{NAME}-2").all_text


@pytest.mark.parametrize("kind", [Kind.LOSE_AFTER, Kind.SERVER_ERROR_AFTER, Kind.LOSE_BEFORE, Kind.RATE_LIMITED])
def test_it_is_made_once_whatever_breaks(company, kind):
    company.faults.plan("conversations.create", kind)
    opens_candidate(company)
    assert list(ours(company)) == [NAME]
    assert "Ada Example" in headline(company).all_text


def test_an_older_channel_of_ours_is_never_taken_over(company):
    """Of another database, say: what stands there is about somebody else."""
    older = company.workspace.add_channel(NAME, private=True)
    older.creator = company.workspace.bot.id
    company.passes(hours=1)
    company.faults.plan("conversations.create", Kind.SERVER_ERROR)
    opens_candidate(company)
    assert older.posts == []
    assert "Ada Example" in headline(company, channel=f"{NAME}-2").all_text


def test_candidates_from_a_file_get_theirs_too(company, tmp_path):
    path = tmp_path / "open.csv"
    path.write_text(f"name,email,role,coordinator\nAda Example,{ADA},software_engineer,rita@example.org\n")
    bot = company.bot
    import_candidates(path, bot.db, bot.process, bot.directory, channel="hiring", dry_run=False)
    assert "Ada Example" in headline(company).all_text


def test_when_slack_has_enough_every_channel_waits_its_turn(company, tmp_path):
    """Twenty a minute, whoever they are for."""
    path = tmp_path / "open.csv"
    lines = [f"Candidate {n},c{n}@example.com,software_engineer,rita@example.org" for n in range(3)]
    path.write_text("\n".join(["name,email,role,coordinator", *lines]))
    company.faults.plan("conversations.create", Kind.RATE_LIMITED)
    bot = company.bot
    import_candidates(path, bot.db, bot.process, bot.directory, channel="hiring", dry_run=False)
    company.at_rest()
    assert list(ours(company)) == [f"hiring-000{n}" for n in (1, 2, 3)]
    assert ["Candidate" in headline(company, channel=name).all_text for name in ours(company)] == [True] * 3


# who is in it


def test_who_is_booked_is_invited_and_reads_nothing_of_a_card(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    assert books(company).ok
    assert names_in(company) == {"rita", "hana", "ana"}
    held = a_conversation(company, ada(company).id, "screening", "bo")
    hands_in(company, held, "bo", note="Zebra: named the trade-off before I asked for it.")
    assert names_in(company) == {"rita", "hana", "ana", "bo"}
    assert "Initial interview" in thread_text(company, "ana")
    assert "Zebra" not in company["ana"].describe()
    assert company["rita"].sees("hiring") == []


def test_somebody_who_may_not_be_invited_is_reported_and_the_others_are_in(company):
    company.workspace.kept_out.add(company["hana"].member.id)
    opens_candidate(company)
    (told,) = [dm for dm in company["rita"].dms if "could not invite" in dm.all_text]
    assert "Hana Sato*: Slack does not let me invite them" in told.all_text
    assert names_in(company) == {"rita"}
    a_conversation(company, ada(company).id, "screening", "ana")
    company.at_rest()
    assert names_in(company) == {"rita", "ana"}
    assert len([dm for dm in company["rita"].dms if "could not invite" in dm.all_text]) == 1


def test_somebody_a_colleague_invited_already_is_in_it_once(company):
    opens_candidate(company)
    company.workspace.channel(NAME).members.append(company["ana"].member.id)
    a_conversation(company, ada(company).id, "screening", "ana", "bo")
    company.at_rest()
    assert names_in(company) == {"rita", "hana", "ana", "bo"}
    assert stuck_in(company) == []


# the debate


def test_the_decision_is_debated_there_and_the_hiring_channel_never_hears_of_it(company):
    candidate = onsite_done(company)
    company.passes(minutes=30)
    assert "Start where views differ." in thread_text(company)
    assert decides(company, "hana", "One more conversation", "One look is thin.", on=headline(company, "hana")).ok
    extra = a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
    company.at_rest()
    assert "One more conversation" in thread_text(company, "dee")
    hands_in(company, extra, "dee")
    with company.db.read() as tx:
        independent = {card.scorecard.interviewer: card.independent for card in cards.of(tx, ada(company))}
    assert independent[company["dee"].member.id] is False
    assert independent[company["cy"].member.id] is True
    assert company["rita"].sees("hiring") == []


# the workspace forbids it


def forbidden(company):
    company.workspace.making_channels_is_refused = True
    opens_candidate(company)
    (told,) = [dm for dm in company["rita"].dms if "private channel" in dm.all_text]
    return told


def test_where_bots_may_make_no_channels_the_coordinator_is_told_what_to_do(company):
    told = forbidden(company)
    assert "The private channel for *Ada Example* could not be made" in told.all_text
    assert "an admin of the workspace can allow it" in told.all_text
    assert told.buttons == ["Try again", "Use the hiring channel"]
    company.workspace.making_channels_is_refused = False
    assert company["rita"].presses("Try again", told).ok
    assert "Ada Example" in headline(company).all_text
    assert names_in(company) == {"rita", "hana"}
    assert company["rita"].sees("hiring") == []


def test_or_the_hiring_channel_is_used_when_somebody_says_so(company):
    told = forbidden(company)
    assert company["rita"].sees("hiring") == []
    assert company["rita"].presses("Use the hiring channel", told).ok
    assert "Everybody in it will see the candidate's name" in company["rita"].confirmed[-1]
    assert "Ada Example" in headline(company, channel="hiring").all_text
    assert "The hiring channel is used instead, says Rita Okafor." in company["rita"].dms[-1].all_text
    company.workspace.making_channels_is_refused = False
    a_conversation(company, ada(company).id, "screening", "ana")
    withdraws(company, "hiring")
    assert ours(company) == {}
    assert "Closed" in headline(company, channel="hiring").all_text
    assert not company.workspace.channel("hiring").archived
    assert stuck_in(company) == []


def test_who_withdraws_before_a_channel_could_be_made_gets_none(company):
    told = forbidden(company)
    company["rita"].types("/candidate", "Ada")
    assert company["rita"].presses("Withdraw", "modal").ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    company.workspace.making_channels_is_refused = False
    assert company["rita"].presses("Try again", told).ok
    company.at_rest()
    assert ours(company) == {}
    presses_on_card(company, "Reopen")
    company["rita"].fills_in({"Why?": "They called."})
    assert company["rita"].hands_in().ok
    assert "Ada Example" in headline(company).all_text


def test_what_is_said_of_somebody_whose_channel_will_never_be_is_said_nowhere(company):
    told = forbidden(company)
    company["rita"].types("/candidate", "Ada")
    assert company["rita"].presses("Withdraw", "modal").ok
    assert company["rita"].hands_in().ok
    assert company["rita"].presses("Try again", told).ok
    company.at_rest()
    promises_note(company)
    company.at_rest()
    assert states(company, "message:note:1") == ["cancelled"]
    assert company["rita"].sees("hiring") == []


def test_when_every_name_is_taken_a_person_is_asked(company, monkeypatch):
    monkeypatch.setattr(candidate_channel, "TRIES", 2)
    for name in (NAME, f"{NAME}-2"):
        company.workspace.add_channel(name, private=True, with_bot=False)
    opens_candidate(company)
    assert ours(company) == {}
    assert [it.error for it in stuck_in(company) if it.kind == "channel"] == ["name_taken"]
    assert "could not be made" in company["rita"].finds("private channel", "bot DM").all_text


# the end


def test_where_nothing_is_to_be_done_nobody_is_called(company):
    opens_candidate(company)
    before = len(company.workspace.calls)
    is_looked_at(company)
    assert [call.method for call in company.workspace.calls[before:]] == []
    withdraws(company)
    before = len(company.workspace.calls)
    is_looked_at(company)
    assert [call.method for call in company.workspace.calls[before:]] == []
    assert stuck_in(company) == []


def is_looked_at(company):
    with company.db.begin() as tx:
        channels.bring_up_to_date(tx, ada(company).id)
    company.at_rest()


def test_it_is_archived_once_its_headline_says_closed(company):
    opens_candidate(company)
    company.faults.plan("chat.update", Kind.SERVER_ERROR, times=2)
    withdraws(company)
    assert ours(company)[NAME].archived
    assert "Closed" in company["rita"].sees(NAME)[0].all_text
    assert stuck_in(company) == []


def test_a_lost_answer_does_not_leave_it_half_archived(company):
    opens_candidate(company)
    company.faults.plan("conversations.archive", Kind.LOSE_AFTER)
    withdraws(company)
    assert ours(company)[NAME].archived
    with company.db.read() as tx:
        assert channels.get(tx, ada(company).id).archived
    assert stuck_in(company) == []


def test_who_comes_back_gets_another_one_with_everything_that_was_posted(company):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    assert books(company).ok
    withdraws(company)
    presses_on_card(company, "Edit")
    company["rita"].fills_in({"Source": "A friend"})
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert stuck_in(company) == []
    presses_on_card(company, "Reopen")
    company["rita"].fills_in({"Why?": "They called."})
    assert company["rita"].hands_in().ok
    again = f"{NAME}-2"
    assert "Closed" not in headline(company, channel=again).all_text
    assert "Initial interview" in thread_text(company, channel=again)
    assert names_in(company, again) == {"rita", "hana"}
    withdraws(company, again)
    assert [it.archived for it in ours(company).values()] == [True, True]
    assert stuck_in(company) == []


def test_after_a_rejection_it_stays_until_the_letter_has_left(company):
    opens_candidate(company)
    candidate = at_stage(company, "screening")
    hands_in(company, a_conversation(company, candidate, "screening", "ana"), "ana", more="You explained every step")
    reason = "The task was not solved with all hints given."
    assert decides(company, "rita", "Reject", reason, on=headline(company)).ok
    assert not ours(company)[NAME].archived
    assert company["rita"].presses("Write letter", headline(company)).ok
    assert company["rita"].hands_in().ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert not ours(company)[NAME].archived
    company.passes(hours=3)
    assert ours(company)[NAME].archived
    assert stuck_in(company) == []


def test_after_a_hire_it_stays_until_the_coordinator_says_cleared(company):
    candidate = onsite_done(company)
    company.passes(minutes=30)
    assert decides(company, "hana", "Make an offer", "Every trait was seen twice.", on=headline(company, "hana")).ok
    assert candidate
    assert company["rita"].presses("Accepted", headline(company)).ok
    assert company["rita"].hands_in().ok
    company.at_rest()
    reminder = company["rita"].finds("Cleared", "bot DM")
    assert f"look through #{NAME}" in reminder.all_text
    assert not ours(company)[NAME].archived
    assert company["rita"].presses("Cleared", reminder).ok
    company.at_rest()
    assert ours(company)[NAME].archived


def test_where_archiving_is_forbidden_the_coordinator_is_told(company):
    opens_candidate(company)
    company.workspace.archiving_is_refused = True
    withdraws(company)
    told = company["rita"].finds("could not be brought up to date", "bot DM")
    company.workspace.archiving_is_refused = False
    assert company["rita"].presses("Try again", told).ok
    company.at_rest()
    assert ours(company)[NAME].archived


def test_another_role_leaves_no_trace_in_its_channel(company):
    opens_candidate(company)
    presses_on_card(company, "Edit")
    company["rita"].fills_in({"Role": "Infrastructure engineer"})
    assert company["rita"].hands_in().ok
    assert "Infrastructure engineer" in headline(company).all_text
    assert company["rita"].sees("hiring") == []


def test_a_bot_that_dies_meanwhile_makes_no_second_one(company):
    company.faults.plan("conversations.create", Kind.SERVER_ERROR_AFTER)
    rita = company["rita"]
    assert rita.types("/candidate").ok
    rita.fills_in({"Name": "Ada Example", "E-mail": ADA})
    assert rita.hands_in().ok
    rita.waits_for(lambda: ours(company))
    company.bot_dies()
    company.bot_starts()
    assert names_in(company) == {"rita"}
    assert list(ours(company)) == [NAME]


@pytest.mark.parametrize(("kind", "times"), [(Kind.SLOW, 1), (Kind.LOSE_AFTER, 2)])
def test_who_comes_back_while_it_is_being_archived_gets_another_one(company, kind, times):
    opens_candidate(company)
    company.at_rest()
    company.faults.plan("conversations.archive", kind, times=times)
    assert company["rita"].presses("Withdraw", headline(company)).ok
    assert company["rita"].hands_in().ok
    company.faults.waits_until_met()
    presses_on_card(company, "Reopen")
    company["rita"].fills_in({"Why?": "They called."})
    assert company["rita"].hands_in().ok
    assert "Closed" not in headline(company, channel=f"{NAME}-2").all_text
    assert stuck_in(company) == []


def test_where_a_colleague_archived_it_trying_again_makes_another_one(company):
    opens_candidate(company)
    company.at_rest()
    company.workspace.channel(NAME).archived = True
    company.workspace.channel(NAME).members.remove(company.workspace.bot.id)
    a_conversation(company, ada(company).id, "screening", "ana")
    with company.db.begin() as tx:
        channels.bring_up_to_date(tx, ada(company).id)
    company.at_rest()
    told = company["rita"].finds("could not be brought up to date", "bot DM")
    assert company["rita"].presses("Try again", told).ok
    assert "Ada Example" in headline(company, channel=f"{NAME}-2").all_text
    assert "ana" in names_in(company, f"{NAME}-2")


def test_whoever_is_erased_stands_in_it_for_slacks_admins_alone(company, command, capsys):
    opens_candidate(company)
    withdraws(company)
    own = ours(company)[NAME]
    assert command("erase", ADA, "--yes") == 0
    assert (
        f"- Not among it: their channel {own.id}. It is archived, so only Slack's admins can" in capsys.readouterr().out
    )
    company.at_rest()
    assert stuck_in(company) == []


def test_whoever_is_erased_while_it_stands_goes_from_it_and_it_ends(company, command):
    opens_candidate(company)
    candidate = at_stage(company, "onsite")
    for session, who in (("screening", "ana"), ("repo_setup", "bo"), ("project_deep_dive", "cy")):
        hands_in(company, a_conversation(company, candidate, session, who), who)
    company.passes(minutes=30)
    decides(company, "hana", "Reject", "Not yet.", on=headline(company, "hana"))
    assert not ours(company)[NAME].archived
    assert command("erase", ADA, "--yes") == 0
    company.at_rest()
    company.works()
    assert "Ada Example" not in str([post.blocks for post in ours(company)[NAME].posts])
    assert ours(company)[NAME].archived
    assert stuck_in(company) == []
