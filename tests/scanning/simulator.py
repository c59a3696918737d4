"""Fills printed questionnaires as pupils do, and scans them as copiers and telephones do.

The habits and their shares below were written down before the reader was tuned, and are frozen:
a change here is a change of what the measured error rates mean. Only numpy and Pillow.
"""

import io
import math
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from inspector_gui.scanning.layout import Answering, FormLayout, Side

DPI = 300
SCALE = DPI / 25.4
PENS = {"black": 0.42, "blue": 0.30, "pencil": 0.16, "light": 0.08, "red": 0.04}
WIDTHS = {"black": (4.5, 8), "blue": (4.5, 8), "pencil": (5, 9), "light": (5, 8), "red": (4, 7)}
INKS = {
    "black": (0.8, 0.95),
    "blue": (0.6, 0.85),
    "pencil": (0.45, 0.7),
    "light": (0.22, 0.4),
    "red": (0.4, 0.6),
}
HANDS = {"tick": 0.68, "cross": 0.08, "fill": 0.12, "circle": 0.02, "slash": 0.04, "mix": 0.06}
SIZES = {"tick": (3.2, 6.5), "cross": (3, 5.5), "fill": (2.8, 5), "circle": (6, 9), "slash": (3, 6)}
#: What may happen at a single-choice question, of a thousand.
HAPPENS = {
    "blank": 20, "corrected": 15, "double": 7, "erased": 10, "huge": 6, "cancelled": 6,
    "on_label": 6, "dot": 4,
}  # fmt: skip


class Scanner(Enum):
    COPIER_200 = "scan200"
    COPIER_150 = "scan150"
    PHOTOCOPY = "photocopy"
    PHONE = "phone"


@dataclass(frozen=True)
class Pen:
    width: float
    ink: float
    rough: bool


@dataclass
class Filled:
    """A page as it was filled in: what its pupil meant, by question, and what happened there."""

    picture: Image.Image
    truth: dict[str, frozenset[str]] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    pen: str = ""


class _Hand:
    """Draws ink on one page; darkness from 0 to 1."""

    def __init__(self, size: tuple[int, int], rng: np.random.Generator) -> None:
        self.ink = np.zeros((size[1], size[0]), dtype=np.float32)
        self._rng = rng

    def stroke(self, points: Any, pen: Pen) -> None:
        rng, path = self._rng, np.asarray(points, dtype=float)
        parts = []
        for start, end in pairwise(path):
            count = max(2, int(np.hypot(*(end - start)) / 6))
            parts.append(start + (end - start) * np.linspace(0, 1, count, endpoint=False)[:, None])
        line = np.concatenate([*parts, path[-1:]])
        line = line + rng.normal(0, 1.0, line.shape).cumsum(0) * 0.25
        left, top = np.floor(line.min(0)).astype(int) - 12
        right, bottom = np.ceil(line.max(0)).astype(int) + 12
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.ink.shape[1], right), min(self.ink.shape[0], bottom)
        if right <= left or bottom <= top:
            return
        sketch = Image.new("L", (int(right - left) * 2, int(bottom - top) * 2))
        draw = ImageDraw.Draw(sketch)
        width = max(1, round(pen.width * 2 * rng.uniform(0.8, 1.2)))
        drawn = [(float(x - left) * 2, float(y - top) * 2) for x, y in line]
        draw.line(drawn, fill=255, width=width, joint="curve")
        small = sketch.resize((int(right - left), int(bottom - top)), Image.Resampling.BOX)
        level = np.asarray(small, dtype=np.float32) / 255 * pen.ink
        if pen.rough:
            grain = Image.fromarray((rng.uniform(0, 255, level.shape)).astype(np.uint8))
            soft = np.asarray(grain.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float32)
            level = level * np.clip(soft / 255 * 1.6, 0, 1)
        part = self.ink[top:bottom, left:right]
        np.maximum(part, level, out=part)

    def mark(self, kind: str, at: Any, size: float, pen: Pen, gap: float = 0.45) -> None:
        rng = self._rng
        if kind == "tick":
            angle = rng.normal(0, 0.15)
            turn = np.array(
                [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]]
            )
            tail = rng.uniform(0.9, 1.7)
            shape = np.array([(-0.55, -0.05), (-0.1, 0.5), (0.55 * tail, -0.75 * tail)])
            self.stroke(shape * size * SCALE @ turn.T + at, pen)
        elif kind == "cross":
            for way in (1, -1):
                shape = np.array([(-0.5, -0.5 * way), (0.5, 0.5 * way)]) * size * SCALE
                off = rng.normal(0, 0.1 * SCALE, 2)
                self.stroke(shape * rng.uniform(0.85, 1.15) + at + off, pen)
        elif kind == "fill":
            path = []
            for row in range(int(size / gap) + 1):
                y = -size / 2 + row * gap
                path.append((-size / 2 * rng.uniform(0.8, 1.1), y))
                path.append((size / 2 * rng.uniform(0.8, 1.1), y + gap / 2))
            self.stroke(np.array(path) * SCALE + at, pen)
        elif kind == "circle":
            turn = np.linspace(-0.3, 2 * math.pi + 0.2, 40)
            path = np.c_[np.cos(turn) * size * 0.62, np.sin(turn) * size * 0.5]
            self.stroke(path * SCALE + at, pen)
        else:
            self.stroke(np.array([(-0.35, 0.35), (0.35, -0.35)]) * size * SCALE + at, pen)


def _chosen(rng: np.random.Generator, shares: dict[str, float]) -> str:
    return str(rng.choice(list(shares), p=list(shares.values())))


def fill(
    base: Image.Image, layout: FormLayout, side: Side, rng: np.random.Generator, harsh: float = 1.0
) -> Filled:
    """`base`: the printed page at 300 dpi; `harsh`: 1, or 0.5 for a tidy class."""
    pupil = _Pupil(base, layout, side, rng, harsh)
    filled = pupil.fill()
    level = np.asarray(base, dtype=np.float32) * (1 - pupil.hand.ink)
    filled.picture = Image.fromarray(level.astype(np.uint8))
    return filled


class _Pupil:
    def __init__(
        self,
        base: Image.Image,
        layout: FormLayout,
        side: Side,
        rng: np.random.Generator,
        harsh: float,
    ) -> None:
        self.hand, self._rng, self._harsh = _Hand(base.size, rng), rng, harsh
        self._layout, self._side = layout, side
        name = _chosen(rng, PENS if harsh >= 1 else {"black": 0.6, "blue": 0.4})
        self._pen = Pen(
            rng.uniform(*WIDTHS[name]), rng.uniform(*INKS[name]), name in ("pencil", "light")
        )
        self._style = _chosen(rng, HANDS)
        self._sloppy = float(rng.choice([0.4, 0.8, 1.3], p=[0.55, 0.35, 0.1])) * harsh
        self._filled = Filled(base, pen=name)

    def fill(self) -> Filled:
        several = {q.code: q for q in self._layout.questions if q.answering is Answering.SEVERAL}
        places: dict[str, list[tuple[str, Any]]] = {}
        for box in self._side.boxes:
            at = np.array([box.x * SCALE, box.y * SCALE])
            places.setdefault(box.question, []).append((box.option, at))
        for question, boxes in places.items():
            if question in several:
                self._answer_several(question, boxes, several[question].exclusive)
            else:
                self._answer_one(question, boxes)
        for code, area in self._side.fields:
            if self._rng.random() < 0.6:
                x, y = area.left * SCALE, (area.top + area.height / 2) * SCALE
                for digit in range(2):
                    self._mark((x + (6 + 6 * digit) * SCALE, y), "cross", 4)
                self._filled.truth[code] = frozenset({"written"})
            else:
                self._filled.truth[code] = frozenset()
        self._strays()
        return self._filled

    def _mark(self, at: Any, kind: str = "", size: float = 0.0, pen: Pen | None = None) -> None:
        rng = self._rng
        kind = kind or self._style
        if kind == "mix":
            kind = str(rng.choice(["tick", "cross", "fill"]))
        off = np.clip(rng.normal(0, self._sloppy * 0.7, 2), -2.4, 2.4)
        if kind == "fill":
            off = off * 0.5
        size = size or rng.uniform(*SIZES[kind])
        self.hand.mark(kind, np.asarray(at) + off * SCALE, size, pen or self._pen)

    def _answer_several(self, question: str, boxes: Any, exclusive: tuple[str, ...]) -> None:
        rng, common = self._rng, [box for box in boxes if box[0] not in exclusive]
        chosen = rng.choice(len(common), rng.integers(0, 4), replace=False)
        for at in chosen:
            self._mark(common[at][1])
        self._filled.truth[question] = frozenset(common[at][0] for at in chosen)

    def _answer_one(self, question: str, boxes: Any) -> None:
        rng, hand, pen = self._rng, self.hand, self._pen
        shares = {name: share / 1000 for name, share in HAPPENS.items()}
        event = _chosen(rng, {**shares, "": 1 - sum(shares.values())})
        right = int(rng.integers(len(boxes)))
        wrong = int(rng.choice([n for n in range(len(boxes)) if n != right]))
        code, at = boxes[right]
        truth = {code}
        if event == "blank":
            truth = set()
        elif event == "corrected":
            self._mark(boxes[wrong][1])
            self._take_back(boxes[wrong][1])
            self._mark(at)
        elif event == "double":
            self._mark(boxes[wrong][1])
            self._mark(at)
            truth = {code, boxes[wrong][0]}
        elif event == "erased":
            self._mark(boxes[wrong][1], pen=Pen(pen.width, rng.uniform(0.06, 0.16), rough=True))
            self._mark(at)
        elif event == "huge":
            self._mark(at, "tick", rng.uniform(8, 12))
        elif event == "cancelled" and self._style != "fill":
            self._mark(at)
            hand.mark("fill", at, 5, pen, 0.3)
            truth = set()
        elif event == "on_label":
            beside = at + np.array([rng.uniform(4, 8), rng.normal(0, 0.6)]) * SCALE
            hand.mark("tick", beside, rng.uniform(3, 5), pen)
        elif event == "dot":
            hand.stroke([at, at + rng.normal(0, 3, 2) + 4], pen)
        else:
            self._mark(at)
        self._filled.truth[question] = frozenset(truth)
        if event:
            self._filled.events[question] = event

    def _take_back(self, at: Any) -> None:
        how = self._rng.choice(["black", "lines", "cross"])
        if how == "black":
            self.hand.mark("fill", at, self._rng.uniform(4.2, 5.5), self._pen, 0.3)
        elif how == "lines":
            for drop in (-0.8, 0.8):
                ends = [at + np.array([way * 4, drop]) * SCALE for way in (-1, 1)]
                self.hand.stroke(ends, self._pen)
        else:
            self.hand.mark("cross", at, 8, self._pen)

    def _strays(self) -> None:
        rng = self._rng
        for _ in range(rng.poisson(0.5)):
            at = np.array([rng.uniform(15, 195), rng.uniform(30, 280)]) * SCALE
            self.hand.stroke([at, at + rng.normal(0, 4 * SCALE, 2)], self._pen)


def scan(page: Image.Image, kind: Scanner, rng: np.random.Generator, harsh: float = 1.0) -> bytes:
    """The page as a JPEG."""
    if kind is Scanner.PHOTOCOPY:
        page = _photocopied(page, rng)
    seen = (
        _photographed(page, rng, harsh) if kind is Scanner.PHONE else _fed(page, kind, rng, harsh)
    )
    if rng.random() < 0.06:
        seen = seen.rotate(180)
    buffer = io.BytesIO()
    seen.save(buffer, "JPEG", quality=int(rng.integers(40, 90)))
    return buffer.getvalue()


def _levels(page: Image.Image) -> Any:
    return np.asarray(page, dtype=np.float32)


def _picture(levels: Any) -> Image.Image:
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def _photocopied(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    half = page.resize((page.width // 2, page.height // 2), Image.Resampling.BOX)
    bent = _bent(half, rng, 0.35 * SCALE / 2)
    gain, middle = rng.uniform(1.2, 2.2), rng.uniform(110, 190)
    levels = 255 / (1 + np.exp(-(_levels(bent) - middle) / (255 / (8 * gain))))
    levels += rng.normal(0, 6, levels.shape)
    for _ in range(rng.poisson(60)):
        y, x = int(rng.integers(levels.shape[0])), int(rng.integers(levels.shape[1]))
        levels[y : y + 2, x : x + 2] = rng.uniform(0, 120)
    if rng.random() < 0.3:
        x = int(rng.uniform(0.05, 0.95) * levels.shape[1])
        levels[:, x : x + int(rng.integers(1, 3))] *= rng.uniform(0.3, 0.8)
    return _picture(levels).resize(page.size, Image.Resampling.BILINEAR)


def _bent(page: Image.Image, rng: np.random.Generator, amount: float) -> Image.Image:
    """Paper that does not lie flat: a mesh of quadrilaterals."""
    columns, rows = 7, 9
    off = rng.normal(0, amount, (rows, columns, 2))
    x = np.linspace(0, page.width, columns)
    y = np.linspace(0, page.height, rows)
    corner = np.stack(np.meshgrid(x, y), -1) + off
    mesh = []
    for row in range(rows - 1):
        for column in range(columns - 1):
            box = (int(x[column]), int(y[row]), int(x[column + 1]), int(y[row + 1]))
            quad = [corner[row, column], corner[row + 1, column]]
            quad += [corner[row + 1, column + 1], corner[row, column + 1]]
            mesh.append((box, tuple(float(value) for point in quad for value in point)))
    return page.transform(
        page.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=255
    )


def _fed(page: Image.Image, kind: Scanner, rng: np.random.Generator, harsh: float) -> Image.Image:
    dpi = 200 if kind is Scanner.COPIER_200 else 150
    ratio = dpi / DPI
    size = (round(210 / 25.4 * dpi), round(297 / 25.4 * dpi))
    angle = math.radians(rng.uniform(-3, 3) * harsh)
    stretch = ratio * rng.uniform(0.985, 1.015)
    off = rng.normal(0, 1.5 * dpi / 25.4, 2)
    soft = page.filter(ImageFilter.GaussianBlur(0.36 / ratio))
    cosine, sine = math.cos(angle) / stretch, math.sin(angle) / stretch
    centre_x, centre_y = size[0] / 2 + off[0], size[1] / 2 + off[1]
    matrix = (
        cosine, sine, page.width / 2 - cosine * centre_x - sine * centre_y,
        -sine, cosine, page.height / 2 + sine * centre_x - cosine * centre_y,
    )  # fmt: skip
    around = int(rng.choice([255, 235, 40], p=[0.7, 0.2, 0.1]))
    fed = soft.transform(
        size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=around
    )
    levels = _levels(fed).copy()
    if rng.random() < 0.25:
        levels = 255 - (255 - levels) * rng.uniform(0.6, 0.9)
    if rng.random() < 0.3:
        shade = np.linspace(0, rng.uniform(0, 45) * harsh, size[0])[None, :]
        levels = levels - (shade if rng.random() < 0.5 else shade[:, ::-1])
    if rng.random() < 0.15:
        x = int(rng.uniform(0, size[0]))
        levels[:, max(0, x - 20) : x + 20] -= rng.uniform(5, 30)
    blurred = _picture(levels).filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.9)))
    noise = rng.normal(0, rng.uniform(1, 7) * harsh, (size[1], size[0]))
    return _picture(_levels(blurred) + noise)


def _photographed(page: Image.Image, rng: np.random.Generator, harsh: float) -> Image.Image:
    width, height = 2000, 2667
    edge = rng.uniform(0.03, 0.10)
    corners = (
        np.array([(edge, edge), (1 - edge, edge), (1 - edge, 1 - edge), (edge, 1 - edge)])
        + rng.uniform(-0.028, 0.028, (4, 2)) * harsh
    )
    corners = corners * (width, height)
    bent = _bent(page, rng, 0.25 * SCALE * harsh).filter(ImageFilter.GaussianBlur(0.8))
    paper = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    matrix = _perspective(corners, np.array(paper, dtype=float))
    seen = bent.transform(
        (width, height), Image.Transform.PERSPECTIVE, matrix, Image.Resampling.BILINEAR
    )
    inside = Image.new("L", (width, height))
    ImageDraw.Draw(inside).polygon([tuple(map(float, corner)) for corner in corners], fill=255)
    table = _picture(rng.normal(rng.uniform(30, 170), 25, (40, 30))).resize((width, height))
    levels = np.where(np.asarray(inside) > 0, _levels(seen), _levels(table))
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    light = rng.uniform(0.62, 0.95) + rng.uniform(-0.18, 0.18) * x + rng.uniform(-0.18, 0.18) * y
    if rng.random() < 0.5:
        angle = rng.uniform(0, 2 * math.pi)
        across = x * math.cos(angle) + y * math.sin(angle) - rng.uniform(-0.6, 0.6)
        depth = rng.uniform(0.2, 0.5) * harsh
        light = light * (1 - depth / (1 + np.exp(-across * rng.uniform(8, 40))))
    soft = _picture(levels * light).filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.5)))
    return _picture(_levels(soft) + rng.normal(0, rng.uniform(2, 8), (height, width)))


def _perspective(source: Any, target: Any) -> tuple[float, ...]:
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(right)))
