"""`check`: is a file or a master sound, complete, ready, and free of personal data?"""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from db.postgres.master_url import Address
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Desk
from inspector_gui.commands.running import DONE, WANTING, answer, key_of, opened
from inspector_gui.locations import Location, parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=parse_location, metavar="FILE", help="检查组文件、总文件，或总库地址"
    )


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.file, chosen) as store:
        facts = {**_health(chosen.file, chosen, store), **_completeness(store)}
    grave = any(fact["grave"] for fact in facts["lacking"])
    open_ones = any(fact["open"] for fact in facts["schools"])
    answer(chosen, facts, _in_words(facts))
    wanting = not facts["sound"] or open_ones or grave or not facts["schools"]
    wanting = wanting or facts["retention_overdue"]
    return WANTING if wanting else DONE


def _health(where: Location, chosen: argparse.Namespace, store: Store) -> dict[str, Any]:
    from db.merge.health import examine

    if isinstance(where, Address):  # whatever came into a master has passed the gate
        return {"sound": True, "bad_rows": [], "encrypted": None, **_kept(store)}
    health = examine(where, key_of(where, chosen))
    return {
        "sound": not health.bad,
        "bad_rows": [vars(row) for row in health.bad],
        "encrypted": health.encrypted,
        **_kept(store),
    }


def _kept(store: Store) -> dict[str, Any]:
    """Numbers of parents, and whether they should be gone."""
    from inspector_gui.labels import today

    with store.read() as work:
        kept = work.erasures.kept()
    until = kept.until.isoformat() if kept.until else None
    return {
        "phones_kept": kept.numbers,
        "retention_until": until,
        "retention_overdue": kept.overdue(today()),
    }


def _completeness(store: Store) -> dict[str, Any]:
    """What is open at each school; of a plan that was not handed out, what it lacks."""
    from inspector_gui.statistics.readiness import lacking
    from inspector_gui.statistics.unfinished import unfinished

    with store.read() as work:
        planning = work.file().desk is Desk.BUREAU and not work.plans.handed_out()
        lacks = lacking(work) if planning else ()
        schools = [_school(line, unfinished(work, line)) for line in work.schools.lines()]
    return {"schools": schools, "lacking": [vars(lack) for lack in lacks]}


def _school(line: SchoolLine, found: list[Any]) -> dict[str, Any]:
    gaps = {gap.gap.value: gap.number for gap in found}
    return {"code": line.code, "name": line.name, "open": gaps}


_KEPT = {
    True: "文件已加密。",
    False: "文件没有加密。",
    None: "总库在服务器上，加密由服务器负责。",
}


def _in_words(facts: dict[str, Any]) -> Iterator[str]:
    from inspector_gui.labels import GAPS, long_date

    yield "文件完好。" if facts["sound"] else f"有 {len(facts['bad_rows'])} 行数据不合规。"
    yield _KEPT[facts["encrypted"]]
    yield f"留有家长号码 {facts['phones_kept']} 个。"
    if facts["retention_overdue"]:
        until = long_date(date.fromisoformat(facts["retention_until"]))
        yield f"号码应保存到{until}，已经过期；请组长清除（erase）。"
    for lack in facts["lacking"]:
        yield f"还缺：{lack['words']}{'（不补上不能发放）' if lack['grave'] else ''}。"
    for school in facts["schools"]:
        if school["open"]:
            parts = "；".join(f"{GAPS[gap]} {number}" for gap, number in school["open"].items())
            yield f"{school['name']}：{parts}"
    if not facts["schools"]:
        yield "没有派给检查组的学校，没有可核对的检查记录。"
    elif not any(school["open"] for school in facts["schools"]):
        yield f"{len({school['code'] for school in facts['schools']})} 所学校记录齐全。"
