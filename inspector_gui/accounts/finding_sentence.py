"""The fact of a finding as one sentence of its parts: when, who, how, how much, where to.

Every figure in the sentence is one of the finding's fields, so that no paper contradicts another.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

from db.limits import MAX_FEN
from db.records.findings import FindingLine
from db.vocabulary import Stage
from inspector_gui.labels import date_range, yuan_in_prose

LONGEST_MANNER = 4000
_ENDS = "。，；,; \n"
_DEED = re.compile("代收|收取|汇缴|收缴|上缴|保管|(?:经办|代办)(?!人|处|点)")
_DATED = re.compile("[12][0-9]{3}年")
_AMOUNT = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?元")
_OUTSIDE = re.compile("不经|未经|未入|未缴|不入|自管|账外|坐支|现金|个人")


@dataclass(frozen=True, kw_only=True)
class FactParts:
    """What a fact is made of, as the finding's fields of the same names.

    Amounts in fen; `rate_fen` and `allowed_fen` a head and term, `allowed_fen` 0 where nothing may
    be charged; `collector` a department or post, never a person.
    """

    conduct_from: date | None = None
    conduct_to: date | None = None
    object: str = ""
    matter: str = ""
    manner: str = ""
    rate_fen: int | None = None
    allowed_fen: int | None = None
    terms: int | None = None
    term_unit: str = ""
    collector: str = ""
    account: str = ""
    vouchers: str = ""
    students: int = 0
    involved_fen: int = 0

    @classmethod
    def of(cls, finding: FindingLine) -> Self:
        return cls(**{name: getattr(finding, name) for name in PARTS})

    def fields(self) -> dict[str, Any]:
        """What a finding made of them is given, by field."""
        return {name: getattr(self, name) for name in PARTS}


PARTS = tuple(field.name for field in fields(FactParts))


def followed(finding: FindingLine, changed: dict[str, Any], institution: str) -> dict[str, Any]:
    """What changes with the parts: amounts and fact that were made of them, none written by hand.

    `changed`: the fields that somebody changes, by name.
    """
    before = FactParts.of(finding)
    after = replace(before, **{name: new for name, new in changed.items() if name in PARTS})
    follows = _amounts(finding, computed_fen(before), computed_fen(after))
    follows = {name: fen for name, fen in follows.items() if name not in changed}
    if "fact" in changed:
        if before.manner and finding.fact == before.manner:  # what it replaces is no part of it
            follows.setdefault("manner", changed.get("manner", ""))
    elif made_of_parts(finding, institution):
        after = replace(after, involved_fen=follows.get("involved_fen", after.involved_fen))
        follows["fact"] = finding_sentence(after, institution) or finding.fact
    return follows


def _amounts(finding: FindingLine, before: int | None, after: int | None) -> dict[str, Any]:
    if after is None or after == before or finding.involved_fen not in (0, before):
        return {}
    due = {"due_fen": after} if finding.due_fen == finding.involved_fen else {}
    return {"involved_fen": after, **due}


def made_of_parts(finding: FindingLine, institution: str) -> bool:
    """Its fact is what its parts say, not written by hand."""
    made = finding_sentence(FactParts.of(finding), institution)
    return finding.fact.strip() in ("", made.strip())


def amounts_in(text: str) -> list[int]:
    """The amounts that a text names in yuan, in fen."""
    return [
        int(whole) * 100 + int(rest.ljust(2, "0") or 0) for whole, rest in _AMOUNT.findall(text)
    ]


def vouchers_of(text: str) -> list[str]:
    """The numbers in a list of vouchers, however they are set apart."""
    return [number for number in re.split(r"[、，,；;\s]+", text) if number]


def institution_of(stages: Collection[Stage]) -> str:
    """What a school is called where it is not named."""
    return "幼儿园" if set(stages) == {Stage.KG} else "学校"


def computed_fen(parts: FactParts) -> int | None:
    """What the rate above the standard comes to, a head and term; None: not enough is known."""
    if parts.rate_fen is None or not parts.students:
        return None
    each = max(0, parts.rate_fen - (parts.allowed_fen or 0))
    total = each * parts.students * (1 if parts.terms is None else parts.terms)
    return total if total <= MAX_FEN else None


def finding_sentence(parts: FactParts, institution: str = "学校") -> str:
    """The sentence; empty while the parts say neither what was done nor what was charged.

    The manner alone is the whole fact, as it was written.
    """
    if not parts.manner.strip() and parts.rate_fen is None:
        return ""
    if replace(parts, manner="", students=0, involved_fen=0) == FactParts():
        return parts.manner
    charged = _charged if parts.rate_fen is not None else _described
    dated = _DATED.match(parts.manner.strip())
    clauses = (
        "" if dated else date_range(parts.conduct_from, parts.conduct_to),
        *charged(parts, institution),
        *_money_way(parts),
    )
    return "，".join(filter(None, clauses)) + f"{_proof(parts)}。"


def _charged(parts: FactParts, institution: str) -> list[str]:
    """A fee that was charged: in whose name, from whom, how much a head, how much in all."""
    manner = _by(parts, institution)
    name = f"以“{_bare(parts.matter)}”名义" if _named(parts.matter, manner) else ""
    whom = f"向{_bare(parts.object)}" if _named(parts.object, manner) else ""
    rate = f"{name}{whom}{_each(parts)}收取{yuan_in_prose(parts.rate_fen or 0)}"
    if manner == institution:
        return [manner + rate, *_standard(parts), *_figures(parts)]
    return [manner, rate, *_standard(parts), *_figures(parts)]


def _described(parts: FactParts, institution: str) -> list[str]:
    """What was done or left undone, said of its object and matter unless they stand in it."""
    manner = _manner(parts)
    of = [_bare(part) for part in (parts.object, parts.matter) if _named(part, manner)]
    if not of:
        return [_by(parts, institution), *_figures(parts)]
    return [f"{_prefix(of[0], institution)}{'的'.join(of)}", manner, *_figures(parts)]


def _manner(parts: FactParts) -> str:
    return parts.manner.strip().rstrip(_ENDS)


def _bare(text: str) -> str:
    return text.strip().strip(_ENDS + "“”")


def _by(parts: FactParts, institution: str) -> str:
    manner = _manner(parts)
    return f"{_prefix(manner, institution)}{manner}"


def _prefix(text: str, institution: str) -> str:
    """Who did it, unless the text begins with it or with a date."""
    if _DATED.match(text):
        return ""
    return "" if text.startswith((institution, "学校", "幼儿园", "园", "校")) else institution


def _named(part: str, manner: str) -> bool:
    """It is known and the manner does not name it, with or without what stands in brackets."""
    bare = _bare(part)
    core = re.sub("（[^（）]*）", "", bare)
    return bool(bare) and bare not in manner and (not core or core not in manner)


def _each(parts: FactParts) -> str:
    return f"每生每{parts.term_unit}" if parts.term_unit else "每生"


def _standard(parts: FactParts) -> list[str]:
    if parts.allowed_fen is None or parts.rate_fen is None:
        return []
    if not parts.allowed_fen:
        return ["没有收费依据"]
    over = parts.rate_fen - parts.allowed_fen
    limit = f"规定标准为{yuan_in_prose(parts.allowed_fen)}"
    return [limit, f"{_each(parts)}多收{yuan_in_prose(over)}"] if over > 0 else [limit]


def _figures(parts: FactParts) -> list[str]:
    """How many and how much; the amount is the finding's own, whether or not it is the product."""
    spans = parts.terms is not None and parts.terms > 1
    counts = []
    if parts.students and not re.search(f"(?<![0-9]){parts.students}[人名]", parts.manner):
        counts.append(f"{parts.students}人")
    if spans:
        unit = parts.term_unit or "期"
        counts.append(f"{parts.terms}{'' if unit in ('次', '期') else '个'}{unit}")
    amount = _amount(parts)
    return [text for text in (f"涉及{'、'.join(counts)}" if counts else "", amount) if text]


def _amount(parts: FactParts) -> str:
    if not parts.involved_fen:
        return ""
    amount = yuan_in_prose(parts.involved_fen)
    if re.search(f"(?<![0-9.]){re.escape(amount)}", parts.manner):
        return ""
    if parts.involved_fen != computed_fen(parts):
        return f"涉及金额{amount}" if not parts.students else f"金额{amount}"
    return f"共多收{amount}" if parts.allowed_fen else f"计{amount}"


def _money_way(parts: FactParts) -> list[str]:
    """Who collected it and where it went; without money nobody collected anything."""
    if parts.rate_fen is None and not parts.involved_fen:
        return []
    found = []
    if collector := _bare(parts.collector):
        found.append(f"由{collector}" + ("" if _DEED.search(collector) else "收取"))
    if account := parts.account.strip().rstrip(_ENDS):
        found.append(f"款项{account}" if _OUTSIDE.search(account) else f"存入{account}")
    return found


def _proof(parts: FactParts) -> str:
    vouchers = "、".join(vouchers_of(parts.vouchers))
    return f"（凭证：{vouchers}）" if vouchers else ""
