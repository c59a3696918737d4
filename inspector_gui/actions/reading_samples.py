"""Of questionnaires read by machine a drawn sample is keyed again; with it the bound is stated."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from db.errors import InspectionError
from db.records.questionnaires import Counting, Envelope, ReadingFacts
from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, DrawKind, EntryMethod
from inspector_gui.actions.deed import deed
from inspector_gui.sampling import drawing
from inspector_gui.statistics.pairing import compare, reading_of, sample_of, unsettled
from inspector_gui.statistics.reading_bound import (
    ALLOWED,
    is_read,
    needed_answers,
    sample_sizes,
    upper_left,
    wrong_answers,
)


def _read(envelope: Envelope) -> tuple[Counting, ReadingFacts] | None:
    """The counting that a machine read, with what is said of it."""
    made = reading_of(envelope)
    return None if made is None or made.reading is None else (made, made.reading)


def sampling_wanted(work: Work, school: SchoolLine, allowed: int) -> dict[uuid.UUID, int]:
    """By envelope that was read and has no second entry yet, how many sheets to key again."""
    waiting = {
        envelope.id: read
        for envelope in work.questionnaires.envelopes(school.visit_id)
        if (read := _read(envelope)) is not None and _waits_for_sample(envelope, read[1])
    }
    answers = sum(facts.answers for _, facts in waiting.values())
    sheets = [made.sheets for made, _ in waiting.values()]
    pool = _pool(work)
    known, checked = sum(drawn.answers for drawn in pool), sum(drawn.checked for drawn in pool)
    needed = max(0, needed_answers(known + answers, allowed) - checked)
    wanted = -(-needed * sum(sheets) // answers) if answers else sum(sheets)
    sizes = sample_sizes(sheets, min(wanted, sum(sheets)))
    return dict(zip(waiting, sizes, strict=True))


def _waits_for_sample(envelope: Envelope, facts: ReadingFacts) -> bool:
    full = [made for made in envelope.countings if made.method is not EntryMethod.QUICK]
    return len(full) == 1 and not facts.sample


@deed(
    "冻结复录抽样名单",
    of="抽样",
    refuses=("没有等待第二次录入的识读班级", "上一次还没有报数"),
)
def freeze_samples(*, store: Store, school: SchoolLine, allowed: int = ALLOWED) -> int:
    """Fix, class by class, the sheets to draw from and how many, for the errors `allowed` in a
    million; how many sheets will be keyed again."""
    with store.act(Act.DRAW, school=school.id) as work:
        if pending_samples(work, school):
            raise InspectionError("复录抽样已冻结名单，正等学校报数；请先抽取。")
        wanted = sampling_wanted(work, school, allowed)
        if not wanted:
            raise InspectionError("没有等待第二次录入的识读班级；请先把识读结果记为一次录入。")
        envelopes = {known.id: known for known in work.questionnaires.envelopes(school.visit_id)}
        for batch, number in wanted.items():
            envelope = envelopes[batch]
            made = reading_of(envelope)
            assert made is not None  # noqa: S101  # only such wait for a sample
            work.scans.restate(made.id, allowed=allowed)
            entries = [f"{envelope.class_code}/{n}" for n in range(1, made.sheets + 1)]
            plan = drawing.Plan(
                DrawKind.QUESTIONNAIRE, entries, number, 0, f"{envelope.class_code} 机读问卷"
            )
            drawing.freeze(work, school, plan)
        return sum(wanted.values())


def pending_samples(work: Work, school: SchoolLine) -> list[DrawFacts]:
    """Frozen lists of read sheets that wait for the school's number."""
    pending = work.samplings.pending(school.visit_id)
    return [draw for draw in pending if draw.kind is DrawKind.QUESTIONNAIRE]


@deed("抽取复录的问卷", of="抽样", refuses=("没有冻结名单", "报的不是六位数字"))
def draw_samples(*, store: Store, school: SchoolLine, number: str) -> int:
    """Draw with the school's six digits; how many sheets are to be keyed again."""
    with store.act(Act.DRAW, school=school.id) as work:
        pending = pending_samples(work, school)
        if not pending:
            raise InspectionError("还没有冻结复录抽样名单；请先冻结。")
        by_code = {
            envelope.class_code: envelope
            for envelope in work.questionnaires.envelopes(school.visit_id)
        }
        total = 0
        for draw in pending:
            drawing.reveal(work, school, draw, number)
            total += _note_sample(work, school, draw, by_code)
        return total


def _note_sample(
    work: Work, school: SchoolLine, draw: DrawFacts, by_code: Mapping[str, Envelope]
) -> int:
    made_draws = work.samplings.draws(school.visit_id)
    drawn = next(known for known in made_draws if known.id == draw.id).in_use
    numbers = sorted(int(entry.entry.rpartition("/")[2]) for entry in drawn)
    code = draw.entries[0].rpartition("/")[0]
    made = reading_of(by_code[code]) if code in by_code else None
    if made is None:
        return 0
    work.scans.restate(made.id, sample=",".join(map(str, numbers)))
    return len(numbers)


def printed_numbers(work: Work, envelope: Envelope) -> dict[int, int]:
    """By number in the reading that printed on the sheet, while its pages are kept here."""
    serials = dict.fromkeys(
        page.serial for page in work.scans.pages_of(envelope.id) if page.serial is not None
    )
    return dict(enumerate(serials, 1))


@dataclass(frozen=True)
class _Drawn:
    """Of an envelope whose sample is keyed and settled: its answers, those checked and wrong."""

    entry: uuid.UUID
    answers: int
    checked: int
    wrong: int


def _pool(work: Work) -> list[_Drawn]:
    visits = [line.visit_id for line in work.schools.lines()]
    found = []
    for envelopes in work.questionnaires.envelopes_at(visits).values():
        for envelope in envelopes:
            drawn = _drawn(work, envelope)
            if drawn is not None:
                found.append(drawn)
    return found


def _drawn(work: Work, envelope: Envelope) -> _Drawn | None:
    sample, found = sample_of(envelope), _read(envelope)
    if sample is None or not sample.finished or found is None:
        return None
    made, facts = found
    questions = work.forms.script_of(envelope.form_id).for_stage(envelope.stage)
    if unsettled(compare(envelope, questions)):
        return None
    read = work.questionnaires.sheet_answers(made.id)
    keyed = work.questionnaires.sheet_answers(sample.id)
    again = dict(zip(facts.sample, keyed.values(), strict=False))
    choices = sum(map(is_read, questions))
    share = facts.answers / max(1, choices * made.sheets)
    return _Drawn(
        made.id,
        facts.answers,
        int(choices * len(again) * share),
        wrong_answers(envelope, questions, read, again),
    )


def restate_bounds_within(work: Work) -> None:
    """State anew the bound of every reading with a sample, from all samples of this file."""
    if not work.scans.has_samples():
        return  # most files have none, and every difference that is settled asks
    pool = _pool(work)
    checked, wrong = sum(drawn.checked for drawn in pool), sum(drawn.wrong for drawn in pool)
    answers = sum(drawn.answers for drawn in pool)
    for drawn in pool:
        upper = upper_left(wrong, checked, answers)
        work.scans.restate(drawn.entry, checked=checked, wrong=wrong, upper=upper)


@deed(
    "复录抽样录毕",
    of="计票",
    refuses=("抽中的还没有录完", "录的份数多于抽中的"),
)
def finish_sample(*, store: Store, school: SchoolLine, envelope: Envelope) -> None:
    """The drawn sheets are keyed again; with differences settled, the bound is stated."""
    sample, found = sample_of(envelope), _read(envelope)
    wanted = len(found[1].sample) if found else 0
    if sample is None or sample.sheets < wanted:
        raise InspectionError(
            f"抽中 {wanted} 份，只录了 {sample.sheets if sample else 0} 份；录完再按“录毕”。"
        )
    if sample.sheets > wanted:
        raise InspectionError(f"抽中 {wanted} 份，录了 {sample.sheets} 份；请退回多录的。")
    with store.act(Act.TALLY, school=school.id) as work:
        work.questionnaires.finish(sample.id)
        restate_bounds_within(work)
