"""Home: what is mine to do today, oldest first."""

from bot.ports import Block
from handlers.blocks import header, section
from storage.database import Tx


def home_blocks(tx: Tx, person: str) -> list[Block]:
    return [header("Yours to do"), section("Nothing is waiting for you.")]
