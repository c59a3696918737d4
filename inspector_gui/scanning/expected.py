"""What a reading looks for, and which sheets it puts aside."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from db.progress import Progress
from inspector_gui.scanning.identity import SheetIdentity
from inspector_gui.scanning.layout import FormLayout, Side
from inspector_gui.scanning.outcomes import Outcome, PageKey, Reason


@dataclass(frozen=True)
class Expected:
    """`layouts`: forms that may come; `envelopes`: their codes by `envelope_code`, of the classes
    that are being read.

    `read_before`: sides that were read in an earlier run, of which another scan is a duplicate;
    `done`: pages that an earlier run dealt with, which are passed over.
    """

    layouts: tuple[FormLayout, ...]
    envelopes: frozenset[str]
    read_before: Collection[SheetIdentity] = frozenset()
    done: Collection[PageKey] = frozenset()

    @cached_property
    def _by_form(self) -> dict[str, FormLayout]:
        return {layout.form: layout for layout in self.layouts}

    def side_of(self, identity: SheetIdentity) -> Side | None:
        """The page as it was printed; None where it is not one of ours."""
        layout = self._by_form.get(identity.form)
        if layout is None or layout.version != identity.version:
            return None
        return layout.sides[identity.side - 1] if 1 <= identity.side <= len(layout.sides) else None

    def objection(
        self, identity: SheetIdentity, seen: Collection[SheetIdentity] = frozenset()
    ) -> Reason | None:
        """Why a page of this identity is put aside; `seen`: sides that this run has read."""
        if identity.is_cover:
            return Reason.COVER
        layout = self._by_form.get(identity.form)
        if layout is None:
            return Reason.OTHER_FORM
        if self.side_of(identity) is None:
            return Reason.OTHER_VERSION
        if identity.envelope not in self.envelopes:
            return Reason.OTHER_CLASS
        if identity in seen or identity in self.read_before:
            return Reason.DUPLICATE
        return None


class PageReader(Protocol):
    """Reads scans: `read_pages` of `reading.py`, or what a test puts in its place."""

    def __call__(
        self, paths: Sequence[Path], expected: Expected, folder: Path, progress: Progress
    ) -> Iterator[Outcome]:
        """One outcome for each page, in the order of files and pages, as soon as it is read.

        `paths`: PDF, TIFF, JPEG, PNG files, and folders of them; `folder`: where the pictures of
        the pages go, to be swept by `pictures.sweep`. Progress counts pages. Pages that are `done`
        have no outcome. Raises InspectionError where nothing can be read at all (no reader
        installed, no file there), Cancelled once given up: what was yielded by then holds.
        """
