"""The journal (会议日志): append-only, hash-chained books of entries.

Nothing is imported here: the tables take longer to import than the first screen to paint.
"""
