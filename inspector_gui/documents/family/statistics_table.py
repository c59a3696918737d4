"""D5, the questionnaire statistics: envelope by envelope, then stage by stage. Restricted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from db.publishable.tallies import (
    CityStatisticsFacts,
    PublishedCounts,
    PublishedEnvelope,
    PublishedPool,
    PublishedSample,
    PublishedShare,
    StatisticsFacts,
)
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, QuestionType, Signal, Stage
from inspector_gui.class_names import class_called
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    Gap,
    Heading,
    Note,
    Paragraph,
    SignOff,
    Table,
    Text,
    Title,
    Together,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.heads import head_fields, open_words
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, needs, undecided_of_school
from inspector_gui.documents.paper import Group, Maker, OfCampaign, OfVisit, Paper, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import numeral
from inspector_gui.statistics.gap import Gap as Lacking
from inspector_gui.statistics.percentages import percent, share_of
from inspector_gui.statistics.published import city_statistics, statistics_facts
from inspector_gui.statistics.signals import THRESHOLDS
from inspector_gui.statistics.tally import BLANK as BLANK_PART

ENVELOPES = {
    "class": 0.18,
    "kind": 0.14,
    "issued": 0.12,
    "returned": 0.12,
    "valid": 0.12,
    "void": 0.12,
    "state": 0.20,
}
SHARES = {
    "answer": 0.21,
    "sampled": 0.08,
    "pooled": 0.1,
    "weighted": 0.26,
    "effect": 0.08,
    "effective": 0.11,
    "any": 0.08,
    "at": 0.08,
}
NUMBER, CODE, BLANK, SUM, CHECK = 0.07, 0.08, 0.08, 0.09, 0.08


def statistics_table(facts: StatisticsFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_of_school(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
    )


def city_table(facts: CityStatisticsFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title_city", campaign=facts.campaign)),
        tuple(_of_city(facts, wording, serial)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
    )


def _of_school(facts: StatisticsFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    yield head_fields(facts, wording, ("school",), ("code", "team"))
    if not facts.envelopes:
        yield Paragraph(wording.text("none"))
        return
    yield Heading(1, wording.text("heading_envelopes"))
    yield _envelopes(facts.envelopes, wording)
    yield Heading(1, wording.text("heading_classes"))
    for number, envelope in enumerate(facts.envelopes, start=1):
        yield from _class(number, envelope, wording)
    yield Heading(1, wording.text("heading_school"))
    yield from _pools(facts.pools, 2, wording)
    yield Together((
        Note(wording.text("note")),
        Gap(0.5),
        SignOff(wording.lines("signatures_left"), wording.lines("signatures_right")),
    ))  # fmt: skip


def _of_city(facts: CityStatisticsFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title_city", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    if facts.undecided:
        yield Paragraph(wording.text("undecided", entry="；".join(facts.undecided)))
    if facts.pools:
        yield Paragraph(wording.text("city", count=facts.schools))
    if facts.counted.classes:
        yield Paragraph(_frame(facts, wording))
    if facts.pools or not facts.withheld:
        yield from _pools(
            facts.pools, 1, wording, {sample.stage: sample for sample in facts.samples}
        )
    for sample in facts.samples:
        if sample.stage is None:
            number = numeral(len(facts.pools) + 1)
            name = wording.phrase("samples_all")
            yield Heading(1, wording.text("stage_city", number=number, name=name))
            yield from _sample(sample, wording)
    if facts.withheld:
        stages = "、".join(wording.label(stage) for stage in facts.withheld)
        several = "each" if len(facts.withheld) > 1 else "one"
        yield Paragraph(wording.text(f"withheld_{several}", name=stages))
    if facts.samples:
        thresholds = "，".join(_threshold(*item, wording) for item in THRESHOLDS.items())
        yield Note(wording.text("note_shares", entry=thresholds))
    yield Note(wording.text("note_city"))


def _frame(facts: CityStatisticsFacts, wording: Wording) -> Text:
    """Classes, and forms with the rates of return and validity."""
    count = facts.counted
    return wording.text(
        "frame",
        count=facts.eligible,
        number=str(facts.drawn),
        completed=count.classes,
        issued=count.issued,
        returned=count.returned,
        valid=count.valid,
        first=share_of(count.returned, count.issued),
        last=share_of(count.valid, count.returned),
    )


def _threshold(signal: Signal, line: tuple[int, int], wording: Wording) -> str:
    share, least = line
    return wording.phrase("threshold", name=wording.label(signal), low=str(share), count=least)


def _sample(sample: PublishedSample, wording: Wording) -> Iterator[Block]:
    """The answers that are signals; all of them are in the ledger."""
    notable = [signalled for signalled in sample.shares if signalled.signal is not Signal.NONE]
    if not notable:
        return
    undrawn = wording.text("sample_undrawn", count=sample.undrawn) if sample.undrawn else ""
    yield Note(joined(wording.text("sample", school=sample.schools), undrawn), leads=True)
    columns = tuple(
        Column(
            wording.phrase(f"column_{key}"), share, Align.LEFT if key == "answer" else Align.CENTRE
        )
        for key, share in SHARES.items()
    )
    yield Table(columns, tuple(_share(signalled, wording) for signalled in notable))


def _share(share: PublishedShare, wording: Wording) -> tuple[str, ...]:
    unranged = wording.phrase("unranged")
    low, high = share.low, share.high
    ranged = low is not None and high is not None
    return (
        f"{share.code}{share.part}　{share.text}",
        str(share.count),
        share_of(share.count, share.forms),
        f"{percent(share.weighted)}（{percent(low)}～{percent(high)}）"
        if low is not None and high is not None
        else unranged,
        f"{share.design_effect:.2f}" if ranged and share.design_effect is not None else unranged,
        str(round(share.effective)) if ranged else unranged,
        f"{share.schools_with}/{share.schools}",
        str(share.schools_at),
    )


def _envelopes(envelopes: Sequence[PublishedEnvelope], wording: Wording) -> Table:
    columns = tuple(
        Column(wording.phrase(f"column_{key}"), share, Align.CENTRE)
        for key, share in ENVELOPES.items()
    )
    rows = tuple(
        (
            class_called(envelope.code, (envelope.stage,)),
            wording.phrase("targeted" if envelope.targeted else "drawn"),
            _number(envelope.issued),
            _number(envelope.returned),
            _number(envelope.valid),
            _number(_void(envelope)),
            wording.phrase(_state(envelope)),
        )
        for envelope in envelopes
    )
    drawn = [envelope for envelope in envelopes if not envelope.targeted]
    sums = (
        str(sum(envelope.issued or 0 for envelope in drawn)),
        str(sum(envelope.returned or 0 for envelope in drawn)),
        str(sum(envelope.valid or 0 for envelope in drawn)),
        str(sum(_void(envelope) or 0 for envelope in drawn)),
    )
    return Table(columns, rows, (wording.phrase("total"), "", *sums, ""))


def _void(envelope: PublishedEnvelope) -> int | None:
    if envelope.returned is None or envelope.valid is None:
        return None
    return max(0, envelope.returned - envelope.valid)


def _state(envelope: PublishedEnvelope) -> str:
    if not envelope.twice:
        return "state_open"
    if any(difference.settled is None for difference in envelope.differences):
        return "state_differs"
    return "state_settled" if envelope.differences else "state_equal"


def _class(number: int, envelope: PublishedEnvelope, wording: Wording) -> Iterator[Block]:
    called = class_called(envelope.code, (envelope.stage,))
    name = wording.text("class_name", number=numeral(number), name=called)
    yield Heading(2, name)
    yield from _counts(envelope.counts, envelope.valid, wording)
    if envelope.differences:
        yield _differences(envelope, wording)


def _pools(
    pools: Sequence[PublishedPool],
    level: int,
    wording: Wording,
    samples: Mapping[Stage | None, PublishedSample] = MappingProxyType({}),
) -> Iterator[Block]:
    if not pools:
        yield Paragraph(wording.text("pools_none"))
    for number, pool in enumerate(pools, start=1):
        key = "stage" if level > 1 else "stage_city"
        yield Heading(
            level, wording.text(key, number=numeral(number), name=wording.label(pool.stage))
        )
        yield Note(
            wording.text(
                "pool",
                count=pool.classes,
                issued=pool.issued,
                returned=pool.returned,
                valid=pool.valid,
            ),
            leads=True,
        )
        yield from _counts(pool.counts, pool.valid, wording)
        if pool.covered:
            numbers = "、".join(map(str, pool.covered))
            yield Note(wording.text("covered", number=numbers))
        if pool.stage in samples:
            yield from _sample(samples[pool.stage], wording)


def _counts(
    counts: Sequence[PublishedCounts], valid: int | None, wording: Wording
) -> Iterator[Block]:
    """Choices in a table with their check, numbers in a line each."""
    chosen = [count for count in counts if count.kind in (QuestionType.SINGLE, QuestionType.MULTI)]
    lines = [line for count in counts if count not in chosen if (line := _line(count, wording))]
    if chosen:
        yield replace(_choices(chosen, valid, wording), leads=bool(lines))
    if lines:
        yield Note("\n".join(lines))


def _choices(counts: Sequence[PublishedCounts], valid: int | None, wording: Wording) -> Table:
    letters = sorted({name for count in counts for name, _number in count.options})
    share = (1 - NUMBER - CODE - BLANK - SUM - CHECK) / len(letters)
    columns = (
        Column(wording.phrase("column_question"), NUMBER, Align.CENTRE),
        Column(wording.phrase("column_code"), CODE, Align.CENTRE),
        *(Column(letter, share, Align.CENTRE) for letter in letters),
        Column(wording.phrase("column_blank"), BLANK, Align.CENTRE),
        Column(wording.phrase("column_sum"), SUM, Align.CENTRE),
        Column(wording.phrase("column_check"), CHECK, Align.CENTRE),
    )
    return Table(columns, tuple(_choice(count, letters, valid, wording) for count in counts))


def _choice(
    counts: PublishedCounts, letters: Sequence[str], valid: int | None, wording: Wording
) -> tuple[str, ...]:
    """Options and blank of a single choice make up the valid forms; of a multiple one no more."""
    given = dict(counts.options)
    cells = [_number(given[letter]) if letter in given else "" for letter in letters]
    known = [number for number in given.values() if number is not None]
    if counts.kind is QuestionType.SINGLE:
        total = sum(known) + (counts.blank or 0)
        fits = total == valid and not counts.wrong
        ends = (_number(counts.blank), str(total))
    else:
        fits = not counts.wrong and max(known, default=0) <= (valid or 0)
        ends = ("", wording.phrase("several"))
    complete = len(known) == len(given)
    return (
        str(counts.number),
        counts.code,
        *cells,
        *ends,
        wording.phrase("fits" if fits else "fits_not") if complete else "",
    )


def _line(counts: PublishedCounts, wording: Wording) -> str:
    parts = dict(counts.options)
    answered = parts.get("n")
    if answered is None:
        return ""
    if counts.kind is not QuestionType.NUMBER:
        return wording.phrase("written", name=_name(counts, wording), count=answered)
    line = wording.phrase(
        "numbers",
        name=_name(counts, wording),
        count=answered,
        sum=_number(parts.get("sum")),
        unit=counts.unit,
        blank=_number(counts.blank),
    )
    if parts.get("min") is None or not answered:
        return line
    median = parts.get("twice_median") or 0
    return line + wording.phrase(
        "spread",
        low=_number(parts["min"]),
        high=_number(parts["max"]),
        median=f"{median / 2:g}",
        outside=_number(parts.get("out_of_range")),
    )


def _name(counts: PublishedCounts, wording: Wording) -> str:
    return wording.phrase("question", number=counts.number, name=counts.code)


def _differences(envelope: PublishedEnvelope, wording: Wording) -> Table:
    columns = tuple(
        Column(wording.phrase(f"column_{key}"), 0.25, Align.CENTRE)
        for key in ("cell", "first", "second", "settled")
    )
    rows = tuple(
        (
            _cell(difference.cell, envelope.counts, wording),
            str(difference.counted[0]),
            "、".join(str(number) for number in difference.counted[1:]),
            _number(difference.settled) or wording.phrase("unsettled"),
        )
        for difference in envelope.differences
    )
    return Table(columns, rows)


def _cell(cell: str, counts: Sequence[PublishedCounts], wording: Wording) -> str:
    """A question and its option, as `7（S08）A`."""
    code, _dot, part = cell.partition(".")
    named = next((_name(count, wording) for count in counts if count.code == code), code)
    return f"{named}{wording.phrase('column_blank') if part == BLANK_PART else part}"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return statistics_table(statistics_facts(visited.work, visited.school), wording, serial)


def _city_papers(work: Work, maker: Maker) -> Iterator[Paper]:
    yield maker.paper("-W", partial(_build_city, work), "全市")


def _build_city(work: Work, wording: Wording, serial: str) -> Draft:
    return city_table(city_statistics(work), wording, serial)


#: What the table cannot be without: two countings that agree and add up.
_COUNTED = {
    Lacking.ENVELOPE_NOT_COUNTED: "统计表不能少了这些班",
    Lacking.ENVELOPE_WRONG: "发放、收回、有效份数要印在表上",
    Lacking.TALLY_MISSING: "统计表由两人计票",
    Lacking.TALLY_WRONG: "选项和空白加起来应当等于有效份数",
    Lacking.SETTLED_WRONG: "核定的选项和空白加起来应当等于有效份数",
    Lacking.ENTRIES_DIFFER: "先核定差异",
}
OF_VISIT = OfVisit(
    kind=DocumentKind.STATISTICS,
    papers=single("-W", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, needs(_COUNTED), undecided_of_school),
    guarded=False,
)
OF_CAMPAIGN = OfCampaign(kind=DocumentKind.STATISTICS, papers=_city_papers, guarded=False)
