"""What the command palette finds: schools, records of all of them, pages and commands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import zip_longest

from inspector_gui.window.shell.pinyin import initials

#: So many rows are shown at most; of one kind alone more, for it has been asked for.
MOST, MOST_OF_ONE = 9, 50
#: Names are found by the initials of their pinyin; what is longer is a sentence.
LONGEST_SPELT = 40


class Kind(Enum):
    """What is found. The value is the heading above it; where two fit equally, in this order."""

    SCHOOL = "学校"
    FINDING = "问题"
    ITEM = "检查项"
    FEE = "收费项目"
    VOUCHER = "凭证"
    COMPLAINT = "信访"
    CONTACT = "招生咨询"
    PERSON = "人员"
    PAGE = "页面"
    COMMAND = "命令"


@dataclass(frozen=True)
class Hit:
    """`go` leads there or does it; `known`: other names, such as a code; `rank`: 0 fits best."""

    kind: Kind
    title: str
    detail: str
    go: Callable[[], object]
    key: str = ""
    known: tuple[str, ...] = ()
    rank: int = 0


def ranked(hit: Hit, typed: str) -> Hit | None:
    """The hit with how well what was typed fits it, or None."""
    terms = typed.lower().split()
    names = [name.lower() for name in (hit.title, *hit.known)]
    spelt = typed.isascii() and bool(terms) and len(hit.title) <= LONGEST_SPELT
    short = initials(hit.title) if spelt else ""
    content = " ".join((*names, hit.detail.lower()))
    if not all(word in content or word in short for word in terms):
        return None
    return replace(hit, rank=_rank(" ".join(terms), names, short))


def _rank(whole: str, names: Sequence[str], short: str) -> int:
    fits = (
        whole in names,
        any(name.startswith(whole) for name in names),
        any(whole in name for name in names),
        short.startswith(whole),
        whole in short,
    )
    return next((number for number, fit in enumerate(fits) if fit), len(fits))


def chosen(hits: Iterable[Hit], only: Kind | None = None) -> list[Hit]:
    """What is shown, kinds together: that of the best hit first. No kind crowds out another."""
    of = {kind: sorted(own, key=lambda candidate: candidate.rank) for kind, own in _by_kind(hits)}
    if only is not None:
        return of.get(only, [])[:MOST_OF_ONE]
    fair = (hit for row in zip_longest(*of.values()) for hit in row if hit is not None)
    shown = [hit for hit, _ in zip(fair, range(MOST), strict=False)]
    best = {kind: min(candidate.rank for candidate in own) for kind, own in of.items()}
    order = list(Kind)
    return sorted(
        shown,
        key=lambda candidate: (best[candidate.kind], order.index(candidate.kind), candidate.rank),
    )


def _by_kind(hits: Iterable[Hit]) -> Iterator[tuple[Kind, list[Hit]]]:
    of: dict[Kind, list[Hit]] = {}
    for hit in hits:
        of.setdefault(hit.kind, []).append(hit)
    for kind in Kind:
        if kind in of:
            yield kind, of[kind]
