"""The mailbox's pages: everything that reached candidates, one letter, and their answer to an invitation."""

from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from sandbox.google.errors import GoogleError
from sandbox.page.calendar_doing import RESPONSES
from sandbox.page.frame import frame
from sandbox.page.mail_shown import LetterShown, by_candidate, letters
from sandbox.page.pages import NotHere, back_to, page
from sandbox.page.rooms import ROOMS, Mishap, Rooms, colleague

MOST = 40  # letters at once
SURFACE = "mail"  # where a mishap here is shown


async def everything(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/mail?of=address&before=n`: those that came before letter *n*, the newest first."""
    return page("mail.html", **_mailbox(request), letter=None, look="")


async def one(request: web.Request) -> web.StreamResponse:
    """`GET /as/{who}/mail/{n}?of=address&look=text`; *n* counts letters as they came, i*n* invitations."""
    around = _mailbox(request)
    letter = _called(around["all"], request.match_info["n"])
    look = "text" if request.query.get("look") == "text" or not (letter.html or letter.invitation) else "html"
    return page("mail.html", **around, letter=letter, look=look)


async def answer(request: web.Request) -> web.StreamResponse:
    """`POST /as/{who}/mail/{n}/answer`: the candidate presses Yes, Maybe or No in their mail."""
    rooms, who, form = _opened(request), request.match_info["who"], await request.post()
    rooms.mishaps.pop(who, None)
    letter = _called(letters(rooms.company, colleague(who).zone), request.match_info["n"])
    response = RESPONSES.get(str(form.get("answer", "")))
    if letter.invitation is None or letter.invitation.answer is None or response is None:
        rooms.mishaps[who] = Mishap(SURFACE, "There is nothing to answer any more.")
        return back_to(form)
    try:
        rooms.company.calendars.answers(letter.to, letter.invitation.event_id, response)
    except GoogleError as refused:
        rooms.mishaps[who] = Mishap(SURFACE, refused.message)
    return back_to(form)


def _mailbox(request: web.Request) -> dict[str, Any]:
    rooms, who = _opened(request), request.match_info["who"]
    found, of = letters(rooms.company, colleague(who).zone), request.query.get("of", "")
    mishap, before = rooms.mishaps.get(who), request.query.get("before", "")
    theirs = [it for it in found if of in ("", it.to)]
    begin = next((place for place, it in enumerate(theirs, 1) if it.number == before), 0)
    shown = theirs[begin : begin + MOST]
    return {
        **frame(request, who, "mail"),
        "all": found,
        "shown": shown,
        "query": _query(of=of, before=before if begin else ""),
        "earlier": _query(of=of, before=shown[-1].number) if begin + MOST < len(theirs) else "",
        "newest": _query(of=of) if begin else None,
        "candidates": by_candidate(found),
        "of": of,
        "mishap": mishap.words if mishap and mishap.surface == SURFACE else "",
    }


def _query(**given: str) -> str:
    said = {name: value for name, value in given.items() if value}
    return f"?{urlencode(said)}" if said else ""


def _opened(request: web.Request) -> Rooms:
    """Raises NotHere for somebody nobody knows."""
    rooms = request.app[ROOMS]
    rooms.person(request.match_info["who"])
    return rooms


def _called(found: list[LetterShown], number: str) -> LetterShown:
    letter = next((it for it in found if it.number == number), None)
    if letter is None:
        raise NotHere("There is no such letter here.")
    return letter


ROUTES = [
    web.get("/as/{who}/mail", everything),
    web.get("/as/{who}/mail/{n}", one),
    web.post("/as/{who}/mail/{n}/answer", answer),
]
