"""Questionnaires read by machine: pages come in, doubts are settled, one entry of two is made."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.progress import Progress
from db.records.forms import Asked
from db.records.questionnaires import Envelope
from db.records.scans import DoubtLine, NewDoubt, PageLine, ScanAccount
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, EntryMethod, PageState
from inspector_gui.actions.deed import deed
from inspector_gui.class_names import class_name
from inspector_gui.scanning.expected import Expected, PageReader
from inspector_gui.scanning.identity import SheetIdentity, envelope_code
from inspector_gui.scanning.layout import FormLayout
from inspector_gui.scanning.outcomes import (
    AnswerReading,
    AnswerState,
    Outcome,
    PageKey,
    Rejected,
)
from inspector_gui.statistics.pairing import agreed, finished, reading_of
from inspector_gui.statistics.reading_bound import (
    ALLOWED,
    is_read,
)

_TENTHS = 10
#: Pages are kept in acts of so many: what a kill may cost.
_PAGES_AN_ACT = 8
_BLANK, _WRITTEN = "没有找到痕迹", "手写内容"


# pages in


@deed(
    "读入扫描的问卷",
    of="扫描页",
    refuses=("没有装识读部件", "没有这样的文件", "本校没有问卷"),
)
def read_pages_in(
    *,
    store: Store,
    school: SchoolLine,
    paths: Sequence[Path],
    layouts: Sequence[FormLayout],
    read: PageReader,
    folder: Path,
    progress: Progress,
) -> ScanAccount:
    """Read files and keep what comes of each page, a few pages at a time; again, it goes on.

    Pages kept before are not read again. Raises Cancelled once given up: what was read is kept.
    """
    with store.read() as work:
        envelopes = work.questionnaires.envelopes(school.visit_id)
        if not envelopes:
            raise InspectionError(f"“{school.name}”还没有问卷批次；请先抽班级，或在“问卷”页添加。")
        known = work.scans.known_pages(school.visit_id)
        sides = _sides_read(work, envelopes, layouts)
    with store.act(Act.ENTER_SHEET, school=school.id) as work:
        run = work.scans.begin_run(school.visit_id, [str(path) for path in paths])
    keeper = _Keeper(store, school, envelopes, run, layouts)
    expected = Expected(
        tuple(layouts),
        frozenset(envelope_code(envelope.id) for envelope in envelopes),
        frozenset(sides),
        frozenset(PageKey(*page) for page in known),
    )
    try:
        for outcome in read(paths, expected, folder, keeper.counting(progress)):
            keeper.take(outcome)
    finally:
        keeper.flush()
    keeper.close()
    with store.read() as work:
        return work.scans.account(school.visit_id)


def _sides_read(
    work: Work, envelopes: Sequence[Envelope], layouts: Sequence[FormLayout]
) -> set[SheetIdentity]:
    """As every form there is may have printed them: a sheet is known by envelope and number."""
    found = set()
    for envelope in envelopes:
        for page in work.scans.pages_of(envelope.id):
            for layout in layouts if page.serial is not None else ():
                code = envelope_code(envelope.id)
                found.add(
                    SheetIdentity(layout.form, layout.version, code, page.serial or 0, page.side)
                )
    return found


class _Keeper:
    """Keeps outcomes of one run, in acts of a few pages."""

    def __init__(
        self,
        store: Store,
        school: SchoolLine,
        envelopes: Sequence[Envelope],
        run: uuid.UUID,
        layouts: Sequence[FormLayout],
    ) -> None:
        self._store, self._school, self._run = store, school, run
        self._batches = {envelope_code(envelope.id): envelope for envelope in envelopes}
        self._kinds = {
            question.code: {code for code, _ in question.options}
            for layout in layouts
            for question in layout.questions
        }
        self._held: list[Outcome] = []
        with store.read() as work:
            self._before = sum(page.run_id == run for page in work.scans.pages(school.visit_id))
        self._came, self._pages = 0, 0

    def counting(self, progress: Progress) -> Progress:
        """The same progress, which also notes how many pages the files have."""

        def report(done: int, total: int) -> None:
            self._pages = max(self._pages, total)
            progress(done, total)

        return report

    def take(self, outcome: Outcome) -> None:
        self._held.append(outcome)
        if len(self._held) >= _PAGES_AN_ACT:
            self.flush()

    def flush(self) -> None:
        """Keep what came; how many pages there are to come is noted with it."""
        held, self._held = self._held, []
        if not held and not self._came:
            return  # nothing was opened yet
        self._came += len(held)
        kept = self._before + self._came
        with self._store.act(Act.ENTER_SHEET, school=self._school.id) as work:
            for outcome in held:
                self._keep(work, outcome)
            work.scans.note_pages(self._run, max(kept, self._before + self._pages))

    def close(self) -> None:
        """Every page of the run was dealt with."""
        with self._store.act(Act.ENTER_SHEET, school=self._school.id) as work:
            work.scans.note_pages(self._run, self._before + self._came)

    def _keep(self, work: Work, outcome: Outcome) -> None:
        page = outcome.page
        came: dict[str, Any] = {"file": page.path.name, "digest": page.key.digest}
        if isinstance(outcome, Rejected):
            self._put_aside(work, outcome, came)
            return
        envelope = self._batches[outcome.identity.envelope]
        if len(finished(envelope)) > 1:
            reason = "这个班已录满两次，不再收扫描页"
            work.scans.keep_page(
                self._run, page.number, state=PageState.REJECTED, reason=reason, **came
            )
            return
        doubts = [_doubt(answer) for answer in outcome.answers if not _is_certain(answer)]
        work.scans.keep_page(
            self._run,
            page.number,
            doubts,
            state=PageState.WAITING if doubts else PageState.READ,
            batch_id=envelope.id,
            serial=outcome.identity.sheet,
            side=outcome.identity.side,
            answers={
                answer.question: "".join(answer.options)
                for answer in outcome.answers
                if _is_certain(answer)
            },
            image=outcome.picture.read_bytes(),
            **came,
        )

    def _put_aside(self, work: Work, outcome: Rejected, came: Mapping[str, Any]) -> None:
        work.scans.keep_page(
            self._run,
            outcome.page.number,
            state=PageState.REJECTED,
            reason=outcome.reason.value,
            **came,
        )


def _is_certain(answer: AnswerReading) -> bool:
    return answer.state is AnswerState.CERTAIN


def _doubt(answer: AnswerReading) -> NewDoubt:
    if answer.doubt is not None:
        reason = answer.doubt.value
    else:
        reason = _WRITTEN if answer.state is AnswerState.WRITTEN else _BLANK
    crop = answer.crop
    return NewDoubt(
        question=answer.question,
        reason=reason,
        guess="".join(answer.options) if answer.state is AnswerState.DOUBTFUL else "",
        left=max(0, round(crop.left * _TENTHS)),
        top=max(0, round(crop.top * _TENTHS)),
        width=round(crop.width * _TENTHS),
        height=round(crop.height * _TENTHS),
    )


# doubts


@deed("核定识读存疑", of="扫描页", refuses=("这一班已记为一次录入",))
def settle_doubt(*, store: Store, school: SchoolLine, doubt: DoubtLine, value: str | None) -> None:
    """Keep what a person saw: codes of options, digits, or words; None: nothing stands there."""
    with store.act(Act.ENTER_SHEET, school=school.id) as work:
        _require_not_entered(work, school, doubt.page.batch_id)
        work.scans.settle_doubt(doubt.id, value)


@deed("退回识读存疑", of="扫描页", refuses=("这一班已记为一次录入",))
def reopen_doubt(*, store: Store, school: SchoolLine, doubt: DoubtLine) -> None:
    """What a person saw is taken back; the page waits again."""
    with store.act(Act.ENTER_SHEET, school=school.id) as work:
        _require_not_entered(work, school, doubt.page.batch_id)
        work.scans.settle_doubt(doubt.id, None, settled=False)


@deed("退出扫描页", of="扫描页", refuses=("这一班已记为一次录入",))
def put_page_aside(*, store: Store, school: SchoolLine, page: PageLine, reason: str) -> None:
    """A page that was read is not taken after all, for this reason."""
    with store.act(Act.ENTER_SHEET, school=school.id) as work:
        _require_not_entered(work, school, page.batch_id)
        work.scans.put_aside(page.id, reason)


def _require_not_entered(work: Work, school: SchoolLine, batch: uuid.UUID | None) -> None:
    for envelope in work.questionnaires.envelopes(school.visit_id):
        if envelope.id == batch and reading_of(envelope) is not None:
            raise InspectionError("这个班的识读结果已记为一次录入；要改请在“问卷”页翻到那一份改。")


# one entry of two


@dataclass(frozen=True)
class ReadEnvelope:
    """How far an envelope is that was read. `lacking`: sheets of which a page did not come, by
    their printed numbers; `entered`: it is one of the two entries."""

    envelope: Envelope
    name: str
    sheets: int
    doubts: int
    lacking: tuple[int, ...]
    entered: bool

    @property
    def is_ready(self) -> bool:
        return bool(self.sheets) and not (self.doubts or self.lacking or self.entered)


def read_envelopes(
    work: Work, school: SchoolLine, sides: Mapping[uuid.UUID, int]
) -> list[ReadEnvelope]:
    """The envelopes of a visit of which pages came or that were entered so; `sides`: how many
    pages a sheet of each envelope has."""
    doubts: dict[uuid.UUID | None, int] = defaultdict(int)
    for doubt in work.scans.doubts(school.visit_id):
        doubts[doubt.page.batch_id] += not doubt.settled
    found = []
    for envelope in work.questionnaires.envelopes(school.visit_id):
        pages = [page for page in work.scans.pages_of(envelope.id) if page.serial is not None]
        made = reading_of(envelope)
        if not pages and made is None:
            continue
        came: dict[int, set[int]] = defaultdict(set)
        for page in pages:
            came[page.serial or 0].add(page.side)
        wanted = set(range(1, sides.get(envelope.id, 1) + 1))
        found.append(
            ReadEnvelope(
                envelope,
                class_name(envelope.stage, envelope.grade, envelope.number),
                len(came) or (made.sheets if made else 0),
                doubts[envelope.id],
                tuple(sorted(number for number, had in came.items() if not wanted <= had)),
                made is not None,
            )
        )
    return found


@deed(
    "识读结果记为一次录入",
    of="计票",
    refuses=("还有存疑没有核定", "有的问卷缺页", "已录满两次", "已经记过"),
)
def enter_reading(
    *, store: Store, school: SchoolLine, envelope: uuid.UUID, sides: int, allowed: int = ALLOWED
) -> uuid.UUID:
    """Let the pages of an envelope be one of its two entries. `allowed`: errors in a million."""
    with store.act(Act.ENTER_SHEET, school=school.id) as work:
        found = read_envelopes(work, school, {envelope: sides})
        line = next((known for known in found if known.envelope.id == envelope), None)
        _require_ready(line)
        assert line is not None  # noqa: S101  # what is not there is not ready
        return _enter(work, line, store.person, allowed)


def _require_ready(line: ReadEnvelope | None) -> None:
    if line is None or not line.sheets:
        raise InspectionError("这个班还没有读入问卷；请先读入扫描页。")
    if line.entered:
        raise InspectionError(f"{line.name}的识读结果已记为一次录入，不能再记。")
    if len(finished(line.envelope)) > 1:
        raise InspectionError(f"{line.name}已录满两次，识读结果不再计入。")
    if line.doubts:
        raise InspectionError(f"{line.name}还有 {line.doubts} 处存疑没有核定；请先核定。")
    if line.lacking:
        numbers = "、".join(map(str, line.lacking[:8]))
        raise InspectionError(f"{line.name}有问卷缺页（编号 {numbers}）；请补扫，或把该份退出。")


def _enter(work: Work, line: ReadEnvelope, person: uuid.UUID | None, allowed: int) -> uuid.UUID:
    envelope = line.envelope
    pages = work.scans.pages_of(envelope.id)
    seen = work.scans.settled_values(envelope.id)
    questions = work.forms.script_of(envelope.form_id).for_stage(envelope.stage)
    taken = {made.slot for made in envelope.countings if made.method is not EntryMethod.QUICK}
    slot = next(number for number in (1, 2, 3, 4) if number not in taken)
    entry = work.questionnaires.begin_counting(
        envelope.id, slot, (), person, method=EntryMethod.SCAN
    )
    sheets = _sheets(pages, seen)
    for number, answers in enumerate(sheets.values(), 1):
        whole = {question.code: answers.get(question.code) for question in questions}
        work.sheets.enter(entry, number, whole)
    work.questionnaires.finish(entry)
    choices = {question.code for question in questions if is_read(question)}
    certain = sum(len(choices & page.answers.keys()) for page in pages)
    settled = sum(len(values) for values in seen.values())
    work.scans.note_reading(
        entry, pages=len(pages), answers=certain, doubts=settled, allowed=allowed
    )
    return entry


def _sheets(
    pages: Sequence[PageLine], seen: Mapping[uuid.UUID, Mapping[str, str | None]]
) -> dict[int, dict[str, str | None]]:
    """By printed number, in the order the sheets came, what each answers."""
    found: dict[int, dict[str, str | None]] = {}
    for page in pages:
        answers = found.setdefault(page.serial or 0, {})
        answers.update({**page.answers, **seen.get(page.id, {})})
    return found


# images


@deed("清除已核定问卷的图像", of="扫描页")
def sweep_settled(*, store: Store) -> int:
    """Images and running numbers go of every envelope that is decided or gone; how many went."""
    with store.read() as work:
        kept = work.scans.kept_images()
        if not kept:
            return 0
        done = kept - _undecided(work)
    if not done:
        return 0
    with store.act(Act.ENTER_SHEET) as work:
        return work.scans.sweep(done)


def _undecided(work: Work) -> set[uuid.UUID]:
    visits = [line.visit_id for line in work.schools.lines()]
    return {
        envelope.id
        for envelopes in work.questionnaires.envelopes_at(visits).values()
        for envelope in envelopes
        if agreed(envelope, _questions(work, envelope)) is None
    }


def _questions(work: Work, envelope: Envelope) -> tuple[Asked, ...]:
    return work.forms.script_of(envelope.form_id).for_stage(envelope.stage)
