"""What an import did, as it is told and kept."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from db.records.totals import Figures


@dataclass(frozen=True)
class Withdrawn:
    """A batch that was taken back and of which a file holds records.

    `at`: when (UTC, ISO 8601), `person`: by whom, `reason`: why; `rows`, `fields`: how much would
    be counted again, or is (`again`), if it is brought again.
    """

    number: int
    at: str
    person: str
    reason: str
    rows: int
    fields: int
    again: bool = False


@dataclass(frozen=True)
class Receipt:
    """What an import did. `number` is None where it brought nothing or was only looked at.

    `repeated`: the very same file was merged before, as that batch; `same_as`: it is another copy
    of that file of the same drop. Then nothing was looked at.

    `withdrawn`: batches that were taken back and of which it holds records.

    `rows` and `changed` (fields that show another value) by table; `conflicts`: how many are open
    now, `disputed`: how many more by table than before. `quarantined`: rows that are not here and
    have not stayed out before. `theirs`: what the file itself counts,
    `ours_before` and `ours`: what was and is counted of this team here. `inspection`: the code of
    the one that all of them are of; empty in receipts of earlier versions.
    """

    number: int | None
    repeated: int | None
    source: str
    team: str
    rows: dict[str, int] = field(default_factory=dict)
    edits: int = 0
    fields: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    conflicts: int | None = None
    disputed: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, int] = field(default_factory=dict)
    before: Figures | None = None
    after: Figures | None = None
    theirs: Figures | None = None
    ours_before: Figures | None = None
    ours: Figures | None = None
    package: int | None = None
    older_than: int | None = None
    same_as: str | None = None
    withdrawn: tuple[Withdrawn, ...] = ()
    inspection: str = ""

    @property
    def brought_again(self) -> bool:
        return any(batch.again for batch in self.withdrawn)

    @property
    def anything(self) -> bool:
        """It brought, or would bring, something."""
        return bool(self.edits or self.new or self.kept_out or self.brought_again)

    @property
    def new(self) -> int:
        return sum(self.rows.values())

    @property
    def kept_out(self) -> int:
        return sum(self.quarantined.values())

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def as_text(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False)


def receipt_of(text: str) -> Receipt:
    """A kept receipt."""
    kept = json.loads(text)
    for name in ("before", "after", "theirs", "ours_before", "ours"):
        kept[name] = Figures(**kept[name]) if kept.get(name) else None
    kept["withdrawn"] = tuple(Withdrawn(**batch) for batch in kept.get("withdrawn", ()))
    return Receipt(**kept)
