"""Small copies of photos and files, as evidence keeps them.

A photo is drawn anew, so that where it was taken and by whose phone does not come along; of the
original, its hash and its own time are kept. Other papers are kept as they are.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from db.errors import InspectionError
from db.progress import Progress, unwatched
from db.records.evidence import Copy
from inspector_gui.exif import taken_at

SMALL = 300_000
MAX_ORIGINAL = 200_000_000
MAX_PAPER = 8_000_000
MAX_PIXELS = 400_000_000
_CHUNK = 1 << 20
#: Long side and JPEG quality, tried in this order until the copy is small.
_SIZES = ((1920, 82), (1920, 70), (1600, 65), (1280, 60), (1024, 50), (800, 40), (640, 30))
_PICTURES = frozenset({"jpeg", "png", "bmp", "gif", "tiff", "webp", "ppm", "pgm", "pbm", "tga"})
#: Short words for the file, and what a kept copy is called when it is saved.
_PAPERS = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".docx": "application/docx",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/xlsx",
    ".wps": "application/wps",
    ".et": "application/et",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
#: What a file dialog offers.
FILTER = (
    "照片和文件 (*.jpg *.jpeg *.png *.bmp *.gif *.tif *.tiff *.webp *.heic "
    + " ".join(f"*{suffix}" for suffix in _PAPERS)
    + ")"
)


def suffix_of(media_type: str) -> str:
    """What the name of such a file ends in."""
    suffixes = {kind: suffix for suffix, kind in _PAPERS.items()}
    return suffixes.get(media_type, ".jpg")


def copy_of(path: Path, progress: Progress = unwatched) -> Copy:
    """Read a photo or file once. Raises InspectionError with one sentence where it cannot be kept.

    `progress` counts bytes read.
    """
    data, digest = _read(path, progress)
    reader, device = _reader(data)
    if bytes(reader.format().data()).decode() in _PICTURES:
        image = _decode(reader, path.name)
        device.close()
        content = _small(image)
        return _copy("image/jpeg", content, digest, taken_at(data))
    device.close()
    suffix = path.suffix.lower()
    if suffix in (".heic", ".heif") or bytes(data[4:12]) in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise InspectionError(
            f"“{path.name}”是 HEIC 照片，不能显示；请在手机“相机”设置中选“兼容性最佳”后重拍，"
            "或转成 JPG 再添加。"
        )
    if suffix not in _PAPERS:
        raise InspectionError(
            f"“{path.name}”不是照片，也不是 PDF、OFD、Word、Excel、WPS 或文本文件；请转换后再添加。"
        )
    if len(data) > MAX_PAPER:
        raise InspectionError(
            f"“{path.name}”有 {_megabytes(len(data))}，超过 {_megabytes(MAX_PAPER)}；"
            "请拆分、压缩，或拍照后再添加。"
        )
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _copy(_PAPERS[suffix], bytes(data), digest, written)


def copy_of_picture(image: QImage) -> Copy:
    """A picture without a file, as it is pasted."""
    if image.isNull():
        raise InspectionError("剪贴板里的图片读不出来；请另存为文件后再添加。")
    digest = hashlib.sha256(_encoded(image, b"png")).digest()
    return _copy("image/jpeg", _small(image), digest, None)


def _copy(media_type: str, content: bytes, digest: bytes, taken: datetime | None) -> Copy:
    return Copy(hashlib.sha256(content).digest(), media_type, content, digest, taken)


def _read(path: Path, progress: Progress) -> tuple[bytearray, bytes]:
    """The bytes and their SHA-256, read once."""
    try:
        if path.is_dir():
            raise InspectionError(f"“{path.name}”是文件夹；请选其中的照片或文件。")
        size = path.stat().st_size
        if size == 0:
            raise InspectionError(f"“{path.name}”是空文件；请重新拷贝一份。")
        if size > MAX_ORIGINAL:
            raise InspectionError(
                f"“{path.name}”有 {_megabytes(size)}，超过 {_megabytes(MAX_ORIGINAL)}；"
                "请只添加照片和文件，录像另行保管。"
            )
        data, digest = bytearray(), hashlib.sha256()
        for chunk in _chunks(path):
            data += chunk
            digest.update(chunk)
            progress(min(len(data), size), size)
    except OSError as error:
        raise InspectionError(f"“{path.name}”读不出来；请核对文件是否还在、能否打开。") from error
    return data, digest.digest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _reader(data: bytearray) -> tuple[QImageReader, QBuffer]:
    """The reader goes by what is in the file, not by its name. The buffer must outlive it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(bytes(data)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def _decode(reader: QImageReader, name: str) -> QImage:
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MAX_PIXELS:
            raise InspectionError(
                f"“{name}”有 {size.width()}×{size.height()} 像素，太大；请缩小后再添加。"
            )
        side = _SIZES[0][0]
        if max(size.width(), size.height()) > side:
            reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise InspectionError(f"“{name}”不是完整的图片，或者太大；请重新拷贝，或重拍一张。")
    return image


def _small(image: QImage) -> bytes:
    """A JPEG of at most SMALL bytes; the least of them where even that is more."""
    flat = _on_white(image)
    content = b""
    for side, quality in _SIZES:
        content = _encoded(_within(flat, side), b"jpeg", quality)
        if len(content) <= SMALL:
            break
    return content


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor("white"))
    with QPainter(flat) as painter:
        painter.drawImage(0, 0, image)
    return flat


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _encoded(image: QImage, form: bytes, quality: int = -1) -> bytes:
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(array.data())


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
