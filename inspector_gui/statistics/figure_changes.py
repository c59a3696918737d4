"""What became of the numbers since an earlier moment, such as the last bulletin."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.records.figure_rows import FigureRow
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.statistics.figures import RATE, Figure, explained, figure_sheet

_SHOWN = 6


@dataclass(frozen=True)
class FigureChange:
    """`rows`: the records that count otherwise now, that are new, or that count no more."""

    before: Figure
    after: Figure
    rows: tuple[FigureRow, ...]

    @property
    def words(self) -> str:
        """`问题 59 → 61 个（WT-060、WT-061）`."""
        names = list(dict.fromkeys(row.name.partition("　")[0] for row in self.rows))
        more = "等" if len(names) > _SHOWN else ""
        named = f"（{'、'.join(names[:_SHOWN])}{more}）" if names else ""
        after = self.after
        return f"{after.name} {self.before.grouped} → {after.grouped} {after.unit}{named}"


def changes_since(work: Work, inspection: str, moment: datetime) -> list[FigureChange]:
    """Each number of an inspection (its code) that is another now than before a UTC moment."""
    then, now = figure_sheet(work, inspection, moment), figure_sheet(work, inspection)
    changed = [key for key, one in now.figures.items() if one.value != then[key].value]
    return [
        FigureChange(
            then[key],
            now[key],
            _differing(
                explained(work, then, key, moment).rows, explained(work, now, key, None).rows
            ),
        )
        for key in changed
        if key != RATE
    ]


def last_bulletin(work: Work) -> datetime | None:
    """When the latest bulletin was locked (UTC); None: there was none."""
    issued = work.documents.issued(None)
    locked = [one.locked_at for one in issued if one.kind is DocumentKind.BULLETIN]
    return max(locked, default=None)


def _differing(
    before: tuple[FigureRow, ...], after: tuple[FigureRow, ...]
) -> tuple[FigureRow, ...]:
    then, now = _by_id(before), _by_id(after)
    new = [row for id_, row in now.items() if id_ not in then or then[id_].share != row.share]
    return (*new, *(row for id_, row in then.items() if id_ not in now))


def _by_id(rows: tuple[FigureRow, ...]) -> dict[UUID, FigureRow]:
    return {row.id: row for row in rows}
