"""How an envelope was entered by machine, and how sure that is, in one sentence."""

from db.records.questionnaires import Envelope, ReadingFacts
from inspector_gui.statistics.pairing import reading_of, sample_of, wants_full_entry


def per_myriad(of_million: int) -> str:
    """`0.8`: of ten thousand, from what is counted of a million."""
    return f"{of_million / 100:.2f}".rstrip("0").rstrip(".")


def bound_in_words(envelope: Envelope) -> str:
    """Of a reading beside a sample; empty where there is no bound, or two full entries."""
    read = reading_of(envelope)
    facts = read.reading if read else None
    if facts is None or facts.upper is None or sample_of(envelope) is None:
        return ""
    if wants_full_entry(envelope):
        return f"{_stated(facts)}超过允许的 {per_myriad(facts.allowed)}，须另一人全部录入第二次。"
    return f"{_stated(facts)}在允许的 {per_myriad(facts.allowed)} 以内 ✓"


def _stated(facts: ReadingFacts) -> str:
    upper = per_myriad(facts.upper or 0)
    seen = f"复录 {facts.checked} 个识读答案，读错 {facts.wrong} 个"
    rate = f"（每万 {per_myriad(facts.wrong * 1_000_000 // max(1, facts.checked))}）"
    return f"机读加抽样复录：{seen}{rate}，全部答案里没有发现的差错每万不超过 {upper}（95%把握），"
