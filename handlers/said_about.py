"""Everything that was ever said about one candidate: interviews, letters, messages, promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.letter import Letter
from handlers import headline, stuck_about, stuck_view
from storage import channels, events, interviews, letters, messages, outbox
from storage.database import Tx


@dataclass(frozen=True)
class Said:
    """What is about one candidate. *messages* are keys, *groups* those of the outbox."""

    interviews: Sequence[Interview]
    letters: Sequence[Letter]
    messages: Sequence[str]
    groups: Sequence[str]


def everything(tx: Tx, application: Application) -> Said:
    held, written = interviews.of_application(tx, application.id), letters.of_application(tx, application.id)
    names = [f"{kind}:{application.id}" for kind in stuck_about.OF_APPLICATION]
    names += [f"{kind}:{it.id}" for kind, it in product(stuck_about.OF_INTERVIEW, held)]
    names += [f"letter:{it.id}" for it in written]
    found = [*messages.named(tx, names), *messages.under(tx, headline.key(application.id))]
    groups = [
        *(letters.group(it.key) for it in written),
        *(events.group(it.id) for it in held),
        *(messages.group(key) for key in found),
        channels.target(application.id),
    ]
    asked = messages.named(tx, [stuck_view.key(promise) for promise in outbox.ids_of(tx, groups)])
    groups += [messages.group(key) for key in asked]
    return Said(held, written, sorted({*found, *asked}), groups)
