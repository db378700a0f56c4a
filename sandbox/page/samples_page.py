"""Every block and element there is, drawn once each under its name: for whoever draws, and for whoever looks."""

from aiohttp import web

from sandbox.page.drawing import Surface, drawn
from sandbox.page.drawing.samples import samples
from sandbox.page.pages import page
from sandbox.page.rooms import ROOMS
from sandbox.page.slack_shown import Eyes

WHO = "rita"  # for whom names and times are


async def every_sample(request: web.Request) -> web.StreamResponse:
    """`GET /samples`"""
    eyes = Eyes(request.app[ROOMS], WHO)
    with eyes.workspace.changed:
        around = eyes.around
    shown = [(name, drawn(blocks, Surface(kind, "sample", {}), around)) for name, kind, blocks in samples()]
    return page("samples.html", samples=shown)


ROUTES = [web.get("/samples", every_sample)]
