"""A company whose bot, the real Bolt, suggests candidates while somebody types their name into a menu."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import App

from sandbox.bot_process import ROOT
from sandbox.company import Company, open_company
from sandbox.page.house import House
from sandbox.page.server import PageServer
from sandbox.slack.channels import Post
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from tests.sandbox import slack_company
from tests.sandbox.slack_company import form, option, words

CANDIDATES = ("Ada Example", "Ada Vance", "Bela Novak")
MENU = {"type": "external_select", "action_id": "who", "min_query_length": 2, "placeholder": words("Whom?")}
MENUS = {"type": "multi_external_select", "action_id": "whom", "min_query_length": 2, "max_selected_items": 2}


@dataclass
class Suggesting:
    """*asked* is every query the bot heard, *told* every choice of which it was told, *handed_in* every form."""

    company: Company
    home: str
    asked: list[str] = field(default_factory=list)
    told: list[JSON] = field(default_factory=list)
    handed_in: list[JSON] = field(default_factory=list)

    def teach(self, app: App) -> None:
        @app.options("who")
        @app.options("whom")
        def suggest(ack: Any, payload: JSON) -> None:
            self.asked.append(payload["value"])
            found = [it for it in CANDIDATES if payload["value"].lower() in it.lower()]
            ack(options=[option(it, it.split()[0][0] + it.split()[1][0]) for it in found])

        @app.action("who")
        def chosen(ack: Any, payload: JSON) -> None:
            self.told.append(payload["selected_option"])
            ack()

        @app.view("form")
        def take(ack: Any, view: JSON) -> None:
            self.handed_in.append(view["state"]["values"])
            ack()

    def posts_menu(self) -> Post:
        """In the hiring channel."""
        workspace = self.company.workspace
        block = {"type": "section", "block_id": "b", "text": words("Who is it about?"), "accessory": MENU}
        return workspace.post(workspace.channel("hiring"), workspace.bot, "Who?", blocks=[{**block}])

    def opens_form(self) -> View:
        """In front of Rita."""
        menus = (("Candidate", "one", MENU), ("Others", "many", MENUS))
        blocks = [
            {"type": "input", "block_id": name, "label": words(label), "element": it} for label, name, it in menus
        ]
        with self.company.workspace.change():
            return self.company.workspace.windows.open(self.company["rita"].member.id, form(*blocks))

    @property
    def bot(self) -> Any:
        """Works until the block ends."""
        company, url = self.company, self.company.urls["SLACK_API_URL"]
        desk = slack_company.Company(company.workspace, company.slack, company.faults, company.clock, url)
        return desk.bot(self.teach)


@contextmanager
def a_suggesting_company() -> Iterator[Suggesting]:
    """Its bot is not there yet."""
    with open_company(ROOT / "app.yaml") as company:
        server = PageServer(House(company))
        try:
            yield Suggesting(company, server.start())
        finally:
            server.stop()
