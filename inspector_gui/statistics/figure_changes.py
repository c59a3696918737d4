"""What became of the numbers since an earlier moment, such as the last bulletin."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.records.figure_rows import FigureRow
from db.unit_of_work import Work
from inspector_gui.statistics.figures import RATE, Figure, explained, figure_sheet

_SHOWN = 6


@dataclass(frozen=True)
class FigureChange:
    """`rows`: the records that count otherwise now, that are new, or that count no more."""

    before: Figure
    after: Figure
    rows: tuple[FigureRow, ...]

    @property
    def sentence(self) -> str:
        """`问题 59 → 61 个（WT-060、WT-061）`."""
        named = f"（{self.named}）" if self.named else ""
        return f"{self.after.name} {self.amounts} {self.after.unit}{named}"

    @property
    def amounts(self) -> str:
        return f"{self.before.grouped} → {self.after.grouped}"

    @property
    def named(self) -> str:
        """The first of the records, each once."""
        names = list(dict.fromkeys(row.name.partition("　")[0] for row in self.rows))
        return "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")


def changes_since(
    work: Work, inspection: str, moment: datetime, until: datetime | None = None
) -> list[FigureChange]:
    """Each number of an inspection (its code) that is another before `until`, now without it, than
    before a UTC moment."""
    then, now = figure_sheet(work, inspection, moment), figure_sheet(work, inspection, until)
    changed = [key for key, figure in now.figures.items() if figure.value != then[key].value]
    return [
        FigureChange(
            then[key],
            now[key],
            _differing(
                explained(work, then, key, moment).rows, explained(work, now, key, until).rows
            ),
        )
        for key in changed
        if key != RATE
    ]


def last_bulletin(work: Work) -> datetime | None:
    """As of which moment (UTC) the latest bulletin told its numbers; None: there was none."""
    return next(iter(work.documents.bulletins(work.campaigns.current().id)), None)


def _differing(
    before: tuple[FigureRow, ...], after: tuple[FigureRow, ...]
) -> tuple[FigureRow, ...]:
    then, now = _by_id(before), _by_id(after)
    new = [row for id_, row in now.items() if id_ not in then or then[id_].share != row.share]
    return (*new, *(row for id_, row in then.items() if id_ not in now))


def _by_id(rows: tuple[FigureRow, ...]) -> dict[UUID, FigureRow]:
    return {row.id: row for row in rows}
