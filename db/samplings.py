"""Provable draws and what they drew."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.repository import Repository
from db.schema.sampling import Draw, DrawnEntry, Roster
from db.vocabulary import DrawKind, DrawRole


@dataclass(frozen=True)
class Drawn:
    id: uuid.UUID
    entry: str
    rank: int
    role: DrawRole
    replaced: bool
    reason: str


@dataclass(frozen=True)
class DrawFacts:
    """A draw and all that is needed to repeat it."""

    id: uuid.UUID
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
    drawn: tuple[Drawn, ...]


class Samplings(Repository):
    def receive_roster(self, visit: uuid.UUID, rows: int, **values: Any) -> uuid.UUID:
        """Note the size and hash of a roster; its rows are not kept."""
        return self._add(Roster(visit_id=visit, rows=rows, **values)).id

    def roster_rows(self, visit: uuid.UUID) -> int | None:
        query = select(Roster.rows).where(Roster.visit_id == visit, Roster.deleted.is_(False))
        return self._session.scalars(query.order_by(Roster.id.desc())).first()

    def record(
        self,
        visit: uuid.UUID,
        *,
        drawn: Sequence[str],
        reserve: Sequence[str],
        **values: Any,
    ) -> uuid.UUID:
        """Keep a draw that was made: its frozen list, both numbers and the order drawn."""
        draw = self._add(Draw(visit_id=visit, **values)).id
        roles = [DrawRole.DRAWN] * len(drawn) + [DrawRole.RESERVE] * len(reserve)
        for rank, (entry, role) in enumerate(zip((*drawn, *reserve), roles, strict=True), 1):
            self._add(DrawnEntry(draw_id=draw, entry=entry, rank=rank, role=role))
        return draw

    def draws(self, visit: uuid.UUID) -> list[DrawFacts]:
        query = select(Draw).where(Draw.visit_id == visit, Draw.deleted.is_(False))
        return [self._facts(row) for row in self._session.scalars(query.order_by(Draw.id))]

    def _facts(self, draw: Draw) -> DrawFacts:
        query = select(DrawnEntry).where(
            DrawnEntry.draw_id == draw.id, DrawnEntry.deleted.is_(False)
        )
        rows = self._session.scalars(query.order_by(DrawnEntry.rank))
        return DrawFacts(
            id=draw.id,
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
            drawn=tuple(
                Drawn(row.id, row.entry, row.rank, row.role, row.replaced, row.reason)
                for row in rows
            ),
        )
