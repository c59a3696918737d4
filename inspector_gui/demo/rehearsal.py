"""A made-up school to rehearse a day at: a team's file of a campaign of its own."""

from datetime import datetime, timedelta
from pathlib import Path

from db.handout.team_files import hand_out
from db.ids import wall_clock
from db.records.campaigns import REHEARSAL_CODE
from db.storage import file
from db.store import Store
from db.vocabulary import Act, Area, Desk, Ownership, SchoolType, Stage
from inspector_gui.exchange.catalogue import (
    load_calendars,
    load_checklists,
    load_fees,
    load_questionnaires,
)
from inspector_gui.exchange.inspection_kinds import load_inspections
from inspector_gui.labels import in_china
from inspector_gui.resources import DEMO_FEES

NAME, TEAM, SCHOOL = "检查演练（虚构）", "演练组", "演练小学（虚构）"
_PEOPLE = (("演练员甲", "组长"), ("演练员乙", "组员"), ("演练员丙", "组员"))
_GRADES, _CLASSES, _PUPILS = 6, 3, 42


def make_rehearsal(path: Path) -> Path:
    """A new file to rehearse with at `path`, in place of the one that was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with file.staging(path.parent) as staging:
        bureau = staging / f"{REHEARSAL_CODE}{file.SUFFIX}"
        key = file.create_locked(bureau, None)
        with Store.open(bureau, key) as store:
            _prepare(store, wall_clock())
            store.backups.forgo()
            [made] = hand_out(store, staging)
        path.unlink(missing_ok=True)
        file.move(made, path)
    return path


def _prepare(store: Store, now: datetime) -> None:
    today = in_china(now).date()
    with store.act(Act.PREPARE) as work:
        campaign = work.campaigns.begin(
            code=REHEARSAL_CODE,
            name=NAME,
            bureau="演练教育局（虚构）",
            notice_title=f"关于开展{NAME}的通知",
            notice_no="演练〔0000〕0号",
            conduct_from=today - timedelta(days=365),
            conduct_to=today,
            visits_from=today,
            visits_to=today + timedelta(days=30),
        )
        work.campaigns.open_file(Desk.BUREAU, campaign, NAME, now)
        load_inspections(work, campaign)
        load_checklists(work, campaign)
        load_questionnaires(work, campaign)
        load_calendars(work, campaign)
        load_fees(work, campaign, DEMO_FEES)
    with store.act(Act.PREPARE) as work:
        school = work.schools.register(
            campaign,
            code="S000",
            name=SCHOOL,
            kind=SchoolType.PRIMARY,
            stages=(Stage.PRI,),
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
            district="演练区",
            head="",
            registry_headcount=_GRADES * _CLASSES * _PUPILS,
        )
        for grade in range(1, _GRADES + 1):
            for number in range(1, _CLASSES + 1):
                work.schools.add_class(school, Stage.PRI, grade, number, _PUPILS)
        team = work.people.add_team(campaign, "T0", TEAM)
        for number, (name, role) in enumerate(_PEOPLE, 1):
            work.people.add_member(
                team, code=f"T0-{number}", name=name, role=role, is_lead=number == 1, source=""
            )
        serial = f"{REHEARSAL_CODE}-001"
        work.visits.plan(school, team, serial=serial, planned_on=today)
