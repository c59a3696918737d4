"""The facts of the bureau's draws, made again from what is kept of them."""

from __future__ import annotations

from collections.abc import Iterable

from db.errors import InspectionError
from db.publishable.allotment import AllotmentFacts, SchoolDrawFacts
from db.records.plans import Allotted
from db.unit_of_work import Work
from inspector_gui.sampling import school_draw
from inspector_gui.sampling.allotting import ALGORITHM, question_of, repeats

_DISAGREES = "这次抽签存下的名单、秘密数和报数彼此不符，不能出具记录；请用备份核对。"


def allotment_facts(work: Work, draw: Allotted) -> AllotmentFacts:
    """Raises InspectionError where what is kept does not agree with itself."""
    teams_of = repeats(draw)
    if teams_of is None:
        raise InspectionError(_DISAGREES)
    campaign = work.campaigns.current()
    schools = {school.code: school.name for school in work.plans.schools(with_units=True)}
    teams = {team.code: team.name for team in work.people.teams()}
    return AllotmentFacts(
        bureau=campaign.bureau,
        campaign=campaign.name,
        algorithm=ALGORITHM,
        frozen_at=draw.at,
        teams=len(question_of(draw.entries).teams),
        given=tuple(
            (school, schools.get(school, ""), teams.get(team, team))
            for school, team in teams_of.items()
        ),
        entries=draw.entries,
        list_sha256=draw.list_sha256,
        commitment=draw.commitment,
        nonce=draw.nonce,
        witness=draw.witness,
        witness_number=draw.witness_number,
        seed_text=draw.seed_text,
    )


def school_draw_facts(work: Work, draw: Allotted) -> SchoolDrawFacts:
    """Raises InspectionError where what is kept does not agree with itself."""
    strata = school_draw.repeats(draw)
    if strata is None:
        raise InspectionError(_DISAGREES)
    campaign = work.campaigns.current()
    names = {school.code: school.name for school in work.plans.schools(with_units=True)}

    def named(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, names.get(code, "")) for code in codes)

    return SchoolDrawFacts(
        bureau=campaign.bureau,
        campaign=campaign.name,
        algorithm=draw.algorithm,
        frozen_at=draw.at,
        strata=tuple(
            (
                stratum.name,
                len(stratum.drawn) + len(stratum.reserve),
                named(stratum.drawn),
                named(stratum.reserve),
            )
            for stratum in strata
        ),
        entries=draw.entries,
        list_sha256=draw.list_sha256,
        commitment=draw.commitment,
        nonce=draw.nonce,
        witness=draw.witness,
        witness_number=draw.witness_number,
        seed_text=draw.seed_text,
    )
