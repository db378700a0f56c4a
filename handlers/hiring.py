"""/hiring: the team, the pipeline, figures, and help.

/hiring           ->  help for who is asking
/hiring team      ->  who may do what (see handlers.team); with a name, looked up
/hiring me        ->  one's own hours, days off and caps
/hiring pipeline  ->  every open candidate by stage, with days in stage
/hiring stats     ->  figures of the funnel (see handlers.figures)
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.person import Person
from bot.ports import Block
from handlers import figures, pipeline, team
from handlers import hiring_view as show
from handlers.blocks import typed
from storage.database import Database, Tx


def register(app: App) -> None:
    app.command(show.COMMAND)(answer)


def answer(ack: Ack, command: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    word, _, rest = typed(command).partition(" ")
    if word.lower() == "stats":
        figures.answer(client, command, actor, db)
    else:
        with db.read() as tx:
            view = _view(tx, actor, word.lower(), rest.strip())
        client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def _view(tx: Tx, actor: Person, word: str, rest: str) -> Block:
    match word:
        case "team":
            return team.shown(tx, actor, words=rest)
        case "me":
            return team.mine(tx, actor)
        case "pipeline":
            access.require(actor, show.PIPELINE)
            return pipeline.shown(tx)
        case _:
            return show.help_for(actor, unknown=word if word not in {"", "help"} else "")
