"""Pages a machine read become one entry of two; what it doubts waits for a person."""

import random
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.progress import Cancelled, unwatched
from db.records.questionnaires import Envelope
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, EntryMethod, FormKind, PageState, QuestionType, Stage
from inspector_gui.actions.reading_samples import (
    draw_samples,
    finish_sample,
    freeze_samples,
    restate_bounds_within,
)
from inspector_gui.actions.scanning import (
    enter_reading,
    read_envelopes,
    read_pages_in,
    settle_doubt,
    sweep_settled,
)
from inspector_gui.sampling.drawing import repeats
from inspector_gui.scanning.identity import SheetIdentity, envelope_code
from inspector_gui.scanning.laying_out import lay_out
from inspector_gui.scanning.layout import ORDINARY, Answering, Area, FormLayout, FormQuestion
from inspector_gui.scanning.outcomes import (
    AnswerReading,
    AnswerState,
    Doubt,
    Outcome,
    PageKey,
    Reason,
    Rejected,
    ScannedPage,
    SheetReading,
)
from inspector_gui.statistics.pairing import agreed, compare, is_counted_twice, wants_full_entry
from inspector_gui.statistics.reading_bound import needed_answers, upper_left, upper_share
from inspector_gui.statistics.reading_words import bound_in_words
from inspector_gui.statistics.tally import counts_of, tallied

CROP = Area(20, 40, 170, 20)
Answers = dict[str, str | None]


class Class:
    """A class's envelope with known answers, and a reader that sees them with doubts and errors."""

    def __init__(self, store: Store, folder: Path, sheets: int, seed: int = 3) -> None:
        self.store, self.folder = store, folder
        with store.read() as work:
            self.school: SchoolLine = work.schools.lines()[0]
            script = work.forms.script(FormKind.STUDENT)
            self.people = [member.id for member in work.people.members()[:2]]
        self.questions = script.for_stage(Stage.JUN)
        store.person = self.people[0]
        with store.act(Act.COUNT_ENVELOPE) as work:
            owner = work.schools.add_class(self.school.id, Stage.JUN, 8, 8 + seed, sheets)
            self.batch = work.questionnaires.open_envelope(self.school.visit_id, owner, script.id)
            numbers = dict.fromkeys(("issued", "returned", "valid"), sheets)
            work.questionnaires.count(self.batch, **numbers)
        dice = random.Random(seed)
        self.truth = [self._answers(dice) for _ in range(sheets)]
        self.layout: FormLayout = lay_out(
            "C",
            title="问卷",
            intro="",
            foot="",
            questions=[
                FormQuestion(question.code, question.text, Answering.TEXT)
                for question in self.questions
            ],
            measures=ORDINARY,
        )
        self.misread: dict[tuple[int, str], str] = {}

    def _answers(self, dice: random.Random) -> Answers:
        found: Answers = {}
        for question in self.questions:
            if question.kind in (QuestionType.SINGLE, QuestionType.MULTI):
                found[question.code] = dice.choice(question.choices).code
            else:
                found[question.code] = "3" if question.kind is QuestionType.NUMBER else None
        found["S01"] = None if dice.random() < 0.2 else found["S01"]
        return found

    def outcome(self, sheet: int) -> SheetReading:
        page = ScannedPage(PageKey("a" * 64, sheet), Path("一班.pdf"))
        identity = SheetIdentity("C", self.layout.version, envelope_code(self.batch), sheet)
        picture = self.folder / "page.jpg"
        picture.write_bytes(b"picture")
        return SheetReading(page, identity, tuple(self._readings(sheet)), picture)

    def _readings(self, sheet: int) -> Iterator[AnswerReading]:
        for number, question in enumerate(self.questions):
            value = self.truth[sheet - 1][question.code]
            state, options, doubt = AnswerState.CERTAIN, tuple(value or ""), None
            if question.kind not in (QuestionType.SINGLE, QuestionType.MULTI):
                state, options = AnswerState.WRITTEN, ()
            elif value is None:
                state = AnswerState.BLANK
            elif (sheet + number) % 11 == 0:  # a wrong guess: it must not be kept
                state, options, doubt = AnswerState.DOUBTFUL, ("A", "B"), Doubt.SEVERAL
            elif (sheet, question.code) in self.misread:
                options = tuple(self.misread[sheet, question.code])
            yield AnswerReading(question.code, state, options, CROP, doubt)

    def read(self, reader: Callable[..., Iterator[Outcome]]) -> object:
        return read_pages_in(
            store=self.store,
            school=self.school,
            paths=[Path("一班.pdf")],
            layouts=[self.layout],
            read=reader,
            folder=self.folder,
            progress=unwatched,
        )

    def reader(self, outcomes: Sequence[Outcome]) -> Callable[..., Iterator[Outcome]]:
        def read(_paths, expected, _folder, progress) -> Iterator[Outcome]:  # type: ignore[no-untyped-def]
            fresh = [outcome for outcome in outcomes if outcome.page.key not in set(expected.done)]
            for done, outcome in enumerate(fresh):
                progress(done, len(fresh))
                yield outcome
            progress(len(fresh), len(fresh))

        return read

    def read_all(self) -> None:
        self.read(self.reader([self.outcome(n) for n in range(1, len(self.truth) + 1)]))

    def settle(self) -> int:
        """A person looks at every crop and sees what the paper holds."""
        with self.store.read() as work:
            doubts = [
                doubt for doubt in work.scans.doubts(self.school.visit_id) if not doubt.settled
            ]
        for doubt in doubts:
            value = self.truth[(doubt.page.serial or 0) - 1][doubt.question]
            settle_doubt(store=self.store, school=self.school, doubt=doubt, value=value)
        return len(doubts)

    def enter(self, allowed: int = 1_000) -> uuid.UUID:
        return enter_reading(
            store=self.store, school=self.school, envelope=self.batch, sides=1, allowed=allowed
        )

    def envelope(self) -> Envelope:
        with self.store.read() as work:
            found = work.questionnaires.envelopes(self.school.visit_id)
        return next(one for one in found if one.id == self.batch)

    def key(self, method: EntryMethod, numbers: Sequence[int]) -> uuid.UUID:
        with self.store.act(Act.ENTER_SHEET) as work:
            entry = work.questionnaires.begin_counting(
                self.batch, 2, (), self.people[1], method=method
            )
            for place, number in enumerate(numbers, 1):
                work.sheets.enter(entry, place, self.truth[number - 1])
        return entry

    def draw(self, allowed: int = 1_000) -> tuple[int, ...]:
        freeze_samples(store=self.store, school=self.school, allowed=allowed)
        draw_samples(store=self.store, school=self.school, number="058213")
        reading = next(
            counting.reading for counting in self.envelope().countings if counting.reading
        )
        return reading.sample

    def totals(self) -> dict[str, int | None]:
        answers: dict[str, dict[str | None, int]] = {}
        for sheet in self.truth:
            for code, value in sheet.items():
                known = answers.setdefault(code, {})
                known[value] = known.get(value, 0) + 1
        return dict(tallied(self.questions, answers))


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "组.inspection"
    shutil.copy(demo / "第五检查组.inspection", path)
    with Store.open(path) as opened:
        yield opened


def test_two_hundred_sheets_are_what_they_hold_once_settled_and_keyed_in_part(
    store: Store, tmp_path: Path
) -> None:
    one = Class(store, tmp_path, 200)
    one.misread = {(8, "S05"): "A", (9, "S05"): "B", (90, "S05"): "B"}
    one.read_all()
    with pytest.raises(InspectionError, match="存疑"):
        one.enter()
    assert one.settle() > 200
    one.enter()
    assert not is_counted_twice(one.envelope())
    sample = one.draw()
    assert 5 <= len(sample) < 200
    one.key(EntryMethod.SAMPLE, sample)
    finish_sample(store=store, school=one.school, envelope=one.envelope())
    apart = compare(one.envelope(), one.questions)
    with store.act(Act.SETTLE) as work:
        for difference in apart:
            work.questionnaires.settle(one.batch, difference.cell, difference.counted[1])
        restate_bounds_within(work)
    envelope = one.envelope()
    seen = [key for key in one.misread if key[0] in sample]
    wrong = sum(one.truth[n - 1][code] != one.misread[n, code] for n, code in seen)
    reading = next(made.reading for made in envelope.countings if made.reading)
    assert reading.wrong == wrong
    assert "没有发现的差错每万不超过" in bound_in_words(envelope)
    with store.read() as work:
        draws = [known for known in work.samplings.draws(one.school.visit_id) if repeats(known)]
        assert any(known.kind.value == "questionnaire" for known in draws)


def test_read_without_a_wrong_answer_the_totals_are_those_of_the_paper(
    store: Store, tmp_path: Path
) -> None:
    one = Class(store, tmp_path, 200)
    one.read_all()
    one.settle()
    one.enter()
    one.key(EntryMethod.SAMPLE, one.draw())
    finish_sample(store=store, school=one.school, envelope=one.envelope())
    envelope = one.envelope()
    assert is_counted_twice(envelope)
    assert agreed(envelope, one.questions) == one.totals()
    assert "以内 ✓" in bound_in_words(envelope)
    with store.read() as work:
        page = work.scans.pages_of(one.batch)[0]
        assert work.scans.image(page.id)
    assert sweep_settled(store=store) == 200
    with store.read() as work:
        kept = work.scans.pages_of(one.batch)
        assert {(page.serial, page.answers == {}) for page in kept} == {(None, True)}
        assert not work.scans.kept_images()
    one.read(one.reader([Rejected(one.outcome(1).page, Reason.DUPLICATE)]))
    assert agreed(one.envelope(), one.questions) == one.totals()


def test_more_errors_than_allowed_ask_for_everything_again(store: Store, tmp_path: Path) -> None:
    one = Class(store, tmp_path, 40)
    wrong = {"A": "B"}
    one.misread = {(n, "S05"): wrong.get(one.truth[n - 1]["S05"] or "", "A") for n in range(1, 41)}
    one.read_all()
    one.settle()
    one.enter(allowed=20_000)
    sample = one.draw(allowed=20_000)
    assert len(sample) < 40
    one.key(EntryMethod.SAMPLE, sample)
    finish_sample(store=store, school=one.school, envelope=one.envelope())
    with store.act(Act.SETTLE) as work:
        for difference in compare(one.envelope(), one.questions):
            work.questionnaires.settle(one.batch, difference.cell, difference.counted[1])
        restate_bounds_within(work)
    assert wants_full_entry(one.envelope())
    assert agreed(one.envelope(), one.questions) is None
    assert "须另一人全部录入" in bound_in_words(one.envelope())
    with store.act(Act.SETTLE) as work:
        for difference_cell in one.envelope().settled:
            work.questionnaires.unsettle(one.batch, difference_cell)
    entry = one.key(EntryMethod.SHEETS, range(1, 41))
    with store.act(Act.TALLY) as work:
        work.questionnaires.finish(entry)
    envelope = one.envelope()
    full = next(made for made in envelope.countings if made.id == entry)
    assert counts_of(full, one.questions) == one.totals()
    apart = compare(envelope, one.questions)
    assert {difference.question.code for difference in apart} == {"S05"}


def test_a_run_that_was_given_up_goes_on_and_every_page_is_in_one_state(
    store: Store, tmp_path: Path
) -> None:
    one = Class(store, tmp_path, 20)
    outcomes: list[Outcome] = [one.outcome(n) for n in range(1, 21)]
    page = ScannedPage(PageKey("a" * 64, 21), Path("一班.pdf"))
    outcomes.append(Rejected(page, Reason.BLANK_PAGE))

    def dies(*given: object) -> Iterator[Outcome]:
        for number, outcome in enumerate(one.reader(outcomes)(*given)):
            if number == 9:
                raise Cancelled
            yield outcome

    with pytest.raises(Cancelled):
        one.read(dies)
    with store.read() as work:
        account = work.scans.account(one.school.visit_id)
        assert (account.pages, account.unread) == (21, 12)
        assert work.scans.unfinished_run(one.school.visit_id) == ("一班.pdf",)
    one.read(one.reader(outcomes))
    one.read(one.reader(outcomes))  # the same files once more bring nothing
    with store.read() as work:
        account = work.scans.account(one.school.visit_id)
        assert account.pages == account.read + account.waiting + account.rejected == 21
        assert (account.rejected, account.unread) == (1, 0)
        assert work.scans.unfinished_run(one.school.visit_id) == ()
        [line] = [
            known
            for known in work.scans.pages(one.school.visit_id)
            if known.state is PageState.REJECTED
        ]
        assert line.reason == "空白页"
        (ready,) = read_envelopes(work, one.school, {one.batch: 2})
        assert ready.lacking == tuple(range(1, 21))


def test_an_envelope_that_was_keyed_twice_takes_no_more_pages(store: Store, tmp_path: Path) -> None:
    one = Class(store, tmp_path, 3)
    for _ in range(2):
        entry = one.key(EntryMethod.SHEETS, range(1, 4))
        with store.act(Act.TALLY) as work:
            work.questionnaires.finish(entry)
    one.read_all()
    with store.read() as work:
        pages = work.scans.pages(one.school.visit_id)
    assert {page.reason for page in pages} == {"这个班已录满两次，不再收扫描页"}
    with pytest.raises(InspectionError, match="还没有读入"):
        one.enter()


def test_bounds() -> None:
    assert upper_share(0, 2995) == pytest.approx(3 / 2995, rel=0.01)
    assert upper_share(3, 14_970) == pytest.approx(7.75 / 14_970, rel=0.01)
    assert upper_share(5, 5) == upper_share(0, 0) == 1.0
    assert upper_left(2, 600, 600) == 0
    needed = needed_answers(10_000, 1_000)
    assert upper_left(0, needed, 10_000) <= 1_000 < upper_left(0, needed - 1, 10_000)
    assert needed_answers(0, 1_000) == 0
