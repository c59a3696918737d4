"""The library of clause wordings: sentences to choose from, filled in from the finding."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from db.records.campaigns import CampaignFacts
from db.records.catalogues import Item
from db.records.findings import FindingLine
from db.vocabulary import Handling
from inspector_gui.labels import date_range, long_date, yuan_in_prose
from inspector_gui.resources import PHRASES

BLANK = "____"
_PLACEHOLDER = re.compile(r"\{(.+?)\}")


class Part(StrEnum):
    FACT = "fact"
    ADVICE = "advice"
    REASON = "reason"


@dataclass(frozen=True)
class Phrase:
    """Empty `items`, `categories` and `handlings`: it suits every finding."""

    part: Part
    text: str
    categories: frozenset[str]
    handlings: frozenset[Handling]
    items: frozenset[str] = frozenset()

    def suits(self, item: Item, handlings: Iterable[Handling]) -> bool:
        return (
            (not self.items or not self.items.isdisjoint((item.code, *item.replaced)))
            and (not self.categories or item.category in self.categories)
            and (not self.handlings or not self.handlings.isdisjoint(handlings))
        )


@cache
def library() -> tuple[Phrase, ...]:
    content = json.loads(PHRASES.read_text("utf-8"))
    return tuple(
        Phrase(
            Part(entry["part"]),
            entry["text"],
            frozenset(entry.get("categories", ())),
            frozenset(map(Handling, entry.get("handlings", ()))),
            frozenset(entry.get("items", ())),
        )
        for entry in content["phrases"]
    )


def suggestions(
    part: Part, finding: FindingLine, item: Item, campaign: CampaignFacts, own: Sequence[str] = ()
) -> list[str]:
    """What is meant for its item first, then what suits it, then the rest.

    `own`: what this team wrote elsewhere.
    """
    known = placeholder_values(finding, campaign)
    of_part = [phrase for phrase in library() if phrase.part is part]
    suited = [phrase for phrase in of_part if phrase.suits(item, finding.handlings)]
    suited.sort(key=lambda phrase: not phrase.items)
    others = [phrase for phrase in of_part if phrase not in suited and not phrase.items]
    texts = [filled(phrase.text, known) for phrase in (*suited, *others)]
    index = len(suited)
    return list(dict.fromkeys((*texts[:index], *own, *texts[index:])))


def filled(text: str, known: Mapping[str, str]) -> str:
    """With what is known in its place, and a blank for what is not."""
    return _PLACEHOLDER.sub(lambda blank: known.get(blank[1]) or BLANK, text)


def placeholder_values(finding: FindingLine, campaign: CampaignFacts) -> dict[str, str]:
    each, rest = divmod(finding.involved_fen, finding.students or 1)
    known = {
        "期间": _period(
            finding.conduct_from or campaign.conduct_from, finding.conduct_to or campaign.conduct_to
        ),
        "学生": str(finding.students or ""),
        "涉及": _money(finding.involved_fen),
        "应退": _money(finding.due_fen),
        "已退": _money(finding.refunded_fen),
        "期限": long_date(finding.due_on) if finding.due_on else "",
        "单价": _money(each).removesuffix("元") if finding.students and each and not rest else "",
    }
    return {name: text for name, text in known.items() if text}


def _money(fen: int) -> str:
    return yuan_in_prose(fen) if fen else ""


def _period(begun: date, ended: date) -> str:
    return date_range(begun, ended)
