"""The bureau's own regulation in the place of the catalogue's placeholder, named and locked."""

from datetime import date

from db.records.provisions import ProvisionLine
from db.unit_of_work import Work
from inspector_gui.demo.scenario import Entry


def lock_local_rule(work: Work, rule: Entry, on: date) -> None:
    """Name it, say for each item which article is meant, and lock the articles."""
    law = next(
        replaced for replaced in work.catalogues.rules() if replaced.code == rule["replaces"]
    )
    work.catalogues.change_rule(
        law.id,
        **{name: rule[name] for name in ("title", "doc_no", "issuer")},
        in_force_from=date.fromisoformat(rule["in_force_from"]),
    )
    items = {item.code: item.id for item in work.catalogues.items()}
    nameless = {
        use.item_code: use.citation_id
        for line in _lines(work, rule["title"])
        if line.article is None
        for use in line.uses
    }
    for code, article in rule["articles"].items():
        if code in nameless:
            work.provisions.name_article(law.id, None, article, [nameless[code]])
        else:
            work.provisions.cite(items[code], law.id, article)
    for line in _lines(work, rule["title"]):
        if line.article:
            work.provisions.lock(law.id, line.article, locked=True, by=rule["checked_by"], on=on)


def _lines(work: Work, title: str) -> list[ProvisionLine]:
    return [line for line in work.provisions.lines() if line.title == title]
