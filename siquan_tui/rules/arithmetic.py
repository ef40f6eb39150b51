"""Thresholds (门槛) in whole numbers: no float, no percentage, no rounding."""

from __future__ import annotations

from siquan_tui.rules.model import Base, Threshold


def needed(threshold: Threshold, base: int, against: int = 0) -> int:
    """The least count that meets the threshold: of ``base``, or for ``decided`` with
    ``against`` held fixed. Never below 1, so an empty room never passes.

    Raises ``ValueError`` for the whole of ``decided``, which one hand against puts out of
    reach of any number (rule files that say so are refused).
    """
    if threshold.of is not Base.DECIDED:
        return max(1, _least(threshold.num * base, threshold.den, strict=threshold.strict))
    # n/d of for + against  ⇔  for * (d - n) against the bound n * against
    rest = threshold.den - threshold.num
    if rest == 0:
        raise ValueError("the whole of for + against has no least count")
    return max(1, _least(threshold.num * against, rest, strict=threshold.strict))


def reached(threshold: Threshold, have: int, base: int, against: int = 0) -> bool:
    """Whether ``have`` meets the threshold, by the same arguments as :func:`needed`."""
    return have >= needed(threshold, base, against)


def _least(bound: int, factor: int, *, strict: bool) -> int:
    """The least whole x with ``x * factor >= bound`` (``> bound`` if strict)."""
    return bound // factor + 1 if strict else -(-bound // factor)
