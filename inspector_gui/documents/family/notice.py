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


def notice(facts: NoticeFacts, words: Wording, serial: str) -> Draft:
    title = words.titles("title", bureau=facts.bureau, school=facts.school)
    return Draft(
        "".join(title),
        tuple(_blocks(facts, words)),
        serial=serial,
        by_team=False,
        open_words=open_words(facts, words),
        covers=tuple(problem.finding.id.hex for problem in _standing(facts)),
        missing=tuple(_missing(facts, words)),
    )


def _missing(facts: NoticeFacts, words: Wording) -> Iterator[str]:
    if not facts.document_no:
        yield words.words("number_missing")
    elif not NUMBER.fullmatch(facts.document_no):
        yield words.words("number_wanted", notice_no=facts.document_no)
    if facts.issued_on is None:
        yield words.words("day_wanted")
        return
    for name, day in (("清退期限", facts.refund_on), ("整改报告期限", facts.report_on)):
        if day is None:
            yield day_wanted(name)


def _standing(facts: NoticeFacts) -> list[Ordered]:
    """Each category once, in the order of the sheets; in it the findings as they are numbered."""
    held = [one for one in facts.problems if one.status is not FindingStatus.WITHDRAWN]
    first = {one.finding.category: n for n, one in reversed(list(enumerate(held)))}
    return sorted(held, key=lambda one: (first[one.finding.category], place_of(one.reference)))


def place_of(reference: str) -> tuple[str, ...]:
    """To sort by 反馈单第2项 before 第10项, and both before what no sheet told of."""
    if not reference:
        return ("~",)
    sheet, *numbers = re.split(r"([0-9]+)", reference)
    return (f"{len(sheet):02}", *(one.zfill(6) for one in numbers))


def _blocks(facts: NoticeFacts, words: Wording) -> Iterator[Block]:
    standing = _standing(facts)
    number = facts.document_no or words.words("number_open")
    if facts.as_letter:
        yield LetterHead(words.words("mark_letter", bureau=facts.bureau), number)
        yield Gap(2)
    else:
        yield RedHead(words.words("mark", bureau=facts.bureau), number)
        yield Gap(UNDER_RULE)
    yield Title(words.titles("title", bureau=facts.bureau, school=facts.school))
    yield Gap()
    yield Addressee(words.words("addressee", school=facts.school))
    yield Paragraph(_lead(facts, words))
    yield Heading(1, words.text("heading_problems"))
    if not standing:
        yield Paragraph(words.text("problems_none"))
    groups = groupby(enumerate(standing, start=1), lambda one: one[1].finding.category)
    for n, (_code, group) in enumerate(groups, start=1):
        yield from _category(n, list(group), facts, words)
    yield from _answers(facts, words)
    yield from _orders(standing, facts, words)
    yield from _closing(facts, words)


def _lead(facts: NoticeFacts, words: Wording) -> Text:
    return words.text(
        "lead",
        notice=facts.notice_title,
        notice_no=facts.notice_no,
        team=facts.team,
        date=day_or_open(facts.visited_on),
        serial=facts.serial,
        entry=words.words("lead_later") if facts.supplemented else "",
    )


def _category(
    number: int, group: Sequence[tuple[int, Ordered]], facts: NoticeFacts, words: Wording
) -> Iterator[Block]:
    name = group[0][1].finding.category_name
    yield Heading(2, words.text("category", number=numeral(number), name=name))
    for n, problem in group:
        yield from _problem(n, problem, facts, words)


def _problem(number: int, problem: Ordered, facts: NoticeFacts, words: Wording) -> Iterator[Block]:
    finding = problem.finding
    reference = words.words("reference", entry=problem.reference) if problem.reference else ""
    fact = words.text("problem", number=number, fact=_unended(finding.fact), notice=reference)
    yield Paragraph(fact, leads=True)
    involved = scope_of(finding, words)
    scope = words.text("scope", involved=involved) if involved else ""
    basis = (
        words.text("basis", notice=basis_of(finding, facts.bureau, words)) if finding.basis else ""
    )
    yield Paragraph(joined(scope, basis, words.text("view", type=words.label(finding.severity))))


def _unended(fact: str) -> str:
    """The reference stands before the full stop."""
    return sentence(fact).removesuffix("。")


def _answered(facts: NoticeFacts) -> list[Ordered]:
    return [one for one in facts.problems if one.objected and one.status in DECIDED]


def _answers(facts: NoticeFacts, words: Wording) -> Iterator[Block]:
    """Which objections were taken up and which not, and why."""
    if _answered(facts):
        yield Heading(1, words.text("heading_answers"))
    for number, problem in enumerate(_answered(facts), start=1):
        decided = words.text(f"answer_{DECIDED[problem.status]}")
        why = sentence(problem.answer)
        entry = problem.reference or problem.finding.category_name
        yield Paragraph(joined(words.text("answer", number=number, entry=entry), decided, why))


def _orders(standing: list[Ordered], facts: NoticeFacts, words: Wording) -> Iterator[Block]:
    """Of a school without problems nothing is ordered; what is put right is to be kept so."""
    if not standing:
        return
    after = "_after" if _answered(facts) else ""
    yield Heading(1, words.text(f"heading_orders{after}"))
    if all(one.status is FindingStatus.CLOSED for one in standing):
        yield Paragraph(words.text("order_kept"))
        return
    refund_on, report_on = day_or_open(facts.refund_on), day_or_open(facts.report_on)
    orders = [*_refunds(standing, refund_on, words), words.text("order_correct")]
    orders += [words.text("order_responsible"), words.text("order_report", report=report_on)]
    for number, order in enumerate(orders, start=1):
        yield Paragraph(joined(words.text("order", number=numeral(number)), order))
    yield Paragraph(words.text("late"))


def _refunds(standing: list[Ordered], refund_on: str, words: Wording) -> Iterator[Text]:
    owing = [
        one.finding
        for one in standing
        if one.finding.open_fen
        or (Handling.REFUND in one.finding.handling and not one.finding.due_fen)
    ]
    rest = sum(finding.open_fen for finding in owing)
    if rest:
        yield words.text("order_refund", amount=yuan_in_prose(rest), date=refund_on)
    elif owing:
        yield words.text("order_refund_open", date=refund_on)


def _closing(facts: NoticeFacts, words: Wording) -> Iterator[Block]:
    issued = long_date(facts.issued_on) if facts.issued_on else words.words("day_open")
    remedy = facts.remedy or words.words("remedy", bureau=facts.bureau, count=facts.remedy_days)
    yield Together((Paragraph(remedy, leads=True), Sealed(facts.bureau, issued)))
    copies = words.words("copies", entry=facts.copies) if facts.copies else ""
    if facts.as_letter:
        if copies:
            yield LetterEnd(copies)
        return
    yield EndMatter(
        copies,
        words.words("printer", bureau=facts.bureau),
        words.words("printed", date=issued),
    )


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return notice(notice_facts(visited.work, visited.school, visited.references), words, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.NOTICE,
    papers=single("-Z", _build),
    group=Group.FOLLOW_UP,
    rules=NOTICE_RULES,
    desk=Desk.BUREAU,
    for_office=True,
)
