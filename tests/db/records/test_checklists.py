"""What is known of an item beside its verdict."""

from collections.abc import Iterator
from typing import Any

import pytest

from db.records.checklists import ItemAnswer
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FindingStatus, Verdict


@pytest.fixture
def told(store: Store) -> Iterator[Any]:
    """Evidence and findings of each item, by code."""

    def tell() -> dict[str, tuple[int, int]]:
        with store.read() as work:
            [line] = work.schools.lines()
            items = work.catalogues.items("fee")
            answers = work.checklists.answers(line.visit_id, items)
        return {answer.item.code: (answer.evidence, answer.findings) for answer in answers}

    return tell


def test_a_piece_of_evidence_counts_once_however_it_serves_an_item(store: Store, told: Any) -> None:
    with store.act(Act.ADD_EVIDENCE) as work:
        [line] = work.schools.lines()
        first, second = (item.id for item in work.catalogues.items("fee"))
        visit = line.visit_id
        paper = work.evidence.gather(visit, EvidenceKind.DISPLAY, "收费公示照片")
        voucher = work.evidence.gather(visit, EvidenceKind.VOUCHER, "记字第12号凭证")
        work.evidence.support_answer(visit, first, paper)
    assert told() == {"F-FW-01": (1, 0), "F-FW-02": (0, 0)}
    with store.act(Act.RAISE_FINDING) as work:
        finding = work.findings.raise_finding(visit, first, "WT-01", fact="自立项目收费")
        work.evidence.support(finding, paper)
        work.evidence.support(finding, voucher)
        work.checklists.answer(visit, second, verdict=Verdict.OK)
    assert told() == {"F-FW-01": (2, 1), "F-FW-02": (0, 0)}
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding, FindingStatus.WITHDRAWN, "查无此事")
    assert told() == {"F-FW-01": (1, 0), "F-FW-02": (0, 0)}
    with store.act(Act.DELETE) as work:
        work.evidence.discard(paper)
    assert told() == {"F-FW-01": (0, 0), "F-FW-02": (0, 0)}


def test_an_answer_keeps_the_words_it_was_given_to(store: Store) -> None:
    def words() -> list[str]:
        with store.read() as work:
            [line] = work.schools.lines()
            items = work.catalogues.items("fee")
            return [
                answer.item.question for answer in work.checklists.answers(line.visit_id, items)
            ]

    with store.act(Act.ANSWER_ITEM) as work:
        [line] = work.schools.lines()
        first, second = work.catalogues.items("fee")
        work.checklists.answer(line.visit_id, first.id, verdict=Verdict.OK)
    for wording in ("收费须有依据", "收费应当有依据"):
        with store.act(Act.PLAN) as work:
            for item in (first, second):
                work.catalogues.change_item(item.id, question=wording)
    assert words() == [first.question, "收费应当有依据"]
    with store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(line.visit_id, first.id, verdict=Verdict.DOUBT)
    assert words() == ["收费应当有依据", "收费应当有依据"], (
        "what is answered anew has the new words"
    )


def test_an_answer_read_alone_is_as_read_among_all(store: Store) -> None:
    """What a key shows at once is what the whole list shows afterwards: never answered, answered,
    reworded, answered anew, taken back."""

    def agree(before: list[ItemAnswer]) -> list[ItemAnswer]:
        with store.read() as work:
            items = work.catalogues.items("fee")
            answers = work.checklists.answers(visit, items)
            alone = [
                work.checklists.answered_anew(old, item)
                for old, item in zip(before, items, strict=True)
            ]
        assert alone == answers
        return answers

    with store.read() as work:
        [line] = work.schools.lines()
        visit = line.visit_id
        first, second = work.catalogues.items("fee")
        answers = work.checklists.answers(visit, [first, second])
    answers = agree(answers)
    for verdict in (Verdict.OK, Verdict.VIOLATION):
        with store.act(Act.ANSWER_ITEM) as work:
            work.checklists.answer(visit, first.id, verdict=verdict, note="见收据")
        answers = agree(answers)
        with store.act(Act.PLAN) as work:
            work.catalogues.change_item(first.id, question=f"收费应当有依据（{verdict.name}）")
        answers = agree(answers)
    assert answers[0].note == "见收据"
    assert store.undo() is Act.PLAN
    assert store.undo() is Act.ANSWER_ITEM
    answers = agree(answers)
    assert answers[0].verdict is Verdict.OK
    assert answers[1].verdict is None
