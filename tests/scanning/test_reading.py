"""Pages in = read + waiting + rejected, whatever the pages are."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from db.errors import InspectionError
from db.progress import Cancelled
from inspector_gui.scanning.expected import Expected
from inspector_gui.scanning.identity import Corner, SheetIdentity, parse_code
from inspector_gui.scanning.outcomes import AnswerState, Reason, Rejected, SheetReading, account
from inspector_gui.scanning.pictures import sweep
from inspector_gui.scanning.reading import read_pages
from inspector_gui.scanning.worker import Worker
from tests.scanning import forms, simulator
from tests.scanning.simulator import Scanner

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


IDENTITIES = st.builds(
    SheetIdentity,
    form=st.text(DIGITS, min_size=1, max_size=1),
    version=st.text(DIGITS, min_size=2, max_size=2),
    envelope=st.text(DIGITS, min_size=5, max_size=5),
    sheet=st.integers(0, 46655),
    side=st.integers(1, 9),
)


@given(IDENTITIES, st.sampled_from(Corner))
def test_a_code_says_what_was_put_in(identity: SheetIdentity, corner: Corner) -> None:
    text = identity.code(corner)
    assert parse_code(text) == (identity, corner)
    assert parse_code(text[:-3] + "".join(reversed(text[-3:-1])) + "Z") is None


@pytest.fixture(scope="module")
def expected() -> Expected:
    return Expected((forms.layout(),), frozenset({forms.ENVELOPE}))


def _scan(page: Image.Image, path: Path, quality: int = 80) -> Path:
    small = page.resize((1654, 2339), Image.Resampling.BOX)
    small.save(path, "JPEG", quality=quality)
    return path


def test_a_filled_page_is_read_and_its_neighbours_are_put_aside(
    expected: Expected, tmp_path: Path
) -> None:
    pdf, layout = forms.printed(1), forms.layout()
    scans, pictures = tmp_path / "scans", tmp_path / "pictures"
    scans.mkdir()
    front = forms.page(pdf, 3)
    filled = simulator.fill(front, layout, layout.sides[0], np.random.default_rng(7), 0.5)
    _scan(filled.picture, scans / "a.jpg")
    _scan(filled.picture.rotate(180), scans / "b.jpg")
    _scan(forms.page(pdf, 1), scans / "c.jpg")
    _scan(forms.page(pdf, 2), scans / "d.jpg")
    whole = (scans / "a.jpg").read_bytes()
    (scans / "e.jpg").write_bytes(whole[: len(whole) // 2])
    (scans / "f.pdf").write_bytes(pdf[: len(pdf) // 3])
    Image.new("1", (13_000, 13_000)).save(scans / "g.png")
    outcomes = list(read_pages([scans], expected, pictures))
    assert account(outcomes).pages == 7
    first, *others = outcomes
    assert isinstance(first, SheetReading)
    assert first.identity.envelope == forms.ENVELOPE
    certain = [answer for answer in first.answers if answer.state is AnswerState.CERTAIN]
    assert certain
    assert all(frozenset(one.options) == filled.truth[one.question] for one in certain)
    assert [other.reason for other in others if isinstance(other, Rejected)] == [
        Reason.DUPLICATE,
        Reason.COVER,
        Reason.BLANK_PAGE,
        Reason.BROKEN,
        Reason.BROKEN,
        Reason.TOO_LARGE,
    ]
    assert sweep(pictures) == len([outcome for outcome in outcomes if outcome.picture])
    assert list(pictures.iterdir()) == []


def test_what_was_done_is_passed_over_and_a_reading_can_be_given_up(
    expected: Expected, tmp_path: Path
) -> None:
    path = tmp_path / "two.pdf"
    path.write_bytes(forms.printed(1))
    first, *others = list(read_pages([path], expected, tmp_path / "p"))
    sheets = [other for other in others if isinstance(other, SheetReading)]
    assert sheets
    assert not any(
        answer.state is AnswerState.CERTAIN for sheet in sheets for answer in sheet.answers
    ), "what nobody filled in is confirmed by a person, not assumed"
    again = Expected(expected.layouts, expected.envelopes, done={first.page.key})
    assert len(list(read_pages([path], again, tmp_path / "p"))) == 3

    def given_up(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(read_pages([path], expected, tmp_path / "p", given_up))


def test_nothing_to_read_is_said(expected: Expected, tmp_path: Path) -> None:
    with pytest.raises(InspectionError, match="没有可读的扫描件"):
        list(read_pages([tmp_path], expected, tmp_path))


def test_a_simulated_page_has_a_truth_for_each_question() -> None:
    layout = forms.layout()
    page = simulator.fill(
        forms.page(forms.printed(1), 3), layout, layout.sides[0], np.random.default_rng(1)
    )
    assert set(page.truth) == {code for code, _ in layout.sides[0].rows}
    assert simulator.scan(page.picture, Scanner.COPIER_200, np.random.default_rng(1))


def test_a_page_that_the_reader_stumbles_over_goes_to_a_person_and_the_next_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "two.pdf"
    path.write_bytes(forms.printed(1))
    with Worker({"sides": {}, "folder": str(tmp_path)}) as worker:
        assert worker.ask({"ask": "read", "path": str(path)}) == {"reason": "UNREADABLE"}
        assert worker.ask({"ask": "count", "path": str(path)}) == {"pages": 4}


def test_a_sheet_bears_its_number_for_people_too_on_every_side() -> None:
    with pypdfium2.PdfDocument(forms.printed(2)) as file:
        feet = [file[page].get_textpage().get_text_range().split() for page in range(2, 6)]
    assert [words[-2:] for words in feet] == [["编号", n] for n in ("1", "1", "2", "2")]
