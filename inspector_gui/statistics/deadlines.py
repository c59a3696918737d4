"""What comes next for a finding, and by when: by working days, overdue first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.records.campaigns import CampaignFacts
from db.records.rectifications import FollowedFinding
from db.vocabulary import FindingStatus, RectificationResult, Severity
from db.working_days import Calendar
from inspector_gui.labels import in_china

#: Working days in which an objection is answered.
REPLY_DAYS = 10
#: A recheck is made so many days after the report was accepted, at the latest.
RECHECK_DAYS = 60
#: So many days before a day comes it is told: first, and then urgently.
WARN_DAYS, URGENT_DAYS = 15, 5


class FollowUp(StrEnum):
    """What somebody has to do next."""

    FEED_BACK = "feed_back"
    AWAIT_STATEMENT = "await_statement"
    DECIDE = "decide"
    ORDER = "order"
    SIGHT = "sight"
    REFUND = "refund"
    REPORT = "report"
    VERIFY = "verify"
    RECHECK = "recheck"
    CLOSE = "close"
    DONE = "done"
    GIVEN_UP = "given_up"


WORDS = {
    FollowUp.FEED_BACK: "反馈学校",
    FollowUp.AWAIT_STATEMENT: "等学校陈述",
    FollowUp.DECIDE: "复核异议",
    FollowUp.ORDER: "发整改通知",
    FollowUp.SIGHT: "核实退费",
    FollowUp.REFUND: "催退费",
    FollowUp.REPORT: "催整改报告",
    FollowUp.VERIFY: "核实整改报告",
    FollowUp.RECHECK: "回头看",
    FollowUp.CLOSE: "销号",
    FollowUp.DONE: "已销号",
    FollowUp.GIVEN_UP: "已撤回",
}


@dataclass(frozen=True)
class Next:
    """`due_on`: None where nothing is due, or, with `unknown`, where a year has no calendar."""

    what: FollowUp
    due_on: date | None = None
    unknown: bool = False

    def days_over(self, today: date) -> int:
        """Days past the day it was due; 0 while it is not."""
        return max(0, (today - self.due_on).days) if self.due_on else 0

    def days_left(self, today: date) -> int | None:
        """Days until the day it is due; None where there is none or it has passed."""
        left = (self.due_on - today).days if self.due_on else -1
        return left if left >= 0 else None

    def is_soon(self, today: date, within: int = WARN_DAYS) -> bool:
        left = self.days_left(today)
        return left is not None and left <= within


@dataclass(frozen=True)
class Followed:
    finding: FollowedFinding
    next: Next


class Deadlines:
    """By the days of an inspection and the calendar of the file."""

    def __init__(self, terms: CampaignFacts, calendar: Calendar) -> None:
        self._terms, self._calendar = terms, calendar

    def next(self, finding: FollowedFinding, today: date) -> Next:
        """What comes next for this finding, as of `today`."""
        match finding.status:
            case FindingStatus.DRAFT | FindingStatus.CONFIRMED:
                return Next(FollowUp.FEED_BACK)
            case FindingStatus.FED_BACK:
                return self._after_feedback(finding, today)
            case FindingStatus.OBJECTED:
                return self._dated(FollowUp.DECIDE, self._reply_on(finding))
            case FindingStatus.UPHELD | FindingStatus.REVISED:
                return Next(FollowUp.ORDER)
            case FindingStatus.RECTIFYING:
                return min(self.open_of(finding), key=_urgency)
            case FindingStatus.REPORTED:
                return self._after_report(finding)
            case FindingStatus.CLOSED:
                return Next(FollowUp.DONE)
        return Next(FollowUp.GIVEN_UP)

    def open_of(self, finding: FollowedFinding) -> list[Next]:
        """What a school still owes after the notice: its report, and money where some is open."""
        reported = finding.status is FindingStatus.REPORTED
        owed = [] if reported else [self._dated(FollowUp.REPORT, self.report_on(finding))]
        if finding.open_fen:
            owed.append(self._refund(finding))
        return owed

    def report_on(self, finding: FollowedFinding) -> date | None:
        """The day of its notice, as somebody wrote it or as it is computed."""
        row = finding.rectification
        if row and row.due_on:
            return row.due_on
        if row and row.ordered_on:
            return self._calendar.on_or_after(row.ordered_on, self._terms.report_days)
        return finding.due_on

    def refund_on(self, finding: FollowedFinding) -> date | None:
        row = finding.rectification
        if row and row.refund_due_on:
            return row.refund_due_on
        if row and row.ordered_on:
            return self._calendar.after(row.ordered_on, self._terms.refund_days)
        return finding.due_on

    def _refund(self, finding: FollowedFinding) -> Next:
        settled = finding.refunded_fen + finding.surrendered_fen + finding.irrecoverable_fen
        claimed = finding.reported_fen > settled
        what = FollowUp.SIGHT if claimed else FollowUp.REFUND
        return self._dated(what, self.refund_on(finding))

    def _after_feedback(self, finding: FollowedFinding, today: date) -> Next:
        """A school has some days to speak from the day of its sheet; then the notice may go."""
        locked_at = finding.sheet_locked_at
        begun = in_china(locked_at).date() if locked_at else finding.visited_on
        if begun is None:
            return Next(FollowUp.ORDER)
        until = self._calendar.after(begun, self._terms.objection_days)
        if until is None or today <= until:
            return self._dated(FollowUp.AWAIT_STATEMENT, until)
        return Next(FollowUp.ORDER)

    def _reply_on(self, finding: FollowedFinding) -> date | None:
        came = finding.objected_on or finding.visited_on
        return self._calendar.after(came, REPLY_DAYS) if came else None

    def _after_report(self, finding: FollowedFinding) -> Next:
        row = finding.rectification
        if finding.open_fen and not (row and row.waiver):
            return self._refund(finding)
        if row is None or row.reported_on is None:
            return Next(FollowUp.CLOSE)  # reported before anything was written down of it
        if row.verified_on is None:
            return Next(FollowUp.VERIFY)
        done = row.recheck_result is RectificationResult.DONE
        if finding.severity is Severity.SERIOUS and not done:
            return Next(FollowUp.RECHECK, row.verified_on + timedelta(days=RECHECK_DAYS))
        return Next(FollowUp.CLOSE)

    @staticmethod
    def _dated(what: FollowUp, due_on: date | None) -> Next:
        return Next(what, due_on, unknown=due_on is None)


def _urgency(step: Next) -> date:
    return step.due_on or date.max


def follow(
    findings: Iterable[FollowedFinding], deadlines: Deadlines, today: date
) -> list[Followed]:
    """Every finding with what comes next, the most overdue first, then by day; what is closed or
    was given up comes last."""
    lines = [Followed(finding, deadlines.next(finding, today)) for finding in findings]
    ended = {FollowUp.DONE: 1, FollowUp.GIVEN_UP: 2}
    return sorted(lines, key=lambda line: (ended.get(line.next.what, 0), _urgency(line.next)))


def overdue(lines: Sequence[Followed], today: date) -> list[Followed]:
    return [line for line in lines if line.next.days_over(today)]
