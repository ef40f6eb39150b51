"""Base32 without padding, one spelling only.

Several last characters decode to the same bytes; what does not encode back to itself is
refused, so no character of a signature can be changed unseen.
"""

from __future__ import annotations

import base64
import binascii


def encode(raw: bytes) -> str:
    """Upper-case RFC 4648 base32 without ``=``."""
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """The bytes again. Raises ``ValueError`` for anything :func:`encode` would not write."""
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise ValueError(text) from error
    if encode(raw) != text:
        raise ValueError(text)
    return raw
