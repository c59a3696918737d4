"""The word lists of the trade. Values are what the file stores; people read labels.

States, verdicts and whatever a rule decides by are closed: another word in a file is damage. A list
that only names things is `Naming`: a newer program may know more of its words than this one.
"""

import re
from enum import StrEnum
from typing import Self, TypeVar

E = TypeVar("E", bound=StrEnum)
_STORED = re.compile(r"[^\x00-\x1f\x7f,]{1,60}")


class Naming(StrEnum):
    """A list that only names things, open to words of newer programs.

    A word that joins a list after a format was released is stored as people read it, with the
    version of the program that first knows it: `MINUTES = "会议纪要@0.3"`. A program that does not
    know it keeps it and shows it so; nothing else in the file tells what it means.
    """

    @classmethod
    def kept(cls, stored: str) -> Self:
        """The word that is stored; an unknown one stands for itself.

        Raises ValueError where this can be no word at all.
        """
        try:
            return cls(stored)
        except ValueError:
            if not _STORED.fullmatch(stored):
                raise
        word = str.__new__(cls, stored)
        word._name_ = word._value_ = stored
        return word

    @property
    def is_known(self) -> bool:
        return type(self).__members__.get(self.name) is self

    @property
    def text(self) -> str:
        """The word without the version that first knew it."""
        return self.value.partition("@")[0]

    @property
    def since(self) -> str:
        """The version of the program that first knew it; empty of words as old as the format."""
        return self.value.partition("@")[2]


def read_word(enum_type: type[E], stored: str) -> E:
    """The word of this list that is stored. Raises ValueError where none is."""
    return enum_type.kept(stored) if issubclass(enum_type, Naming) else enum_type(stored)


class Act(Naming):
    """What one user intent did: one transaction, one step of undo, one line of the timeline."""

    PREPARE = "prepare"
    PLAN = "plan"
    HAND_OUT = "hand_out"
    REGISTER = "register"
    RECORD_VISIT = "record_visit"
    ANSWER_ITEM = "answer_item"
    ADD_CLASS = "add_class"
    RECEIVE_ROSTER = "receive_roster"
    DRAW = "draw"
    SUBSTITUTE = "substitute"
    COUNT_ENVELOPE = "count_envelope"
    TALLY = "tally"
    ENTER_SHEET = "enter_sheet"
    SETTLE = "settle"
    RECORD_INTERVIEW = "record_interview"
    LOG_CALL = "log_call"
    ANSWER_CALL = "answer_call"
    CHECK_FEES = "check_fees"
    RECORD_MEETING = "record_meeting"
    FILL_SURVEY = "fill_survey"
    CHECK_ACCOUNTS = "check_accounts"
    RAISE_FINDING = "raise_finding"
    EDIT_FINDING = "edit_finding"
    CITE = "cite"
    JUDGE_FINDING = "judge_finding"
    ADD_EVIDENCE = "add_evidence"
    NOTE_CLUE = "note_clue"
    RECORD_STATEMENT = "record_statement"
    EDIT_TEXT = "edit_text"
    ISSUE_DOCUMENT = "issue_document"
    FOLLOW_UP = "follow_up"
    PACK = "pack"
    DECIDE = "decide"
    MATCH = "match"
    REPAIR = "repair"
    TAKE_BACK = "take_back"
    BRING_AGAIN = "bring_again"
    ERASE = "erase"
    DELETE = "delete"
    UNDO = "undo"
    REDO = "redo"


class Subject(StrEnum):
    """What an act may touch; whoever shows a subject asks again when it changed."""

    CAMPAIGN = "campaign"
    PEOPLE = "people"
    CATALOGUE = "catalogue"
    SCHOOLS = "schools"
    VISITS = "visits"
    CHECKLIST = "checklist"
    SAMPLING = "sampling"
    QUESTIONNAIRES = "questionnaires"
    INTERVIEWS = "interviews"
    CALLS = "calls"
    FEES = "fees"
    MEETINGS = "meetings"
    SURVEYS = "surveys"
    ACCOUNTS = "accounts"
    FINDINGS = "findings"
    EVIDENCE = "evidence"
    FOLLOW_UP = "follow_up"
    DOCUMENTS = "documents"
    COMPLAINTS = "complaints"
    MERGES = "merges"


class Desk(StrEnum):
    """Whose desk a file opens."""

    BUREAU = "bureau"
    TEAM = "team"


class Stage(StrEnum):
    KG = "KG"
    PRI = "PRI"
    JUN = "JUN"
    SEN = "SEN"
    VOC = "VOC"
    SPE = "SPE"


class SchoolType(StrEnum):
    KINDERGARTEN = "KINDERGARTEN"
    PRIMARY = "PRIMARY"
    JUNIOR = "JUNIOR"
    NINE_YEAR = "NINE_YEAR"
    COMPLETE_SECONDARY = "COMPLETE_SECONDARY"
    SENIOR = "SENIOR"
    TWELVE_YEAR = "TWELVE_YEAR"
    VOCATIONAL = "VOCATIONAL"
    SPECIAL = "SPECIAL"
    UNIT = "UNIT"


class Ownership(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"


class Area(StrEnum):
    URBAN = "urban"
    RURAL = "rural"


class Circumstance(Naming):
    """What a school has or does, so that it is asked about it."""

    CANTEEN = "canteen"
    AFTER_SCHOOL = "after_school"
    TRIPS = "trips"
    UNIFORMS = "uniforms"
    WORKBOOKS = "workbooks"
    AGENCY = "agency"
    ADMINISTRATIVE = "administrative"
    BOARDING = "boarding"
    MILK = "milk"
    VEHICLES = "vehicles"
    LETTING = "letting"
    BUILDING = "building"
    ABROAD = "abroad"


class VisitPage(Naming):
    """A page about one visit; an inspection says which of them its visits have."""

    OVERVIEW = "overview"
    CHECKLIST = "checklist"
    SAMPLING = "sampling"
    QUESTIONNAIRES = "questionnaires"
    CALLS = "calls"
    INTERVIEWS = "interviews"
    FEES = "fees"
    MEETINGS = "meetings"
    SURVEYS = "surveys"
    ACCOUNTS = "accounts"
    FINDINGS = "findings"
    DOCUMENTS = "documents"


class Method(Naming):
    REPORT = "REPORT"
    SELF = "SELF"
    SITE = "SITE"
    DOC = "DOC"
    QUEST = "QUEST"
    INTERVIEW = "INTERVIEW"
    ACCT = "ACCT"
    PHONE = "PHONE"
    MEETING = "MEETING"
    FORM = "FORM"


class RecusalReason(Naming):
    OWN_SCHOOL = "OWN_SCHOOL"
    FORMER_POST = "FORMER_POST"
    SPOUSE_WORKS = "SPOUSE_WORKS"
    CHILD_ENROLLED = "CHILD_ENROLLED"
    RELATIVE = "RELATIVE"
    KEPT_BOOKS = "KEPT_BOOKS"
    OTHER = "OTHER"


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    WORKDAY = "workday"


class Verdict(StrEnum):
    OK = "OK"
    VIOLATION = "VIOLATION"
    DOUBT = "DOUBT"
    NA = "NA"
    NOT_CHECKED = "NOT_CHECKED"


class Severity(StrEnum):
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class Handling(Naming):
    ONSPOT = "ONSPOT"
    RECTIFY = "RECTIFY"
    REFUND = "REFUND"
    DISCIPLINE = "DISCIPLINE"
    MARKET = "MARKET"
    FINANCE = "FINANCE"


class FindingStatus(StrEnum):
    """The life of a finding; it is never deleted, it is withdrawn with a reason."""

    DRAFT = "DRAFT"
    CONFIRMED = "CONFIRMED"
    FED_BACK = "FED_BACK"
    OBJECTED = "OBJECTED"
    UPHELD = "UPHELD"
    REVISED = "REVISED"
    WITHDRAWN = "WITHDRAWN"
    RECTIFYING = "RECTIFYING"
    REPORTED = "REPORTED"
    CLOSED = "CLOSED"


#: A finding that the lead of its team confirmed and nobody withdrew: numbers count it, papers tell
#: of it. What is only drafted is nobody's finding yet.
CONFIRMED_FINDINGS = tuple(
    status
    for status in FindingStatus
    if status not in (FindingStatus.DRAFT, FindingStatus.WITHDRAWN)
)


class EvidenceKind(Naming):
    """Only what is independent of an informant; a signal is a clue, never evidence."""

    VOUCHER = "voucher"
    LEDGER = "ledger"
    RECEIPT = "receipt"
    NOTICE = "notice"
    DISPLAY = "display"
    CONTRACT = "contract"
    STATEMENT = "statement"
    OBSERVATION = "observation"
    PHOTO = "photo"
    OTHER = "other"


class ClueSource(Naming):
    QUESTIONNAIRE = "questionnaire"
    CALL = "call"
    INTERVIEW = "interview"
    SURVEY = "survey"
    COMPLAINT = "complaint"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure a citation is, as drafted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class LawRole(StrEnum):
    """A duty binds the school; a liability says what an authority may do, for its own papers."""

    DUTY = "duty"
    LIABILITY = "liability"


class ConditionKind(Naming):
    """What a citation may depend on, as catalogues spell it."""

    SUPERVISION = "inspection_is_supervision"
    RETALIATION = "retaliation_is_the_fact"
    GOVERNMENT_RUN = "run_by_government"
    COMPULSORY_STAGE = "compulsory_stage"
    BY_TEACHER = "act_by_teacher"
    GOVERNMENT_PRICE = "fee_under_government_price"
    COUNTY_ORGAN = "organ_is_county_level"
    CONDUCT_SINCE = "conduct_from"
    AMOUNT = "amount_at_least"


class Obstacle(StrEnum):
    """Why a citation cannot be locked."""

    PLACEHOLDER = "placeholder"
    NO_ARTICLE = "no_article"
    NO_DATE = "no_date"


class Standing(StrEnum):
    """How a citation stands to a conduct."""

    APPLIES = "applies"
    ASKED = "asked"
    UNANSWERED = "unanswered"
    CONDITION_FAILS = "condition_fails"
    OTHER_SCHOOLS = "other_schools"
    UNDATED = "undated"
    DAYS_UNKNOWN = "days_unknown"
    NOT_IN_FORCE = "not_in_force"


class FormKind(Naming):
    STUDENT = "student"
    GUARDIAN = "guardian"
    CALL = "parent_call"
    INTERVIEW = "covert_interview"
    SURVEY = "survey_form"


class QuestionType(StrEnum):
    SINGLE = "single"
    MULTI = "multi"
    NUMBER = "number"
    TEXT = "text"
    TABLE = "table"


class Signal(StrEnum):
    NONE = "none"
    WEAK = "weak"
    STRONG = "strong"


class DrawKind(StrEnum):
    SCHOOL_CLASS = "class"
    ROSTER = "roster"
    VOUCHER = "voucher"
    #: Of the questionnaires read by machine, those that are keyed again.
    QUESTIONNAIRE = "questionnaire"


class DrawRole(StrEnum):
    DRAWN = "drawn"
    RESERVE = "reserve"
    TARGETED = "targeted"


class EntryMethod(StrEnum):
    COUNTS = "counts"
    SHEETS = "sheets"
    QUICK = "quick"
    #: Read by machine.
    SCAN = "scan"
    #: Drawn sheets of such a reading, keyed again.
    SAMPLE = "sample"


class PageState(StrEnum):
    """What became of a scanned page: every one that came in is in one of these."""

    READ = "read"
    WAITING = "waiting"
    REJECTED = "rejected"


class CallOutcome(StrEnum):
    COMPLETED = "COMPLETED"
    PARTIAL = "PARTIAL"
    REFUSED = "REFUSED"
    CALLBACK = "CALLBACK"
    NO_ANSWER = "NO_ANSWER"
    BUSY = "BUSY"
    POWERED_OFF = "POWERED_OFF"
    INVALID_NUMBER = "INVALID_NUMBER"
    WRONG_PERSON = "WRONG_PERSON"


class FeeKind(Naming):
    ADMINISTRATIVE = "administrative"
    SERVICE = "service"
    PASS_THROUGH = "pass_through"  # noqa: S105
    MEALS = "meals"
    DONATION = "donation"


class ReceiptKind(Naming):
    FISCAL = "fiscal"
    TAX_INVOICE = "tax_invoice"
    TRANSFER = "transfer"
    DONATION = "donation"
    OTHER = "other"


class SampleKind(StrEnum):
    """How vouchers were chosen; only the first is random."""

    RANDOM = "random"
    BY_AMOUNT = "by_amount"
    BY_AREA = "by_area"
    PERIOD_END = "period_end"
    TARGETED = "targeted"


class VoucherIssue(Naming):
    """What is wrong with a voucher, by the code that working papers name."""

    NO_ORIGINAL = "no_original"
    ATTACHMENTS = "attachments"
    NO_APPROVAL = "no_approval"
    NO_ACCEPTANCE = "no_acceptance"
    NO_CONTRACT = "no_contract"
    IRREGULAR = "irregular"
    NO_BUDGET = "no_budget"
    OUT_OF_SCOPE = "out_of_scope"
    ABOVE_STANDARD = "above_standard"
    CASH = "cash"
    WRONG_ACCOUNT = "wrong_account"
    WRONG_PERIOD = "wrong_period"
    TWICE = "twice"
    OTHER = "other"


class PublicExpenseKind(Naming):
    """The three public expenses (三公经费)."""

    RECEPTION = "reception"
    VEHICLES = "vehicles"
    ABROAD = "abroad"


class CellKind(StrEnum):
    """What stands in a column of a table that a survey form asks for."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"


class SchoolReply(StrEnum):
    """What the school put under the sheet."""

    AGREED = "agreed"
    OBJECTED = "objected"
    REFUSED = "refused"
    OTHER = "other"


class DocumentKind(Naming):
    FEEDBACK = "feedback"
    SUPPLEMENT = "supplement"
    NOTICE = "notice"
    WORKING_PAPER = "working_paper"
    SAMPLING_RECORD = "sampling_record"
    STATISTICS = "statistics"
    CALL_REGISTER = "call_register"
    PLEDGE = "pledge"
    TRANSFER_SLIP = "transfer_slip"
    REFUND_REGISTER = "refund_register"
    REMINDER = "reminder"
    BULLETIN = "bulletin"
    BLANK_FORM = "blank_form"
    HANDOVER_SLIP = "handover_slip"
    MINUTES = "minutes"
    LEADER_REPORT = "leader_report"


class NoticeLayout(StrEnum):
    """How the bureau's notice looks: under a red head, or in letter form (信函格式)."""

    DOCUMENT = "document"
    LETTER = "letter"


class ComplaintSource(Naming):
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    SELF = "self"


class ComplaintOutcome(StrEnum):
    OPEN = "OPEN"
    SUBSTANTIATED = "SUBSTANTIATED"
    UNSUBSTANTIATED = "UNSUBSTANTIATED"
    EXPLAINED = "EXPLAINED"
    TRANSFERRED = "TRANSFERRED"
    PARTLY_NONFEE = "PARTLY_NONFEE"


class Cause(Naming):
    """What a complaint or a sanction is about."""

    FEE = "fee"
    ADMISSION = "admission"
    TEACHER_CONDUCT = "teacher_conduct"
    MANAGEMENT = "management"
    OTHER = "other"


class Sanction(Naming):
    """Different things, never summed."""

    WARNING = "warning"
    ADMONITION_TALK = "admonition_talk"
    SUMMONS_TALK = "summons_talk"
    CRITICISM = "criticism"
    PARTY_WARNING = "party_warning"
    OFFICE_WARNING = "office_warning"
    DEMERIT = "demerit"
    GROUP_TALK = "group_talk"


class Channel(Naming):
    SMS = "SMS"
    CALL = "CALL"
    VISIT = "VISIT"
    LEADER = "LEADER"


class ContactKind(Naming):
    CONSULT = "CONSULT"
    REPORT = "REPORT"


class Nature(Naming):
    """What a complaint asks for (信访工作条例): its deadlines follow from it."""

    ADVICE = "advice"
    ACCUSATION = "accusation"
    CLAIM = "claim"
    INQUIRY = "inquiry"


class RefundWay(StrEnum):
    """How money left the school. What an amount counts as follows from it."""

    RETURNED = "returned"
    CASH = "cash"
    OFFSET = "offset"
    SURRENDERED = "surrendered"
    IRRECOVERABLE = "irrecoverable"
    EXCESS = "excess"


class RectificationResult(StrEnum):
    """What a report or a recheck found of one finding."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class PledgeKind(Naming):
    INTEGRITY = "integrity"
    FEES = "fees"
    RECUSAL = "recusal"


class Strength(StrEnum):
    """Of a passphrase against whoever guesses: found within a day, within years, or not at all."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"
