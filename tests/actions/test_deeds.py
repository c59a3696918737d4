"""Every deed may start from the states that its entry names, and from no other."""

import uuid
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.records.findings import NEXT
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FindingStatus
from inspector_gui.actions import (
    documents,
    findings,
    merging,
    raising,
    recording,
    recusing,
    statements,
)
from inspector_gui.actions.deed import DEEDS
from inspector_gui.actions.findings import STEPS, judge_finding
from scripts import make_deeds
from tests.db.looking import visit_of

ROOT = Path(__file__).resolve().parents[2]


def _finding_in(store: Store, status: FindingStatus) -> uuid.UUID:
    """A finding that has everything it needs for whatever comes next."""
    visit = visit_of(store)
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        finding = work.findings.raise_finding(visit, item, "WT-01", fact="事实", status=status)
        work.findings.cite(finding, work.catalogues.bases(item)[0].id)
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.OTHER, "说明"))
    return finding


def _status(store: Store, finding: uuid.UUID) -> FindingStatus:
    with store.read() as work:
        return next(
            line.status for line in work.findings.lines(visit_of(store)) if line.id == finding
        )


_OF_FINDINGS = {step.__name__: step for step in STEPS.values()}


@pytest.mark.parametrize("start", FindingStatus)
@pytest.mark.parametrize("name", _OF_FINDINGS)
def test_a_deed_starts_from_its_states_only(store: Store, name: str, start: FindingStatus) -> None:
    finding = _finding_in(store, start)
    reason = {} if name == "confirm_finding" else {"reason": "理由"}
    entry = DEEDS[name]
    if start in entry.starts:
        _OF_FINDINGS[name](store=store, school=None, finding=finding, **reason)
        assert _status(store, finding) is entry.ends
    else:
        with pytest.raises(InspectionError, match="WT-01"):
            _OF_FINDINGS[name](store=store, school=None, finding=finding, **reason)
        assert _status(store, finding) is start


def test_every_step_of_a_finding_has_its_deed() -> None:
    assert {(start, end) for start, ends in NEXT.items() for end in ends} == set(STEPS)


def test_a_step_from_a_state_that_passed_is_refused(store: Store) -> None:
    finding = _finding_in(store, FindingStatus.CLOSED)
    with pytest.raises(InspectionError, match="状态已变"):
        judge_finding(
            store=store,
            school=None,
            finding=finding,
            start=FindingStatus.DRAFT,
            end=FindingStatus.CLOSED,
        )


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("withdraw_finding", FindingStatus.DRAFT),
        ("uphold_finding", FindingStatus.OBJECTED),
        ("revise_finding", FindingStatus.OBJECTED),
        ("reopen_finding", FindingStatus.CLOSED),
    ],
)
def test_what_needs_a_reason_is_refused_without(
    store: Store, name: str, start: FindingStatus
) -> None:
    finding = _finding_in(store, start)
    with pytest.raises(InspectionError, match="理由"):
        _OF_FINDINGS[name](store=store, school=None, finding=finding, reason=" ")


def test_nothing_is_closed_while_money_is_open(store: Store) -> None:
    finding = _finding_in(store, FindingStatus.REPORTED)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, due_fen=10_000, refunded_fen=9_000, surrendered_fen=999)
    with pytest.raises(InspectionError, match=r"0\.01元没有退清"):
        findings.close_finding(store=store, school=None, finding=finding)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, surrendered_fen=1_000)
    findings.close_finding(store=store, school=None, finding=finding)


def test_only_the_lead_sends_back_on_a_team_s_file(team_file: Path) -> None:
    with Store.open(team_file) as store:
        finding = _finding_in(store, FindingStatus.CONFIRMED)
        with store.read() as work:
            people = work.people.members(work.file().team_id)
        store.person = next(one.id for one in people if not one.is_lead)
        with pytest.raises(InspectionError, match="只有组长能退回草拟"):
            findings.send_back_finding(store=store, school=None, finding=finding)
        store.person = next(one.id for one in people if one.is_lead)
        findings.send_back_finding(store=store, school=None, finding=finding)


def test_a_team_takes_no_batch_back_and_the_bureau_hands_nothing_in(
    team_file: Path, store: Store, tmp_path: Path
) -> None:
    with Store.open(team_file) as team, pytest.raises(InspectionError, match="只有局里"):
        merging.take_back_batch(store=team, number=1)
    with pytest.raises(InspectionError, match="只有检查组"):
        merging.hand_in(store=store, folder=tmp_path)


def test_every_public_function_of_the_actions_is_in_the_table() -> None:
    modules = (documents, findings, merging, raising, recording, recusing, statements)
    public = {
        name
        for module in modules
        for name, thing in vars(module).items()
        if callable(thing)
        and getattr(thing, "__module__", "") == module.__name__
        and not name.startswith("_")
        and not isinstance(thing, type)
    }
    assert public - set(DEEDS) == {
        *("check_before_lock", "judge_finding", "raise_within", "step_of")
    }


def test_the_page_of_deeds_is_what_the_code_says() -> None:
    page = (ROOT / "docs" / "deeds.md").read_text("utf-8")
    assert page == make_deeds.page(), "run scripts/make_deeds.py"
