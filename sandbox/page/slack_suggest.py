"""What the bot suggests while somebody types into a menu: asked as Slack's client asks, answered as JSON."""

import asyncio
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from sandbox.page.drawing.texts import words_of
from sandbox.page.posted import GONE, control, surface_of
from sandbox.page.rooms import ROOMS
from sandbox.person import Person
from sandbox.slack.elements import least_typed
from sandbox.slack.shapes import JSON

Form = MultiDictProxy[Any]
NOTHING = "No results"
SILENT = "The app did not answer. Type on to ask again."


async def suggest(request: web.Request) -> web.StreamResponse:
    """`POST /as/{who}/suggest`: surface, name of the menu, query. Answers `options`, or `said` why there are none."""
    person, form = request.app[ROOMS].person(request.match_info["who"]), await request.post()
    try:
        return web.json_response(await asyncio.to_thread(_suggested, person, form))
    except LookupError:
        return web.json_response(_nothing(GONE))


def _suggested(person: Person, form: Form) -> JSON:
    """Raises LookupError when the menu is gone."""
    surface, query = surface_of(person.desk, str(form["surface"])), str(form["query"]).strip()
    block, menu = control(surface, str(form["name"]))
    least = least_typed(menu)
    if len(query) < least:
        return _nothing(f"Type at least {least} {'character' if least == 1 else 'characters'}.")
    outcome = person.desk.suggestions(surface, block, menu, query)
    if not outcome.ok:
        return _nothing(SILENT)
    answer = outcome.body or {}
    groups = [("", answer.get("options") or ())]
    groups += [(words_of(it["label"]), it["options"]) for it in answer.get("option_groups") or ()]
    options = [_option(it, label) for label, inside in groups for it in inside]
    return {"options": options, "said": ""} if options else _nothing(NOTHING)


def _option(option: JSON, group: str) -> JSON:
    described = words_of(option.get("description"))
    return {"value": option["value"], "words": words_of(option["text"]), "described": described, "group": group}


def _nothing(said: str) -> JSON:
    return {"options": [], "said": said}


ROUTES = [web.post("/as/{who}/suggest", suggest)]
