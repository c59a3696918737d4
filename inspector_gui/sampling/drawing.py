"""A draw at a school, from the frozen list to the sample in use, and whether it repeats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self

from db.errors import InspectionError
from db.records.forms import Script
from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DrawKind, DrawRole, FormKind, Stage
from inspector_gui.sampling import ranking


@dataclass(frozen=True)
class Plan:
    """What is to be frozen. `entries`: the population in its order."""

    kind: DrawKind
    entries: Sequence[str]
    wanted: int
    spare: int
    source: str


@dataclass(frozen=True)
class Reached:
    """What a roster tells of a drawn row; it is kept in this file only."""

    name: str
    phone: str


def may_be_asked(script: Script, stage: Stage, grade: int) -> bool:
    """Whether a class can be drawn: its pupils are asked, or (special schools) their guardians."""
    return stage is Stage.SPE or script.is_for(stage, grade)


def freeze(
    work: Work, school: SchoolLine, plan: Plan, secret: Callable[[], str] = ranking.new_secret
) -> None:
    """Fix list, sizes and the hash of a new secret.

    Raises InspectionError where the list is shorter than what is wanted of it.
    """
    if plan.wanted < 1:
        raise InspectionError("请填要抽取的数量，至少 1 个。")
    if plan.wanted + plan.spare > len(plan.entries):
        raise InspectionError(
            f"名单只有 {len(plan.entries)} 个，抽取加备用共 {plan.wanted + plan.spare} 个，"
            "抽不出来；请减少数量或补全名单。"
        )
    chosen = secret()
    work.samplings.freeze(
        school.visit_id,
        kind=plan.kind,
        algorithm=ranking.ALGORITHM,
        population=len(plan.entries),
        entries="" if plan.kind is DrawKind.ROSTER else "\n".join(plan.entries),
        list_sha256=ranking.list_hash(plan.entries),
        commitment=ranking.commitment(chosen),
        nonce=chosen,
        source=plan.source.strip() or "学校提供",
        wanted=plan.wanted,
        spare=plan.spare,
    )


def reveal(
    work: Work,
    school: SchoolLine,
    draw: DrawFacts,
    number: str,
    reach: Callable[[str], Reached | None] = lambda _: None,
) -> None:
    """Draw with the school's six digits; keep of a roster what `reach` tells of drawn rows."""
    if not ranking.is_witness_number(number):
        raise InspectionError("学校要报六位数字，如 058213；请重新输入。")
    scope = f"{work.campaigns.current().code}|{school.code}|{draw.kind.value}"
    seed = ranking.Seed(scope, draw.nonce, number).text
    order = ranking.draw(seed, entries_of(draw), draw.wanted + draw.spare)
    work.samplings.reveal(
        draw.id,
        witness_number=number,
        seed_text=seed,
        drawn=order[: draw.wanted],
        reserve=order[draw.wanted :],
    )
    for entry in order if draw.kind is DrawKind.ROSTER else ():
        if found := reach(entry):
            work.calls.hold_number(school.visit_id, int(entry), found.phone, found.name)
    follow(work, school)


def entries_of(draw: DrawFacts) -> Sequence[str]:
    """The frozen list; of a roster its row numbers."""
    return draw.entries or ranking.numbered(draw.population)


def repeats(draw: DrawFacts) -> bool:
    """Whether what is kept leads to this very order once more."""
    entries = entries_of(draw)
    order = [
        drawn_entry.entry for drawn_entry in draw.drawn if drawn_entry.role is not DrawRole.TARGETED
    ]
    return (
        len(entries) == draw.population
        and ranking.list_hash(entries) == draw.list_sha256
        and ranking.commitment(draw.nonce) == draw.commitment
        and draw.seed_text.endswith(f"|{draw.nonce}|{draw.witness_number}")
        and ranking.draw(draw.seed_text, entries, len(order)) == order
    )


def follow(work: Work, school: SchoolLine) -> None:
    """Let envelopes and calls be those of the samples in use; what was begun stays."""
    draws = work.samplings.draws(school.visit_id)
    _follow_classes(work, school, _Standing.of(draws, DrawKind.SCHOOL_CLASS))
    _follow_roster(work, school, _Standing.of(draws, DrawKind.ROSTER))


@dataclass(frozen=True)
class _Standing:
    """What all draws of a kind come to: entries in use, at random or on purpose, and the rest."""

    random: tuple[str, ...]
    targeted: tuple[str, ...]
    idle: tuple[str, ...]

    @classmethod
    def of(cls, draws: Sequence[DrawFacts], kind: DrawKind) -> Self:
        mine = [draw for draw in draws if draw.kind is kind]
        random = dict.fromkeys(drawn_entry.entry for draw in mine for drawn_entry in draw.in_use)
        meant = (
            drawn_entry.entry for draw in mine for drawn_entry in draw.of_role(DrawRole.TARGETED)
        )
        targeted = dict.fromkeys(entry for entry in meant if entry not in random)
        named = dict.fromkeys(drawn_entry.entry for draw in mine for drawn_entry in draw.drawn)
        idle = [entry for entry in named if entry not in random and entry not in targeted]
        return cls(tuple(random), tuple(targeted), tuple(idle))


def _follow_classes(work: Work, school: SchoolLine, standing: _Standing) -> None:
    envelopes = {
        issued.class_code: issued for issued in work.questionnaires.envelopes(school.visit_id)
    }
    classes = {
        school_class.code: school_class.id for school_class in work.schools.classes(school.id)
    }
    form = work.forms.script(FormKind.STUDENT).id
    for entries, targeted in ((standing.random, False), (standing.targeted, True)):
        for entry in entries:
            if entry in classes and entry not in envelopes:
                work.questionnaires.open_envelope(
                    school.visit_id, classes[entry], form, targeted=targeted
                )
    for code, envelope in envelopes.items():
        ours = envelope.targeted or code in standing.idle
        used = code in standing.random or code in standing.targeted
        if ours and not used and envelope.issued is None and not envelope.countings:
            work.questionnaires.close_envelope(envelope.id)


def _follow_roster(work: Work, school: SchoolLine, standing: _Standing) -> None:
    calls = {str(call.roster_seq): call for call in work.calls.calls(school.visit_id)}
    for entry in standing.idle:
        if entry in calls and not calls[entry].attempts:
            work.calls.drop(calls.pop(entry).id)
    taken = {call.code for call in calls.values()}
    codes = (f"{school.code}-P{number}" for number in count(1))
    free = (code for code in codes if code not in taken)
    for entry in standing.random:
        if entry not in calls:
            work.calls.plan(school.visit_id, int(entry), next(free))
