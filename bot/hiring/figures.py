"""Shares, with how sure they are. A few people are a few: below `FEW` no percentage is said.

The interval is Wilson's: the textbook one (p ± 2 standard errors) promises 95 % and holds 40 % with ten people and a
rare outcome; tests/hiring/test_figures.py counts it out.
"""

from dataclasses import dataclass
from math import sqrt

FEW = 5  # below that a percentage says more about chance than about us, and a group is people one knows
Z95 = 1.959963984540054  # 95 of 100 lie within so many standard deviations


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of *part* of *whole*. Raises ValueError for a part that is none."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    share, square = part / whole, Z95 * Z95
    middle = share + square / (2 * whole)
    reach = Z95 * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True)
class Share:
    """*part* of *whole*."""

    part: int
    whole: int

    @property
    def is_few(self) -> bool:
        return self.whole < FEW

    @property
    def words(self) -> str:
        """As people read it: "7 of 12, 58 % (32–81 %)", "2 of 3: too few to say", or "nobody yet"."""
        if not self.whole:
            return "nobody yet"
        if self.is_few:
            return f"{self.part} of {self.whole}: too few to say"
        low, high = wilson(self.part, self.whole)
        return f"{self.part} of {self.whole}, {self.part / self.whole:.0%} ({low * 100:.0f}–{high:.0%})".replace(
            "%", " %"
        )
