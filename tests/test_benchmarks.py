"""The record of what was measured, and what is said of a figure that has become worse."""

from datetime import UTC, datetime

import pytest

from benchmarks import record
from benchmarks.measure import Result, children_ms
from benchmarks.record import Load, as_record, recorded_ratios, worsened


def _result(name: str, ours: float, bound: float | None = 3.0) -> Result:
    return Result(name, ours, 100.0, "ms", bound)


def test_a_record_is_read_back_as_it_was_measured() -> None:
    results = [_result("merge.1x.first", 214.0), _result("keys.verdict", 6512.3, None)]
    load = Load()
    load.seconds["merge"] = 61.4
    text = as_record(results, load, datetime(2026, 3, 1, 8, 30, tzinfo=UTC))
    assert "date: 2026-03-01 08:30 UTC" in text
    assert "took: merge 61 s" in text
    assert "| `merge.1x.first` | 214.000 ms | 100.000 ms | 2.140 | 3 | met |" in text
    assert recorded_ratios(text) == {"merge.1x.first": 2.14, "keys.verdict": 65.123}


def test_a_record_is_renewed_without_touching_what_others_measured() -> None:
    before = "# Measured\n\n## Portable folders\n\nsizes\n"
    when, load = datetime(2026, 3, 1, tzinfo=UTC), Load()
    once = as_record([_result("a", 200.0)], load, when, before)
    twice = as_record([_result("a", 210.0)], load, when, once)
    assert recorded_ratios(twice) == {"a": 2.1}
    assert twice.count("## Benchmarks") == twice.count("## Portable folders") == 1
    assert twice.endswith("## Portable folders\n\nsizes\n")


def test_what_is_worse_by_more_than_a_tenth_is_said() -> None:
    recorded = {"a": 2.0, "b": 2.0, "gone": 1.0}
    now = [_result("a", 219.0), _result("b", 222.0), _result("new", 900.0)]
    assert worsened(now, recorded) == ["b: ratio 2.220, recorded 2.000 (+11%)"]


def test_figures_of_a_busy_machine_are_not_passed_off_as_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record, "_waiting", lambda: 0.05)
    assert str(Load()) == "load before the first measurement 0.05 a core (quiet)"
    monkeypatch.setattr(record, "_waiting", lambda: 3.5)
    assert "3.50 a core (NOT QUIET" in as_record([], Load(), datetime.now(UTC))


def test_work_of_this_process_is_none_of_its_children() -> None:
    assert children_ms(lambda: sum(range(1_000_000))) == 0.0
