"""The forms that are printed blank."""

from collections.abc import Callable, Iterable, Iterator

from db.publishable.forms import ClassForm, FormFacts
from db.records.forms import Script
from db.records.questionnaires import Envelope
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import FormKind, Stage

QUESTIONED = (FormKind.STUDENT, FormKind.GUARDIAN)


def blank_forms(work: Work, stages: Iterable[Stage]) -> Iterator[FormFacts]:
    """Each form there is; questionnaires for each of the stages that they are put to."""
    campaign = work.campaigns.current().name
    wanted = [stage for stage in Stage if stage in set(stages)]
    for kind in FormKind:
        script = work.forms.latest(kind)
        if script is None:
            continue
        if kind in QUESTIONED:
            for stage in wanted:
                if script.is_for(stage, HIGHEST_GRADE):
                    yield _facts(script, campaign, stage)
        elif kind is FormKind.SURVEY:
            for respondent in dict.fromkeys(question.probe for question in script.questions):
                yield _facts(script, campaign, respondent=respondent)
        else:
            yield _facts(script, campaign)


HIGHEST_GRADE = 12


def class_forms(
    work: Work, school: SchoolLine, named: Callable[[Stage, int, int], str]
) -> Iterator[ClassForm]:
    """The questionnaire of each envelope of a visit; `named`: what a class is called."""
    campaign = work.campaigns.current().name
    for envelope in work.questionnaires.envelopes(school.visit_id):
        yield ClassForm(
            facts=form_of_envelope(work, envelope, campaign),
            envelope=envelope.id,
            school=school.name,
            class_name=named(envelope.stage, envelope.grade, envelope.number),
            pupils=envelope.issued or envelope.enrolled or 0,
        )


def form_of_envelope(work: Work, envelope: Envelope, campaign: str) -> FormFacts:
    """What the class of this envelope is asked."""
    return _facts(work.forms.script_of(envelope.form_id), campaign, envelope.stage)


def _facts(
    script: Script, campaign: str, stage: Stage | None = None, respondent: str = ""
) -> FormFacts:
    questions = script.questions if stage is None else script.for_stage(stage)
    if respondent:
        questions = tuple(question for question in questions if question.probe == respondent)
    return FormFacts(
        kind=script.kind,
        campaign=campaign,
        version=script.version,
        title=script.title,
        intro=script.intro,
        closing=script.closing,
        rules=script.rules,
        questions=questions,
        stage=stage,
        respondent=respondent,
    )
