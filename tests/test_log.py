"""The log tells where something went wrong, and nothing that people typed."""

import logging
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage import file
from db.store import Store
from db.vocabulary import Act
from inspector_gui.log import Discreet, without_typed
from inspector_gui.window.notices import sentence

OUR_FAULT = "程序出错，这一步没有完成；详情已记入日志，请重试或联系维护人员。"

NUMBER, NAME = "13755550009", "欧阳晓楠"


@pytest.fixture
def log(tmp_path: Path):
    path = tmp_path / "inspector.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(Discreet("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


def damage(path: Path) -> None:
    """A note that is no UTF-8 any more, as on a disk that loses bits."""
    with Store.open(path) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.record(work.schools.lines()[0].visit_id, note="家长" + NAME)
    connection = file.connect(path, None)
    [[guard]] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'visit_edit'")
    connection.execute("DROP TRIGGER visit_edit")
    connection.execute(
        "UPDATE visit SET note = CAST(x'ff27' || ? AS TEXT)", (f"{NAME} {NUMBER}'x".encode(),)
    )
    connection.execute(guard)
    connection.commit()
    connection.close()


def test_a_damaged_row_is_told_in_a_sentence_and_logged_without_its_text(
    campaign_file: Path, log: Path
) -> None:
    damage(campaign_file)
    connection = file.connect(campaign_file, None)
    with pytest.raises(Exception, match="Could not decode") as caught:
        connection.execute("SELECT note FROM visit").fetchall()
    connection.close()
    assert NUMBER in str(caught.value)
    assert sentence(caught.value) == OUR_FAULT
    written = log.read_text("utf-8")
    assert "Could not decode to UTF-8 column" in written
    assert "test_log.py" in written
    assert NUMBER not in written
    assert NAME not in written


def test_a_text_that_cannot_be_read_is_said_to_be_damage(campaign_file: Path) -> None:
    damage(campaign_file)
    with (
        Store.open(campaign_file) as store,
        pytest.raises(InspectionError, match="文字已损坏"),
        store.read() as work,
    ):
        work.visits.facts(work.schools.lines()[0].visit_id)


@pytest.mark.parametrize(
    "message",
    [
        f"invalid literal for int() with base 10: '{NUMBER}'",
        f"no such column: {NAME}",
        f'could not convert string to float: "{NAME}\'s {NUMBER}"',
        f"it's {NUMBER}",
        "unknown parent@example.com",
        f"Could not decode to UTF-8 column 'note' with text 'it's {NAME}\n{NUMBER}",
    ],
)
def test_values_are_cut_out_of_messages(message: str) -> None:
    cut = without_typed(message)
    assert NUMBER not in cut
    assert NAME not in cut
    assert "parent" not in cut
    assert cut.split()[0] == message.split(maxsplit=1)[0]


def test_what_led_to_an_error_is_logged_too(log: Path) -> None:
    try:
        try:
            int(NUMBER + NAME)
        except ValueError as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        sentence(error)
    written = log.read_text("utf-8")
    assert "ValueError: invalid literal for int() with base 10: …" in written
    assert "which led to" in written
    assert written.rstrip().endswith("builtins.KeyError: …")
    assert NAME not in written
