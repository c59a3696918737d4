"""`notice`: what the campaign is called, its notice, its days; shown, or set."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.vocabulary import Act
from inspector_gui.commands.naming import day_of, require_bureau
from inspector_gui.commands.running import DONE, answer, opened


@dataclass(frozen=True)
class _Setting:
    option: str
    caption: str
    read: Callable[[str], Any]


def _text(typed: str) -> str:
    return typed.strip()


def _needed(typed: str) -> str:
    if not typed.strip():
        raise argparse.ArgumentTypeError("不能空着")
    return typed.strip()


def _days(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed) <= 1000):
        raise argparse.ArgumentTypeError(f"“{typed}”不是天数，请填整数")
    return int(typed)


#: The campaign's fields and the options that set them; limits are in days.
SETTINGS: Mapping[str, _Setting] = {
    "name": _Setting("--name", "检查名称", _needed),
    "bureau": _Setting("--owner", "主管单位", _needed),
    "notice_title": _Setting("--title", "通知标题", _text),
    "notice_no": _Setting("--number", "通知文号", _text),
    "conduct_from": _Setting("--conduct-from", "检查期间自", day_of),
    "conduct_to": _Setting("--conduct-to", "检查期间至", day_of),
    "visits_from": _Setting("--visits-from", "进校时间自", day_of),
    "visits_to": _Setting("--visits-to", "进校时间至", day_of),
    "objection_days": _Setting("--objection-days", "陈述申辩（工作日）", _days),
    "onspot_days": _Setting("--onspot-days", "当场纠正（天）", _days),
    "report_days": _Setting("--report-days", "整改报告（天）", _days),
    "refund_days": _Setting("--refund-days", "清退（工作日）", _days),
    "retention_until": _Setting("--retention", "号码保存到", day_of),
}


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau_file", type=Path, metavar="BUREAU", help="总文件")
    for field, setting in SETTINGS.items():
        command.add_argument(
            setting.option,
            dest=field,
            type=setting.read,
            metavar="DATE" if setting.read is day_of else "N" if setting.read is _days else "TEXT",
            help=setting.caption,
        )


def run(chosen: argparse.Namespace) -> int:
    given = {field: value for field in SETTINGS if (value := getattr(chosen, field)) is not None}
    with opened(chosen.bureau_file, chosen) as store:
        require_bureau(store)
        if given:
            with store.act(Act.PLAN) as work:
                work.campaigns.amend(**given)
        with store.read() as work:
            campaign = work.campaigns.current()
    shown = {"code": campaign.code, **{field: getattr(campaign, field) for field in SETTINGS}}
    lines = [f"代号\t{campaign.code}"]
    lines += [f"{setting.caption}\t{_written(shown[field])}" for field, setting in SETTINGS.items()]
    answer(chosen, {field: _plain(value) for field, value in shown.items()}, lines)
    return DONE


def _written(value: Any) -> str:
    return "没有规定" if value is None else str(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
