"""The sampling record and the call register, read from the printed PDF."""

from dataclasses import fields, replace
from datetime import UTC, datetime

from db.publishable.calls import CallFacts, PublishedAnswer, PublishedCall
from db.publishable.sampling import SamplingFacts
from db.publishable.visit import VisitHead
from db.publishing.calls import call_facts
from db.publishing.sampling import sampling_facts
from db.vocabulary import Act, CallOutcome, DocumentKind, DrawKind, Signal
from inspector_gui.documents.family.call_register import call_register
from inspector_gui.documents.family.sampling_record import sampling_record
from inspector_gui.documents.release import checked_pdf
from inspector_gui.documents.template_texts import own_wording
from inspector_gui.sampling.ranking import ALGORITHM, commitment, draw, list_hash, numbered
from tests.documents.samples import DRAW, FONTS, LOCKED, facts, pdfium_pages, squeezed

HEAD = {field.name: getattr(facts(), field.name) for field in fields(VisitHead)}
AT = datetime(2025, 9, 18, 10, 5, tzinfo=UTC)


def printed(draft, kind):
    document = draft.stamped(LOCKED, own_wording(kind))
    return squeezed("".join(pdfium_pages(checked_pdf(document, fonts=FONTS))))


def record(*draws, for_school=False):
    kind = DocumentKind.SAMPLING_RECORD
    drawn = SamplingFacts(**HEAD, draws=draws, for_school=for_school)
    return printed(sampling_record(drawn, own_wording(kind), "2025-SF-T3-05-C2"), kind)


def register(*calls):
    kind = DocumentKind.CALL_REGISTER
    numbers = {"dialled": 2, "attempts": 3, "connected": 1, "completed": 1}
    made = CallFacts(**HEAD, calls=calls, **numbers)
    return printed(call_register(made, own_wording(kind), "2025-SF-T3-05-D"), kind)


def test_a_record_has_all_that_is_needed_to_draw_again():
    text = record(
        replace(DRAW, source="教务处提供", drawn_at=AT, replaced=(("04-04", "外出实践"),))
    )
    for said in (
        "示例市第三高级中学抽样记录编号：2025-SF-T3-05-C2",
        "一、班级抽样",
        "总体数量4个班级排序算法SHA-256排序，第1版",
        "名单来源教务处提供抽样时间2025年9月18日18:05",
        DRAW.list_sha256,
        DRAW.commitment,
        "检查组秘密数2da1f786d71ac7cb见证人数字526771",
        DRAW.seed_text,
        "抽中班级04-04、06-07备用班级03-04",
        "替换情况04-04（外出实践）",
        "4.对名单的每一项（班级编号或序号），依次连写排序依据文本、竖线“|”和这一项",
        "学校见证人：",
    ):
        assert said in text


def test_the_record_can_be_redone_from_the_file(store):
    secret, digits, rows = "2da1f786d71ac7cb", "526771", numbered(900)
    seed = f"2025-SF|S001|roster|{secret}|{digits}"
    order = draw(seed, rows, 6)
    with store.read() as work:
        school = work.schools.lines()[0]
    with store.act(Act.DRAW) as work:
        work.samplings.record(
            school.visit_id,
            kind=DrawKind.ROSTER,
            algorithm=ALGORITHM,
            population=900,
            entries="",
            list_sha256=list_hash(rows),
            commitment=commitment(secret),
            nonce=secret,
            witness_number=digits,
            seed_text=seed,
            source="教务处",
            drawn=order[:3],
            reserve=order[3:],
        )
    with store.read() as work:
        ours = sampling_facts(work, school, for_school=False).draws[0]
        theirs = sampling_facts(work, school, for_school=True).draws[0]
    assert draw(ours.seed_text, numbered(ours.population), 3) == list(ours.drawn) == order[:3]
    assert theirs.sealed
    held = " ".join(str(getattr(theirs, field.name)) for field in fields(theirs))
    assert secret not in held
    assert digits not in held
    assert theirs.drawn == theirs.reserve == ()
    assert theirs.commitment == ours.commitment


def test_the_schools_copy_does_not_tell_which_parents_were_drawn():
    roster = replace(DRAW, kind=DrawKind.ROSTER, population=1073, drawn=("547",), entries=())
    ours = record(roster)
    assert "抽中序号547" in ours
    assert "不得外传" in ours
    sealed = replace(
        roster, sealed=True, nonce="", witness_number="", seed_text="", drawn=(), reserve=()
    )
    theirs = record(sealed, for_school=True)
    assert "547" not in theirs
    assert "只在检查组留存件中列明" in theirs
    assert DRAW.commitment in theirs


def test_classes_added_on_purpose_stand_apart_with_their_reason_in_our_copy_only():
    targeted = replace(DRAW, targeted=(("06-01", "信访反映"),))
    assert "重点抽查班级06-01（信访反映）" in record(targeted)


def test_why_a_class_was_added_is_not_in_what_the_school_gets(store):
    with store.read() as work:
        school = work.schools.lines()[0]
    with store.act(Act.DRAW) as work:
        values = {n: getattr(DRAW, n) for n in ("algorithm", "population", "list_sha256")}
        values |= {n: getattr(DRAW, n) for n in ("commitment", "nonce", "witness_number")}
        made = work.samplings.record(
            school.visit_id,
            kind=DrawKind.SCHOOL_CLASS,
            entries="\n".join(DRAW.entries),
            seed_text=DRAW.seed_text,
            drawn=DRAW.drawn,
            reserve=DRAW.reserve,
            **values,
        )
        work.samplings.target(made, "06-01", "信访反映")
    with store.read() as work:
        ours = sampling_facts(work, school, for_school=False)
        theirs = sampling_facts(work, school, for_school=True)
    assert ours.draws[0].targeted == (("06-01", "信访反映"),)
    assert theirs.draws[0].targeted == (("06-01", ""),)


def test_the_register_tells_attempts_and_structured_answers_under_masked_numbers():
    answers = (
        PublishedAnswer("P04", "必须交", Signal.STRONG),
        PublishedAnswer("P03", "350元", Signal.NONE),
    )
    attempts = ((AT, CallOutcome.NO_ANSWER), (AT.replace(hour=12), CallOutcome.COMPLETED))
    done = PublishedCall("S046-P1", 547, "138****1234", attempts, CallOutcome.COMPLETED, answers)
    open_ = PublishedCall("S046-P2", 530, "", ((AT, CallOutcome.BUSY),), None, ())
    text = register(done, open_)
    for said in (
        "内部资料严禁外传",
        "拨打号码2个，拨打3次，接通1个，完成访问1个。",
        "S046-P1547138****1234",
        "09-1818:05无人接听",
        "P04必须交（强提示）",
        "P03350元",
        "已清除",
        "未访完",
        "访问人：",
        "记录人：",
    ):
        assert said in text


def test_the_register_is_built_from_the_file_and_holds_no_number(store):
    with store.read() as work:
        school = work.schools.lines()[0]
    with store.act(Act.LOG_CALL) as work:
        call = work.calls.plan(school.visit_id, 547, "S001-P1")
        work.calls.keep_number(call, "13800001234")
        work.calls.plan(school.visit_id, 530, "S001-P2")
        work.calls.attempt(call, CallOutcome.NO_ANSWER, AT)
        work.calls.attempt(call, CallOutcome.REFUSED, AT.replace(hour=12))
    with store.read() as work:
        told = call_facts(work, school)
    assert (told.dialled, told.attempts, told.connected, told.completed) == (1, 2, 1, 0)
    assert [call.number for call in told.calls] == ["138****1234"]
    assert "13800001234" not in repr(told)
