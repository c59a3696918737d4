"""The numbers of an earlier moment are those the file gave then; and the file stays as it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records.registers import SanctionLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, Cause, FindingStatus, Sanction
from inspector_gui.statistics.figure_changes import changes_since
from tests.conftest import Clock, prepare
from tests.db.looking import dump


def _raise(work: Work, fen: int) -> None:
    visit = work.schools.lines()[0].visit_id
    serial = work.findings.next_serial(visit, "WT-")
    item = work.catalogues.items("fee")[0].id
    values = {"involved_fen": fen, "due_fen": fen, "status": FindingStatus.CONFIRMED}
    work.findings.raise_finding(visit, item, serial, fact="事实", **values)


def _state(work: Work, fen: int) -> None:
    for line in work.findings.lines(work.schools.lines()[0].visit_id)[-1:]:
        work.findings.state(line.id, involved_fen=fen, due_fen=fen)


def _withdraw(work: Work, _fen: int) -> None:
    for line in work.findings.lines(work.schools.lines()[0].visit_id)[:1]:
        if line.status is FindingStatus.CONFIRMED:
            work.findings.judge(line.id, FindingStatus.WITHDRAWN, "不成立")


def _visit(work: Work, fen: int) -> None:
    day = date(2025, 9, 15) if fen % 2 else None
    work.visits.record(work.schools.lines()[0].visit_id, visited_on=day)


def _sanction(work: Work, fen: int) -> None:
    work.registers.register(
        SanctionLine, cause=Cause.FEE, kind=Sanction.WARNING, persons=fen % 7 + 1
    )


_DEEDS: list[Callable[[Work, int], None]] = [_raise, _state, _withdraw, _visit, _sanction]
_STEPS = st.lists(st.tuples(st.sampled_from(_DEEDS), st.integers(1, 10_000)), max_size=12)


@given(_STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_was_done_since_the_numbers_of_then_come_back(
    steps: list[tuple[Callable[[Work, int], None], int]],
) -> None:
    with TemporaryDirectory() as name:
        path, clock = Path(name) / "总.inspection", Clock()
        prepare(path, clock)
        with Store.open(path, now=clock) as store:
            seen = [(clock(), _numbers(store))]
            for deed, fen in steps:
                with store.act(Act.EDIT_FINDING) as work:
                    deed(work, fen)
                seen.append((clock(), _numbers(store)))
            store.undo()
            before = dump(path)
            for moment, numbers in seen:
                with store.read() as work, work.as_of(moment):
                    assert work.totals.numbers() == numbers
            assert dump(path) == before


def _numbers(store: Store) -> dict[str, int]:
    with store.read() as work:
        return work.totals.numbers()


def test_outside_of_it_the_session_sees_all_again(store: Store, clock: Clock) -> None:
    early = clock()
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, 100)
    with store.read() as work:
        with work.as_of(early):
            assert work.totals.numbers()["findings"] == 0
            assert work.figure_rows.of("findings") == []
        assert work.totals.numbers()["findings"] == 1
        assert [row.share for row in work.figure_rows.of("involved_fen")] == [100]


def test_what_changed_since_is_told_with_the_records_that_changed(
    store: Store, clock: Clock
) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, 100)
    early = clock()
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, 700)
    with store.act(Act.EDIT_FINDING) as work:
        line = work.findings.lines(work.schools.lines()[0].visit_id)[0]
        work.findings.state(line.id, involved_fen=150)
    with store.read() as work:
        changes = {one.after.key: one for one in changes_since(work, "fee", early)}
        later = changes_since(work, "fee", clock())
    assert changes["findings"].sentence == "问题 1 → 2 个（WT-02）"
    assert changes["involved_fen"].sentence == "涉及金额 1.00 → 8.50 元（WT-01、WT-02）"
    assert changes["due_fen"].sentence == "应退 1.00 → 8.00 元（WT-02）"
    assert later == []
