"""The words of a document as an inspection uses them: none says of one what is true of another."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from db.records.inspections import InspectionLine
from db.vocabulary import DocumentKind
from inspector_gui.documents.template_texts import COMMON, Source, Wording, layers_of
from inspector_gui.resources import ROOT

_TEXTS = ROOT / "kind_words.toml"
_FEES_TITLE = "教育收费专项检查"


def worded_for(wording: Wording, document: DocumentKind, kind: InspectionLine) -> Wording:
    """These words for an inspection. Those with a register of refunds are about fees, as ours are.

    What a bureau wrote itself for fees stays with the fee inspection.
    """
    texts, layers = dict(wording.texts), (COMMON, *layers_of(document))
    if not kind.has_refunds:
        for layer in layers:
            texts |= _known(_layer(layer), texts)
    elif "title" in texts:
        texts["title"] = _retitled(texts["title"])
    if not kind.has_notice:
        for layer in layers:
            texts |= _known(_layer(f"unannounced-{layer}"), texts)
    own = _own(kind)
    return replace(wording, texts={key: _in_kind(text, own) for key, text in texts.items()})


@cache
def _layer(name: str) -> Mapping[str, Source]:
    found = tomllib.loads(_TEXTS.read_text(encoding="utf-8")).get(name, {})
    return {key: tuple(text) if isinstance(text, list) else text for key, text in found.items()}


def _known(layer: Mapping[str, Source], texts: Mapping[str, Source]) -> dict[str, Source]:
    return {key: text for key, text in layer.items() if key in texts}


def _retitled(title: Source) -> Source:
    if isinstance(title, str):
        return title
    return tuple("〔名称〕" if part == _FEES_TITLE else part for part in title)


def sheet_name(kind: InspectionLine) -> str:
    """What other papers call its sheet: 反馈单; of an inspection that is not about fees 反馈表."""
    return "反馈单" if kind.has_refunds else "反馈表"


def named_for(name: str, kind: InspectionLine) -> str:
    """A document's name as this inspection calls it."""
    return name.replace("反馈单", sheet_name(kind))


def _own(kind: InspectionLine) -> dict[str, str]:
    amounts = kind.amounts
    own = {
        "〔名称〕": kind.title,
        "〔事项〕": kind.matter,
        "〔反馈单〕": sheet_name(kind),
        "〔涉及金额〕": amounts.involved_fen,
        "〔金额二〕": amounts.due_fen,
        "〔金额三〕": amounts.refunded_fen,
        "〔金额四〕": amounts.surrendered_fen,
    }
    return {mark: phrase.replace("{", "").replace("}", "") for mark, phrase in own.items()}


def _in_kind(source: Source, own: Mapping[str, str]) -> Source:
    if not isinstance(source, str):
        return tuple(str(_in_kind(part, own)) for part in source)
    for mark, phrase in own.items():
        source = source.replace(mark, phrase)
    return source
