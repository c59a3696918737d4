"""`lock`: documents made final, after the same check as in the window."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.commands.documents import add_kinds, add_scopes, kinds_of, scopes_of
from inspector_gui.commands.naming import set_person
from inspector_gui.commands.running import DONE, WANTING, answer, opened
from inspector_gui.locations import parse_location

if TYPE_CHECKING:
    from inspector_gui.documents.lock_mark import Mark
    from inspector_gui.documents.scope import Scope, Standing


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=parse_location, metavar="FILE", help="检查组文件、总文件或总库地址"
    )
    add_scopes(command)
    add_kinds(command, "不写为检查情况反馈单")
    command.add_argument("--by", metavar="NAME", help="谁来定稿：检查组文件要写组长姓名")
    command.add_argument(
        "--confirm", action="store_true", help="核稿提示已经看过，只是提示的照样定稿"
    )
    command.add_argument(
        "--unavoidable",
        action="append",
        default=[],
        metavar="WORD@PLACE",
        help="这一处可能透露来源的用语不可避免，如 举报@WT-03；按列出的写，一次一份文书，可重复",
    )


@dataclass(frozen=True)
class _Refused:
    """A document that was not locked, why, and what the check marked on it."""

    school: str | None
    name: str
    title: str
    why: str
    marks: "tuple[Mark, ...]" = ()


def run(chosen: argparse.Namespace) -> int:
    kinds = kinds_of(chosen, (DocumentKind.FEEDBACK,))
    locked: list[dict[str, Any]] = []
    unchanged: list[dict[str, Any]] = []
    refused: list[_Refused] = []
    with opened(chosen.file, chosen) as store:
        if chosen.by:
            set_person(store, chosen.by)
        wanted = _wanted(store, scopes_of(store, chosen), kinds)
        _confirm_words(store, wanted, chosen.unavoidable)
        for scope, standing in wanted:
            if _is_final(standing):
                unchanged.append(_named(scope, standing))
            elif problem := _lock(store, scope, standing, confirmed=chosen.confirm):
                refused.append(problem)
            else:
                locked.append(_named(scope, standing))
    if not (locked or unchanged or refused):
        raise InspectionError("没有这样的文书；用 documents 看有哪些。")
    facts = {"locked": locked, "unchanged": unchanged, "refused": list(map(_as_dict, refused))}
    answer(chosen, facts, _in_words(locked, unchanged, refused))
    return WANTING if refused else DONE


def _wanted(
    store: Store, scopes: "list[Scope]", kinds: list[DocumentKind]
) -> "list[tuple[Scope, Standing]]":
    with store.read() as work:
        return [
            (scope, standing)
            for scope in scopes
            for standing in scope.standings(work, store.now())
            if standing.kind in kinds
        ]


def _confirm_words(
    store: Store, wanted: "list[tuple[Scope, Standing]]", references: list[str]
) -> None:
    """Raises InspectionError for a place that the check did not mark."""
    from inspector_gui.actions.documents import check_before_lock, confirm_wording

    if not references:
        return
    if len(wanted) != 1:
        raise InspectionError("--unavoidable 一次只能确认一份文书；请用 --school 和 --kind 选定。")
    [(scope, standing)] = wanted
    traces = _traces(check_before_lock(store=store, scope=scope, name=standing.name))
    for reference in references:
        if reference not in traces:
            there = f"；核稿列出的是：{'、'.join(traces)}" if traces else ""
            raise InspectionError(f"没有“{reference}”这一处用语{there}。")
        confirm_wording(store=store, scope=scope, name=standing.name, trace=traces[reference])


def _traces(marks: "tuple[Mark, ...]") -> dict[str, str]:
    """What may give a source away, as it is confirmed here: 举报@WT-03, its next 举报@WT-03#2."""
    found: dict[str, str] = {}
    for mark in marks:
        if mark.trace and mark.passage is not None:
            where = mark.finding or ("总体情况" if mark.gap else "文书")
            reference = f"{mark.passage.text}@{where}"
            again = sum(name.partition("#")[0] == reference for name in found)
            found[f"{reference}#{again + 1}" if again else reference] = mark.trace
    return found


def _is_final(standing: "Standing") -> bool:
    from inspector_gui.documents.issues import State

    return standing.state in (State.LOCKED, State.SIGNED)


def _lock(
    store: Store, scope: "Scope", standing: "Standing", *, confirmed: bool
) -> _Refused | None:
    """Why it was not locked, if it was not; one does not keep back the others."""
    from inspector_gui.actions.documents import check_before_lock, lock_document

    code = scope.school.code if scope.school else None
    title = f"{scope.title} {standing.name}"
    marks: tuple[Mark, ...] = ()
    try:
        marks = check_before_lock(store=store, scope=scope, name=standing.name)
        if not confirmed and marks and not any(mark.grave for mark in marks):
            why = f"核稿有 {len(marks)} 处提示，看过后加 --confirm 再定稿"
            return _Refused(code, standing.name, title, why, marks)
        lock_document(store=store, scope=scope, name=standing.name)
    except InspectionError as error:
        return _Refused(code, standing.name, title, str(error), marks)
    return None


def _named(scope: "Scope", standing: "Standing") -> dict[str, Any]:
    return {
        "school": scope.school.code if scope.school else None,
        "title": scope.title,
        "kind": standing.kind.value,
        "name": standing.name,
        "serial": standing.serial,
    }


def _as_dict(refused: _Refused) -> dict[str, Any]:
    references = {trace: reference for reference, trace in _traces(refused.marks).items()}
    marks = [
        {
            "words": m.text,
            "detail": m.detail,
            "grave": m.grave,
            "place": references.get(m.trace, ""),
        }
        for m in refused.marks
    ]
    return {**vars(refused), "marks": marks}


def _in_words(
    locked: list[dict[str, Any]], unchanged: list[dict[str, Any]], refused: list[_Refused]
) -> Iterator[str]:
    for sheet in locked:
        yield f"已定稿\t{sheet['serial']}\t{sheet['title']} {sheet['name']}"
    for sheet in unchanged:
        yield f"没有变化\t{sheet['serial']}\t{sheet['title']} {sheet['name']}"
    for problem in refused:
        yield f"没有定稿\t{problem.title}：{problem.why}"
        references = {trace: reference for reference, trace in _traces(problem.marks).items()}
        for mark in problem.marks:
            detail = f"（{mark.detail}）" if mark.detail else ""
            yield f"\t{'须先改' if mark.grave else '提示'}\t{mark.text}{detail}"
            if mark.grave and mark.trace in references:
                yield f"\t\t不可避免的，确认后再定稿：--unavoidable {references[mark.trace]}"
