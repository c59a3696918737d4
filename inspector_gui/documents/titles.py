"""A title breaks by sense, into lines of nearly the same length."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

from inspector_gui.documents.breaking import Shape, break_positions
from inspector_gui.documents.characters import CLOSING, OPENING

TORN_PART, TORN_AFTER_WORD, TORN_AT_BRACKET, ONE_LINE_MORE = 90.0, 50.0, 10.0, 30.0
WORD_ENDS = "省市县区局校年的和与及"
"""Where a name may be parted if it must be."""


def title_lines(parts: tuple[str, ...], widths: list[float], longest: float) -> list[str]:
    """As few lines as can be, and one more rather than a name torn; widths and `longest` in em."""
    text = "".join(parts)
    costs = _break_costs(parts, text, widths, longest)
    for count in range(max(1, math.ceil(sum(widths) / longest)), len(text) + 1):
        tries = (_best_cuts(widths, costs, count + more, longest) for more in (0, 1))
        found = [(cost + n * ONE_LINE_MORE, cuts) for n, (cost, cuts) in enumerate(tries)]
        cost, cuts = min(found)
        if cost < math.inf:
            return [text[start:end] for start, end in pairwise((0, *cuts, len(text)))]
    return [text]


def _break_costs(
    parts: tuple[str, ...], text: str, widths: list[float], longest: float
) -> dict[int, float]:
    """What a break costs, by position: nothing between parts, little at a bracket."""
    costs = {}
    for at in break_positions(text, widths, Shape(longest, 1.0)):
        bracket = text[at] in OPENING or text[at - 1] in CLOSING
        torn = TORN_AFTER_WORD if text[at - 1] in WORD_ENDS else TORN_PART
        costs[at] = TORN_AT_BRACKET if bracket else torn
    ends = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
    return costs | {end: 0.0 for end in ends if 0 < end < len(text)}


def _best_cuts(
    widths: list[float], costs: dict[int, float], count: int, longest: float
) -> tuple[float, tuple[int, ...]]:
    target = sum(widths) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return _raggedness(sum(widths[start:]), target, longest), ()
        found: tuple[float, tuple[int, ...]] = (math.inf, ())
        for at, cost in costs.items():
            if at > start:
                here = _raggedness(sum(widths[start:at]), target, longest) + cost
                rest, cuts = best(at, left - 1) if here < math.inf else (math.inf, ())
                found = min(found, (here + rest, (at, *cuts)))
        return found

    return best(0, count)


def _raggedness(width: float, target: float, longest: float) -> float:
    return (width - target) ** 2 if width <= longest else math.inf
