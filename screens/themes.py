"""The two themes: calm, blue and orange, told apart without red and green.

``$muted`` is for what need not be read first, ``$faint`` for keys that do nothing now:
Textual's own ``$text-muted`` has no fixed colour and is lost inside styled text. Whatever is
to be read has a contrast of at least 4.5 with its ground, a key that does nothing 3.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="siquan-dark",
    dark=True,
    primary="#6ea8dc",
    secondary="#86a3b8",
    accent="#e6a35c",
    warning="#e6a35c",
    error="#e08a4b",
    success="#79b4e8",
    foreground="#d7dde4",
    background="#12181f",
    surface="#19212a",
    panel="#222d39",
    variables={
        "muted": "#93a5b7",
        "faint": "#6b7b8a",
        "border": "#6ea8dc",
        "border-blurred": "#3a4b5c",
        "block-cursor-background": "#2f5f8f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#273a4d",
        "input-selection-background": "#6ea8dc 35%",
        "button-focus-text-style": "bold reverse",
    },
)

LIGHT = Theme(
    name="siquan-light",
    dark=False,
    primary="#1b5a96",
    secondary="#3a566e",
    accent="#964a00",
    warning="#964a00",
    error="#963e00",
    success="#1b5a96",
    foreground="#1e2730",
    background="#f4f2ec",
    surface="#ebe8df",
    panel="#dedacf",
    variables={
        "muted": "#4d5863",
        "faint": "#7b786f",
        "border": "#1b5a96",
        "border-blurred": "#b3ae9f",
        "block-cursor-background": "#174f86",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#c6d5e4",
        "input-selection-background": "#1d5f9e 30%",
        "button-focus-text-style": "bold reverse",
    },
)
