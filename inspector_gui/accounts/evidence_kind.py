"""What kind of evidence a paper is, by the name people give it."""

from db.vocabulary import EvidenceKind

#: The first word found decides; a picture of a notice is a notice.
_WORDS = (
    ("公示", EvidenceKind.DISPLAY),
    ("凭证", EvidenceKind.VOUCHER),
    ("记字", EvidenceKind.VOUCHER),
    ("发票", EvidenceKind.RECEIPT),
    ("票据", EvidenceKind.RECEIPT),
    ("收据", EvidenceKind.RECEIPT),
    ("台账", EvidenceKind.LEDGER),
    ("账", EvidenceKind.LEDGER),
    ("票", EvidenceKind.RECEIPT),
    ("合同", EvidenceKind.CONTRACT),
    ("协议", EvidenceKind.CONTRACT),
    ("通知", EvidenceKind.NOTICE),
    ("告家长书", EvidenceKind.NOTICE),
    ("说明", EvidenceKind.STATEMENT),
    ("照片", EvidenceKind.PHOTO),
)


def kind_named(title: str, otherwise: EvidenceKind = EvidenceKind.OTHER) -> EvidenceKind:
    return next((kind for word, kind in _WORDS if word in title), otherwise)
