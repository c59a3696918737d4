"""The key slots beside a file.

An encrypted file's random 32-byte key is wrapped by argon2id of a passphrase, and once more, by
age, to the bureau's key. Changing the passphrase wraps anew; the file itself stays as it is.

Beside the bureau's file they also hold the private half of that key: locked by the file's own key,
so whoever opens the file can open packages. A file without a passphrase locks nothing.
"""

import base64
import binascii
import json
import os
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.storage.passphrases import require_long_enough

_OPS, _MEMORY = 3, 64 * 1024 * 1024
_MAX_OPS, _MAX_MEMORY = 10, 1024 * 1024 * 1024
_PURPOSE = b"bureau-identity"


def key_file(path: Path) -> Path:
    return path.with_name(path.name + ".keys")


def new_key() -> bytes:
    return os.urandom(32)


def wrap(path: Path, key: bytes, passphrase: str, recovery: str | None = None) -> None:
    """Write the key slots of `path`. `recovery`: the bureau's public age key."""
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    require_long_enough(passphrase)
    salt = os.urandom(argon2id.SALTBYTES)
    secret = argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, _OPS, _MEMORY)
    slots = _kept(path)
    slots["passphrase"] = {
        "kdf": "argon2id",
        "salt": _text(salt),
        "ops": _OPS,
        "memory": _MEMORY,
        "key": _text(SecretBox(secret).encrypt(key)),
    }
    if recovery is not None:
        slots["recovery"] = _seal(key, recovery)
    _write(path, slots)


def unwrap(path: Path, passphrase: str) -> bytes:
    """The key of `path`. Raises InspectionError where the passphrase is wrong."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id
    from nacl.secret import SecretBox

    try:
        slot = _read(path)["passphrase"]
        ops, memory = _bounded(slot["ops"], _MAX_OPS), _bounded(slot["memory"], _MAX_MEMORY)
        salt, wrapped = _bytes(slot["salt"]), _bytes(slot["key"])
        secret = argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, ops, memory)
    except (KeyError, TypeError, ValueError, CryptoError) as error:
        raise _damaged(path) from error
    try:
        return SecretBox(secret).decrypt(wrapped)
    except CryptoError as error:
        raise InspectionError(f"“{path.name}”的口令不对；请核对后再试。") from error


def _bounded(cost: int, most: int) -> int:
    """What the passphrase costs is bounded by us, not by the file."""
    if not cost <= most:
        raise ValueError(f"a cost of {cost}")
    return cost


def has_passphrase(path: Path) -> bool:
    """The slots beside `path` say that it is encrypted."""
    return "passphrase" in _kept(path)


def is_recoverable(path: Path) -> bool:
    """The bureau's key opens `path`, if it is this bureau's."""
    return "recovery" in _kept(path)


def recover(path: Path, identity: str) -> bytes:
    """The key of `path`, by the bureau's private age key."""
    import pyrage

    sealed = _kept(path).get("recovery")
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


def keep_identity(path: Path, key: bytes | None, identity: str) -> None:
    """Keep the bureau's private key beside its file `path`, whose own key is `key`."""
    from nacl.secret import SecretBox

    slots = _kept(path)
    if key is None:
        slots["identity"] = {"open": identity}
    else:
        slots["identity"] = {"locked": _text(SecretBox(_lock(key)).encrypt(identity.encode()))}
    _write(path, slots)


def identity(path: Path, key: bytes | None) -> str:
    """The bureau's private key, kept beside its file `path`."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    slot = _kept(path).get("identity")
    if slot is None:
        raise InspectionError(
            f"“{key_file(path).name}”里没有本局的私钥，打不开数据包；请从备份取回这个文件。"
        )
    try:
        if key is None:
            return str(slot["open"])
        return SecretBox(_lock(key)).decrypt(_bytes(slot["locked"])).decode()
    except (CryptoError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _lock(key: bytes) -> bytes:
    """A key of its own for this purpose."""
    from nacl.encoding import RawEncoder
    from nacl.hash import blake2b

    locked: bytes = blake2b(_PURPOSE, key=key, encoder=RawEncoder)
    return locked


def write_safely(target: Path, content: bytes) -> None:
    """Beside, synced, then moved: never half a file. Nobody else of this computer can read it."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600, exist_ok=False)
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _seal(key: bytes, recipient: str) -> str:
    import pyrage

    return _text(pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)]))


def _kept(path: Path) -> dict[str, Any]:
    """The slots there are."""
    return _read(path) if key_file(path).exists() else {"version": 1}


def _write(path: Path, slots: dict[str, Any]) -> None:
    write_safely(key_file(path), json.dumps(slots, indent=1).encode())


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
