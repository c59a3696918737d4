"""Every deed may start from the states that its entry names, and from no other."""

import uuid
from functools import partial
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from pkgutil import iter_modules

import pytest

from db.errors import InspectionError
from db.records.findings import NEXT
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FindingStatus
from inspector_gui import actions
from inspector_gui.actions import findings
from inspector_gui.actions.deed import DEEDS, Doer, all_deeds
from inspector_gui.actions.findings import STEPS, judge_finding
from inspector_gui.actions.following import close_out
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
    entry = DEEDS[name]
    if start in entry.starts:
        _OF_FINDINGS[name](store=store, school=None, finding=finding, reason="理由")
        assert _status(store, finding) is entry.ends
    else:
        with pytest.raises(InspectionError, match="WT-01"):
            _OF_FINDINGS[name](store=store, school=None, finding=finding, reason="理由")
        assert _status(store, finding) is start


def test_every_step_of_a_finding_has_its_deed() -> None:
    """What closes it out takes two and is a deed of its own."""
    closing = {(FindingStatus.REPORTED, FindingStatus.CLOSED)}
    assert {(start, end) for start, ends in NEXT.items() for end in ends} == set(STEPS) | closing


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
    with store.read() as work:
        [school] = work.schools.lines()
    closing = partial(close_out, store=store, school=school, finding=finding)
    with pytest.raises(InspectionError, match=r"0\.01元没有退清"):
        closing(countersigner="乙")
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, surrendered_fen=1_000)
    closing(countersigner="乙")
    assert _status(store, finding) is FindingStatus.CLOSED


def test_closing_out_takes_two_wherever_it_is_done(store: Store) -> None:
    finding = _finding_in(store, FindingStatus.REPORTED)
    with store.read() as work:
        [school] = work.schools.lines()
        lead = next(member for member in work.people.members() if member.is_lead)
    store.person = lead.id
    closing = partial(close_out, store=store, school=school, finding=finding)
    for second in ("", " ", lead.name):
        with pytest.raises(InspectionError, match="销号要两个人"):
            closing(countersigner=second)
    with pytest.raises(InspectionError, match="销号要两个人"):
        judge_finding(
            store=store,
            school=school.id,
            finding=finding,
            start=FindingStatus.REPORTED,
            end=FindingStatus.CLOSED,
        )
    with pytest.raises(InspectionError, match="销号要两个人"), store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding, FindingStatus.CLOSED)
    closing(countersigner="乙")
    findings.reopen_finding(store=store, school=school.id, finding=finding, reason="又收")
    with store.read() as work:
        assert work.rectifications.lines()[finding].countersigner == ""


def test_only_the_lead_sends_back_on_a_team_s_file(team_file: Path) -> None:
    with Store.open(team_file) as store:
        finding = _finding_in(store, FindingStatus.CONFIRMED)
        with store.read() as work:
            people = work.people.members(work.file().team_id)
        store.person = next(person.id for person in people if not person.is_lead)
        with pytest.raises(InspectionError, match="只有组长能退回草拟"):
            findings.send_back_finding(store=store, school=None, finding=finding)
        store.person = next(person.id for person in people if person.is_lead)
        findings.send_back_finding(store=store, school=None, finding=finding)


_DEEDS = {
    (module.name, name): function
    for module in iter_modules(actions.__path__, f"{actions.__name__}.")
    for name, function in vars(import_module(module.name)).items()
    if name in all_deeds() and getattr(function, "__module__", "") == module.name
}


def _of(doer: Doer) -> list[str]:
    return [name for _, name in _DEEDS if DEEDS[name].doer is doer]


def _do(name: str, store: Store) -> None:
    """The deed, with nothing in any of its other arguments: its doer is asked before."""
    function = next(function for (_, known), function in _DEEDS.items() if known == name)
    names = [parameter for parameter in signature(function).parameters if parameter != "store"]
    function(store=store, **dict.fromkeys(names))


@pytest.mark.parametrize("name", _of(Doer.BUREAU))
def test_what_is_the_bureau_s_no_team_does(team_file: Path, name: str) -> None:
    with Store.open(team_file) as team, pytest.raises(InspectionError, match="只有局里的总文件能"):
        _do(name, team)


@pytest.mark.parametrize("name", _of(Doer.TEAM))
def test_what_is_a_team_s_the_bureau_does_not(store: Store, name: str) -> None:
    with pytest.raises(InspectionError, match="只有检查组"):
        _do(name, store)


@pytest.mark.parametrize("name", _of(Doer.LEAD))
def test_what_is_the_lead_s_no_other_member_does(team_file: Path, name: str) -> None:
    with Store.open(team_file) as team:
        with team.read() as work:
            team.person = next(member.id for member in work.people.members() if not member.is_lead)
        with pytest.raises(InspectionError, match="只有组长能"):
            _do(name, team)


def test_a_deed_is_called_by_names_alone() -> None:
    assert [
        name
        for (_, name), function in _DEEDS.items()
        if any(
            parameter.kind not in _BY_NAME for parameter in signature(function).parameters.values()
        )
    ] == []


_BY_NAME = (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD)


def test_every_public_function_of_the_actions_is_in_the_table() -> None:
    public = {
        name
        for module in iter_modules(actions.__path__, f"{actions.__name__}.")
        if module.name != "inspector_gui.actions.deed"
        for name, function in vars(import_module(module.name)).items()
        if callable(function)
        and getattr(function, "__module__", "") == module.name
        and not name.startswith("_")
        and not isinstance(function, type)
    }
    assert public - set(all_deeds()) == {
        *(
            "check_before_lock",
            "check_withdrawal",
            "judge_finding",
            "raise_within",
            "lock_within",
            "step_of",
            "notice_days",
            "keep_notice_days",
        ),
        *("choices", "format_restored", "grave_lacks", "not_yet", "records_that_would_go"),
        *("word_finding", "word_within", "make_fact", "gather_within"),
        *("enter_within", "count_vouchers", "count_receipts"),
        *("read_envelopes", "sampling_wanted", "pending_samples", "printed_numbers"),
        "restate_bounds_within",
        *("require_day", "require_days"),
        "write_bulletin",  # a paper for the office to edit; nothing is changed by it
    }


def test_the_page_of_deeds_is_what_the_code_says() -> None:
    page = (ROOT / "docs" / "deeds.md").read_text("utf-8")
    assert page == make_deeds.page(), "run scripts/make_deeds.py"
