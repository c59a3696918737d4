"""The desk of the basis: every article the catalogues cite, once, with all its uses."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db.errors import InspectionError
from db.records.applicable_law import base_article, format_article, obstacles
from db.records.repository import Repository
from db.schema.catalogue import Catalogue as CatalogueTable
from db.schema.catalogue import Category, ChecklistItem, Citation, Provision, Regulation
from db.schema.finding import Finding, FindingBasis
from db.vocabulary import Certainty, LawRole, Obstacle

_WHY = {
    Obstacle.PLACEHOLDER: "《{title}》只是占位，不能锁定；请先填写本地文件的名称、文号和施行日期。",
    Obstacle.NO_ARTICLE: "《{title}》没有条款号，不能锁定；请先填写引用的条款。",
    Obstacle.NO_DATE: "《{title}》没有施行日期，不能锁定；请先查明施行日期并填写。",
}


@dataclass(frozen=True)
class Use:
    """One item that cites the article."""

    citation_id: uuid.UUID
    item_id: uuid.UUID
    item_code: str
    question: str
    role: LawRole
    doubt: str
    findings: int


@dataclass(frozen=True)
class ProvisionLine:
    """An article of a regulation, as all who cite it share it. `article` None: not named yet."""

    regulation_id: uuid.UUID
    code: str
    title: str
    doc_no: str
    article: str | None
    in_force_from: date | None
    repealed_on: date | None
    placeholder: bool
    locked: bool
    source: str
    text: str
    checked_by: str
    checked_on: date | None
    uses: tuple[Use, ...]

    @property
    def key(self) -> tuple[uuid.UUID, str]:
        return self.regulation_id, self.article or ""

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        return obstacles(self.placeholder, self.article, self.in_force_from)

    @property
    def open(self) -> bool:
        """It waits for the finance office: not locked, or locked without what a lock needs."""
        return not self.locked or bool(self.obstacles)


class Provisions(Repository):
    def lines(self) -> list[ProvisionLine]:
        """Every article cited, the most used first."""
        uses: dict[tuple[uuid.UUID, str], list[tuple[Citation, Use]]] = {}
        regulations: dict[uuid.UUID, Regulation] = {}
        cited = self._cited()
        for citation, item, regulation in self._rows():
            regulations[regulation.id] = regulation
            use = _use(citation, item, cited.get(citation.id, 0))
            key = regulation.id, citation.article or ""
            uses.setdefault(key, []).append((citation, use))
        read = {(row.regulation_id, row.article): row for row in self._provisions()}
        lines = [
            _line(regulations[key[0]], key[1], of_key, read.get(key), _whole(read, key))
            for key, of_key in uses.items()
        ]
        return sorted(lines, key=lambda line: (-len(line.uses), line.code, line.article or ""))

    def lock(
        self, regulation: uuid.UUID, article: str | None, *, locked: bool, by: str, on: date
    ) -> None:
        """Let an article print wherever it is cited, or nowhere; who read it is kept.

        Raises InspectionError for a placeholder, an unnamed article, a missing date or reader.
        """
        rule = self._get(Regulation, regulation)
        stands_against = obstacles(rule.placeholder, article, rule.in_force_from)
        if locked and stands_against:
            raise InspectionError(_WHY[stands_against[0]].format(title=rule.title.strip("《》")))
        if locked and not by.strip():
            raise InspectionError("还没有填核定人；请先填写姓名，再锁定。")
        for citation in self._uses(regulation, article):
            if citation.locked is not locked:
                citation.locked = locked
        if locked:
            if not rule.doc_no_verified:
                rule.doc_no_verified = True
            self._note(regulation, article or "", checked_by=by.strip(), checked_on=on)

    def write(self, regulation: uuid.UUID, article: str, text: str) -> None:
        """Keep the article's text, to be read beside its citations."""
        self._note(regulation, article, text=text.strip())

    def take_in(self, regulation: uuid.UUID, articles: Mapping[str, str]) -> int:
        """Keep the articles of a regulation that are cited, and all while some use names none.

        What was typed is left. Returns how many were kept.
        """
        cited = {row.article for row in self._uses_of(regulation)}
        bases = {base_article(article) for article in cited if article}
        typed = {
            row.article
            for row in self._provisions()
            if row.regulation_id == regulation and row.text
        }
        wanted = {
            article: text
            for article, text in articles.items()
            if (article in bases or None in cited) and article not in typed
        }
        for article, text in wanted.items():
            self.write(regulation, article, text)
        return len(wanted)

    def name_article(
        self,
        regulation: uuid.UUID,
        article: str | None,
        name: str,
        chosen: Collection[uuid.UUID] = (),
    ) -> str:
        """Say, or correct, which article is meant, in the chosen citations or in all its uses.

        A lock was given for what was read before, so it falls, or is that of the article meant.
        Returns the article as it is kept.
        """
        wanted = format_article(name)
        if not wanted:
            raise InspectionError("还没有填写条款；请写明第几条，如“第三十条第五项”。")
        if wanted == article:
            return wanted
        known = {c.item_id for c in self._uses(regulation, wanted)}
        lock = any(c.locked for c in self._uses(regulation, wanted))
        for citation in self._uses(regulation, article):
            if chosen and citation.id not in chosen:
                continue
            if citation.item_id in known:
                self._require_uncited(citation)
                self._delete(citation)
            else:
                citation.article, citation.locked = wanted, lock
        return wanted

    def cite(
        self,
        item: uuid.UUID,
        regulation: uuid.UUID,
        article: str,
        role: LawRole = LawRole.DUTY,
    ) -> uuid.UUID:
        """Let an item cite an article, under the lock its other uses have."""
        wanted = format_article(article) or None
        others = self._uses(regulation, wanted)
        if any(other.item_id == item for other in others):
            raise InspectionError("这一项已经引用了这一条款，不必再加。")
        like = others[0] if others else None
        last = select(func.max(Citation.position)).where(Citation.item_id == item)
        made = Citation(
            item_id=item,
            regulation_id=self._get(Regulation, regulation).id,
            position=(self._session.scalar(last) or 0) + 1,
            article=wanted,
            certainty=Certainty.MEDIUM,
            only_stages=like.only_stages if like else (),
            only_ownerships=like.only_ownerships if like else (),
            locked=bool(like and like.locked),
            role=role,
        )
        return self._add(made).id

    def drop(self, citation: uuid.UUID) -> None:
        """Take a citation from its item. Raises InspectionError while a finding rests on it."""
        row = self._get(Citation, citation)
        self._require_uncited(row)
        self._delete(row)

    def _require_uncited(self, citation: Citation) -> None:
        query = (
            select(Finding.serial)
            .join(FindingBasis, FindingBasis.finding_id == Finding.id)
            .where(FindingBasis.citation_id == citation.id, FindingBasis.deleted.is_(False))
            .where(Finding.deleted.is_(False))
        )
        serial = self._session.scalars(query.limit(1)).first()
        if serial is not None:
            raise InspectionError(f"问题 {serial} 正引用这一条，不能删除；请先在问题里改选依据。")

    def _note(self, regulation: uuid.UUID, article: str, **values: object) -> None:
        self._keep(Provision, regulation_id=regulation, article=article, **values)

    def _uses(self, regulation: uuid.UUID, article: str | None) -> list[Citation]:
        return [use for use in self._uses_of(regulation) if use.article == article]

    def _uses_of(self, regulation: uuid.UUID) -> list[Citation]:
        query = select(Citation).where(
            Citation.regulation_id == regulation, Citation.deleted.is_(False)
        )
        return list(self._session.scalars(query))

    def _rows(self) -> Iterable[tuple[Citation, ChecklistItem, Regulation]]:
        query = (
            select(Citation, ChecklistItem, Regulation)
            .join(ChecklistItem, ChecklistItem.id == Citation.item_id)
            .join(Category, Category.id == ChecklistItem.category_id)
            .join(CatalogueTable, CatalogueTable.id == Category.catalogue_id)
            .join(Regulation, Regulation.id == Citation.regulation_id)
            .where(Citation.deleted.is_(False), ChecklistItem.deleted.is_(False))
            .order_by(CatalogueTable.inspection, Category.position, ChecklistItem.position)
        )
        return [(basis, item, rule) for basis, item, rule in self._session.execute(query)]

    def _provisions(self) -> Iterable[Provision]:
        return self._session.scalars(select(Provision).where(Provision.deleted.is_(False)))

    def _cited(self) -> dict[uuid.UUID, int]:
        query = (
            select(FindingBasis.citation_id, func.count())
            .where(FindingBasis.deleted.is_(False))
            .group_by(FindingBasis.citation_id)
        )
        return dict(self._session.execute(query).all())


def progress(lines: Iterable[ProvisionLine]) -> tuple[int, int]:
    """How many citations may print, of how many."""
    every = list(lines)
    return (
        sum(len(line.uses) for line in every if not line.open),
        sum(len(line.uses) for line in every),
    )


def _use(citation: Citation, item: ChecklistItem, findings: int) -> Use:
    return Use(
        citation.id, item.id, item.code, item.question, citation.role, citation.doubt, findings
    )


def _whole(
    read: Mapping[tuple[uuid.UUID, str], Provision], key: tuple[uuid.UUID, str]
) -> Provision | None:
    """The article that a paragraph or item belongs to, where the file has its text."""
    return read.get((key[0], base_article(key[1])))


def _line(
    regulation: Regulation,
    article: str,
    uses: list[tuple[Citation, Use]],
    read: Provision | None,
    whole: Provision | None,
) -> ProvisionLine:
    return ProvisionLine(
        regulation_id=regulation.id,
        code=regulation.code,
        title=regulation.title,
        doc_no=regulation.doc_no or "",
        article=article or None,
        in_force_from=regulation.in_force_from,
        repealed_on=regulation.repealed_on,
        placeholder=regulation.placeholder,
        locked=all(citation.locked for citation, _ in uses),
        source=next((citation.source for citation, _ in uses if citation.source), ""),
        text=(read.text if read else "") or (whole.text if whole else ""),
        checked_by=read.checked_by if read else "",
        checked_on=read.checked_on if read else None,
        uses=tuple(use for _, use in uses),
    )
