"""Provable draws: frozen, drawn, and what became of the drawn."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from db.errors import InspectionError
from db.ids import moment_of
from db.records.repository import Repository
from db.schema.sampling import Draw, DrawnEntry, Roster
from db.vocabulary import DrawKind, DrawRole


@dataclass(frozen=True)
class Drawn:
    """`replaced`: not used, for a reason; the next one in reserve stands in."""

    kept_in = "drawn_entry"
    id: uuid.UUID
    entry: str
    rank: int
    role: DrawRole
    replaced: bool
    reason: str


@dataclass(frozen=True)
class DrawFacts:
    """A draw and all that is needed to repeat it. `at`: when its list was frozen (UTC).

    While `witness_number` is empty the school has not named its number and nothing is drawn.
    """

    id: uuid.UUID
    at: datetime
    kind: DrawKind
    algorithm: str
    population: int
    entries: tuple[str, ...]
    list_sha256: str
    commitment: str
    nonce: str
    witness_number: str
    seed_text: str
    source: str
    wanted: int
    spare: int
    drawn: tuple[Drawn, ...]

    @property
    def revealed(self) -> bool:
        return bool(self.witness_number)

    def of_role(self, role: DrawRole) -> tuple[Drawn, ...]:
        return tuple(entry for entry in self.drawn if entry.role is role)

    @property
    def in_use(self) -> tuple[Drawn, ...]:
        """The random sample as it stands: each replaced one gave way to the next in reserve."""
        standing = [
            entry
            for entry in self.drawn
            if entry.role is not DrawRole.TARGETED and not entry.replaced
        ]
        return tuple(standing[: len(self.of_role(DrawRole.DRAWN))])


@dataclass(frozen=True)
class RosterFacts:
    """What is kept of a roster. `at` is UTC."""

    rows: int
    sha256: bytes | None
    source: str
    at: datetime | None
    hidden: int
    unreachable: int


class Samplings(Repository):
    def receive_roster(self, visit: uuid.UUID, rows: int, **values: Any) -> uuid.UUID:
        """Note the size and hash of a roster; its rows are not kept."""
        return self._add(Roster(visit_id=visit, rows=rows, **values)).id

    def roster(self, visit: uuid.UUID) -> RosterFacts | None:
        """The roster received last."""
        query = select(Roster).where(Roster.visit_id == visit, Roster.deleted.is_(False))
        row = self._session.scalars(query.order_by(Roster.id.desc())).first()
        if row is None:
            return None
        return RosterFacts(
            rows=row.rows,
            sha256=row.sha256,
            source=row.source,
            at=row.received_at,
            hidden=row.hidden,
            unreachable=row.unreachable,
        )

    def freeze(self, visit: uuid.UUID, **values: Any) -> uuid.UUID:
        """Fix the list and the hash of the team's secret, before the school names its number."""
        return self._add(Draw(visit_id=visit, witness_number="", seed_text="", **values)).id

    def reveal(
        self,
        draw: uuid.UUID,
        *,
        witness_number: str,
        seed_text: str,
        drawn: Sequence[str],
        reserve: Sequence[str],
    ) -> None:
        """Keep the school's number and the order it led to."""
        if self._get(Draw, draw).witness_number:
            raise InspectionError("这次抽样已经抽过了；需要另抽请新建一次抽样。")
        self._change(Draw, draw, witness_number=witness_number, seed_text=seed_text)
        self._keep_order(draw, drawn, reserve)

    def give_up(self, draw: uuid.UUID) -> None:
        """Take back a frozen list that nothing was drawn from."""
        row = self._get(Draw, draw)
        if row.witness_number:
            raise InspectionError(
                "已经抽出结果的抽样不能作废；个别样本用不了的，请用备用样本替换。"
            )
        self._delete(row)

    def record(
        self,
        visit: uuid.UUID,
        *,
        drawn: Sequence[str],
        reserve: Sequence[str],
        **values: Any,
    ) -> uuid.UUID:
        """Keep a draw that was made: its frozen list, both numbers and the order drawn."""
        sizes = {"wanted": len(drawn), "spare": len(reserve)}
        draw = self._add(Draw(visit_id=visit, **sizes, **values)).id
        self._keep_order(draw, drawn, reserve)
        return draw

    def _keep_order(self, draw: uuid.UUID, drawn: Sequence[str], reserve: Sequence[str]) -> None:
        roles = [DrawRole.DRAWN] * len(drawn) + [DrawRole.RESERVE] * len(reserve)
        for rank, (entry, role) in enumerate(zip((*drawn, *reserve), roles, strict=True), 1):
            self._add(DrawnEntry(draw_id=draw, entry=entry, rank=rank, role=role))

    def replace(self, entry: uuid.UUID, reason: str) -> None:
        """Not used, for this reason; the next one in reserve stands in."""
        if not reason.strip():
            raise InspectionError("替换样本要写明理由，如“该班外出实习”。")
        row = self._get(DrawnEntry, entry)
        facts = self._facts(self._get(Draw, row.draw_id))
        standing = [
            drawn_entry for drawn_entry in facts.drawn if drawn_entry.role is not DrawRole.TARGETED
        ]
        spare = sum(not drawn_entry.replaced for drawn_entry in standing) - len(
            facts.of_role(DrawRole.DRAWN)
        )
        if spare <= 0:
            raise InspectionError("备用样本已经用完，不能再替换；请另做一次抽样。")
        self._change(DrawnEntry, entry, replaced=True, reason=reason.strip())

    def restore(self, entry: uuid.UUID) -> None:
        """Used after all."""
        self._change(DrawnEntry, entry, replaced=False, reason="")

    def target(self, draw: uuid.UUID, entry: str, reason: str) -> uuid.UUID:
        """Add one on purpose (重点抽查), apart from the random ones."""
        if not reason.strip():
            raise InspectionError("重点抽查要写明理由。")
        ranks = select(func.max(DrawnEntry.rank)).where(DrawnEntry.draw_id == draw)
        row = DrawnEntry(
            draw_id=draw,
            entry=entry,
            rank=(self._session.scalar(ranks) or 0) + 1,
            role=DrawRole.TARGETED,
            reason=reason.strip(),
        )
        return self._add(row).id

    def untarget(self, entry: uuid.UUID) -> None:
        row = self._get(DrawnEntry, entry)
        if row.role is not DrawRole.TARGETED:
            raise InspectionError("随机抽中的样本不能删除，只能替换。")
        self._delete(row)

    def draws(self, visit: uuid.UUID) -> list[DrawFacts]:
        """What was drawn; a list that is only frozen is none."""
        return [draw for draw in self._all(visit) if draw.revealed]

    def pending(self, visit: uuid.UUID) -> list[DrawFacts]:
        """Frozen lists that wait for the school's number."""
        return [draw for draw in self._all(visit) if not draw.revealed]

    def _all(self, visit: uuid.UUID) -> Iterable[DrawFacts]:
        query = select(Draw).where(Draw.visit_id == visit, Draw.deleted.is_(False))
        return [self._facts(row) for row in self._session.scalars(query.order_by(Draw.id))]

    def _facts(self, draw: Draw) -> DrawFacts:
        query = select(DrawnEntry).where(
            DrawnEntry.draw_id == draw.id, DrawnEntry.deleted.is_(False)
        )
        rows = self._session.scalars(query.order_by(DrawnEntry.rank, DrawnEntry.id))
        return DrawFacts(
            id=draw.id,
            at=moment_of(draw.act),
            kind=draw.kind,
            algorithm=draw.algorithm,
            population=draw.population,
            entries=tuple(draw.entries.splitlines()),
            list_sha256=draw.list_sha256,
            commitment=draw.commitment,
            nonce=draw.nonce,
            witness_number=draw.witness_number,
            seed_text=draw.seed_text,
            source=draw.source,
            wanted=draw.wanted,
            spare=draw.spare,
            drawn=tuple(
                Drawn(row.id, row.entry, row.rank, row.role, row.replaced, row.reason)
                for row in rows
            ),
        )
