"""The two cases of the source document, as rehearsals.

``sanmiaoshu.jsonl`` and ``naimadai.jsonl`` say in their first lines which facts are the
source's and which are assumed here. Nobody in them is a real person: the representatives
are called by the sixty terms of the sexagenary cycle (甲子、乙丑、丙寅…).
"""
