"""核稿: from which state a document may become final, and what is marked before it does.

What each kind of document must be true of it declares itself (`OfVisit.rules`).
"""

from __future__ import annotations

from collections.abc import Iterator

from db.publishing.undecided import Matter, open_matters
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from inspector_gui.documents.blocks import plain, texts_in
from inspector_gui.documents.freezing import thaw
from inspector_gui.documents.issues import Sheet, State
from inspector_gui.documents.lock_mark import Mark, Passage, Wanting
from inspector_gui.documents.lock_rules import Checked
from inspector_gui.documents.paper import OfCampaign, OfVisit
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.wording_marks import wording_marks
from inspector_gui.labels import in_china
from inspector_gui.statistics.gap import Gap

#: Where it is decided.
_WAITS = {
    Matter.CONFLICTS: Gap.CONFLICTS_OPEN,
    Matter.DUPLICATES: Gap.DUPLICATES_OPEN,
    Matter.QUARANTINE: Gap.QUARANTINE_OPEN,
    Matter.PACKAGES: Gap.PACKAGES_MISSING,
}


def lock_check(work: Work, scope: Scope, sheet: Sheet) -> tuple[Mark, ...]:
    """Everything marked, what forbids the lock first."""
    marks = [
        *map(_of_missing, sheet.frozen.body.missing),
        *_of_family(work, scope.school, sheet),
        *wording_marks(work, scope, sheet),
        *_of_version(sheet),
    ]
    return tuple(sorted(dict.fromkeys(marks), key=_order))


def _of_missing(why: str) -> Mark:
    if isinstance(why, Wanting):
        return Mark(str(why), grave=True, fill=why.fill, gap=why.gap)
    return Mark(why, grave=True)


def _order(mark: Mark) -> tuple[bool, bool]:
    return not mark.grave, mark.confirmed


def _of_family(work: Work, school: SchoolLine | None, sheet: Sheet) -> Iterator[Mark]:
    family = sheet.paper.family
    if school is None or not isinstance(family, OfVisit):
        yield from _undecided_in_campaign(work)
        for of_campaign in family.rules if isinstance(family, OfCampaign) else ():
            yield from of_campaign(work)
        return
    lines = work.findings.lines(school.visit_id)
    covered = tuple(line for line in lines if line.id.hex in sheet.frozen.body.covers)
    checked = Checked(work, school, in_china(sheet.now).date(), covered)
    for rule in family.rules:
        yield from rule(checked)


def _undecided_in_campaign(work: Work) -> Iterator[Mark]:
    """What is undecided is not published as if it were settled."""
    for matter, clause in open_matters(work):
        yield Mark(clause, "数字还会变，不能作为定稿发布", grave=True, gap=_WAITS[matter])


def _of_version(sheet: Sheet) -> Iterator[Mark]:
    if sheet.state is State.NOT_AS_SIGNED:
        yield Mark("与已签版本不一致", "定稿后须请学校重新签字", passage=_changed(sheet))


def _changed(sheet: Sheet) -> Passage | None:
    """The first text that the signed version did not say."""
    signed = next(issue for issue in sheet.issued if issue.signed_copy)
    body = thaw(signed.content, signed.content_hash).body
    before = {plain(text) for text in texts_in(body.blocks)}
    now = (plain(text) for text in texts_in(sheet.frozen.body.blocks))
    changed = next((text for text in now if text.strip() and text not in before), "")
    return Passage(changed) if changed else None
