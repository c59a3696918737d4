"""The guide of a covert interview as questions that a key answers; what was heard, as words."""

from collections.abc import Iterable, Mapping, Sequence

from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType, Signal, Stage

#: Pupils are not asked in a kindergarten: those who fetch them are.
ASKED_STAGES = (Stage.PRI, Stage.JUN, Stage.SEN, Stage.VOC, Stage.SPE)
PLACES = ("校门口", "操场", "走廊", "食堂", "校外路边", "其他公共场所")
NOTHING, SOMETHING = "无", "有"
#: What a point says where a key was enough.
NOTHING_HEARD, HEARD = "未反映问题", "有反映"


def guide(questions: Iterable[Asked]) -> tuple[Asked, ...]:
    """Each question of the guide with two answers: nothing was heard of it, or something was."""
    return tuple(
        Asked(
            code=question.code,
            kind=QuestionType.SINGLE,
            text=f"{question.text}（{question.probe}）" if question.probe else question.text,
            stages=question.stages,
            optional=True,
            low=None,
            high=None,
            unit="",
            exclusive="",
            choices=(
                Choice(NOTHING, NOTHING_HEARD, Signal.NONE, ()),
                Choice(SOMETHING, "反映了问题，写要点", Signal.WEAK, question.items),
            ),
            items=question.items,
        )
        for question in questions
    )


def answers(points: Mapping[str, str]) -> dict[str, str | None]:
    """Which key stands for what was noted."""
    return {code: NOTHING if text == NOTHING_HEARD else SOMETHING for code, text in points.items()}


def point(answer: str | None, note: str) -> str | None:
    """What is noted of a question."""
    if answer is None:
        return None
    return NOTHING_HEARD if answer == NOTHING else note.strip() or HEARD


def summary(questions: Sequence[Asked], points: Mapping[str, str]) -> str:
    """What was heard, in one line."""
    sentences = [points[question.code] for question in questions if points.get(question.code, "")]
    heard = [text for text in sentences if text != NOTHING_HEARD]
    if heard:
        return "；".join(heard)
    return NOTHING_HEARD if sentences else ""


def clue_words(question: Asked, text: str) -> str:
    """As a clue keeps it: nothing of who said it, where or when."""
    return f"学生访谈反映：{question.text}——{text}"
