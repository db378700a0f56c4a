"""What cannot get through is held, told to one named person once, and goes on when they say so."""

from sandbox.faults import Kind
from tests.handlers.scheduling import ADA, thread
from tests.relay.promised import ada, posts, promises_note, refreshes, states

GROUP = "message:headline:1"


def archives(company, *, archived=True):
    with company.workspace.change():
        company.workspace.channel("hiring").archived = archived


def opens_as_it_is_archived(company):
    """The channel is still there when the form is handed in, and archived when the headline comes."""
    company.faults.plan("chat.postMessage", Kind.SLOW, seconds=0.5)
    rita = company["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": "Ada Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    rita.hands_in()
    archives(company)
    company.at_rest()


def notices(company, name="rita"):
    return [dm for dm in company[name].dms if "could not get through" in dm.all_text]


def test_an_archived_channel_is_told_to_the_coordinator_once(company):
    opens_as_it_is_archived(company)
    (notice,) = notices(company)
    assert "the channel is archived" in notice.all_text
    assert notice.buttons == ["Invite me", "Use another channel", "Drop it"]
    refreshes(company)
    company.at_rest()
    assert len(notices(company)) == 1
    assert states(company, GROUP)[0] == "held"
    assert not any(notices(company, name) for name in ("remy", "hana", "adam"))


def test_replies_are_held_with_their_headline_and_follow_it(company):
    opens_as_it_is_archived(company)
    promises_note(company, thread="headline:1")
    company.at_rest()
    assert states(company, "message:note:1") == ["held"]
    assert len(notices(company)) == 1
    archives(company, archived=False)
    company["rita"].presses("Invite me", notices(company)[0])
    company.at_rest()
    assert len(posts(company)) == 1
    assert len(thread(company)) == 1
    assert states(company, "message:note:1") == ["done"]


def test_a_dropped_headline_stays_dropped_and_takes_its_replies_along(company):
    opens_as_it_is_archived(company)
    company["rita"].presses("Drop it", notices(company)[0])
    archives(company, archived=False)
    promises_note(company, thread="headline:1")
    refreshes(company)
    company.at_rest()
    assert posts(company) == []
    assert set(states(company, GROUP)) == {"cancelled"}
    assert states(company, "message:note:1") == ["cancelled"]


def test_what_is_still_stuck_when_tried_again_is_told_in_the_same_message(company):
    opens_as_it_is_archived(company)
    company["rita"].presses("Invite me", notices(company)[0])
    company["rita"].hands_in()
    company.at_rest()
    (notice,) = notices(company)
    assert notice.buttons == ["Invite me", "Use another channel", "Drop it"]
    assert states(company, GROUP)[0] == "held"
    assert ada(company).is_open
