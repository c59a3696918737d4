"""What was charged above what is allowed: (charged - allowed) x heads x terms, in fen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from db.limits import MAX_FEN
from inspector_gui.parsing import show_yuan


class Charge(Protocol):
    """A fee as charged: fen a head and term. None: not known yet."""

    @property
    def charged_fen(self) -> int | None: ...
    @property
    def allowed_fen(self) -> int | None: ...
    @property
    def heads(self) -> int | None: ...
    @property
    def terms(self) -> int | None: ...


@dataclass(frozen=True)
class Overcharge:
    """`each_fen` a head and term, `total_fen` in all; both 0 where nothing is above the limit."""

    charged_fen: int
    allowed_fen: int
    heads: int
    terms: int

    @property
    def each_fen(self) -> int:
        return max(0, self.charged_fen - self.allowed_fen)

    @property
    def total_fen(self) -> int:
        return self.each_fen * self.heads * self.terms

    @property
    def collected_fen(self) -> int:
        """All that was charged, lawful or not."""
        return self.charged_fen * self.heads * self.terms

    @property
    def plausible(self) -> bool:
        """The file can hold it as an amount."""
        return self.collected_fen <= MAX_FEN

    def formula(self, unit: str = "期") -> str:
        """`（120.00 − 80.00）元 × 312 人 × 2 学期 = 24960.00 元`."""
        difference = f"（{show_yuan(self.charged_fen)} − {show_yuan(self.allowed_fen)}）元"
        if not self.each_fen:
            return f"{difference}不高于标准，多收 0.00 元"
        return (
            f"{difference} × {self.heads} 人 × {self.terms} {unit} = {show_yuan(self.total_fen)} 元"
        )


_NEEDED = {"charged_fen": "实收标准", "allowed_fen": "规定标准", "heads": "人数", "terms": "期数"}


def missing(charge: Charge) -> tuple[str, ...]:
    """What is still to be filled in before anything can be computed."""
    return tuple(name for key, name in _NEEDED.items() if getattr(charge, key) is None)


def overcharge(charge: Charge) -> Overcharge | None:
    """None: not enough is known."""
    charged, allowed = charge.charged_fen, charge.allowed_fen
    heads, terms = charge.heads, charge.terms
    if charged is None or allowed is None or heads is None or terms is None:
        return None
    return Overcharge(charged, allowed, heads, terms)


def total(charges: Iterable[Charge]) -> int:
    """All overcharges together, as far as they are known."""
    return sum(over.total_fen for over in map(overcharge, charges) if over is not None)


def unit_of(unit: str) -> str:
    """What a term is, by the unit a catalogue names: `元/生·学期` counts 学期."""
    last = re.split(r"[·/／每]", unit.strip())[-1].strip()
    return last if last and last not in ("元", "生", "人") else "次"
