"""What becomes of a photo or file that is to be evidence."""

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QColor, QImage

from db.errors import InspectionError
from db.progress import Cancelled
from db.store import Store
from db.vocabulary import Act, EvidenceKind
from inspector_gui.exif import taken_at
from inspector_gui.window.copies import copy_of, copy_of_picture, suffix_of

MAX_ORIGINAL = 200_000_000
MAX_PAPER = 8_000_000
SMALL = 300_000


def noise(path: Path, size: tuple[int, int], *, quality: int = 95, zone: str = "") -> Path:
    """A photo that compresses badly, with the time, place and owner a phone writes into it."""
    picture = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2025:09:15 10:20:30", **({0x9011: zone} if zone else {})}
    exif[0x8825] = {1: "N", 2: (23.0, 7.0, 0.0)}
    exif[0x013B] = "检查员101"
    picture.save(path, quality=quality, exif=exif)
    return path


def test_a_photo_of_20_mb_becomes_a_small_copy(tmp_path: Path) -> None:
    path = noise(tmp_path / "大.jpg", (4800, 3600), quality=97)
    assert path.stat().st_size > 20_000_000
    said: list[tuple[int, int]] = []
    copy = copy_of(path, lambda done, total: said.append((done, total)))
    assert len(copy.content) <= SMALL
    assert copy.media_type == "image/jpeg"
    assert copy.original_sha256 == hashlib.sha256(path.read_bytes()).digest()
    assert copy.sha256 == hashlib.sha256(copy.content).digest()
    assert copy.taken_at == datetime(2025, 9, 15, 2, 20, 30, tzinfo=UTC)
    assert said[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(said) > 10


def test_where_and_by_whom_a_photo_was_taken_does_not_come_along(tmp_path: Path) -> None:
    copy = copy_of(noise(tmp_path / "小.jpg", (300, 200)))
    assert b"Exif" not in copy.content
    assert "检查员101".encode() not in copy.content


def test_a_camera_that_knows_its_zone_is_believed(tmp_path: Path) -> None:
    path = noise(tmp_path / "东京.jpg", (30, 20), zone="+09:00")
    assert taken_at(path.read_bytes()) == datetime(2025, 9, 15, 1, 20, 30, tzinfo=UTC)


def test_a_photo_is_kept_upright_and_in_its_shape(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 200), "red")
    picture.paste("blue", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    picture.save(tmp_path / "横.jpg", exif=exif)
    copy = QImage.fromData(copy_of(tmp_path / "横.jpg").content)
    assert (copy.width(), copy.height()) == (200, 400)
    assert copy.pixelColor(100, 50).blue() > 200
    assert copy.pixelColor(100, 350).red() > 200


def test_what_shines_through_is_white_on_paper() -> None:
    glass = QImage(50, 50, QImage.Format.Format_ARGB32)
    glass.fill(QColor(0, 0, 0, 0))
    copy = QImage.fromData(copy_of_picture(glass).content)
    assert copy.pixelColor(25, 25).lightness() > 250


def test_the_same_picture_pasted_twice_has_one_hash() -> None:
    picture = QImage(50, 50, QImage.Format.Format_RGB32)
    picture.fill(QColor("green"))
    assert copy_of_picture(picture) == copy_of_picture(picture.copy())


def test_a_paper_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "缴费通知.pdf"
    path.write_bytes(b"%PDF-1.4 text")
    copy = copy_of(path)
    assert (copy.content, copy.media_type) == (b"%PDF-1.4 text", "application/pdf")
    assert copy.sha256 == copy.original_sha256


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".wps", ".et", ".ofd", ".doc", ".csv"])
def test_every_kind_of_paper_is_one_the_file_can_name(
    store: Store, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"说明{suffix}"
    path.write_bytes(b"content")
    copy = copy_of(path)
    with store.act(Act.ADD_EVIDENCE) as work:
        visit = work.schools.lines()[0].visit_id
        work.evidence.gather(visit, EvidenceKind.STATEMENT, "说明", copy=copy)
    with store.read() as work:
        assert work.evidence.content(copy.sha256) == b"content"
    assert suffix_of(copy.media_type) == suffix


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(size: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def _bomb(path: Path) -> None:
    """A few hundred kilobytes that would be gigabytes of pixels."""
    Image.new("1", (21_000, 21_000)).save(path)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("夹.jpg", _folder, "是文件夹；请选其中的照片或文件。"),
        ("空.jpg", lambda path: path.write_bytes(b""), "是空文件；请重新拷贝一份。"),
        ("无.jpg", lambda _: None, "读不出来；请核对文件是否还在、能否打开。"),
        ("录像.mp4", _sparse(MAX_ORIGINAL + 1), "超过 200 MB；请只添加照片和文件，录像另行保管。"),
        ("扫描.pdf", _sparse(MAX_PAPER + 1), "超过 8 MB；请拆分、压缩，或拍照后再添加。"),
        ("程序.exe", lambda path: path.write_bytes(b"MZ" * 99), "请转换后再添加。"),
        ("图.svg", lambda path: path.write_text("<svg/>"), "请转换后再添加。"),
        (
            "苹果.heic",
            lambda path: path.write_bytes(b"\0\0\0\x18ftypheic"),
            "请在手机“相机”设置中选“兼容性最佳”后重拍，或转成 JPG 再添加。",
        ),
        ("炸弹.png", _bomb, "有 21000×21000 像素，太大；请缩小后再添加。"),
        (
            "半张.png",
            lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10"),
            "不是完整的图片，或者太大；请重新拷贝，或重拍一张。",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(InspectionError) as refused:
        copy_of(path)
    assert str(refused.value).startswith(f"“{name}”")
    assert str(refused.value).endswith(words)
    assert str(refused.value).count("。") == 1


def test_copying_stops_when_asked(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        copy_of(noise(tmp_path / "大.jpg", (2000, 1500)), stop)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_broken_camera_notes_never_stop_a_photo(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = _camera_photo(tmp_path_factory)
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 12))):
        broken[data.draw(st.integers(2, 300))] = data.draw(st.integers(0, 255))
    moment = taken_at(bytes(broken))
    assert moment is None or moment.tzinfo is not None


_PHOTOS: list[bytes] = []


def _camera_photo(folder: pytest.TempPathFactory) -> bytes:
    if not _PHOTOS:
        _PHOTOS.append(noise(folder.mktemp("photo") / "一.jpg", (16, 16)).read_bytes())
    return _PHOTOS[0]
