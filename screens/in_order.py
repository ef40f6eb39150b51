"""Keys one after the other: each is done with before the next one is looked at.

Textual hands a key to whatever is in front when the key arrives. A key before it may still be
on its way to opening a screen or a dialog: typed quickly, or on a busy machine, F2 8 Enter
would take up an item on the screen that is being left, and the reason for a correction would
sign somebody out.
"""

from __future__ import annotations

from collections import deque

from textual import on
from textual.app import App
from textual.events import Event, Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

PATIENCE = 2.0
"""Seconds after which held keys go on even if the key before them never came home: where it
was sent may have been closed by it."""


class _Home(Message):
    """Follows a key up to the application; what the key set off lies behind it then."""


class InOrder(App[None]):
    """An application whose keys do not overtake what the keys before them do."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[Key] = deque()
        self._under_way: MessagePump | None = None
        """Where the key under way, or what follows it, was sent last; None = no key is."""
        self._again = False
        """Whether what the key set off there may set off something more."""
        self._patience: Timer | None = None

    async def on_event(self, event: Event) -> None:
        """Hold a key while the one before it is under way."""
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way is None:
            await self._press(event)
        else:
            self._held.append(event)
            if self._patience is None:
                self._patience = self.set_timer(PATIENCE, self._next)

    async def _press(self, key: Key) -> None:
        in_front = self.focused or self.screen
        await super().on_event(key)
        # A widget answers with a message of its own (Enter on a line of writing: submitted).
        self._again = in_front is not self.screen
        self._follow(in_front)

    def _follow(self, target: MessagePump) -> None:
        self._under_way = target
        if not target.post_message(_Home()):
            self.post_message(_Home())  # the key has closed it

    @on(_Home)
    async def _came_home(self) -> None:
        if self._under_way is None or not self.screen_stack:
            return
        # What is in front now, if anything else is, has to be there before it can take a key.
        in_front = self.focused or self.screen
        if self._again or in_front is not self._under_way:
            self._again = in_front is not self._under_way
            self._follow(in_front)
        else:
            await self._next()

    async def _next(self) -> None:
        self._under_way = None
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if self._held:
            await self._press(self._held.popleft())
            if self._held:
                self._patience = self.set_timer(PATIENCE, self._next)
