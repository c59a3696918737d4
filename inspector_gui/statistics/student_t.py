"""Student's t distribution: the quantile that a confidence interval needs."""

from functools import cache
from math import exp, lgamma, log

_STEPS = 300
_TINY = 1e-300


@cache
def quantile(probability: float, freedom: float) -> float:
    """Below which value t lies with this probability (0.5 to 1), by `freedom` degrees."""
    low, high = 0.0, 1.0
    while distribution(high, freedom) < probability:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if distribution(middle, freedom) < probability else (low, middle)
    return high


def distribution(value: float, freedom: float) -> float:
    """The probability that t lies below `value` (not negative)."""
    tail = _beta(freedom / 2, 0.5, freedom / (freedom + value * value))
    return 1 - tail / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by the continued fraction where it converges."""
    if x in (0, 1):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """By Lentz's method (DLMF 8.17.22)."""
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
