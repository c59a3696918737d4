"""`scan`: what reading by machine makes of scanned questionnaires; nothing is kept."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.errors import InspectionError
from db.publishing.forms import form_of_envelope
from db.records.questionnaires import Envelope
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.class_names import class_name
from inspector_gui.commands.naming import lines_named
from inspector_gui.commands.running import DONE, WANTING, answer, opened, watched
from inspector_gui.documents.family.machine_form import layout_of
from inspector_gui.documents.kind_words import worded_for
from inspector_gui.documents.paper import wording
from inspector_gui.scanning.expected import Expected
from inspector_gui.scanning.identity import envelope_code
from inspector_gui.scanning.layout import FormLayout
from inspector_gui.scanning.outcomes import (
    Account,
    AnswerReading,
    AnswerState,
    Outcome,
    Rejected,
    account,
)

_UNREAD = {
    AnswerState.DOUBTFUL: "存疑",
    AnswerState.BLANK: "没有痕迹",
    AnswerState.WRITTEN: "手写，请人读",
}


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("team", type=Path, metavar="TEAM", help="检查组文件：问卷由它打印")
    command.add_argument(
        "scans", type=Path, nargs="+", metavar="SCAN", help="扫描件（PDF、TIFF、图片）或文件夹"
    )
    command.add_argument(
        "--school", action="append", metavar="SCHOOL", help="只认这些学校的问卷；不写为全部"
    )


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.scanning.reading import read_pages

    if missing := next((path for path in chosen.scans if not path.exists()), None):
        raise InspectionError(f"没有找到“{missing.name}”；请核对路径。")
    with opened(chosen.team, chosen) as store, store.read() as work:
        classes, layouts = _printed(work, lines_named(work, chosen.school))
    if not classes:
        raise InspectionError("文件里还没有问卷批次；请先抽班级，印出机读问卷再扫描。")
    expected = Expected(layouts, frozenset(classes))
    with TemporaryDirectory(prefix="scan-") as folder:
        pages = read_pages(chosen.scans, expected, Path(folder), watched("已识读页"))
        outcomes = list(pages)
    counted = account(outcomes)
    facts = {
        "pages": [_as_dict(outcome, classes) for outcome in outcomes],
        "account": asdict(counted),
    }
    answer(chosen, facts, [*_in_words(outcomes, classes), _summed(counted)])
    return WANTING if counted.rejected == counted.pages else DONE


def _printed(
    work: Work, lines: Iterable[SchoolLine]
) -> tuple[dict[str, str], tuple[FormLayout, ...]]:
    """Each class by the code of its envelope, and every form that was printed for one."""
    campaign = work.campaigns.current().name
    classes: dict[str, str] = {}
    layouts: dict[str, FormLayout] = {}
    for line in lines:
        kind = work.inspections.of(line.inspection)
        texts = worded_for(wording(work, DocumentKind.BLANK_FORM), DocumentKind.BLANK_FORM, kind)
        for envelope in work.questionnaires.envelopes(line.visit_id):
            layout = layout_of(form_of_envelope(work, envelope, campaign), texts)
            layouts[layout.form] = layout
            classes[envelope_code(envelope.id)] = _called(line, envelope)
    return classes, tuple(layouts.values())


def _called(line: SchoolLine, envelope: Envelope) -> str:
    return f"{line.name}{class_name(envelope.stage, envelope.grade, envelope.number)}"


def _as_dict(outcome: Outcome, classes: dict[str, str]) -> dict[str, Any]:
    page = {"file": outcome.page.path.name, "page": outcome.page.number}
    if isinstance(outcome, Rejected):
        return {**page, "put_aside": outcome.reason.name.lower()}
    identity = outcome.identity
    return {
        **page,
        "class": classes[identity.envelope],
        "sheet": identity.sheet,
        "side": identity.side,
        "answers": {reading.question: _answer(reading) for reading in outcome.answers},
    }


def _answer(reading: AnswerReading) -> dict[str, Any]:
    return {
        "state": reading.state.name.lower(),
        "options": list(reading.options),
        "doubt": reading.doubt.name.lower() if reading.doubt else None,
    }


def _in_words(outcomes: Sequence[Outcome], classes: dict[str, str]) -> Iterator[str]:
    for outcome in outcomes:
        where = f"{outcome.page.path.name} 第{outcome.page.number}页"
        if isinstance(outcome, Rejected):
            yield f"{where}\t退出：{outcome.reason.value}"
            continue
        identity = outcome.identity
        answers = "　".join(map(_in_brief, outcome.answers))
        sheet = f"第{identity.sheet}份第{identity.side}面"
        yield f"{where}\t{classes[identity.envelope]}{sheet}\t{answers}"


def _in_brief(reading: AnswerReading) -> str:
    if reading.state is AnswerState.CERTAIN:
        return f"{reading.question} {''.join(reading.options)}"
    why = reading.doubt.value if reading.doubt else _UNREAD[reading.state]
    return f"{reading.question} 【{why}】"


def _summed(counted: Account) -> str:
    return (
        f"共 {counted.pages} 页：读出 {counted.read} 页，待人核定 {counted.waiting} 页，"
        f"退出 {counted.rejected} 页。试读，什么都没有存入文件。"
    )
