"""Findings of all schools from the store to the list, deeds back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.rectifications import FollowedFinding
from db.records.refunds import RefundLine
from db.records.schools import SchoolLine
from db.vocabulary import FindingStatus, Subject
from inspector_gui.actions import following
from inspector_gui.actions.findings import judge_finding
from inspector_gui.actions.refunding import (
    attach_refund_proof,
    drop_refund,
    note_refund,
    report_refund,
    sight_refund,
)
from inspector_gui.actions.wording import word_finding
from inspector_gui.labels import in_china, today
from inspector_gui.statistics.course import course_of
from inspector_gui.statistics.deadlines import Deadlines, Followed, follow
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.following.deeds import FollowDeed
from inspector_gui.window.pages.following.panel import DeedGiven
from inspector_gui.window.pages.following.view import FollowView
from inspector_gui.window.proofs import Proofs
from inspector_gui.window.targets import PageKey, Target, finding_target

_JUDGED: Mapping[FollowDeed, FindingStatus] = {
    FollowDeed.UPHOLD: FindingStatus.UPHELD,
    FollowDeed.WITHDRAW: FindingStatus.WITHDRAWN,
    FollowDeed.REOPEN: FindingStatus.RECTIFYING,
    FollowDeed.OBJECT: FindingStatus.OBJECTED,
    FollowDeed.LATE_OBJECTION: FindingStatus.OBJECTED,
}
_DEEDS: Mapping[FollowDeed, Callable[..., object]] = {
    FollowDeed.ORDER: following.order_rectification,
    FollowDeed.EXTEND: following.extend_deadlines,
    FollowDeed.REPORT: following.receive_report,
    FollowDeed.RETURN: following.return_report,
    FollowDeed.ACCEPT: following.accept_report,
    FollowDeed.RECHECK: following.record_recheck,
    FollowDeed.CLOSE: following.close_out,
}


def build(desk: Desk) -> FollowView:
    view = FollowView()
    FollowPresenter(view, desk)
    return view


class FollowPresenter(Presenter[FollowView]):
    subjects = frozenset(
        {
            *(Subject.FINDINGS, Subject.FOLLOW_UP, Subject.VISITS, Subject.SCHOOLS),
            *(Subject.CAMPAIGN, Subject.PEOPLE, Subject.EVIDENCE, Subject.DOCUMENTS),
        }
    )
    of_school = False

    def __init__(self, view: FollowView, desk: Desk) -> None:
        self._proofs = Proofs(view, desk)
        super().__init__(view, desk)
        view.chosen.connect(self._show_panel)
        view.opened.connect(self._open)
        view.reminded.connect(self._remind)
        view.panel.given.connect(self._do)
        view.panel.proof_wanted.connect(self._ask_for_proof)
        view.panel.copy_wanted.connect(lambda refund: self._proofs.ask_where(refund.attachment))

    def refresh(self) -> None:
        now = today()
        with self.desk.store.read() as work:
            lines = work.rectifications.followed(self.desk.preparing)
            terms = work.inspections.terms(self.desk.preparing)
            deadlines = Deadlines(terms, work.campaigns.calendar())
            self.view.panel.teams = {team.id: team.name for team in work.people.teams()}
        self.view.show_lines(follow(lines, deadlines, now), now)

    def _show_panel(self) -> None:
        line = self.view.table.current()
        if line is None:
            self.view.panel.show_line(None, (), ())
            return
        with self.desk.store.read() as work:
            refunds = work.refunds.of_finding(line.finding.id)
            steps = course_of(work, line.finding, refunds)
        course = [f"{in_china(step.at):%m-%d %H:%M} {step.text}" for step in steps]
        self.view.panel.show_line(line, course or ["还没有后续。"], refunds)

    def _ask_for_proof(self, refund: RefundLine) -> None:
        self._proofs.ask_for_file(lambda path: self.attach(refund, path))

    def attach(self, refund: RefundLine, path: Path) -> None:
        """Copy the proof of a payment, then keep it."""
        line = self.view.table.current()
        if line is None:
            return
        school = self._school(line.finding)
        self._proofs.copy(
            path,
            lambda copy: attach_refund_proof(
                store=self.desk.store, school=school, refund=refund.id, copy=copy
            ),
        )

    def save_proof(self, refund: RefundLine, path: Path) -> None:
        """The kept copy as a file. Raises InspectionError where it cannot be written."""
        self._proofs.save(refund.attachment, path)

    def _do(self, given: DeedGiven) -> None:
        self._done(given, dict(given.entry.values))
        self.view.panel.end_form()

    def _done(self, given: DeedGiven, values: dict[str, Any]) -> None:
        line, deed = given.line.finding, given.deed
        common: dict[str, Any] = {"store": self.desk.store, "school": self._school(line)}
        if given.refund is not None:
            if deed is FollowDeed.DROP:
                drop_refund(**common, refund=given.refund.id)
            else:
                sight_refund(**common, refund=given.refund.id, **values)
        elif deed is FollowDeed.REFUND:
            self._refund(common, line, values)
        elif deed is FollowDeed.REVISE:
            self._revise(common, line, values)
        elif deed in _JUDGED:
            self._judge(line, _JUDGED[deed], values.get("reason", ""))
        else:
            _DEEDS[deed](**common, finding=line.id, **values)

    def _refund(
        self, common: dict[str, Any], line: FollowedFinding, values: dict[str, Any]
    ) -> None:
        """Sighted where an amount was seen, else as the school reports it."""
        if values.get("amount_fen"):
            note_refund(**common, finding=line.id, **values)
        elif values.get("reported_fen"):
            report_refund(**common, finding=line.id, **{"reported_on": today(), **values})
        else:
            raise InspectionError("记退费要填报告金额或核实金额；请填写金额。")

    def _revise(
        self, common: dict[str, Any], line: FollowedFinding, values: dict[str, Any]
    ) -> None:
        reason = values.pop("reason")
        word_finding(**common, finding=line.id, **values)
        self._judge(line, FindingStatus.REVISED, reason)

    def _judge(self, line: FollowedFinding, end: FindingStatus, reason: str) -> None:
        judge_finding(
            store=self.desk.store,
            school=line.school_id,
            finding=line.id,
            start=line.status,
            end=end,
            reason=reason,
        )

    def _school(self, line: FollowedFinding) -> SchoolLine:
        found = [school for school in self.desk.schools if school.visit_id == line.visit_id]
        if not found:
            raise InspectionError(f"“{line.school}”的检查已经撤回；请刷新后再试。")
        return found[0]

    def _open(self, line: Followed) -> None:
        self.desk.choose(line.finding.visit_id)
        self.view.jump_wanted.emit(finding_target(line.finding.serial))

    def _remind(self, line: Followed) -> None:
        """To the letter of its school, among its documents."""
        self.desk.choose(line.finding.visit_id)
        self.view.jump_wanted.emit(Target(PageKey.DOCUMENTS))
