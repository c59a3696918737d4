"""The finance inspection of the demonstration is recorded on all of its pages."""

from pathlib import Path

import pytest

from db.store import Store
from inspector_gui.statistics.unfinished import unfinished
from tests.sharing import recorded_demo


def test_nothing_of_its_own_pages_is_left_open(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of the papers alone something may be open: no sheet is locked here."""
    open_: set[str] = set()
    units = 0
    for path in sorted(Path(recorded_demo(tmp_path_factory)).glob("财务*.inspection")):
        with Store.open(path) as store, store.read() as work:
            for line in work.schools.lines():
                units += 1
                open_ |= {gap.gap.value.partition(".")[0] for gap in unfinished(work, line)}
                [meeting] = work.meetings.lines(line.visit_id)
                assert len(meeting.topics) == len({topic.area for topic in meeting.topics}) > 6
                respondents = {line.respondent for line in work.surveys.lines(line.visit_id)}
                assert ("班主任" in respondents) is bool(line.stages)
    assert units == 25
    assert open_ <= {"documents", "findings"}
