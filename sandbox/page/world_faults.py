"""The switches of the panel: what goes wrong, when somebody wants to see what the bot does about it."""

from dataclasses import dataclass

from sandbox.faults import Kind
from sandbox.page.house import House
from sandbox.page.world_away import AWAY
from sandbox.page.world_journal import Journal

LIMIT = 5.0  # seconds that Slack asks the bot to wait


@dataclass(frozen=True)
class Once:
    """Met by the next call of its kind."""

    name: str
    label: str
    call: str
    kind: Kind


ONCE = (
    Once("lose-slack", "Lose the answer to the next message", "chat.postMessage", Kind.LOSE_AFTER),
    Once("limit-slack", "Refuse the next message: too many", "chat.postMessage", Kind.RATE_LIMITED),
    Once("lose-google", "Lose the answer to the next new event", "events.insert", Kind.LOSE_AFTER),
    Once("lose-mail", "Lose the answer to the next letter", "smtp.data", Kind.LOSE_AFTER),
)
LASTING = {
    "slack": "Slack is away",
    "token": "Slack does not accept the bot's token",
    "google": "Google is away",
    "mail": "The mail server is away",
}


@dataclass(frozen=True)
class Switch:
    name: str
    label: str
    on: bool
    state: str


class Switches:
    def __init__(self, house: House, journal: Journal) -> None:
        self._house, self._journal = house, journal

    @property
    def shown(self) -> list[Switch]:
        faults = self._house.company.faults
        once = [(it, faults.planned(it.call, it.kind)) for it in ONCE]
        lasting = [(name, self._is_on(name)) for name in LASTING]
        return [
            *(Switch(it.name, it.label, on, "waits for it" if on else "") for it, on in once),
            *(Switch(name, LASTING[name], on, "until you end it" if on else "") for name, on in lasting),
        ]

    @property
    def away(self) -> list[str]:
        """What everybody should know, whatever page they look at."""
        return [label for name, label in LASTING.items() if self._is_on(name)]

    def press(self, name: str) -> None:
        """On where it was off, and off where it was on."""
        if name in LASTING:
            self._turn(name, on=not self._is_on(name))
        for it in ONCE:
            if it.name == name:
                self._plan(it)

    def kill(self) -> None:
        if self._house.bot_is_running:
            self._journal.bot_is_killed()
            self._house.kills_the_bot()

    def start(self) -> None:
        """Raises BotDied."""
        self._house.starts_the_bot()
        self._journal.bot_is_back()

    def _plan(self, it: Once) -> None:
        faults = self._house.company.faults
        if faults.planned(it.call, it.kind):
            faults.forget(it.call, it.kind)
        else:
            faults.plan(it.call, it.kind, seconds=LIMIT)

    def _is_on(self, name: str) -> bool:
        company = self._house.company
        return company.workspace.revoked if name == "token" else company.faults.is_out(AWAY[name].calls[0])

    def _turn(self, name: str, *, on: bool) -> None:
        company = self._house.company
        if on:
            self._journal.goes_away(name)
        if name == "token":
            with company.workspace.change():
                company.workspace.revoked = on
        else:
            kind = Kind.LOSE_BEFORE if name == "mail" else Kind.SERVER_ERROR
            company.faults.outage(*AWAY[name].calls, on=on, kind=kind)
        if not on:
            self._journal.comes_back(name)
