"""A finance group's file of the demo campaign: at a unit, and at a school of a fee team."""

import json
import shutil
from datetime import date
from pathlib import Path

from db.store import Store
from db.vocabulary import Act, Area, Ownership, SchoolType
from tests.commands.cli import did

FINANCE = "finance"


def bureau_with_finance(demo: Path, folder: Path) -> Path:
    """The bureau's file with one finance group on its way to U01 and to S001."""
    [source] = demo.glob("*-SF*.inspection")
    bureau = Path(shutil.copy(source, folder / "总.inspection"))
    shutil.copy(source.with_name(f"{source.name}.keys"), folder / "总.inspection.keys")
    with Store.open(bureau) as store, store.act(Act.PREPARE) as work:
        campaign = work.campaigns.current().id
        kind = work.inspections.of(FINANCE).id
        work.inspections.change(kind, conduct_from=date(2024, 1, 1), conduct_to=date(2025, 10, 23))
        team = work.people.add_team(campaign, "C3", "财务检查第三组", FINANCE)
        for number, name in enumerate(("财务甲", "财务乙"), 1):
            work.people.add_member(
                team, code=f"C3-M{number}", name=name, role="财务骨干", is_lead=number == 1
            )
        unit = work.schools.register(
            campaign,
            code="U01",
            name="示例市教育装备示例中心",
            kind=SchoolType.UNIT,
            stages=(),
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
        )
        school = next(line.id for line in work.schools.lines() if line.code == "S001")
        for number, place in enumerate((unit, school), 1):
            day = date(2025, 10, 27 + number)
            work.visits.plan(place, team, serial=f"2025-SF-C3-{number:02}", planned_on=day)
    return bureau


def handed_out(bureau: Path, folder: Path) -> Path:
    """The group's file."""
    handed = did("handout", bureau, "--out", folder, "--plain", "--team", "C3", "--json")
    [team] = [Path(file["path"]) for file in json.loads(handed.out)["files"]]
    return team
