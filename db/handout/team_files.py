"""Hand out: a file for each team, with its schools and people and what it needs, nothing else."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.errors import InspectionError, explaining_database_errors
from db.file_names import file_name
from db.handout.scopes import TeamScope
from db.merge.inbox import attached
from db.merge.temp_tables import incoming
from db.merge.union import unite
from db.packages.identity import public_key
from db.progress import Progress, unwatched
from db.records.people import TeamLine
from db.schema.campaign import FileInfo
from db.storage import file
from db.store import Store
from db.vocabulary import Act, Desk


@dataclass(frozen=True)
class Parcel:
    """A file to be made for a team. Without a passphrase it is not locked.

    `again`: the team is recording already; the file brings what changed and is named so that it
    takes no other's place.
    """

    team: TeamLine
    passphrase: str | None = None
    again: bool = False


@dataclass(frozen=True)
class Handed:
    """A file that was made. `number`: which of the team's it is."""

    team: TeamLine
    path: Path
    number: int
    passphrase: str | None


def hand_out(
    bureau: Store,
    folder: Path,
    passphrase: str | None = None,
    progress: Progress = unwatched,
) -> list[Path]:
    """Make `第一检查组.inspection` and so on in `folder`, all under one passphrase if there is one;
    all of them or none.
    """
    with bureau.read() as work:
        parcels = [Parcel(team, passphrase) for team in work.people.teams()]
    return [handed_file.path for handed_file in hand_to(bureau, folder, parcels, progress)]


def hand_to(
    bureau: Store,
    folder: Path,
    parcels: Sequence[Parcel],
    progress: Progress = unwatched,
) -> list[Handed]:
    """Make the files of these teams in `folder`, all of them or none.

    Each is encrypted by a key of its own; the bureau's key opens all.
    """
    if bureau.shared:
        raise InspectionError("总库在服务器上，检查组文件从建库用的总文件发放；请打开那个总文件。")
    info = bureau.info()
    _require(info, folder, parcels)
    recipient = public_key(bureau)
    with bureau.read() as work:
        known, before = work.plans.handed_out(), work.journal.count()
        _require_schools(parcels, {line.team_id for line in work.schools.lines()})
    made = [_made(folder, parcel, known) for parcel in parcels]
    for handed_file in made:
        if handed_file.path.exists():
            raise InspectionError(
                f"“{handed_file.path.name}”已经存在；请换一个文件夹，或先移走原文件。"
            )
    with file.staging(folder) as staging:
        for number, handed_file in enumerate(made):
            progress(number, len(made))
            draft = staging / handed_file.path.name
            key = file.create_locked(draft, handed_file.passphrase, recipient)
            last = known[handed_file.team.id].act if handed_file.team.id in known else None
            with Store.open(draft, key, now=bureau.now) as store:
                _fill(
                    bureau,
                    store,
                    TeamScope(handed_file.team.id, last, incoming),
                    handed_file.team.name,
                )
        progress(len(made), len(made))
        _note(bureau, made, before)
        for handed_file in made:
            file.move(staging / handed_file.path.name, handed_file.path)
    return made


def _require(info: FileInfo, folder: Path, parcels: Sequence[Parcel]) -> None:
    if info.desk is not Desk.BUREAU:
        raise InspectionError("只有局里的总文件能分发；请用总文件再试。")
    if not folder.is_dir():
        raise InspectionError(f"文件夹“{folder}”不存在；请先建好文件夹。")
    if not parcels:
        raise InspectionError("还没有编检查组，不能分发；请先编组。")


def _require_schools(parcels: Sequence[Parcel], busy: Collection[uuid.UUID | None]) -> None:
    """A team that is handed its first file has something to visit."""
    for parcel in parcels:
        if not parcel.again and parcel.team.id not in busy:
            raise InspectionError(
                f"{parcel.team.name}没有派到学校，没有发放；请先分派学校，或只发给别的组。"
            )


def _made(folder: Path, parcel: Parcel, known: Mapping[uuid.UUID, object]) -> Handed:
    last = getattr(known.get(parcel.team.id), "number", 0)
    if parcel.again and not last:
        raise InspectionError(f"{parcel.team.name}还没有发放过，没有可再发的；请先发放。")
    name = f"{parcel.team.name}-更改{last + 1}" if parcel.again else parcel.team.name
    return Handed(parcel.team, folder / file_name(name, file.SUFFIX), last + 1, parcel.passphrase)


def _note(bureau: Store, made: Sequence[Handed], before: int) -> None:
    """From here on the teams know the plan; so it must not have changed meanwhile."""
    with bureau.act(Act.HAND_OUT) as work:
        if work.journal.count() != before + 1:
            raise InspectionError("发放期间计划有改动，这次没有发放；请再发放一次。")
        for handed_file in made:
            work.plans.note_handed_out(
                handed_file.team.id, locked=handed_file.passphrase is not None
            )


def _fill(bureau: Store, store: Store, scope: TeamScope, title: str) -> None:
    with explaining_database_errors(), Session(store.engine) as session:
        raw = session.connection().connection.dbapi_connection
        session.rollback()
        with attached(raw, bureau.path, bureau.key):
            unite(session.connection(), scope=scope.whole())
            session.add(
                FileInfo(
                    desk=Desk.TEAM,
                    campaign_id=bureau.info().campaign_id,
                    team_id=scope.team,
                    created_at=bureau.now(),
                    title=title,
                )
            )
            session.commit()
