"""Who signs a printed code (电子核验签名), and what every refusal in here looks like."""

from __future__ import annotations

from enum import StrEnum

from siquan_tui.message import Message, message
from siquan_tui.refusal import Refusal


class Refused(Refusal):
    """Something that cannot be used."""


class Role(StrEnum):
    """In what office a key signs. The order is the order of the signature lines."""

    CHAIR = "chair"
    """执行主席"""
    SUPERVISION = "supervision"
    """监督委员会, the cosigner (联签人)."""

    @property
    def tag(self) -> str:
        """The word in a signature line: letters the QR packs tightly."""
        return self.value.upper()

    @property
    def short(self) -> str:
        """The word in the code's Chinese text: 主席, 监督."""
        return _SHORT[self]


_SHORT = {Role.CHAIR: "主席", Role.SUPERVISION: "监督"}


def role_name(role: Role) -> Message:
    """执行主席 / 监督委员会."""
    match role:
        case Role.CHAIR:
            return message("执行主席")
        case Role.SUPERVISION:
            return message("监督委员会")
