"""A candidate withdraws while an interview is booked: nothing is left behind, and nobody is left waiting."""

from sandbox.stories import scenes
from sandbox.stories.telling import Candidate, Scene, Story, Telling

KAYA = Candidate("Kaya Demir", "kaya.demir@example.com", "Infrastructure engineer", "Europe/Istanbul")


def _withdraws(telling: Telling) -> None:
    rita = telling["rita"]
    (event,) = scenes.upcoming_of(telling, KAYA)
    panel = scenes.panel_of(telling, event)
    messages = {player.name: len(player.person.dms) for player in panel}
    rita.presses("Withdraw", on=rita.headline(KAYA.name, "Withdraw"))
    rita.fills_in({"What did they say?": "Took another offer; was kind about it."})
    rita.hands_in()
    rita.headline(KAYA.name, "Closed")
    telling.calendar_shows(
        lambda events: any(it["id"] == event["id"] and it["status"] == "cancelled" for it in events),
        "that the interview is gone",
    )
    rita.sees_in_thread(KAYA.name, "Initial interview", "cancelled")
    for player in panel:
        player.is_told("Cancelled", KAYA.name)
        if len(player.person.dms) != messages[player.name]:
            raise AssertionError(f"{player.name} should learn of it from the message that is there already")
    telling.mail_comes(KAYA, "is withdrawn")


STORY = Story(
    "withdraws",
    "Kaya: withdraws while an interview is booked",
    KAYA,
    (
        scenes.opens_application(KAYA),
        scenes.books(KAYA, "Initial interview", {"screening": ["ana", "cy"]}),
        scenes.panel_accepts(KAYA),
        Scene("Kaya writes that she has taken another offer", _withdraws),
    ),
)
