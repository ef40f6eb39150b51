"""A meeting held from a script: the same order of the meeting, the same journal, no terminal."""
