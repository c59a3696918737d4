"""Which documents there are: each family declares itself, here is their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind
from inspector_gui.documents.family import (
    allotment_record,
    blank_form,
    bulletin,
    call_register,
    feedback_sheet,
    handover_slip,
    leader_report,
    minutes,
    notice,
    pledge,
    refund_register,
    reminder,
    sampling_record,
    statistics_table,
    supplement,
    transfer_slip,
    working_paper,
)
from inspector_gui.documents.kind_words import named_for, worded_for
from inspector_gui.documents.paper import Group, Maker, Paper, WordingOf, wording
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited

#: Of a visit, in the order of the day.
OF_VISIT = (
    handover_slip.OF_VISIT,
    minutes.OF_VISIT,
    sampling_record.OF_VISIT,
    working_paper.OF_VISIT,
    feedback_sheet.OF_VISIT,
    supplement.OF_VISIT,
    statistics_table.OF_VISIT,
    call_register.OF_VISIT,
    refund_register.OF_VISIT,
    notice.OF_VISIT,
    reminder.OF_VISIT,
    transfer_slip.OF_VISIT,
    pledge.OF_VISIT,
    blank_form.OF_VISIT,
)
#: What the bureau makes of all schools together.
OF_CAMPAIGN = (
    statistics_table.OF_CAMPAIGN,
    bulletin.OF_CAMPAIGN,
    leader_report.OF_CAMPAIGN,
    allotment_record.OF_CAMPAIGN,
)
_TEAMS = frozenset(family.kind for family in OF_VISIT if family.desk is not Desk.BUREAU)


def is_the_team_s(kind: DocumentKind) -> bool:
    """Of a visit, and the team's to lock: the rest is the bureau's."""
    return kind in _TEAMS


def made_at_once(desk: Desk) -> tuple[DocumentKind, ...]:
    """The kinds of documents of a visit that are made of many schools at once."""
    own = (family for family in OF_VISIT if family.desk in (None, desk))
    return tuple(family.kind for family in own if family.group is not Group.BLANK)


def papers_of(work: Work, school: SchoolLine, wording_of: WordingOf = wording) -> list[Paper]:
    """The documents that the inspection has of a visit; to be built while `work` is open."""
    return list(_papers_of(work, school, wording_of))


def _papers_of(work: Work, school: SchoolLine, wording_of: WordingOf) -> Iterator[Paper]:
    visited, desk = Visited(work, school), work.file().desk
    kind = work.inspections.of(school.inspection)

    def in_kind(work: Work, document: DocumentKind) -> Wording:
        return worded_for(wording_of(work, document), document, kind)

    for family in OF_VISIT:
        if family.kind in kind.documents and family.desk in (None, desk):
            maker = Maker.of(work, family, visited.serial, in_kind)
            for paper in family.papers(visited, maker):
                yield replace(paper, caption=named_for(paper.name, kind))


def papers_of_campaign(work: Work, wording_of: WordingOf = wording) -> list[Paper]:
    """What the bureau makes of all schools together, in the words of the first inspection: what
    the campaign is about."""
    code, kind = work.campaigns.current().code, work.inspections.main()

    def in_kind(work: Work, document: DocumentKind) -> Wording:
        return worded_for(wording_of(work, document), document, kind)

    return [
        paper
        for family in OF_CAMPAIGN
        for paper in family.papers(work, Maker.of(work, family, code, in_kind))
    ]
