"""Which fee of the catalogue a school's fee is: by name, for its stages, on the days of conduct."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from db.records.catalogues import LawfulFee
from db.vocabulary import Ownership, Stage

_ALIKE = 0.6
_NOISE = re.compile(r"[\s()\[\]【】“”\"'、,.·:/\-]+")
_TAIL = re.compile(r"(收费|费用|费|款)$")


@dataclass(frozen=True)
class Conduct:
    """Whose charging is looked at, and when."""

    stages: frozenset[Stage]
    ownership: Ownership
    begun: date
    ended: date


def in_force(fees: Iterable[LawfulFee], conduct: Conduct) -> list[LawfulFee]:
    """What may be charged at such a school on some day of the conduct."""
    return [
        fee
        for fee in fees
        if fee.governs(conduct.stages, conduct.ownership)
        and fee.overlaps(conduct.begun, conduct.ended)
    ]


def alike(name: str, fees: Iterable[LawfulFee]) -> list[LawfulFee]:
    """The fees a name may mean, the likeliest first."""
    scored = [(_likeness(bare(name), bare(fee.name)), fee) for fee in fees]
    good = [(score, fee) for score, fee in scored if score >= _ALIKE]
    return [
        fee
        for _, fee in sorted(good, key=lambda candidate: (-candidate[0], candidate[1].valid_from))
    ]


def match(name: str, fees: Sequence[LawfulFee], conduct: Conduct) -> LawfulFee | None:
    """The one fee that bears this very name; None where none does, or rates changed meanwhile."""
    same = namesakes(name, in_force(fees, conduct))
    return same[0] if len(same) == 1 else None


def namesakes(name: str, fees: Iterable[LawfulFee]) -> list[LawfulFee]:
    return [fee for fee in fees if bare(fee.name) == bare(name)]


def bare(name: str) -> str:
    """`作业本费（代收）` and `作业本` are one name; `学费` is not `学`."""
    plain = unicodedata.normalize("NFKC", name).lower()
    plain = re.sub(r"\(.*?\)", "", plain) or plain
    plain = _NOISE.sub("", plain)
    short = _TAIL.sub("", plain)
    return short if len(short) > 1 else plain


def _likeness(text: str, other: str) -> float:
    if not text or not other:
        return 0.0
    if text == other:
        return 1.0
    if text in other or other in text:
        return 0.9
    return SequenceMatcher(None, text, other).ratio()
