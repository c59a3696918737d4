"""A new campaign: the bureau's file with the catalogue, questionnaires and calendar in it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from db.errors import InspectionError
from db.packages.identity import public_key
from db.records.campaigns import REHEARSAL_CODE, is_rehearsed
from db.storage import file
from db.store import Store
from db.vocabulary import Act, Desk
from inspector_gui.exchange.catalogue import load_calendars, load_checklists, load_questionnaires
from inspector_gui.exchange.inspection_kinds import load_inspections
from inspector_gui.labels import today

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{1,19}")
_BEFORE_VISITS, _VISITS = 30, 11
#: How long numbers of parents are kept after the last visit, unless the bureau says otherwise:
#: objections, reports and refunds are through by then.
_RETENTION = timedelta(days=90)


@dataclass(frozen=True)
class Beginning:
    """What must be said of a campaign before there is a file for it."""

    code: str
    name: str
    bureau: str

    def require_sound(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise InspectionError(
                f"代号“{self.code}”不能用；请用 2 到 20 个字母、数字或连字符，如 2025-SF。"
            )
        if is_rehearsed(self.code):
            raise InspectionError(f"以 {REHEARSAL_CODE} 开头的代号只用于演练；请换一个代号。")
        for title, text in (("检查名称", self.name), ("主管单位", self.bureau)):
            if not text.strip():
                raise InspectionError(f"还没有填{title}；请填写后再建。")


def retention_of(path: Path, key: bytes | None) -> date | None:
    """Until when the file's campaign keeps numbers of parents."""
    with Store.open(path, key) as store, store.read() as work:
        return work.campaigns.current().retention_until


def begin(path: Path, beginning: Beginning, passphrase: str | None = None) -> bytes | None:
    """Make the bureau's file at `path`, whole or not at all; its key, or None of a plain one.

    Days are those that are usual; the finance office sets them as they are.
    """
    beginning.require_sound()
    file.require_free(path)
    if not path.parent.is_dir():
        raise InspectionError(f"文件夹“{path.parent}”不存在；请先建好文件夹。")
    with file.staging(path.parent) as staging:
        made = staging / path.name
        key = file.create_locked(made, passphrase)
        with Store.open(made, key) as store:
            _prepare(store, beginning)
            public_key(store)
            store.backups.forgo()
        file.move(made, path)
    return key


def _prepare(store: Store, beginning: Beginning) -> None:
    now = today()
    visits = now + timedelta(days=_BEFORE_VISITS)
    visits += timedelta(days=-visits.weekday() % 7)
    last = visits + timedelta(days=_VISITS)
    with store.act(Act.PREPARE) as work:
        campaign = work.campaigns.begin(
            code=beginning.code,
            name=beginning.name.strip(),
            bureau=beginning.bureau.strip(),
            notice_title="",
            notice_no="",
            conduct_from=_school_year(now),
            conduct_to=now,
            visits_from=visits,
            visits_to=last,
            retention_until=last + _RETENTION,
        )
        work.campaigns.open_file(Desk.BUREAU, campaign, beginning.name.strip(), store.now())
        load_inspections(work, campaign)
        load_checklists(work, campaign)
        load_questionnaires(work, campaign)
        load_calendars(work, campaign)


def _school_year(now: date) -> date:
    """The first of September before the last one: a whole school year lies between."""
    year = now.year if now.month >= 9 else now.year - 1
    return date(year - 1, 9, 1)
