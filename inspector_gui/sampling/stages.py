"""The stages of a school that are drawn from: each is reported apart, so each is drawn in."""

from dataclasses import dataclass

from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DrawKind, FormKind, Stage
from inspector_gui.class_names import GRADES
from inspector_gui.labels import label
from inspector_gui.sampling.drawing import may_be_asked


@dataclass(frozen=True)
class Stages:
    """Of a school: those whose pupils are asked, those without a list, those not drawn from."""

    asked: tuple[Stage, ...]
    listed: frozenset[Stage]
    drawn: frozenset[Stage]

    @property
    def open(self) -> list[Stage]:
        return [stage for stage in self.asked if stage not in self.drawn]

    @property
    def lacking(self) -> str:
        """What a school of several stages still lacks, in words."""
        if len(self.asked) < 2:
            return ""
        why = {one: "还没有抽" if one in self.listed else "还没有班级名单" for one in self.open}
        return "；".join(f"{label(stage)}{reason}" for stage, reason in why.items())


def stages_of(work: Work, school: SchoolLine) -> Stages:
    script = work.forms.script(FormKind.STUDENT)
    of = {school_class.code: school_class.stage for school_class in work.schools.classes(school.id)}
    draws = work.samplings.draws(school.visit_id)
    classes = (draw_facts for draw_facts in draws if draw_facts.kind is DrawKind.SCHOOL_CLASS)
    asked = [
        stage
        for stage in school.stages
        if any(may_be_asked(script, stage, grade) for grade in GRADES[stage])
    ]
    drawn = {of[entry.entry] for draw in classes for entry in draw.in_use if entry.entry in of}
    return Stages(tuple(asked), frozenset(of.values()), frozenset(drawn))
