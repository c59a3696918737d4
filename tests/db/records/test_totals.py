"""Every number the bureau reports counts the same findings, however it is cut."""

from db.records.totals import CategoryFigures
from db.store import Store
from db.vocabulary import Act, FindingStatus
from tests.db.looking import item_of, visit_of


def _finding(store: Store, serial: str, item: int, fen: int, status: FindingStatus) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store),
            item_of(store, item).id,
            serial,
            fact="事实",
            involved_fen=fen,
            due_fen=fen,
            refunded_fen=fen // 2,
            status=status,
        )


def test_a_category_counts_what_the_totals_count(store: Store) -> None:
    """What was withdrawn is in neither, whatever amounts stand in it."""
    _finding(store, "WT-01", 0, 10_001, FindingStatus.CLOSED)
    _finding(store, "WT-02", 1, 20_000, FindingStatus.DRAFT)
    _finding(store, "WT-03", 1, 70_000, FindingStatus.WITHDRAWN)
    with store.read() as work:
        [category], figures = work.totals.categories(), work.totals.figures()
        schools = work.totals.schools_with_findings()
    assert category == CategoryFigures("服务性收费和代收费", 2, 1, 30_001, 30_001, 15_000)
    assert (figures.findings, schools) == (category.findings, category.schools)
    assert (figures.involved_fen, figures.due_fen, figures.refunded_fen) == (
        *(category.involved_fen, category.due_fen, category.refunded_fen),
    )


def test_a_category_of_which_all_was_withdrawn_is_not_named(store: Store) -> None:
    _finding(store, "WT-01", 0, 70_000, FindingStatus.WITHDRAWN)
    with store.read() as work:
        assert work.totals.categories() == []
        assert work.totals.schools_with_findings() == work.totals.figures().findings == 0
