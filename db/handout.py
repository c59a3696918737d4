"""Hand out: a file for each team, with its schools and people and what it needs, nothing else."""

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from db import file
from db.errors import InspectionError, told_plainly
from db.merge.inbox import attached
from db.merge.scratch import incoming
from db.merge.union import unite
from db.packages.identity import public_key
from db.people import TeamLine
from db.progress import Progress, unwatched
from db.schema.base import Base, Row, kept_classes, table_of
from db.schema.campaign import Campaign, FileInfo, Member, Recusal, Team
from db.schema.document import TextTemplate
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.school import School, SchoolClass
from db.schema.visit import Visit
from db.store import Store
from db.vocabulary import Desk, Subject

_Filter = Callable[[Any], ColumnElement[bool]]


def hand_out(
    bureau: Store,
    folder: Path,
    passphrase: str | None = None,
    progress: Progress = unwatched,
) -> list[Path]:
    """Make `第一检查组.inspection` and so on in `folder`; all of them or none.

    With a passphrase they are encrypted, each by a key of its own; the bureau's key opens all.
    """
    info = bureau.info()
    if info.desk is not Desk.BUREAU:
        raise InspectionError("只有局里的总文件能分发；请用总文件再试。")
    if not folder.is_dir():
        raise InspectionError(f"文件夹“{folder}”不存在；请先建好文件夹。")
    with bureau.read() as work:
        teams = work.people.teams()
    if not teams:
        raise InspectionError("还没有编检查组，不能分发；请先编组。")
    targets = [folder / f"{team.name}{file.SUFFIX}" for team in teams]
    for target in targets:
        if target.exists():
            raise InspectionError(f"“{target.name}”已经存在；请换一个文件夹，或先移走原文件。")
    recipient = public_key(bureau)
    with file.staging(folder) as staging:
        for number, (team, target) in enumerate(zip(teams, targets, strict=True)):
            progress(number, len(teams))
            made = staging / target.name
            key = file.create_locked(made, passphrase, recipient)
            _fill(bureau, info, team, made, key)
        for target in targets:
            file.move(staging / target.name, target)
    progress(len(teams), len(teams))
    return targets


def _fill(bureau: Store, info: FileInfo, team: TeamLine, target: Path, key: bytes | None) -> None:
    with (
        Store.open(target, key, now=bureau.now) as store,
        told_plainly(),
        Session(store.engine) as session,
    ):
        raw = session.connection().connection.dbapi_connection
        session.rollback()
        with attached(raw, bureau.path, bureau.key):
            unite(session.connection(), scope=_scope_of(team.id))
            session.add(
                FileInfo(
                    desk=Desk.TEAM,
                    campaign_id=info.campaign_id,
                    team_id=team.id,
                    created_at=bureau.now(),
                    title=team.name,
                )
            )
            session.commit()


def _scope_of(team: uuid.UUID) -> dict[str, _Filter]:
    """For each table, which of the bureau's rows this team gets."""
    rows = {cls: _rows_for(cls, team) for cls in kept_classes() if issubclass(cls, Row)}
    scope: dict[str, _Filter] = {cls.__tablename__: lambda _: false() for cls in kept_classes()}
    scope |= {cls.__tablename__: chosen for cls, chosen in rows.items()}
    edits = _edits_of(rows)
    scope[Edit.__tablename__] = edits
    scope[ActRecord.__tablename__] = _acts_of(rows, edits)
    for edge in (Supersedes, Saw):
        scope[edge.__tablename__] = lambda theirs: theirs.c.new.in_(_ids(Edit, edits))
    return scope


def _rows_for(cls: type[Row], team: uuid.UUID) -> _Filter:
    visited = select(incoming(table_of(Visit)).c.school_id).where(
        incoming(table_of(Visit)).c.team_id == team
    )
    mates = select(incoming(table_of(Member)).c.id).where(
        incoming(table_of(Member)).c.team_id == team
    )
    special: dict[type[Row], _Filter] = {
        Team: lambda theirs: theirs.c.id == team,
        Member: lambda theirs: theirs.c.team_id == team,
        Recusal: lambda theirs: theirs.c.member_id.in_(mates),
        School: lambda theirs: theirs.c.id.in_(visited),
        SchoolClass: lambda theirs: theirs.c.school_id.in_(visited),
        Visit: lambda theirs: theirs.c.team_id == team,
        TextTemplate: lambda _: true(),
    }
    shared = cls.subject in (Subject.CAMPAIGN, Subject.CATALOGUE) or cls is Campaign
    return special.get(cls, lambda _: true() if shared else false())


def _ids(cls: Any, chosen: _Filter) -> Any:
    theirs = incoming(table_of(cls))
    return select(theirs.c.id).where(chosen(theirs))


def _edits_of(rows: dict[type[Row], _Filter]) -> _Filter:
    def chosen(theirs: Any) -> ColumnElement[bool]:
        return or_(
            *(
                (theirs.c.tbl == cls.__tablename__) & theirs.c.row.in_(_ids(cls, filter_))
                for cls, filter_ in rows.items()
            )
        )

    return chosen


def _acts_of(rows: dict[type[Row], _Filter], edits: _Filter) -> _Filter:
    """The acts that the handed-out rows and edits come from, and no other."""

    def chosen(theirs: Any) -> ColumnElement[bool]:
        sources: list[tuple[type[Base], _Filter]] = [*rows.items(), (Edit, edits)]
        tables = [(incoming(table_of(cls)), filter_) for cls, filter_ in sources]
        origins = [select(table.c.act).where(filter_(table)) for table, filter_ in tables]
        return or_(*(theirs.c.id.in_(origin) for origin in origins))

    return chosen
