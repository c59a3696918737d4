"""A batch that is taken back after its findings were ordered: said before and after, in no sum."""

import shutil
from datetime import date
from pathlib import Path

from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.following import order_rectification
from inspector_gui.actions.merging import bring_batch_again, take_back_batch
from inspector_gui.actions.refunding import note_refund
from inspector_gui.exchange.merge_sentences import ordered_line
from tests.conftest import Clock
from tests.db.looking import item_of, visit_of


def _of_team(bureau: Path, path: Path) -> Path:
    """A team's file, as it begins: the bureau's, under the team's name."""
    shutil.copyfile(bureau, path)
    return path


def test_it_is_said_and_nothing_of_it_is_counted(
    campaign_file: Path, tmp_path: Path, clock: Clock
) -> None:
    team = _of_team(campaign_file, tmp_path / "组.inspection")
    with Store.open(team, now=clock) as store, store.act(Act.RAISE_FINDING) as work:
        work.visits.record(visit_of(store), visited_on=date(2025, 9, 15))
        work.findings.raise_finding(
            visit_of(store),
            item_of(store).id,
            "WT-01",
            fact="超标准收费",
            due_fen=10_000,
            status=FindingStatus.FED_BACK,
        )
    with Store.open(campaign_file, now=clock) as store:
        merge(store, team)
        with store.read() as work:
            [school] = work.schools.lines()
            [finding] = work.findings.lines(school.visit_id)
        common = {"store": store, "school": school, "finding": finding.id}
        order_rectification(**common, ordered_on=date(2025, 10, 9))  # type: ignore[arg-type]
        note_refund(**common, amount_fen=4_000, sighted_on=date(2025, 10, 20))  # type: ignore[arg-type]
        seen = take_back_batch(store=store, number=1, preview=True)
        assert "WT-01 共 1 个随之撤回" in ordered_line(seen)
        assert take_back_batch(store=store, number=1, reason="组里发错").ordered == ("WT-01",)
        with store.read() as work:
            assert work.totals.figures().refunded_fen == 0
            assert work.rectifications.followed("fee") == []
        bring_batch_again(store=store, number=1)
        with store.read() as work:
            assert work.totals.figures().refunded_fen == 4_000
            assert work.rectifications.ordered() == {finding.id: "WT-01"}
