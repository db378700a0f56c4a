"""Scenes in which people decide, and the candidate hears of it: cards read, advance, reject, the letter."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.stories.player import Player
from sandbox.stories.telling import Candidate, Scene, Telling

UNDO = timedelta(minutes=10)


def cards_are_read(candidate: Candidate, reader: str, *words: str) -> Scene:
    """*words* are marks or notes that stand there, and in nobody's channel."""

    def play(telling: Telling) -> None:
        player = telling[reader]
        player.presses("Read the cards", on=player.headline(candidate.name, "Read the cards"))
        player.waits_for_form(candidate.name, *words)
        player.shows_form()
        player.closes()
        stands_in_no_channel(telling, *words)

    return Scene(f"{reader.title()} reads the scorecards side by side", play)


def advances(candidate: Candidate, why: str) -> Scene:
    def play(telling: Telling) -> None:
        rita = telling["rita"]
        rita.presses("Advance", on=rita.headline(candidate.name, "Advance"))
        rita.fills_in({"Why?": why})
        rita.hands_in()
        rita.headline(candidate.name, "On-site", "Schedule")
        rita.sees_in_thread(candidate.name, f"{candidate.name} moves on: On-site.")

    return Scene(f"Rita takes {candidate.first_name} on to the on-site", play)


def turns_down(candidate: Candidate, by: str, why: str) -> Scene:
    """The channel is told that it is closed, never "rejected"; nothing goes to the candidate yet."""

    def play(telling: Telling) -> None:
        player = telling[by]
        letters = len(telling.company.mailbox.of(candidate.email))
        player.presses("Reject", on=player.headline(candidate.name, "Reject"))
        player.waits_for_form(f"Nothing goes to {candidate.name} yet. Next: the letter.")
        player.fills_in({"Why?": why})
        player.hands_in()
        player.headline(candidate.name, "Closed")
        player.sees_in_thread(candidate.name, "Closed. Thank you all for your time")
        player.is_told(f"Letter to {candidate.name}", "Write letter")
        stands_in_no_channel(telling, "Rejected", why)
        if len(telling.company.mailbox.of(candidate.email)) != letters:
            raise AssertionError(f"{candidate.name} got a mail before anybody wrote one")

    return Scene(f"{by.title()} turns {candidate.first_name} down, with a reason", play)


def letter_is_written(candidate: Candidate, by: str, *, evening: bool = False, reader: str = "") -> Scene:
    """With everything that interviewers wrote for sending. After an on-site a second person, *reader*, reads it too."""

    def play(telling: Telling) -> None:
        player = telling[by]
        if evening:
            telling.moves_to(_evening(telling.now, candidate.zone), "the working day is over")
        _opens_letter(player, candidate)
        player.fills_in({"What interviewers wrote for sending": _offered(player)})
        player.hands_in()
        sends(player, candidate)
        if reader:
            is_read_too(telling[reader], candidate)

    read = f"; {reader.title()} reads it too" if reader else ""
    return Scene(f"{by.title()} writes the letter, reads it as it will leave, and sends it{read}", play)


def a_leak_is_kept_back(candidate: Candidate, by: str, leak: str, complaint: str) -> Scene:
    """A letter with a colleague's mark in it is not even shown for sending; mended, it is."""

    def play(telling: Telling) -> None:
        player = telling[by]
        _opens_letter(player, candidate)
        good = text_of(player)
        player.fills_in({"Text": good.replace("\n\nI wish you well", f"\n\n{leak}\n\nI wish you well")})
        player.hands_in_and_is_refused(complaint)
        player.fills_in({"Text": good})
        player.hands_in()
        sends(player, candidate)

    return Scene(f"{by.title()}'s first letter says too much: it is kept back, mended and sent", play)


def letter_is_called_back(candidate: Candidate, by: str) -> Scene:
    def play(telling: Telling) -> None:
        player = telling[by]
        telling.passes(timedelta(minutes=5), "five minutes later, within the undo window")
        player.presses("Undo", on=player.is_told(f"Letter to {candidate.name}", "Undo"))
        player.is_told(f"Letter to {candidate.name}", "Write letter")
        player.sees_in_thread(candidate.name, "called back")

    return Scene(f"{by.title()} thinks again: Undo", play)


def letter_leaves(candidate: Candidate, subject: str, *words: str) -> Scene:
    """In the candidate's working hours, after the undo window; not a minute earlier."""

    def play(telling: Telling) -> None:
        letters = len(telling.company.mailbox.of(candidate.email))
        leaves = in_working_hours(telling.now + UNDO, candidate.zone)
        telling.moves_to(leaves - timedelta(minutes=1), f"nothing has left yet for {candidate.first_name}")
        if len(telling.company.mailbox.of(candidate.email)) != letters:
            raise AssertionError(f"The letter to {candidate.name} left before its time")
        telling.moves_to(
            leaves + timedelta(minutes=1), f"it is {_clock(leaves, candidate)} where {candidate.first_name} lives"
        )
        mail = telling.mail_comes(candidate, subject)
        missing = [word for word in words if word not in mail.text]
        if missing:
            raise AssertionError(f"The mail to {candidate.name} does not say {missing}:\n{mail.text}")
        telling["rita"].sees_in_thread(candidate.name, "has been sent")

    return Scene(f"The mail reaches {candidate.first_name} in working hours", play)


def stands_in_no_channel(telling: Telling, *words: str) -> None:
    """Nobody finds *words* in the hiring channel or its threads."""
    rita = telling["rita"].person
    for headline in rita.sees("hiring"):
        for message in (headline, *rita.thread(headline)):
            for word in words:
                if word in message.all_text:
                    raise AssertionError(f"{word!r} must not stand in the hiring channel: {message.all_text}")


def in_working_hours(at: datetime, zone: str) -> datetime:
    """The first moment from *at* on between 9 and 17 o'clock there, Monday to Friday."""
    there = at.astimezone(ZoneInfo(zone))
    if there.hour >= 17:
        there = datetime.combine(there.date() + timedelta(days=1), time(9), ZoneInfo(zone))
    elif there.hour < 9:
        there = datetime.combine(there.date(), time(9), ZoneInfo(zone))
    while there.weekday() > 4:
        there = datetime.combine(there.date() + timedelta(days=1), time(9), ZoneInfo(zone))
    return there


def sends(player: Player, candidate: Candidate) -> None:
    player.waits_for_form("Leaves", "Send letter")
    player.hands_in()
    player.is_told(f"to {candidate.name}", "It leaves", "Undo")
    player.sees_in_thread(candidate.name, "is on its way")


def is_read_too(reader: Player, candidate: Candidate) -> None:
    reader.presses("Preview", on=reader.is_told(f"the letter to {candidate.name} before it leaves", "Preview"))
    reader.waits_for_form("until then you can send it back", "Looks right")
    reader.hands_in()


def text_of(player: Player) -> str:
    form = player.waits_for_form("Text", "Preview")
    return form.values["Text"]


def _opens_letter(player: Player, candidate: Candidate) -> None:
    player.presses("Write letter", on=player.is_told(f"Letter to {candidate.name}", "Write letter"))


def _offered(player: Player) -> list[str]:
    """The labels of every strength that can be ticked."""
    ticks = next(block for block in player.modal.blocks if block["block_id"] == "strengths")
    return [option["text"]["text"] for option in ticks["element"]["options"]]


def _evening(now: datetime, zone: str) -> datetime:
    """Half past five there: today, or tomorrow when it is later already."""
    there = now.astimezone(ZoneInfo(zone))
    today = there.replace(hour=17, minute=30)
    return today if today > there else today + timedelta(days=1)


def _clock(at: datetime, candidate: Candidate) -> str:
    return f"{at.astimezone(ZoneInfo(candidate.zone)):%H:%M}"
