"""Draws as lines of the sample table."""

from collections.abc import Sequence

from db.records.samplings import DrawFacts
from db.records.schools import ClassLine, SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DrawKind, DrawRole, FormKind
from inspector_gui.class_names import class_name
from inspector_gui.sampling.drawing import may_be_asked
from inspector_gui.window.pages.sampling.results import Sample


def samples_of(
    work: Work, school: SchoolLine, draws: Sequence[DrawFacts], *, hidden: bool
) -> list[Sample]:
    """Every entry of these draws, the latest draw first."""
    classes = {school_class.code: school_class for school_class in work.schools.classes(school.id)}
    samples = []
    for draw in reversed(draws):
        used = {entry.id for entry in draw.in_use}
        for entry in draw.drawn:
            of_class = draw.kind is DrawKind.SCHOOL_CLASS
            name, note = (
                _class(classes.get(entry.entry), entry.entry)
                if of_class
                else _row(work, school, entry.entry)
            )
            in_use = entry.id in used or entry.role is DrawRole.TARGETED
            samples.append(Sample(draw, entry, name, note, in_use, hidden=hidden))
    return samples


def free_classes(
    work: Work, school: SchoolLine, draws: Sequence[DrawFacts]
) -> list[tuple[str, object]]:
    """Classes that could be added on purpose: asked, and not in the sample."""
    script = work.forms.script(FormKind.STUDENT)
    taken = {entry.entry for draw in draws for entry in draw.in_use}
    taken |= {entry.entry for draw in draws for entry in draw.of_role(DrawRole.TARGETED)}
    return [
        (class_name(school_class.stage, school_class.grade, school_class.number), school_class.code)
        for school_class in work.schools.classes(school.id)
        if school_class.code not in taken
        and may_be_asked(script, school_class.stage, school_class.grade)
    ]


def _class(line: ClassLine | None, code: str) -> tuple[str, str]:
    if line is None:
        return code, ""
    enrolled = "" if line.enrolled is None else f"在籍 {line.enrolled} 人"
    return f"{class_name(line.stage, line.grade, line.number)}　{code}", enrolled


def _row(work: Work, school: SchoolLine, entry: str) -> tuple[str, str]:
    known = work.calls.has_number(school.visit_id, int(entry))
    return f"花名册第 {int(entry):,} 行", "号码已留存" if known else "没有号码"
