"""The strokes of a glyph as a path, for words that are drawn and not written."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from inspector_gui.documents.sfnt import Face

ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME, Y_SAME = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    on_curve: bool = True

    def between(self, other: Point, share: float = 0.5) -> Point:
        x, y = self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share
        return Point(x, y)


@dataclass(frozen=True)
class Curve:
    """From where the last one ended; quadratic in the font, cubic in PDF."""

    start: Point
    control: Point
    end: Point

    def cubic(self) -> tuple[float, ...]:
        first, second = (p.between(self.control, 2 / 3) for p in (self.start, self.end))
        return first.x, first.y, second.x, second.y, self.end.x, self.end.y


def contours(face: Face, character: str) -> Iterator[list[Curve]]:
    """The closed contours of a simple glyph, in font units."""
    data = face.outline(face.glyphs[ord(character)])
    count = struct.unpack_from(">h", data)[0] if data else 0
    if count <= 0:
        return
    ends = struct.unpack_from(f">{count}H", data, 10)
    points = _points(data, 10 + 2 * count, ends[-1] + 1)
    start = 0
    for end in ends:
        yield _curves(points[start : end + 1])
        start = end + 1


def _points(data: bytes, at: int, count: int) -> list[Point]:
    at += 2 + struct.unpack_from(">H", data, at)[0]
    flags: list[int] = []
    while len(flags) < count:
        flag, at = data[at], at + 1
        times, at = (data[at] + 1, at + 1) if flag & REPEAT else (1, at)
        flags += [flag] * times
    xs, at = _coordinates(data, at, flags, X_SHORT, X_SAME)
    ys, _at = _coordinates(data, at, flags, Y_SHORT, Y_SAME)
    return [Point(x, y, bool(f & ON_CURVE)) for x, y, f in zip(xs, ys, flags, strict=True)]


def _coordinates(
    data: bytes, at: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at


def _curves(points: list[Point]) -> list[Curve]:
    """Between two controls lies a point of the curve that the font leaves out."""
    full: list[Point] = []
    for before, point in zip([points[-1], *points], points, strict=False):
        if not before.on_curve and not point.on_curve:
            full.append(before.between(point))
        full.append(point)
    first = next(n for n, point in enumerate(full) if point.on_curve)
    full = [*full[first:], *full[:first], full[first]]
    curves, here = [], full[0]
    control: Point | None = None
    for point in full[1:]:
        if not point.on_curve:
            control = point
            continue
        curves.append(Curve(here, control or here.between(point), point))
        here, control = point, None
    return curves
