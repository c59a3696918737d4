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


def statistics_table(facts: StatisticsFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", school=facts.school)),
        tuple(_of_school(facts, words, serial)),
        serial=serial,
        open_words=open_words(facts, words),
    )


def city_table(facts: CityStatisticsFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title_city", campaign=facts.campaign)),
        tuple(_of_city(facts, words, serial)),
        serial=serial,
        by_team=False,
        open_words=words.fixed,
    )


def _of_school(facts: StatisticsFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(words.text("restricted"))
    yield Aside(words.text("serial", serial=serial))
    yield head_fields(facts, words, ("school",), ("code", "team"))
    if not facts.envelopes:
        yield Paragraph(words.text("none"))
        return
    yield Heading(1, words.text("heading_envelopes"))
    yield _envelopes(facts.envelopes, words)
    yield Heading(1, words.text("heading_classes"))
    for number, envelope in enumerate(facts.envelopes, start=1):
        yield from _class(number, envelope, words)
    yield Heading(1, words.text("heading_school"))
    yield from _pools(facts.pools, 2, words)
    yield Together((
        Note(words.text("note")),
        Gap(0.5),
        SignOff(words.lines("signatures_left"), words.lines("signatures_right")),
    ))  # fmt: skip


def _of_city(facts: CityStatisticsFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("title_city", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(words.text("restricted"))
    yield Aside(words.text("serial", serial=serial))
    if facts.undecided:
        yield Paragraph(words.text("undecided", entry="；".join(facts.undecided)))
    if facts.pools:
        yield Paragraph(words.text("city", count=facts.schools))
    if facts.counted.classes:
        yield Paragraph(_frame(facts, words))
    if facts.pools or not facts.withheld:
        yield from _pools(facts.pools, 1, words, {one.stage: one for one in facts.samples})
    for one in facts.samples:
        if one.stage is None:
            number = numeral(len(facts.pools) + 1)
            name = words.words("samples_all")
            yield Heading(1, words.text("stage_city", number=number, name=name))
            yield from _sample(one, words)
    if facts.withheld:
        stages = "、".join(words.label(stage) for stage in facts.withheld)
        several = "each" if len(facts.withheld) > 1 else "one"
        yield Paragraph(words.text(f"withheld_{several}", name=stages))
    if facts.samples:
        thresholds = "，".join(_threshold(*one, words) for one in THRESHOLDS.items())
        yield Note(words.text("note_shares", entry=thresholds))
    yield Note(words.text("note_city"))


def _frame(facts: CityStatisticsFacts, words: Wording) -> Text:
    """Classes, and forms with the rates of return and validity."""
    count = facts.counted
    return words.text(
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


def _threshold(signal: Signal, line: tuple[int, int], words: Wording) -> str:
    share, least = line
    return words.words("threshold", name=words.label(signal), low=str(share), count=least)


def _sample(sample: PublishedSample, words: Wording) -> Iterator[Block]:
    """The answers that are signals; all of them are in the ledger."""
    told = [one for one in sample.shares if one.signal is not Signal.NONE]
    if not told:
        return
    undrawn = words.text("sample_undrawn", count=sample.undrawn) if sample.undrawn else ""
    yield Note(joined(words.text("sample", school=sample.schools), undrawn), leads=True)
    columns = tuple(
        Column(words.words(f"column_{key}"), share, Align.LEFT if key == "answer" else Align.CENTRE)
        for key, share in SHARES.items()
    )
    yield Table(columns, tuple(_share(one, words) for one in told))


def _share(one: PublishedShare, words: Wording) -> tuple[str, ...]:
    unranged = words.words("unranged")
    low, high = one.low, one.high
    ranged = low is not None and high is not None
    return (
        f"{one.code}{one.part}　{one.text}",
        str(one.count),
        share_of(one.count, one.forms),
        f"{percent(one.weighted)}（{percent(low)}～{percent(high)}）"
        if low is not None and high is not None
        else unranged,
        f"{one.design_effect:.2f}" if ranged and one.design_effect is not None else unranged,
        str(round(one.effective)) if ranged else unranged,
        f"{one.schools_with}/{one.schools}",
        str(one.schools_at),
    )


def _envelopes(envelopes: Sequence[PublishedEnvelope], words: Wording) -> Table:
    columns = tuple(
        Column(words.words(f"column_{key}"), share, Align.CENTRE)
        for key, share in ENVELOPES.items()
    )
    rows = tuple(
        (
            class_called(one.code, (one.stage,)),
            words.words("targeted" if one.targeted else "drawn"),
            _number(one.issued),
            _number(one.returned),
            _number(one.valid),
            _number(_void(one)),
            words.words(_state(one)),
        )
        for one in envelopes
    )
    drawn = [one for one in envelopes if not one.targeted]
    sums = (
        str(sum(one.issued or 0 for one in drawn)),
        str(sum(one.returned or 0 for one in drawn)),
        str(sum(one.valid or 0 for one in drawn)),
        str(sum(_void(one) or 0 for one in drawn)),
    )
    return Table(columns, rows, (words.words("total"), "", *sums, ""))


def _void(envelope: PublishedEnvelope) -> int | None:
    if envelope.returned is None or envelope.valid is None:
        return None
    return max(0, envelope.returned - envelope.valid)


def _state(envelope: PublishedEnvelope) -> str:
    if not envelope.twice:
        return "state_open"
    if any(one.settled is None for one in envelope.differences):
        return "state_differs"
    return "state_settled" if envelope.differences else "state_equal"


def _class(number: int, envelope: PublishedEnvelope, words: Wording) -> Iterator[Block]:
    called = class_called(envelope.code, (envelope.stage,))
    name = words.text("class_name", number=numeral(number), name=called)
    yield Heading(2, name)
    yield from _counts(envelope.counts, envelope.valid, words)
    if envelope.differences:
        yield _differences(envelope, words)


def _pools(
    pools: Sequence[PublishedPool],
    level: int,
    words: Wording,
    samples: Mapping[Stage | None, PublishedSample] = MappingProxyType({}),
) -> Iterator[Block]:
    if not pools:
        yield Paragraph(words.text("pools_none"))
    for number, pool in enumerate(pools, start=1):
        key = "stage" if level > 1 else "stage_city"
        yield Heading(level, words.text(key, number=numeral(number), name=words.label(pool.stage)))
        yield Note(
            words.text(
                "pool",
                count=pool.classes,
                issued=pool.issued,
                returned=pool.returned,
                valid=pool.valid,
            ),
            leads=True,
        )
        yield from _counts(pool.counts, pool.valid, words)
        if pool.covered:
            numbers = "、".join(map(str, pool.covered))
            yield Note(words.text("covered", number=numbers))
        if pool.stage in samples:
            yield from _sample(samples[pool.stage], words)


def _counts(
    counts: Sequence[PublishedCounts], valid: int | None, words: Wording
) -> Iterator[Block]:
    """Choices in a table with their check, numbers in a line each."""
    chosen = [one for one in counts if one.kind in (QuestionType.SINGLE, QuestionType.MULTI)]
    lines = [line for one in counts if one not in chosen if (line := _line(one, words))]
    if chosen:
        yield replace(_choices(chosen, valid, words), leads=bool(lines))
    if lines:
        yield Note("\n".join(lines))


def _choices(counts: Sequence[PublishedCounts], valid: int | None, words: Wording) -> Table:
    letters = sorted({name for one in counts for name, _number in one.options})
    share = (1 - NUMBER - CODE - BLANK - SUM - CHECK) / len(letters)
    columns = (
        Column(words.words("column_question"), NUMBER, Align.CENTRE),
        Column(words.words("column_code"), CODE, Align.CENTRE),
        *(Column(letter, share, Align.CENTRE) for letter in letters),
        Column(words.words("column_blank"), BLANK, Align.CENTRE),
        Column(words.words("column_sum"), SUM, Align.CENTRE),
        Column(words.words("column_check"), CHECK, Align.CENTRE),
    )
    return Table(columns, tuple(_choice(one, letters, valid, words) for one in counts))


def _choice(
    one: PublishedCounts, letters: Sequence[str], valid: int | None, words: Wording
) -> tuple[str, ...]:
    """Options and blank of a single choice make up the valid forms; of a multiple one no more."""
    given = dict(one.options)
    cells = [_number(given[letter]) if letter in given else "" for letter in letters]
    known = [number for number in given.values() if number is not None]
    if one.kind is QuestionType.SINGLE:
        total = sum(known) + (one.blank or 0)
        fits = total == valid and not one.wrong
        ends = (_number(one.blank), str(total))
    else:
        fits = not one.wrong and max(known, default=0) <= (valid or 0)
        ends = ("", words.words("several"))
    complete = len(known) == len(given)
    return (
        str(one.number),
        one.code,
        *cells,
        *ends,
        words.words("fits" if fits else "fits_not") if complete else "",
    )


def _line(one: PublishedCounts, words: Wording) -> str:
    parts = dict(one.options)
    answered = parts.get("n")
    if answered is None:
        return ""
    if one.kind is not QuestionType.NUMBER:
        return words.words("written", name=_name(one, words), count=answered)
    line = words.words(
        "numbers",
        name=_name(one, words),
        count=answered,
        sum=_number(parts.get("sum")),
        unit=one.unit,
        blank=_number(one.blank),
    )
    if parts.get("min") is None or not answered:
        return line
    median = parts.get("twice_median") or 0
    return line + words.words(
        "spread",
        low=_number(parts["min"]),
        high=_number(parts["max"]),
        median=f"{median / 2:g}",
        outside=_number(parts.get("out_of_range")),
    )


def _name(one: PublishedCounts, words: Wording) -> str:
    return words.words("question", number=one.number, name=one.code)


def _differences(envelope: PublishedEnvelope, words: Wording) -> Table:
    columns = tuple(
        Column(words.words(f"column_{key}"), 0.25, Align.CENTRE)
        for key in ("cell", "first", "second", "settled")
    )
    rows = tuple(
        (
            _cell(one.cell, envelope.counts, words),
            str(one.counted[0]),
            "、".join(str(number) for number in one.counted[1:]),
            _number(one.settled) or words.words("unsettled"),
        )
        for one in envelope.differences
    )
    return Table(columns, rows)


def _cell(cell: str, counts: Sequence[PublishedCounts], words: Wording) -> str:
    """A question and its option, as `7（S08）A`."""
    code, _dot, part = cell.partition(".")
    named = next((_name(one, words) for one in counts if one.code == code), code)
    return f"{named}{words.words('column_blank') if part == BLANK_PART else part}"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return statistics_table(statistics_facts(visited.work, visited.school), words, serial)


def _city_papers(work: Work, maker: Maker) -> Iterator[Paper]:
    yield maker.paper("-W", partial(_build_city, work), "全市")


def _build_city(work: Work, words: Wording, serial: str) -> Draft:
    return city_table(city_statistics(work), words, serial)


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
