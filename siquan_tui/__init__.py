"""The console for a villagers' representative assembly (村民代表会议)."""

__version__ = "0.1.0"
