"""The numbers on the tabs."""

from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DrawKind, FindingStatus


def page_counts(work: Work, school: SchoolLine, items: int) -> dict[str, str]:
    """What each tab says behind its title, for one school that is asked so many `items`."""
    envelopes = work.questionnaires.number(school.visit_id)
    calls = work.calls.calls(school.visit_id)
    ended = sum(call.outcome is not None for call in calls)
    draws = work.samplings.draws(school.visit_id)
    classes = sum(len(draw.in_use) for draw in draws if draw.kind is DrawKind.SCHOOL_CLASS)
    findings = [
        line
        for line in work.findings.lines(school.visit_id)
        if line.status is not FindingStatus.WITHDRAWN
    ]
    return {
        "checklist": f"{school.answered}/{items}",
        "sampling": str(classes or ""),
        "questionnaires": str(envelopes or ""),
        "calls": f"{ended}/{len(calls)}" if calls else "",
        "interviews": str(work.interviews.persons(school.visit_id) or ""),
        "findings": str(len(findings) or ""),
    }


def campaign_counts(work: Work) -> dict[str, str]:
    """What each tab says behind its title, where no school is chosen."""
    counts = {
        "conflicts": work.conflicts.count(),
        "duplicates": work.pairs.number(),
        "quarantine": work.quarantined.number(),
        "batches": work.imports.number(),
    }
    return {key: str(number or "") for key, number in counts.items()}
