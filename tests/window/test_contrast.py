"""Who sees badly reads every text and finds every field: WCAG 2.1, 1.4.3 and 1.4.11."""

import pytest

from inspector_gui.window.theme.colours import DARK, LIGHT, Colours


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_read_on_every_ground_it_stands_on(colours: Colours) -> None:
    grounds = (colours.ground, colours.card, colours.band, colours.chosen)
    for ink in (colours.ink, colours.muted, colours.faint):
        assert min(contrast(ink, ground) for ground in grounds) >= 4.5
    for tone in (colours.good, colours.bad, colours.warn, colours.calm, colours.info):
        assert contrast(tone.ink, tone.tint) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_filled_in_or_pressed_has_an_edge_that_is_seen(colours: Colours) -> None:
    for ground in (colours.ground, colours.card):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.accent, ground) >= 3
