"""The bureau's key pair: its public half goes out in every file, its private half stays."""

from pathlib import Path

from db.errors import InspectionError
from db.storage import file, keys
from db.store import Store
from db.vocabulary import Act


def public_key(bureau: Store) -> str:
    """What team files and packages are locked to; made when first asked for."""
    with bureau.read() as work:
        known = work.campaigns.recovery_key()
    if known is not None:
        return known
    public, private = keys.new_recovery_pair()
    bureau.keep_identity(private)
    with bureau.act(Act.PREPARE) as work:
        work.campaigns.lock_to(public)
    return public


def key_by_bureau(bureau: Store, path: Path) -> bytes | None:
    """The key of a team's encrypted file, where it is locked to this bureau as well."""
    if file.inspect(path).form is not file.Form.ENCRYPTED or not keys.is_recoverable(path):
        return None
    try:
        return keys.recover(path, bureau.identity())
    except InspectionError:
        return None  # then its passphrase is asked for
