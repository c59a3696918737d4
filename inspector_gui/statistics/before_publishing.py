"""发布前核对: whether the numbers agree with each other and are final, a line for each rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from hashlib import blake2b

from db.records.inspections import InspectionLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.parsing import show_yuan
from inspector_gui.statistics.figures import FigureSheet, figure_sheet


class Mend(Enum):
    """Where a line is put right."""

    CONFLICTS = auto()
    DUPLICATES = auto()
    QUARANTINE = auto()
    MERGE = auto()
    FINDINGS = auto()
    FOLLOWING = auto()
    COMPLAINTS = auto()
    CONTACTS = auto()
    FIGURES = auto()


@dataclass(frozen=True)
class Check:
    """`detail`: the two sides of it, or what is open. `why`: somebody knows of it and said why it
    may stand; that holds while it is as it was then."""

    name: str
    detail: str
    sound: bool
    mend: Mend
    why: str = ""

    @property
    def is_open(self) -> bool:
        return not self.sound and not self.why


@dataclass(frozen=True)
class Reconciled:
    sheet: FigureSheet
    checks: tuple[Check, ...]

    @property
    def open(self) -> int:
        return sum(check.is_open for check in self.checks)

    @property
    def known(self) -> int:
        return sum(bool(check.why) for check in self.checks)


def reconcile(work: Work, kind: InspectionLine) -> Reconciled:
    sheet = figure_sheet(work, kind.code)
    campaign = work.campaigns.current().id
    written = work.documents.filled_in(campaign, DocumentKind.BULLETIN)
    checks = (_explained(check, written) for check in _checks(work, sheet, kind.code))
    return Reconciled(sheet, tuple(checks))


def known_as(check: Check) -> str:
    """Under which name it is kept that somebody knows of it."""
    return f"known.{blake2b(check.name.encode(), digest_size=8).hexdigest()}"


def explanation(check: Check, why: str) -> str:
    """What is kept: the line as it stands, and why it may."""
    return f"{check.detail}\n{why.strip()}" if why.strip() else ""


def _explained(check: Check, written: Mapping[str, str]) -> Check:
    detail, _, why = written.get(known_as(check), "").rpartition("\n")
    return replace(check, why=why) if why and detail == check.detail and not check.sound else check


def _checks(work: Work, sheet: FigureSheet, code: str) -> Iterator[Check]:
    yield from _settled(work)
    yield _packages(work)
    yield _visited(work, sheet, code)
    yield from _findings(work, sheet, code)
    yield _forms(sheet)
    yield _money(sheet)
    if "complaints" in sheet.figures:
        yield _parts(sheet, "信访件：各来源之和等于总数", "complaints", Mend.COMPLAINTS)
        yield _parts(sheet, "招生咨询：各渠道之和等于总数", "admission", Mend.CONTACTS)
    yield _rows(work, sheet, code)


def _settled(work: Work) -> Iterator[Check]:
    for name, number, mend in (
        ("冲突都已裁定", work.conflicts.count(), Mend.CONFLICTS),
        ("疑似重复都已判定", work.pairs.number(), Mend.DUPLICATES),
        ("隔离的记录都已处理", work.quarantined.number(), Mend.QUARANTINE),
    ):
        yield Check(name, f"还有 {number}" if number else "没有", not number, mend)


def _packages(work: Work) -> Check:
    teams = work.packages.deliveries(work.now().date())
    missing = [
        f"{team.team}第 {'、'.join(map(str, team.missing))} 号" for team in teams if team.missing
    ]
    return Check("数据包收齐", "；".join(missing) or "没有缺号", not missing, Mend.MERGE)


def _visited(work: Work, sheet: FigureSheet, code: str) -> Check:
    done, planned = sheet["schools"].value, sheet["schools_in_scope"].value
    lines = work.schools.lines(code)
    visited = {line.id for line in lines if line.visited_on}
    missing = list(dict.fromkeys(line.name for line in lines if line.id not in visited))
    named = "、".join(missing[:3]) + ("等" if missing[3:] else "")
    detail = f"{done}/{planned}" + (f"，未到 {len(missing)} 所：{named}" if missing else "")
    return Check("计划的学校都已检查", detail, not missing and planned > 0, Mend.MERGE)


def _findings(work: Work, sheet: FigureSheet, code: str) -> Iterator[Check]:
    total, fen = sheet["findings"].value, sheet["due_fen"].value
    areas, teams = work.totals.categories(code), work.totals.teams(code)
    for name, number, due in (
        ("各类别之和等于全市", sum(a.findings for a in areas), sum(a.due_fen for a in areas)),
        ("各组之和等于全市", sum(t.findings for t in teams), sum(t.due_fen for t in teams)),
    ):
        sound = (number, due) == (total, fen)
        detail = f"问题 {number}/{total}，应退 {show_yuan(due)}/{sheet['due_fen'].text}"
        yield Check(name, detail, sound, Mend.FINDINGS)


def _forms(sheet: FigureSheet) -> Check:
    issued, returned, valid = (
        sheet[f"questionnaires_{kind}"].value for kind in ("issued", "returned", "valid")
    )
    sound = issued >= returned >= valid
    return Check(
        "问卷：发放 ≥ 回收 ≥ 有效", f"{issued} / {returned} / {valid}", sound, Mend.FIGURES
    )


def _money(sheet: FigureSheet) -> Check:
    names = ("refunded_fen", "surrendered_fen", "irrecoverable_fen", "open_fen")
    sides = [sheet[name].value for name in names]
    sound = sum(sides) == sheet["due_fen"].value and sides[-1] >= 0
    detail = " + ".join(sheet[name].text for name in names) + f" = {sheet['due_fen'].text}"
    return Check("已退 + 上缴 + 无法退还 + 未退 = 应退", detail, sound, Mend.FOLLOWING)


def _parts(sheet: FigureSheet, name: str, whole: str, mend: Mend) -> Check:
    """The persons of visits stand beside the visits and are no part."""
    parts = [
        figure.value
        for key, figure in sheet.figures.items()
        if key.startswith(f"{whole}_") and not key.endswith("_persons")
    ]
    total = sheet[whole].value
    detail = f"{' + '.join(map(str, parts))} = {sum(parts)}，总数 {total}"
    return Check(name, detail, sum(parts) == total, mend)


def _rows(work: Work, sheet: FigureSheet, code: str) -> Check:
    """Each sum is that of its rows; of different things there are at least as many rows."""
    wrong = []
    for key, figure in sheet.figures.items():
        rows = work.figure_rows.of(figure.rows, code) if figure.rows == key else []
        total = sum(row.share for row in rows)
        if figure.rows == key and (
            total < figure.value or (figure.is_money and total != figure.value)
        ):
            wrong.append(figure.name)
    detail = "、".join(wrong) or f"{len(sheet.figures)} 个数都能逐行加出来"
    return Check("每个数等于它的各行之和", detail, not wrong, Mend.FIGURES)
