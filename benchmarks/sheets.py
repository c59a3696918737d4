# mypy: allow-untyped-calls
"""58 feedback sheets, against replaying their finished strings and lines on a bare canvas with
reportlab's own TrueType fonts; and the size of a sheet against its bound."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.campaign import demo
from benchmarks.measure import Result, in_turns, timed

ROUNDS = 5
LARGEST_KB = 165.0


def run() -> Iterator[Result]:
    facts = _facts()
    from db.ids import wall_clock
    from db.vocabulary import DocumentKind
    from inspector_gui.documents.document import Stamp
    from inspector_gui.documents.family.feedback_sheet import feedback_draft
    from inspector_gui.documents.fonts import fonts
    from inspector_gui.documents.pdf.printing import print_pdf
    from inspector_gui.documents.surface import Recorder
    from inspector_gui.documents.template_texts import own_wording
    from inspector_gui.documents.typeset import typeset

    wording, faces = own_wording(DocumentKind.FEEDBACK), fonts()
    stamp = Stamp(wall_clock())
    recorded = []
    for fact in facts:
        recorder = Recorder()
        typeset(feedback_draft(fact, wording).stamped(stamp, wording), faces, recorder)
        recorded.append(recorder.operations)

    def ours() -> list[bytes]:
        return [
            print_pdf(feedback_draft(fact, wording).stamped(stamp, wording), faces)
            for fact in facts
        ]

    sizes = [len(pdf) / 1024 for pdf in ours()]
    mine, bare = in_turns(
        lambda: timed(ours),
        lambda: timed(lambda: [_replay(recording) for recording in recorded]),
        ROUNDS,
    )
    yield Result(f"sheets.{len(facts)}", mine, bare, "ms", 1.25)
    yield Result("sheets.largest", max(sizes), LARGEST_KB, "KB", 1.0)


def ready() -> list[Any]:
    """The sheets of the reference campaign, ready to be set."""
    from db.ids import wall_clock
    from db.vocabulary import DocumentKind
    from inspector_gui.documents.document import Stamp
    from inspector_gui.documents.family.feedback_sheet import feedback_draft
    from inspector_gui.documents.template_texts import own_wording

    wording, stamp = own_wording(DocumentKind.FEEDBACK), Stamp(wall_clock(), locked=True)
    return [feedback_draft(fact, wording).stamped(stamp, wording) for fact in _facts()]


def _facts() -> Sequence[Any]:
    from db.publishing.feedback import feedback_facts
    from db.store import Store

    facts = []
    with tempfile.TemporaryDirectory() as name:
        for file in demo(Path(name) / "demo")[1:]:
            with Store.open(file) as store, store.read() as work:
                facts += [feedback_facts(work, line) for line in work.schools.lines()]
    return facts


def _replay(operations: Sequence[Any]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1)
    for operation, arguments in operations:
        _BARE.get(operation.__name__, _ignore)(canvas, *arguments)
    canvas.save()
    return buffer.getvalue()


def _text(canvas: Any, x: float, y: float, runs: Any, *_: object) -> None:
    line = canvas.beginText(x, y)
    for run in runs:
        line.setFont(_registered(run.face.path), run.size)
        line.setCharSpace(run.gap)
        line.textOut(run.text)
    canvas.drawText(line)


def _rule(canvas: Any, start: Any, end: Any, weight: float, *_: object) -> None:
    canvas.setLineWidth(weight)
    canvas.line(*start, *end)


def _ignore(*_: object) -> None:
    """Bookmarks and the watermark are not the baseline's work."""


@cache
def _registered(path: Path) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return path.stem


_BARE: dict[str, Any] = {"text": _text, "rule": _rule, "end_page": lambda canvas: canvas.showPage()}
