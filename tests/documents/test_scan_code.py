"""The code on what is signed: drawn, scanned in any way a school's machine does, and read again."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from db.vocabulary import DocumentKind
from inspector_gui.documents import scan_code
from inspector_gui.documents.document import Stamp
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from inspector_gui.documents.freezing import Frozen, freeze, thaw
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.scan_code import ScanCode, find_scan_code, parse_scan_code
from inspector_gui.documents.surface import Surface
from inspector_gui.documents.template_texts import own_wording
from tests.documents.samples import FEEDBACK, FONTS, LOCKED, PRINTED_AT, facts, feedback, recorded

SHEET = feedback()
CODE = ScanCode("2025-SF-T3-05", 1, SHEET.content_hash, (1, 8112000, 8112000, 0))


@pytest.fixture(scope="module")
def pdf():
    return print_pdf(SHEET, FONTS)


@pytest.fixture(scope="module")
def pages(pdf):
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in file]


def kept(picture, path, **options):
    picture.save(path, **options)
    return path


def test_the_printed_file_itself_is_known_again(pdf, tmp_path):
    (tmp_path / "签字件.pdf").write_bytes(pdf)
    assert find_scan_code(tmp_path / "签字件.pdf") == CODE


@pytest.mark.parametrize("page", range(5))
@pytest.mark.parametrize("angle", [0, 1.5, -2, 90, 180])
def test_any_page_of_a_crooked_scan_is_known_again(pages, tmp_path, page, angle):
    crooked = pages[page].rotate(angle, expand=True, fillcolor=255, resample=Image.BICUBIC)
    blurred = crooked.filter(ImageFilter.GaussianBlur(0.8))
    assert find_scan_code(kept(blurred, tmp_path / "扫描.jpg", quality=60)) == CODE


def test_a_scan_of_several_pages_in_one_picture_file_is_known_again(pages, tmp_path):
    first, *others = pages
    path = tmp_path / "扫描.tif"
    first.save(path, save_all=True, append_images=others)
    assert find_scan_code(path) == CODE


def test_a_scan_saved_as_pdf_is_known_again(pages, tmp_path):
    assert find_scan_code(kept(pages[2], tmp_path / "扫描.pdf", resolution=200)) == CODE


def test_what_has_no_code_or_two_is_for_a_person_to_say(pages, tmp_path):
    other = print_pdf(feedback(serial="2025-SF-T3-06"), FONTS)
    with pypdfium2.PdfDocument(other) as file:
        stranger = file[0].render(scale=200 / 72, grayscale=True).to_pil()
    path = tmp_path / "两份.tif"
    pages[0].save(path, save_all=True, append_images=[stranger])
    assert find_scan_code(path) is None
    assert find_scan_code(kept(Image.new("L", (600, 800), 255), tmp_path / "空.png")) is None
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "坏.jpg").write_bytes(b"no picture")
    assert find_scan_code(tmp_path / "坏.pdf") is None
    assert find_scan_code(tmp_path / "坏.jpg") is None


def test_without_the_reader_one_types_the_code(monkeypatch, pdf, tmp_path):
    monkeypatch.setattr(scan_code, "can_read", lambda: False)
    (tmp_path / "签字件.pdf").write_bytes(pdf)
    assert find_scan_code(tmp_path / "签字件.pdf") is None


def test_only_what_is_locked_has_a_code_and_it_stands_clear_of_text():
    draft = recorded(feedback(stamp=Stamp(PRINTED_AT)))
    assert all(operation is not Surface.scan_code for operation, _ in draft.operations)
    page = []
    for operation, arguments in recorded(SHEET).operations:
        if operation is Surface.text:
            page.append(arguments)
        elif operation is Surface.scan_code:
            x, y, side, _text = arguments
            quiet = 4 * side / 29
            for left, baseline, runs, *_rest in page:
                width = sum(sum(map(r.face.width, r.text)) * r.size for r in runs)
                beside = left + width < x - quiet or left > x + side + quiet
                above = baseline - 4 > y + side
                assert beside or above or left + width < x, "".join(r.text for r in runs)
        elif operation is Surface.end_page:
            page = []


def test_the_code_and_its_totals_are_kept_with_the_locked_version():
    draft = feedback_draft(facts(), FEEDBACK)
    again = thaw(freeze(Frozen(draft)), draft.content_hash).whole
    assert again.stamped(LOCKED, own_wording(DocumentKind.FEEDBACK)).code == str(CODE)


def test_the_code_makes_no_sheet_too_large(pdf):
    assert len(pdf) < 165 * 1024
    assert len(pdf) - len(print_pdf(feedback(stamp=Stamp(PRINTED_AT)), FONTS)) < 6 * 1024


@given(
    st.from_regex(r"[0-9A-Z-]{1,20}", fullmatch=True),
    st.integers(1, 99),
    st.from_regex(r"[0-9A-F]{8}", fullmatch=True),
    st.lists(st.integers(0, 10**13), max_size=4).map(tuple),
)
def test_a_code_says_again_what_it_was_made_of(serial, version, content_hash, totals):
    code = ScanCode(serial, version, content_hash, totals)
    assert parse_scan_code(str(code)) == code


@pytest.mark.parametrize("text", ["", "https://example.org", "SFI1", "SFI1:a:b:c", "SFI1:a:1"])
def test_what_is_no_code_of_ours_is_none(text):
    assert parse_scan_code(text) is None
