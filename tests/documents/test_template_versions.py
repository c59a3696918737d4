"""A bureau's words: changed text by text, in versions that a locked document fixes."""

import pytest

from db.errors import InspectionError
from db.vocabulary import Act, DocumentKind
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import lock, sheet_of
from inspector_gui.documents.paper import wording
from inspector_gui.documents.template_versions import edited, keep, next_version, original, rows
from tests.documents.a_day import PRINTED_AT, paper_of, record

KIND = DocumentKind.FEEDBACK


@pytest.fixture
def day(store):
    return record(store)


def words(day):
    with day.store.read() as work:
        return wording(work, KIND)


def change(day, key, text):
    changed = edited(KIND, words(day), key, text)
    with day.store.act(Act.EDIT_TEXT) as work:
        keep(work, work.campaigns.current().id, KIND, changed)


def versions(day):
    with day.store.read() as work:
        return [text.version for text in work.documents.texts(KIND)]


def lock_sheet(day):
    with day.store.read() as work:
        paper = paper_of(work, day.school, KIND)
        sheet = sheet_of(work, paper, work.documents.issued(day.school.visit_id), PRINTED_AT)
    with day.store.act(Act.ISSUE_DOCUMENT) as work:
        lock(work, day.school.visit_id, sheet, day.store.now())
    return sheet


def test_changed_words_are_kept_in_one_version_and_printed(day):
    change(day, "findings_open", "检查清单还没有填完。")
    change(day, "opinion", "☐ 属实\n☐ 不属实：____")
    assert versions(day) == ["2025.1-1"]
    now = words(day)
    assert now.version == "2025.1-1"
    assert now.texts["opinion"] == ("☐ 属实", "☐ 不属实：____")
    assert {row.key for row in rows(KIND, now) if row.changed} == {"findings_open", "opinion"}


def test_after_a_document_was_locked_a_change_is_a_new_version(day):
    change(day, "closing", "本单由{主管单位}解释。")
    before = lock_sheet(day)
    change(day, "closing", "本单解释权归{主管单位}。")
    assert versions(day) == ["2025.1-2", "2025.1-1"]
    with day.store.read() as work:
        [issued] = work.documents.issued(day.school.visit_id)
    assert issued.content_hash == before.document.content_hash
    assert "本单由示例市教育局解释。" in issued.content


def test_a_text_is_put_back_as_it_came(day):
    change(day, "closing", "改了。")
    with day.store.act(Act.EDIT_TEXT) as work:
        keep(work, work.campaigns.current().id, KIND, original(KIND, words(day), "closing"))
    assert not any(row.changed for row in rows(KIND, words(day)))


def test_what_cannot_be_filled_in_is_not_kept(day):
    with pytest.raises(InspectionError, match="“学校名”不是可以填写的内容"):
        edited(KIND, words(day), "closing", "{学校名}")
    assert versions(day) == []


def test_an_edit_of_words_is_taken_back(day):
    change(day, "closing", "改了。")
    assert day.store.undo() is Act.EDIT_TEXT
    assert words(day).texts["closing"] != "改了。"


def test_versions_are_counted():
    assert [next_version(one) for one in ("2025.1", "2025.1-1", "2025.1-9")] == [
        "2025.1-1",
        "2025.1-2",
        "2025.1-10",
    ]


def test_the_bureaus_words_go_out_with_the_team_files(day, tmp_path):
    from db.handout.team_files import hand_out
    from db.store import Store

    change(day, "closing", "本单由{主管单位}解释。")
    [path] = hand_out(day.store, tmp_path)
    with Store.open(path) as team, team.read() as work:
        assert wording(work, KIND).texts["closing"] == "本单由{主管单位}解释。"


#: Papers that this day has no occasion for: nothing came later, nothing was lent, nobody met.
_WITHOUT_OCCASION = {DocumentKind.SUPPLEMENT, DocumentKind.HANDOVER_SLIP, DocumentKind.MINUTES}


@pytest.mark.parametrize("kind", DocumentKind)
def test_broken_words_in_the_file_hold_back_their_own_document_alone(day, kind):
    with day.store.act(Act.EDIT_TEXT) as work:
        body = '{"version": "2025.2", "texts": {"footer": "{没有这个}"}}'
        work.documents.keep_text(work.campaigns.current().id, kind, "2025.2", body)
    refused = {}
    with day.store.read() as work:
        for paper in (*papers_of(work, day.school), *papers_of_campaign(work)):
            try:
                paper.build()
            except InspectionError as error:
                refused[paper.kind] = str(error)
    assert set(refused) == {kind} - _WITHOUT_OCCASION
    assert all("“没有这个”" in why and why.endswith("。") for why in refused.values())
