"""What a class is called: `七年级（3）班` said and read, in the many ways schools write it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from db.vocabulary import Stage
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable

GRADES: dict[Stage, range] = {
    Stage.KG: range(1, 4),
    Stage.PRI: range(1, 7),
    Stage.JUN: range(7, 10),
    Stage.SEN: range(10, 13),
    Stage.VOC: range(10, 13),
    Stage.SPE: range(1, 13),
}
_DIGITS = "零一二三四五六七八九"
_KINDERGARTEN = {"小": 1, "中": 2, "大": 3}
_UPPER = {Stage.SEN: "高", Stage.VOC: "职高"}
_LEADS = {"初": Stage.JUN, "高": Stage.SEN, "职": Stage.VOC, "小学": Stage.PRI, "初中": Stage.JUN}
_LEADS |= {"高中": Stage.SEN, "职高": Stage.VOC, "中职": Stage.VOC, "中专": Stage.VOC}

_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_NAME = re.compile(
    rf"(小学|初中|高中|职高|中职|中专|初|高|职)?{_NUMBER}(?:年级)?[(.\-]?{_NUMBER}[)]?班?"
)
_COMPACT = re.compile(r"(\d{1,2})(\d{2})班?")
_INFANTS = re.compile(rf"([小中大])班?[(.\-]?{_NUMBER}[)]?班?")
_COHORT = re.compile(r"(20)?\d{2}[级届].*")


@dataclass(frozen=True, order=True)
class ClassKey:
    stage: Stage
    grade: int
    number: int

    @property
    def code(self) -> str:
        """As it stands in a frozen list: `07-03`."""
        return f"{self.grade:02}-{self.number:02}"


def class_name(stage: Stage, grade: int, number: int) -> str:
    return f"{grade_name(stage, grade)}（{number}）班"


def class_called(code: str, stages: Sequence[Stage]) -> str:
    """`高一（11）班` for `10-11` at a school of these stages; the code where it may be two."""
    grade, _dash, number = code.partition("-")
    if not (grade.isdecimal() and number.isdecimal()):
        return code
    of_stage = [stage for stage in stages if int(grade) in GRADES[stage]]
    names = {class_name(stage, int(grade), int(number)) for stage in of_stage}
    return names.pop() if len(names) == 1 else code


def grade_name(stage: Stage, grade: int) -> str:
    """`七年级`, `高一`, `大班`."""
    if stage is Stage.KG and 1 <= grade <= 3:
        return "小中大"[grade - 1] + "班"
    if stage in _UPPER and grade > 9:
        return _UPPER[stage] + _DIGITS[grade - 9]
    return (_DIGITS[grade] if grade < 10 else f"十{_DIGITS[grade - 10]}".strip("零")) + "年级"


def read_class(written: str, stages: Sequence[Stage]) -> ClassKey:
    """A class of a school with these stages. Raises Unreadable with what to write instead."""
    plain = unicodedata.normalize("NFKC", written)
    plain = re.sub(r"[\s第]+", "", plain).replace("—", "-").replace("、", "-")
    if _COHORT.fullmatch(plain):
        raise Unreadable("写的是入学年份，请写年级，如 七年级(3)班")
    if Stage.KG in stages and (match := _INFANTS.fullmatch(plain)):
        return _checked(ClassKey(Stage.KG, _KINDERGARTEN[match[1]], _number(match[2])))
    if match := _COMPACT.fullmatch(plain):
        return _class_key(None, int(match[1]), int(match[2]), stages)
    if match := _NAME.fullmatch(plain):
        lead = _LEADS.get(match[1]) if match[1] else None
        return _class_key(lead, _number(match[2]), _number(match[3]), stages)
    raise Unreadable("看不出年级和班号，请写如 七年级(3)班 或 07-03")


def _class_key(lead: Stage | None, grade: int, number: int, stages: Sequence[Stage]) -> ClassKey:
    """The stage a grade belongs to; `初一`, and `一年级` in a junior school, is grade 7."""
    if lead is Stage.SEN and Stage.SEN not in stages and Stage.VOC in stages:
        lead = Stage.VOC
    if lead and lead not in stages:
        raise Unreadable(f"本校没有{label(lead)}")
    for stage in [lead] if lead else stages:
        if grade in GRADES[stage]:
            return _checked(ClassKey(stage, grade, number))
    later = [s for s in ([lead] if lead else stages) if GRADES[s].start > 6]
    if len(later) == 1 and 1 <= grade <= 3:
        return _checked(ClassKey(later[0], GRADES[later[0]].start + grade - 1, number))
    raise Unreadable(f"本校没有 {grade} 年级")


def _checked(key: ClassKey) -> ClassKey:
    if key.number == 0:
        raise Unreadable("班号要从 1 开始")
    return key


def _number(written: str) -> int:
    """`12`, `十二`, `二十`."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        if len(written) > 1:
            raise Unreadable("看不出班号，请写数字")
        return _DIGITS.index(written)
    if len(tens) > 1 or len(ones) > 1:
        raise Unreadable("看不出班号，请写数字")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
