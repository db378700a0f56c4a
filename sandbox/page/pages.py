"""Templates made into answers. What every page shows (who is looking, who else is there) is added here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def _as_somebody_else(here: str, who: str) -> str:
    """The same place as another person sees it; a thread or a letter that is open stays behind."""
    parts = here.partition("?")[0].split("/")
    room = parts[3] if len(parts) > 3 else ""
    if room == "c" and not parts[4].startswith("D"):  # direct messages are one's own
        return f"/as/{who}/c/{parts[4]}"
    if room == "c":
        return f"/as/{who}/messages"
    return f"/as/{who}/calendar/{who}" if room == "calendar" else f"/as/{who}/{room or 'home'}"


ENVIRONMENT.filters["as_somebody_else"] = _as_somebody_else


class NotHere(Exception):
    """There is nothing at this address; the words say what is missing."""


def page(template: str, *, status: int = 200, **context: Any) -> web.Response:
    text = ENVIRONMENT.get_template(template).render(context)
    return web.Response(text=text, content_type="text/html", status=status, headers={"Cache-Control": "no-store"})


def not_here(words: str) -> web.Response:
    return page("not_here.html", status=404, words=words)


def back_to(form: Mapping[str, Any]) -> web.Response:
    """To the page somebody was on when they did something; the form says which, and it is one of ours."""
    where = str(form.get("back", ""))
    ours = where.startswith("/as/") and where.isprintable()  # a line break would end the header
    return web.Response(status=303, headers={"Location": where if ours else "/"})
