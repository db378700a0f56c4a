"""Everything random in a run comes from one seed, in streams that do not stir each other."""

import uuid
from collections.abc import Sequence
from random import Random


class Chance:
    """*workload*: who does what. *faults*: what breaks. *schedule*: whose turn it is. *ids*: names and numbers."""

    def __init__(self, seed: int | str) -> None:
        self.workload = Random(f"{seed}.workload")
        self.faults = Random(f"{seed}.faults")
        self.schedule = Random(f"{seed}.schedule")
        self.ids = Random(f"{seed}.ids")
        self._seed = seed
        self._tastes: dict[str, float] = {}

    def taste(self, thing: str, some: Sequence[float] = (0.3, 1, 1, 1, 2, 5)) -> float:
        """How much more than others this run is given to *thing*, one of *some*: once for all of it."""
        if thing not in self._tastes:
            self._tastes[thing] = Random(f"{self._seed}.taste.{thing}").choice(some)
        return self._tastes[thing]


class Ids:
    """Stands in for the modules `secrets` and `uuid`."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice

    def token_hex(self, nbytes: int = 32) -> str:
        return f"{self._dice.getrandbits(8 * nbytes):0{2 * nbytes}x}"

    def token_urlsafe(self, nbytes: int = 32) -> str:
        return self.token_hex(nbytes)

    def randbelow(self, upper: int) -> int:
        return self._dice.randrange(upper)

    def choice(self, those: str) -> str:
        return self._dice.choice(those)

    def uuid4(self) -> uuid.UUID:
        return uuid.UUID(int=self._dice.getrandbits(128), version=4)
