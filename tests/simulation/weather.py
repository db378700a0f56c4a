"""What breaks: lost answers, limits, outages of an hour, slow lines; a fault of a kind and at a moment by lot.

Each run has a few calls and a few kinds of its own: what breaks everything at once hides what one fault does.
"""

from random import Random

from sandbox.faults import Faults, Kind

CALLS = (
    "chat.postMessage", "chat.update", "views.publish", "views.open", "views.update", "conversations.*", "users.info",
    "events.insert", "events.patch", "events.delete", "events.list", "events.get", "freebusy.query",
    "smtp.connect", "smtp.mail", "smtp.data", "*",
)  # fmt: skip
KINDS = (
    Kind.LOSE_BEFORE, Kind.LOSE_AFTER, Kind.LOSE_AFTER, Kind.SERVER_ERROR, Kind.SERVER_ERROR_AFTER, Kind.RATE_LIMITED,
    Kind.SLOW,
)  # fmt: skip
LIES = ("smtp.data", "*")  # a mail server that refuses in plain words what it delivers cannot be caught
SERVICES = {
    "Slack": ("chat.*", "views.*", "conversations.*", "users.*"),
    "Google": ("events.*", "freebusy.*"),
    "mail": ("smtp.*",),
}


class Weather:
    """*rough*: how likely a fault is before each act; 0 is a fine day."""

    def __init__(self, faults: Faults, dice: Random, rough: float) -> None:
        self._faults, self._dice, self._rough = faults, dice, rough
        self._out: dict[str, int] = {}  # service -> acts until it is back
        self._calls = dice.sample(CALLS, dice.choice((2, 4, len(CALLS))))
        self._kinds = dice.sample(KINDS, dice.choice((1, 3, len(KINDS))))

    def changes(self) -> None:
        if self._dice.random() < self._rough:
            call, kind = self._dice.choice(self._calls), self._dice.choice(self._kinds)
            if call in LIES and kind is Kind.SERVER_ERROR_AFTER:
                kind = Kind.LOSE_AFTER
            self._faults.plan(
                call, kind, times=self._dice.choice((1, 1, 1, 2, 4)), seconds=self._dice.choice((0.5, 2.0, 4.0, 12.0)),
            )  # fmt: skip
        if self._dice.random() < self._rough / 6:
            service = self._dice.choice(list(SERVICES))
            kind = self._dice.choice((Kind.SERVER_ERROR, Kind.LOSE_BEFORE, Kind.LOSE_AFTER, Kind.REVOKED))
            self._faults.outage(*SERVICES[service], on=True, kind=kind)
            self._out[service] = self._dice.randrange(1, 9)
        for service in list(self._out):
            self._out[service] -= 1
            if self._out[service] <= 0:
                self._faults.outage(*SERVICES[service], on=False)
                del self._out[service]

    def clears(self) -> None:
        self._faults.clear()
        self._out.clear()
