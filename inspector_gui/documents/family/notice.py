"""D2, the bureau's rectification notice: the one document that orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from db.publishable.followup import NoticeFacts, Ordered
from db.publishing.followup import notice_facts
from db.vocabulary import Desk, DocumentKind, FindingStatus, Handling
from inspector_gui.documents.blocks import (
    UNDER_RULE,
    Addressee,
    Block,
    EndMatter,
    Gap,
    Heading,
    LetterEnd,
    LetterHead,
    Paragraph,
    RedHead,
    Sealed,
    Text,
    Title,
    Together,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.finding_parts import basis_of, scope_of, sentence
from inspector_gui.documents.family.heads import open_words
from inspector_gui.documents.family.notice_rules import NOTICE_RULES
from inspector_gui.documents.lock_mark import Wanting
from inspector_gui.documents.official_numbers import day_or_open, day_wanted
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import long_date, numeral, yuan_in_prose

NUMBER = re.compile("[\u4e00-\u9fff]{1,12}〔[12][0-9]{3}〕[1-9][0-9]*号")
"""Hexagonal brackets, the full year, no 第, no leading zero."""

DECIDED = {
    FindingStatus.UPHELD: "upheld",
    FindingStatus.REVISED: "revised",
    FindingStatus.WITHDRAWN: "withdrawn",
}


def notice(facts: NoticeFacts, wording: Wording, serial: str) -> Draft:
    title = wording.titles("title", bureau=facts.bureau, school=facts.school)
    return Draft(
        "".join(title),
        tuple(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        open_words=open_words(facts, wording),
        covers=tuple(problem.finding.id.hex for problem in _standing(facts)),
        missing=tuple(_missing(facts, wording)),
    )


def _missing(facts: NoticeFacts, wording: Wording) -> Iterator[str]:
    if not facts.document_no:
        yield Wanting(wording.phrase("number_missing"), "document_no")
    elif not NUMBER.fullmatch(facts.document_no):
        sentence = wording.phrase("number_wanted", notice_no=facts.document_no)
        yield Wanting(sentence, "document_no")
    if facts.issued_on is None:
        yield Wanting(wording.phrase("day_wanted"), "issued_on")
        return
    if facts.refund_on is None:
        yield day_wanted("清退期限", "refund_on")
    if facts.report_on is None:
        yield day_wanted("整改报告期限", "report_on")


def _standing(facts: NoticeFacts) -> list[Ordered]:
    """Each category once, in the order of the sheets; in it the findings as they are numbered."""
    held = [ordered for ordered in facts.problems if ordered.status is not FindingStatus.WITHDRAWN]
    first = {problem.finding.category: n for n, problem in reversed(list(enumerate(held)))}
    return sorted(
        held,
        key=lambda problem: (first[problem.finding.category], reference_key(problem.reference)),
    )


def reference_key(reference: str) -> tuple[str, ...]:
    """To sort by 反馈单第2项 before 第10项, and both before what no sheet told of."""
    if not reference:
        return ("~",)
    sheet, *numbers = re.split(r"([0-9]+)", reference)
    return (f"{len(sheet):02}", *(number.zfill(6) for number in numbers))


def _blocks(facts: NoticeFacts, wording: Wording) -> Iterator[Block]:
    standing = _standing(facts)
    number = facts.document_no or wording.phrase("number_open")
    if facts.as_letter:
        yield LetterHead(wording.phrase("mark_letter", bureau=facts.bureau), number)
        yield Gap(2)
    else:
        yield RedHead(wording.phrase("mark", bureau=facts.bureau), number)
        yield Gap(UNDER_RULE)
    yield Title(wording.titles("title", bureau=facts.bureau, school=facts.school))
    yield Gap()
    yield Addressee(wording.phrase("addressee", school=facts.school))
    yield Paragraph(_lead(facts, wording))
    yield Heading(1, wording.text("heading_problems"))
    if not standing:
        yield Paragraph(wording.text("problems_none"))
    groups = groupby(enumerate(standing, start=1), lambda problem: problem[1].finding.category)
    for n, (_code, group) in enumerate(groups, start=1):
        yield from _category(n, list(group), facts, wording)
    yield from _answers(facts, wording)
    yield from _orders(standing, facts, wording)
    yield from _closing(facts, wording)


def _lead(facts: NoticeFacts, wording: Wording) -> Text:
    return wording.text(
        "lead",
        notice=facts.notice_title,
        notice_no=facts.notice_no,
        team=facts.team,
        date=day_or_open(facts.visited_on),
        serial=facts.serial,
        entry=wording.phrase("lead_later") if facts.supplemented else "",
    )


def _category(
    number: int, group: Sequence[tuple[int, Ordered]], facts: NoticeFacts, wording: Wording
) -> Iterator[Block]:
    name = group[0][1].finding.category_name
    yield Heading(2, wording.text("category", number=numeral(number), name=name))
    for n, problem in group:
        yield from _problem(n, problem, facts, wording)


def _problem(
    number: int, problem: Ordered, facts: NoticeFacts, wording: Wording
) -> Iterator[Block]:
    finding = problem.finding
    reference = wording.phrase("reference", entry=problem.reference) if problem.reference else ""
    fact = wording.text("problem", number=number, fact=_unended(finding.fact), notice=reference)
    yield Paragraph(fact, leads=True)
    involved = scope_of(finding, wording)
    scope = wording.text("scope", involved=involved) if involved else ""
    basis = (
        wording.text("basis", notice=basis_of(finding, facts.bureau, wording))
        if finding.basis
        else ""
    )
    yield Paragraph(
        joined(scope, basis, wording.text("view", type=wording.label(finding.severity)))
    )


def _unended(fact: str) -> str:
    """The reference stands before the full stop."""
    return sentence(fact).removesuffix("。")


def _answered(facts: NoticeFacts) -> list[Ordered]:
    return [problem for problem in facts.problems if problem.objected and problem.status in DECIDED]


def _answers(facts: NoticeFacts, wording: Wording) -> Iterator[Block]:
    """Which objections were taken up and which not, and why."""
    if _answered(facts):
        yield Heading(1, wording.text("heading_answers"))
    for number, problem in enumerate(_answered(facts), start=1):
        decided = wording.text(f"answer_{DECIDED[problem.status]}")
        why = sentence(problem.answer)
        entry = problem.reference or problem.finding.category_name
        yield Paragraph(joined(wording.text("answer", number=number, entry=entry), decided, why))


def _orders(standing: list[Ordered], facts: NoticeFacts, wording: Wording) -> Iterator[Block]:
    """Of a school without problems nothing is ordered; what is put right is to be kept so."""
    if not standing:
        return
    after = "_after" if _answered(facts) else ""
    yield Heading(1, wording.text(f"heading_orders{after}"))
    if all(numbered.status is FindingStatus.CLOSED for numbered in standing):
        yield Paragraph(wording.text("order_kept"))
        return
    refund_on, report_on = day_or_open(facts.refund_on), day_or_open(facts.report_on)
    orders = [*_refunds(standing, refund_on, wording), wording.text("order_correct")]
    orders += [wording.text("order_responsible"), wording.text("order_report", report=report_on)]
    for number, order in enumerate(orders, start=1):
        yield Paragraph(joined(wording.text("order", number=numeral(number)), order))
    yield Paragraph(wording.text("late"))


def _refunds(standing: list[Ordered], refund_on: str, wording: Wording) -> Iterator[Text]:
    owing = [
        numbered.finding
        for numbered in standing
        if numbered.finding.open_fen
        or (Handling.REFUND in numbered.finding.handling and not numbered.finding.due_fen)
    ]
    rest = sum(finding.open_fen for finding in owing)
    if rest:
        yield wording.text("order_refund", amount=yuan_in_prose(rest), date=refund_on)
    elif owing:
        yield wording.text("order_refund_open", date=refund_on)


def _closing(facts: NoticeFacts, wording: Wording) -> Iterator[Block]:
    issued = long_date(facts.issued_on) if facts.issued_on else wording.phrase("day_open")
    remedy = facts.remedy or wording.phrase("remedy", bureau=facts.bureau, count=facts.remedy_days)
    yield Together((Paragraph(remedy, leads=True), Sealed(facts.bureau, issued)))
    copies = wording.phrase("copies", entry=facts.copies) if facts.copies else ""
    if facts.as_letter:
        if copies:
            yield LetterEnd(copies)
        return
    yield EndMatter(
        copies,
        wording.phrase("printer", bureau=facts.bureau),
        wording.phrase("printed", date=issued),
    )


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return notice(notice_facts(visited.work, visited.school, visited.references), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.NOTICE,
    papers=single("-Z", _build),
    group=Group.FOLLOW_UP,
    rules=NOTICE_RULES,
    desk=Desk.BUREAU,
    for_office=True,
)
