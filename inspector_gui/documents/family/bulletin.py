"""D11, the city bulletin, and the internal annex that says what its numbers mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from db.publishable.bulletin import Amount, BulletinFacts, NamedFinding, NamedSchool
from db.publishing.bulletin import bulletin_facts, cut_off
from db.records.totals import BY_CAUSE, MoneyFigures
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, Method
from db.working_days import end_of_day
from inspector_gui.charts.chart import Chart
from inspector_gui.documents.blocks import (
    UNDER_RULE,
    Addressee,
    Align,
    Aside,
    Block,
    Column,
    EndMatter,
    Figure,
    Gap,
    Heading,
    Label,
    Mixed,
    Paragraph,
    RedHead,
    Sealed,
    Table,
    Text,
    Title,
    Together,
    plain,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.bulletin_rules import BULLETIN_RULES
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.family.notice import NUMBER
from inspector_gui.documents.family.numbering import renumbered
from inspector_gui.documents.lock_mark import Wanting
from inspector_gui.documents.official_numbers import TEN_THOUSAND_YUAN, rounded
from inspector_gui.documents.paper import Maker, OfCampaign, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import cut_off_words, date_range, label, long_date, numeral, yuan
from inspector_gui.statistics.campaign_charts import campaign_charts
from inspector_gui.statistics.figure_changes import FigureChange, changes_since
from inspector_gui.statistics.gap import Gap as Open
from inspector_gui.statistics.percentages import share_of
from inspector_gui.statistics.published import city_statistics

CAUSES = ("fee", "admission", "other")
#: Kinds of sanctions as they are told one after the other; they are never summed.
SANCTIONS = ("warn", "party_warn", "office_warn", "demerit", "talk", "criticism")
_VOUCHERS = re.compile("（凭证：[^（）]*）")
_CITY = re.compile("(?:市|县|区|州|盟|旗)(?=教育|教体|文教)")


def within_city(campaign: str, bureau: str) -> str:
    """The campaign's name without the city that the bureau's name has already."""
    found = _CITY.search(bureau)
    return campaign.replace(bureau[: found.end()], "") if found else campaign


def bulletin(facts: BulletinFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(_title(facts, wording)),
        renumbered(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
        missing=tuple(_missing(facts, wording)),
    )


def _title(facts: BulletinFacts, wording: Wording) -> tuple[str, ...]:
    campaign = within_city(facts.campaign, facts.bureau)
    return wording.titles("title", bureau=facts.bureau, campaign=campaign)


def _missing(facts: BulletinFacts, wording: Wording) -> Iterator[str]:
    if not facts.figures.schools:
        yield Wanting(wording.phrase("visits_missing"), gap=Open.PACKAGES_MISSING)
    if not facts.document_no:
        yield Wanting(wording.phrase("number_missing"), "document_no")
    elif not NUMBER.fullmatch(facts.document_no):
        sentence = wording.phrase("number_wanted", notice_no=facts.document_no)
        yield Wanting(sentence, "document_no")
    if facts.issued_on is None:
        yield Wanting(wording.phrase("day_wanted"), "issued_on")
    yield from _cut_off_missing(facts, wording)
    if facts.unknown_codes:
        sentence = wording.phrase("named_unknown", entry="、".join(facts.unknown_codes))
        yield Wanting(sentence, "named")


def _cut_off_missing(facts: BulletinFacts, wording: Wording) -> Iterator[str]:
    """Numbers of a day that has not come, or that came after the letter, would be no numbers."""
    if facts.cut_off is None:
        yield Wanting(wording.phrase("cut_off_wanted"), "cut_off")
    elif facts.cut_off_to_come:
        yield Wanting(wording.phrase("cut_off_to_come"), "cut_off")
    elif facts.issued_on is not None and facts.cut_off > end_of_day(facts.issued_on):
        yield Wanting(wording.phrase("cut_off_after_letter"), "cut_off")


def _blocks(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    number = facts.document_no or wording.phrase("number_open")
    yield RedHead(wording.phrase("mark", bureau=facts.bureau), number)
    yield Gap(UNDER_RULE)
    yield Title(_title(facts, wording))
    yield Gap()
    yield Addressee(wording.phrase("addressee"))
    if facts.undecided:
        yield Paragraph(wording.text("undecided", entry="；".join(facts.undecided)))
    campaign = within_city(facts.campaign, facts.bureau)
    yield Paragraph(wording.text("lead", campaign=campaign, date=_until(facts, wording)))
    sections = {
        "work": _work(facts, wording),
        "achievements": _achievements(facts, wording),
        "problems": _problems(facts, wording),
        "cases": _cases(facts, wording),
        "requirements": _closing(facts, wording),
    }
    for key, section in sections.items():
        if blocks := tuple(section):
            yield Heading(1, wording.text(f"heading_{key}"))
            yield from blocks


def _until(facts: BulletinFacts, wording: Wording) -> str:
    return cut_off_words(facts.cut_off) if facts.cut_off else wording.phrase("cut_off_open")


def _work(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    """From the first day of the visits to the last, never the days that were planned."""
    figures, first, last = facts.figures, facts.visited_from, facts.visited_to
    if not figures.schools or first is None or last is None:
        return
    clauses = ("，".join(_steps(facts, wording)), *_asked(facts, wording))
    done = "；".join(filter(None, clauses))
    yield Paragraph(
        wording.text(
            "work_schools",
            date=date_range(first, last),
            team=figures.teams,
            school=figures.schools,
            steps=wording.phrase("work_steps", steps=done) if done else "",
        )
    )
    yield from _since(facts, wording)


def _since(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    """What became of the counts since the last bulletin; amounts stand in the annex alone, for
    the difference of two bands could tell on few pupils."""
    if facts.last is None:
        return
    now = {
        "schools": facts.figures.schools,
        "findings": facts.figures.findings,
        "closed": facts.closed,
        "substantiated_fee_cases": facts.registered["substantiated_fee_cases"],
    }
    changes = [
        _change(key, facts.then.get(key, 0), number, wording)
        for key, number in now.items()
        if number != facts.then.get(key, 0)
    ]
    changed = "，".join(changes) or wording.phrase("since_nothing")
    yield Paragraph(wording.text("since", date=cut_off_words(facts.last), entry=changed))


#: How the teams worked, in the order of a day.
_WAYS = (Method.REPORT, Method.SELF, Method.SITE, Method.DOC, Method.ACCT)


def _steps(facts: BulletinFacts, wording: Wording) -> Iterator[str]:
    """What was done; of what was not, nothing is said."""
    figures = facts.figures
    if ways := [
        wording.phrase(f"way_{method.value}") for method in _WAYS if method in facts.methods
    ]:
        yield "、".join(ways)
    if figures.classes:
        yield wording.phrase("work_classes", count=figures.classes)
    if figures.questionnaires_issued:
        yield wording.phrase(
            "work_questionnaires",
            issued=figures.questionnaires_issued,
            returned=figures.questionnaires_returned,
            valid=figures.questionnaires_valid,
        )


def _asked(facts: BulletinFacts, wording: Wording) -> Iterator[str]:
    figures = facts.figures
    if figures.student_interviews:
        yield wording.phrase("work_interviews", students=figures.student_interviews)
    if figures.parent_calls_dialled:
        yield wording.phrase(
            "work_calls",
            dialled=figures.parent_calls_dialled,
            completed=figures.parent_calls_completed,
        )


def _change(key: str, before: int, after: int, wording: Wording) -> str:
    """Nothing is said to be 0."""
    name, unit = wording.titles(f"since_{key}")
    if not before:
        return wording.phrase("since_new", name=name, after=after, unit=unit)
    if not after:
        return wording.phrase("since_gone", name=name, before=before, unit=unit)
    return wording.phrase("since_changed", name=name, before=before, after=after, unit=unit)


def _achievements(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    """As the bureau wrote it, else what the visits show; without either no such section."""
    for text in facts.achievements.splitlines():
        yield Paragraph(text)
    if not facts.achievements.strip() and facts.sound:
        schools = facts.figures.schools
        yield Paragraph(wording.text("achievements_schools", school=schools, count=facts.sound))


def _problems(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    figures = facts.figures
    if not figures.findings:
        if figures.schools and not facts.incomplete:
            yield Paragraph(wording.text("problems_none"))
        return
    yield Paragraph(
        wording.text(
            "problems",
            count=figures.findings,
            school=facts.with_findings,
            categories=len(facts.categories),
        )
    )
    for number, category in enumerate(facts.categories, start=1):
        involved = _shown(facts.amount_of(category), wording)
        key = "category_money" if involved else "category"
        values = {"involved": involved} if involved else {}
        problem = wording.text(
            key,
            number=numeral(number),
            name=category.name,
            count=category.findings,
            school=category.schools,
            **values,
        )
        yield Paragraph(run_in_heading(plain(problem)))
    named = [school for school in facts.named if school.findings]
    if named:
        yield Paragraph(wording.text("heading_named"), leads=True)
    for school in named:
        yield from _named(school, wording)


def run_in_heading(text: str) -> Text:
    """A heading of the second level that goes on as a paragraph is told apart by its type."""
    heading, stop, rest = text.partition("。")
    return Mixed((Label(f"{heading}{stop}"), rest)) if rest else text


def _named(school: NamedSchool, wording: Wording) -> Iterator[Block]:
    cases = "；".join(_case(finding, wording) for finding in school.findings)
    yield Paragraph(wording.text("named", school=school.name, fact=cases))


def _case(finding: NamedFinding, wording: Wording) -> str:
    """Where few pupils are concerned: the category and a band of the amount."""
    if finding.involved_fen is None:
        return wording.phrase("case_band", name=finding.category, amount=_band(finding, wording))
    return _VOUCHERS.sub("", sentence(finding.fact)).rstrip("。")


def _shown(amount: Amount, wording: Wording) -> str:
    """Exactly, or by its band; empty where there is none, or none is told."""
    if amount.fen is not None:
        return rounded(amount.fen) if amount.fen else ""
    if amount.above:
        return wording.phrase("band_above")
    if amount.band is None:
        return ""
    return wording.phrase("band", amount=f"{amount.band // TEN_THOUSAND_YUAN}万元")


def _band(finding: NamedFinding, wording: Wording) -> str:
    if finding.band is None:
        return wording.phrase("band_above")
    return wording.phrase("band", amount=f"{finding.band // TEN_THOUSAND_YUAN}万元")


def _cases(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    """Visits, complaint cases and people apart; of a register that nobody keeps, nothing."""
    sections = {
        "case_visits": _visits(facts, wording),
        "case_complaints": _complaints(facts, wording) if facts.registered["complaints"] else "",
        "case_people": _people(facts.registered, wording),
    }
    filled = [(key, text) for key, text in sections.items() if text]
    for number, (key, text) in enumerate(filled, start=1):
        heading = wording.phrase(key, number=numeral(number))
        yield Paragraph(run_in_heading(heading + text))


def _visits(facts: BulletinFacts, wording: Wording) -> str:
    but = wording.phrase("visits_with_cases") if any(vars(facts.case_money).values()) else ""
    money = facts.visits_money
    text = wording.phrase("money_none", notice=but)
    if facts.visits_amount is not None and facts.visits_amount.hidden:
        banded = _shown(facts.visits_amount, wording)
        text = wording.phrase("money_visits_band", notice=but, involved=banded)
    elif money.involved_fen:
        text = wording.phrase("money_visits", notice=but, **_amounts(money, wording))
    shut, count = facts.closed, facts.figures.findings
    rate, until = share_of(shut, count), _until(facts, wording)
    closed = wording.phrase("closed", date=until, completed=shut, count=count, rate=rate)
    return text + (closed if shut else "") if facts.figures.findings else ""


def _amounts(money: MoneyFigures, wording: Wording) -> dict[str, str]:
    """What was given back to how many, and what was surrendered, are said where there is any."""
    students, given_up = money.refund_students, rounded(money.surrendered_fen)
    surrendered = wording.phrase("money_surrendered", surrendered=given_up)
    apart = {"money_irrecoverable": money.irrecoverable_fen, "money_excess": money.excess_fen}
    rest = "".join(wording.phrase(key, amount=rounded(fen)) for key, fen in apart.items() if fen)
    return {
        "involved": rounded(money.involved_fen),
        "due": rounded(money.due_fen),
        "refunded": rounded(money.refunded_fen),
        "students": wording.phrase("money_students", count=students) if students else "",
        "surrendered": (surrendered if money.surrendered_fen else "") + rest,
    }


def _complaints(facts: BulletinFacts, wording: Wording) -> str:
    cases = facts.registered["substantiated_fee_cases"]
    if not cases:
        return wording.phrase("cases_none")
    money = facts.case_money
    if facts.case_amount is not None and facts.case_amount.hidden:
        banded = _shown(facts.case_amount, wording)
        amounts = wording.phrase("cases_money_band", involved=banded)
    else:
        amounts = (
            wording.phrase("cases_money", **_amounts(money, wording)) if money.involved_fen else ""
        )
    return f"{wording.phrase('cases_found', count=cases)}{amounts}。"


def _people(registered: dict[str, int], wording: Wording) -> str:
    """A list by cause, what is common to two said once."""
    causes = []
    for cause in CAUSES:
        counts = [(kind, registered.get(f"{kind}_{cause}")) for kind in SANCTIONS]
        measures = [
            wording.phrase(f"people_{kind}", count=count) for kind, count in counts if count
        ]
        if measures:
            causes.append(wording.phrase(f"people_cause_{cause}", entry="、".join(measures)))
    text = wording.phrase("people", entry="；".join(causes)) if causes else ""
    summons = (("summoned", "heads_summoned"), ("group_talk", "group_talk_heads"))
    called = ((key, registered.get(number)) for key, number in summons)
    return text + "".join(wording.phrase(key, count=count) for key, count in called if count)


def _closing(facts: BulletinFacts, wording: Wording) -> Iterator[Block]:
    *before, last = facts.requirements.splitlines() or wording.parts("requirements")
    for text in before:
        yield Paragraph(text)
    issued = long_date(facts.issued_on) if facts.issued_on else wording.phrase("day_open")
    yield Together((Paragraph(last, leads=True), Sealed(facts.bureau, issued)))
    copies = wording.phrase("copies", entry=facts.copies) if facts.copies else ""
    printer = wording.phrase("printer", bureau=facts.bureau)
    yield EndMatter(copies, printer, wording.phrase("printed", date=issued))


def definitions(
    facts: BulletinFacts, wording: Wording, serial: str, changes: Sequence[FigureChange] = ()
) -> Draft:
    """口径: what each number counts, with the number, and what changed since the last bulletin by
    which records; for the bureau's own eyes."""
    return Draft(
        "".join(wording.titles("title_meant", campaign=facts.campaign)),
        (*_meant(facts, wording, serial), *_changed(facts, wording, changes)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
    )


def _meant(facts: BulletinFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title_meant", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    yield Aside(wording.text("as_of", date=_until(facts, wording)))
    columns = (
        Column(wording.phrase("column_name"), 0.25),
        Column(wording.phrase("column_number"), 0.2, Align.RIGHT),
        Column(wording.phrase("column_meaning"), 0.55),
    )
    rows = tuple(
        (wording.phrase(f"name_{key}"), value, wording.phrase(f"meaning_{key}"))
        for key, value in _numbers(facts)
    )
    yield Table(columns, rows)


def _changed(
    facts: BulletinFacts, wording: Wording, changes: Sequence[FigureChange]
) -> Iterator[Block]:
    if facts.last is None:
        return
    yield Gap(0.5)
    yield Paragraph(wording.text("changed", date=cut_off_words(facts.last)))
    if not changes:
        yield Paragraph(wording.text("changed_nothing"))
        return
    columns = (
        Column(wording.phrase("column_name"), 0.25),
        Column(wording.phrase("column_change"), 0.3, Align.RIGHT),
        Column(wording.phrase("column_rows"), 0.45),
    )
    rows = tuple(
        (change.after.name, f"{change.amounts}{change.after.unit}", change.named)
        for change in changes
    )
    yield Table(columns, rows)


def _numbers(facts: BulletinFacts) -> Iterator[tuple[str, str]]:
    figures = facts.figures
    yield "coverage", f"{figures.schools}/{facts.in_scope}"
    yield "classes", str(figures.classes)
    issued, returned = figures.questionnaires_issued, figures.questionnaires_returned
    yield "questionnaires", f"{issued}/{returned}/{figures.questionnaires_valid}"
    yield "interviews", str(figures.student_interviews)
    dialled, attempts = figures.parent_calls_dialled, figures.parent_call_attempts
    yield "calls", f"{dialled}/{attempts}/{figures.parent_calls_completed}"
    yield "findings", f"{figures.findings}（{facts.with_findings}）"
    yield from _money(facts)
    yield "closed", f"{facts.closed}/{figures.findings}"
    registered = facts.registered
    if registered["complaints"]:
        yield "cases", str(registered["substantiated_fee_cases"])
    if numbers := "、".join(_by_kind(registered)):
        yield "people", numbers


def _by_kind(registered: Mapping[str, int]) -> Iterator[str]:
    """`警告处分 18`, whatever the cause; of a kind that nobody suffered, nothing."""
    talks = {"约谈": "heads_summoned", "集体约谈": "group_talk_heads"}
    counts = {
        label(BY_CAUSE[kind]): sum(registered.get(f"{kind}_{cause}", 0) for cause in CAUSES)
        for kind in SANCTIONS
    } | {name: registered.get(number, 0) for name, number in talks.items()}
    return (f"{name} {count}" for name, count in counts.items() if count)


def _money(facts: BulletinFacts) -> Iterator[tuple[str, str]]:
    visits, cases = facts.visits_money, facts.case_money
    yield "involved", yuan(visits.involved_fen)
    yield "due", yuan(visits.due_fen)
    yield "refunded", yuan(visits.refunded_fen)
    yield "surrendered", yuan(visits.surrendered_fen)
    if visits.irrecoverable_fen or visits.excess_fen:
        yield "apart", f"{yuan(visits.irrecoverable_fen)} / {yuan(visits.excess_fen)}"
    if any(vars(cases).values()):
        amounts = (cases.involved_fen, cases.due_fen, cases.refunded_fen, cases.surrendered_fen)
        yield "case_money", " / ".join(map(yuan, amounts))


def _papers(work: Work, maker: Maker) -> Iterator[Paper]:
    yield maker.paper("-T", partial(_build, work))
    yield maker.paper("-TK", partial(_build_definitions, work), "数据口径")
    yield maker.paper("-TT", partial(_build_charts, work), "附图")


def _build(work: Work, wording: Wording, serial: str) -> Draft:
    return bulletin(bulletin_facts(work), wording, serial)


def _build_definitions(work: Work, wording: Wording, serial: str) -> Draft:
    facts, kind = bulletin_facts(work), work.inspections.main().code
    changes = changes_since(work, kind, facts.last, facts.cut_off) if facts.last else []
    return definitions(facts, wording, serial, changes)


def charts_annex(
    facts: BulletinFacts, charts: Sequence[Chart], wording: Wording, serial: str
) -> Draft:
    """附图: the charts of the campaign, for the bureau's own eyes."""
    return Draft(
        "".join(wording.titles("title_charts", campaign=facts.campaign)),
        tuple(_charts(facts, charts, wording, serial)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
    )


def _charts(
    facts: BulletinFacts, charts: Sequence[Chart], wording: Wording, serial: str
) -> Iterator[Block]:
    yield Title(wording.titles("title_charts", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    yield Aside(wording.text("as_of", date=_until(facts, wording)))
    if facts.undecided:
        yield Paragraph(wording.text("undecided", entry="；".join(facts.undecided)))
    for chart in charts:
        yield Gap(0.5)
        yield Figure(chart)


def _build_charts(work: Work, wording: Wording, serial: str) -> Draft:
    kind = work.inspections.main()
    with work.as_of(cut_off(work)):
        charts = campaign_charts(work, kind, city_statistics(work, kind.code))
    return charts_annex(bulletin_facts(work), charts, wording, serial)


OF_CAMPAIGN = OfCampaign(
    kind=DocumentKind.BULLETIN, papers=_papers, rules=BULLETIN_RULES, for_office=True
)
