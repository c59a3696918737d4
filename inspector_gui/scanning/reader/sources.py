# mypy: allow-untyped-calls
"""Pages of scans as pictures in grey, whatever kind of file they come in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

MOST_PAGES = 2_000
"""Of one file: more is no envelope, and nobody waits for it."""
LONGEST_SIDE, MOST_PIXELS = 12_000, 120_000_000
READ_SIDE = 2_700
"""Of a page in pixels: what is larger (a telephone's photo) is made smaller first."""
DPI, POINTS = 200, 72


class Refused(Exception):  # noqa: N818  # a verdict, not a failure
    """Its argument is the name of a `Reason`."""


def count(path: Path) -> int:
    """How many pages a file has. Raises Refused."""
    if path.suffix.lower() == ".pdf":
        with _pdf(path) as file:
            number = len(file)
    else:
        with _picture(path) as file:
            number = getattr(file, "n_frames", 1)
    if number > MOST_PAGES:
        raise Refused("TOO_LARGE")
    return number


def page(path: Path, number: int) -> Image.Image:
    """A page in grey, from 1. Raises Refused."""
    picture = _pdf_page(path, number) if path.suffix.lower() == ".pdf" else _frame(path, number)
    if max(picture.size) > READ_SIDE:
        scale = READ_SIDE / max(picture.size)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.BOX)
    return picture


def _pdf(path: Path):  # type: ignore[no-untyped-def]  # the library has no types
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refused("LOCKED" if "assword" in str(error) else "BROKEN") from error


def _pdf_page(path: Path, number: int) -> Image.Image:
    import pypdfium2

    with _pdf(path) as file:
        try:
            leaf = file[number - 1]
            width, height = leaf.get_size()
            scale = min(DPI / POINTS, READ_SIDE / max(width, height, 1))
            picture: Image.Image = leaf.render(scale=scale, grayscale=True).to_pil().convert("L")
        except pypdfium2.PdfiumError as error:
            raise Refused("BROKEN") from error
        return picture


def _picture(path: Path) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        file = Image.open(path, formats=("JPEG", "PNG", "TIFF", "BMP", "WEBP"))
    except Image.DecompressionBombError as error:
        raise Refused("TOO_LARGE") from error
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise Refused("BROKEN") from error
    return file


def _frame(path: Path, number: int) -> Image.Image:
    """A truncated picture is refused whole: a page of which half is grey would be read as blank."""
    from PIL import ImageOps

    with _picture(path) as file:
        try:
            file.seek(number - 1)
            if max(file.size) > LONGEST_SIDE or file.width * file.height > MOST_PIXELS:
                raise Refused("TOO_LARGE")
            if file.format == "JPEG":
                file.draft("L", (READ_SIDE, READ_SIDE))
            return ImageOps.exif_transpose(file).convert("L")
        except Image.DecompressionBombError as error:
            raise Refused("TOO_LARGE") from error
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise Refused("BROKEN") from error


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing is on the paper: the back of a sheet printed on one side."""
    small = np.asarray(picture.resize((210, 297), Image.Resampling.BOX), dtype=np.float32)
    inner: NDArray[np.float32] = small[15:-15, 15:-15]
    return bool((inner < 0.8 * np.median(inner)).mean() < 0.0005)
