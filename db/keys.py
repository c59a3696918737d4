"""The key slots beside an encrypted file.

The file's random 32-byte key is wrapped by argon2id of a passphrase, and once more, by age, to the
bureau's recovery key. Changing the passphrase wraps anew; the file itself stays as it is.
"""

import base64
import binascii
import json
import os
from pathlib import Path
from typing import Any

from db.errors import InspectionError

_OPS, _MEMORY = 3, 64 * 1024 * 1024
_MAX_OPS, _MAX_MEMORY = 10, 1024 * 1024 * 1024
MIN_PASSPHRASE = 6


def key_file(path: Path) -> Path:
    return path.with_name(path.name + ".keys")


def new_key() -> bytes:
    return os.urandom(32)


def wrap(path: Path, key: bytes, passphrase: str, recovery: str | None = None) -> None:
    """Write the key slots of `path`. `recovery`: the bureau's public age key."""
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    if len(passphrase) < MIN_PASSPHRASE:
        raise InspectionError(f"口令太短，至少要 {MIN_PASSPHRASE} 个字符。")
    salt = os.urandom(argon2id.SALTBYTES)
    secret = argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, _OPS, _MEMORY)
    slots: dict[str, Any] = {
        "version": 1,
        "passphrase": {
            "kdf": "argon2id",
            "salt": _text(salt),
            "ops": _OPS,
            "memory": _MEMORY,
            "key": _text(SecretBox(secret).encrypt(key)),
        },
    }
    kept = _recovery_slot(path) if recovery is None else _seal(key, recovery)
    if kept:
        slots["recovery"] = kept
    write_safely(key_file(path), json.dumps(slots, indent=1).encode())


def unwrap(path: Path, passphrase: str) -> bytes:
    """The key of `path`. Raises InspectionError where the passphrase is wrong."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    try:
        slot = _read(path)["passphrase"]
        ops, memory = min(slot["ops"], _MAX_OPS), min(slot["memory"], _MAX_MEMORY)
        salt, wrapped = _bytes(slot["salt"]), _bytes(slot["key"])
        secret = argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, ops, memory)
    except (KeyError, TypeError, ValueError, CryptoError) as error:
        raise _damaged(path) from error
    try:
        return SecretBox(secret).decrypt(wrapped)
    except CryptoError as error:
        raise InspectionError(f"“{path.name}”的口令不对；请核对后再试。") from error


def recover(path: Path, identity: str) -> bytes:
    """The key of `path`, by the bureau's private age key."""
    import pyrage

    sealed = _recovery_slot(path)
    if sealed is None:
        raise InspectionError(f"“{path.name}”没有设恢复密钥，只能用口令打开。")
    try:
        content = _bytes(sealed)
    except (TypeError, ValueError) as error:
        raise _damaged(path) from error
    try:
        opened = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise InspectionError(f"“{path.name}”不是用这把恢复密钥封存的；请核对密钥。") from error
    return bytes(opened)


def new_recovery_pair() -> tuple[str, str]:
    """A bureau's recovery key: (public, private)."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def write_safely(target: Path, content: bytes) -> None:
    """Beside, synced, then moved: never half a file."""
    part = target.with_name(target.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _seal(key: bytes, recipient: str) -> str:
    import pyrage

    return _text(pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)]))


def _recovery_slot(path: Path) -> str | None:
    return _read(path).get("recovery") if key_file(path).exists() else None


def _read(path: Path) -> dict[str, Any]:
    try:
        slots = json.loads(key_file(path).read_text("utf-8"))
    except FileNotFoundError as error:
        raise InspectionError(
            f"“{path.name}”是加密文件，旁边缺少口令文件“{key_file(path).name}”；请一并复制过来。"
        ) from error
    except (ValueError, OSError) as error:
        raise _damaged(path) from error
    if not isinstance(slots, dict):
        raise _damaged(path)
    return slots


def _damaged(path: Path) -> InspectionError:
    return InspectionError(f"口令文件“{key_file(path).name}”已损坏；请从备份或局里取一份。")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
