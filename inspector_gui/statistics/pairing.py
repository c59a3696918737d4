"""The two independent countings of an envelope: which they are, where they differ, what holds."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from db.records.forms import Asked
from db.records.questionnaires import Counting, Envelope
from db.vocabulary import EntryMethod
from inspector_gui.statistics.tally import Counts, cell, counts_of, differences, parts_of


@dataclass(frozen=True)
class Difference:
    """A cell that was counted differently; `settled`: what the envelope, opened again, holds;
    `sheets`: the forms it comes from, by number, where they were typed in one by one."""

    question: Asked
    part: str
    counted: tuple[int, ...]
    settled: int | None
    sheets: tuple[int, ...] = ()

    @property
    def cell(self) -> str:
        return cell(self.question, self.part)


def countings(envelope: Envelope) -> list[Counting]:
    """The full countings in order; two laptops may both have made a first one.

    A sample of a reading that was keyed again stands for the second while there is no full one,
    unless it shows more errors than are allowed.
    """
    full = _full(envelope)
    sample = sample_of(envelope)
    if sample is None or len(full) > 1 or wants_full_entry(envelope):
        return full
    return [*full, sample]


def _full(envelope: Envelope) -> list[Counting]:
    part = (EntryMethod.QUICK, EntryMethod.SAMPLE)
    return [known for known in envelope.countings if known.method not in part]


def quick_count(envelope: Envelope) -> Counting | None:
    """The noon tally of the strong signals."""
    return next(
        (counting for counting in envelope.countings if counting.method is EntryMethod.QUICK), None
    )


def finished(envelope: Envelope) -> list[Counting]:
    return [counting for counting in countings(envelope) if counting.finished]


def is_counted_twice(envelope: Envelope) -> bool:
    return len(finished(envelope)) > 1 and is_borne_out(envelope)


def reading_of(envelope: Envelope) -> Counting | None:
    """The counting that a machine read."""
    return next((known for known in envelope.countings if known.reading is not None), None)


def sample_of(envelope: Envelope) -> Counting | None:
    """The drawn sheets of a reading as they were keyed again."""
    made = (known for known in envelope.countings if known.method is EntryMethod.SAMPLE)
    return next(made, None)


def sampled(envelope: Envelope) -> tuple[int, ...]:
    """Which sheets of a reading are to be keyed again, by their numbers in it; none where all."""
    read = reading_of(envelope)
    if read is None or read.reading is None or wants_full_entry(envelope):
        return ()
    return read.reading.sample


def wants_full_entry(envelope: Envelope) -> bool:
    """Whether more may be wrong in the reading than is allowed beside a sample keyed again."""
    read = reading_of(envelope)
    facts = read.reading if read else None
    if facts is None or facts.upper is None or sample_of(envelope) is None:
        return False
    return facts.upper > facts.allowed and len(_full(envelope)) < 2


def is_borne_out(envelope: Envelope) -> bool:
    """Two full entries; or a reading whose sample, keyed again, was found good enough."""
    read = reading_of(envelope)
    if len(_full(envelope)) > 1 or read is None or read.reading is None:
        return True
    return read.reading.upper is not None and not wants_full_entry(envelope)


def may_count(envelope: Envelope, index: int, person: uuid.UUID | None) -> str:
    """Why this person may not make the counting at `index`; empty where he may."""
    made = countings(envelope)
    if person is None:
        return "请先按 F8 选择录入员；两次录入须由不同的人分别进行。"
    if index < len(made) and made[index].clerk not in (None, person):
        return "这次录入由另一人进行，不能代录；换录入员按 F8，或录另一次。"
    others = [counting.clerk for number, counting in enumerate(made) if number != index]
    if person in others:
        return "另一次录入就是您录的；两次录入须由不同的人进行，换录入员按 F8。"
    return ""


def may_see(envelope: Envelope, person: uuid.UUID | None) -> bool:
    """Whether results may be shown to this person without spoiling a counting still to be made."""
    return is_counted_twice(envelope) or all(
        counting.clerk == person for counting in countings(envelope)
    )


def compare(
    envelope: Envelope,
    questions: Sequence[Asked],
    sheets: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
) -> list[Difference]:
    """Every cell in which finished countings differ, question by question; `sheets`: by cell."""
    counted = [counts_of(counting, questions) for counting in finished(envelope)]
    apart = {name for first in counted for other in counted for name in differences(first, other)}
    return [
        Difference(
            question,
            part,
            tuple(counts.get(cell(question, part)) or 0 for counts in counted),
            envelope.settled.get(cell(question, part)),
            sheets.get(cell(question, part), ()),
        )
        for question in questions
        for part in parts_of(question)
        if cell(question, part) in apart
    ]


def unsettled(found: Iterable[Difference]) -> list[Difference]:
    return [difference for difference in found if difference.settled is None]


def agreed(envelope: Envelope, questions: Sequence[Asked]) -> Counts | None:
    """What holds: counted twice and equal, or settled. None while it is not decided."""
    done = finished(envelope)
    found = compare(envelope, questions)
    if len(done) < 2 or unsettled(found) or not is_borne_out(envelope):
        return None
    return {
        **counts_of(done[0], questions),
        **{difference.cell: difference.settled for difference in found},
    }


def best(envelope: Envelope, questions: Sequence[Asked]) -> Counts | None:
    """What holds, or what the furthest counting says meanwhile."""
    decided = agreed(envelope, questions)
    if decided is not None:
        return decided
    made = sorted(countings(envelope), key=lambda counting: not counting.finished)
    return counts_of(made[0], questions) if made else None
