"""Citations as people write them into a cell: 《名称》（文号）第几条，parted by semicolons."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from db.records.applicable_law import format_article
from db.records.catalogues import Rule
from db.unit_of_work import Work
from db.vocabulary import Certainty
from inspector_gui.parsing import Unreadable

_CITED = re.compile(
    r"《(?P<title>[^《》]+)》\s*(?:[（(](?P<number>[^（）()]*)[）)])?\s*(?P<article>.*)"
)
_UNREAD = "none"


@dataclass(frozen=True)
class Cited:
    """`number`: that of the paper; `article`: empty where none is named."""

    title: str
    number: str
    article: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells two citations of an item apart."""
        return self.title, format_article(self.article)

    @property
    def text(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{self.article}"


def written(cited: Iterable[Cited]) -> str:
    return "；".join(citation.text for citation in cited)


def cited_in(cell: str) -> tuple[Cited, ...]:
    """Raises Unreadable where a part of the cell is no citation."""
    found = []
    for part in re.split("[；;]", cell):
        if not part.strip():
            continue
        match = _CITED.fullmatch(part.strip())
        if match is None:
            raise Unreadable("请写成《规定名称》第几条，几条之间用分号隔开")
        article = match["article"].strip("，, 。")
        if article and not article.startswith("第"):
            raise Unreadable(f"“{article[:12]}”不像条款，请写如 第十二条第二款")
        found.append(Cited(match["title"].strip(), (match["number"] or "").strip(), article))
    return tuple(dict.fromkeys(found))


def cite(work: Work, item: uuid.UUID, cited: Iterable[Cited]) -> None:
    """Let an item cite these too. A regulation that nobody knows is added without a date, so that
    nothing of it is locked before somebody has read it."""
    have = {
        Cited(basis.citation.title, "", basis.citation.article or "").key
        for basis in work.catalogues.bases(item)
    }
    for citation in cited:
        if citation.key not in have:
            have.add(citation.key)
            work.provisions.cite(item, _regulation(work, citation), citation.article)


def _regulation(work: Work, cited: Cited) -> uuid.UUID:
    rules = work.catalogues.rules()
    found = next((rule for rule in rules if _same(rule, cited)), None)
    if found is not None:
        return found.id
    taken = {rule.code for rule in rules}
    return work.catalogues.add_regulation(
        work.campaigns.current().id,
        code=next(code for n in count(1) if (code := f"IMP{n}") not in taken),
        title=cited.title,
        doc_no=cited.number or None,
        doc_no_verified=False,
        issuer="",
        dated="",
        in_force_from=None,
        repealed_on=None,
        certainty=Certainty.MEDIUM,
        verification=_UNREAD,
        note="随清单导入，名称、文号和施行日期待核。",
    )


def _same(rule: Rule, cited: Cited) -> bool:
    return rule.title == cited.title or bool(cited.number and rule.doc_no == cited.number)
