# mypy: allow-untyped-calls
"""Finds the codes in the corners, and lays the page straight by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

from inspector_gui.scanning.identity import Corner, SheetIdentity, parse_code
from inspector_gui.scanning.layout import CODE_SIDE, PAGE_HEIGHT, PAGE_WIDTH, code_corner

FEWEST_CODES = 3
"""Two opposite codes still fix a page, but not its bend."""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Codes:
    """What was found: whose sheet it is, and the corners of its codes on the picture."""

    identities: frozenset[SheetIdentity]
    corners: dict[Corner, Points]

    @property
    def turned(self) -> bool:
        """Whether the page stands on its head."""
        low = [c for c in (Corner.BOTTOM_LEFT, Corner.BOTTOM_RIGHT) if c in self.corners]
        high = [c for c in (Corner.TOP_LEFT, Corner.TOP_RIGHT) if c in self.corners]
        if not low or not high:
            return False
        return bool(self.corners[high[0]][:, 1].mean() > self.corners[low[0]][:, 1].mean())


def find_codes(picture: Image.Image) -> Codes:
    """As it came, then by harder looks, until enough are found."""
    identities: set[SheetIdentity] = set()
    corners: dict[Corner, Points] = {}
    for looked_at, scale in _looks(picture):
        for identity, corner, points in _codes_in(looked_at):
            identities.add(identity)
            corners.setdefault(corner, points / scale)
        if len(corners) == len(Corner) or (len(corners) >= FEWEST_CODES and scale != 1):
            break
    return Codes(frozenset(identities), corners)


def _looks(picture: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    yield picture, 1.0
    contrasted = ImageOps.autocontrast(picture, cutoff=2)
    yield contrasted.filter(ImageFilter.GaussianBlur(1.0)), 1.0000001
    large = (picture.width * 3 // 2, picture.height * 3 // 2)
    yield contrasted.resize(large, Image.Resampling.BICUBIC), 1.5


def _codes_in(picture: Image.Image) -> Iterator[tuple[SheetIdentity, Corner, Points]]:
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for barcode in zxingcpp.read_barcodes(np.asarray(picture), formats=wanted):
        parsed = parse_code(barcode.text)
        if parsed is not None:
            at = barcode.position
            points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            yield *parsed, np.array([(point.x, point.y) for point in points], dtype=np.float64)


def straightened(picture: Image.Image, codes: Codes, scale: int) -> Image.Image:
    """The upright page, `scale` pixels to the mm."""
    printed = np.concatenate([_printed(corner) for corner in codes.corners]) * scale
    seen = np.concatenate(list(codes.corners.values()))
    matrix = _homography(printed, seen)
    size = (int(PAGE_WIDTH) * scale, int(PAGE_HEIGHT) * scale)
    return picture.transform(
        size,
        Image.Transform.PERSPECTIVE,
        tuple(matrix.ravel()[:8]),
        Image.Resampling.BILINEAR,
    )


def _printed(corner: Corner) -> Points:
    x, y = code_corner(corner)
    side = CODE_SIDE
    return np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])


def _homography(source: Points, target: Points) -> Points:
    """From `source` to `target`, by least squares after Hartley's normalisation."""
    inner, outer = _normal(source), _normal(target)
    ones = np.ones((len(source), 1))
    rows = []
    left = np.hstack([source, ones]) @ inner.T
    right = np.hstack([target, ones]) @ outer.T
    for (x, y, _), (u, v, _) in zip(left, right, strict=True):
        rows.append([-x, -y, -1, 0, 0, 0, u * x, u * y, u])
        rows.append([0, 0, 0, -x, -y, -1, v * x, v * y, v])
    best = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    matrix = np.linalg.inv(outer) @ best @ inner
    found: Points = matrix / matrix[2, 2]
    return found


def _normal(points: Points) -> Points:
    middle = points.mean(0)
    scale = np.sqrt(2) / np.hypot(*(points - middle).T).mean()
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])
