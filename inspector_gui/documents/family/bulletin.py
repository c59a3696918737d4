"""D11, the city bulletin, and the internal annex that says what its numbers mean."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.bulletin import BulletinFacts, NamedFinding, NamedSchool
from inspector_gui.documents.blocks import (
    Addressee,
    Align,
    Aside,
    Block,
    Column,
    EndMatter,
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
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.family.notice import NUMBER
from inspector_gui.documents.official_numbers import TEN_THOUSAND_YUAN, rounded
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import long_date, numeral, yuan

SANCTIONS = ("warn_fee", "talk_fee", "warn_admission", "talk_admission", "warn_other", "talk_other")


def bulletin(facts: BulletinFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", bureau=facts.bureau, campaign=facts.campaign)),
        tuple(_blocks(facts, words)),
        serial=serial,
        by_team=False,
        open_words=words.fixed,
        missing=tuple(_missing(facts, words)),
    )


def _missing(facts: BulletinFacts, words: Wording) -> Iterator[str]:
    if not facts.document_no:
        yield words.words("number_missing")
    elif not NUMBER.fullmatch(facts.document_no):
        yield words.words("number_wanted", notice_no=facts.document_no)
    if facts.issued_on is None:
        yield words.words("day_wanted")
    if facts.unknown_codes:
        yield words.words("named_unknown", entry="、".join(facts.unknown_codes))


def _blocks(facts: BulletinFacts, words: Wording) -> Iterator[Block]:
    number = facts.document_no or words.words("number_open")
    yield RedHead(words.words("mark", bureau=facts.bureau), number)
    yield Gap(2)
    yield Title(words.titles("title", bureau=facts.bureau, campaign=facts.campaign))
    yield Gap()
    yield Addressee(words.words("addressee"))
    yield Heading(1, words.text("heading_work"))
    yield from _work(facts, words)
    yield Heading(1, words.text("heading_achievements"))
    for text in facts.achievements.splitlines() or words.parts("achievements"):
        yield Paragraph(text)
    yield Heading(1, words.text("heading_problems"))
    yield from _problems(facts, words)
    yield Heading(1, words.text("heading_cases"))
    yield from _cases(facts, words)
    yield Heading(1, words.text("heading_requirements"))
    yield from _closing(facts, words)


def _work(facts: BulletinFacts, words: Wording) -> Iterator[Block]:
    figures = facts.figures
    yield Paragraph(
        words.text(
            "work",
            first=long_date(facts.visits_from),
            last=long_date(facts.visits_to),
            team=figures.teams,
            school=figures.schools,
            count=figures.classes,
            issued=figures.questionnaires_issued,
            returned=figures.questionnaires_returned,
            valid=figures.questionnaires_valid,
            students=figures.student_interviews,
            dialled=figures.parent_calls_dialled,
            completed=figures.parent_calls_completed,
        )
    )


def _problems(facts: BulletinFacts, words: Wording) -> Iterator[Block]:
    figures = facts.figures
    if not figures.findings:
        yield Paragraph(words.text("problems_none"))
        return
    yield Paragraph(
        words.text(
            "problems",
            count=figures.findings,
            school=facts.with_findings,
            categories=len(facts.categories),
        )
    )
    for number, one in enumerate(facts.categories, start=1):
        key = "category_money" if one.involved_fen else "category"
        values = {"involved": rounded(one.involved_fen)} if one.involved_fen else {}
        told = words.text(
            key,
            number=numeral(number),
            name=one.name,
            count=one.findings,
            school=one.schools,
            **values,
        )
        yield Paragraph(run_in_heading(plain(told)))
    for school in facts.named:
        yield from _named(school, words)


def run_in_heading(text: str) -> Text:
    """A heading of the second level that goes on as a paragraph is told apart by its type."""
    heading, stop, rest = text.partition("。")
    return Mixed((Label(f"{heading}{stop}"), rest)) if rest else text


def _named(school: NamedSchool, words: Wording) -> Iterator[Block]:
    if school.findings:
        told = "；".join(_case(one, words) for one in school.findings)
        yield Paragraph(words.text("named", school=school.name, fact=told))


def _case(finding: NamedFinding, words: Wording) -> str:
    """Where few pupils are concerned: the category and a band of the amount."""
    if finding.involved_fen is None:
        return words.words("case_band", name=finding.category, amount=_band(finding, words))
    return sentence(finding.fact).rstrip("。")


def _band(finding: NamedFinding, words: Wording) -> str:
    if finding.band is None:
        return words.words("band_above")
    return words.words("band", amount=f"{finding.band // TEN_THOUSAND_YUAN}万元")


def _cases(facts: BulletinFacts, words: Wording) -> Iterator[Block]:
    figures, registered = facts.figures, facts.registered
    given_up = figures.surrendered_fen
    surrendered = words.words("money_surrendered", surrendered=rounded(given_up))
    yield Paragraph(
        words.text(
            "money",
            involved=rounded(figures.involved_fen),
            due=rounded(figures.due_fen),
            refunded=rounded(figures.refunded_fen),
            surrendered=surrendered if given_up else "",
            students=figures.refund_students,
            completed=facts.closed,
            count=figures.findings,
        )
    )
    people = (
        words.words(f"people_{name}", count=registered[name])
        for name in SANCTIONS
        if registered.get(name)
    )
    told = "、".join(people)
    cases = registered["substantiated_fee_cases"]
    yield Paragraph(words.text("cases", count=cases))
    if told:
        yield Paragraph(words.text("people", entry=told))
    if registered.get("heads_summoned"):
        yield Paragraph(words.text("summoned", count=registered["heads_summoned"]))


def _closing(facts: BulletinFacts, words: Wording) -> Iterator[Block]:
    *before, last = facts.requirements.splitlines() or words.parts("requirements")
    for text in before:
        yield Paragraph(text)
    issued = long_date(facts.issued_on) if facts.issued_on else words.words("day_open")
    yield Together((Paragraph(last, leads=True), Sealed(facts.bureau, issued)))
    copies = words.words("copies", entry=facts.copies) if facts.copies else ""
    printer = words.words("printer", bureau=facts.bureau)
    yield EndMatter(copies, printer, words.words("printed", date=issued))


def definitions(facts: BulletinFacts, words: Wording, serial: str) -> Draft:
    """口径: what each number counts, with the number, for the bureau's own eyes."""
    return Draft(
        "".join(words.titles("title_meant", campaign=facts.campaign)),
        tuple(_meant(facts, words, serial)),
        serial=serial,
        by_team=False,
        open_words=words.fixed,
    )


def _meant(facts: BulletinFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("title_meant", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(words.text("restricted"))
    yield Aside(words.text("serial", serial=serial))
    columns = (
        Column(words.words("column_name"), 0.25),
        Column(words.words("column_number"), 0.2, Align.RIGHT),
        Column(words.words("column_meaning"), 0.55),
    )
    rows = tuple(
        (words.words(f"name_{key}"), value, words.words(f"meaning_{key}"))
        for key, value in _numbers(facts)
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
    yield "involved", yuan(figures.involved_fen)
    yield "due", yuan(figures.due_fen)
    yield "refunded", yuan(figures.refunded_fen)
    yield "surrendered", yuan(figures.surrendered_fen)
    yield "closed", f"{facts.closed}/{figures.findings}"
    yield "cases", str(facts.registered["substantiated_fee_cases"])
    warned, talked = (
        sum(facts.registered.get(name, 0) for name in SANCTIONS if name.startswith(kind))
        for kind in ("warn", "talk")
    )
    yield "people", f"{warned}/{talked}/{facts.registered.get('heads_summoned', 0)}"
