"""Where the command palette looks: in the list of schools, the file, the menus and the page."""

import uuid
from collections.abc import Callable, Iterator
from functools import partial

from db.records.search import Found, FoundRecord, Sought
from db.unit_of_work import Work
from db.vocabulary import Desk as DeskKind
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable, grouped_yuan, read_yuan
from inspector_gui.statistics.step import Step
from inspector_gui.window.shell.menus import Menus
from inspector_gui.window.shell.palette_hits import MOST_OF_ONE, Hit, Kind, chosen, ranked
from inspector_gui.window.shell.workbench import Workbench
from inspector_gui.window.targets import PageKey, Record, Target, finding_target
from inspector_gui.window.widgets.elements import Button

_KINDS = {
    Found.FINDING: Kind.FINDING,
    Found.FEE: Kind.FEE,
    Found.VOUCHER: Kind.VOUCHER,
    Found.COMPLAINT: Kind.COMPLAINT,
    Found.CONTACT: Kind.CONTACT,
}


class PaletteIndex:
    """All there is, asked anew for what was typed."""

    def __init__(self, bench: Workbench, menus: Menus) -> None:
        self._bench, self._desk, self._menus = bench, bench.desk, menus

    def find(self, typed: str, only: Kind | None = None) -> list[Hit]:
        """What fits, best first; with nothing typed what can be done here and now."""
        if not typed.strip():
            return chosen([*self._deeds(), *self._pages()], only)
        fit = (found for hit in self._named() if (found := ranked(hit, typed)) is not None)
        return chosen([*fit, *self._records(typed)], only)

    def _named(self) -> Iterator[Hit]:
        yield from self._schools()
        yield from self._items()
        yield from self._people()
        yield from self._pages()
        yield from self._deeds()

    def _schools(self) -> Iterator[Hit]:
        for line in self._desk.schools:
            facts = [label(line.kind), label(line.ownership), line.team, line.code]
            if line.findings:
                facts.append(f"问题 {line.findings}")
            go = partial(self._bench.go_to_school, line.visit_id)
            yield Hit(Kind.SCHOOL, line.name, " · ".join(facts), go, known=(line.code,))

    def _items(self) -> Iterator[Hit]:
        """Those the chosen school is asked; where none is chosen, as they are prepared."""
        school = self._desk.school
        for item in self._desk.items_for(school) if school else self._desk.items:
            go = (
                self._led_to(Target(PageKey.CHECKLIST, Record.ITEM, item.code))
                if school
                else self._prepared(item.inspection, Step.CONTENTS, item.id)
            )
            where = school.name if school else "检查内容"
            title = f"{item.code}　{item.question}"
            known = (item.code, item.violation)
            yield Hit(Kind.ITEM, title, where, go, known=known)

    def _people(self) -> Iterator[Hit]:
        """At a team one of its own takes over the recording; at the bureau they are looked up."""
        if self._desk.kind is DeskKind.TEAM:
            for person in self._desk.people:
                take = partial(self._bench.status.person_chosen.emit, person.id)
                yield Hit(Kind.PERSON, person.name, f"{person.role} · 换成录入员", take, "F8")
            return
        with self._desk.store.read() as work:
            teams, people = work.people.teams(), work.people.members()
        for team in teams:
            for person in (person for person in people if person.team_id == team.id):
                go = self._prepared(team.inspection, Step.PEOPLE, person.id)
                yield Hit(Kind.PERSON, person.name, f"{team.name} · {person.role}", go)

    def _pages(self) -> Iterator[Hit]:
        for menu in self._menus.offered():
            if menu.is_page:
                yield Hit(Kind.PAGE, menu.title, menu.menu, menu.action.trigger, menu.key)

    def _deeds(self) -> Iterator[Hit]:
        """What the buttons of the page in front and the menus do."""
        page, title = self._bench.page(), self._bench.title()
        for part in filter(None, (page, page.context)):
            for button in part.findChildren(Button):
                if button.key and button.isEnabled() and button.isVisibleTo(part):
                    yield Hit(
                        Kind.COMMAND, button.accessibleName(), title, button.click, button.key
                    )
        for offered in self._menus.offered():
            if not offered.is_page:
                go = offered.action.trigger
                yield Hit(Kind.COMMAND, offered.title, offered.menu, go, offered.key)

    def _records(self, typed: str) -> Iterator[Hit]:
        sought = Sought(tuple(typed.split()), _amount(typed), MOST_OF_ONE)
        with self._desk.store.read() as work:
            for find in _searches(work, bureau=self._desk.kind is DeskKind.BUREAU):
                for found in find(sought):
                    yield self._hit(found, typed)

    def _hit(self, found: FoundRecord, typed: str) -> Hit:
        amount = "" if found.amount_fen is None else f"{grouped_yuan(found.amount_fen)} 元"
        title = f"{found.name}　{found.text}" if found.text else found.name
        detail = " · ".join(filter(None, (found.school, amount)))
        go = self._led_to(_target(found, with_fees=self._has_fees(found.visit_id)))
        hit = Hit(_KINDS[found.kind], title, detail, go, known=(found.name,))
        return ranked(hit, typed) or hit

    def _has_fees(self, visit: uuid.UUID | None) -> bool:
        line = next((line for line in self._desk.schools if line.visit_id == visit), None)
        kind = self._desk.inspections.get(line.inspection) if line else None
        return kind is None or kind.has(PageKey.FEES)

    def _prepared(self, inspection: str, step: Step, row: uuid.UUID) -> Callable[[], object]:
        """To a row of a step in which an inspection (its code) is prepared."""

        def go() -> None:
            self._desk.prepare(inspection)
            self._bench.go_to(Target(PageKey.PREPARE, step, str(row)))

        return go

    def _led_to(self, target: Target) -> Callable[[], object]:
        return partial(self._bench.go_to, target)


def _searches(work: Work, *, bureau: bool) -> Iterator[Callable[[Sought], list[FoundRecord]]]:
    yield work.search.findings
    yield work.search.fees
    yield work.search.vouchers
    if bureau:
        yield work.search.complaints
        yield work.search.contacts


def _target(found: FoundRecord, *, with_fees: bool) -> Target:
    """`with_fees`: its visit has a page of fees, on which its vouchers are."""
    match found.kind:
        case Found.FINDING:
            return finding_target(found.name, found.visit_id)
        case Found.FEE:
            return Target(PageKey.FEES, Record.FEE, found.name, found.visit_id)
        case Found.VOUCHER:
            page = PageKey.FEES if with_fees else PageKey.ACCOUNTS
            return Target(page, Record.VOUCHER, found.name, found.visit_id)
        case Found.COMPLAINT:
            return Target(PageKey.COMPLAINTS, name=found.name)
        case Found.CONTACT:
            return Target(PageKey.CONTACTS, name=found.name)


def _amount(typed: str) -> int | None:
    """The sum that was typed, in fen."""
    try:
        return read_yuan(typed)
    except Unreadable:
        return None
