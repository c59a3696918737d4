"""What all tests share: a small campaign to work on, fast disks, no leaking windows."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.storage import file
from db.store import Store
from db.vocabulary import (
    Act,
    Area,
    Certainty,
    DayKind,
    Desk,
    FormKind,
    Method,
    Ownership,
    QuestionType,
    SchoolType,
    Severity,
    Signal,
    Stage,
)
from inspector_gui.exchange.inspection_kinds import load_inspections
from tests.sharing import once

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Clock:
    """A wall clock for tests: moves on by itself, or is put forward and back."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 9, 15, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


def prepare(
    path: Path,
    clock: Clock,
    desk: Desk = Desk.BUREAU,
    passphrase: str | None = None,
    code: str = "2025-SF",
) -> bytes | None:
    """A campaign with one team, one school, one planned visit and two checklist items; its key."""
    key = file.create_locked(path, passphrase)
    with Store.open(path, key, clock) as store, store.act(Act.PREPARE) as work:
        campaign = work.campaigns.begin(
            code=code,
            name="2025年示例市教育乱收费专项治理检查",
            bureau="示例市教育局",
            notice_title="关于开展检查的通知",
            notice_no="示教财〔2025〕12号",
            conduct_from=date(2024, 9, 1),
            conduct_to=date(2025, 9, 12),
            visits_from=date(2025, 9, 15),
            visits_to=date(2025, 9, 26),
        )
        for year in (2025, 2026):
            work.campaigns.mark_day(campaign, date(year, 1, 1), DayKind.HOLIDAY, "元旦")
        load_inspections(work, campaign)
        team = work.people.add_team(campaign, "T1", "第一检查组")
        work.people.add_member(team, code="T1-M1", name="检查员101", role="组长", is_lead=True)
        work.campaigns.open_file(
            desk, campaign, "测试", clock(), None if desk is Desk.BUREAU else team
        )
        school = work.schools.register(
            campaign,
            code="S001",
            name="示例市第一示例小学",
            kind=SchoolType.PRIMARY,
            stages=(Stage.PRI,),
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
        )
        work.visits.plan(school, team, serial="2025-SF-T1-01", planned_on=date(2025, 9, 15))
        catalogue = work.catalogues.add_catalogue(
            campaign, inspection="fee", version="2025.1", title="教育收费专项检查"
        )
        category = work.catalogues.add_category(
            catalogue, code="FW", name="服务性收费和代收费", position=1
        )
        rule = work.catalogues.add_regulation(
            campaign,
            code="JC5",
            title="关于进一步加强和规范教育收费管理的意见",
            doc_no="教财〔2020〕5号",
            doc_no_verified=True,
            issuer="教育部",
            dated="2020-08",
            in_force_from=date(2020, 9, 1),
            certainty=Certainty.HIGH,
            verification="web_page",
        )
        form = work.forms.add_form(
            campaign, kind=FormKind.STUDENT, version="2025.1", title="学生问卷"
        )
        question = work.forms.add_question(
            form,
            code="S01",
            position=1,
            kind=QuestionType.SINGLE,
            text="在哪里能看到收费公示？",
            only_stages=(),
        )
        for position, letter in enumerate("AB", 1):
            work.forms.add_option(
                question, code=letter, position=position, text=letter, signal=Signal.NONE
            )
        for number in (1, 2):
            item = work.catalogues.add_item(
                category,
                code=f"F-FW-0{number}",
                position=number,
                question="每个收费项目是否都有依据？",
                violation="自立项目收费",
                evidence="收费公示照片\n缴费通知",
                stages=tuple(Stage),
                ownerships=tuple(Ownership),
                areas=tuple(Area),
                methods=(Method.DOC,),
                records_amount=True,
                records_students=True,
                severity=Severity.MODERATE,
                handlings=(),
                wrongs=1,
            )
            work.catalogues.add_citation(
                item,
                rule,
                position=1,
                article="第三条",
                certainty=Certainty.HIGH,
                only_stages=(),
                only_ownerships=(),
                locked=True,
            )
    return key


@dataclass(frozen=True)
class Begun:
    """A folder with the small campaign, and when its making ended."""

    folder: Path
    moment: datetime


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """The small campaign as `prepare` leaves it. Copy from it; never write to it."""
    folder, clock = tmp_path_factory.mktemp("begun"), Clock()
    prepare(folder / "总.inspection", clock)
    return Begun(folder, clock.moment)


@pytest.fixture
def campaign_file(begun: Begun, tmp_path: Path, clock: Clock) -> Path:
    shutil.copytree(begun.folder, tmp_path, dirs_exist_ok=True)
    clock.moment = max(clock.moment, begun.moment)
    return tmp_path / "总.inspection"


@pytest.fixture
def store(campaign_file: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(campaign_file, now=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo campaign, nothing recorded yet. Copy from it; never write to it."""
    from inspector_gui.demo.campaign import build

    return once(tmp_path_factory, "demo", build, kept=True)


@pytest.fixture
def team_file(demo: Path, tmp_path: Path) -> Path:
    """The third team's file on its first morning."""
    return Path(shutil.copy(demo / "第三检查组.inspection", tmp_path))
