"""The record of a draw of schools to teams: printed once drawn, with all it takes to repeat it."""

import hashlib
import re

import pytest

from db.store import Store
from db.vocabulary import Act
from inspector_gui.demo.campaign import build
from inspector_gui.documents.document_list import papers_of_campaign
from inspector_gui.documents.release import checked_pdf
from inspector_gui.sampling.allotting import freeze, reveal
from tests.documents.samples import LOCKED, pdfium_pages, squeezed


@pytest.fixture
def bureau(tmp_path):
    """The demonstration's bureau, with its plan taken back so that there is something to draw."""
    file = build(tmp_path)[0]
    with Store.open(file) as store:
        with store.act(Act.PLAN) as work:
            for school in work.plans.schools():
                work.plans.release(school.id)
        yield store


def records(store):
    with store.read() as work:
        found = [paper for paper in papers_of_campaign(work) if "抽签" in paper.name]
        return [(one.name, one.serial, one.build().stamped(LOCKED, one.wording)) for one in found]


def test_nothing_is_printed_before_it_is_drawn(bureau):
    assert records(bureau) == []
    with bureau.act(Act.PLAN) as work:
        freeze(work, lambda: "2da1f786d71ac7cb")
    assert records(bureau) == []


def test_the_record_says_all_that_is_needed_and_what_came_of_it(bureau, tmp_path):
    with bureau.act(Act.PLAN) as work:
        freeze(work, lambda: "2da1f786d71ac7cb")
    with bureau.act(Act.DRAW) as work:
        reveal(work, work.plans.draws()[0], "526771", "王监督")
    [(name, serial, document)] = records(bureau)
    assert (name, serial) == ("抽签分派记录", "2025-SF-C1")
    text = squeezed("".join(pdfium_pages(checked_pdf(document))))
    assert hashlib.sha256(b"2da1f786d71ac7cb").hexdigest() in text
    for said in ("秘密数2da1f786d71ac7cb", "监督人数字526771", "监督人王监督", "school|S001"):
        assert said in text
    with bureau.read() as work:
        given = {school.code: school.team for school in work.plans.schools()}
    assert len(given) > 50
    for code, team in given.items():
        assert re.search(rf"\d+{code}[^S]+{team}", text), code


def test_the_way_to_repeat_it_names_every_kind_of_line_that_was_frozen(bureau):
    """Whoever draws again by hand must not meet a line or a step that is not told."""
    with bureau.act(Act.PLAN) as work:
        freeze(work, lambda: "2da1f786d71ac7cb")
    with bureau.act(Act.DRAW) as work:
        reveal(work, work.plans.draws()[0], "526771", "王监督")
    with bureau.read() as work:
        kinds = {line.partition("|")[0] for line in work.plans.draws()[0].entries}
    [(_name, _serial, document)] = records(bureau)
    recipe = squeezed("".join(pdfium_pages(checked_pdf(document)))).rpartition("重做办法")[2]
    assert "home" in kinds
    for kind in (*kinds, "held"):
        assert f"{kind}行为" in recipe
    assert "对调检查组" in recipe
    assert "“|1”至“|19”" in recipe
