"""Sign a code's text (电子核验签名)."""

from __future__ import annotations

from collections.abc import Sequence

from siquan_tui.attest.code import Signature, signed_bytes
from siquan_tui.attest.keys import KeyRefused, PrivateKey, is_rehearsal
from siquan_tui.attest.parse import parse_code
from siquan_tui.attest.role import role_name
from siquan_tui.message import message


def attest(text: str, signers: Sequence[PrivateKey]) -> str:
    """The full code: the text, then a signature line a signer.

    ``text`` may already bear signatures (the chair's, when the cosigner comes later);
    they are kept. Raises :class:`KeyRefused` for a signer the text does not ask for, one
    who signs twice, a key out of its dates, a real key on a rehearsal or the rehearsal
    key on anything else; :class:`~siquan_tui.attest.code.CodeRefused` for another text."""
    code = parse_code(text)
    signatures = {each.role: each for each in code.signatures}
    for signer in signers:
        key = signer.public
        if key.role not in code.fields.signers or key.role in signatures:
            raise KeyRefused(
                message("这份决议不需要“{role}”的（又一个）签名", role=role_name(key.role))
            )
        if is_rehearsal(key.raw) != code.fields.rehearsal:
            raise KeyRefused(message("演练的决议只用演练密钥签名；正式的决议不能用演练密钥"))
        if not key.valid_on(code.fields.date):
            raise KeyRefused(
                message(
                    "密钥 {key} 在 {date} 那天不在有效期内，请换用当时有效的密钥",
                    key=key.id,
                    date=code.fields.date,
                )
            )
        raw = signer.sign(signed_bytes(key.role, code.text))
        signatures[key.role] = Signature(key.role, key.id, raw)
    ordered = tuple(signatures[role] for role in code.fields.signers if role in signatures)
    return type(code)(code.fields, code.text, ordered).full()
