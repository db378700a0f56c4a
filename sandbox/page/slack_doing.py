"""What people do in the workspace's pages. Each answers with the page they were on."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from sandbox.page import posted
from sandbox.page.drawing import pressed as meant
from sandbox.page.pages import back_to
from sandbox.page.rooms import ROOMS, Mishap, Rooms
from sandbox.person import Person
from sandbox.slack.delivery import NOT_REACHED, TOO_LATE
from sandbox.slack.form_rules import refused_fields
from sandbox.slack.gestures import Outcome
from sandbox.slack.windows import View

Form = MultiDictProxy[Any]
FAILED = {
    TOO_LATE: "That took too long. Try again.",
    NOT_REACHED: "The app could not be reached. Try again.",
}


def _say(person: Person, form: Form) -> Outcome:
    """A message, a reply, or a slash command."""
    text, thread = str(form.get("text", "")).replace("\r\n", "\n").strip(), str(form.get("thread", ""))
    place = person.desk.place(str(form["surface"]))
    if not text:
        return Outcome(ok=True)
    command, _, rest = text.partition(" ")
    if not text.startswith("/"):
        person.desk.gestures.say(person.actor, place, text, thread)
        return Outcome(ok=True)
    if thread:
        return Outcome(ok=False, error=f"{command} is not supported in threads. Sorry!")
    if command not in person.workspace.manifest.commands:
        return Outcome(ok=False, error=f"{command} is not a valid command.")
    outcome = person.desk.gestures.command(person.actor, place, command, rest.strip())
    return outcome if outcome.ok else Outcome(ok=False, error=f"{command} failed with the error “{outcome.error}”")


def _press(person: Person, form: Form) -> Outcome:
    surface = posted.surface_of(person.desk, str(form["surface"]))
    if isinstance(surface, View) and surface.body["type"] == "modal":
        posted.keep_all(person.desk, surface, form)
    return posted.pressed(person.desk, surface, *meant(str(form["press"])))


def _fill(person: Person, form: Form) -> Outcome:
    return posted.keep_one(person.desk, posted.surface_of(person.desk, str(form["surface"])), form, str(form["name"]))


def _submit(person: Person, form: Form) -> Outcome:
    """Slack's own rules first; where they say no, the bot hears nothing."""
    view = posted.surface_of(person.desk, str(form["surface"]))
    assert isinstance(view, View)
    posted.keep_all(person.desk, view, form)
    if not view.body.get("submit"):
        return Outcome(ok=True)
    with person.workspace.change():
        view.errors = refused_fields(view)
    return Outcome(ok=True) if view.errors else _shown_in_the_form(person.hands_in())


def _shown_in_the_form(outcome: Outcome) -> Outcome:
    return Outcome(ok=True) if outcome.errors else outcome


def _close(person: Person, form: Form) -> Outcome:
    view = posted.surface_of(person.desk, str(form["surface"]))
    assert isinstance(view, View)
    return person.desk.gestures.close(person.actor, view, everything="everything" in form)


def _shortcut(person: Person, form: Form) -> Outcome:
    post = posted.surface_of(person.desk, str(form["surface"]))
    assert not isinstance(post, View)
    return person.desk.gestures.shortcut(person.actor, str(form["name"]), post)


def _doing(what: Callable[[Person, Form], Outcome]) -> Callable[[web.Request], Any]:
    async def do(request: web.Request) -> web.StreamResponse:
        rooms, who, form = request.app[ROOMS], request.match_info["who"], await request.post()
        person, surface = rooms.person(who), str(form.get("surface", ""))
        rooms.mishaps.pop(who, None)
        try:
            outcome = await asyncio.to_thread(what, person, form)
        except (LookupError, AssertionError):
            outcome = Outcome(ok=False, error=posted.GONE)
        except ValueError:
            outcome = Outcome(ok=False, error="Slack takes no such date or time. Nothing was sent.")
        if not outcome.ok:
            _went_wrong(rooms, who, surface, outcome.error)
        return back_to(form)

    return do


def _went_wrong(rooms: Rooms, who: str, surface: str, error: str) -> None:
    words = error if " " in error else FAILED.get(error, f"Something went wrong ({error}). Try again.")
    rooms.mishaps[who] = Mishap(surface, words)
    with rooms.company.workspace.change():  # whoever looks over their shoulder sees it too
        pass


ROUTES = [
    web.post("/as/{who}/" + name, _doing(what))
    for name, what in {
        "say": _say, "press": _press, "fill": _fill, "submit": _submit, "close": _close, "shortcut": _shortcut,
    }.items()
]  # fmt: skip
