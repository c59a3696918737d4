"""Where the cursor is in a text whose characters Qt counts once or twice."""

from hypothesis import given
from hypothesis import strategies as st

from db.unseen import clean
from inspector_gui.window.forms.autosave import seen, so_far, split_at, units

texts = st.text("a元𠮷😀\u200b\u202e\x07 139", max_size=20)


@given(texts, texts)
def test_a_text_is_split_where_qts_cursor_is(before: str, after: str) -> None:
    assert split_at(before + after, units(before)) == (before, after)


@given(texts, texts)
def test_the_cursor_stays_behind_what_was_typed(before: str, after: str) -> None:
    text, cursor, _word = seen(before + after, units(before))
    assert text == clean(before + after)
    assert split_at(text, cursor) == (clean(before), clean(after))


def test_a_number_that_is_begun_behind_wide_characters_is_held_back() -> None:
    assert so_far("𠮷😀139000家长", units("𠮷😀139000")) == "𠮷😀家长"
