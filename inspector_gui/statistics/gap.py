"""What may be left open at a school."""

from enum import StrEnum


class Gap(StrEnum):
    """A kind of thing left open, and by its prefix the page where it is closed."""

    NO_DATE = "visit.no_date"
    NOT_ARRIVED = "visit.not_arrived"
    TOO_FEW = "visit.too_few"
    NO_METHOD = "visit.no_method"
    NOT_LEFT = "visit.not_left"
    NO_OVERALL = "visit.no_overall"
    UNANSWERED = "checklist.unanswered"
    UNREASONED = "checklist.unreasoned"
    VIOLATION_WITHOUT_FINDING = "checklist.violation_without_finding"
    NUMBER_AWAITED = "sampling.number_awaited"
    CLASSES_NOT_DRAWN = "sampling.classes_not_drawn"
    NOT_DRAWN = "sampling.not_drawn"
    ENVELOPE_NOT_COUNTED = "questionnaires.not_counted"
    ENVELOPE_WRONG = "questionnaires.wrong"
    TALLY_MISSING = "questionnaires.tally_missing"
    TALLY_WRONG = "questionnaires.tally_wrong"
    ENTRIES_DIFFER = "questionnaires.entries_differ"
    CALLS_OPEN = "calls.open"
    VOUCHERS_AWAITED = "fees.number_awaited"
    VOUCHERS_OPEN = "fees.vouchers"
    ACCOUNTS_WRONG = "fees.wrong"
    FINDING_WITHOUT_EVIDENCE = "findings.without_evidence"
    FINDING_WITHOUT_BASIS = "findings.without_basis"
    FINDING_UNCONFIRMED = "findings.unconfirmed"
    EVIDENCE_IDLE = "findings.idle"
    CLUE_OPEN = "findings.clue"
