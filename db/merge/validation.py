"""Who may come in: files and packages, looked at side by side before a row of one is read."""

import os
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session, aliased

from db.errors import InspectionError
from db.merge.inbox import Arrival, Opener, received
from db.merge.receipts import Receipt, receipt_of
from db.schema.campaign import Team
from db.schema.merging import MergeBatch, Package, Quarantine
from db.storage import file
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Desk

#: A file that may come in; of one merged before, what there is to say; or why one stays out.
Guest = Arrival | Receipt | InspectionError


@contextmanager
def invited(
    bureau: Store, sources: Mapping[Path, bytes | None]
) -> Iterator[dict[Path, Arrival | Receipt]]:
    """As `looked_at`. Raises InspectionError where one has to stay out."""
    with looked_at(bureau, sources) as guests:
        yield {source: _welcome(guest) for source, guest in guests.items()}


def _welcome(guest: Guest) -> Arrival | Receipt:
    if isinstance(guest, InspectionError):
        raise guest
    return guest


@contextmanager
def looked_at(bureau: Store, sources: Mapping[Path, bytes | None]) -> Iterator[dict[Path, Guest]]:
    """What the gate says of several files, side by side; they stay here as private copies.

    Raises InspectionError where this is no bureau.
    """
    door = _Door.of(bureau)
    with ExitStack() as stack:
        known = _known_among(bureau, sources)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            arriving = {
                source: pool.submit(stack.enter_context, door.admitted(source, key))
                for source, key in sources.items()
                if source not in known
            }
        yield {source: known.get(source) or _come(arriving[source]) for source in sources}


def _come(arriving: "Future[Arrival]") -> Arrival | InspectionError:
    error = arriving.exception()
    return error if isinstance(error, InspectionError) else arriving.result()


@dataclass(frozen=True)
class _Door:
    """Whom this bureau knows."""

    bureau: Store
    campaign: uuid.UUID
    teams: frozenset[uuid.UUID]

    @classmethod
    def of(cls, bureau: Store) -> "_Door":
        info = bureau.info()
        if info.desk is not Desk.BUREAU:
            raise InspectionError("只能合并到局里的总文件；请用总文件再试。")
        with bureau.read() as work:
            teams = frozenset(work.session.scalars(select(Team.id)))
        return cls(bureau, info.campaign_id, teams)

    @contextmanager
    def admitted(self, source: Path, key: bytes | None) -> Iterator[Arrival]:
        opener = Opener(
            identity=self.bureau.identity,
            admit=lambda manifest, name: self._require(name, manifest.campaign, manifest.team),
        )
        with received(source, key, opener) as arrival:
            self._require(source.name, arrival.campaign, arrival.team)
            _require_manifest_matches(source.name, arrival)
            yield arrival

    def _require(self, name: str, campaign: uuid.UUID, team: uuid.UUID | None) -> None:
        if campaign != self.campaign:
            raise InspectionError(f"“{name}”属于另一次检查，不能合并；请核对文件。")
        if team is not None and team not in self.teams:
            raise InspectionError(f"“{name}”的检查组不在这次检查里，不能合并；请核对来源。")


def _require_manifest_matches(name: str, arrival: Arrival) -> None:
    """The file in a package is the one its manifest speaks of, and counts what that says."""
    package = arrival.package
    if package is None:
        return
    wrong = [
        key for key, sum_ in package.totals.items() if getattr(arrival.figures, key, sum_) != sum_
    ]
    if wrong or (package.campaign, package.team) != (arrival.campaign, arrival.team):
        raise InspectionError(f"“{name}”的合计与清单不符，没有合并；请让检查组重新生成数据包。")


def _known_among(
    bureau: Store, sources: Mapping[Path, bytes | None]
) -> dict[Path, Receipt | InspectionError]:
    """What there is to say of files before they are looked into.

    They cannot be read; they were merged before; they are here twice.
    """
    found: dict[Path, Receipt | InspectionError] = {}
    first: dict[bytes, Path] = {}
    for source in sources:
        try:
            sha256 = _identified(bureau, source)
        except InspectionError as error:
            found[source] = error
            continue
        if sha256 is None:
            continue
        earlier = first.setdefault(sha256, source)
        receipt = _merged_before(bureau, source, sha256)
        if receipt is None and earlier is not source:
            receipt = Receipt(None, None, source.name, "", same_as=earlier.name)
        if receipt is not None:
            found[source] = receipt
    return found


def _identified(bureau: Store, source: Path) -> bytes | None:
    """The SHA-256 of a file; None where a log beside it says more than the file does."""
    file.inspect(source)
    if bureau.is_at(source):
        raise InspectionError("不能把总文件合并到它自己；请选择检查组的文件。")
    log = source.with_name(source.name + "-wal")
    return None if log.exists() and log.stat().st_size else file.digest(source)


def _merged_before(bureau: Store, source: Path, sha256: bytes) -> Receipt | None:
    """What to say of a file that came in before and of which nothing more can.

    Where rows were repaired, or a batch was taken back, more of it may come in.
    """
    with bureau.read() as work:
        return _batch_of(work.session, source, sha256) or _empty_package(work, source, sha256)


def _batch_of(session: Session, source: Path, sha256: bytes) -> Receipt | None:
    """Of a file that was merged and not taken back since."""
    query = select(MergeBatch.number, MergeBatch.receipt).where(
        MergeBatch.sha256 == sha256,
        MergeBatch.taken_back_by.is_(None),
        ~exists().where(Quarantine.batch == MergeBatch.number, Quarantine.settled.is_not(None)),
        ~_taken_back(),
    )
    earlier = session.execute(query).first()
    if earlier is None:
        return None
    number, kept = earlier
    return Receipt(None, number, source.name, receipt_of(kept).team)


def _empty_package(work: Work, source: Path, sha256: bytes) -> Receipt | None:
    """Of a package that arrived and brought nothing: all that it holds had come with others."""
    query = select(Package, Team.name).join(Team, Team.id == Package.team_id)
    found = work.session.execute(
        query.where(
            Package.sha256 == sha256,
            Package.arrived_at.is_not(None),
            Package.batch.is_(None),
            ~exists().where(Quarantine.settled.is_not(None)),
            ~_taken_back(),
        )
    ).first()
    if found is None:
        return None
    package, team = found
    later = work.packages.later_than(package.team_id, package.made_at)
    return Receipt(None, None, source.name, team, package=package.number, older_than=later)


def _taken_back() -> Exists:
    """Whether any batch was."""
    gone = aliased(MergeBatch)
    return exists().where(gone.taken_back_by.is_not(None))
