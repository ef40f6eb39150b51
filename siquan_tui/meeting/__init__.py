"""The meeting as a fold over its record: events, state, ``admit`` and ``apply``.

Pure: no clock, no disk, no terminal. The journal stores what these modules define.
"""
