"""The colours of the window, light and dark, by their purpose."""

from dataclasses import dataclass, fields

from db.vocabulary import FindingStatus, Severity, Verdict


@dataclass(frozen=True)
class Tone:
    """Ink on a tint: a chip, a badge, a message."""

    ink: str
    tint: str


@dataclass(frozen=True)
class Colours:
    """`ground`: the window; `card`: what lies on it; `band`: headings, hover; `line`: rules;
    `edge`: what can be filled in or pressed; `faint`: what is not there yet."""

    ground: str
    side: str
    card: str
    band: str
    line: str
    edge: str
    ink: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    chosen: str
    done: str
    good: Tone
    bad: Tone
    warn: Tone
    calm: Tone
    info: Tone


LIGHT = Colours(
    ground="#fbfcfd",
    side="#fbfcfd",
    card="#ffffff",
    band="#ecf0f6",
    line="#dde1e9",
    edge="#868fa0",
    ink="#1f2733",
    muted="#596377",
    faint="#606a7c",
    accent="#1f5fbf",
    on_accent="#ffffff",
    chosen="#e4ecf9",
    done="#1e8e5a",
    good=Tone("#146c43", "#e5f4ec"),
    bad=Tone("#b42318", "#fbeae8"),
    warn=Tone("#8a5a00", "#fef4e0"),
    calm=Tone("#596377", "#ecf0f6"),
    info=Tone("#1f5fbf", "#e4ecf9"),
)

DARK = Colours(
    ground="#16191f",
    side="#191d24",
    card="#1d2129",
    band="#262c36",
    line="#323843",
    edge="#727c8c",
    ink="#e5e8ee",
    muted="#a3adbd",
    faint="#949eb0",
    accent="#6da7fe",
    on_accent="#10141a",
    chosen="#24334e",
    done="#5bca94",
    good=Tone("#5bca94", "#1d3a2d"),
    bad=Tone("#ff9a90", "#462826"),
    warn=Tone("#f0be6a", "#41331c"),
    calm=Tone("#a3adbd", "#2a303a"),
    info=Tone("#8ab8ff", "#24334e"),
)


def counterpart(tone: Tone, colours: Colours) -> Tone:
    """The tone that serves the same purpose in `colours`."""
    purposes = (field.name for field in fields(Colours))
    purpose = next(
        (name for name in purposes if tone in (getattr(LIGHT, name), getattr(DARK, name))), ""
    )
    found: Tone = getattr(colours, purpose, tone)
    return found


def tone_of_verdict(colours: Colours, verdict: Verdict | None) -> Tone:
    match verdict:
        case Verdict.OK:
            return colours.good
        case Verdict.VIOLATION:
            return colours.bad
        case Verdict.DOUBT:
            return colours.warn
        case _:
            return colours.calm


def tone_of_severity(colours: Colours, severity: Severity) -> Tone:
    return {Severity.SERIOUS: colours.bad, Severity.MODERATE: colours.warn}.get(
        severity, colours.calm
    )


def tone_of_status(colours: Colours, status: FindingStatus) -> Tone:
    match status:
        case FindingStatus.DRAFT | FindingStatus.OBJECTED:
            return colours.warn
        case FindingStatus.WITHDRAWN:
            return colours.calm
        case FindingStatus.CLOSED:
            return colours.good
        case _:
            return colours.info
